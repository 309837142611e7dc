using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Loading;

namespace Insights.Analytics.Reports;

/// <summary>Where the rows behind a number are. Every number of every document is linked with this, so that the rows screen has one address.</summary>
public static class RowLinks
{
    /// <summary>The rows of a set under exactly the number's filter; a relative period is frozen, so that the link shows the same rows tomorrow.</summary>
    public static string To(string rowSet, ReportFilter filter) => $"/rows/{rowSet}?{(filter with { Compare = Comparison.Previous }).Freeze().ToQueryString()}";

    /// <summary>
    /// The payments that a number of disputes is divided by, under the filter as far as payments carry it: all of them, whatever their disputes were for. With the rest
    /// of the filter the rows screen would show none.
    /// </summary>
    internal static string ToPayments(string rowSet, ReportFilter filter) => To(rowSet, Carried.Lacking(FactKind.Payments, filter).Aggregate(filter, (left, dimension) => left.With(dimension)));
}
