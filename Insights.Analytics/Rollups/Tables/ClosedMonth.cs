namespace Insights.Analytics.Rollups.Tables;

/// <summary>
/// A month whose verdicts and headline figures were stamped. The stamp is no derived table: it says what was true when the month was closed,
/// and no rebuild may change it. What differs from it later is in <see cref="Restatement"/>.
/// </summary>
internal sealed class ClosedMonth
{
    /// <summary>First day of the month in the reporting zone.</summary>
    public DateOnly Month { get; set; }

    /// <summary>First day of the month after.</summary>
    public DateOnly Until { get; set; }
    public DateTime ClosedAt { get; set; }

    /// <summary>The administrator who closed it by hand; null = the job did, when the days of grace were over.</summary>
    public string? ClosedBy { get; set; }

    /// <summary>The reporting zone that cut the month then.</summary>
    public string Zone { get; set; } = "";

    /// <summary>How many clocks were stamped.</summary>
    public long Clocks { get; set; }
}
