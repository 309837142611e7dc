namespace Insights.Analytics.Rollups.Tables;

/// <summary>Somebody has looked at a candidate and put it aside. Not derived from facts, so no rebuild writes or removes it; taken back rather than deleted.</summary>
internal sealed class FindingDismissal
{
    public int Id { get; set; }
    public int VendorId { get; set; }
    public string Kind { get; set; } = "";
    public int SourceId { get; set; }
    public string PaymentRef { get; set; } = "";
    public string Reason { get; set; } = "";

    /// <summary>Who said so; shown to the house only.</summary>
    public string By { get; set; } = "";
    public bool ByVendor { get; set; }
    public DateTime At { get; set; }
    public string? WithdrawnBy { get; set; }
    public DateTime? WithdrawnAt { get; set; }
}
