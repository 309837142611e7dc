using Insights.Analytics.Metrics.ServiceLevels;
using Xunit;
using static Insights.Analytics.Metrics.ServiceLevels.ClockMetric;
using static Insights.Analytics.Tests.Metrics.ServiceLevels.Story;

namespace Insights.Analytics.Tests.Metrics.ServiceLevels;

/// <summary>Regular updates, what teams promise each other and what suppliers promise us. November 2026, the 2nd is a Monday; the desk works 9 to 17 UTC.</summary>
public sealed class ClockPromiseTests
{
    private const long Hour = 3600;

    private static ServiceLevelRules Rules(params SlaPolicyDefinition[] policies) => new(policies, [Calendars.Office()], Calendars.Office());

    private static SlaPolicyDefinition Policy(string code, PolicyMatch match, params (ClockMetric Metric, long Seconds)[] targets) => new()
    {
        Code = code,
        CalendarCode = "office",
        Match = match,
        Targets = targets.ToDictionary(each => each.Metric, each => each.Seconds),
    };

    [Fact]
    public void PeriodicUpdate_FromEachReplyToTheNext_PendingCountsToo()
    {
        // Replies Mon 10:00, Mon 14:00 and Tue 12:00; pending from Mon 11:00 to 13:00. 1st: 4 h; 2nd: 3 h on Monday + 3 h on Tuesday = 6 h, over 5 h at Tue 11:00:01.
        var levels = new Story("02 09:00").Agent("02 10:00").Status("02 11:00", "pending").Status("02 13:00", "open").Agent("02 14:00").Agent("03 12:00")
            .Derive("03 13:00", StoryReading.Promise((PeriodicUpdateTime, 5 * Hour)));

        Assert.Equal((4 * Hour, Verdict.Met), (levels.Clock(PeriodicUpdateTime).BusinessSeconds, levels.Clock(PeriodicUpdateTime).Verdict));
        var second = levels.Clock(PeriodicUpdateTime, 2);
        Assert.Equal((6 * Hour, Verdict.Breached, At("03 11:00:01")), (second.BusinessSeconds, second.Verdict, second.BreachedAt));
        // The third runs since Tue 12:00.
        Assert.Equal((Hour, Verdict.Open), (levels.Clock(PeriodicUpdateTime, 3).BusinessSeconds, levels.Clock(PeriodicUpdateTime, 3).Verdict));
        Assert.False(levels.Has(PausableUpdateTime));
    }

    [Fact]
    public void PausableUpdate_WaitingForTheCustomer_StandsStill()
    {
        // The same first exchange: 10:00 to 14:00 less two hours pending.
        var levels = new Story("02 09:00").Agent("02 10:00").Status("02 11:00", "pending").Status("02 13:00", "open").Agent("02 14:00")
            .Derive("02 15:00", StoryReading.Promise((PausableUpdateTime, 5 * Hour)));

        Assert.Equal((2 * Hour, 2 * Hour), (levels.Clock(PausableUpdateTime).BusinessSeconds, levels.Clock(PausableUpdateTime).PendingSeconds));
    }

    [Fact]
    public void PeriodicUpdate_Solve_EndsTheClock_AndALastReplyWithItLeavesNone()
    {
        var rules = StoryReading.Promise((PeriodicUpdateTime, 5 * Hour));
        var solved = new Story("02 09:00").Agent("02 10:00").Status("02 12:00", "solved").Derive("02 13:00", rules).Clock(PeriodicUpdateTime);
        Assert.Equal((2 * Hour, ClosedBy.Solve, false), (solved.BusinessSeconds, solved.ClosedBy, solved.EntersPercentiles));

        var together = new Story("02 09:00").Agent("02 12:00").Status("02 12:00", "solved").Derive("02 13:00", rules);
        Assert.False(together.Has(PeriodicUpdateTime));
    }

    [Fact]
    public void Updates_NobodyPromisedThem_HaveNoClock() =>
        Assert.False(new Story("02 09:00").Agent("02 10:00").Derive("02 13:00", StoryReading.Promise((FirstReplyTime, Hour))).Has(PeriodicUpdateTime));

