namespace Insights.Analytics.Rollups.Tables;

/// <summary>A dispute whose ledger row must be derived anew. Written and removed inside the rollup's own transactions.</summary>
internal sealed class TouchedDispute
{
    public long DisputeHash { get; set; }
    public int SourceId { get; set; }

    /// <summary>Empty in the one row that stands for every dispute.</summary>
    public string DisputeRef { get; set; } = "";
}
