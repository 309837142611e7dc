namespace Insights.Analytics.Rollups.Tables;

/// <summary>What the rows of every margin table are found by.</summary>
internal interface IMarginRow
{
    RollupDimension Dimension { get; }
    int VendorId { get; }
    DateOnly Day { get; }
    string Member { get; }
}
