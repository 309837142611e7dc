using Insights.Analytics.Reports;
using Insights.Web.Exports.Charts;

namespace Insights.Web.Tests.Exports.Charts;

public sealed class ChartLayoutTests
{
    [Theory]
    [InlineData(ColumnKind.Count, 7, "0|2|4|6|8")]
    [InlineData(ColumnKind.Share, 0.0123, "0.0 %|0.5 %|1.0 %|1.5 %")]
    [InlineData(ColumnKind.Duration, 5400, "0 s|30 min|1 h|1 h 30 min")]
    [InlineData(ColumnKind.Duration, 200_000, "0 s|1 d|2 d|3 d")]
    [InlineData(ColumnKind.Money, 1_900, "0|500|1,000|1,500|2,000")]
    public void Scale_Ticks_AreRoundAndSpeakTheCellsLanguage(ColumnKind kind, double highest, string expected)
    {
        Cell cell = kind switch
        {
            ColumnKind.Count => new Cell.Count((long)highest),
            ColumnKind.Share => new Cell.Share((long)(highest * 10_000), 10_000),
            ColumnKind.Duration => new Cell.Duration((long)highest),
            _ => new Cell.Money((long)highest * 100, "EUR"),
        };
        var spec = SampleCharts.Reasons with { Kind = ChartKind.Columns, ValueKind = kind, Categories = ["a"], Series = [new("s", SeriesRole.Primary, [cell])] };

        Assert.Equal(expected, string.Join('|', ValueScale.Of(spec, 4).Ticks.Select(tick => tick.Text)));
    }

    [Fact]
    public void Bullet_MarksEachBarsOwnTarget_AndDrawsNoBarForIt()
    {
        var marks = ChartLayout.Of(SampleCharts.Bullet, 600, 160, ChartStyle.Screen).Marks;

        Assert.Equal(3, marks.OfType<Mark.Box>().Count(box => box.Tip is not null));
        var targets = marks.OfType<Mark.Dot>().ToList();
        Assert.Equal(["Visa VAMP · The line: 1.50 %", "Mastercard ECM · The line: 1.50 %"], targets.Select(dot => dot.Tip));
        Assert.Equal(targets[0].X, targets[1].X, 6);
        // The bar that is near ends a little left of its target.
        Assert.InRange(marks.OfType<Mark.Box>().Where(box => box.Tip is not null).Max(box => box.X + box.Width), targets[0].X * 0.9, targets[0].X - 1);
    }

    [Fact]
    public void Bullet_TextStandsClearOfEveryMark()
    {
        // Met 81.4 %, 84.3 % before, goal 90 %: both marks stand where the text would, one behind the other.
        var spec = SampleCharts.Bullet with
        {
            Categories = ["First reply time"],
            Series = [new("Met", SeriesRole.Primary, [new Cell.Share(814, 1000)]), new("Goal", SeriesRole.Limit, [new Cell.Share(900, 1000)]), new("Before", SeriesRole.Previous, [new Cell.Share(843, 1000)])],
        };
        var marks = ChartLayout.Of(spec, 600, 80, ChartStyle.Screen).Marks;

        var text = marks.OfType<Mark.Label>().Single(label => label.Text == "81.4 %");
        Assert.True(text.X > marks.OfType<Mark.Dot>().Single().X, "The text stands on the goal.");
    }

    [Fact]
    public void Triangle_LeavesEmptyWhatHasNotCome_AndHatchesWhatStillRises()
    {
        var marks = ChartLayout.Of(SampleCharts.Triangle, 600, 200, ChartStyle.Screen).Marks;

        Assert.Equal(6, marks.OfType<Mark.Box>().Where(box => box.Ink is >= Ink.Heat0 and <= Ink.Heat6).Select(box => box.Tip).Distinct().Count());
        Assert.DoesNotContain(marks.OfType<Mark.Label>(), label => label.Text == CellText.Missing);
        // The same numbers as a heatmap say what is missing.
        Assert.Equal(3, ChartLayout.Of(SampleCharts.Triangle with { Kind = ChartKind.Heatmap }, 600, 200, ChartStyle.Screen).Marks.OfType<Mark.Label>().Count(label => label.Text == CellText.Missing));
    }

    [Fact]
    public void Scale_OfColumns_StartsAtZeroAndReachesEveryValueAndTarget()
    {
        var scale = ValueScale.Of(SampleCharts.Opened with { Lines = [new(new Cell.Count(5_000), "limit")] }, 5);

        Assert.Equal(0, scale.Min);
        Assert.True(scale.Max >= 5_000);
    }

