using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;

namespace Insights.Analytics.Queries.Loading;

/// <summary>How long one customer waited for a refund that had failed at first.</summary>
internal readonly record struct Waited(int Day, long Seconds);

/// <summary>Refunds made after one had failed, by the day they were asked for.</summary>
internal sealed class MadeGoodDays(DayBlocks<Waited> blocks) : IKeptRows<MadeGoodDays>
{
    public long Bytes => blocks.Bytes;

    /// <summary>The seconds of those of these days, both included.</summary>
    public IReadOnlyList<long> During(DateOnly from, DateOnly to)
    {
        var seconds = new List<long>();
        foreach (var block in blocks.During(UnixTime.ToDays(from), UnixTime.ToDays(to)))
            seconds.AddRange(block.Select(one => one.Seconds));
        return seconds;
    }

    public MadeGoodDays Replaced(int from, int to, MadeGoodDays fresh) => new(blocks.Replaced(from, to, fresh.Blocks));

    private DayBlocks<Waited> Blocks => blocks;

    /// <summary>All that the scope may read.</summary>
    public static Task<MadeGoodDays> OfAsync(AnalyticsStore store, ResultCache cache, DataScope scope, Func<DateOnly, DateOnly, Task<List<Waited>>> read) => cache.Days.ReadAsync(
        store, cache, scope.CacheKey + "|made good", DerivedDay.LinkedRefunds, async (from, to) => new MadeGoodDays(DayBlocks<Waited>.Of([.. (await read(from, to)).OrderBy(row => row.Day)], row => row.Day)));
}
