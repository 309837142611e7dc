using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Drawing.Charts;
using Insights.Analytics.Reports;
using A = DocumentFormat.OpenXml.Drawing;
using Cell = Insights.Analytics.Reports.Cell;

namespace Insights.Web.Exports.Excel;

/// <summary>A chart of the document as the spreadsheet's own chart, bound to the cells of its block and carrying their values as cache.</summary>
/// <param name="sheet">Name of the sheet that holds the block.</param>
/// <param name="top">Row of the block's headings, from 1; categories in column A, then series, then lines.</param>
internal sealed partial class NativeChart(ChartSpec spec, string sheet, int top, CellXml cells)
{
    private const uint CategoryAxisId = 111;
    private const uint ValueAxisId = 112;
    private const int Emu = 12_700; // a point

    public ChartSpace Build()
    {
        if (spec.Kind == ChartKind.Funnel)
            return Funnel();
        var plot = new PlotArea(new Layout());
        var drawn = Enumerable.Range(0, spec.Series.Count).ToList();
        var asLines = spec.Kind switch
        {
            ChartKind.Line => drawn,
            // The compared period is a thin line behind the columns, so that it is not read as another part of them.
            ChartKind.Columns or ChartKind.StackedColumns => [.. drawn.Where(i => spec.Series[i].Role == SeriesRole.Previous)],
            _ => [],
        };
        var asBars = drawn.Except(asLines).ToList();
        if (asBars.Count > 0)
            plot.Append(Bars(asBars));
        // A line across horizontal bars has no native form; its value stands in the block.
        var limits = spec.IsBars ? 0 : spec.Lines.Count;
        if (asLines.Count + limits > 0)
            plot.Append(Lines(asLines, limits));
        plot.Append(CategoryAxis(), ValueAxis());

        var chart = new Chart(Title(spec.Title, 1200), new AutoTitleDeleted { Val = false }, plot);
        if (spec.Series.Count + limits > 1)
            chart.Append(new Legend(new LegendPosition { Val = LegendPositionValues.Bottom }, new Overlay { Val = false }));
        chart.Append(new PlotVisibleOnly { Val = true }, new DisplayBlanksAs { Val = DisplayBlanksAsValues.Gap });
        return new ChartSpace(new RoundedCorners { Val = false }, chart);
    }

    private BarChart Bars(List<int> series)
    {
        var stacked = spec.Kind == ChartKind.StackedColumns;
        var chart = new BarChart(
            new BarDirection { Val = spec.IsBars ? BarDirectionValues.Bar : BarDirectionValues.Column },
            new BarGrouping { Val = stacked ? BarGroupingValues.Stacked : BarGroupingValues.Clustered },
            new VaryColors { Val = false });
        foreach (var index in series)
        {
            var one = new BarChartSeries(Index(index), Order(index), Name(index + 1, spec.Series[index].Name), Filled(spec.Series[index].Role), new InvertIfNegative { Val = false });
            foreach (var point in IncompletePoints())
            {
                one.Append(new DataPoint(
                    new DocumentFormat.OpenXml.Drawing.Charts.Index { Val = point },
                    new InvertIfNegative { Val = false },
                    new ChartShapeProperties(new A.PatternFill(
                        new A.ForegroundColor(Rgb(Colour(spec.Series[index].Role))),
                        new A.BackgroundColor(Rgb("FFFFFF")))
                    { Preset = A.PresetPatternValues.WideUpwardDiagonal })));
            }
            one.Append(Categories(), Values(index + 1, spec.Series[index].Values));
            chart.Append(one);
        }
        chart.Append(new GapWidth { Val = 60 });
        if (stacked)
            chart.Append(new Overlap { Val = 100 });
        chart.Append(new AxisId { Val = CategoryAxisId }, new AxisId { Val = ValueAxisId });
        return chart;
    }

