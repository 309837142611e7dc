using Insights.Import.Store;

namespace Insights.Analytics.Queries;

/// <summary>
/// Answers every metric of the catalogue. Cheap to call: answers come from the derived tables and are kept for as long as the data does not change.
/// Ask for the metrics of a page together, so that they share one pass.
/// </summary>
public interface IMetricQueries
{
    /// <exception cref="ArgumentException">A metric id is not in the catalogue.</exception>
    Task<IReadOnlyDictionary<string, MetricResult>> ValuesAsync(IReadOnlyCollection<string> metricIds, ReportFilter filter, DataScope scope, CancellationToken cancel = default);

    Task<IReadOnlyDictionary<string, MetricSeries>> SeriesAsync(IReadOnlyCollection<string> metricIds, ReportFilter filter, DataScope scope, Bucket bucket, CancellationToken cancel = default);

    /// <param name="dimension">One of <see cref="ReportFilter.Dimensions"/>.</param>
    /// <param name="top">Members beyond this many are summed in <see cref="MetricBreakdown.Other"/>.</param>
    Task<MetricBreakdown> BreakdownAsync(string metricId, string dimension, ReportFilter filter, DataScope scope, int top = 10, CancellationToken cancel = default);
}

public static class MetricQueriesExtensions
{
    public static async Task<MetricResult> ValueAsync(this IMetricQueries queries, string metricId, ReportFilter filter, DataScope scope, CancellationToken cancel = default) =>
        (await queries.ValuesAsync([metricId], filter, scope, cancel))[metricId];

    public static async Task<MetricSeries> SeriesAsync(this IMetricQueries queries, string metricId, ReportFilter filter, DataScope scope, Bucket bucket, CancellationToken cancel = default) =>
        (await queries.SeriesAsync([metricId], filter, scope, bucket, cancel))[metricId];
}
