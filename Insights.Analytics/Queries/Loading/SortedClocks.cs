using Insights.Analytics.Metrics.ServiceLevels;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Rollups;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Queries.Loading;

/// <summary>The seconds of one kind of clock, those of each day it closed on sorted: a percentile of any range is found in them without reading a clock twice.</summary>
internal sealed class SortedClocks : IKeptRows<SortedClocks>, IClockTimes
{
    private readonly int[] _days;
    private readonly long[][] _business;
    private readonly long[][] _wall;

    private SortedClocks(int[] days, long[][] business, long[][] wall) => (_days, _business, _wall) = (days, business, wall);

    public IEnumerable<string> Members => _days.Length > 0 ? [""] : [];

    public long Bytes => _business.Sum(seconds => 16L * (seconds.Length + 8));

    /// <param name="vendorId">Null = all vendors of the scope together.</param>
    public static async Task<SortedClocks> LoadAsync(AnalyticsStore store, DataScope scope, ClockMetric metric, int? vendorId, DateOnly from, DateOnly to)
    {
        await using var context = store.Open(scope);
        // The narrow rows: which index holds all that is asked for here is said there.
        var rows = context.StoredClocks.AsNoTracking().Where(row => row.Metric == metric && row.ClosedDay >= from && row.ClosedDay <= to && row.EntersPercentiles);
        if (vendorId is { } vendor)
            rows = rows.Where(row => row.VendorId == vendor);
        var byDay = new SortedDictionary<int, (List<long> Business, List<long> Wall)>();
        (List<long> Business, List<long> Wall) list = ([], []);
        var last = int.MinValue;
        foreach (var row in rows.Select(row => new { row.ClosedDay, row.BusinessSeconds, row.WallSeconds }))
        {
            var day = UnixTime.ToDays(row.ClosedDay!.Value);
            if (day != last)
            {
                if (!byDay.TryGetValue(day, out list))
                    byDay[day] = list = ([], []);
                last = day;
            }
            list.Business.Add(row.BusinessSeconds ?? 0);
            list.Wall.Add(row.WallSeconds ?? 0);
        }
        return new([.. byDay.Keys], [.. byDay.Values.Select(one => Sorted(one.Business))], [.. byDay.Values.Select(one => Sorted(one.Wall))]);
    }

    public SortedClocks Replaced(int from, int to, SortedClocks fresh)
    {
        var (first, after) = (FirstFrom(from), FirstFrom((long)to + 1));
        var (own, ownAfter) = (fresh.FirstFrom(from), fresh.FirstFrom((long)to + 1));
        return new(
            [.. _days[..first], .. fresh._days[own..ownAfter], .. _days[after..]],
            [.. _business[..first], .. fresh._business[own..ownAfter], .. _business[after..]],
            [.. _wall[..first], .. fresh._wall[own..ownAfter], .. _wall[after..]]);
    }

    public (int Count, long? Seconds) Over(int from, int to, bool business, double percentile, Func<string, bool>? belongs) =>
        belongs is null || belongs("") ? Over([this], from, to, business, percentile) : (0, null);

    /// <summary>Several vendors together.</summary>
    public static IClockTimes Together(IReadOnlyList<SortedClocks> clocks) => clocks.Count == 1 ? clocks[0] : new Union(clocks);

    private static (int Count, long? Seconds) Over(IReadOnlyList<SortedClocks> clocks, int from, int to, bool business, double percentile)
    {
        var runs = new List<ReadOnlyMemory<long>>();
        foreach (var one in clocks)
        {
            var seconds = business ? one._business : one._wall;
            for (var (i, after) = (one.FirstFrom(from), one.FirstFrom((long)to + 1)); i < after; i++)
                runs.Add(seconds[i]);
        }
        return (runs.Sum(run => run.Length), Percentile.OfSortedSeconds(runs, percentile));
    }

    private static long[] Sorted(List<long> seconds)
    {
        var sorted = seconds.ToArray();
        Array.Sort(sorted);
        return sorted;
    }

    private int FirstFrom(long day)
    {
        if (day > int.MaxValue)
            return _days.Length;
        var at = Array.BinarySearch(_days, (int)day);
        return at < 0 ? ~at : at;
    }

    private sealed class Union(IReadOnlyList<SortedClocks> clocks) : IClockTimes
    {
        public IEnumerable<string> Members => clocks.SelectMany(one => one.Members).Distinct(StringComparer.Ordinal);

        public (int Count, long? Seconds) Over(int from, int to, bool business, double percentile, Func<string, bool>? belongs) =>
            belongs is null || belongs("") ? SortedClocks.Over(clocks, from, to, business, percentile) : (0, null);
    }
}
