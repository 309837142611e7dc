using Insights.Analytics.Metrics.ServiceLevels;
using Xunit;
using static Insights.Analytics.Metrics.ServiceLevels.ClockMetric;
using static Insights.Analytics.Tests.Metrics.ServiceLevels.StoryReading;

namespace Insights.Analytics.Tests.Metrics.ServiceLevels;

/// <summary>Stays in support tiers. Office hours are Monday to Friday 9–17; 2 November 2026 is a Monday.</summary>
public sealed class TierTimeTests
{
    private const long Hour = 3600;

    [Fact]
    public void Passed_EachStayNamesWhereItWentAndHowLongItTook()
    {
        // Tier 1 Monday 09:00 to 16:00; tier 2 until Tuesday 10:00: 1 h Monday + 1 h Tuesday of business, 18 h by the wall clock; tier 3 until the solve at 12:00.
        var stays = Stays(new Story("02 09:00").Tier("02 09:00", "tier 1").Tier("02 16:00", "tier 2").Tier("03 10:00", "tier 3").Status("03 12:00", "solved"));

        Assert.Equal(
            [("tier 1 > tier 2", 7 * Hour, 7 * Hour, ClosedBy.Leave), ("tier 2 > tier 3", 2 * Hour, 18 * Hour, ClosedBy.Leave), ("tier 3", 2 * Hour, 2 * Hour, ClosedBy.Solve)],
            stays.Select(each => (each.Path, each.BusinessSeconds, each.WallClockSeconds, each.ClosedBy)));
        Assert.All(stays, each => Assert.Equal(Verdict.NoTarget, each.Verdict));
    }

    [Fact]
    public void NeverPassed_HasNoStay() =>
        Assert.Empty(Stays(new Story("02 09:00").Tier("02 09:00", "tier 1").Status("03 12:00", "solved")));

    [Fact]
    public void PassedBack_AfterAReopen_IsAnotherStay()
    {
        var stays = Stays(new Story("02 09:00").Tier("02 09:00", "tier 1").Tier("02 10:00", "tier 2").Status("02 11:00", "solved").Status("02 13:00", "open").Tier("02 14:00", "tier 1"), "02 15:00");

        // The two hours in solved belong to nobody's stay.
        Assert.Equal(["tier 1 > tier 2", "tier 2", "tier 2 > tier 1", "tier 1"], stays.Select(each => each.Path));
        Assert.Equal([Hour, Hour, Hour, Hour], stays.Select(each => each.BusinessSeconds));
        Assert.Equal(ClockState.Active, stays[^1].State);
    }

    [Fact]
    public void TierKnownOnlyFromItsChange_BeginsWithNoTier() =>
        Assert.Equal("no tier > tier 2", Stays(new Story("02 09:00").Tier("02 10:00", "tier 2"))[0].Path);

    private static List<Clock> Stays(Story story, string asOf = "05 00:00") =>
        [.. story.Derive(asOf, Promise((FirstReplyTime, Hour))).Clocks.Where(clock => clock.Metric == TierTime)];
}
