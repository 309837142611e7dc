using System.Runtime.CompilerServices;

namespace Insights.Analytics.Queries.Loading;

/// <summary>
/// Rows by their day, each day's in an array of its own: exchanging some days copies a list of arrays and no row, however long the history is. Large arrays copied with every
/// change of the data would cost more in collecting them than in reading the store.
/// </summary>
internal sealed class DayBlocks<T> where T : struct
{
    private readonly int[] _days;
    private readonly T[][] _blocks;

    private DayBlocks(int[] days, T[][] blocks) => (_days, _blocks) = (days, blocks);

    public static DayBlocks<T> Empty { get; } = new([], []);

    public long Bytes => _blocks.Sum(block => 32L + (block.Length * (long)Unsafe.SizeOf<T>()));

    public ReadOnlySpan<T[]> All => _blocks;

    /// <param name="rows">In the order of their days.</param>
    public static DayBlocks<T> Of(List<T> rows, Func<T, int> day)
    {
        var (days, blocks) = (new List<int>(), new List<T[]>());
        for (var i = 0; i < rows.Count;)
        {
            var (first, own) = (i, day(rows[i]));
            while (i < rows.Count && day(rows[i]) == own)
                i++;
            days.Add(own);
            blocks.Add(rows.GetRange(first, i - first).ToArray());
        }
        return new([.. days], [.. blocks]);
    }

    /// <param name="blocks">In the order of their days.</param>
    public static DayBlocks<T> Of(IEnumerable<(int Day, T[] Block)> blocks)
    {
        var all = blocks.ToList();
        return new([.. all.Select(one => one.Day)], [.. all.Select(one => one.Block)]);
    }

    /// <summary>These days, both included, each with its block.</summary>
    public IEnumerable<(int Day, T[] Block)> ByDay(int from, int to)
    {
        for (var at = FirstFrom(from); at < _days.Length && _days[at] <= to; at++)
            yield return (_days[at], _blocks[at]);
    }

    /// <summary>The blocks of these days, both included.</summary>
    public ReadOnlySpan<T[]> During(int from, int to) => _blocks.AsSpan(FirstFrom(from)..Math.Max(FirstFrom(from), FirstFrom((long)to + 1)));

    public DayBlocks<T> Replaced(int from, int to, DayBlocks<T> fresh)
    {
        var (first, after) = (FirstFrom(from), FirstFrom((long)to + 1));
        var (own, ownAfter) = (fresh.FirstFrom(from), fresh.FirstFrom((long)to + 1));
        return new([.. _days[..first], .. fresh._days[own..ownAfter], .. _days[after..]], [.. _blocks[..first], .. fresh._blocks[own..ownAfter], .. _blocks[after..]]);
    }

    private int FirstFrom(long day)
    {
        if (day > int.MaxValue)
            return _days.Length;
        var at = Array.BinarySearch(_days, (int)day);
        return at < 0 ? ~at : at;
    }
}
