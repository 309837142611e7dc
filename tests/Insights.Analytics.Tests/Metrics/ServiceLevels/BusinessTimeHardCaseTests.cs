using Insights.Analytics.Metrics.ServiceLevels;
using NodaTime;
using NodaTime.Text;
using Xunit;
using static Insights.Analytics.Tests.Metrics.ServiceLevels.Calendars;

namespace Insights.Analytics.Tests.Metrics.ServiceLevels;

/// <summary>Where business-time libraries break, each against the slow count or arithmetic by hand.</summary>
public sealed class BusinessTimeHardCaseTests
{
    /// <summary>Dates that a zone skipped, changes by half an hour, by two hours, at midnight, a minute past it and in the middle of the day.</summary>
    [Theory]
    [InlineData("Pacific/Apia", "2011-12-30T10:00:00Z")]
    [InlineData("Pacific/Fakaofo", "2011-12-30T11:00:00Z")]
    [InlineData("Pacific/Kwajalein", "1993-08-21T12:00:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-04-04T15:00:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-10-03T15:30:00Z")]
    [InlineData("Asia/Pyongyang", "2015-08-14T15:00:00Z")]
    [InlineData("Asia/Pyongyang", "2018-05-04T15:00:00Z")]
    [InlineData("America/Caracas", "2007-12-09T07:00:00Z")]
    [InlineData("America/Caracas", "2016-05-01T07:00:00Z")]
    [InlineData("Asia/Kathmandu", "1985-12-31T18:30:00Z")]
    [InlineData("Antarctica/Troll", "2026-03-29T01:00:00Z")]
    [InlineData("Antarctica/Troll", "2026-10-25T01:00:00Z")]
    [InlineData("America/St_Johns", "2010-03-14T03:31:00Z")]
    [InlineData("America/St_Johns", "2010-11-07T02:31:00Z")]
    [InlineData("America/Havana", "2026-03-08T05:00:00Z")]
    [InlineData("Asia/Beirut", "2026-03-28T22:00:00Z")]
    [InlineData("Asia/Gaza", "2026-03-28T00:00:00Z")]
    [InlineData("Africa/Cairo", "2026-04-23T22:00:00Z")]
    [InlineData("Europe/Volgograd", "2020-12-26T22:00:00Z")]
    [InlineData("Africa/Juba", "2021-01-31T21:00:00Z")]
    public void ElapsedAndDue_AroundTheChange_EqualTheMinuteByMinuteCount(string zoneId, string change)
    {
        var (zone, at) = (DateTimeZoneProviders.Tzdb[zoneId], InstantPattern.General.Parse(change).Value);
        Assert.NotEqual(zone.GetUtcOffset(at - Duration.FromSeconds(1)), zone.GetUtcOffset(at));
        for (var seed = 1; seed <= 5; seed++)
        {
            var random = new Random((seed * 1009) + zoneId.Length);
            var (definition, text) = RandomCalendar.Make(zone, at, random);
            var calendar = new BusinessTime(definition);
            var minutes = new MinuteByMinute(definition, at - Duration.FromDays(6), 12 * 1440);
            for (var i = 0; i < 30; i++)
            {
                // Half of the instants lie within a day of the change, and a few at it to the second.
                Instant Some() => random.Next(4) switch
                {
                    0 => at + Duration.FromSeconds(random.Next(-1, 2)),
                    1 => at + Duration.FromSeconds(random.Next(-86_400, 86_400)),
                    _ => minutes.From + Duration.FromSeconds(random.Next(0, minutes.Seconds)),
                };
                var (from, to) = (Some(), Some());
                Assert.True(minutes.Elapsed(from, to) == calendar.Elapsed(from, to), $"{text} {from} → {to}: counted {minutes.Elapsed(from, to)}, computed {calendar.Elapsed(from, to)}");
                var target = random.Next(0, 3000) * 60L;
                if (target > 0 && minutes.Due(from, target) is { } due)
                    Assert.True(due == calendar.Due(from, target), $"{text} {from} + {target} s: counted {due}, computed {calendar.Due(from, target)}");
            }
        }
    }

