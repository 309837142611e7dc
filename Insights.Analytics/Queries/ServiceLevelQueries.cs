using Insights.Analytics.Metrics;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Queries.Evaluation;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Passes;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Queries;

internal sealed class ServiceLevelQueries(AnalyticsStore store, ResultCache cache, TimeProvider clock) : IServiceLevelQueries
{
    private static readonly (double From, double? To)[] s_bins = [(0, 0.25), (0.25, 0.5), (0.5, 0.75), (0.75, 1), (1, 1.5), (1.5, 2), (2, 4), (4, null)];

    public async Task<IReadOnlyList<AttainmentLine>> AttainmentAsync(
        ReportFilter filter, DataScope scope, string? by = null, string? metricId = null, CancellationToken cancel = default)
    {
        if (by is not (null or "metric" or "policy" or "agent") && !Carried.Has(FactKind.Tickets, by))
            throw new ArgumentException($"Clocks cannot be split by '{by}': use metric, policy, agent, vendor, channel, category, priority, team, tier or state.", nameof(by));
        if (Carried.Lacking(FactKind.Tickets, filter).Count > 0)
            return [];
        var context = await QueryContext.OpenAsync(store, cache, clock, filter, scope);
        return await cache.GetAsync($"attainment|{by}|{metricId}|{filter.Range}|{context.Filter.Key}", () => LoadAsync(context, filter, scope, by, Metrics(metricId)));
    }

    public async Task<IReadOnlyList<TargetBin>> DistributionAsync(string metricId, ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        var metrics = Metrics(metricId);
        if (Carried.Lacking(FactKind.Tickets, filter).Count > 0)
            return [];
        var context = await QueryContext.OpenAsync(store, cache, clock, filter, scope);
        return await cache.GetAsync($"distribution|{metricId}|{filter.Range}|{context.Filter.Key}", async () =>
        {
            await using var analytics = store.Open(scope);
            // A breach that is still open has no length yet; it is in the rate and not in the distribution.
            var rows = await ClockRows.Decided(analytics, metrics, filter.Range.From.ToDateOnly(), filter.Range.To.ToDateOnly(), onlyMet: false)
                .Where(row => row.ClosedAt != null && row.TargetSeconds > 0).WhereFilter(FactKind.Tickets, context.Filter)
                .Select(row => new { Seconds = row.JudgedByBusinessTime ? row.BusinessSeconds : row.WallSeconds, row.TargetSeconds }).ToListAsync();
            var counts = new long[s_bins.Length];
            foreach (var row in rows)
            {
                var share = (double)(row.Seconds ?? 0) / row.TargetSeconds!.Value;
                counts[Array.FindIndex(s_bins, bin => bin.To is null || share <= bin.To)]++;
            }
            return (IReadOnlyList<TargetBin>)[.. s_bins.Select((bin, index) => new TargetBin(bin.From, bin.To, counts[index]))];
        });
    }

    private async Task<IReadOnlyList<AttainmentLine>> LoadAsync(QueryContext context, ReportFilter filter, DataScope scope, string? by, string[] metrics)
    {
        var (from, to) = (filter.Range.From.ToDateOnly(), filter.Range.To.ToDateOnly());
        var days = new ReportingDays(context.Zone);
        var (start, end) = (days.Start(from), days.End(to));
        await using var analytics = store.Open(scope);
        var all = analytics.TicketClocks.AsNoTracking().Where(row => metrics.Contains(row.Metric)).WhereFilter(FactKind.Tickets, context.Filter);
        var lines = new SortedDictionary<string, long[]>(StringComparer.Ordinal);

        await CountAsync(all.Where(row => row.DecidedDay >= from && row.DecidedDay <= to && row.Verdict == TicketClock.Met), 0);
        await CountAsync(all.Where(row => row.DecidedDay >= from && row.DecidedDay <= to && row.Verdict == TicketClock.Breached), 1);
        // Running and in time at the end of the range, whatever became of it later.
        await CountAsync(all.Where(row => row.StartedAt < end
            && (row.Verdict == TicketClock.Open || ((row.Verdict == TicketClock.Met || row.Verdict == TicketClock.Breached) && row.DecidedAt >= end))), 2);
        // Taken out or not measurable counts only where there was a promise: a merged ticket has clocks of metrics nobody set a target for.
        await CountAsync(all.Where(row => row.ClosedDay >= from && row.ClosedDay <= to && row.Verdict == TicketClock.Excluded && row.TargetSeconds != null), 3);
        await CountAsync(all.Where(row => row.ClosedDay >= from && row.ClosedDay <= to && row.Verdict == TicketClock.NoPolicy), 4);
        await CountAsync(all.Where(row => row.StartedAt >= start && row.StartedAt < end && row.Verdict == TicketClock.Unmeasured && row.TargetSeconds != null), 5);

        return [.. lines.Select(line => new AttainmentLine(
            line.Key, Label(by, line.Key, context.Vendors), line.Value[0], line.Value[1], line.Value[2], line.Value[3], line.Value[4], line.Value[5]))];

        // Grouped in the store: a year of clocks is a few lines here, not a row each.
        async Task CountAsync(IQueryable<TicketClock> rows, int column)
        {
            if (by is null)
                Add("all", column, await rows.LongCountAsync());
            else if (by == "vendor")
            {
                foreach (var group in await rows.GroupBy(row => row.VendorId).Select(group => new { group.Key, Count = group.LongCount() }).ToListAsync())
                    Add(context.Vendors.Code(group.Key), column, group.Count);
            }
            else
            {
                // What a dimension is called in a filter is its column's name, but for the first letter.
                string property = char.ToUpperInvariant(by[0]) + by[1..];
                foreach (var group in await rows.GroupBy(row => EF.Property<string?>(row, property)).Select(group => new { group.Key, Count = group.LongCount() }).ToListAsync())
                    Add(by == "policy" ? group.Key ?? "none" : MemberConditions.Member(group.Key), column, group.Count);
            }
        }

        void Add(string key, int column, long count)
        {
            if (count == 0)
                return;
            if (!lines.TryGetValue(key, out var counts))
                lines[key] = counts = new long[6];
            counts[column] += count;
        }
    }

    private static string[] Metrics(string? metricId) => metricId switch
    {
        null => ClockColumns.WithTarget,
        _ when ClockColumns.WithTarget.Contains(metricId) => [metricId],
        _ => throw new ArgumentException($"'{metricId}' has no target. Metrics with targets: {string.Join(", ", ClockColumns.WithTarget)}.", nameof(metricId)),
    };

    private static string Label(string? by, string key, VendorNames vendors) => by switch
    {
        null => "All targets",
        "vendor" => vendors.Label(key),
        "metric" when MetricCatalog.Has(key) => MetricCatalog.Find(key).Name,
        "metric" => char.ToUpperInvariant(key[0]) + key[1..].Replace('_', ' '),
        _ => key,
    };
}
