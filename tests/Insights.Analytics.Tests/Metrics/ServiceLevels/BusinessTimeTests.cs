using Insights.Analytics.Metrics.ServiceLevels;
using NodaTime;
using Xunit;
using static Insights.Analytics.Tests.Metrics.ServiceLevels.Calendars;

namespace Insights.Analytics.Tests.Metrics.ServiceLevels;

/// <summary>The vectors and rules of the business calendar, one test each. 2026-11-02 is a Monday.</summary>
public sealed class BusinessTimeTests
{
    private const long Hour = 3600;

    [Fact]
    public void Due_OnClosingTime_ShowsClosingTimeAndKeepsNextOpening()
    {
        // 9–17 is 480 minutes: Monday 09:00 + 480 min = Monday 17:00; the next second of business time is Tuesday 09:00.
        var due = Office().Due(At("2026-11-02T09:00Z"), 480 * 60);

        Assert.Equal(new Deadline(At("2026-11-02T17:00Z"), At("2026-11-03T09:00Z")), due);
    }

    [Theory]
    [InlineData("2026-11-03T09:00:00Z", 28_800)]
    [InlineData("2026-11-03T09:00:01Z", 28_801)]
    public void Elapsed_UpToTheNextOpening_IsStillTheTarget(string reply, long expected) =>
        Assert.Equal(expected, Office().Elapsed(At("2026-11-02T09:00Z"), At(reply)));

    [Theory]
    [InlineData("Europe/London", 2026, 3, 29, 23.0)]
    [InlineData("Europe/London", 2026, 10, 25, 25.0)]
    [InlineData("America/New_York", 2026, 3, 8, 23.0)]
    [InlineData("America/New_York", 2026, 11, 1, 25.0)]
    [InlineData("Australia/Lord_Howe", 2026, 10, 4, 23.5)]
    public void Elapsed_RoundTheClockOnAClockChange_IsTheDaysRealLength(string zone, int year, int month, int day, double hours)
    {
        var (from, to) = Day(zone, year, month, day);

        Assert.Equal((long)(hours * Hour), RoundTheClock(zone).Elapsed(from, to));
    }

    [Fact]
    public void Elapsed_OpeningInsideAGap_MovesForwardByTheGapsLength()
    {
        // Lord Howe, 2026-10-04: 02:00 → 02:30. Opening at 02:15 becomes 02:45 = 2026-10-03 15:45Z; closing 03:00 is 16:00Z: 15 minutes.
        var calendar = Of("Australia/Lord_Howe", "night", "sun", ("02:15", "03:00"));

        Assert.Equal(0, calendar.Elapsed(At("2026-10-03T12:00Z"), At("2026-10-03T15:45Z")));
        Assert.Equal(15 * 60, calendar.Elapsed(At("2026-10-03T15:45Z"), At("2026-10-04T12:00Z")));
    }

    [Fact]
    public void Elapsed_OpeningInsideAnOverlap_IsTheEarlierOccurrence()
    {
        // New York, 2026-11-01: 01:30 happens at 05:30Z and 06:30Z. Opening is 05:30Z; closing 03:00 EST is 08:00Z: 2.5 h.
        var calendar = Of("America/New_York", "night", "sun", ("01:30", "03:00"));

        Assert.Equal(0, calendar.Elapsed(At("2026-11-01T00:00Z"), At("2026-11-01T05:30Z")));
        Assert.Equal(9000, calendar.Elapsed(At("2026-11-01T05:30Z"), At("2026-11-02T00:00Z")));
    }

    [Theory]
    [InlineData("2026-03-07T17:00Z", "2026-03-08T17:00Z", 7)]
    [InlineData("2026-10-31T17:00Z", "2026-11-01T17:00Z", 9)]
    public void Elapsed_NightShiftOverAClockChange_IsAnHourShorterOrLonger(string from, string to, int hours) =>
        Assert.Equal(hours * Hour, Of("America/New_York", "night", "mon tue wed thu fri sat sun", ("22:00", "06:00")).Elapsed(At(from), At(to)));

    [Fact]
    public void Elapsed_OverlappingIntervals_CountOnce() =>
        // 09–13 and 12–17 is 09–17: eight hours, not nine.
        Assert.Equal(8 * Hour, Of("Etc/UTC", "split", "mon", ("09:00", "13:00"), ("12:00", "17:00")).Elapsed(At("2026-11-02T00:00Z"), At("2026-11-03T00:00Z")));

    [Fact]
    public void Due_OverAWeekendWithAClockChange_IsInLocalHours()
    {
        // Friday 2026-03-27 16:00 London + 2 h: one hour on Friday, one on Monday, when London is an hour ahead: 10:00 local = 09:00Z.
        var due = Office("Europe/London").Due(At("2026-03-27T16:00Z"), 2 * Hour);

        Assert.Equal(At("2026-03-30T09:00Z"), due.Fill);
    }

