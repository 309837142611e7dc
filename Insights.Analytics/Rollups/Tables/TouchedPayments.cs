namespace Insights.Analytics.Rollups.Tables;

/// <summary>A day whose payment cases must be derived anew. Written and removed inside the rollup's own transactions.</summary>
internal sealed class TouchedPayments
{
    /// <summary>1 a day, 2 all days there are, 3 only what joins payments with disputes.</summary>
    public int Kind { get; set; }
    public DateOnly Day { get; set; }

    public const int OneDay = 1;
    public const int Everything = 2;
    public const int Joins = 3;
}
