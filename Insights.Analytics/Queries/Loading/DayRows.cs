using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Rollups.Passes;

namespace Insights.Analytics.Queries.Loading;

/// <summary>Sums of one day, member and currency. What each sum counts is the source's business.</summary>
/// <param name="Day">Days since 1970-01-01, in the reporting zone.</param>
internal readonly record struct DayRow(int Day, string Member, string Currency, Sums Sums);

/// <summary>Daily sums of one source under one filter, in the order of their days: enough for a value, a series and a breakdown of every metric of the source.</summary>
internal sealed class DayRows : IKeptRows<DayRows>
{
    private readonly IReadOnlyList<Part> _parts;
    private readonly Lazy<IReadOnlyCollection<string>> _members;

    /// <summary>A page asks seven numbers of one period's members: all of them are summed at once.</summary>
    private readonly ConcurrentDictionary<(int From, int To), IReadOnlyDictionary<string, Sums>> _totals = new();

    /// <param name="rows">In the order of their days.</param>
    public DayRows(List<DayRow> rows)
        : this(new Part[] { new(DayBlocks<DayRow>.Of(rows, row => row.Day)) })
    {
    }

    private DayRows(IReadOnlyList<Part> parts)
    {
        _parts = parts;
        _members = new(() => parts.SelectMany(part => part.Members()).Distinct(StringComparer.Ordinal).ToList());
    }

    public IReadOnlyCollection<string> Members => _members.Value;

    public long Bytes => _parts.Sum(part => part.Blocks.Bytes);

    /// <summary>Pieces as they are kept, seen together: their members under other names, or left out (null); only some currencies (null = all).</summary>
    public static DayRows Together(IEnumerable<(DayRows Rows, Func<string, string?> Name)> pieces, bool byCurrency, IReadOnlyList<string>? currencies) => new(
        pieces.SelectMany(piece => piece.Rows._parts.Select(part => new Part(part.Blocks) { Name = piece.Name, ByCurrency = byCurrency, Currencies = currencies })).ToArray());

    /// <summary>Counts in the first column, moved to where another source has them.</summary>
    public DayRows As(int column) => column == 0 ? this : With(sums =>
    {
        Sums moved = default;
        moved[column] = sums[0];
        return moved;
    });

    public DayRows Replaced(int from, int to, DayRows fresh) => new(new Part[] { new(_parts[0].Blocks.Replaced(from, to, fresh._parts[0].Blocks)) });

    /// <summary>The same rows with other sums; days, members and currencies stay.</summary>
    public DayRows With(Func<Sums, Sums> sums) => new(During(int.MinValue, int.MaxValue).Select(row => row with { Sums = sums(row.Sums) }).OrderBy(row => row.Day).ToList());

    /// <summary>The rows of these days, both included.</summary>
    public IEnumerable<DayRow> During(int from, int to) => _parts.SelectMany(part => part.During(from, to));

    /// <summary>One member's rows of these days.</summary>
    public IEnumerable<DayRow> Of(string member, int from, int to) => During(from, to).Where(row => row.Member == member);

    /// <param name="member">Null = all members together.</param>
    /// <param name="column">Of sums of rows what it is of each row added up: a column, or some added and taken away.</param>
    public long Sum(int from, int to, string? member, Func<Sums, long> column)
    {
        if (member is not null)
            return Totals(from, to).TryGetValue(member, out var own) ? column(own) : 0;
        Sums all = default;
        foreach (var part in _parts)
            part.AddTo(ref all, from, to);
        return column(all);
    }

    /// <summary>Everything not in <paramref name="members"/>.</summary>
    public long SumOthers(int from, int to, IReadOnlySet<string> members, Func<Sums, long> column) =>
        Totals(from, to).Where(total => !members.Contains(total.Key)).Sum(total => column(total.Value));

    private IReadOnlyDictionary<string, Sums> Totals(int from, int to) => _totals.GetOrAdd((from, to), days =>
    {
        var totals = new Dictionary<string, Sums>(StringComparer.Ordinal);
        foreach (var part in _parts)
            part.AddTo(totals, days.From, days.To);
        return totals;
    });

    private sealed record Part(DayBlocks<DayRow> Blocks)
    {
        public Func<string, string?>? Name { get; init; }

        public bool ByCurrency { get; init; }

