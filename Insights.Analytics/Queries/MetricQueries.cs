using System.Globalization;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries.Evaluation;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Rollups;
using Insights.Import.Store;

namespace Insights.Analytics.Queries;

internal sealed class MetricQueries(AnalyticsStore store, ResultCache cache, TimeProvider clock) : IMetricQueries
{
    /// <summary>A document asks for the same number in a tile, a sentence and a table, and whoever looks again asks for all of them: adding up is once for each state of the data too.</summary>
    private readonly ResultCache _answers = new(store.Reporting);

    public async Task<IReadOnlyDictionary<string, MetricResult>> ValuesAsync(
        IReadOnlyCollection<string> metricIds, ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        var plans = Plans(metricIds);
        var context = await QueryContext.OpenAsync(store, cache, clock, filter, scope);
        var results = new Dictionary<string, MetricResult>(plans.Count);
        foreach (var plan in plans)
        {
            cancel.ThrowIfCancellationRequested();
            results[plan.Definition.Id] = await _answers.GetAsync(Key(plan, context, filter.Range, "value"), async () => (await LoadedMetric.LoadAsync(plan, context, filter.Range, null)).Over(filter.Range, null));
        }
        return results;
    }

    public async Task<IReadOnlyDictionary<string, MetricSeries>> SeriesAsync(
        IReadOnlyCollection<string> metricIds, ReportFilter filter, DataScope scope, Bucket bucket, CancellationToken cancel = default)
    {
        var plans = Plans(metricIds);
        var context = await QueryContext.OpenAsync(store, cache, clock, filter, scope);
        var results = new Dictionary<string, MetricSeries>(plans.Count);
        foreach (var plan in plans)
        {
            cancel.ThrowIfCancellationRequested();
            results[plan.Definition.Id] = await _answers.GetAsync(Key(plan, context, filter.Range, $"by {bucket}"), async () =>
            {
                var metric = await LoadedMetric.LoadAsync(plan, context, filter.Range, null);
                var points = Buckets.Of(filter.Range, bucket).Select(days => new MetricPoint(days, metric.Over(days, null))).ToArray();
                var incomplete = Array.FindIndex(points, point => point.Value.Incomplete);
                return new MetricSeries { MetricId = plan.Definition.Id, Bucket = bucket, Points = points, IncompleteFrom = incomplete < 0 ? null : incomplete };
            });
        }
        return results;
    }

    public async Task<MetricBreakdown> BreakdownAsync(
        string metricId, string dimension, ReportFilter filter, DataScope scope, int top = 10, CancellationToken cancel = default)
    {
        if (!ReportFilter.Dimensions.Contains(dimension))
            throw new ArgumentException($"'{dimension}' is no dimension. Known: {string.Join(", ", ReportFilter.Dimensions)}.", nameof(dimension));
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        var plan = MetricPlan.Of(metricId);
        var context = await QueryContext.OpenAsync(store, cache, clock, filter, scope);
        return await _answers.GetAsync(Key(plan, context, filter.Range, string.Create(CultureInfo.InvariantCulture, $"{top} by {dimension}")), () => BreakdownAsync(plan, dimension, filter.Range, context, top));
    }

    private static async Task<MetricBreakdown> BreakdownAsync(MetricPlan plan, string dimension, DateRange range, QueryContext context, int top)
    {
        var metric = await LoadedMetric.LoadAsync(plan, context, range, dimension);
        var members = metric.Members.Select(key => new MetricMember(key, Label(dimension, key, context.Vendors), metric.Over(range, key)))
            // A ratio's member may have rows on one side only; one without any says nothing.
            .Where(member => member.Value.Numerator != 0 || member.Value.Denominator is > 0)
            .OrderByDescending(Size).ThenBy(member => member.Key, StringComparer.Ordinal).ToList();
        var shown = members.Take(top).ToList();
        var rest = members.Count > top && metric.AddsUp
            ? metric.OverOthers(range, shown.Select(member => member.Key).ToHashSet(StringComparer.Ordinal))
            : null;
        return new()
        {
            MetricId = plan.Definition.Id,
            Dimension = dimension,
            // All members together; of a ratio whose lower side is not split, the plain ratio.
            Total = metric.Over(range, null),
            Members = shown,
            Other = rest,
            MemberCount = members.Count,
        };
    }

    /// <summary>What an answer depends on beside the data: a day that is not over makes it incomplete.</summary>
    private static string Key(MetricPlan plan, QueryContext context, DateRange range, string what) => $"{plan.Definition.Id}|{what}|{range}|{context.Today}|{context.Filter.Key}";

    private static List<MetricPlan> Plans(IReadOnlyCollection<string> metricIds) => [.. metricIds.Distinct(StringComparer.Ordinal).Select(MetricPlan.Of)];

    /// <summary>Money is ordered by its converted total, everything else by how many rows it rests on.</summary>
    private static long Size(MetricMember member) => member.Value.Converted?.Total.Minor is { } minor && minor != 0 ? minor : member.Value.Numerator ?? member.Value.N;

    private static string Label(string dimension, string key, VendorNames vendors) => dimension == "vendor" ? vendors.Label(key) : key;
}