    private LineChart Lines(List<int> series, int limits)
    {
        var chart = new LineChart(new Grouping { Val = GroupingValues.Standard }, new VaryColors { Val = false });
        foreach (var index in series)
        {
            var role = spec.Series[index].Role;
            var one = new LineChartSeries(Index(index), Order(index), Name(index + 1, spec.Series[index].Name),
                Stroke(Colour(role), role == SeriesRole.Previous ? 1.25 : 2.25, dashed: false), new Marker(new Symbol { Val = MarkerStyleValues.None }));
            foreach (var point in IncompletePoints())
            {
                one.Append(new DataPoint(
                    new DocumentFormat.OpenXml.Drawing.Charts.Index { Val = point },
                    new Marker(new Symbol { Val = MarkerStyleValues.None }),
                    new Bubble3D { Val = false },
                    Stroke(Colour(role), 2.25, dashed: true)));
            }
            one.Append(Categories(), Values(index + 1, spec.Series[index].Values), new Smooth { Val = false });
            chart.Append(one);
        }
        for (var i = 0; i < limits; i++)
        {
            var line = spec.Lines[i];
            var index = spec.Series.Count + i;
            chart.Append(new LineChartSeries(Index(index), Order(index), Name(index + 1, line.Label),
                Stroke("5B6472", 1.25, dashed: true), new Marker(new Symbol { Val = MarkerStyleValues.None }),
                Categories(), Values(index + 1, [.. Enumerable.Repeat(line.Value, spec.Categories.Count)]), new Smooth { Val = false }));
        }
        chart.Append(new ShowMarker { Val = true }, new AxisId { Val = CategoryAxisId }, new AxisId { Val = ValueAxisId });
        return chart;
    }

    private CategoryAxis CategoryAxis()
    {
        var bars = spec.IsBars;
        var axis = new CategoryAxis(
            new AxisId { Val = CategoryAxisId },
            // The first bar is the longest and belongs on top.
            new Scaling(new Orientation { Val = bars ? OrientationValues.MaxMin : OrientationValues.MinMax }),
            new Delete { Val = false },
            new AxisPosition { Val = bars ? AxisPositionValues.Left : AxisPositionValues.Bottom });
        if (spec.CategoryTitle is { Length: > 0 } title)
            axis.Append(Title(title, 900));
        axis.Append(
            new MajorTickMark { Val = TickMarkValues.None },
            new MinorTickMark { Val = TickMarkValues.None },
            new TickLabelPosition { Val = TickLabelPositionValues.Low },
            new CrossingAxis { Val = ValueAxisId },
            new Crosses { Val = CrossesValues.AutoZero },
            new AutoLabeled { Val = false },
            new LabelAlignment { Val = LabelAlignmentValues.Center },
            new LabelOffset { Val = 100 },
            new NoMultiLevelLabels { Val = true });
        return axis;
    }

    private ValueAxis ValueAxis()
    {
        var bars = spec.IsBars;
        var scaling = new Scaling(new Orientation { Val = OrientationValues.MinMax });
        // A bar says its value by its length, so it starts at nothing; left to itself the program starts where it finds the differences large.
        if (spec.Kind != ChartKind.Line && spec.Series.SelectMany(series => series.Values).All(value => cells.NumberOf(value) is null or >= 0))
            scaling.Append(new MinAxisValue { Val = 0 });
        return new ValueAxis(
            new AxisId { Val = ValueAxisId },
            scaling,
            new Delete { Val = false },
            new AxisPosition { Val = bars ? AxisPositionValues.Bottom : AxisPositionValues.Left },
            new MajorGridlines(Stroke("E1E5EA", 0.75, dashed: false)),
            Title(spec.ValueTitle, 900),
            new NumberingFormat { FormatCode = Format(), SourceLinked = false },
            new MajorTickMark { Val = TickMarkValues.None },
            new MinorTickMark { Val = TickMarkValues.None },
            new TickLabelPosition { Val = TickLabelPositionValues.NextTo },
            new CrossingAxis { Val = CategoryAxisId },
            new Crosses { Val = bars ? CrossesValues.Maximum : CrossesValues.AutoZero },
            new CrossBetween { Val = CrossBetweenValues.Between });
    }

