using Insights.Analytics.Rollups;
using Insights.Import.Store;

namespace Insights.Analytics.Queries.Loading;

/// <summary>A row of a whole month, by the first day of it.</summary>
internal readonly record struct OfMonth<T>(int Month, T Row);

/// <summary>Rows of whole months, kept in memory: days that were derived anew exchange the months they lie in.</summary>
internal sealed class KeptMonths<T>(DayBlocks<OfMonth<T>> blocks) : IKeptRows<KeptMonths<T>>
{
    /// <summary>About what a row takes besides its place in a block: a dozen numbers and a head.</summary>
    private const long BytesOfRow = 120;

    public long Bytes
    {
        get
        {
            var bytes = blocks.Bytes;
            foreach (var block in blocks.All)
                bytes += block.Length * BytesOfRow;
            return bytes;
        }
    }

    public KeptMonths<T> Replaced(int from, int to, KeptMonths<T> fresh) =>
        new(blocks.Replaced(UnixTime.ToDays(First(UnixTime.FromDays(from))), UnixTime.ToDays(Last(UnixTime.FromDays(to))), fresh.Blocks));

    /// <summary>The rows of these months, both included.</summary>
    /// <param name="first">A first day of a month.</param>
    public IEnumerable<T> During(DateOnly first, DateOnly last)
    {
        var own = blocks.During(UnixTime.ToDays(first), UnixTime.ToDays(last)).ToArray();
        return own.SelectMany(block => block).Select(one => one.Row);
    }

    private DayBlocks<OfMonth<T>> Blocks => blocks;

    /// <param name="of">Names the rows; the scope is named here.</param>
    /// <param name="kind">Which derived days change them.</param>
    /// <param name="read">Reads the rows of whole months, from a first day of a month to a last one.</param>
    /// <param name="day">A day of the row's month.</param>
    public static Task<KeptMonths<T>> OfAsync(AnalyticsStore store, ResultCache cache, DataScope scope, string of, int kind, Func<DateOnly, DateOnly, Task<List<T>>> read, Func<T, DateOnly> day) =>
        cache.Days.ReadAsync(store, cache, $"{scope.CacheKey}|months|{of}", kind, async (from, to) =>
        {
            var rows = (await read(First(from), Last(to))).ConvertAll(row => new OfMonth<T>(UnixTime.ToDays(First(day(row))), row));
            return new KeptMonths<T>(DayBlocks<OfMonth<T>>.Of([.. rows.OrderBy(row => row.Month)], row => row.Month));
        });

    private static DateOnly First(DateOnly day) => new(day.Year, day.Month, 1);

    private static DateOnly Last(DateOnly day) => new(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month));
}
