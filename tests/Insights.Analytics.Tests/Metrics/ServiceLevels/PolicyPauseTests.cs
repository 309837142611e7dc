using Insights.Analytics.Metrics.ServiceLevels;
using NodaTime;
using Xunit;
using static Insights.Analytics.Metrics.ServiceLevels.ClockMetric;
using static Insights.Analytics.Tests.Metrics.ServiceLevels.Story;

namespace Insights.Analytics.Tests.Metrics.ServiceLevels;

/// <summary>What a policy says beyond targets: in which statuses clocks stand still, its place among the others, for which brand it is, and exemptions of single metrics.</summary>
public sealed class PolicyPauseTests
{
    private const long Hour = 3600;

    private static ServiceLevelRules Rules(string policies) => new(SlaPolicyDefinition.ParseAll(policies), []);

    /// <summary>Created 09:00, pending 10–12, on hold 13–15, solved 16:00.</summary>
    private static Story Worked() => new Story("02 09:00").Status("02 10:00", "pending").Status("02 12:00", "open").Status("02 13:00", "on_hold", "bank").Status("02 15:00", "open").Status("02 16:00", "solved");

    [Theory]
    [InlineData("""{}""", 7)] // never paused: 09–16
    [InlineData("""{ "total_resolution_time": ["pending"] }""", 5)] // without 10–12
    [InlineData("""{ "total_resolution_time": ["on_hold"] }""", 5)] // without 13–15
    [InlineData("""{ "total_resolution_time": ["pending", "on_hold"] }""", 3)]
    public void Pauses_OfThePolicy_TakeTheirStatusesOut(string pauses, long hours)
    {
        var rules = Rules($$"""[{ "code": "a", "hours": "calendar", "targets": { "total_resolution_time": 14400 }, "pauses": {{pauses}} }]""");
        var clock = Worked().Derive("03 00:00", rules).Clock(TotalResolutionTime);

        Assert.Equal((hours * Hour, hours <= 4 ? Verdict.Met : Verdict.Breached), (clock.WallClockSeconds, clock.Verdict));
        Assert.Equal(hours * Hour, new ClockExplainer(rules).Explain(Worked().History(), At("03 00:00")).Single(each => each.Clock.Metric == TotalResolutionTime).Segments[^1].SumSeconds);
    }

    [Fact]
    public void Pauses_EmptyList_LetsTheClockRunInWhatItsMetricPauses()
    {
        var rules = Rules("""[{ "code": "a", "hours": "calendar", "targets": { "requester_wait_time": 14400 }, "pauses": { "requester_wait_time": [] } }]""");

        // 09–16 in full, although the requester's wait stands still while pending by itself.
        Assert.Equal(7 * Hour, Worked().Derive("03 00:00", rules).Clock(RequesterWaitTime).WallClockSeconds);
    }

    [Fact]
    public void Pauses_OfAReplyClock_MoveItsDeadlineAndItsState()
    {
        var rules = Rules("""[{ "code": "a", "hours": "calendar", "targets": { "first_reply_time": 7200 }, "pauses": { "first_reply_time": ["pending"] } }]""");
        // One hour used by 10:00; at 11:00 it stands still. If it went on at once, one hour would be left: 12:00.
        var clock = new Story("02 09:00").Status("02 10:00", "pending").Derive("02 11:00", rules).Clock(FirstReplyTime);

        Assert.Equal((ClockState.Paused, Hour, Hour, At("02 12:00")), (clock.State, clock.WallClockSeconds, clock.PendingSeconds, clock.DueFill));
    }

    [Fact]
    public void Pauses_OfAReplyClockWithoutStatuses_AreUnmeasured()
    {
        var rules = Rules("""[{ "code": "a", "hours": "calendar", "targets": { "first_reply_time": 7200 }, "pauses": { "first_reply_time": ["pending"] } }]""");
        var clock = new Story("02 09:00") { Coverage = HistoryCoverage.Comments }.Agent("02 10:00").Derive("03 00:00", rules).Clock(FirstReplyTime);

        Assert.Equal(Verdict.Unmeasured, clock.Verdict);
    }

    [Theory]
    [InlineData("""{ "third_party_time": ["open"] }""", "cannot be given pauses")]
    [InlineData("""{ "first_reply_time": ["solved"] }""", "Statuses a clock can pause in")]
    [InlineData("""{ "first_reply_time": ["new", "open", "pending", "on_hold"] }""", "would never run")]
    [InlineData("""{ "first_reply_time": "pending" }""", "must be a list of statuses")]
    public void Pauses_Nonsense_AreRefused(string pauses, string reason) =>
        Assert.Contains(reason, Assert.Throws<CalendarException>(() => Rules($$"""[{ "code": "a", "targets": { "first_reply_time": 60 }, "pauses": {{pauses}} }]""")).Message, StringComparison.Ordinal);

    [Fact]
    public void Policy_EndingBeforeItBegins_IsRefused() =>
        Assert.Contains(
            "before it begins",
            Assert.Throws<CalendarException>(() => Rules("""[{ "code": "a", "targets": { "first_reply_time": 60 }, "valid_from": "2026-11-02T00:00:00Z", "valid_to": "2026-11-02T00:00:00Z" }]""")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Match_Brand_IsACondition()
    {
        var rules = Rules("""[{ "code": "north", "match": { "brand": ["Northwind"] }, "targets": { "first_reply_time": 60 } }, { "code": "rest", "targets": { "first_reply_time": 600 } }]""");

        Assert.Equal("north", rules.Match(new(Brand: "northwind"), At("02 00:00"))?.Code);
        Assert.Equal("rest", rules.Match(new(Brand: "Southwind"), At("02 00:00"))?.Code);
        Assert.Equal("rest", rules.Match(TicketAttributes.None, At("02 00:00"))?.Code);
    }

    [Fact]
    public void Order_ChangedByNewVersions_LeavesTheOrderBeforeAsItWas()
    {
        // a before b in the file; from the 5th on b is first.
        var rules = Rules("""
            [{ "code": "a", "targets": { "first_reply_time": 60 } }, { "code": "b", "targets": { "first_reply_time": 600 } },
             { "code": "b", "version": 2, "position": 1, "valid_from": "2026-11-05T00:00:00Z", "targets": { "first_reply_time": 600 } },
             { "code": "a", "version": 2, "position": 2, "valid_from": "2026-11-05T00:00:00Z", "targets": { "first_reply_time": 60 } }]
            """);

        Assert.Equal(("a", "b"), (rules.Match(TicketAttributes.None, At("04 23:59:59"))?.Code, rules.Match(TicketAttributes.None, At("05 00:00"))?.Code));
        Assert.Equal(["b", "a"], rules.Order(At("05 00:00")));
    }

    [Fact]
    public void Exemption_OfOneMetric_LeavesTheOthersJudged()
    {
        var story = new Story("02 09:00") { Exemption = new("bank was down", "lead", FirstReplyTime) }.Agent("02 15:00").Status("02 16:00", "solved");
        var levels = story.Derive("03 00:00", Rules("""[{ "code": "a", "hours": "calendar", "targets": { "first_reply_time": 3600, "total_resolution_time": 3600 } }]"""));

        Assert.Equal((Verdict.Excluded, "bank was down"), (levels.Clock(FirstReplyTime).Verdict, levels.Clock(FirstReplyTime).ExcludedBecause));
        Assert.Equal(Verdict.Breached, levels.Clock(TotalResolutionTime).Verdict);
    }
}
