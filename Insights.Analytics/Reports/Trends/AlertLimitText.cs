using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Alerts;

namespace Insights.Analytics.Reports.Trends;

/// <summary>A limit in words, the same on every screen.</summary>
public static class AlertLimitText
{
    /// <summary>"Failed payments above 50 a day".</summary>
    public static string Name(AlertLimit limit) => LimitTables.Name(limit);

    /// <summary>"crossed since 3 November", "crossed from 1 to 2 November, recovered on 3 November", "never crossed".</summary>
    public static string State(AlertLimit limit) => LimitTables.State(limit);
}
