using Insights.Analytics.Metrics.ServiceLevels;
using Xunit;
using static Insights.Analytics.Metrics.ServiceLevels.ClockMetric;
using static Insights.Analytics.Tests.Metrics.ServiceLevels.Story;
using static Insights.Analytics.Tests.Metrics.ServiceLevels.StoryReading;

namespace Insights.Analytics.Tests.Metrics.ServiceLevels;

/// <summary>One test for each edge-case rule of the service-level reference, worked by hand.</summary>
public sealed class ClockEdgeCaseTests
{
    private const long Hour = 3600;

    [Theory]
    [InlineData("03 09:00:00", nameof(Verdict.Met))]
    [InlineData("03 09:00:01", nameof(Verdict.Breached))]
    public void DueOnClosingTime_ReplyBeforeTheNextOpening_IsNeverABreach(string reply, string verdict)
    {
        var expected = Enum.Parse<Verdict>(verdict);
        // Monday 09:00 + 480 min = Monday 17:00 shown; the target's second 28,801 passes Tuesday 09:00:01.
        var clock = new Story("02 09:00").Agent(reply).Derive("05 00:00", Promise((FirstReplyTime, 480 * 60))).Clock(FirstReplyTime);

        Assert.Equal((At("02 17:00"), At("03 09:00"), At("02 17:00")), (clock.DueFill, clock.DueNext, clock.OriginalDue));
        Assert.Equal(expected, clock.Verdict);
        Assert.Equal(expected == Verdict.Breached ? At("03 09:00:01") : null, clock.BreachedAt);
    }

    [Theory]
    [InlineData("02 10:00:00", nameof(Verdict.Met), 3600)]
    [InlineData("02 10:00:01", nameof(Verdict.Breached), 3601)]
    public void ExactlyOnTarget_IsMet(string reply, string verdict, long seconds)
    {
        var expected = Enum.Parse<Verdict>(verdict);
        var clock = new Story("02 09:00").Agent(reply).Derive("05 00:00", Promise((FirstReplyTime, Hour))).Clock(FirstReplyTime);

        Assert.Equal((expected, seconds), (clock.Verdict, clock.BusinessSeconds));
    }

    [Fact]
    public void Rounding_SegmentsAreSummedInWholeSeconds()
    {
        // Open 09:00:00–09:00:59, pending, open 10:00:00–10:00:59: 59 + 59 = 118 s. Cut to minutes each time it would be 0.
        var clock = new Story("02 09:00", "open").Status("02 09:00:59", "pending").Status("02 10:00:00", "open").Status("02 10:00:59", "solved")
            .Derive("05 00:00", Promise((RequesterWaitTime, Hour))).Clock(RequesterWaitTime);

        Assert.Equal((118, 118, 3541), (clock.BusinessSeconds, clock.WallClockSeconds, clock.PendingSeconds));
    }

    [Fact]
    public void Reopen_FreezesTheFirstVerdictAndStartsANewCycle()
    {
        // Cycle 1: 09:00–10:00 = 1 h of 2 h, met. Solved until 12:00 counts nowhere. Cycle 2: 12:00–15:00 = 3 h, breached at 14:00:01.
        var levels = new Story("02 09:00").Status("02 10:00", "solved").Status("02 12:00", "open").Status("02 15:00", "solved")
            .Derive("05 00:00", Promise((TotalResolutionTime, 2 * Hour)));

        var first = levels.Clock(TotalResolutionTime, 1);
        var second = levels.Clock(TotalResolutionTime, 2);
        Assert.Equal((Verdict.Met, Hour, At("02 10:00")), (first.Verdict, first.BusinessSeconds, first.DecidedAt));
        Assert.Equal((Verdict.Breached, 3 * Hour, At("02 14:00:01"), 2), (second.Verdict, second.BusinessSeconds, second.BreachedAt, second.Cycle));
        Assert.Equal(Hour, levels.Clock(FirstResolutionTime).BusinessSeconds);
        Assert.Equal(6 * Hour, levels.Clock(FullResolutionTime).BusinessSeconds);
        Assert.True(levels.Clock(FullResolutionTime).IsProvisional);
        Assert.Equal(1, levels.Reopens);
        Assert.Equal([At("02 10:00"), At("02 15:00")], levels.SolvedAt);
    }