    [Fact]
    public void Elapsed_CalendarSwappedMidway_CountsEachSecondUnderTheVersionInForce()
    {
        // dbt_zendesk's decision log, ticket 941606. A (Tue–Thu 12:00–02:00) until Wednesday 19:01:25, then B (15:00–00:30).
        // Tue 17:01:38 → Wed 02:00 = 32,302 s; Wed 12:00 → 19:01:25 = 25,285 s; 19:01:25 → 19:01:46 = 21 s. Sum 57,608 s = 960 min 8 s.
        var calendar = new BusinessTime(
            CalendarDefinition.Parse("""{ "code": "c", "version": 1, "timezone": "Etc/UTC", "hours": { "tue": [["12:00", "02:00"]], "wed": [["12:00", "02:00"]] } }"""),
            CalendarDefinition.Parse("""{ "code": "c", "version": 2, "valid_from": "2020-09-30T19:01:25Z", "timezone": "Etc/UTC", "hours": { "tue": [["15:00", "00:30"]], "wed": [["15:00", "00:30"]] } }"""));

        Assert.Equal(57_608, calendar.Elapsed(At("2020-09-29T17:01:38Z"), At("2020-09-30T19:01:46Z")));
        // Judging all of it by the last calendar would give 41,408 s: 17:01:38 → 00:30 = 26,902 s and 15:00 → 19:01:46 = 14,506 s.
        Assert.Equal(41_408, new BusinessTime(calendar.Versions[1] with { ValidFrom = null }).Elapsed(At("2020-09-29T17:01:38Z"), At("2020-09-30T19:01:46Z")));
    }

    [Fact]
    public void Elapsed_BeforeTheFirstVersion_UsesItsHours()
    {
        var calendar = new BusinessTime(Office().Versions[0] with { ValidFrom = At("2026-01-01T00:00Z") });

        Assert.Equal(8 * Hour, calendar.Elapsed(At("2025-11-03T00:00Z"), At("2025-11-04T00:00Z")));
    }

    [Fact]
    public void Elapsed_StopBeforeStart_IsZero() => Assert.Equal(0, Office().Elapsed(At("2026-11-02T12:00Z"), At("2026-11-02T11:00Z")));

    [Fact]
    public void Elapsed_ExceptionReplacesTheLocalDate()
    {
        // Auckland's Monday 2026-11-02 runs from Sunday 11:00Z to Monday 11:00Z: the exception must not hit the UTC date.
        var calendar = new BusinessTime(CalendarDefinition.Parse("""
            { "timezone": "Pacific/Auckland", "hours": { "mon": [["09:00", "17:00"]], "tue": [["09:00", "17:00"]] },
              "exceptions": { "2026-11-02": [["10:00", "12:00"]] } }
            """));
        var (monday, tuesday) = Day("Pacific/Auckland", 2026, 11, 2);

        Assert.Equal(2 * Hour, calendar.Elapsed(monday, tuesday));
        Assert.Equal(8 * Hour, calendar.Elapsed(tuesday, tuesday + Duration.FromHours(24)));
    }

    [Theory]
    [InlineData("2026-12-24T00:00Z", 3 * Hour)] // exception 09–12
    [InlineData("2026-12-25T00:00Z", 0)] // whole-day holiday, although an exception opens it
    [InlineData("2027-01-01T00:00Z", 0)] // yearly holiday
    [InlineData("2027-01-04T00:00Z", 8 * Hour)]
    [InlineData("2026-12-28T00:00Z", 7 * Hour)] // break 12–13
    public void Elapsed_LayersApplyInOrder(string day, long expected)
    {
        var calendar = new BusinessTime(CalendarDefinition.Parse("""
            { "timezone": "Etc/UTC", "hours": { "mon": [["09:00", "17:00"]], "thu": [["09:00", "17:00"]], "fri": [["09:00", "17:00"]] },
              "exceptions": { "2026-12-24": [["09:00", "12:00"]], "2026-12-25": [["10:00", "11:00"]] },
              "holidays": ["2026-12-25"], "yearly_holidays": ["01-01"], "breaks": { "2026-12-28": { "12:00": "13:00" } } }
            """));

        Assert.Equal(expected, calendar.Elapsed(At(day), At(day) + Duration.FromDays(1)));
    }

    [Fact]
    public void Elapsed_HolidayAfterANightShift_TakesTheMorningOnly()
    {
        // Night shift Thursday 22:00–06:00; Friday 2026-12-25 is a holiday: two hours remain.
        var calendar = new BusinessTime(CalendarDefinition.Parse("""
            { "timezone": "Etc/UTC", "hours": { "thu": [["22:00", "06:00"]] }, "holidays": ["2026-12-25"] }
            """));

        Assert.Equal(2 * Hour, calendar.Elapsed(At("2026-12-24T12:00Z"), At("2026-12-26T12:00Z")));
    }

