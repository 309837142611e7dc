using System.Runtime.InteropServices;
using Insights.Analytics.Rollups.Passes;

namespace Insights.Analytics.Queries.Loading;

/// <summary>Sums of one day, member and currency. What each sum counts is the source's business.</summary>
/// <param name="Day">Days since 1970-01-01, in the reporting zone.</param>
internal readonly record struct DayRow(int Day, string Member, string Currency, Sums Sums);

/// <summary>Daily sums of one source under one filter, in the order of their days: enough for a value, a series and a breakdown of every metric of the source.</summary>
internal sealed class DayRows(List<DayRow> rows)
{
    private readonly string[] _members = [.. rows.Select(row => row.Member).Distinct(StringComparer.Ordinal)];

    public IReadOnlyList<string> Members => _members;

    /// <summary>Counts in the first column, moved to where another source has them.</summary>
    public DayRows As(int column) => column == 0 ? this : new(rows.ConvertAll(row =>
    {
        Sums moved = default;
        moved[column] = row.Sums[0];
        return row with { Sums = moved };
    }));

    /// <summary>The same with other rows for these days, both included.</summary>
    public DayRows Replaced(int from, int to, DayRows fresh)
    {
        var (first, after) = (FirstFrom(from), FirstFrom((long)to + 1));
        return new([.. rows[..first], .. fresh.During(from, to), .. rows[after..]]);
    }

    /// <summary>The same rows with other sums; days, members and currencies stay.</summary>
    public DayRows With(Func<Sums, Sums> sums) => new(rows.ConvertAll(row => row with { Sums = sums(row.Sums) }));

    /// <summary>The rows of these days, both included: found, not searched for, because a series asks once a bucket.</summary>
    public ReadOnlySpan<DayRow> During(int from, int to)
    {
        var first = FirstFrom(from);
        return CollectionsMarshal.AsSpan(rows)[first..Math.Max(first, FirstFrom((long)to + 1))];
    }

    /// <param name="member">Null = all members together.</param>
    public long Sum(int from, int to, string? member, Func<Sums, long> column)
    {
        long total = 0;
        foreach (ref readonly var row in During(from, to))
        {
            if (member is null || row.Member == member)
                total += column(row.Sums);
        }
        return total;
    }

    /// <summary>Everything not in <paramref name="members"/>.</summary>
    public long SumOthers(int from, int to, IReadOnlySet<string> members, Func<Sums, long> column)
    {
        long total = 0;
        foreach (ref readonly var row in During(from, to))
        {
            if (!members.Contains(row.Member))
                total += column(row.Sums);
        }
        return total;
    }

    private int FirstFrom(long day)
    {
        var (low, high) = (0, rows.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (rows[middle].Day < day)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}

/// <summary>Closed clocks with their seconds, for medians and percentiles.</summary>
internal readonly record struct ClockSample(int Day, string Member, long BusinessSeconds, long WallSeconds);

/// <summary>The clocks of one metric under one filter, in the order of the days they closed.</summary>
internal sealed class ClockSamples(List<ClockSample> samples)
{
    private readonly ClockSample[] _samples = [.. samples.OrderBy(sample => sample.Day)];

    public IEnumerable<string> Members => _samples.Select(sample => sample.Member).Distinct(StringComparer.Ordinal);

    public long[] Seconds(int from, int to, bool business, Func<string, bool> belongs)
    {
        var seconds = new List<long>();
        for (var i = FirstFrom(from); i < _samples.Length && _samples[i].Day <= to; i++)
        {
            if (belongs(_samples[i].Member))
                seconds.Add(business ? _samples[i].BusinessSeconds : _samples[i].WallSeconds);
        }
        return [.. seconds];
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
