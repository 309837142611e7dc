namespace Insights.Import.Store.Facts;

/// <summary>One state change of a dispute. Current state = last event by time; events are never summed as disputes.</summary>
public sealed class ChargebackEvent
{
    /// <summary>Stable 64-bit hash of (source, dispute id).</summary>
    public long ChargebackHash { get; set; }
    public DateTime OccurredAt { get; set; }

    /// <summary>Unique within the dispute; the state itself where the source gives no id.</summary>
    public string EventId { get; set; } = "";
    public int SourceId { get; set; }
    public string ChargebackRef { get; set; } = "";
    public string State { get; set; } = "";
    public string? RawStatus { get; set; }
    public long? AmountMinor { get; set; }
    public int FileId { get; set; }
    public int Line { get; set; }
}
