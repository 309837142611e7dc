namespace Insights.Import.Store.Ledger;

/// <summary>A stored row that came with a value of <see cref="MappedValue"/> which its own columns do not keep. File and line say in which of its versions.</summary>
public sealed class UnmappedRow
{
    public int SourceId { get; set; }
    public string Kind { get; set; } = "";
    public string Value { get; set; } = "";

    /// <summary>transactions, tickets, chargebacks.</summary>
    public string Fact { get; set; } = "";
    public string ExternalId { get; set; } = "";
    public int FileId { get; set; }
    public int Line { get; set; }
}
