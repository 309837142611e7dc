using Insights.Analytics.Metrics.ServiceLevels;
using NodaTime;

namespace Insights.Benchmarks.ServiceLevels;

/// <summary>The usual way to count business time, as the baseline: walk the local days and add up what of each day's intervals lies between the instants.</summary>
internal sealed class DayByDayWalk(CalendarDefinition calendar)
{
    public long Elapsed(Instant from, Instant to)
    {
        var seconds = 0L;
        var last = to.InZone(calendar.Zone).Date;
        for (var date = from.InZone(calendar.Zone).Date; date <= last; date = date.PlusDays(1))
        {
            if (calendar.Holidays.Contains(date) || calendar.YearlyHolidays.Contains(new AnnualDate(date.Month, date.Day)))
                continue;
            if (!calendar.Exceptions.TryGetValue(date, out var intervals) && !calendar.Hours.TryGetValue(date.DayOfWeek, out intervals))
                continue;
            foreach (var each in intervals)
            {
                var start = Instant.Max(from, calendar.Zone.AtLeniently(date.AtMidnight().PlusSeconds(each.Start)).ToInstant());
                var end = Instant.Min(to, calendar.Zone.AtLeniently(date.AtMidnight().PlusSeconds(each.End)).ToInstant());
                if (end > start)
                    seconds += (long)(end - start).TotalSeconds;
            }
        }

        return seconds;
    }
}