    private string Format() =>
        spec.Series.SelectMany(series => series.Values).FirstOrDefault(value => cells.NumberOf(value) is not null) is { } cell ? cells.FormatOf(cell) : "General";

    private IEnumerable<uint> IncompletePoints()
    {
        for (var i = spec.IncompleteFrom ?? spec.Categories.Count; i < spec.Categories.Count; i++)
            yield return (uint)i;
    }

    private static DocumentFormat.OpenXml.Drawing.Charts.Index Index(int index) => new() { Val = (uint)index };

    private static Order Order(int index) => new() { Val = (uint)index };

    private SeriesText Name(int column, string name) => new(new StringReference(
        new Formula(Reference(column, top, top)),
        new StringCache(new PointCount { Val = 1 }, new StringPoint(new NumericValue(SheetFrame.Printable(name))) { Index = 0 })));

    private CategoryAxisData Categories()
    {
        var cache = new StringCache(new PointCount { Val = (uint)spec.Categories.Count });
        for (var i = 0; i < spec.Categories.Count; i++)
            cache.Append(new StringPoint(new NumericValue(SheetFrame.Printable(spec.Categories[i]))) { Index = (uint)i });
        return new(new StringReference(new Formula(Reference(0, top + 1, top + spec.Categories.Count)), cache));
    }

    private Values Values(int column, IReadOnlyList<Cell> values)
    {
        var cache = new NumberingCache(new FormatCode(Format()), new PointCount { Val = (uint)values.Count });
        for (var i = 0; i < values.Count; i++)
        {
            if (cells.NumberOf(values[i]) is { } number)
                cache.Append(new NumericPoint(new NumericValue(number.ToString("R", CultureInfo.InvariantCulture))) { Index = (uint)i });
        }
        return new(new NumberReference(new Formula(Reference(column, top + 1, top + values.Count)), cache));
    }

    private string Reference(int column, int from, int to)
    {
        var letter = CellXml.ColumnName(column);
        return from == to
            ? FormattableString.Invariant($"{Names.Quoted(sheet)}!${letter}${from}")
            : FormattableString.Invariant($"{Names.Quoted(sheet)}!${letter}${from}:${letter}${to}");
    }

    private static Title Title(string text, int size) => new(
        new ChartText(new RichText(
            new A.BodyProperties(),
            new A.Paragraph(
                new A.ParagraphProperties(new A.DefaultRunProperties { FontSize = size, Bold = size > 1000 }),
                new A.Run(new A.RunProperties { Language = "en-GB", FontSize = size, Bold = size > 1000 }, new A.Text(SheetFrame.Printable(text)))))),
        new Overlay { Val = false });

    private static ChartShapeProperties Filled(SeriesRole role) => new(new A.SolidFill(Rgb(Colour(role))));

    private static ChartShapeProperties Stroke(string colour, double points, bool dashed)
    {
        var line = new A.Outline(new A.SolidFill(Rgb(colour))) { Width = (int)(points * Emu), CapType = A.LineCapValues.Round };
        if (dashed)
            line.Append(new A.PresetDash { Val = A.PresetLineDashValues.Dash });
        return new(line);
    }

    private static A.RgbColorModelHex Rgb(string hex) => new() { Val = hex };

    private static string Colour(SeriesRole role) => role switch
    {
        SeriesRole.Primary => "1F5FBF",
        SeriesRole.Second => "C2701C",
        SeriesRole.Third => "5A7D2A",
        SeriesRole.Fourth => "7A4FA3",
        SeriesRole.Previous => "9AA3AF",
        SeriesRole.Good => "1B7F4B",
        SeriesRole.Bad => "B3261E",
        SeriesRole.Limit => "5B6472",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "Unknown role."),
    };
}
