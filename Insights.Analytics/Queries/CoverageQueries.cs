using Insights.Analytics.Queries.Evaluation;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Rollups;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Queries;

internal sealed class CoverageQueries(AnalyticsStore store, ResultCache cache, TimeProvider clock) : ICoverageQueries, IArrivalQueries
{
    async Task<long[][]> IArrivalQueries.ByHourAsync(ReportFilter filter, DataScope scope, CancellationToken cancel) => (await ByHourAsync(filter, scope, cancel)).Arrivals;

    public async Task<HourlyCoverage> ByHourAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        var context = await QueryContext.OpenAsync(store, cache, clock, filter, scope);
        return await cache.GetAsync($"coverage|{filter.Range}|{context.Filter.Key}", async () =>
        {
            await using var analytics = store.Open(scope);
            var period = RowPeriod.Of(filter.Range, context.Zone);
            var (arrivals, replies) = (Empty(), Empty());
            // A filter by what the rows do not carry leaves none of them, as it does for the metrics.
            if (Carried.Lacking(FactKind.Outcomes, filter).Count == 0)
            {
                foreach (var group in await TicketRows.Of(analytics, RowSets.TicketsCreated, period, context.Filter)
                    .GroupBy(row => row.CreatedHour).Select(group => new { Hour = group.Key, Count = group.LongCount() }).ToListAsync())
                {
                    arrivals[group.Hour / 24][group.Hour % 24] = group.Count;
                }
            }
            if (Carried.Lacking(FactKind.Clocks, filter).Count == 0)
            {
                foreach (var group in await ClockRows.Of(analytics, RowSets.ClocksReplies, period, ClockColumns.WithTarget).WhereFilter(FactKind.Clocks, context.Filter)
                    .GroupBy(row => row.ClosedHour).Select(group => new { Hour = group.Key, Count = group.LongCount() }).ToListAsync())
                {
                    replies[group.Hour!.Value / 24][group.Hour.Value % 24] = group.Count;
                }
            }
            return new HourlyCoverage(arrivals, replies);
        });
    }

    private static long[][] Empty() => [.. Enumerable.Range(0, 7).Select(_ => new long[24])];
}
