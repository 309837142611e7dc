using Insights.Analytics.Metrics.ServiceLevels;
using Xunit;
using static Insights.Analytics.Metrics.ServiceLevels.ClockMetric;
using static Insights.Analytics.Tests.Metrics.ServiceLevels.Story;

namespace Insights.Analytics.Tests.Metrics.ServiceLevels;

/// <summary>Policies: matching, versions, and what a change of target does to a running clock.</summary>
public sealed class ClockPolicyTests
{
    private const long Hour = 3600;

    private static SlaPolicyDefinition Policy(string priority, long seconds, TargetChange onChange = TargetChange.Carry) => new()
    {
        Code = priority,
        InBusinessHours = false,
        OnChange = onChange,
        Match = new() { Priority = [priority] },
        Targets = new Dictionary<ClockMetric, long> { [FirstReplyTime] = seconds },
    };

    private static Clock FirstReply(Story story, string asOf, params SlaPolicyDefinition[] policies) =>
        story.Derive(asOf, new ServiceLevelRules(policies, [])).Clock(FirstReplyTime);

    /// <summary>Created 10:00 as normal; the source says so with an event at creation.</summary>
    private static Story Raised(string at) => new Story("02 10:00").Priority("02 10:00", "normal").Priority(at, "high");

    [Fact]
    public void PriorityChange_Carry_KeepsElapsedUnderTheNewTarget()
    {
        // 24/7, created 10:00, target 3 h; at 11:00 target 2 h: one hour is used, one is left: due 12:00.
        var clock = FirstReply(Raised("02 11:00"), "02 11:30", Policy("normal", 3 * Hour), Policy("high", 2 * Hour));

        Assert.Equal((At("02 12:00"), At("02 13:00"), Verdict.Open), (clock.DueFill, clock.OriginalDue, clock.Verdict));
        Assert.Equal(("high", 2 * Hour), (clock.PolicyCode, clock.TargetSeconds));
        Assert.Equal(At("02 12:00:01"), FirstReply(Raised("02 11:00"), "02 15:00", Policy("normal", 3 * Hour), Policy("high", 2 * Hour)).BreachedAt);
    }

    [Fact]
    public void PriorityChange_CarryToATargetAlreadyPassed_BreachesAtTheChange()
    {
        var clock = FirstReply(Raised("02 11:30"), "02 12:00", Policy("normal", 3 * Hour), Policy("high", Hour));

        Assert.Equal((At("02 11:30"), At("02 11:30"), Verdict.Breached), (clock.BreachedAt, clock.DueFill, clock.Verdict));
    }

    [Fact]
    public void PriorityChange_CarryAfterABreach_KeepsThatBreach()
    {
        // 1 h target breached at 11:00:01; at 12:00 the target becomes 8 h: the breach stays, there is no second one.
        var clock = FirstReply(Raised("02 12:00").Agent("02 13:00"), "03 00:00", Policy("normal", Hour), Policy("high", 8 * Hour));

        Assert.Equal((At("02 11:00:01"), At("02 11:00"), Verdict.Breached), (clock.BreachedAt, clock.DueFill, clock.Verdict));
    }

    [Fact]
    public void PriorityChange_Reset_StartsAtZero()
    {
        // 50 min used; reset at 10:50 with a target of 1 h: due 11:50. Measured time is still 90 min.
        var clock = FirstReply(Raised("02 10:50").Agent("02 11:30"), "03 00:00", Policy("normal", 3 * Hour), Policy("high", Hour, TargetChange.Reset));

        Assert.Equal((At("02 11:50"), Verdict.Met, 40 * 60, 90 * 60), (clock.DueFill, clock.Verdict, clock.JudgedSeconds, clock.WallClockSeconds));
    }

    [Fact]
    public void PriorityChange_Recompute_JudgesAllOfItByTheNewTarget()
    {
        // Breached the 1 h target at 11:00:01; recomputed at 12:00 under 8 h: 2 h used, due 18:00, no breach.
        var clock = FirstReply(Raised("02 12:00").Agent("02 13:00"), "03 00:00", Policy("normal", Hour), Policy("high", 8 * Hour, TargetChange.Recompute));

        Assert.Equal((At("02 18:00"), Verdict.Met, null, 3 * Hour), (clock.DueFill, clock.Verdict, clock.BreachedAt, clock.JudgedSeconds));
    }

    [Fact]
    public void PolicyRemovedMidFlight_ExcludesTheClock()
    {
        var clock = FirstReply(Raised("02 10:30").Agent("02 15:00"), "03 00:00", Policy("normal", Hour));

        Assert.Equal((Verdict.Excluded, "policy removed", 5 * Hour), (clock.Verdict, clock.ExcludedBecause, clock.WallClockSeconds));
    }