    [Fact]
    public void Reopen_BeforeAndAfterIt_TheFirstCyclesClockIsTheSame()
    {
        var story = new Story("02 09:00").Status("02 10:00", "solved").Status("02 12:00", "open");

        var before = story.Derive("02 11:00", Promise((TotalResolutionTime, 2 * Hour))).Clock(TotalResolutionTime);
        var after = story.Derive("06 00:00", Promise((TotalResolutionTime, 2 * Hour))).Clock(TotalResolutionTime);

        Assert.Equal(before, after);
    }

    [Fact]
    public void GroupChange_NeverResetsTheClock()
    {
        // 09:00–13:00 = 4 h with a hand-over at 11:00.
        var clock = new Story("02 09:00").Team("02 11:00", "billing").Agent("02 13:00").Derive("05 00:00", Promise((FirstReplyTime, 3 * Hour))).Clock(FirstReplyTime);

        Assert.Equal((4 * Hour, Verdict.Breached, At("02 12:00:01")), (clock.BusinessSeconds, clock.Verdict, clock.BreachedAt));
    }

    [Fact]
    public void SlaAppliedLate_FirstReplyCountsFromCreation()
    {
        // The policy matches from 12:00 on, when the priority becomes urgent: 3 h are gone already, the reply at 13:00 makes 4 h.
        var rules = new ServiceLevelRules(
            [new SlaPolicyDefinition { Code = "urgent", CalendarCode = "office", Match = new() { Priority = ["urgent"] }, Targets = new Dictionary<ClockMetric, long> { [FirstReplyTime] = 2 * Hour } }],
            [Calendars.Office()]);
        var clock = new Story("02 09:00").Priority("02 12:00", "urgent").Agent("02 13:00").Derive("05 00:00", rules).Clock(FirstReplyTime);

        Assert.Equal((4 * Hour, Verdict.Breached, "urgent"), (clock.BusinessSeconds, clock.Verdict, clock.PolicyCode));
    }

    [Fact]
    public void MergedTicket_LeavesEveryRate()
    {
        // Even the reply that was in time before the merge: the other ticket is the case.
        var levels = new Story("02 09:00").Agent("02 09:30").Merged("02 11:00").Derive("05 00:00", Promise((FirstReplyTime, Hour), (TotalResolutionTime, Hour)));

        Assert.All(levels.Clocks, clock => Assert.Equal((Verdict.Excluded, "merged", false), (clock.Verdict, clock.ExcludedBecause, clock.EntersPercentiles)));
        Assert.Equal((ClosedBy.Merge, At("02 11:00"), ClockState.Closed), (levels.Clock(TotalResolutionTime).ClosedBy, levels.Clock(TotalResolutionTime).ClosedAt, levels.Clock(TotalResolutionTime).State));
        Assert.Equal([new UnsolvedSpan(At("02 09:00"), At("02 11:00"))], levels.Unsolved);
    }

    [Fact]
    public void MergedTicket_KnownOnlyFromItsRow_IsExcludedToo()
    {
        var levels = new Story("02 09:00") { IsMerged = true }.Derive("05 00:00", Promise((FirstReplyTime, Hour)));

        Assert.Equal(Verdict.Excluded, levels.Clock(FirstReplyTime).Verdict);
    }

