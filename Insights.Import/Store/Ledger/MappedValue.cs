namespace Insights.Import.Store.Ledger;

/// <summary>A word a source uses that is none of ours, and what a person said it means.</summary>
public sealed class MappedValue
{
    public int SourceId { get; set; }

    /// <summary>What it is a word for: ticket_status, priority, vendor …</summary>
    public string Kind { get; set; } = "";

    /// <summary>As the source writes it, without surrounding blanks.</summary>
    public string Value { get; set; } = "";

    /// <summary>How often imports have met it.</summary>
    public long Rows { get; set; }

    /// <summary>Of these, rows that could not be stored without knowing it.</summary>
    public long RejectedRows { get; set; }
    public DateTime FirstSeen { get; set; }
    public DateTime LastSeen { get; set; }

    /// <summary>The word of ours; "-" for one that means nothing; null while nobody has said.</summary>
    public string? Meaning { get; set; }
    public string? ResolvedBy { get; set; }
    public DateTime? ResolvedAt { get; set; }

    /// <summary>Stored rows the resolution changed.</summary>
    public long RowsChanged { get; set; }
}
