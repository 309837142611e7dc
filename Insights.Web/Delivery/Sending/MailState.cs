namespace Insights.Web.Delivery.Sending;

/// <summary>Where a mail is on its way.</summary>
internal static class MailState
{
    /// <summary>For its next attempt.</summary>
    public const string Waiting = "waiting";

    /// <summary>A process has it; the server cannot have taken it yet.</summary>
    public const string Claimed = "claimed";

    /// <summary>The server may have taken it; its answer is not recorded yet.</summary>
    public const string Handing = "handing";

    public const string Sent = "sent";

    /// <summary>Refused for good, or given up after a day.</summary>
    public const string Failed = "failed";

    /// <summary>Handed over, and the answer was lost: perhaps there, perhaps not. Never sent again by itself.</summary>
    public const string Unconfirmed = "unconfirmed";

    /// <summary>Not sent: the recipient may not have it any more, or wants none.</summary>
    public const string Withdrawn = "withdrawn";

    public static string Title(string state) => state switch
    {
        Waiting => "waiting",
        Claimed => "being sent",
        Handing => "being sent",
        Sent => "sent",
        Failed => "failed",
        Unconfirmed => "sent, not confirmed",
        Withdrawn => "not sent",
        _ => state,
    };

    /// <summary>The style of the state's pill, of those that jobs have.</summary>
    public static string Tone(string state) => state switch
    {
        Sent => "succeeded",
        Failed or Unconfirmed => "failed",
        Withdrawn => "cancelled",
        _ => "running",
    };
}
