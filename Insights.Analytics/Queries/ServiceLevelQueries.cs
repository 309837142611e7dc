using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries.Evaluation;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Queries;

internal sealed class ServiceLevelQueries(AnalyticsStore store, ResultCache cache, TimeProvider clock) : IServiceLevelQueries
{
    public async Task<IReadOnlyList<AttainmentLine>> AttainmentAsync(
        ReportFilter filter, DataScope scope, string? by = null, string? metricId = null, CancellationToken cancel = default)
    {
        var (tally, vendors) = await TallyAsync(filter, scope, by, metricId);
        return tally?.Attainment(by, key => Label(by, key, vendors!)) ?? [];
    }

    public async Task<IReadOnlyList<CauseLine>> CausesAsync(ReportFilter filter, DataScope scope, string? by = null, string? metricId = null, CancellationToken cancel = default)
    {
        var (tally, vendors) = await TallyAsync(filter, scope, by, metricId);
        return tally?.Causes(by, key => Label(by, key, vendors!)) ?? [];
    }

    public async Task<IReadOnlyList<TargetBin>> DistributionAsync(string metricId, ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        if (Narrow(filter, metricId) is null || Carried.Lacking(FactKind.Clocks, filter).Count > 0)
            return [];
        var context = await QueryContext.OpenAsync(store, cache, clock, filter, scope);
        var bins = await cache.GetAsync($"distribution|{filter.Range}|{context.Filter.Key}", () => TargetSpread.LoadAsync(store, context.Filter, RowPeriod.Of(filter.Range, context.Zone)));
        return bins.GetValueOrDefault(metricId) ?? TargetSpread.Empty;
    }

    public async Task<IReadOnlyList<TimesLine>> TimesAsync(ReportFilter filter, DataScope scope, string? metricId = null, string? by = null, CancellationToken cancel = default)
    {
        if (by is not null and not "metric" && metricId is null)
            throw new ArgumentException("Times of different kinds of clock do not mix: name the metric that is to be split.", nameof(metricId));
        if (by is not null && !Carried.Splits(FactKind.Clocks, by))
            throw new ArgumentException($"Clocks cannot be split by '{by}'.", nameof(by));
        if (metricId is not null && !ClockColumns.All.Contains(metricId))
            throw new ArgumentException($"No clock measures '{metricId}'. Known: {string.Join(", ", ClockColumns.All)}.", nameof(metricId));
        if (Carried.Lacking(FactKind.Clocks, filter).Count > 0)
            return [];
        var context = await QueryContext.OpenAsync(store, cache, clock, filter, scope);
        var period = RowPeriod.Of(filter.Range, context.Zone);
        IReadOnlyList<TimesLine> lines;
        if (by is null or "metric")
        {
            lines = await cache.GetAsync($"times|{filter.Range}|{context.Filter.Key}", () => ClockTimes.ByMetricAsync(store, context.Filter, period));
            lines = metricId is null ? lines : [.. lines.Where(line => line.Key == metricId)];
        }
        else
        {
            lines = (await cache.GetAsync($"times|{metricId}|{filter.Range}|{context.Filter.Key}", () => ClockTimes.OfMetricAsync(store, context.Vendors, context.Filter, period, metricId!)))[by];
        }
        return [.. lines.Select(line => line with { Label = Label(by ?? "metric", line.Key, context.Vendors) })];
    }

    public async Task<IReadOnlyList<WaitingLine>> WaitingAsync(ReportFilter filter, DataScope scope, string? metricId = null, CancellationToken cancel = default)
    {
        if (Narrow(filter, metricId) is not { } narrowed || Carried.Lacking(FactKind.Clocks, filter).Count > 0)
            return [];
        filter = narrowed;
        var context = await QueryContext.OpenAsync(store, cache, clock, filter, scope);
        return await cache.GetAsync($"waiting|{filter.Range}|{context.Filter.Key}", async () =>
        {
            await using var analytics = store.Open(scope);
            var sums = await ClockRows.Of(analytics, RowSets.ClocksDecided, RowPeriod.Of(filter.Range, context.Zone), ClockColumns.Targets(context.Filter))
                .Where(row => row.AgentSeconds != null).WhereFilter(FactKind.Clocks, context.Filter)
                .GroupBy(row => row.Verdict)
                .Select(group => new
                {
                    group.Key,
                    Clocks = group.LongCount(),
                    Agent = group.Sum(row => row.AgentSeconds),
                    OffHours = group.Sum(row => row.OffHoursSeconds),
                    Vendor = group.Sum(row => row.VendorSeconds),
                    Customer = group.Sum(row => row.CustomerSeconds),
                    ThirdParty = group.Sum(row => row.ThirdPartySeconds),
                }).ToListAsync();
            return (IReadOnlyList<WaitingLine>)[.. sums.OrderByDescending(row => row.Key, StringComparer.Ordinal)
                .Select(row => new WaitingLine(row.Key, row.Clocks, row.Agent ?? 0, row.OffHours ?? 0, row.Vendor ?? 0, row.Customer ?? 0, row.ThirdParty ?? 0))];
        });
    }

    private async Task<(ClockTally? Tally, VendorNames? Vendors)> TallyAsync(ReportFilter filter, DataScope scope, string? by, string? metricId)
    {
        if (by is not null && !ClockTally.Knows(by))
            throw new ArgumentException($"Clocks cannot be split by '{by}': use metric, policy, agent, hour, party, vendor, channel, category, priority, team, tier or state.", nameof(by));
        if (Narrow(filter, metricId) is not { } narrowed || Carried.Lacking(FactKind.Clocks, filter).Count > 0)
            return default;
        filter = narrowed;
        var context = await QueryContext.OpenAsync(store, cache, clock, filter, scope);
        var tally = await cache.GetAsync($"tally|{filter.Range}|{context.Filter.Key}",
            () => ClockTally.LoadAsync(store, context.Vendors, context.Filter, RowPeriod.Of(filter.Range, context.Zone)));
        return (tally, context.Vendors);
    }

    /// <summary>The filter narrowed to one kind of clock; null when it names others.</summary>
    /// <exception cref="ArgumentException">The metric has no targets.</exception>
    private static ReportFilter? Narrow(ReportFilter filter, string? metricId)
    {
        if (metricId is null)
            return filter;
        if (!ClockColumns.WithTarget.Contains(metricId) && !ClockColumns.OfOthers.Contains(metricId))
            throw new ArgumentException($"'{metricId}' has no target. Metrics with targets: {string.Join(", ", ClockColumns.WithTarget.Concat(ClockColumns.OfOthers))}.", nameof(metricId));
        return filter.Values.GetValueOrDefault("metric") is { Count: > 0 } named && !named.Contains(metricId) ? null : filter.With("metric", metricId);
    }

    private static string Label(string? by, string key, VendorNames vendors) => by switch
    {
        null => "All targets",
        "vendor" => vendors.Label(key),
        "metric" => OptionQueries.MetricLabel(key),
        "hour" or "replied" => WeekHours.Parse(key) is { } hour ? WeekHours.Label(hour) : key,
        _ => key,
    };
}
