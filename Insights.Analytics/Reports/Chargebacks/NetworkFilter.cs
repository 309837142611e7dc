using Insights.Analytics.Queries;

namespace Insights.Analytics.Reports.Chargebacks;

/// <summary>
/// The part of a filter that programmes and cohorts know: vendor and network. Their documents are built under it and name no other filter,
/// so that nothing reads as narrowed that is not.
/// </summary>
internal static class NetworkFilter
{
    public const string Note = "Of the filter, vendor and network count here; networks judge by nothing else.";

    public static ReportFilter Of(ReportFilter filter) =>
        filter.Values.Keys.Where(dimension => dimension is not ("vendor" or "network" or "brand")).ToList().Aggregate(filter, (left, dimension) => left.With(dimension));
}
