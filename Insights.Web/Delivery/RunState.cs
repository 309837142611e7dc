namespace Insights.Web.Delivery;

/// <summary>How far a run has come.</summary>
internal static class RunState
{
    /// <summary>To be made at the next opportunity.</summary>
    public const string Due = "due";

    /// <summary>Waits for data, or for mail to be set up.</summary>
    public const string Held = "held";

    /// <summary>Its mail is in the outbox.</summary>
    public const string Made = "made";

    /// <summary>Will not be made any more; its reason says why.</summary>
    public const string Skipped = "skipped";

    /// <summary>How the keys of runs begin that a person asked for.</summary>
    public const string NowKey = "now:";
}
