using Insights.Web.Delivery.Schedules;
using NodaTime;

namespace Insights.Web.Tests.Delivery;

public sealed class ScheduleTests
{
    private static readonly DateTimeZone s_berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    [Fact]
    public void Daily_NightTheClocksGoForward_RunsOnceAnHourLater()
    {
        // 29 March 2026: 02:00 becomes 03:00, so 02:30 is not there.
        var runs = At(Cadence.Daily, 2, 30).NextFive(Instant.FromUtc(2026, 3, 27, 12, 0), Weekday);

        Assert.Equal(
            [Instant.FromUtc(2026, 3, 28, 1, 30), Instant.FromUtc(2026, 3, 29, 1, 30), Instant.FromUtc(2026, 3, 30, 0, 30), Instant.FromUtc(2026, 3, 31, 0, 30), Instant.FromUtc(2026, 4, 1, 0, 30)], runs);
        Assert.Equal(new LocalDateTime(2026, 3, 29, 3, 30), runs[1].InZone(s_berlin).LocalDateTime);
    }

    [Fact]
    public void Daily_NightTheClocksGoBack_RunsOnceAtTheFirstOfTheTwo()
    {
        // 25 October 2026: 02:30 comes at 00:30 and at 01:30 UTC.
        var runs = At(Cadence.Daily, 2, 30).NextFive(Instant.FromUtc(2026, 10, 23, 12, 0), Weekday);

        Assert.Equal(
            [Instant.FromUtc(2026, 10, 24, 0, 30), Instant.FromUtc(2026, 10, 25, 0, 30), Instant.FromUtc(2026, 10, 26, 1, 30), Instant.FromUtc(2026, 10, 27, 1, 30), Instant.FromUtc(2026, 10, 28, 1, 30)], runs);
        // Between the two it does not fall due again.
        Assert.Equal(runs[2], At(Cadence.Daily, 2, 30).Next(Instant.FromUtc(2026, 10, 25, 1, 0), Weekday));
    }

    [Fact]
    public void Weekly_KeepsItsLocalTimeOverTheClockChange() =>
        Assert.Equal(
            [Instant.FromUtc(2026, 10, 19, 5, 0), Instant.FromUtc(2026, 10, 26, 6, 0)],
            At(Cadence.Weekly, 7, 0).NextFive(Instant.FromUtc(2026, 10, 13, 0, 0), Weekday).Take(2));

    [Fact]
    public void Weekly_InTheVeryHourOfBothClockChanges_RunsOnceEachSunday()
    {
        var sundays = At(Cadence.Weekly, 2, 30) with { Weekday = IsoDayOfWeek.Sunday };

        // Spring, 29 March: 02:30 is not there, 03:30 summer time instead. Autumn, 25 October: the first of the two.
        Assert.Equal([Instant.FromUtc(2026, 3, 22, 1, 30), Instant.FromUtc(2026, 3, 29, 1, 30), Instant.FromUtc(2026, 4, 5, 0, 30)], sundays.NextFive(Instant.FromUtc(2026, 3, 20, 0, 0), Weekday).Take(3));
        Assert.Equal([Instant.FromUtc(2026, 10, 18, 0, 30), Instant.FromUtc(2026, 10, 25, 0, 30), Instant.FromUtc(2026, 11, 1, 1, 30)], sundays.NextFive(Instant.FromUtc(2026, 10, 12, 0, 0), Weekday).Take(3));
    }

    [Fact]
    public void Night_OfTheClockChange_LooksAtEveryMinute_AndFallsDueOnce()
    {
        foreach (var (from, due) in new[] { (Instant.FromUtc(2026, 3, 28, 12, 0), Instant.FromUtc(2026, 3, 29, 1, 30)), (Instant.FromUtc(2026, 10, 24, 12, 0), Instant.FromUtc(2026, 10, 25, 0, 30)) })
        {
            // As the job does: what it was to be next is kept, and once it has come the next is asked for.
            var (runs, next) = (new List<Instant>(), At(Cadence.Daily, 2, 30).Next(from, Weekday));
            for (var now = from; now < from + Duration.FromHours(24); now += Duration.FromMinutes(1))
            {
                if (next > now)
                    continue;
                runs.Add(next);
                next = At(Cadence.Daily, 2, 30).Next(now, Weekday);
            }
            Assert.Equal([due], runs);
        }
    }

