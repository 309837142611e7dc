using System.Globalization;
using DocumentFormat.OpenXml.Drawing.Charts;
using Insights.Analytics.Reports;
using FunnelLayout = Insights.Web.Exports.Charts.FunnelLayout;
using PositionScale = Insights.Web.Exports.Charts.PositionScale;
using ValueScale = Insights.Web.Exports.Charts.ValueScale;
using A = DocumentFormat.OpenXml.Drawing;
using Cell = Insights.Analytics.Reports.Cell;

namespace Insights.Web.Exports.Excel;

/// <summary>A funnel as a scatter chart: points without lines, limits and the middle as lines without points, over the same volumes.</summary>
internal sealed partial class NativeChart
{
    /// <summary>A funnel's block has its volumes between the names and the series.</summary>
    public static int PositionColumns(ChartSpec spec) => spec.Kind == ChartKind.Funnel ? 1 : 0;

    private ChartSpace Funnel()
    {
        var scatter = new ScatterChart(new ScatterStyle { Val = ScatterStyleValues.LineMarker }, new VaryColors { Val = false });
        for (var i = 0; i < spec.Series.Count; i++)
            scatter.Append(spec.Series[i].Role == SeriesRole.Limit ? Border(i, spec.Series[i].Name, spec.Series[i].Values) : Spots(i));
        for (var i = 0; i < spec.Lines.Count; i++)
            scatter.Append(Border(spec.Series.Count + i, spec.Lines[i].Label, [.. Enumerable.Repeat(spec.Lines[i].Value, spec.Categories.Count)]));
        scatter.Append(new AxisId { Val = CategoryAxisId }, new AxisId { Val = ValueAxisId });

        var chart = new Chart(Title(spec.Title, 1200), new AutoTitleDeleted { Val = false }, new PlotArea(new Layout(), scatter, VolumeAxis(), RateAxis()),
            new Legend(new LegendPosition { Val = LegendPositionValues.Bottom }, new Overlay { Val = false }),
            new PlotVisibleOnly { Val = true }, new DisplayBlanksAs { Val = DisplayBlanksAsValues.Gap });
        return new ChartSpace(new RoundedCorners { Val = false }, chart);
    }

    private ScatterChartSeries Spots(int index)
    {
        var series = new ScatterChartSeries(Index(index), Order(index), Name(index + 2, spec.Series[index].Name),
            new ChartShapeProperties(new A.Outline(new A.NoFill()) { Width = Emu }), Spot(spec.Series[index].Role, 6));
        foreach (var mark in spec.Marked)
        {
            series.Append(new DataPoint(
                new DocumentFormat.OpenXml.Drawing.Charts.Index { Val = (uint)mark.Category },
                Spot(mark.Role, 8),
                new Bubble3D { Val = false },
                new ChartShapeProperties(new A.Outline(new A.NoFill()) { Width = Emu })));
        }

        series.Append(Labels());
        series.Append(Volumes(), RatesOf(index + 2, spec.Series[index].Values), new Smooth { Val = false });
        return series;
    }

    /// <summary>Names of the points that stand out, and of no other.</summary>
    private DataLabels Labels()
    {
        var labels = new DataLabels();
        foreach (var mark in spec.Marked.OrderBy(mark => mark.Category))
        {
            labels.Append(new DataLabel(
                new DocumentFormat.OpenXml.Drawing.Charts.Index { Val = (uint)mark.Category },
                new ChartText(new RichText(new A.BodyProperties(), new A.Paragraph(new A.Run(
                    new A.RunProperties { Language = "en-GB", FontSize = 900, Bold = true }, new A.Text(SheetFrame.Printable(spec.Categories[mark.Category])))))),
                new DataLabelPosition { Val = DataLabelPositionValues.Right },
                new ShowLegendKey { Val = false }, new ShowValue { Val = true }, new ShowCategoryName { Val = false },
                new ShowSeriesName { Val = false }, new ShowPercent { Val = false }, new ShowBubbleSize { Val = false }));
        }

        labels.Append(new ShowLegendKey { Val = false }, new ShowValue { Val = false }, new ShowCategoryName { Val = false },
            new ShowSeriesName { Val = false }, new ShowPercent { Val = false }, new ShowBubbleSize { Val = false });
        return labels;
    }