    [Fact]
    public void ReplyToAClosedTicket_StartsNothingThere_AndItsFollowUpHasClocksOfItsOwn()
    {
        var rules = Promise((FirstReplyTime, Hour), (NextReplyTime, Hour), (TotalResolutionTime, 4 * Hour));
        // Replied after 30 min, solved after 2 h, closed Tuesday. Wednesday 10:00 the customer writes to it: the follow-up of that second is the new case.
        var closed = new Story("02 09:00").Agent("02 09:30").Status("02 11:00", "solved").Status("03 09:00", "closed");
        var before = closed.Derive("04 09:59", rules);
        var after = closed.Customer("04 10:00").Derive("06 00:00", rules);
        // Answered 10:00–12:30, 2.5 h of a promised hour: breached a second after 11:00. Counted from the old ticket it would be two days.
        var followUp = new Story("04 10:00").Agent("04 12:30").Derive("06 00:00", rules).Clock(FirstReplyTime);

        Assert.Equal(before.Clocks.Select(Says), after.Clocks.Select(Says));
        Assert.False(after.Has(NextReplyTime));
        Assert.Equal((Verdict.Met, 2 * Hour), (after.Clock(TotalResolutionTime).Verdict, after.Clock(TotalResolutionTime).BusinessSeconds));
        Assert.Equal((0, 1, At("04 10:00")), (after.Reopens, after.ClosedReplies, after.LastClosedReply));
        Assert.Equal((Verdict.Breached, 9000L, At("04 11:00:01")), (followUp.Verdict, followUp.BusinessSeconds, followUp.BreachedAt));

        static (ClockMetric, int, Verdict, long, long, object?) Says(Clock clock) => (clock.Metric, clock.Instance, clock.Verdict, clock.BusinessSeconds, clock.WallClockSeconds, clock.ClosedAt);
    }

    [Fact]
    public void SolvedWithoutReply_FulfilsTheReplyClocksAndStaysOutOfPercentiles()
    {
        var clock = new Story("02 09:00").Status("02 09:30", "solved").Derive("05 00:00", Promise((FirstReplyTime, Hour))).Clock(FirstReplyTime);

        Assert.Equal((ClosedBy.Solve, Verdict.Met, false), (clock.ClosedBy, clock.Verdict, clock.EntersPercentiles));
    }

    [Fact]
    public void SolvedInTheSameSecondAsTheReply_IsAReply()
    {
        // The source lists the status first; a comment sent with "solved" is a reply all the same.
        var clock = new Story("02 09:00").Status("02 09:30", "solved").Agent("02 09:30").Derive("05 00:00", Promise((FirstReplyTime, Hour))).Clock(FirstReplyTime);

        Assert.Equal((ClosedBy.Reply, true), (clock.ClosedBy, clock.EntersPercentiles));
    }

    [Fact]
    public void BotAutomaticAndPrivateComments_StopNothing()
    {
        var clock = new Story("02 09:00").Bot("02 09:01").Automatic("02 09:02").Note("02 09:03").Customer("02 09:04").Agent("02 11:00")
            .Derive("05 00:00", Promise((FirstReplyTime, Hour))).Clock(FirstReplyTime);

        Assert.Equal((2 * Hour, ClosedBy.Reply), (clock.BusinessSeconds, clock.ClosedBy));
    }

    [Fact]
    public void TicketCreatedByAnAgent_TheSecondReplyStopsTheClock()
    {
        var clock = new Story("02 09:00", by: ActorKind.Agent).Agent("02 09:00").Customer("02 10:00").Agent("02 11:00")
            .Derive("05 00:00", Promise((FirstReplyTime, 3 * Hour))).Clock(FirstReplyTime);

        Assert.Equal((2 * Hour, Verdict.Met), (clock.BusinessSeconds, clock.Verdict));
    }

    [Fact]
    public void TicketCreatedByAnAgent_WithoutASecondReply_IsOpen()
    {
        var clock = new Story("02 09:00", by: ActorKind.Agent).Agent("02 09:00").Derive("02 10:00", Promise((FirstReplyTime, 3 * Hour))).Clock(FirstReplyTime);

        Assert.Equal((Verdict.Open, null), (clock.Verdict, clock.ClosedAt));
    }

