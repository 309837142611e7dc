using System.Globalization;
using Insights.Analytics.Metrics.ServiceLevels;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Rollups;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Queries.Loading;

/// <summary>The business or the wall-clock seconds of one kind of clock, those of each day it closed on sorted: a percentile of any range is found in them without reading a clock twice.</summary>
internal sealed class SortedClocks : IKeptRows<SortedClocks>, IClockTimes
{
    private readonly int[] _days;
    private readonly long[][] _seconds;

    private SortedClocks(int[] days, long[][] seconds) => (_days, _seconds) = (days, seconds);

    public IEnumerable<string> Members => _days.Length > 0 ? [""] : [];

    public long Bytes => _seconds.Sum(seconds => 8L * (seconds.Length + 8));

    /// <param name="vendorId">Null = all vendors of the scope together.</param>
    public static async Task<SortedClocks> LoadAsync(AnalyticsStore store, DataScope scope, ClockMetric metric, bool business, int? vendorId, DateOnly from, DateOnly to)
    {
        await using var context = store.Open(scope);
        // The narrow rows: which index holds all that is asked for here is said there.
        var rows = context.StoredClocks.AsNoTracking().Where(row => row.Metric == metric && row.ClosedDay >= from && row.ClosedDay <= to && row.EntersPercentiles);
        if (vendorId is { } vendor)
            rows = rows.Where(row => row.VendorId == vendor);
        // A day's seconds come as one text: a row of its own for each would cost more to hand over than to find, and a week has some ten thousand.
#pragma warning disable CA1305, MA0011 // The store writes them, and knows no cultures.
        var days = business
            ? rows.GroupBy(row => row.ClosedDay).Select(day => new { Day = day.Key, Seconds = string.Join(",", day.Select(row => (row.BusinessSeconds ?? 0).ToString())) })
            : rows.GroupBy(row => row.ClosedDay).Select(day => new { Day = day.Key, Seconds = string.Join(",", day.Select(row => (row.WallSeconds ?? 0).ToString())) });
#pragma warning restore CA1305, MA0011
        var byDay = new SortedDictionary<int, long[]>();
        await foreach (var day in days.AsAsyncEnumerable())
            byDay[UnixTime.ToDays(day.Day!.Value)] = Sorted(day.Seconds);
        return new([.. byDay.Keys], [.. byDay.Values]);
    }

    public SortedClocks Replaced(int from, int to, SortedClocks fresh)
    {
        var (first, after) = (FirstFrom(from), FirstFrom((long)to + 1));
        var (own, ownAfter) = (fresh.FirstFrom(from), fresh.FirstFrom((long)to + 1));
        return new(
            [.. _days[..first], .. fresh._days[own..ownAfter], .. _days[after..]],
            [.. _seconds[..first], .. fresh._seconds[own..ownAfter], .. _seconds[after..]]);
    }

    public (int Count, long? Seconds) Over(int from, int to, double percentile, Func<string, bool>? belongs) =>
        belongs is null || belongs("") ? Over([this], from, to, percentile) : (0, null);

    /// <summary>Several vendors together.</summary>
    public static IClockTimes Together(IReadOnlyList<SortedClocks> clocks) => clocks.Count == 1 ? clocks[0] : new Union(clocks);

    private static (int Count, long? Seconds) Over(IReadOnlyList<SortedClocks> clocks, int from, int to, double percentile)
    {
        var runs = new List<ReadOnlyMemory<long>>();
        foreach (var one in clocks)
        {
            for (var (i, after) = (one.FirstFrom(from), one.FirstFrom((long)to + 1)); i < after; i++)
                runs.Add(one._seconds[i]);
        }
        return (runs.Sum(run => run.Length), Percentile.OfSortedSeconds(runs, percentile));
    }

    private static long[] Sorted(ReadOnlySpan<char> text)
    {
        var sorted = new long[text.Count(',') + 1];
        var at = 0;
        foreach (var number in text.Split(','))
            sorted[at++] = long.Parse(text[number], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
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

        public (int Count, long? Seconds) Over(int from, int to, double percentile, Func<string, bool>? belongs) =>
            belongs is null || belongs("") ? SortedClocks.Over(clocks, from, to, percentile) : (0, null);
    }
}
