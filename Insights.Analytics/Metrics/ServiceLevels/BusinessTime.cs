using NodaTime;

namespace Insights.Analytics.Metrics.ServiceLevels;

/// <summary>When a target is reached. Both null when the calendar has no business time left to reach it within the horizon.</summary>
/// <param name="Fill">The instant the last target second has passed: closing time when it ends there. What people are shown.</param>
/// <param name="Next">The same, rolled to the next opening when it fell on closing time. A reply up to here is in time.</param>
public readonly record struct Deadline(Instant? Fill, Instant? Next)
{
    public static readonly Deadline None = new(null, null);

    public bool Exists => Fill is not null;
}

/// <summary>
/// Business time of one calendar with all its versions: how much passes between two instants, and when a target is reached.
/// Whole seconds, exact through clock changes; each second counts under the version in force at that second.
/// After set-up a computation costs O(log n) and walks no days. Safe for many threads.
/// </summary>
public sealed class BusinessTime
{
    /// <summary>How far ahead a deadline is looked for; beyond it there is "no deadline", so that a calendar without hours ahead ends the search.</summary>
    public const int HorizonYears = 20;

    private const long Year = 31_557_600;

    /// <summary>Instants outside these years are a mistake in the data, not a ticket.</summary>
    private static readonly long s_first = Instant.FromUtc(1900, 1, 1, 0, 0).ToUnixTimeSeconds();

    private static readonly long s_last = Instant.FromUtc(2400, 1, 1, 0, 0).ToUnixTimeSeconds();

    private readonly List<(long InForceFrom, CalendarDays Days)> _versions;
    private readonly Lock _growing = new();
    private volatile OpenHours _hours;

    /// <summary>Round the clock: business time that equals wall-clock time.</summary>
    public static BusinessTime RoundTheClock { get; } = new(CalendarDefinition.RoundTheClock);

    public BusinessTime(params IReadOnlyList<CalendarDefinition> versions)
    {
        if (versions.Count == 0)
            throw new CalendarException("A calendar needs at least one version.");
        if (versions.Select(version => version.Code).Distinct().Count() > 1)
            throw new CalendarException($"These are different calendars, not versions of one: {string.Join(", ", versions.Select(version => version.Code).Distinct())}.");
        // Of two versions from the same instant the later one is a correction of the other.
        Versions =
        [
            .. versions.Select(version => version.Checked())
                .GroupBy(version => version.ValidFrom)
                .Select(sameStart => sameStart.MaxBy(version => version.Version)!)
                .OrderBy(version => version.ValidFrom ?? Instant.MinValue),
        ];
        _versions = [.. Versions.Select(version => (version.ValidFrom?.ToUnixTimeSeconds() ?? long.MinValue, new CalendarDays(version)))];
        var around = Versions[^1].ValidFrom?.ToUnixTimeSeconds() ?? Instant.FromUtc(2026, 1, 1, 0, 0).ToUnixTimeSeconds();
        _hours = OpenHoursBuilder.Build(_versions, around, around + 1);
    }

    public string Code => Versions[0].Code;

    /// <summary>In the order they come into force.</summary>
    public IReadOnlyList<CalendarDefinition> Versions { get; }

    /// <summary>The version in force at the instant; before the first one, the first.</summary>
    public CalendarDefinition VersionAt(Instant at) => Versions.LastOrDefault(version => version.ValidFrom is null || version.ValidFrom <= at) ?? Versions[0];

    /// <summary>Business seconds between the instants; 0 when <paramref name="to"/> is not after <paramref name="from"/>.</summary>
    public long Elapsed(Instant from, Instant to) => Elapsed(from.ToUnixTimeSeconds(), to.ToUnixTimeSeconds());

    /// <summary>The same in seconds since 1970-01-01Z, for the passes over millions of events.</summary>
    public long Elapsed(long from, long to)
    {
        if (to <= from)
            return 0;
        var hours = _hours;
        if (!hours.Covers(from) || !hours.Covers(to))
            hours = Grow(from, to);
        return hours.Before(to) - hours.Before(from);
    }

    /// <summary>Business seconds between the instants without those inside pauses; pauses may overlap and reach beyond either end.</summary>
    public long Elapsed(Instant from, Instant to, IEnumerable<Interval> pauses)
    {
        long start = from.ToUnixTimeSeconds(), end = to.ToUnixTimeSeconds();
        var elapsed = Elapsed(start, end);
        foreach (var pause in Merged(pauses))
            elapsed -= Elapsed(Math.Max(start, pause.Start), Math.Min(end, pause.End));
        return elapsed;
    }

