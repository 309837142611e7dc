using Insights.Analytics.Metrics.Chargebacks.Ledger;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Queries.Loading;

/// <summary>Challenged disputes of one network and reason received on one day, of which the outcome is known.</summary>
internal readonly record struct WinSum(int Day, string Network, string Category, int Won, int Decided);

/// <summary>How challenged disputes ended, by the day they were received: what a win chance rests on.</summary>
internal sealed class WinDays(DayBlocks<WinSum> blocks) : IKeptRows<WinDays>
{
    public long Bytes => blocks.Bytes;

    public WinDays Replaced(int from, int to, WinDays fresh) => new(blocks.Replaced(from, to, fresh.Blocks));

    private DayBlocks<WinSum> Blocks => blocks;

    /// <summary>All of them together, by network and reason.</summary>
    public IReadOnlyList<WinRecord> Records()
    {
        var sums = new Dictionary<(string Network, string Category), (long Won, long Decided)>();
        foreach (var block in blocks.All)
        {
            foreach (ref readonly var row in block.AsSpan())
            {
                var sum = sums.GetValueOrDefault((row.Network, row.Category));
                sums[(row.Network, row.Category)] = (sum.Won + row.Won, sum.Decided + row.Decided);
            }
        }
        return [.. sums.Select(sum => new WinRecord(sum.Key.Network, sum.Key.Category, sum.Value.Won, sum.Value.Decided))
            .OrderBy(record => record.Network, StringComparer.Ordinal).ThenBy(record => record.Category, StringComparer.Ordinal)];
    }

    /// <summary>The whole history of a reader, whatever a filter picks out of it.</summary>
    public static Task<WinDays> OfAsync(AnalyticsStore store, ResultCache cache, DataScope scope) => cache.Days.ReadAsync(store, cache, scope.CacheKey + "|wins", DerivedDay.Ledger, async (from, to) =>
    {
        await using var analytics = store.Open(scope);
        var groups = await analytics.DisputeLedger.AsNoTracking()
            .Where(row => row.OpenedDay >= from && row.OpenedDay <= to && row.IsDispute && row.Challenged && (row.Outcome == DisputeState.Won || row.Outcome == DisputeState.Lost))
            .GroupBy(row => new { row.OpenedDay, row.Network, row.ReasonCategory, row.Outcome })
            .Select(group => new { group.Key.OpenedDay, group.Key.Network, group.Key.ReasonCategory, group.Key.Outcome, Count = group.Count() }).ToListAsync();
        var rows = groups.GroupBy(group => (group.OpenedDay, Network: cache.Days.Once(group.Network ?? ""), Category: cache.Days.Once(group.ReasonCategory ?? "")))
            .Select(cell => new WinSum(UnixTime.ToDays(cell.Key.OpenedDay), cell.Key.Network, cell.Key.Category, cell.Where(group => group.Outcome == DisputeState.Won).Sum(group => group.Count), cell.Sum(group => group.Count)));
        return new WinDays(DayBlocks<WinSum>.Of([.. rows.OrderBy(row => row.Day)], row => row.Day));
    });
}