    [Fact]
    public void Elapsed_DateAZoneJumpedOver_HasNoHours()
    {
        // Samoa went from Thursday 2011-12-29 to Saturday 31: Friday's hours never happened and must not open Saturday.
        var calendar = Of("Pacific/Apia", "samoa", "thu fri", ("09:00", "17:00"));

        Assert.Equal(8 * Hour, calendar.Elapsed(At("2011-12-29T00:00Z"), At("2012-01-02T00:00Z")));
    }

    [Fact]
    public void Due_Pauses_MoveTheDeadline()
    {
        // Monday 09:00 + 4 h, paused 10:00–12:00 and 11:30–13:00 (their overlap counts once): three hours lost, due 16:00.
        var due = Office().Due(At("2026-11-02T09:00Z"), 4 * Hour, Between("2026-11-02T10:00Z", "2026-11-02T12:00Z"), Between("2026-11-02T11:30Z", "2026-11-02T13:00Z"));

        Assert.Equal(At("2026-11-02T16:00Z"), due.Fill);
    }

    [Fact]
    public void Due_ReachedExactlyWhenAPauseBegins_RollsToThePausesEnd()
    {
        var due = Office().Due(At("2026-11-02T09:00Z"), Hour, Between("2026-11-02T10:00Z", "2026-11-02T12:00Z"));

        Assert.Equal(new Deadline(At("2026-11-02T10:00Z"), At("2026-11-02T12:00Z")), due);
    }

    [Fact]
    public void Elapsed_TwoPausesInOneMinute_BothCount()
    {
        // 09:00–10:00 without 20 s and 10 s in the minute 09:30.
        var elapsed = Office().Elapsed(
            At("2026-11-02T09:00Z"), At("2026-11-02T10:00Z"), [Between("2026-11-02T09:30:00Z", "2026-11-02T09:30:20Z"), Between("2026-11-02T09:30:30Z", "2026-11-02T09:30:40Z")]);

        Assert.Equal(3570, elapsed);
    }

    [Fact]
    public void Due_NoBusinessTimeAhead_IsNoDeadline()
    {
        // Only one date ever had hours, and it is over: the search ends at the horizon.
        var calendar = new BusinessTime(CalendarDefinition.Parse("""{ "timezone": "Etc/UTC", "exceptions": { "2026-11-02": [["09:00", "17:00"]] } }"""));

        Assert.Equal(Deadline.None, calendar.Due(At("2026-11-02T16:00Z"), 2 * Hour));
        Assert.Equal(new Deadline(At("2026-11-02T17:00Z"), null), calendar.Due(At("2026-11-02T16:00Z"), Hour));
    }

    [Fact]
    public void Due_FirstOpeningYearsAhead_IsFoundWithinTheHorizon()
    {
        var calendar = new BusinessTime(CalendarDefinition.Parse("""{ "timezone": "Etc/UTC", "exceptions": { "2040-01-02": [["09:00", "17:00"]] } }"""));

        Assert.Equal(At("2040-01-02T10:00Z"), calendar.Due(At("2026-11-02T16:00Z"), Hour).Fill);
    }

    [Fact]
    public void Elapsed_FarApartInstants_GrowTheWindowBothWays()
    {
        // 1990 to 2050 in 24/7 UTC is just the difference.
        var calendar = RoundTheClock("Etc/UTC");
        Assert.Equal(60, calendar.Elapsed(At("2026-01-01T00:00Z"), At("2026-01-01T00:01Z")));

        Assert.Equal((long)(At("2050-01-01T00:00Z") - At("1990-01-01T00:00Z")).TotalSeconds, calendar.Elapsed(At("1990-01-01T00:00Z"), At("2050-01-01T00:00Z")));
    }

    [Fact]
    public void Elapsed_YearThatCannotBe_IsRefusedWithTheInstant()
    {
        var error = Assert.Throws<CalendarException>(() => Office().Elapsed(At("0026-11-02T09:00Z"), At("2026-11-02T09:00Z")));

        Assert.Contains("0026-11-02", error.Message);
    }

    [Fact]
    public void Elapsed_FromManyThreadsWhileTheWindowGrows_StaysExact()
    {
        var calendar = Office("America/New_York");
        var expected = Enumerable.Range(0, 200).Select(i => Office("America/New_York").Elapsed(At("2000-01-03T00:00Z") + Duration.FromDays(90 * i), At("2000-01-03T00:00Z") + Duration.FromDays((90 * i) + 45))).ToArray();

        Parallel.For(0, 2000, i =>
        {
            var start = At("2000-01-03T00:00Z") + Duration.FromDays(90 * (i * 37 % 200));
            Assert.Equal(expected[i * 37 % 200], calendar.Elapsed(start, start + Duration.FromDays(45)));
        });
    }
}