    [Fact]
    public void Scale_OfStackedColumns_ReachesTheirSum() => Assert.True(ValueScale.Of(SampleCharts.Backlog, 5).Max >= 751);

    [Fact]
    public void Line_MissingValue_LeavesAGap()
    {
        // Values 1, none, 3, 4: the stroke joins the last two only, the first stands as a dot.
        var spec = SampleCharts.Exposure with
        {
            ValueKind = ColumnKind.Count,
            Categories = ["a", "b", "c", "d"],
            CategoryKeys = [],
            Series = [new("s", SeriesRole.Primary, [new Cell.Count(1), new Cell.None("no data"), new Cell.Count(3), new Cell.Count(4)])],
        };

        var strokes = ChartLayout.Of(spec, 400, 200, ChartStyle.Screen).Marks.OfType<Mark.Stroke>().Where(stroke => stroke.Ink == Ink.Primary).ToList();

        Assert.Equal(2, Assert.Single(strokes).Points.Count);
    }

    [Fact]
    public void Line_IncompletePart_IsDashed()
    {
        var strokes = ChartLayout.Of(SampleCharts.DisputeActivity, 800, 300, ChartStyle.Screen).Marks.OfType<Mark.Stroke>().Where(stroke => stroke.Ink == Ink.Primary).ToList();

        Assert.Equal(2, strokes.Count(stroke => stroke.Dashed));
        Assert.Contains(strokes, stroke => !stroke.Dashed);
    }

    public static TheoryData<string, double> Sizes
    {
        get
        {
            var data = new TheoryData<string, double>();
            foreach (var spec in SampleCharts.All)
            {
                foreach (var width in new[] { 240d, 360, 760 })
                    data.Add(spec.Id, width);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void EveryMark_StaysInsideTheDrawing(string id, double width)
    {
        var spec = SampleCharts.All.Single(chart => chart.Id == id);
        foreach (var style in new[] { ChartStyle.Screen, ChartStyle.Print })
        {
            var drawing = ChartLayout.Of(spec, width, ChartLayout.PreferredHeight(spec, width, style), style);
            Assert.All(drawing.Marks, mark =>
            {
                var (x1, x2, y1, y2) = Extent(mark);
                Assert.True(x1 >= -0.6 && x2 <= drawing.Width + 0.6 && y1 >= -0.6 && y2 <= drawing.Height + 0.6, $"{mark} leaves {drawing.Width} × {drawing.Height}");
            });
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void CategoryLabels_NeverOverlap(string id, double width)
    {
        var spec = SampleCharts.All.Single(chart => chart.Id == id);
        var drawing = ChartLayout.Of(spec, width, 260, ChartStyle.Screen);
        var labels = drawing.Marks.OfType<Mark.Label>().Where(label => spec.Categories.Contains(label.Text) && label.Anchor == Anchor.Middle).ToList();
        foreach (var (left, right) in labels.Zip(labels.Skip(1)).Where(pair => Math.Abs(pair.First.Y - pair.Second.Y) < 1))
            Assert.True(Extent(left).X2 <= Extent(right).X1, $"“{left.Text}” runs into “{right.Text}”");
    }

    [Fact]
    public void SideLabels_ThatFallTogether_AreMovedApartInsideThePlot()
    {
        // Three names at 95, 96 and 97, 10 apart, in a plot that ends at 100: 80, 90, 100.
        Assert.Equal([80, 90, 100], SideLabels.Apart([95, 96, 97], 10, 0, 100));
    }

    private static (double X1, double X2, double Y1, double Y2) Extent(Mark mark) => mark switch
    {
        Mark.Stroke stroke => (stroke.Points.Min(p => p.X), stroke.Points.Max(p => p.X), stroke.Points.Min(p => p.Y), stroke.Points.Max(p => p.Y)),
        Mark.Box box => (box.X, box.X + box.Width, box.Y, box.Y + box.Height),
        Mark.Dot dot => (dot.X - dot.Radius, dot.X + dot.Radius, dot.Y - dot.Radius, dot.Y + dot.Radius),
        Mark.Label label => Span(label, ChartText.Width(label.Text, label.Size, label.Bold)),
        _ => throw new ArgumentOutOfRangeException(nameof(mark)),
    };

    private static (double, double, double, double) Span(Mark.Label label, double width)
    {
        var start = label.Anchor switch { Anchor.Start => label.X, Anchor.Middle => label.X - width / 2, _ => label.X - width };
        return (start, start + width, label.Y - label.Size * 0.75, label.Y + label.Size * 0.2);
    }
}