    [Fact]
    public void GroupOwnership_EachStayInATeamIsAClock_JudgedByThatTeamsPromise()
    {
        // Tier 1 promised 2 h and takes 09:00–10:30; payments promised 1 h and takes 10:30–12:00, over at 11:30:01; a stay in a team without promise has no clock.
        var rules = Rules(
            Policy("everyone", PolicyMatch.Everything, (FirstReplyTime, 8 * Hour)),
            Policy("ola-first", new() { Team = ["first line"] }, (GroupOwnershipTime, 2 * Hour)),
            Policy("ola-payments", new() { Team = ["payments"] }, (GroupOwnershipTime, Hour)));
        var levels = new Story("02 09:00") { Attributes = new("normal", Team: "back office") }
            .Team("02 09:00", "first line").Team("02 10:30", "payments").Team("02 12:00", "back office").Derive("02 13:00", rules);

        var first = levels.Clock(GroupOwnershipTime);
        var second = levels.Clock(GroupOwnershipTime, 2);
        Assert.Equal(("first line", "ola-first", 5400L, Verdict.Met, ClosedBy.Leave), (first.Team, first.PolicyCode, first.BusinessSeconds, first.Verdict, first.ClosedBy));
        Assert.Equal(("payments", "ola-payments", 5400L, Verdict.Breached, At("02 11:30:01")), (second.Team, second.PolicyCode, second.BusinessSeconds, second.Verdict, second.BreachedAt));
        Assert.False(levels.Has(GroupOwnershipTime, 3));
        // The teams' policies come first in no list of the customer's.
        Assert.Equal(("everyone", 8 * Hour), (levels.Clock(FirstReplyTime).PolicyCode, levels.Clock(FirstReplyTime).TargetSeconds));
    }

    [Fact]
    public void GroupOwnership_PolicyOfATeamStandsFirst_CustomersPromiseStillHolds()
    {
        var rules = Rules(
            Policy("ola", new() { Team = ["first line"] }, (GroupOwnershipTime, 2 * Hour)),
            Policy("everyone", PolicyMatch.Everything, (FirstReplyTime, 8 * Hour)));

        var clock = new Story("02 09:00") { Attributes = new("normal", Team: "first line") }.Derive("02 10:00", rules).Clock(FirstReplyTime);

        Assert.Equal("everyone", clock.PolicyCode);
    }

    [Fact]
    public void GroupOwnership_SolveEndsTheStay_AndAReopenBeginsAnother()
    {
        var rules = Rules(Policy("ola", new() { Team = ["first line"] }, (GroupOwnershipTime, 2 * Hour)));
        var levels = new Story("02 09:00") { Attributes = new("normal", Team: "first line") }
            .Status("02 10:00", "solved").Status("02 12:00", "open").Derive("02 13:00", rules);

        Assert.Equal((Hour, ClosedBy.Solve, Verdict.Met), (levels.Clock(GroupOwnershipTime).BusinessSeconds, levels.Clock(GroupOwnershipTime).ClosedBy, levels.Clock(GroupOwnershipTime).Verdict));
        Assert.Equal((Hour, ClockState.Active, Verdict.Open), (levels.Clock(GroupOwnershipTime, 2).BusinessSeconds, levels.Clock(GroupOwnershipTime, 2).State, levels.Clock(GroupOwnershipTime, 2).Verdict));
        // Solved in the last second that is read.
        Assert.Equal(ClosedBy.Solve, new Story("02 09:00") { Attributes = new("normal", Team: "first line") }.Status("02 10:00", "solved").Derive("02 10:00", rules).Clock(GroupOwnershipTime).ClosedBy);
    }

    [Fact]
    public void ThirdParty_EachWaitIsAClock_WithThatPartysTargetAndCalendar()
    {
        // The acquirer promised 4 h round the clock: Mon 16:00 to Mon 20:30 is 4.5 h, over at 20:00:01. Waiting for the vendor is nobody's promise.
        var acquirer = Policy("uc-acquirer", new() { ThirdParty = ["acquirer"] }, (ThirdPartyTime, 4 * Hour)) with { InBusinessHours = false };
        var levels = new Story("02 09:00").Status("02 10:00", "on_hold", "vendor").Status("02 11:00", "open")
            .Status("02 16:00", "on_hold", "acquirer").Status("02 20:30", "open").Status("03 09:00", "on_hold", "acquirer").Derive("03 10:00", Rules(acquirer));

        var late = levels.Clock(ThirdPartyTime, 2);
        Assert.Equal(("acquirer", 4 * Hour + 1800, Verdict.Breached, At("02 20:00:01")), (late.HoldReason, late.WallClockSeconds, late.Verdict, late.BreachedAt));
        Assert.Equal((Verdict.Open, ClockState.Active), (levels.Clock(ThirdPartyTime, 3).Verdict, levels.Clock(ThirdPartyTime, 3).State));
        Assert.Equal(2, levels.Clocks.Count(clock => clock.Metric == ThirdPartyTime));
    }

