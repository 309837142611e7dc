using Insights.Analytics.Metrics.ServiceLevels;
using NodaTime;

namespace Insights.Analytics.Tests.Metrics.ServiceLevels;

/// <summary>
/// Counts business time the slow, obvious way: a switch for each minute of each local day, and for each UTC minute whether it is open.
/// Shares nothing with the product but the zone's offset at an instant: no resolver, no merging, no prefix sums.
/// Seconds are exact, because clocks change and calendars switch on whole minutes.
/// </summary>
internal sealed class MinuteByMinute
{
    private const int DayMinutes = 1440;

    private readonly CalendarDefinition _calendar;
    private readonly bool[] _open;
    private readonly long _firstMinute;

    /// <summary>Local minute of each UTC minute, from four days before the window to four days after.</summary>
    private readonly long[] _local;
    private readonly long _firstLocalMinute;

    public MinuteByMinute(CalendarDefinition calendar, Instant from, int minutes)
    {
        _calendar = calendar;
        _firstMinute = from.ToUnixTimeSeconds() / 60;
        _open = new bool[minutes];
        _firstLocalMinute = _firstMinute - (4 * DayMinutes);
        _local = new long[minutes + (8 * DayMinutes)];
        for (var i = 0; i < _local.Length; i++)
        {
            var at = Instant.FromUnixTimeSeconds((_firstLocalMinute + i) * 60);
            _local[i] = _firstLocalMinute + i + (calendar.Zone.GetUtcOffset(at).Seconds / 60);
        }

        var firstDay = _firstMinute / DayMinutes;
        for (var day = firstDay - 2; day <= firstDay + (minutes / DayMinutes) + 2; day++)
        {
            if (Array.Exists(_local, local => local / DayMinutes == day))
                Open(day);
        }
    }

    public Instant From => Instant.FromUnixTimeSeconds(_firstMinute * 60);

    public int Seconds => _open.Length * 60;

    public long Elapsed(Instant from, Instant to)
    {
        var seconds = 0L;
        for (var at = from.ToUnixTimeSeconds(); at < to.ToUnixTimeSeconds();)
        {
            var end = Math.Min(to.ToUnixTimeSeconds(), ((at / 60) + 1) * 60);
            if (_open[(at / 60) - _firstMinute])
                seconds += end - at;
            at = end;
        }

        return seconds;
    }

    /// <summary>Null when the window ends first.</summary>
    public Deadline? Due(Instant start, long target)
    {
        long? fill = null;
        for (var at = start.ToUnixTimeSeconds(); at / 60 < _firstMinute + _open.Length; at = ((at / 60) + 1) * 60)
        {
            if (!_open[(at / 60) - _firstMinute])
                continue;
            if (fill is not null)
                return new(Instant.FromUnixTimeSeconds(fill.Value), Instant.FromUnixTimeSeconds(at));
            var end = ((at / 60) + 1) * 60;
            if (target < end - at)
                return new(Instant.FromUnixTimeSeconds(at + target), Instant.FromUnixTimeSeconds(at + target));
            target -= end - at;
            if (target == 0)
                fill = end;
        }

        return null;
    }

    /// <summary>Switches one local day's minutes on, run by run, from the run's first to its last real instant.</summary>
    private void Open(long day)
    {
        var open = Minutes(day);
        for (var minute = 0; minute < DayMinutes; minute++)
        {
            if (!open[minute] || (minute > 0 && open[minute - 1]))
                continue;
            var end = minute;
            while (end < DayMinutes && open[end])
                end++;
            for (var utc = UtcOf((day * DayMinutes) + minute); utc < UtcOf((day * DayMinutes) + end); utc++)
            {
                if (utc >= _firstMinute && utc < _firstMinute + _open.Length)
                    _open[utc - _firstMinute] = true;
            }
        }
    }

    private bool[] Minutes(long day)
    {
        var date = new LocalDate(1970, 1, 1).PlusDays((int)day);
        var yesterday = date.PlusDays(-1);
        var open = new bool[DayMinutes];
        if (_calendar.AlwaysOpen)
            Array.Fill(open, true);
        Switch(open, _calendar.Hours.GetValueOrDefault(date.DayOfWeek), false, true);
        Switch(open, _calendar.Hours.GetValueOrDefault(yesterday.DayOfWeek), true, true);
        if (_calendar.Exceptions.TryGetValue(date, out var exception))
        {
            Array.Clear(open);
            Switch(open, exception, false, true);
        }

        Switch(open, _calendar.Exceptions.GetValueOrDefault(yesterday), true, true);
        Switch(open, _calendar.Breaks.GetValueOrDefault(date), false, false);
        Switch(open, _calendar.Breaks.GetValueOrDefault(yesterday), true, false);
        Switch(open, _calendar.YearlyBreaks.GetValueOrDefault(new AnnualDate(date.Month, date.Day)), false, false);
        Switch(open, _calendar.YearlyBreaks.GetValueOrDefault(new AnnualDate(yesterday.Month, yesterday.Day)), true, false);
        if (_calendar.Holidays.Contains(date) || _calendar.YearlyHolidays.Contains(new AnnualDate(date.Month, date.Day)))
            Array.Clear(open);
        return open;
    }

    /// <param name="morningAfter">Only what runs past midnight, on the day after.</param>
    private static void Switch(bool[] open, IReadOnlyList<DayInterval>? intervals, bool morningAfter, bool on)
    {
        foreach (var each in intervals ?? [])
        {
            for (var minute = 0; minute < DayMinutes; minute++)
            {
                var second = minute * 60;
                var inside = morningAfter ? each.IsOvernight && second < each.End
                    : each.IsOvernight ? second >= each.Start
                    : second >= each.Start && second < each.End;
                if (inside)
                    open[minute] = on;
            }
        }
    }

    /// <summary>First UTC minute with this local minute; in a gap, the local minute read on the clock before the change.</summary>
    private long UtcOf(long local)
    {
        var found = Array.IndexOf(_local, local);
        if (found >= 0)
            return _firstLocalMinute + found;
        for (var i = 1; i < _local.Length; i++)
        {
            if (_local[i - 1] < local && _local[i] > local)
                return _firstLocalMinute + i - 1 + (local - _local[i - 1]);
        }

        throw new InvalidOperationException($"Local minute {local} is outside the table.");
    }
}
