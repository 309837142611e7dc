namespace Insights.Analytics.Queries.Loading;

/// <summary>What rows are summed by, and how a row goes into a sum or, with a negative sign, out of it.</summary>
internal interface IRangeSum<TRow, TKey, TSum> : IEqualityComparer<TKey>
    where TRow : struct
    where TKey : notnull
    where TSum : struct
{
    TKey KeyOf(in TRow row);

    void Add(ref TSum sum, in TRow row, int sign);

    /// <summary>No row is in it any more.</summary>
    bool IsEmpty(TSum sum);
}

/// <summary>
/// The sums of stretches of days that somebody asked for. Where days are exchanged, what they were is taken out and what they are is put in: a change of the data then costs its
/// own days, however long the stretch is.
/// </summary>
internal sealed class RangeSums<TRow, TKey, TSum>(DayBlocks<TRow> blocks, IRangeSum<TRow, TKey, TSum> kind)
    where TRow : struct
    where TKey : notnull
    where TSum : struct
{
    /// <summary>Those of some periods and of the ones before them.</summary>
    private const int MostRanges = 12;

    private readonly Lock _lock = new();
    private readonly Dictionary<(int From, int To), Dictionary<TKey, TSum>> _of = [];

    /// <summary>The sums of these days, both included, if they are known.</summary>
    public IReadOnlyDictionary<TKey, TSum>? Known(int from, int to)
    {
        lock (_lock)
            return _of.GetValueOrDefault((from, to));
    }

    /// <summary>The sums of these days, both included.</summary>
    public IReadOnlyDictionary<TKey, TSum> Of(int from, int to)
    {
        if (Known(from, to) is { } known)
            return known;
        var sums = new Dictionary<TKey, TSum>(kind);
        Add(sums, blocks, from, to, 1);
        lock (_lock)
        {
            if (_of.Count >= MostRanges)
                _of.Clear();
            return _of[(from, to)] = sums;
        }
    }

    /// <param name="after">The blocks with the exchanged days.</param>
    public RangeSums<TRow, TKey, TSum> Replaced(int from, int to, DayBlocks<TRow> after)
    {
        var next = new RangeSums<TRow, TKey, TSum>(after, kind);
        lock (_lock)
        {
            foreach (var (days, sums) in _of)
            {
                var (first, last) = (Math.Max(days.From, from), Math.Min(days.To, to));
                next._of[days] = first > last ? sums : Exchanged(sums, first, last, after);
            }
        }
        return next;
    }

    private Dictionary<TKey, TSum> Exchanged(Dictionary<TKey, TSum> sums, int from, int to, DayBlocks<TRow> after)
    {
        var own = new Dictionary<TKey, TSum>(sums, kind);
        Add(own, blocks, from, to, -1);
        Add(own, after, from, to, 1);
        foreach (var (key, sum) in own)
        {
            if (kind.IsEmpty(sum))
                own.Remove(key);
        }
        return own;
    }

    private void Add(Dictionary<TKey, TSum> sums, DayBlocks<TRow> days, int from, int to, int sign)
    {
        foreach (var block in days.During(from, to))
        {
            foreach (ref readonly var row in block.AsSpan())
                kind.Add(ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(sums, kind.KeyOf(row), out _), row, sign);
        }
    }
}
