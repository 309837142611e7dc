using Insights.Analytics.Metrics.ServiceLevels;
using NodaTime;

namespace Insights.Analytics.Tests.Metrics.ServiceLevels;

/// <summary>A calendar with everything in it that goes wrong elsewhere: several intervals, overlaps, nights, exceptions, holidays, breaks near the instant.</summary>
internal static class RandomCalendar
{
    public static (CalendarDefinition Definition, string Text) Make(DateTimeZone zone, Instant around, Random random)
    {
        var day = around.InZone(zone).Date;
        var alwaysOpen = random.Next(8) == 0;
        var hours = new Dictionary<IsoDayOfWeek, IReadOnlyList<DayInterval>>();
        for (var weekday = IsoDayOfWeek.Monday; weekday <= IsoDayOfWeek.Sunday && !alwaysOpen; weekday++)
        {
            if (weekday == IsoDayOfWeek.Sunday || random.Next(4) > 0)
                hours[weekday] = Intervals(random, 3);
        }

        var definition = new CalendarDefinition
        {
            Code = "random",
            Zone = zone,
            AlwaysOpen = alwaysOpen,
            Hours = hours,
            Exceptions = Dates(day, random, 2).ToDictionary(date => date, _ => (IReadOnlyList<DayInterval>)Intervals(random, 2)),
            Holidays = Dates(day, random, 2).ToHashSet(),
            YearlyHolidays = Dates(day, random, 1).Select(date => new AnnualDate(date.Month, date.Day)).ToHashSet(),
            Breaks = Dates(day, random, 3).ToDictionary(date => date, _ => (IReadOnlyList<DayInterval>)Intervals(random, 2)),
            YearlyBreaks = Dates(day, random, 2).ToDictionary(date => new AnnualDate(date.Month, date.Day), _ => (IReadOnlyList<DayInterval>)Intervals(random, 1)),
        };
        return (definition, $"{zone.Id} {(alwaysOpen ? "24/7" : string.Join("; ", hours.Select(pair => $"{pair.Key} {string.Join(",", pair.Value)}")))} "
            + $"exceptions {string.Join("; ", definition.Exceptions.Select(pair => $"{pair.Key:uuuu-MM-dd} {string.Join(",", pair.Value)}"))} "
            + $"holidays {string.Join(",", definition.Holidays)} breaks {string.Join("; ", definition.Breaks.Select(pair => $"{pair.Key:uuuu-MM-dd} {string.Join(",", pair.Value)}"))} "
            + $"each year {string.Join("; ", definition.YearlyBreaks.Select(pair => $"{pair.Key} {string.Join(",", pair.Value)}"))}");
    }

    private static IEnumerable<LocalDate> Dates(LocalDate around, Random random, int most) =>
        Enumerable.Range(0, random.Next(most + 1)).Select(_ => around.PlusDays(random.Next(-6, 7))).Distinct();

    private static List<DayInterval> Intervals(Random random, int most)
    {
        var intervals = new List<DayInterval>();
        for (var i = 0; i < random.Next(1, most + 1); i++)
        {
            // Early hours are favoured, where clocks change; an end before the start is a night shift.
            var start = (random.Next(2) == 0 ? random.Next(0, 20) : random.Next(0, 288)) * 300;
            var end = random.Next(6) == 0 ? random.Next(0, 289) * 300 : Math.Min(86_400, start + (random.Next(1, 120) * 300));
            if (end != start && !(start == 0 && end == 0))
                intervals.Add(new(start, end));
        }

        return intervals;
    }
}