    [Fact]
    public void PolicyEdited_AClockKeepsTheVersionItStartedWith()
    {
        var rules = new ServiceLevelRules(
            [
                Policy("normal", 3 * Hour),
                Policy("normal", Hour) with { Version = 2, ValidFrom = At("02 12:00") },
            ],
            []);
        var before = new Story("02 10:00").Derive("02 12:30", rules).Clock(FirstReplyTime);
        var after = new Story("02 12:00").Derive("02 12:30", rules).Clock(FirstReplyTime);

        Assert.Equal((1, At("02 13:00")), (before.PolicyVersion, before.DueFill));
        Assert.Equal((2, At("02 13:00")), (after.PolicyVersion, after.DueFill));
    }

    [Fact]
    public void PolicyEnded_DoesNotApplyAnyMore()
    {
        var rules = new ServiceLevelRules([Policy("normal", Hour) with { ValidTo = At("02 12:00") }], []);

        Assert.Equal("normal", rules.Match(new(Priority: "normal"), At("02 11:59:59"))?.Code);
        Assert.Null(rules.Match(new(Priority: "normal"), At("02 12:00")));
    }

    [Fact]
    public void Match_FirstPolicyWhoseConditionsAllHold()
    {
        var rules = new ServiceLevelRules(
            SlaPolicyDefinition.ParseAll("""
                [{ "code": "urgent-emea", "version": 1, "name": "Urgent, EMEA", "valid_from": null,
                   "match": { "priority": ["urgent"], "team": ["EMEA payments"] }, "calendar": "emea", "hours": "business",
                   "targets": { "first_reply_time": 3600, "total_resolution_time": 28800, "requester_wait_time": 28800 } },
                 { "code": "vip", "match": { "tag": ["vip", "enterprise"], "channel": ["chat", "phone"] }, "targets": { "first_reply_time": 60 }, "hours": "calendar" },
                 { "code": "rest", "targets": { "first_reply_time": 86400 } }]
                """),
            []);

        string? Code(TicketAttributes ticket) => rules.Match(ticket, At("02 00:00"))?.Code;
        Assert.Equal("urgent-emea", Code(new(Priority: "urgent", Team: "EMEA payments")));
        Assert.Equal("rest", Code(new(Priority: "urgent", Team: "APAC payments")));
        Assert.Equal("vip", Code(new(Priority: "urgent", Channel: "chat", Tags: "beta vip")));
        Assert.Equal("rest", Code(new(Priority: "urgent", Channel: "chat", Tags: "vipx")));
        Assert.Equal("rest", Code(TicketAttributes.None));
        Assert.False(rules.Match(new(Channel: "phone", Tags: "enterprise"), At("02 00:00"))!.InBusinessHours);
    }

    [Fact]
    public void Derive_PolicyWithAnUnknownCalendar_CountsRoundTheClockAndSaysSo()
    {
        var levels = new Story("07 10:00").Agent("07 11:00").Derive("09 00:00", new ServiceLevelRules([Policy("normal", Hour) with { CalendarCode = "gone", InBusinessHours = true }], []));

        Assert.Equal(Hour, levels.Clock(FirstReplyTime).BusinessSeconds);
        Assert.True(levels.Findings.HasFlag(HistoryFindings.UnknownCalendar));
    }

    [Theory]
    [InlineData("""[{ "targets": { "first_reply_time": 60 } }]""", "Policy 1 in the file has no code")]
    [InlineData("""[{ "code": "a" }]""", "Policy 'a' has no targets")]
    [InlineData("""[{ "code": "a", "targets": { "first_reply_time": 0 } }]""", "whole number of seconds above zero")]
    [InlineData("""[{ "code": "a", "targets": { "first_reply_time": 1.5 } }]""", "whole number of seconds above zero")]
    [InlineData("""[{ "code": "a", "targets": { "full_resolution_time": 60 } }]""", "'full_resolution_time' cannot have a target")]
    [InlineData("""[{ "code": "a", "targets": { "first_reply_time": 60 }, "match": { "priorty": ["high"] } }]""", "unknown condition 'priorty'")]
    [InlineData("""[{ "code": "a", "targets": { "first_reply_time": 60 }, "match": { "priority": [] } }]""", "at least one text")]
    [InlineData("""[{ "code": "a", "targets": { "first_reply_time": 60 }, "hours": "office" }]""", "hours is 'office'")]
    [InlineData("""[{ "code": "a", "targets": { "first_reply_time": 60 }, "calender": "emea" }]""", "unknown key 'calender'")]
    [InlineData("""[{ "code": "a", "targets": { "first_reply_time": 60 }, "on_change": "keep" }]""", "on_change is 'keep'")]
    public void ParseAll_Nonsense_IsRefusedWithItsReason(string json, string reason) =>
        Assert.Contains(reason, Assert.Throws<CalendarException>(() => SlaPolicyDefinition.ParseAll(json)).Message);
}