    [Fact]
    public void Shares_AddUpToTheWholeStretch_ByWhomItWaitedOn()
    {
        // Mon 09:00 to Tue 10:00 = 25 h: open 09–11 (2 h us), pending 11–13 (2 h customer), vendor 13–14 (1 h), acquirer 14–15 (1 h),
        // open 15:00–Tue 10:00 = 19 h of which 15–17 and 9–10 are ours (3 h) and 16 h lie outside.
        var clock = new Story("02 09:00").Status("02 11:00", "pending").Status("02 13:00", "on_hold", "vendor").Status("02 14:00", "on_hold", "acquirer")
            .Status("02 15:00", "open").Status("03 10:00", "solved").Derive("03 12:00", StoryReading.Promise((TotalResolutionTime, 100 * Hour))).Clock(TotalResolutionTime);

        Assert.Equal(new TimeShares(Agent: 5 * Hour, Vendor: Hour, Customer: 2 * Hour, ThirdParty: Hour, OffHours: 16 * Hour), clock.Shares);
        Assert.Equal(25 * Hour, clock.Shares.Total);
        Assert.Null(clock.BreachCause);
    }

    [Theory]
    // Target 4 h, all statuses count, pending 10–14: breached 13:00:01 after 1 h of ours and 3 h of the customer's.
    [InlineData("pending", null, nameof(TimeOwner.Customer))]
    [InlineData("on_hold", "vendor", nameof(TimeOwner.Vendor))]
    [InlineData("on_hold", "network", nameof(TimeOwner.ThirdParty))]
    [InlineData("open", null, nameof(TimeOwner.Agent))]
    public void BreachCause_IsWhoUsedMostOfTheTarget(string status, string? reason, string cause)
    {
        var clock = new Story("02 09:00").Status("02 10:00", status, reason).Status("02 14:00", "open").Derive("03 09:00", StoryReading.Promise((FirstReplyTime, 4 * Hour)))
            .Clock(FirstReplyTime);

        Assert.Equal((Verdict.Breached, At("02 13:00:01"), (TimeOwner?)Enum.Parse<TimeOwner>(cause)), (clock.Verdict, clock.BreachedAt, clock.BreachCause));
    }

    [Fact]
    public void BreachCause_PausesNeverUseTheTarget()
    {
        // agent_work_time pauses while pending: however long the customer took, the two hours over were ours.
        var clock = new Story("02 09:00").Status("02 10:00", "pending").Status("05 09:00", "open").Status("05 13:00", "solved")
            .Derive("05 14:00", StoryReading.Promise((AgentWorkTime, 2 * Hour))).Clock(AgentWorkTime);

        Assert.Equal((TimeOwner?)TimeOwner.Agent, clock.BreachCause);
    }

    [Fact]
    public void BreachCause_OffHoursOnlyWhereThePromiseIsRoundTheClock()
    {
        var roundTheClock = new ServiceLevelRules(
            [new SlaPolicyDefinition { Code = "all", CalendarCode = "office", InBusinessHours = false, Targets = new Dictionary<ClockMetric, long> { [FirstReplyTime] = 12 * Hour } }],
            [Calendars.Office()]);
        // Asked Mon 16:00: one open hour, then the night; 12 h are over at 04:00:01.
        Assert.Equal((TimeOwner?)TimeOwner.OffHours, new Story("02 16:00").Derive("03 09:00", roundTheClock).Clock(FirstReplyTime).BreachCause);
        Assert.Equal((TimeOwner?)TimeOwner.Agent, new Story("02 16:00").Derive("06 09:00", StoryReading.Promise((FirstReplyTime, 12 * Hour))).Clock(FirstReplyTime).BreachCause);
    }

    [Fact]
    public void Policies_ReadThirdPartyAndWarnings_AndRefuseNonsense()
    {
        var policy = SlaPolicyDefinition.ParseAll("""{"code":"uc","match":{"third_party":"acquirer"},"targets":{"third_party_time":14400},"warn_at":[0.9,0.5]}""")[0];
        Assert.Equal(["acquirer"], policy.Match.ThirdParty!);
        Assert.Equal([0.5, 0.9], policy.WarnAt);
        Assert.Equal([0.8], SlaPolicyDefinition.ParseAll("""{"code":"a","targets":{"first_reply_time":60}}""")[0].WarnAt);
        foreach (var shares in (string[])["[]", "[1]", "[0]", "0.8", "[\"a\"]"])
        {
            var problem = Assert.Throws<CalendarException>(() => SlaPolicyDefinition.ParseAll("""{"code":"a","targets":{"first_reply_time":60},"warn_at":""" + shares + "}"));
            Assert.Contains("warn_at", problem.Message, StringComparison.Ordinal);
        }
    }
}
