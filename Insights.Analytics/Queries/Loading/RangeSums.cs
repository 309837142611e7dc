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
/// The sums of stretches of days that somebody asked for. Where days are exchanged, what they were is taken out and what they are is put in once somebody asks again: a change of the
/// data then costs its own days, however long the stretch is, and only in stretches that are looked at.
/// </summary>
internal sealed class RangeSums<TRow, TKey, TSum>(DayBlocks<TRow> blocks, IRangeSum<TRow, TKey, TSum> kind)
    where TRow : struct
    where TKey : notnull
    where TSum : struct
{
    /// <summary>Those of some periods and of the ones before them.</summary>
    private const int MostRanges = 12;

    private readonly Lock _lock = new();
    private readonly Dictionary<(int From, int To), Kept> _of = [];
    private long _asked;

    /// <summary>The sums of these days, both included, if they are known.</summary>
    public IReadOnlyDictionary<TKey, TSum>? Known(int from, int to)
    {
        Kept? kept;
        lock (_lock)
        {
            if (!_of.TryGetValue((from, to), out kept))
                return null;
            kept.Asked = ++_asked;
            if (kept.Changed.Count == 0)
                return kept.Sums;
        }
        return Keep(from, to, Exchanged(kept));
    }

    /// <summary>The sums of these days, both included.</summary>
    public IReadOnlyDictionary<TKey, TSum> Of(int from, int to)
    {
        if (Known(from, to) is { } known)
            return known;
        var sums = new Dictionary<TKey, TSum>(kind);
        Add(sums, blocks, from, to, 1);
        return Keep(from, to, sums);
    }

    /// <param name="after">The blocks with the exchanged days.</param>
    public RangeSums<TRow, TKey, TSum> Replaced(int from, int to, DayBlocks<TRow> after)
    {
        var next = new RangeSums<TRow, TKey, TSum>(after, kind);
        lock (_lock)
        {
            foreach (var (days, kept) in _of)
            {
                var (first, last) = (Math.Max(days.From, from), Math.Min(days.To, to));
                next._of[days] = new(kept.Sums, kept.Blocks, first > last ? kept.Changed : With(kept.Changed, first, last)) { Asked = kept.Asked };
            }
            next._asked = _asked;
        }
        return next;
    }

    private Dictionary<TKey, TSum> Keep(int from, int to, Dictionary<TKey, TSum> sums)
    {
        lock (_lock)
        {
            if (_of.Count >= MostRanges && !_of.ContainsKey((from, to)))
                _of.Remove(_of.MinBy(one => one.Value.Asked).Key);
            _of[(from, to)] = new(sums, blocks, []) { Asked = ++_asked };
        }
        return sums;
    }

    private Dictionary<TKey, TSum> Exchanged(Kept kept)
    {
        var own = new Dictionary<TKey, TSum>(kept.Sums, kind);
        foreach (var (from, to) in kept.Changed)
        {
            Add(own, kept.Blocks, from, to, -1);
            Add(own, blocks, from, to, 1);
        }
        foreach (var (key, sum) in own)
        {
            if (kind.IsEmpty(sum))
                own.Remove(key);
        }
        return own;
    }

    /// <summary>Stretches that meet become one: every day is exchanged once.</summary>
    private static List<(int From, int To)> With(List<(int From, int To)> changed, int from, int to)
    {
        var apart = new List<(int From, int To)>(changed.Count + 1);
        foreach (var one in changed)
        {
            if (one.To < from || one.From > to)
                apart.Add(one);
            else
                (from, to) = (Math.Min(from, one.From), Math.Max(to, one.To));
        }
        apart.Add((from, to));
        return apart;
    }

    private void Add(Dictionary<TKey, TSum> sums, DayBlocks<TRow> days, int from, int to, int sign)
    {
        foreach (var block in days.During(from, to))
        {
            foreach (ref readonly var row in block.AsSpan())
                kind.Add(ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(sums, kind.KeyOf(row), out _), row, sign);
        }
    }

    /// <param name="Blocks">What was summed.</param>
    /// <param name="Changed">Days of them that are others now, each in one stretch.</param>
    private sealed record Kept(Dictionary<TKey, TSum> Sums, DayBlocks<TRow> Blocks, List<(int From, int To)> Changed)
    {
        public long Asked { get; set; }
    }
}
