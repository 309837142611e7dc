using Insights.Analytics.Metrics.ServiceLevels;
using NodaTime;
using Xunit;
using static Insights.Analytics.Metrics.ServiceLevels.ClockMetric;
using static Insights.Analytics.Tests.Metrics.ServiceLevels.Story;
using static Insights.Analytics.Tests.Metrics.ServiceLevels.StoryReading;

namespace Insights.Analytics.Tests.Metrics.ServiceLevels;

/// <summary>Each metric of the table on one worked ticket, and the rules about exchanges, cycles and spans.</summary>
public sealed class ClockMetricTests
{
    private const long Hour = 3600;

    /// <summary>
    /// Monday: created 08:00 (an hour before opening), open 10:00, reply and pending 11:00, customer answers and open 14:00,
    /// on hold for the acquirer 15:00; Tuesday: open 10:00, reply and solved 12:00.
    /// Business: New 09–10, Open 10–11, Pending 11–14, Open 14–15, On-hold 15–17 and 09–10, Open 10–12.
    /// </summary>
    private static Story Worked() => new Story("02 08:00")
        .Status("02 10:00", "open").Agent("02 11:00").Status("02 11:00", "pending")
        .Customer("02 14:00").Status("02 14:00", "open").Status("02 15:00", "on_hold", "acquirer")
        .Status("03 10:00", "open").Agent("03 12:00").Status("03 12:00", "solved");

    [Theory]
    [InlineData(nameof(FirstReplyTime), 2, 3)] // Mon 09–11; 08–11
    [InlineData(nameof(NextReplyTime), 6, 22)] // Mon 14–17, Tue 09–12; Mon 14 → Tue 12
    [InlineData(nameof(RequesterWaitTime), 8, 25)] // 2 + 1 + 3 + 2; 28 h − 3 h pending
    [InlineData(nameof(AgentWorkTime), 5, 6)] // 2 + 1 + 2; 3 + 1 + 2
    [InlineData(nameof(TotalResolutionTime), 11, 28)] // Mon 09–17, Tue 09–12; Mon 08 → Tue 12
    [InlineData(nameof(FirstResolutionTime), 11, 28)]
    [InlineData(nameof(FullResolutionTime), 11, 28)]
    [InlineData(nameof(AgentWaitTime), 3, 3)] // Mon 11–14
    [InlineData(nameof(OnHoldTime), 3, 19)] // Mon 15–17, Tue 09–10; Mon 15 → Tue 10
    public void Derive_WorkedTicket_MeasuresBothTimes(string metric, int business, int wallClock)
    {
        var clock = Worked().Derive("05 00:00", Promise((FirstReplyTime, Hour))).Clock(Enum.Parse<ClockMetric>(metric));

        Assert.Equal((business * Hour, wallClock * Hour), (clock.BusinessSeconds, clock.WallClockSeconds));
        Assert.Equal(ClockState.Closed, clock.State);
    }

    [Fact]
    public void Derive_PausedTime_IsSplitByWhatWasWaitedFor()
    {
        var work = Worked().Derive("05 00:00", Promise((AgentWorkTime, Hour))).Clock(AgentWorkTime);

        Assert.Equal((3 * Hour, 19 * Hour), (work.PendingSeconds, work.OnHoldSeconds));
        Assert.Equal(work.WallClockSeconds + work.PendingSeconds + work.OnHoldSeconds, (long)(work.ClosedAt - work.StartedAt)!.Value.TotalSeconds);
    }

    [Fact]
    public void Derive_SeveralHoldReasons_OneOnHoldClockEach()
    {
        // Acquirer 09–10 and 11–12, network 12–13.
        var levels = new Story("02 09:00", "on_hold").Status("02 09:00", "on_hold", "acquirer").Status("02 10:00", "open")
            .Status("02 11:00", "on_hold", "acquirer").Status("02 12:00", "on_hold", "network").Status("02 13:00", "solved").Derive("05 00:00", ServiceLevelRules.None);

        Assert.Equal(
            [("acquirer", 2 * Hour), ("network", Hour)],
            levels.Clocks.Where(clock => clock.Metric == OnHoldTime).Select(clock => (clock.HoldReason!, clock.WallClockSeconds)));
    }