    [Theory]
    [InlineData("02 10:00:00", nameof(Verdict.Open))]
    [InlineData("02 10:00:01", nameof(Verdict.Breached))]
    [InlineData("09 00:00:00", nameof(Verdict.Breached))]
    public void StillOpen_CountsAsBreachedFromTheInstantOfBreach(string asOf, string verdict)
    {
        var expected = Enum.Parse<Verdict>(verdict);
        var clock = new Story("02 09:00").Derive(asOf, Promise((FirstReplyTime, Hour))).Clock(FirstReplyTime);

        Assert.Equal((expected, ClockState.Active), (clock.Verdict, clock.State));
        Assert.Equal(expected == Verdict.Breached ? At("02 10:00:01") : null, clock.DecidedAt);
    }

    [Fact]
    public void CreatedInAPausingStatus_StartsPaused()
    {
        // Pending 09:00–11:00, open 11:00–12:00, solved: one hour counts.
        var story = new Story("02 09:00", "pending").Status("02 11:00", "open").Status("02 12:00", "solved");

        Assert.Equal(ClockState.Paused, story.Derive("02 10:00", Promise((RequesterWaitTime, Hour))).Clock(RequesterWaitTime).State);
        var clock = story.Derive("05 00:00", Promise((RequesterWaitTime, Hour))).Clock(RequesterWaitTime);
        Assert.Equal((Hour, 2 * Hour, Verdict.Met), (clock.BusinessSeconds, clock.PendingSeconds, clock.Verdict));
        Assert.Equal((At("02 10:00"), At("02 12:00")), (clock.OriginalDue, clock.DueFill));
    }

    [Fact]
    public void TwoPausesInTheSameMinute_BothCount()
    {
        // 09:00–10:00 with pauses of 10 s and 20 s inside 09:30: 3,570 s.
        var clock = new Story("02 09:00", "open")
            .Status("02 09:30:00", "pending").Status("02 09:30:10", "open").Status("02 09:30:20", "pending").Status("02 09:30:40", "open").Status("02 10:00", "solved")
            .Derive("05 00:00", Promise((RequesterWaitTime, Hour))).Clock(RequesterWaitTime);

        Assert.Equal((3570, 30), (clock.BusinessSeconds, clock.PendingSeconds));
    }

    [Fact]
    public void StopBeforeStart_IsZeroSecondsAndAFinding()
    {
        var levels = new Story("02 09:00").Agent("02 08:00").Derive("05 00:00", Promise((FirstReplyTime, Hour)));

        Assert.Equal((0, Verdict.Met), (levels.Clock(FirstReplyTime).BusinessSeconds, levels.Clock(FirstReplyTime).Verdict));
        Assert.True(levels.Findings.HasFlag(HistoryFindings.StopBeforeStart));
    }

    [Fact]
    public void MissingStatusHistory_IsUnmeasuredAndNeverZero()
    {
        // The row says solved, the events know nothing of it.
        var levels = new Story("02 09:00") { CurrentStatus = TicketStatus.Solved, ReportedSolvedAt = At("03 10:00") }.Derive("05 00:00", Promise((FirstReplyTime, Hour), (TotalResolutionTime, Hour)));

        Assert.Equal(Verdict.Unmeasured, levels.Clock(TotalResolutionTime).Verdict);
        Assert.Equal(Verdict.Unmeasured, levels.Clock(FirstReplyTime).Verdict);
        Assert.False(levels.Clock(FullResolutionTime).EntersPercentiles);
        Assert.True(levels.Findings.HasFlag(HistoryFindings.MissingStatusHistory));
        // The ticket still counts in the backlog and in what was solved, by its own dates.
        Assert.Equal([new UnsolvedSpan(At("02 09:00"), At("03 10:00"))], levels.Unsolved);
        Assert.Equal([At("03 10:00")], levels.SolvedAt);
    }

    [Fact]
    public void NoHistoryAtAll_IsUnmeasured()
    {
        var levels = new ClockMachine(Promise((FirstReplyTime, Hour))).Derive(new Story("02 09:00").History(withEvents: false), At("05 00:00"));

        Assert.Equal((Verdict.Unmeasured, true), (levels.Clock(FirstReplyTime).Verdict, levels.Clock(FirstReplyTime).CountsInAttainment));
        Assert.Equal([new UnsolvedSpan(At("02 09:00"), null)], levels.Unsolved);
    }

