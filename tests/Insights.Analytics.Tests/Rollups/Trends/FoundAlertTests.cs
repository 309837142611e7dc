using Insights.Analytics.Metrics.Trends;
using Insights.Analytics.Rollups.Trends;
using Xunit;

namespace Insights.Analytics.Tests.Rollups.Trends;

public sealed class FoundAlertTests
{
    private static readonly DateOnly s_to = new(2026, 11, 21);

    [Fact]
    public void Of_TheSameCauseOnDaysInARow_IsOneAlert()
    {
        var alert = Assert.Single(FoundAlert.Of([Finding(3, 3), Finding(4, 4), Finding(6, 6)], s_to));

        Assert.Equal(new DateOnly(2026, 11, 3), alert.Days[0].Day);
        Assert.Equal(new DateOnly(2026, 11, 7), alert.RecoveredDay);
        Assert.Equal(30, alert.Days.Sum(day => day.Count));
    }

    [Fact]
    public void Of_TwoUsualDaysBetween_AreTwoAlerts() => Assert.Equal(2, FoundAlert.Of([Finding(3, 3), Finding(6, 6)], s_to).Count);

    [Fact]
    public void Of_DaysInsideAStretch_AreCountedOnce()
    {
        var alert = Assert.Single(FoundAlert.Of([Finding(5, 5), Finding(3, 9), Finding(9, 10)], s_to));

        Assert.Equal(8, alert.Days.Count);
        Assert.Equal(80, alert.Days.Sum(day => day.Count));
    }

    [Fact]
    public void Of_LastWholeDay_GoesOn() => Assert.Null(Assert.Single(FoundAlert.Of([Finding(21, 21)], s_to)).RecoveredDay);

    [Fact]
    public void Of_OtherMember_IsAnotherAlert() => Assert.Equal(2, FoundAlert.Of([Finding(3, 3), Finding(3, 3) with { Member = "tidewater" }], s_to).Count);

    /// <summary>Ten a day where one is usual.</summary>
    internal static Finding Finding(int first, int last, string dimension = "gateway", string member = "corvex")
    {
        var days = last - first + 1;
        return new(
            WatchedMetric.FailedPayments, dimension, member, true, new DayCause(0, 1, 10 * days, days, 1e-9, null, []),
            [.. Enumerable.Range(first, days).Select(day => new FindingDay(new(2026, 11, day), 10, 1))], 4, [("cause", "gateway_error", 0.8)]);
    }
}
