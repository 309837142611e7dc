namespace Insights.Import.Store.Dimensions;

/// <summary>A person took a ticket, or one metric of it, out of judgement. Kept when it is taken back: who did what, and why, stays readable.</summary>
public sealed class TicketExemption
{
    public int Id { get; set; }
    public int SourceId { get; set; }
    public string TicketRef { get; set; } = "";

    /// <summary>Metric id, first_reply_time; null = every clock of the ticket.</summary>
    public string? Metric { get; set; }
    public string Reason { get; set; } = "";
    public string By { get; set; } = "";
    public DateTime At { get; set; }
    public string? WithdrawnBy { get; set; }
    public DateTime? WithdrawnAt { get; set; }
}
