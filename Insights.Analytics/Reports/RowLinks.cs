using Insights.Analytics.Queries;

namespace Insights.Analytics.Reports;

/// <summary>Where the rows behind a number are. Every number of every document is linked with this, so that the rows screen has one address.</summary>
public static class RowLinks
{
    /// <summary>The rows of a set under exactly the number's filter; a relative period is frozen, so that the link shows the same rows tomorrow.</summary>
    public static string To(string rowSet, ReportFilter filter) => $"/rows/{rowSet}?{(filter with { Compare = Comparison.Previous }).Freeze().ToQueryString()}";
}
