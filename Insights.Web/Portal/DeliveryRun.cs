namespace Insights.Web.Portal;

/// <summary>One time a subscription fell due.</summary>
internal sealed class DeliveryRun
{
    public int Id { get; set; }

    public int SubscriptionId { get; set; }

    /// <summary>Unique within the subscription: the due instant, or "now" and a number of its own.</summary>
    public string Key { get; set; } = "";

    public DateTime DueAt { get; set; }

    /// <summary>schedule, or the name of who pressed "Send now".</summary>
    public string StartedBy { get; set; } = "";

    /// <summary>due, held, made, skipped.</summary>
    public string State { get; set; } = "due";

    /// <summary>Why it is held, was skipped, or what could not be made.</summary>
    public string? Reason { get; set; }

    public DateTime? MadeAt { get; set; }

    /// <summary>Whoever makes it has it until then; a crashed maker's turn passes.</summary>
    public DateTime? LeasedUntil { get; set; }
}
