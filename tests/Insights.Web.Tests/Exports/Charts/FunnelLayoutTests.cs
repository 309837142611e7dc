using Insights.Analytics.Reports;
using Insights.Web.Components;
using Insights.Web.Exports;
using Insights.Web.Exports.Charts;

namespace Insights.Web.Tests.Exports.Charts;

public sealed class FunnelLayoutTests
{
    private readonly ChartDrawing drawing = ChartLayout.Of(SampleCharts.Funnel, 1120, 420, ChartStyle.Screen);

    [Fact]
    public void Names_AreOfPointsThatStandOut_AndTheirInkSaysWhichWay()
    {
        var names = drawing.Marks.OfType<Mark.Label>().Where(label => SampleCharts.Funnel.Categories.Contains(label.Text)).ToList();

        Assert.Equal([("Lumora", Ink.Bad), ("Alder & Finch", Ink.Good)], names.Select(name => (name.Text, name.Ink)));
    }

    [Fact]
    public void Points_RiseToTheRight_AndTheirTipsSayRateVolumeAndLimit()
    {
        var points = drawing.Marks.OfType<Mark.Dot>().Where(dot => dot.Tip is not null).OrderBy(dot => dot.X).ToList();

        Assert.Equal(6, points.Count);
        Assert.Equal("Tiny Lamp: 2.50 % of 120 (Upper limit, 95 % 2.60 %)", points[0].Tip);
        Assert.StartsWith("Quillstone", points[^1].Tip, StringComparison.Ordinal);
    }

    [Fact]
    public void Curves_EndAtTheTopOfThePlot_NeverOutside()
    {
        var top = drawing.Marks.OfType<Mark.Stroke>().Where(stroke => stroke.Ink == Ink.Grid).Min(stroke => stroke.Points[0].Y);
        var curves = drawing.Marks.OfType<Mark.Stroke>().Where(stroke => stroke.Ink == Ink.Annotation).ToList();

        Assert.Equal(3, curves.Count);
        Assert.All(curves, curve => Assert.All(curve.Points, point => Assert.InRange(point.Y, top - 0.01, 420)));
        Assert.Contains(curves, curve => Math.Abs(curve.Points[0].Y - top) < 0.01);
    }

    [Theory]
    [InlineData(120, 15_000, "100|200|500|1,000|2,000|5,000|10,000|20,000")]
    [InlineData(1_000, 9_000, "0|2,000|4,000|6,000|8,000|10,000")]
    public void Volumes_AreLogarithmicWhereTheyDifferWidely(long low, long high, string ticks)
    {
        var scale = PositionScale.Of(SampleCharts.Funnel with { Positions = [new Cell.Count(low), new Cell.Count(high)] });

        Assert.Equal(ticks, string.Join('|', scale.Ticks.Select(tick => tick.Text)));
    }

    [Fact]
    public void Table_HasTheVolumeBetweenNameAndRate()
    {
        var table = ChartView.DataTable(SampleCharts.Funnel);

        Assert.Equal(["Vendor", "Payments", "Dispute activity", "Upper limit, 95 %"], table.Columns.Select(column => column.Title));
        Assert.Equal(new Cell.Count(120), table.Rows[0][1]);
        Assert.Equal(["category", "payments", "dispute_activity", "upper_limit_95", "all_vendors_0_90"], DocumentTables.Of(Documents.With(new Block.Chart(SampleCharts.Funnel)), machine: false)[0].Columns.Select(column => column.Key));
    }
}