    private ScatterChartSeries Border(int index, string name, IReadOnlyList<Cell> values) => new(
        Index(index), Order(index), Name(index + 2, name), Stroke("5B6472", 1.25, dashed: true), new Marker(new Symbol { Val = MarkerStyleValues.None }),
        Volumes(), RatesOf(index + 2, values), new Smooth { Val = false });

    private static Marker Spot(SeriesRole role, byte size) => new(
        new Symbol { Val = MarkerStyleValues.Circle }, new Size { Val = size },
        new ChartShapeProperties(new A.SolidFill(Rgb(Colour(role))), new A.Outline(new A.SolidFill(Rgb("FFFFFF"))) { Width = Emu / 2 }));

    private XValues Volumes()
    {
        var cache = new NumberingCache(new FormatCode("#,##0"), new PointCount { Val = (uint)spec.Positions.Count });
        for (var i = 0; i < spec.Positions.Count; i++)
        {
            if (cells.NumberOf(spec.Positions[i]) is { } number)
                cache.Append(new NumericPoint(new NumericValue(number.ToString("R", CultureInfo.InvariantCulture))) { Index = (uint)i });
        }

        return new(new NumberReference(new Formula(Reference(1, top + 1, top + spec.Positions.Count)), cache));
    }

    private YValues RatesOf(int column, IReadOnlyList<Cell> values) => new([.. Values(column, values).ChildElements.Select(child => child.CloneNode(true))]);

    private ValueAxis VolumeAxis()
    {
        var scale = PositionScale.Of(spec);
        var scaling = new Scaling(new Orientation { Val = OrientationValues.MinMax }, new MaxAxisValue { Val = scale.Max }, new MinAxisValue { Val = scale.Min });
        if (scale.IsLog)
            scaling.PrependChild(new LogBase { Val = 10 });
        return new ValueAxis(
            new AxisId { Val = CategoryAxisId }, scaling, new Delete { Val = false }, new AxisPosition { Val = AxisPositionValues.Bottom },
            Title(spec.PositionTitle ?? "", 900), new NumberingFormat { FormatCode = "#,##0", SourceLinked = false },
            new MajorTickMark { Val = TickMarkValues.Outside }, new MinorTickMark { Val = TickMarkValues.None }, new TickLabelPosition { Val = TickLabelPositionValues.Low },
            new CrossingAxis { Val = ValueAxisId }, new Crosses { Val = CrossesValues.Minimum }, new CrossBetween { Val = CrossBetweenValues.MidpointCategory });
    }

    private ValueAxis RateAxis()
    {
        var scale = ValueScale.Of(FunnelLayout.Judged(spec), 5);
        return new ValueAxis(
            new AxisId { Val = ValueAxisId },
            new Scaling(new Orientation { Val = OrientationValues.MinMax }, new MaxAxisValue { Val = scale.Max }, new MinAxisValue { Val = scale.Min }),
            new Delete { Val = false }, new AxisPosition { Val = AxisPositionValues.Left }, new MajorGridlines(Stroke("E1E5EA", 0.75, dashed: false)),
            Title(spec.ValueTitle, 900), new NumberingFormat { FormatCode = Format(), SourceLinked = false },
            new MajorTickMark { Val = TickMarkValues.None }, new MinorTickMark { Val = TickMarkValues.None }, new TickLabelPosition { Val = TickLabelPositionValues.Low },
            new CrossingAxis { Val = CategoryAxisId }, new Crosses { Val = CrossesValues.Minimum }, new CrossBetween { Val = CrossBetweenValues.MidpointCategory });
    }
}
