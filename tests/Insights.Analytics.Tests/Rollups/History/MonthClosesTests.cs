using Insights.Analytics.Rollups.History;
using NodaTime;
using NodaTime.Text;
using Xunit;

namespace Insights.Analytics.Tests.Rollups.History;

public sealed class MonthClosesTests
{
    // 5 days of grace after 31 October are 1 to 5 November: October may be closed from the 6th on.
    [Theory]
    [InlineData("2026-11-05", 5, "2026-09")]
    [InlineData("2026-11-06", 5, "2026-10")]
    [InlineData("2026-12-05", 5, "2026-10")]
    [InlineData("2026-11-01", 0, "2026-10")]
    [InlineData("2026-10-31", 0, "2026-09")]
    [InlineData("2026-03-03", 2, "2026-02")]
    [InlineData("2027-01-10", 45, "2026-10")]
    public void LastDue_IsTheMonthThatHasBeenOverLongEnough(string today, int days, string month) =>
        Assert.Equal(YearMonthPattern.Iso.Parse(month).Value, MonthCloses.LastDue(LocalDatePattern.Iso.Parse(today).Value, days));
}
