using Insights.Analytics.Metrics.Trends;
using Xunit;

namespace Insights.Analytics.Tests.Metrics.Trends;

public sealed class HourWindowTests
{
    [Fact]
    public void Of_OutageOfTwoHours_IsTheseHoursAndHowManyTimes()
    {
        // Ten an hour on four Tuesdays; 92 and 92 at 14:00 and 15:00 today: 184 ÷ 20 = 9.2.
        var usual = Enumerable.Repeat(10.0, 24).ToArray();
        var today = usual.ToArray();
        today[14] = today[15] = 92;

        var window = HourWindow.Of(today, [usual, usual, usual, usual])!;

        Assert.Equal((14, 16, 184.0, 20.0), (window.FromHour, window.ToHour, window.Count, window.Usual));
        Assert.Equal(9.2, window.Times, 10);
    }

    [Fact]
    public void Of_NothingEverBefore_IsInfinitelyMore()
    {
        var today = new double[24];
        today[3] = 40;

        var window = HourWindow.Of(today, [new double[24]])!;

        Assert.Equal((3, 4, double.PositiveInfinity), (window.FromHour, window.ToHour, window.Times));
    }

    [Fact]
    public void Of_AQuietDay_HasNone() => Assert.Null(HourWindow.Of(new double[24], [Enumerable.Repeat(3.0, 24).ToArray()]));
}
