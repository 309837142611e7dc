namespace Insights.Import.Store.Ledger;

/// <summary>A row that was not stored, or a field that was emptied (<see cref="Severity"/> = warning), with where and why.</summary>
public sealed class RejectedRow
{
    public long Id { get; set; }
    public int FileId { get; set; }
    public int Line { get; set; }

    /// <summary>rejected, skipped, warning.</summary>
    public string Severity { get; set; } = "rejected";
    public string? Column { get; set; }

    /// <summary>The offending value, shortened, card numbers truncated.</summary>
    public string? Value { get; set; }

    /// <summary>Stable id of the rule, for example amount-not-a-number.</summary>
    public string Rule { get; set; } = "";

    /// <summary>What is wrong and what to do, for a person.</summary>
    public string Reason { get; set; } = "";

    /// <summary>The record's cells as JSON (card numbers truncated), so that it can be downloaded, fixed and imported again.</summary>
    public string? Record { get; set; }
}
