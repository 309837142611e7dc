namespace Insights.Analytics.Rollups.Tables;

/// <summary>
/// Somebody says that a vendor has done what was recommended. Not derived from facts, so no rebuild writes or removes it; taken back rather than deleted,
/// so that a comparison in an old report can be explained.
/// </summary>
internal sealed class TakenAction
{
    public int Id { get; set; }
    public int VendorId { get; set; }

    /// <summary>Of the catalogue: A1 to A18.</summary>
    public string ActionId { get; set; } = "";

    /// <summary>From this day on, in the reporting zone.</summary>
    public DateOnly Day { get; set; }
    public string Note { get; set; } = "";

    /// <summary>Who said so; shown to the house only.</summary>
    public string By { get; set; } = "";
    public bool ByVendor { get; set; }
    public DateTime At { get; set; }
    public string? WithdrawnBy { get; set; }
    public DateTime? WithdrawnAt { get; set; }
}
