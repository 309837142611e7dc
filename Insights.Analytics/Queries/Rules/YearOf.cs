using Insights.Analytics.Metrics.ServiceLevels;
using NodaTime;

namespace Insights.Analytics.Queries.Rules;

/// <summary>A calendar's year, day by day.</summary>
internal static class YearOf
{
    public static CalendarYear Calendar(BusinessTime calendar, int year)
    {
        var days = new List<CalendarDay>(366);
        var layers = calendar.Versions.ToDictionary<CalendarDefinition, CalendarDefinition, CalendarDays>(version => version, version => new(version), ReferenceEqualityComparer.Instance);
        for (var date = new LocalDate(year, 1, 1); date.Year == year; date = date.PlusDays(1))
        {
            // The version in force at noon says whose day it is; the seconds below follow each second's own.
            var zone = calendar.VersionAt(Instant.FromUtc(year, date.Month, date.Day, 12, 0)).Zone;
            var version = calendar.VersionAt(date.At(new LocalTime(12, 0)).InZoneLeniently(zone).ToInstant());
            var (start, end) = (date.AtStartOfDayInZone(zone).ToInstant(), date.PlusDays(1).AtStartOfDayInZone(zone).ToInstant());
            var annual = new AnnualDate(date.Month, date.Day);
            var isHoliday = version.Holidays.Contains(date) || version.YearlyHolidays.Contains(annual);
            days.Add(new(date, layers[version].OpenOn(date), calendar.Elapsed(start, end), Note(version, date), isHoliday, version.Version));
        }

        return new(calendar.Versions[^1].Zone.Id, year, days);
    }

    private static string? Note(CalendarDefinition version, LocalDate date)
    {
        var (full, yearly) = (date.ToString("uuuu-MM-dd", null), date.ToString("MM-dd", null));
        var notes = version.HolidayNotes.Where(holiday => holiday.Day == (holiday.IsYearly ? yearly : full)).Select(Text).ToList();
        if (version.Exceptions.ContainsKey(date))
            notes.Add("other hours on this date");
        if (version.Breaks.TryGetValue(date, out var breaks) && notes.Count == 0)
            notes.Add("closed " + string.Join(", ", breaks));
        return notes.Count == 0 ? null : string.Join("; ", notes);
    }

    private static string Text(Holiday holiday) =>
        (holiday.Name ?? "holiday") + (holiday.Country is null ? "" : $" ({holiday.Country})") + (holiday.Closed.Count == 0 ? "" : ", closed " + string.Join(", ", holiday.Closed));
}