    [Fact]
    public void MissingStatusHistory_AReplyThatWasSeenIsMeasured()
    {
        var levels = new Story("02 09:00") { CurrentStatus = TicketStatus.Solved }.Agent("02 09:30").Derive("05 00:00", Promise((FirstReplyTime, Hour)));

        Assert.Equal((Verdict.Met, 1800), (levels.Clock(FirstReplyTime).Verdict, levels.Clock(FirstReplyTime).BusinessSeconds));
    }

    [Fact]
    public void SourceWithoutComments_ReplyClocksAreUnmeasured()
    {
        var levels = new Story("02 09:00") { Coverage = HistoryCoverage.Statuses }.Status("02 12:00", "solved").Derive("05 00:00", Promise((FirstReplyTime, Hour), (TotalResolutionTime, 4 * Hour)));

        Assert.Equal((Verdict.Unmeasured, Verdict.Met), (levels.Clock(FirstReplyTime).Verdict, levels.Clock(TotalResolutionTime).Verdict));
    }

    [Fact]
    public void NoPolicyMatched_IsCountedAsSuch()
    {
        var rules = new ServiceLevelRules(
            [new SlaPolicyDefinition { Code = "urgent", Match = new() { Priority = ["urgent"] }, Targets = new Dictionary<ClockMetric, long> { [FirstReplyTime] = Hour } }], [], Calendars.Office());
        var levels = new Story("02 09:00").Agent("02 10:00").Derive("05 00:00", rules);

        Assert.Equal((Verdict.NoPolicy, true, Hour), (levels.Clock(FirstReplyTime).Verdict, levels.Clock(FirstReplyTime).CountsInAttainment, levels.Clock(FirstReplyTime).BusinessSeconds));
        // Nobody promises a total resolution time, so this ticket misses no promise there.
        Assert.Equal((Verdict.NoTarget, false), (levels.Clock(TotalResolutionTime).Verdict, levels.Clock(TotalResolutionTime).CountsInAttainment));
    }

    [Fact]
    public void ExemptTicket_IsExcludedWithItsReason()
    {
        var clock = new Story("02 09:00") { Exemption = new("network outage at the acquirer", "lead@example.com") }.Agent("02 15:00")
            .Derive("05 00:00", Promise((FirstReplyTime, Hour))).Clock(FirstReplyTime);

        Assert.Equal((Verdict.Excluded, "network outage at the acquirer"), (clock.Verdict, clock.ExcludedBecause));
    }

    [Fact]
    public void SubSecondTimestamps_AreCutOncePerInstant()
    {
        // 09:00:00.9 → 09:00:00 and 10:00:00.1 → 10:00:00: 3,600 s, not 3,599.2 s cut to 3,599.
        var created = At("02 09:00") + NodaTime.Duration.FromMilliseconds(900);
        var history = new TicketHistory
        {
            CreatedAt = created,
            Events = [new(created, HistoryKind.Created), new(At("02 10:00") + NodaTime.Duration.FromMilliseconds(100), HistoryKind.Comment, ActorKind.Agent, true)],
        };

        Assert.Equal(3600, new ClockMachine(Promise((FirstReplyTime, Hour))).Derive(history, At("05 00:00")).Clock(FirstReplyTime).BusinessSeconds);
    }

    [Fact]
    public void UnmappedStatus_IsAFindingAndNeverSilentlyOpen()
    {
        // "waiting_vendor" is not mapped: the pending status before it goes on holding the clock.
        var levels = new Story("02 09:00", "open").Status("02 10:00", "pending").Status("02 11:00", "waiting_vendor").Status("02 12:00", "solved")
            .Derive("05 00:00", Promise((RequesterWaitTime, Hour)));

        Assert.Equal(Hour, levels.Clock(RequesterWaitTime).BusinessSeconds);
        Assert.True(levels.Findings.HasFlag(HistoryFindings.UnmappedStatus));
    }
}
