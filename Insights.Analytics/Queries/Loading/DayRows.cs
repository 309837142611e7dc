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
        : this(DayBlocks<DayRow>.Of(rows, row => row.Day))
    {
    }

    private DayRows(DayBlocks<DayRow> blocks)
        : this(new Part[] { new(blocks, new(blocks, SumOfDays.Kind)) })
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
        pieces.SelectMany(piece => piece.Rows._parts.Select(part => new Part(part.Blocks, part.Sums) { Name = piece.Name, ByCurrency = byCurrency, Currencies = currencies })).ToArray());

    /// <summary>Counts in the first column, moved to where another source has them.</summary>
    public DayRows As(int column) => column == 0 ? this : With(sums =>
    {
        Sums moved = default;
        moved[column] = sums[0];
        return moved;
    });

    /// <summary>One count of them alone, in the first column.</summary>
    public DayRows Counting(Func<Sums, long> count) => new([.. During(int.MinValue, int.MaxValue).Select(row => (Row: row, Count: count(row.Sums))).Where(one => one.Count != 0).Select(one =>
    {
        Sums counted = default;
        counted[0] = one.Count;
        return one.Row with { Sums = counted };
    })]);

    public DayRows Replaced(int from, int to, DayRows fresh)
    {
        var blocks = _parts[0].Blocks.Replaced(from, to, fresh._parts[0].Blocks);
        return new(new Part[] { new(blocks, _parts[0].Sums.Replaced(from, to, blocks)) });
    }

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

    private sealed record Part(DayBlocks<DayRow> Blocks, RangeSums<DayRow, (string Member, string Currency), SumOfDays> Sums)
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
                    if (names.Of(row.Member, row.Currency) is { } name)
                        yield return row with { Member = name };
                }
            }
        }

        public IEnumerable<string> Members()
        {
            var names = new Names(this);
            return Sums.Of(int.MinValue, int.MaxValue).Keys.Select(key => names.Of(key.Member, key.Currency)).OfType<string>();
        }

        public void AddTo(ref Sums all, int from, int to)
        {
            var (names, isPlain) = (new Names(this), Name is null && Currencies is null);
            // Buckets of a series are short and many: only what was summed by its members already is taken from there.
            if (Sums.Known(from, to) is { } known)
            {
                foreach (var (key, sum) in known)
                {
                    if (isPlain || names.Of(key.Member, key.Currency) is not null)
                        SumOfDays.Add(ref all, sum.Sums, 1);
                }
                return;
            }
            foreach (var block in Blocks.During(from, to))
            {
                foreach (ref readonly var row in block.AsSpan())
                {
                    if (isPlain || names.Of(row.Member, row.Currency) is not null)
                        SumOfDays.Add(ref all, row.Sums, 1);
                }
            }
        }

        public void AddTo(Dictionary<string, Sums> totals, int from, int to)
        {
            var names = new Names(this);
            foreach (var (key, sum) in Sums.Of(from, to))
            {
                if (names.Of(key.Member, key.Currency) is { } name)
                    SumOfDays.Add(ref CollectionsMarshal.GetValueRefOrAddDefault(totals, name, out _), sum.Sums, 1);
            }
        }
    }

    /// <summary>The rows of some days with one member and currency, added up, and how many they are.</summary>
    private struct SumOfDays
    {
        public Sums Sums;
        private int _rows;

        public static IRangeSum<DayRow, (string Member, string Currency), SumOfDays> Kind { get; } = new ByMember();

        public static void Add(ref Sums to, Sums sums, int sign)
        {
            for (var i = 0; i < Sums.Length; i++)
                to[i] += sign * sums[i];
        }

        private sealed class ByMember : IRangeSum<DayRow, (string Member, string Currency), SumOfDays>
        {
            public (string Member, string Currency) KeyOf(in DayRow row) => (row.Member, row.Currency);

            public void Add(ref SumOfDays sum, in DayRow row, int sign)
            {
                SumOfDays.Add(ref sum.Sums, row.Sums, sign);
                sum._rows += sign;
            }

            public bool IsEmpty(SumOfDays sum) => sum._rows == 0;

            public bool Equals((string Member, string Currency) one, (string Member, string Currency) other) => one.Member == other.Member && one.Currency == other.Currency;

            public int GetHashCode((string Member, string Currency) key) =>
                HashCode.Combine(string.GetHashCode(key.Member, StringComparison.Ordinal), string.GetHashCode(key.Currency, StringComparison.Ordinal));
        }
    }

    /// <summary>What a row's member is called here, asked once a word.</summary>
    private readonly struct Names(Part part)
    {
        private readonly Dictionary<string, string?>? _names = part.Name is null ? null : new(ReferenceEqualityComparer.Instance);

        public string? Of(string member, string currency)
        {
            if (part.Currencies is { } currencies && !currencies.Contains(currency))
                return null;
            if (_names is null)
                return member;
            ref var name = ref CollectionsMarshal.GetValueRefOrAddDefault(_names, member, out var isKnown);
            if (!isKnown)
                name = part.Name!(member);
            return name is null ? null : part.ByCurrency ? currency : name;
        }
    }
}

/// <summary>Closed clocks with their seconds, for medians and percentiles.</summary>
internal readonly record struct ClockSample(int Day, string Member, long BusinessSeconds, long WallSeconds);

/// <summary>The clocks of one metric under one filter, in business or in wall-clock seconds.</summary>
internal interface IClockTimes
{
    IEnumerable<string> Members { get; }

    /// <summary>How many closed on these days, both included, and their percentile in whole seconds; null without any.</summary>
    (int Count, long? Seconds) Over(int from, int to, double percentile, Func<string, bool>? belongs);
}

/// <summary>One by one, in the order of the days they closed.</summary>
internal sealed class ClockSamples
{
    private readonly ClockSample[] _samples;

    public ClockSamples(List<ClockSample> samples)
        : this(samples.OrderBy(sample => sample.Day).ToArray())
    {
    }

    private ClockSamples(ClockSample[] inOrder) => _samples = inOrder;

    /// <param name="samples">In the order of their days already.</param>
    public static ClockSamples InOrder(ClockSample[] samples) => new(samples);

    public IClockTimes In(bool business) => new Times(this, business);

    private (int Count, long? Seconds) Over(int from, int to, bool business, double percentile, Func<string, bool>? belongs)
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

    private sealed class Times(ClockSamples samples, bool business) : IClockTimes
    {
        public IEnumerable<string> Members => samples._samples.Select(sample => sample.Member).Distinct(StringComparer.Ordinal);

        public (int Count, long? Seconds) Over(int from, int to, double percentile, Func<string, bool>? belongs) => samples.Over(from, to, business, percentile, belongs);
    }
}