    [Fact]
    public void LastUpTo_OverTheAutumnNight_MissesNothingAndRepeatsNothing() =>
        Assert.Equal(Instant.FromUtc(2026, 10, 25, 0, 30), At(Cadence.Daily, 2, 30).LastUpTo(Instant.FromUtc(2026, 10, 25, 1, 45), Instant.FromUtc(2026, 10, 23, 0, 30), Weekday));

    [Fact]
    public void Monthly_OverTheEndOfTheYear_CountsFromJanuaryOn()
    {
        // 1 January 2027 is a Friday and, handed in, a holiday: the second working day is Tuesday the 5th.
        var schedule = At(Cadence.Monthly, 7, 0) with { WorkingDay = 2 };

        Assert.Equal(Instant.FromUtc(2027, 1, 5, 6, 0), schedule.Next(Instant.FromUtc(2026, 12, 30, 0, 0), day => Weekday(day) && day != new LocalDate(2027, 1, 1)));
    }

    [Fact]
    public void Monthly_InAMonthWithoutAnyWorkingDay_IsItsLastDay() =>
        Assert.Equal(Instant.FromUtc(2026, 8, 31, 5, 0), At(Cadence.Monthly, 7, 0).Next(Instant.FromUtc(2026, 8, 1, 12, 0), day => day.Month != 8 && Weekday(day)));

    [Fact]
    public async Task WorkingDays_AreTheCalendars_AndMondayToFridayWithoutOneOrBeyondItsYears()
    {
        var days = new WorkingDays(new Portal.SampleRules());
        var (desk, none) = (await days.ForAsync("desk", new LocalDate(2026, 11, 1), CancellationToken.None), await days.ForAsync(null, new LocalDate(2026, 11, 1), CancellationToken.None));

        // The desk works on Saturdays and Sundays, and never on a 24th.
        Assert.Equal((true, false), (desk(new LocalDate(2026, 11, 21)), desk(new LocalDate(2026, 11, 24))));
        Assert.Equal((false, true), (none(new LocalDate(2026, 11, 21)), none(new LocalDate(2026, 11, 24))));
        Assert.Equal((false, true), (desk(new LocalDate(2031, 5, 24)), desk(new LocalDate(2031, 5, 26))));
    }

    [Theory]
    [InlineData(1, "2026-05-04")]  // 1 May a holiday (handed in), 2 and 3 a weekend
    [InlineData(3, "2026-05-06")]
    [InlineData(23, "2026-05-29")] // there are 20: the last
    public void Monthly_CountsWorkingDays(int nth, string expected)
    {
        var schedule = At(Cadence.Monthly, 7, 0) with { WorkingDay = nth };
        var due = schedule.Next(Instant.FromUtc(2026, 4, 30, 12, 0), day => Weekday(day) && day != new LocalDate(2026, 5, 1));

        Assert.Equal(expected, due.InZone(s_berlin).Date.ToString("uuuu-MM-dd", null));
    }

    [Fact]
    public void Monthly_AfterThisMonthsDay_IsNextMonths() =>
        Assert.Equal(Instant.FromUtc(2026, 6, 1, 5, 0), (At(Cadence.Monthly, 7, 0) with { WorkingDay = 1 }).Next(Instant.FromUtc(2026, 5, 1, 5, 0), Weekday));

    [Fact]
    public void MonthComplete_FallsDueOnTheFirst_AndAsksForTheMonthBefore()
    {
        var schedule = At(Cadence.MonthComplete, 6, 0);
        var due = schedule.Next(Instant.FromUtc(2026, 11, 20, 9, 0), Weekday);

        Assert.Equal(Instant.FromUtc(2026, 12, 1, 5, 0), due);
        Assert.Equal(new LocalDate(2026, 12, 1), schedule.DayAfterPeriod(due));
    }

    [Fact]
    public void LastUpTo_AfterDaysDown_IsTheLastMissedOnly() =>
        Assert.Equal(Instant.FromUtc(2026, 11, 20, 6, 0), At(Cadence.Daily, 7, 0).LastUpTo(Instant.FromUtc(2026, 11, 20, 9, 0), Instant.FromUtc(2026, 11, 16, 6, 0), Weekday));

    private static Schedule At(Cadence cadence, int hour, int minute) => new(cadence, IsoDayOfWeek.Monday, 1, new LocalTime(hour, minute), s_berlin);

    private static bool Weekday(LocalDate day) => day.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday);
}