        public IReadOnlyList<string>? Currencies { get; init; }

        public IEnumerable<DayRow> During(int from, int to)
        {
            var names = new Names(this);
            foreach (var block in Blocks.During(from, to).ToArray())
            {
                foreach (var row in block)
                {
                    if (names.Of(row) is { } name)
                        yield return row with { Member = name };
                }
            }
        }

        public HashSet<string> Members()
        {
            var seen = new HashSet<string>(ReferenceEqualityComparer.Instance);
            var names = new Names(this);
            foreach (var block in Blocks.All)
            {
                foreach (ref readonly var row in block.AsSpan())
                {
                    if (names.Of(row) is { } name)
                        seen.Add(name);
                }
            }
            return seen;
        }

        public void AddTo(ref Sums all, int from, int to)
        {
            var (names, isPlain) = (new Names(this), Name is null && Currencies is null);
            foreach (var block in Blocks.During(from, to))
            {
                foreach (ref readonly var row in block.AsSpan())
                {
                    if (isPlain || names.Of(row) is not null)
                        Add(ref all, row.Sums);
                }
            }
        }

        public void AddTo(Dictionary<string, Sums> totals, int from, int to)
        {
            // A word is mostly one and the same string on all days: told apart by where it lies first, and by its letters at the end.
            var own = new Dictionary<string, Sums>(ReferenceEqualityComparer.Instance);
            var names = new Names(this);
            foreach (var block in Blocks.During(from, to))
            {
                foreach (ref readonly var row in block.AsSpan())
                {
                    if (names.Of(row) is { } name)
                        Add(ref CollectionsMarshal.GetValueRefOrAddDefault(own, name, out _), row.Sums);
                }
            }
            foreach (var (name, sums) in own)
                Add(ref CollectionsMarshal.GetValueRefOrAddDefault(totals, name, out _), sums);
        }

        private static void Add(ref Sums to, Sums sums)
        {
            for (var i = 0; i < Sums.Length; i++)
                to[i] += sums[i];
        }
    }

    /// <summary>What a row's member is called here, asked once a word.</summary>
    private readonly struct Names(Part part)
    {
        private readonly Dictionary<string, string?>? _names = part.Name is null ? null : new(ReferenceEqualityComparer.Instance);

        public string? Of(in DayRow row)
        {
            if (part.Currencies is { } currencies && !currencies.Contains(row.Currency))
                return null;
            if (_names is null)
                return row.Member;
            ref var name = ref CollectionsMarshal.GetValueRefOrAddDefault(_names, row.Member, out var isKnown);
            if (!isKnown)
                name = part.Name!(row.Member);
            return name is null ? null : part.ByCurrency ? row.Currency : name;
        }
    }
}

/// <summary>Closed clocks with their seconds, for medians and percentiles.</summary>
internal readonly record struct ClockSample(int Day, string Member, long BusinessSeconds, long WallSeconds);

/// <summary>The clocks of one metric under one filter.</summary>
internal interface IClockTimes
{
    IEnumerable<string> Members { get; }

    /// <summary>How many closed on these days, both included, and their percentile in whole seconds; null without any.</summary>
    (int Count, long? Seconds) Over(int from, int to, bool business, double percentile, Func<string, bool>? belongs);
}

/// <summary>One by one, in the order of the days they closed.</summary>
internal sealed class ClockSamples(List<ClockSample> samples) : IClockTimes
{
    private readonly ClockSample[] _samples = [.. samples.OrderBy(sample => sample.Day)];

    public IEnumerable<string> Members => _samples.Select(sample => sample.Member).Distinct(StringComparer.Ordinal);

    public (int Count, long? Seconds) Over(int from, int to, bool business, double percentile, Func<string, bool>? belongs)
    {
        var seconds = new List<long>();
        for (var i = FirstFrom(from); i < _samples.Length && _samples[i].Day <= to; i++)
        {
            if (belongs is null || belongs(_samples[i].Member))
                seconds.Add(business ? _samples[i].BusinessSeconds : _samples[i].WallSeconds);
        }
        return (seconds.Count, Percentile.OfSeconds(CollectionsMarshal.AsSpan(seconds), percentile));
    }

    private int FirstFrom(int day)
    {
        var (low, high) = (0, _samples.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_samples[middle].Day < day)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
