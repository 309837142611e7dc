using Insights.Analytics.Reports;

namespace Insights.Web.Exports.Charts;

/// <summary>Lines, columns and stacked columns over a category axis.</summary>
internal sealed partial class TimeLayout(ChartSpec spec, double width, double height, ChartStyle style)
{
    private readonly List<Mark> marks = [];
    private double left, right, top, bottom, annotationTop;

    private double Band => (right - left) / spec.Categories.Count;
    private ValueScale Scale { get; set; } = null!;

    /// <summary>Names stand beside the lines where there is room for them, else in a row above.</summary>
    private bool NamesBeside => spec.Series.Count > 1 && spec.Kind != ChartKind.Columns && width >= style.Text * 34;

    public ChartDrawing Draw()
    {
        Scale = ValueScale.Of(spec, (int)Math.Clamp(height / (style.Text * 2.9), 3, 7));
        left = Scale.Ticks.Max(tick => ChartText.Width(tick.Text, style.Text)) + style.Text * 0.7;
        right = width - (NamesBeside ? Math.Min(width * 0.28, spec.Series.Max(series => ChartText.Width(series.Name, style.Text, bold: true)) + style.Text * 1.2) : style.Text * 0.5);
        top = Heading();
        top = Annotations(top);
        var axis = new CategoryAxis(spec, style, right - left);
        bottom = height - axis.Height;

        Grid();
        AnnotationLines();
        switch (spec.Kind)
        {
            case ChartKind.Columns:
                Columns();
                Previous();
                break;
            case ChartKind.StackedColumns:
                StackedColumns();
                Previous();
                break;
            default:
                Previous();
                foreach (var series in spec.Series.Where(series => series.Role != SeriesRole.Previous))
                    Line(series, ChartPalette.Of(series.Role), style.Line);
                break;
        }

        BaseLine();
        Targets();
        if (NamesBeside)
            Names();
        axis.Draw(marks, left, right, bottom, width);
        return new(width, height, marks);
    }

    private double X(int category) => left + Band * (category + 0.5);

    private double Y(double value) => bottom - Scale.Position(value) * (bottom - top);

    private bool Incomplete(int category) => spec.IncompleteFrom is { } from && category >= from;

    private string Tip(ChartSeries series, int category) =>
        $"{spec.Categories[category]}{(spec.Series.Count > 1 ? " · " + series.Name : "")}: {style.TextOf(series.Values[category])}{(Incomplete(category) ? " (not complete)" : "")}";

    /// <summary>What the axis counts, and the names of the series where they do not stand beside them.</summary>
    private double Heading()
    {
        var title = Scale.Unit is { } unit ? $"{spec.ValueTitle}, {unit}" : spec.ValueTitle;
        marks.Add(new Mark.Label(0, style.Text, title, style.Text, Ink.Muted));
        // Half a line of air: the topmost tick's text stands level with the plot's edge.
        var y = style.Row * 1.9;
        if (spec.Series.Count < 2 || NamesBeside)
            return y;
        return Legend.Draw(marks, spec.Series, style, ChartText.Width(title, style.Text) + style.Text * 2, width, style.Text) + style.Row * 0.9;
    }

    private double Annotations(double y)
    {
        var rowEnds = new List<double>();
        foreach (var annotation in InPlot().OrderBy(a => a.Category))
        {
            var text = ChartText.Shortened(annotation.Text, style.Text, (right - left) * 0.45);
            var textWidth = ChartText.Width(text, style.Text);
            var x = X(annotation.Category);
            // To the left of its line where the right edge is too near.
            var (start, anchor) = x + textWidth + 6 <= width ? (x, Anchor.Start) : (x - textWidth - 6, Anchor.End);
            var row = rowEnds.FindIndex(end => end + style.Text <= start);
            if (row < 0)
            {
                row = rowEnds.Count;
                rowEnds.Add(0);
            }

            rowEnds[row] = start + textWidth;
            marks.Add(new Mark.Label(x + (anchor == Anchor.Start ? 4 : -4), y + style.Row * row + style.Text * 0.6, text, style.Text, Ink.Annotation, anchor));
            marks.Add(new Mark.Dot(x, y + style.Row * row + style.Text * 0.25, style.Text * 0.17, Ink.Annotation, annotation.Text));
        }

        annotationTop = y;
        return y + style.Row * rowEnds.Count + (rowEnds.Count > 0 ? style.Text * 0.2 : 0);
    }