    [Fact]
    public void NextReply_EachExchangeIsItsOwnInstance()
    {
        // Asked 10:00 and again 10:30, answered 11:00 = 1 h from the oldest; asked 12:00, answered 12:15; asked 13:00, open.
        var levels = new Story("02 09:00").Agent("02 09:30").Customer("02 10:00").Customer("02 10:30").Agent("02 11:00").Customer("02 12:00").Agent("02 12:15").Customer("02 13:00")
            .Derive("02 14:00", Promise((NextReplyTime, Hour)));

        Assert.Equal([3600, 900, 3600], Enumerable.Range(1, 3).Select(instance => levels.Clock(NextReplyTime, instance).BusinessSeconds));
        Assert.Equal(Verdict.Open, levels.Clock(NextReplyTime, 3).Verdict);
    }

    [Fact]
    public void NextReply_BeforeTheFirstReply_IsNotJudgedTwice()
    {
        var levels = new Story("02 09:00").Customer("02 09:10").Customer("02 09:20").Agent("02 10:00").Derive("05 00:00", Promise((NextReplyTime, Hour)));

        Assert.False(levels.Has(NextReplyTime));
    }

    [Fact]
    public void NextReply_ThanksOnASolvedTicket_AsksForNothing()
    {
        var levels = new Story("02 09:00").Agent("02 10:00").Status("02 10:00", "solved").Customer("02 11:00").Derive("20 00:00", Promise((NextReplyTime, Hour)));

        Assert.False(levels.Has(NextReplyTime));
    }

    [Fact]
    public void NextReply_CommentThatReopens_StartsAtTheComment()
    {
        // The help desk reopens two seconds after the comment.
        var levels = new Story("02 09:00").Agent("02 10:00").Status("02 10:00", "solved").Customer("02 11:00:00").Status("02 11:00:02", "open").Agent("02 11:30:00")
            .Derive("05 00:00", Promise((NextReplyTime, Hour)));

        Assert.Equal((At("02 11:00"), 1800, 2), (levels.Clock(NextReplyTime).StartedAt, levels.Clock(NextReplyTime).BusinessSeconds, levels.Clock(NextReplyTime).Cycle));
    }

    [Fact]
    public void NextReply_SolveWithoutAnswer_FulfilsIt()
    {
        var clock = new Story("02 09:00").Agent("02 09:30").Customer("02 10:00").Status("02 10:20", "solved").Derive("05 00:00", Promise((NextReplyTime, Hour))).Clock(NextReplyTime);

        Assert.Equal((ClosedBy.Solve, 1200, false), (clock.ClosedBy, clock.BusinessSeconds, clock.EntersPercentiles));
    }

    [Fact]
    public void FirstResolution_ClosedWithoutSolved_IsTheClose()
    {
        var levels = new Story("02 09:00").Status("02 11:00", "closed").Derive("05 00:00", ServiceLevelRules.None);

        Assert.Equal(2 * Hour, levels.Clock(FirstResolutionTime).WallClockSeconds);
        Assert.False(levels.Clock(FullResolutionTime).IsProvisional);
        Assert.Equal(0, levels.Reopens);
    }

    [Fact]
    public void FullResolution_WhileReopened_IsOpen()
    {
        var levels = new Story("02 09:00").Status("02 10:00", "solved").Status("02 12:00", "open").Derive("02 13:00", ServiceLevelRules.None);

        Assert.Equal((ClockState.Closed, ClockState.Active), (levels.Clock(FirstResolutionTime).State, levels.Clock(FullResolutionTime).State));
        Assert.Null(levels.Clock(FullResolutionTime).ClosedAt);
    }

    [Fact]
    public void ClosedAfterSolved_ChangesNothingButProvisional()
    {
        var levels = new Story("02 09:00").Status("02 10:00", "solved").Status("06 10:00", "closed").Derive("09 00:00", ServiceLevelRules.None);

        Assert.Equal((Hour, false, 0), (levels.Clock(FullResolutionTime).WallClockSeconds, levels.Clock(FullResolutionTime).IsProvisional, levels.Reopens));
        Assert.Single(levels.SolvedAt);
    }

    [Fact]
    public void Unsolved_SpansAnswerTheBacklogAtAnInstant()
    {
        var levels = new Story("02 09:00").Status("02 10:00", "solved").Status("03 12:00", "open").Derive("05 00:00", ServiceLevelRules.None);

        Assert.Equal([new UnsolvedSpan(At("02 09:00"), At("02 10:00")), new UnsolvedSpan(At("03 12:00"), null)], levels.Unsolved);
        Assert.Equal([true, false, false, true], new[] { "02 09:00", "02 10:00", "03 11:59:59", "03 12:00" }.Select(at => levels.Unsolved.Any(span => span.Contains(At(at)))));
    }

