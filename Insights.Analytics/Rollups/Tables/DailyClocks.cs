namespace Insights.Analytics.Rollups.Tables;

/// <summary>Decided promises to customers of one day in the reporting zone, by vendor: what rates of kept times are made of. Not split further: filters go to the clocks.</summary>
internal sealed class DailyClocks : IMarginRow
{
    public RollupDimension Dimension { get; set; }
    public int VendorId { get; set; }
    public DateOnly Day { get; set; }
    public string Member { get; set; } = "";
    public long FirstReplyMet { get; set; }
    public long FirstReplyBreached { get; set; }
    public long ResolutionMet { get; set; }
    public long ResolutionBreached { get; set; }
    public long OtherMet { get; set; }
    public long OtherBreached { get; set; }
}