    private IEnumerable<ChartAnnotation> InPlot() => spec.Annotations.Where(a => a.Category >= 0 && a.Category < spec.Categories.Count);

    private void AnnotationLines()
    {
        foreach (var annotation in InPlot())
            marks.Add(new Mark.Stroke([new(X(annotation.Category), annotationTop + style.Text * 0.5), new(X(annotation.Category), bottom)], Ink.Annotation, 0.6, Dashed: true));
    }

    private void Grid()
    {
        foreach (var tick in Scale.Ticks)
        {
            if (tick.Value != 0)
                marks.Add(new Mark.Stroke([new(left, Y(tick.Value)), new(right, Y(tick.Value))], Ink.Grid, 0.75));
            marks.Add(new Mark.Label(left - style.Text * 0.7, Y(tick.Value) + style.Baseline, tick.Text, style.Text, Ink.Muted, Anchor.End));
        }
    }

    private void BaseLine()
    {
        var y = Y(Scale.Min <= 0 && Scale.Max >= 0 ? 0 : Scale.Min);
        marks.Add(new Mark.Stroke([new(left, y), new(right, y)], Ink.Axis, 0.9));
    }

    private void Targets()
    {
        foreach (var line in spec.Lines)
        {
            if (CellText.Number(line.Value) is not { } value)
                continue;
            marks.Add(new Mark.Stroke([new(left, Y(value)), new(right, Y(value))], Ink.Target, 0.9, Dashed: true));
            var spot = FreeSpot(line.Label, Y(value));
            marks.Add(new Mark.Label(spot.X, spot.Y, line.Label, style.Text, Ink.Target, Halo: true));
        }
    }

    /// <summary>Above or below the line, at its left or right end: where the label covers least of the data.</summary>
    private Spot FreeSpot(string label, double line)
    {
        var labelWidth = ChartText.Width(label, style.Text);
        var points = spec.Series.SelectMany(series => Enumerable.Range(0, spec.Categories.Count)
            .Where(i => ValueScale.NumberAt(series, i) is not null).Select(i => new Spot(X(i), Y(ValueScale.NumberAt(series, i)!.Value)))).ToList();
        var (above, below) = (line - style.Text * 0.4, line + style.Text * 1.15);
        var (start, end) = (left + style.Text * 0.4, right - labelWidth - style.Text * 0.4);
        return new Spot[] { new(start, above), new(end, above), new(start, below), new(end, below) }
            .Where(spot => spot.Y - style.Text >= top - style.Row && spot.Y <= bottom)
            .DefaultIfEmpty(new Spot(start, above))
            .MinBy(spot => points.Count(point => point.X > spot.X - style.Text && point.X < spot.X + labelWidth + style.Text
                && (spec.Kind == ChartKind.Line ? Math.Abs(point.Y - (spot.Y - style.Text * 0.35)) < style.Text * 0.9 : point.Y < spot.Y + style.Text * 0.3)));
    }

    private void Names()
    {
        var named = new List<(ChartSeries Series, double Y)>();
        var stack = 0d;
        foreach (var series in spec.Series)
        {
            var last = Enumerable.Range(0, spec.Categories.Count).LastOrDefault(i => ValueScale.NumberAt(series, i) is not null, -1);
            if (last < 0)
                continue;
            var value = ValueScale.NumberAt(series, last)!.Value;
            if (spec.Kind == ChartKind.StackedColumns && series.Role != SeriesRole.Previous)
            {
                named.Add((series, Y(stack + value / 2)));
                stack += value;
            }
            else
                named.Add((series, Y(value)));
        }

        var placed = SideLabels.Apart([.. named.Select(name => name.Y)], style.Row, top + style.Text * 0.3, bottom);
        for (var i = 0; i < named.Count; i++)
        {
            var x = right + style.Text * 0.5;
            var text = ChartText.Shortened(named[i].Series.Name, style.Text, width - x, bold: true);
            marks.Add(new Mark.Label(x, placed[i] + style.Baseline, text, style.Text, ChartPalette.Of(named[i].Series.Role), Bold: named[i].Series.Role != SeriesRole.Previous));
        }
    }
}