    [Fact]
    public void Derive_AsOf_SeesNothingLater()
    {
        // As of 10:00 the ticket is unanswered and open, whatever happened afterwards.
        var levels = Worked().Derive("02 10:30", Promise((FirstReplyTime, 4 * Hour)));

        Assert.Equal((Verdict.Open, 5400), (levels.Clock(FirstReplyTime).Verdict, levels.Clock(FirstReplyTime).BusinessSeconds));
        Assert.Empty(levels.SolvedAt);
        Assert.Empty(Worked().Derive("01 00:00", ServiceLevelRules.None).Clocks);
    }

    [Fact]
    public void Derive_EventsInAnyOrder_GiveTheSameClocks()
    {
        var history = Worked().History();
        var machine = new ClockMachine(Promise((FirstReplyTime, Hour), (RequesterWaitTime, Hour)));
        var expected = machine.Derive(history, At("05 00:00"));

        for (var seed = 0; seed < 20; seed++)
        {
            var shuffled = history.Events.ToArray();
            new Random(seed).Shuffle(shuffled);
            var actual = machine.Derive(history with { Events = shuffled }, At("05 00:00"));
            Assert.Equal(expected.Clocks, actual.Clocks);
            Assert.Equal(expected.Unsolved, actual.Unsolved);
        }
    }

    [Fact]
    public void Derive_WallClockPolicy_IsJudgedRoundTheClock()
    {
        // Friday 16:00 + 20 h round the clock = Saturday 12:00; in business hours it would be Tuesday.
        var rules = new ServiceLevelRules(
            [new SlaPolicyDefinition { Code = "p", CalendarCode = "office", InBusinessHours = false, Targets = new Dictionary<ClockMetric, long> { [FirstReplyTime] = 20 * Hour } }], [Calendars.Office()]);
        var clock = new Story("06 16:00").Agent("09 10:00").Derive("20 00:00", rules).Clock(FirstReplyTime);

        Assert.Equal((At("07 12:00"), At("07 12:00"), At("07 12:00:01")), (clock.DueFill, clock.DueNext, clock.BreachedAt));
        Assert.Equal((2 * Hour, 66 * Hour, 66 * Hour, false), (clock.BusinessSeconds, clock.WallClockSeconds, clock.JudgedSeconds, clock.JudgedInBusinessHours));
    }

    [Fact]
    public void Derive_DueReachedWhenThePauseBegins_RollsToWhenItEnds()
    {
        // One hour target: open 09–10, pending 10–12, open from 12: due 10:00, next 12:00; breached at 12:00:01.
        var clock = new Story("02 09:00", "open").Status("02 10:00", "pending").Status("02 12:00", "open").Derive("02 13:00", Promise((RequesterWaitTime, Hour))).Clock(RequesterWaitTime);

        Assert.Equal((At("02 10:00"), At("02 12:00"), At("02 12:00:01")), (clock.DueFill, clock.DueNext, clock.BreachedAt));
    }

    [Fact]
    public void Derive_PausingEarlier_NeverIncreasesElapsed()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var times = Enumerable.Range(0, 6).Select(_ => random.Next(0, 5 * 86_400)).Order().ToArray();
            string Text(int second) => (Instant.FromUtc(2026, 11, 2, 0, 0) + Duration.FromSeconds(second)).ToString("dd HH:mm:ss", null);
            var running = new Story("02 00:00", "open").Status(Text(times[5]), "solved");
            var pausing = new Story("02 00:00", "open").Status(Text(times[0]), "pending").Status(Text(times[1]), "open").Status(Text(times[2]), "on_hold").Status(Text(times[3]), "open").Status(Text(times[5]), "solved");
            foreach (var metric in new[] { RequesterWaitTime, AgentWorkTime, TotalResolutionTime })
            {
                var with = pausing.Derive("20 00:00", Promise((metric, Hour))).Clock(metric);
                var without = running.Derive("20 00:00", Promise((metric, Hour))).Clock(metric);
                Assert.InRange(with.BusinessSeconds, 0, without.BusinessSeconds);
                Assert.Equal(with.JudgedSeconds > Hour, with.BreachedAt is not null);
            }
        }
    }
}