    /// <summary>Up to three versions come into force in the middle of what is counted; each second is the version's that holds at it.</summary>
    [Fact]
    public void Elapsed_VersionsChangeMidway_IsTheSumOfTheirStretches()
    {
        for (var seed = 1; seed <= 40; seed++)
        {
            var random = new Random(seed);
            var around = Instant.FromUtc(2026, 3, 29, 1, 0);
            string[] zones = ["Europe/London", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe"];
            var from = around - Duration.FromDays(7);
            var switches = Enumerable.Range(0, random.Next(1, 4)).Select(_ => from + Duration.FromMinutes(random.Next(1, 14 * 1440))).Distinct().Order().ToArray();
            var versions = Enumerable.Range(0, switches.Length + 1).Select(i => RandomCalendar.Make(DateTimeZoneProviders.Tzdb[zones[random.Next(zones.Length)]], around, random).Definition with
            {
                Version = i + 1,
                ValidFrom = i == 0 ? null : switches[i - 1],
            }).ToArray();
            var calendar = new BusinessTime(versions);
            var counts = Array.ConvertAll(versions, version => new MinuteByMinute(version, from, 14 * 1440));
            for (var i = 0; i < 20; i++)
            {
                var start = from + Duration.FromSeconds(random.Next(0, 14 * 86_400));
                var end = from + Duration.FromSeconds(random.Next(0, 14 * 86_400));
                long Counted(Instant one, Instant other) => versions.Select((_, version) => counts[version].Elapsed(
                    version == 0 ? one : Instant.Max(one, switches[version - 1]), version == switches.Length ? other : Instant.Min(other, switches[version]))).Sum();
                Assert.Equal(Counted(start, end), calendar.Elapsed(start, end));

                var target = random.Next(1, 100_000);
                if (calendar.Due(start, target).Fill is { } fill && fill < from + Duration.FromDays(14))
                {
                    Assert.Equal(target, Counted(start, fill));
                    Assert.Equal(target - 1, Counted(start, fill - Duration.FromSeconds(1)));
                }
            }
        }
    }

    /// <summary>02-29 each year: 2028 loses a Tuesday, 2027 neither the day before nor the day after, and 2100 is no leap year.</summary>
    [Theory]
    [InlineData("2028-02-28T00:00:00Z", "2028-03-02T00:00:00Z", 16)]
    [InlineData("2027-02-26T00:00:00Z", "2027-03-02T00:00:00Z", 16)]
    [InlineData("2100-02-26T00:00:00Z", "2100-03-02T00:00:00Z", 16)]
    public void Elapsed_HolidayOn29February_IsThereInLeapYearsOnly(string from, string to, int hours) =>
        Assert.Equal(hours * 3600, new BusinessTime(CalendarDefinition.Parse("""
            { "timezone": "Etc/UTC", "yearly_holidays": ["02-29"],
              "hours": { "mon": [["09:00", "17:00"]], "tue": [["09:00", "17:00"]], "wed": [["09:00", "17:00"]], "thu": [["09:00", "17:00"]], "fri": [["09:00", "17:00"]] } }
            """)).Elapsed(Utc(from), Utc(to)));

    /// <summary>A yearly holiday whose date a zone skipped once is missed by nobody: the days around it keep their hours.</summary>
    [Fact]
    public void Elapsed_YearlyHolidayOnADateThatWasSkipped_TakesNothing() =>
        Assert.Equal(48 * 3600, new BusinessTime(CalendarDefinition.Parse("""{ "timezone": "Pacific/Apia", "always_open": true, "yearly_holidays": ["12-30"] }"""))
            .Elapsed(Utc("2011-12-29T10:00:00Z"), Utc("2011-12-31T10:00:00Z")));

    /// <summary>Nothing between equal instants, at an edge, on a change, or backwards; a target of no seconds is due at once and may wait for the next opening.</summary>
    [Fact]
    public void Elapsed_NoLength_IsZero()
    {
        var calendar = new BusinessTime(CalendarDefinition.Parse("""{ "timezone": "America/New_York", "hours": { "sun": [["01:30", "03:00"]], "mon": [["09:00", "17:00"]] } }"""));
        foreach (var at in new[] { "2026-11-01T05:30:00Z", "2026-11-01T06:00:00Z", "2026-11-01T08:00:00Z", "2026-11-02T14:00:00Z", "2026-11-02T22:00:00Z" })
        {
            Assert.Equal(0, calendar.Elapsed(Utc(at), Utc(at)));
            Assert.Equal(0, calendar.Elapsed(Utc(at) + Duration.FromHours(1), Utc(at)));
            Assert.Equal(Utc(at), calendar.Due(Utc(at), 0).Fill);
        }

        Assert.Equal(Utc("2026-11-02T14:00:00Z"), calendar.Due(Utc("2026-11-02T00:00:00Z"), 0).Next);
    }

    /// <summary>The version that closes the desk for good leaves what was begun before without a deadline; one that opens it years later gives it back.</summary>
    [Fact]
    public void Due_BeyondTheLastHours_IsNoDeadlineUntilAVersionOpensAgain()
    {
        var open = CalendarDefinition.Parse("""{ "code": "desk", "timezone": "Etc/UTC", "hours": { "mon": [["09:00", "10:00"]] } }""");
        // Hours on one date long past: a calendar needs some.
        var shut = CalendarDefinition.Parse("""{ "code": "desk", "version": 2, "valid_from": "2026-11-10T00:00:00Z", "timezone": "Etc/UTC", "exceptions": { "2020-01-01": [["09:00", "10:00"]] } }""");
        var again = open with { Version = 3, ValidFrom = Utc("2031-01-01T00:00:00Z") };
        var start = Utc("2026-11-09T09:30:00Z");

        Assert.Equal(Utc("2026-11-09T10:00:00Z"), new BusinessTime(open, shut).Due(start, 1800).Fill);
        Assert.Null(new BusinessTime(open, shut).Due(start, 1800).Next);
        Assert.False(new BusinessTime(open, shut).Due(start, 1801).Exists);
        // The first Monday of 2031 is the 6th.
        Assert.Equal(Utc("2031-01-06T09:00:00Z"), new BusinessTime(open, shut, again).Due(start, 1800).Next);
        Assert.Equal(Utc("2031-01-06T09:00:01Z"), new BusinessTime(open, shut, again).Due(start, 1801).Fill);
    }

    private static Instant Utc(string text) => InstantPattern.General.Parse(text).Value;
}
