using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.ServiceLevels;
using Insights.Import.Store;
using NodaTime;
using Xunit;

namespace Insights.Analytics.Tests.Reports.ServiceLevels;

public sealed class GoalChartTests
{
    // 95 of 100 and 85 of 100 were decided; of updates none.
    private static readonly AttainmentLine[] October = [Line("resolution", 95, 5), Line("first_reply", 85, 15), Line("next_reply", 0, 0)];

    [Fact]
    public void Of_ShowsEachDecidedKindAgainstTheGoal_TheWorstFirst()
    {
        var chart = GoalChart.Of(Setting(Comparison.None), October, [])!;

        Assert.Equal("1 of 2 kinds of target misses the goal", chart.Title);
        Assert.Equal(ChartKind.Bullet, chart.Kind);
        Assert.Equal(["First reply", "Resolution"], chart.Categories);
        Assert.Equal(["Met", "Goal"], chart.Series.Select(series => series.Name));
        Assert.Equal([new Cell.Share(85, 100), new Cell.Share(95, 100)], chart.Series[0].Values);
        Assert.Equal([0.9, 0.9], chart.Series[1].Values.Select(CellText.Number));
        Assert.Equal("/rows/clocks.decided?from=2026-10-01&to=2026-10-31&metric=first_reply", chart.CategoryLinks[0]);
        Assert.Equal("First reply met 85.0 % and resolution met 95.0 %; the goal is 90 %.", chart.AltText);
    }

    [Fact]
    public void Of_WithAComparison_ShowsTheSameKindsThen_AndSaysWhereNothingWasDecided()
    {
        var chart = GoalChart.Of(Setting(Comparison.Previous), October, [Line("resolution", 8, 2), Line("first_reply", 0, 0)])!;

        Assert.Equal(SeriesRole.Previous, chart.Series[2].Role);
        Assert.Equal("September 2026", chart.Series[2].Name);
        Assert.Equal([new Cell.None("nothing decided"), new Cell.Share(8, 10)], chart.Series[2].Values);
    }

    [Theory]
    // Exactly the goal meets it.
    [InlineData(90, 99, "Every kind of target meets the goal")]
    [InlineData(10, 89, "No kind of target meets the goal")]
    public void Of_AllOrNone_SaysSo(int first, int second, string title) =>
        Assert.Equal(title, GoalChart.Of(Setting(Comparison.None), [Line("first_reply", first, 100 - first), Line("resolution", second, 100 - second)], [])!.Title);

    [Fact]
    public void Of_NothingDecided_IsNoChart() => Assert.Null(GoalChart.Of(Setting(Comparison.None), [Line("first_reply", 0, 0)], []));

    private static AttainmentLine Line(string key, long met, long breached) => new(key, key, met, breached, 3, 2, 1, 0);

    private static ReportSetting Setting(Comparison compare) => new()
    {
        Workspace = new Workspace("Market", DateTimeZoneProviders.Tzdb["Europe/Berlin"], "EUR"),
        Filter = new ReportFilter { Range = new DateRange(new LocalDate(2026, 10, 1), new LocalDate(2026, 10, 31)), Compare = compare },
        Scope = DataScope.Staff,
        ScopeName = "All vendors",
        VendorCountry = null,
        Freshness = [],
        Now = Instant.FromUtc(2026, 11, 2, 8, 0),
        HasData = true,
    };
}
