using System.Runtime.InteropServices;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Rollups.Tables;

namespace Insights.Analytics.Queries.Loading;

/// <summary>Seconds of many clocks, column by column, with the member each belongs to along some dimensions.</summary>
internal sealed class ClockSpreads(int dimensions)
{
    private const int NotJudged = -2;
    private const int InTime = -1;

    private readonly List<long> _business = [];
    private readonly List<long> _wall = [];

    /// <summary>Seconds over target of what ended late; negative for the rest.</summary>
    private readonly List<long> _over = [];

    private readonly List<int>[] _members = [.. Enumerable.Range(0, dimensions).Select(_ => new List<int>())];
    private readonly Dictionary<string, int>[] _codes = [.. Enumerable.Range(0, dimensions).Select(_ => new Dictionary<string, int>(StringComparer.Ordinal))];

    /// <summary>Of the clock that is added next.</summary>
    public void Member(int dimension, string member)
    {
        ref var code = ref CollectionsMarshal.GetValueRefOrAddDefault(_codes[dimension], member, out var known);
        if (!known)
            code = _codes[dimension].Count - 1;
        _members[dimension].Add(code);
    }

    public void Add(long business, long wall, long? target, string verdict, bool judgedByBusinessTime)
    {
        _business.Add(business);
        _wall.Add(wall);
        _over.Add(target is not { } promised || verdict is not (TicketClock.Met or TicketClock.Breached) ? NotJudged
            : verdict == TicketClock.Met ? InTime
            : Math.Max(0, (judgedByBusinessTime ? business : wall) - promised));
    }

    public TimesLine All(string key)
    {
        var (business, wall, over) = (_business.ToArray(), _wall.ToArray(), _over.ToArray());
        return Line(key, business, wall, over);
    }

    /// <summary>A line a member, in the order of their names.</summary>
    public IReadOnlyList<TimesLine> By(int dimension)
    {
        var members = CollectionsMarshal.AsSpan(_members[dimension]);
        var starts = new int[_codes[dimension].Count + 1];
        foreach (var code in members)
            starts[code + 1]++;
        for (var code = 1; code < starts.Length; code++)
            starts[code] += starts[code - 1];
        var (business, wall, over, next) = (new long[members.Length], new long[members.Length], new long[members.Length], starts[..^1]);
        for (var i = 0; i < members.Length; i++)
        {
            var place = next[members[i]]++;
            (business[place], wall[place], over[place]) = (_business[i], _wall[i], _over[i]);
        }
        return [.. _codes[dimension].OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair =>
        {
            var own = starts[pair.Value]..starts[pair.Value + 1];
            return Line(pair.Key, business.AsSpan(own), wall.AsSpan(own), over.AsSpan(own));
        })];
    }

    private static TimesLine Line(string key, Span<long> business, Span<long> wall, Span<long> over)
    {
        var n = business.Length;
        over.Sort();
        var judged = over[CountBelow(over, InTime)..];
        var late = over[CountBelow(over, 0)..];
        return new(key, key, n, Spread(business), Spread(wall), judged.Length, judged.Length - late.Length, late.Length, Spread(late));
    }

    private static int CountBelow(ReadOnlySpan<long> sorted, long bound)
    {
        var count = 0;
        while (count < sorted.Length && sorted[count] < bound)
            count++;
        return count;
    }

    private static TimeSpread Spread(Span<long> seconds) => new(Percentile.MedianSeconds(seconds), Percentile.OfSeconds(seconds, 0.9), Percentile.OfSeconds(seconds, 0.95));
}
