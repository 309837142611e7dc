using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Reports.Wording;
using NodaTime.Text;
using Xunit;

namespace Insights.Analytics.Tests.Reports.Wording;

public sealed class PeriodsTests
{
    [Theory]
    [InlineData("2026-10-01", "2026-10-31", "in October 2026", "October 2026")]
    [InlineData("2026-01-01", "2026-12-31", "in 2026", "2026")]
    [InlineData("2025-05-01", "2026-10-31", "from May 2025 to October 2026", "May 2025 to October 2026")]
    [InlineData("2026-10-12", "2026-10-12", "on 12 October 2026", "12 Oct 2026")]
    [InlineData("2026-10-01", "2026-10-15", "from 1 to 15 October 2026", "1 to 15 Oct 2026")]
    [InlineData("2026-09-28", "2026-10-27", "from 28 September to 27 October 2026", "28 Sep to 27 Oct 2026")]
    public void In_AndShort_FitTheirPlace(string from, string to, string inside, string brief)
    {
        var range = new DateRange(LocalDatePattern.Iso.Parse(from).Value, LocalDatePattern.Iso.Parse(to).Value);
        Assert.Equal((inside, brief), (Periods.In(range), Periods.Short(range)));
    }

    [Theory]
    [InlineData("2026-10-01", "2026-10-31", "October 2026")]
    [InlineData("2026-02-01", "2026-02-28", "February 2026")]
    [InlineData("2026-01-01", "2026-12-31", "2026")]
    [InlineData("2025-05-01", "2026-10-31", "May 2025 to October 2026")]
    [InlineData("2026-10-12", "2026-10-12", "12 October 2026")]
    [InlineData("2026-10-01", "2026-10-15", "1 to 15 October 2026")]
    [InlineData("2026-09-28", "2026-10-27", "28 September to 27 October 2026")]
    [InlineData("2025-12-28", "2026-01-27", "28 December 2025 to 27 January 2026")]
    public void Name_SaysThePeriodAsPeopleDo(string from, string to, string expected) =>
        Assert.Equal(expected, Periods.Name(new DateRange(LocalDatePattern.Iso.Parse(from).Value, LocalDatePattern.Iso.Parse(to).Value)));
}
