namespace Insights.Analytics.Jobs;

/// <summary>The jobs by the names that schedules, verbs and run rows use.</summary>
public static class JobIds
{
    public const string RefreshMetrics = "refresh-metrics";
    public const string RebuildMetrics = "rebuild-metrics";
    public const string MarkBreaches = "mark-breaches";
    public const string CloseMonths = "close-months";
    public const string FindPatterns = "find-patterns";
    public const string WatchTrends = "watch-trends";
    public const string CompareRules = "compare-rules";
}
