using Insights.Analytics.Reports;
using Insights.Analytics.Reports.Building;
using Xunit;

namespace Insights.Analytics.Tests.Reports.Building;

public sealed class ChartFindingTests
{
    [Theory]
    [InlineData("10 12 15", "Disputes: 15 in Oct, the highest of 3 months")]
    [InlineData("10 12 8", "Disputes: 8 in Oct, the lowest of 3 months")]
    [InlineData("10 14 12", "Disputes: 12 in Oct, 14 in Sep")]
    // As high as another month is not the highest.
    [InlineData("10 15 15", "Disputes: 15 in Oct, 15 in Sep")]
    // A month without a value is none of them.
    [InlineData("10 12 - 15", "Disputes: 15 in Oct, the highest of 3 months")]
    // Two points are no course.
    [InlineData("12 15", "Disputes")]
    [InlineData("- 12 15", "Disputes")]
    public void OverTime_SaysTheLastValueAndWhatItIsAmongTheOthers(string values, string title)
    {
        Assert.Equal(title, Months(values).Told().Title);
        Assert.Equal(title, (Months(values) with { Kind = ChartKind.Columns }).Told().Title);
    }

    // October is not over: its 2 would be the lowest of all.
    [Fact]
    public void OverTime_SpeaksOfWholeMonthsOnly() =>
        Assert.Equal("Disputes: 15 in Sep, the highest of 3 months", (Months("10 12 15 2") with { IncompleteFrom = 3 }).Told().Title);

    [Fact]
    public void OverTime_WithoutANameForItsSteps_SaysNothing() => Assert.Equal("Disputes", (Months("10 12 15") with { CategoryTitle = null }).Told().Title);

    [Theory]
    [InlineData("Fraud", "30 20 10", "Reasons: fraud first, 30 of 60")]
    [InlineData("Fraud", "3000 20 10", "Reasons: fraud first, 3,000 of 3,030")]
    [InlineData("SMS", "30 20 10", "Reasons: SMS first, 30 of 60")]
    // None is first where two are.
    [InlineData("Fraud", "30 30 10", "Reasons")]
    [InlineData("Fraud", "0 0 0", "Reasons")]
    [InlineData("Fraud", "30", "Reasons")]
    public void Bars_SayWhichIsFirstAndHowMuchOfAllItIs(string first, string values, string title) => Assert.Equal(title, Reasons(first, values).Told().Title);

    [Fact]
    public void Bars_OfSharesOrSeveralSeries_SayNothing()
    {
        var counts = Reasons("Fraud", "30 20 10");
        Assert.Equal("Reasons", (counts with { ValueKind = ColumnKind.Share }).Told().Title);
        Assert.Equal("Reasons", (counts with { Series = [counts.Series[0], new("Before", SeriesRole.Previous, counts.Series[0].Values)] }).Told().Title);
    }

    [Theory]
    [InlineData(ChartKind.Heatmap)]
    [InlineData(ChartKind.StackedColumns)]
    [InlineData(ChartKind.Bullet)]
    public void OtherKinds_KeepTheirTitle(ChartKind kind) => Assert.Equal("Disputes", (Months("10 12 15") with { Kind = kind }).Told().Title);

    private static ChartSpec Months(string values)
    {
        string[] names = ["Jul", "Aug", "Sep", "Oct"];
        var cells = Cells(values);
        return Chart("Disputes", ChartKind.Line, names[(4 - cells.Length)..], cells) with { CategoryTitle = "Month" };
    }

    private static ChartSpec Reasons(string first, string values)
    {
        var cells = Cells(values);
        return Chart("Reasons", ChartKind.Bars, [.. new[] { first, "Not received", "Not as described" }.Take(cells.Length)], cells);
    }

    private static Cell[] Cells(string values) => [.. values.Split(' ').Select(Cell (value) => value == "-" ? new Cell.None("no data") : new Cell.Count(long.Parse(value, System.Globalization.CultureInfo.InvariantCulture)))];

    private static ChartSpec Chart(string title, ChartKind kind, string[] categories, Cell[] values) => new()
    {
        Id = "chart",
        Title = title,
        Kind = kind,
        Categories = categories,
        Series = [new(title, SeriesRole.Primary, values)],
        ValueKind = ColumnKind.Count,
        ValueTitle = "disputes",
        AltText = title,
    };
}