    /// <summary>The open intervals between two instants: what a person adds up to check an elapsed time.</summary>
    public IReadOnlyList<Interval> OpenBetween(Instant from, Instant to)
    {
        long start = from.ToUnixTimeSeconds(), end = to.ToUnixTimeSeconds();
        if (end <= start)
            return [];
        var hours = _hours.Covers(start) && _hours.Covers(end) ? _hours : Grow(start, end);
        return [.. hours.Between(start, end).Select(open => new Interval(Instant.FromUnixTimeSeconds(open.Start), Instant.FromUnixTimeSeconds(open.End)))];
    }

    /// <summary>When <paramref name="targetSeconds"/> of business time after <paramref name="start"/> are used up, pauses not counted.</summary>
    public Deadline Due(Instant start, long targetSeconds, params IEnumerable<Interval> pauses) =>
        Due(start.ToUnixTimeSeconds(), targetSeconds, Merged(pauses));

    internal Deadline Due(long start, long targetSeconds, IReadOnlyList<(long Start, long End)> pauses)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(targetSeconds);
        var horizon = Math.Min(s_last, start + (HorizonYears * Year));
        var hours = _hours.Covers(start) ? _hours : Grow(start, start);
        while (true)
        {
            var deadline = Find(hours, start, targetSeconds, pauses);
            // The next opening may lie beyond the window although closing time is inside it.
            if (deadline.Next is not null || hours.To >= horizon)
                return deadline.Fill?.ToUnixTimeSeconds() > horizon ? Deadline.None : deadline;
            hours = Grow(start, Math.Min(horizon, hours.To + (hours.To - hours.From)));
        }
    }

    private static Deadline Find(OpenHours hours, long start, long targetSeconds, IReadOnlyList<(long Start, long End)> pauses)
    {
        var count = hours.Before(start) + targetSeconds;
        var next = 0;
        for (; next < pauses.Count; next++)
        {
            var (from, to) = (Math.Max(start, pauses[next].Start), pauses[next].End);
            if (to <= start)
                continue;
            if (!hours.Covers(from) || hours.Before(from) >= count)
                break;
            if (!hours.Covers(to))
                return Deadline.None;
            count += hours.Before(to) - hours.Before(from);
        }

        var fill = hours.Reach(count);
        if (fill is null)
            return Deadline.None;
        // A target of zero is reached at once, also outside hours.
        fill = Math.Max(fill.Value, start);

        var roll = hours.Pass(count);
        for (; next < pauses.Count && roll >= pauses[next].Start; next++)
        {
            if (roll < pauses[next].End)
                roll = hours.Covers(pauses[next].End) ? hours.Pass(hours.Before(pauses[next].End)) : null;
        }

        return new(Instant.FromUnixTimeSeconds(fill.Value), roll is { } at ? Instant.FromUnixTimeSeconds(at) : null);
    }

    private OpenHours Grow(long from, long to)
    {
        if (from < s_first || to > s_last)
        {
            throw new CalendarException(
                $"Business time is counted between 1900 and 2400, not from {Instant.FromUnixTimeSeconds(from)} to {Instant.FromUnixTimeSeconds(to)}. Look for a mistyped year.");
        }

        lock (_growing)
        {
            var hours = _hours;
            if (hours.Covers(from) && hours.Covers(to))
                return hours;
            // A year of margin on each side that had to move: a stream of ever later tickets then rebuilds once a year, not once a ticket.
            var start = from < hours.From ? Math.Max(s_first, from - Year) : hours.From;
            var end = to > hours.To ? Math.Min(s_last, to + Year) : hours.To;
            return _hours = OpenHoursBuilder.Build(_versions, start, end);
        }
    }

    /// <summary>Sorted and disjoint, in seconds; two pauses in one minute both count, their overlap once.</summary>
    private static List<(long Start, long End)> Merged(IEnumerable<Interval> pauses)
    {
        var merged = new List<(long Start, long End)>();
        foreach (var (start, end) in pauses.Select(pause => (pause.Start.ToUnixTimeSeconds(), pause.End.ToUnixTimeSeconds())).Order())
        {
            if (merged.Count > 0 && start <= merged[^1].End)
                merged[^1] = (merged[^1].Start, Math.Max(merged[^1].End, end));
            else
                merged.Add((start, end));
        }

        return merged;
    }
}
