using Insights.Analytics.Metrics.ServiceLevels;
using NodaTime;
using Xunit;

namespace Insights.Analytics.Tests.Metrics.ServiceLevels;

public sealed class CalendarDefinitionTests
{
    [Fact]
    public void ParseAll_CanonicalExample_ReadsEveryPart()
    {
        var calendar = Assert.Single(CalendarDefinition.ParseAll("""
            [{ "code": "emea", "version": 1, "name": "EMEA desk", "valid_from": null, "timezone": "Europe/Berlin", "always_open": false,
               "hours": { "mon": [["09:00", "17:30"]], "tue": [["09:00", "12:00"], ["13:00", "17:30"]] },
               "exceptions": { "2026-12-24": [["09:00", "12:00"]] },
               "holidays": ["2026-12-25"], "yearly_holidays": ["01-01"],
               "breaks": { "2026-06-01": { "12:00": "13:00" } } }]
            """));

        Assert.Equal(("emea", 1, "EMEA desk", null, "Europe/Berlin"), (calendar.Code, calendar.Version, calendar.Name, calendar.ValidFrom, calendar.Zone.Id));
        Assert.Equal([new(9 * 3600, 12 * 3600), new(13 * 3600, 63_000)], calendar.Hours[IsoDayOfWeek.Tuesday]);
        Assert.Equal([new DayInterval(9 * 3600, 12 * 3600)], calendar.Exceptions[new LocalDate(2026, 12, 24)]);
        Assert.Contains(new LocalDate(2026, 12, 25), calendar.Holidays);
        Assert.Contains(new AnnualDate(1, 1), calendar.YearlyHolidays);
        Assert.Equal([new DayInterval(12 * 3600, 13 * 3600)], calendar.Breaks[new LocalDate(2026, 6, 1)]);
    }

    [Theory]
    [InlineData("""{ "timezone": "Etc/UTC" }""", "no business hours at all")]
    [InlineData("""{ "timezone": "Etc/UTC", "hours": { "mon": [] } }""", "no business hours at all")]
    [InlineData("""{ "timezone": "Etc/UTC", "exceptions": { "2026-12-25": [["09:00", "10:00"]] }, "holidays": ["2026-12-25"] }""", "no business hours at all")]
    [InlineData("""{ "timezone": "Etc/UTC", "hours": { "mon": [["09:00", "09:00"]] } }""", "has no length")]
    [InlineData("""{ "timezone": "Etc/UTC", "hours": { "mon": [["24:00", "06:00"]] } }""", "cannot start at 24:00")]
    [InlineData("""{ "timezone": "Etc/UTC", "hours": { "mon": [["9 am", "17:00"]] } }""", "'9 am' is not a time of day")]
    [InlineData("""{ "timezone": "Etc/UTC", "hours": { "mon": [["09:00", "25:00"]] } }""", "'25:00' is not a time of day")]
    [InlineData("""{ "timezone": "Etc/UTC", "hours": { "mon": ["09:00", "17:00"] } }""", "is not an interval")]
    [InlineData("""{ "timezone": "Etc/UTC", "hours": { "monday": [["09:00", "17:00"]] } }""", "unknown day 'monday'")]
    [InlineData("""{ "timezone": "Etc/UTC", "always_open": true, "hours": { "mon": [["09:00", "17:00"]] } }""", "always open and has weekly hours")]
    [InlineData("""{ "timezone": "Etc/UTC", "holiday": ["2026-12-25"], "always_open": true }""", "unknown key 'holiday'")]
    [InlineData("""{ "timezone": "Etc/UTC", "always_open": true, "holidays": ["25.12.2026"] }""", "'25.12.2026' is not a date")]
    [InlineData("""{ "timezone": "Etc/UTC", "always_open": true, "yearly_holidays": ["02-30"] }""", "'02-30' is not a day of the year")]
    [InlineData("""{ "timezone": "CET+1", "always_open": true }""", "'CET+1' is not an IANA time zone")]
    [InlineData("""{ "always_open": true }""", "has no timezone")]
    [InlineData("""{ "timezone": "Etc/UTC", "always_open": true, "valid_from": "2026-01-01" }""", "'2026-01-01' is not an instant")]
    [InlineData("""{ "timezone": "Etc/UTC", """, "not valid JSON at line 1")]
    [InlineData("""["Etc/UTC"]""", "must be a JSON object")]
    public void Parse_Nonsense_IsRefusedWithItsReason(string json, string reason)
    {
        var error = Assert.Throws<CalendarException>(() => CalendarDefinition.Parse(json));

        Assert.Contains(reason, error.Message);
    }

    [Fact]
    public void Parse_ErrorInACalendarWithACode_NamesIt()
    {
        var error = Assert.Throws<CalendarException>(() => CalendarDefinition.Parse("""{ "code": "emea", "timezone": "Etc/UTC", "hours": { "tue": [["9", "17:00"]] } }"""));

        Assert.StartsWith("Calendar 'emea': hours of tue", error.Message);
    }

    [Fact]
    public void BusinessTime_VersionsOfDifferentCalendars_AreRefused()
    {
        var one = CalendarDefinition.RoundTheClock;

        Assert.Throws<CalendarException>(() => new BusinessTime(one, one with { Code = "other" }));
        Assert.Throws<CalendarException>(() => new BusinessTime());
    }
}
