using Insights.Analytics.Metrics.ServiceLevels;
using Xunit;
using static Insights.Analytics.Metrics.ServiceLevels.ClockMetric;
using static Insights.Analytics.Tests.Metrics.ServiceLevels.Story;
using static Insights.Analytics.Tests.Metrics.ServiceLevels.StoryReading;

namespace Insights.Analytics.Tests.Metrics.ServiceLevels;

/// <summary>From when on a promise is at risk: 80 % of five hours are four. Monday the 2nd, 9 to 17.</summary>
public sealed class ClockRiskTests
{
    private const long Target = 5 * 3600;

    private static ServiceLevelRules Rules => Promise((RequesterWaitTime, Target));

    [Fact]
    public void Running_FromTheSecondTheWarningShareIsUsedUp()
    {
        // 09:00 + 4 h = 13:00, whether that is ahead, past, or the clock has broken since.
        foreach (var asOf in new[] { "02 10:00", "02 13:30", "03 16:00" })
            Assert.Equal(At("02 13:00"), new Story("02 09:00").Derive(asOf, Rules).Clock(RequesterWaitTime).RiskAt);
    }

    [Fact]
    public void Paused_LaterByThePause_AndNotWhileItStandsStill()
    {
        var story = new Story("02 09:00").Status("02 11:00", "pending");
        // Two hours used of four: nothing is known of when the rest will be.
        Assert.Null(story.Derive("02 15:00", Rules).Clock(RequesterWaitTime).RiskAt);

        // Goes on at 15:00: two hours to closing time, where the fourth hour ends.
        var clock = story.Status("02 15:00", "open").Derive("03 12:00", Rules).Clock(RequesterWaitTime);

        Assert.Equal(At("02 17:00"), clock.RiskAt);
    }

    [Fact]
    public void StandingStillAfterIt_RememberedAsItWas()
    {
        // At risk from 13:00 on; pending from 13:30, open again the next morning at 10:00. It was at risk all the while.
        var clock = new Story("02 09:00").Status("02 13:30", "pending").Status("03 10:00", "open").Derive("03 10:10", Rules).Clock(RequesterWaitTime);

        Assert.Equal((At("02 13:00"), Verdict.Open), (clock.RiskAt, clock.Verdict));
    }

    [Fact]
    public void StoppedBeforeIt_NeverWas()
    {
        Assert.Null(new Story("02 09:00").Status("02 12:59:59", "solved").Derive("05 00:00", Rules).Clock(RequesterWaitTime).RiskAt);
    }

    [Fact]
    public void LongerTargetFromAChangeOn_TakesItBack()
    {
        // High: 5 h, at risk from 13:00. Low from 14:00: ten hours, 80 % are eight, and five are used: 17:00 makes eight.
        var rules = new ServiceLevelRules(
            [
                new SlaPolicyDefinition { Code = "high", CalendarCode = "office", Match = new() { Priority = ["high"] }, Targets = new Dictionary<ClockMetric, long> { [RequesterWaitTime] = Target } },
                new SlaPolicyDefinition { Code = "low", CalendarCode = "office", Targets = new Dictionary<ClockMetric, long> { [RequesterWaitTime] = 2 * Target } },
            ],
            [Calendars.Office()], Calendars.Office());

        var clock = new Story("02 09:00") { Attributes = new(Priority: "low") }.Priority("02 09:00", "high").Priority("02 14:00", "low").Derive("03 09:00", rules).Clock(RequesterWaitTime);

        Assert.Equal(At("02 17:00"), clock.RiskAt);
    }
}
