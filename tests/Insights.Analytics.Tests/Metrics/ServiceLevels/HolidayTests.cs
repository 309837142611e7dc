using Insights.Analytics.Metrics.ServiceLevels;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Rules;
using NodaTime;
using Xunit;

namespace Insights.Analytics.Tests.Metrics.ServiceLevels;

/// <summary>Holidays with names, countries and closed parts; and a calendar's year as people see it. 2026-12-24 is a Thursday.</summary>
public sealed class HolidayTests
{
    private const long Hour = 3600;

    private static CalendarDefinition Office(string rest) => CalendarDefinition.Parse(
        $$"""{ "code": "office", "timezone": "Europe/Berlin", "hours": { "mon": [["09:00", "17:00"]], "tue": [["09:00", "17:00"]], "wed": [["09:00", "17:00"]], "thu": [["09:00", "17:00"]], "fri": [["09:00", "17:00"]] }, {{rest}} }""");

    private static long Seconds(CalendarDefinition calendar, int year, int month, int day)
    {
        var date = new LocalDate(year, month, day);
        return new BusinessTime(calendar).Elapsed(date.AtStartOfDayInZone(calendar.Zone).ToInstant(), date.PlusDays(1).AtStartOfDayInZone(calendar.Zone).ToInstant());
    }

    [Fact]
    public void Holiday_WithACloseOfNoon_LeavesTheMorning()
    {
        var calendar = Office("""
            "holidays": [{ "date": "2026-12-24", "closed": [["12:00", "24:00"]], "name": "Christmas Eve", "country": "DE", "source": "de.ics", "reviewed_by": "Ana" }, "2026-12-25"]
            """);

        Assert.Equal((3 * Hour, 0, 8 * Hour), (Seconds(calendar, 2026, 12, 24), Seconds(calendar, 2026, 12, 25), Seconds(calendar, 2026, 12, 23)));
        Assert.Equal(new Holiday("2026-12-24", false, calendar.HolidayNotes[0].Closed, "Christmas Eve", "DE", "de.ics", "Ana"), calendar.HolidayNotes[0]);
    }

    [Fact]
    public void Holiday_PartOfADayEachYear_ReturnsEveryYear()
    {
        var calendar = Office("""  "yearly_holidays": [{ "date": "12-24", "closed": [["12:00", "24:00"]] }, { "date": "12-25", "name": "Christmas" }]  """);

        // Thursday 2026, Friday 2027, Sunday 2028.
        Assert.Equal((3 * Hour, 3 * Hour, 0), (Seconds(calendar, 2026, 12, 24), Seconds(calendar, 2027, 12, 24), Seconds(calendar, 2028, 12, 24)));
        Assert.Equal((0, 0), (Seconds(calendar, 2026, 12, 25), Seconds(calendar, 2030, 12, 25)));
    }

    [Fact]
    public void Holiday_ClosedOvernight_CutsTheNextMorningToo()
    {
        var calendar = CalendarDefinition.Parse("""{ "timezone": "Etc/UTC", "always_open": true, "yearly_holidays": [{ "date": "12-31", "closed": [["18:00", "06:00"]] }] }""");

        Assert.Equal((18 * Hour, 18 * Hour, 24 * Hour), (Seconds(calendar, 2026, 12, 31), Seconds(calendar, 2027, 1, 1), Seconds(calendar, 2027, 1, 2)));
    }

    [Theory]
    [InlineData("""  "holidays": [{ "date": "2026-12-24", "nmae": "x" }]  """, "unknown key 'nmae'")]
    [InlineData("""  "holidays": [{ "name": "x" }]  """, "has no date")]
    [InlineData("""  "holidays": [{ "date": "2026-12-24", "closed": [["12:00", "12:00"]] }]  """, "no length")]
    [InlineData("""  "yearly_holidays": [{ "date": "2026-12-24" }]  """, "not a day of the year")]
    [InlineData("""  "exceptions": { "2026-12-24": [["09:00", "10:00"]], "2026-12-24": [] }  """, "names 2026-12-24 twice")]
    public void Holiday_Nonsense_IsRefused(string rest, string reason) => Assert.Contains(reason, Assert.Throws<CalendarException>(() => Office(rest)).Message, StringComparison.Ordinal);

    [Fact]
    public void Year_ShowsTheHoursOfEachDay_AndWhyADayIsNotOrdinary()
    {
        var year = YearOf.Calendar(new BusinessTime(Office("""
            "exceptions": { "2026-12-23": [["10:00", "12:00"]] }, "holidays": [{ "date": "2026-12-25", "name": "Christmas", "country": "DE" }]
            """)), 2026);
        CalendarDay Day(int month, int day) => year.Days.Single(each => each.Date == new LocalDate(2026, month, day));

        Assert.Equal(365, year.Days.Count);
        Assert.Equal((2 * Hour, "other hours on this date"), (Day(12, 23).Seconds, Day(12, 23).Note));
        Assert.Equal((0L, "Christmas (DE)", true), (Day(12, 25).Seconds, Day(12, 25).Note, Day(12, 25).IsHoliday));
        Assert.Equal((8 * Hour, null), (Day(12, 28).Seconds, Day(12, 28).Note));
        // 2026 begins and ends on a Thursday: 52 weeks of five and one day are 261 weekdays; one is shortened to 2 h, one is a holiday.
        Assert.Equal((259 * 8 * Hour) + (2 * Hour), year.Days.Sum(day => day.Seconds));
    }

    [Fact]
    public void Year_OfAClockChange_CountsTheHoursAsTheyPass()
    {
        var year = YearOf.Calendar(new BusinessTime(CalendarDefinition.Parse("""{ "timezone": "Australia/Lord_Howe", "always_open": true }""")), 2026);

        Assert.Equal(23 * Hour + 1800, year.Days.Single(day => day.Date == new LocalDate(2026, 10, 4)).Seconds);
        Assert.Equal(24 * Hour + 1800, year.Days.Single(day => day.Date == new LocalDate(2026, 4, 5)).Seconds);
    }
}
