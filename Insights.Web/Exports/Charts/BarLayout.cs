using Insights.Analytics.Reports;

namespace Insights.Web.Exports.Charts;

/// <summary>
/// Horizontal bars: the name at the left, the value's own text at the bar's end, so no value axis is needed. In a bullet chart a series of
/// limits marks each bar's own goal across it.
/// </summary>
internal sealed class BarLayout(ChartSpec spec, double width, double height, ChartStyle style)
{
    private readonly List<Mark> marks = [];
    private readonly IReadOnlyList<ChartSeries> previous = [.. spec.Series.Where(series => series.Role == SeriesRole.Previous)];
    private readonly IReadOnlyList<ChartSeries> limits = [.. spec.Series.Where(series => series.Role == SeriesRole.Limit)];
    private readonly IReadOnlyList<ChartSeries> shown = [.. spec.Series.Where(IsBar)];

    public static double PreferredHeight(ChartSpec spec, double width, ChartStyle style)
    {
        var bars = Math.Max(1, spec.Series.Count(IsBar));
        return style.Row * 1.7 + spec.Categories.Count * style.Text * (bars == 1 ? 2.1 : 0.7 + 1.3 * bars);
    }

    private static bool IsBar(ChartSeries series) => series.Role is not (SeriesRole.Previous or SeriesRole.Limit);

    public ChartDrawing Draw()
    {
        marks.Add(new Mark.Label(0, style.Text, spec.ValueTitle, style.Text, Ink.Muted));
        var top = style.Row * 1.5;
        if (spec.Series.Count > 1)
            top = Legend.Draw(marks, spec.Series, style, ChartText.Width(spec.ValueTitle, style.Text) + style.Text * 2, width, style.Text) + style.Row * 0.4;

        var names = Math.Min(width * 0.48, spec.Categories.Max(text => ChartText.Width(text, style.Text)) + style.Text);
        var values = shown.SelectMany(series => series.Values).Max(cell => ChartText.Width(style.TextOf(cell), style.Text)) + style.Text * 0.9;
        var numbers = ValueScale.Numbers(spec).ToList();
        var (low, high) = (Math.Min(0, numbers.Min()), Math.Max(0, numbers.Max()));
        var span = high - low == 0 ? 1 : high - low;
        var (left, right) = (names + (low < 0 ? values : 0), width - values);
        double X(double value) => left + (value - low) / span * Math.Max(1, right - left);

        var row = (height - top) / spec.Categories.Count;
        var group = Math.Min(row * 0.72, style.Text * 1.3 * Math.Max(1, shown.Count));
        var bar = group / Math.Max(1, shown.Count);
        for (var i = 0; i < spec.Categories.Count; i++)
        {
            var middle = top + row * (i + 0.5);
            marks.Add(new Mark.Label(names - style.Text * 0.8, middle + style.Baseline, ChartText.Shortened(spec.Categories[i], style.Text, names - style.Text * 0.8), style.Text, Ink.Text, Anchor.End));
            for (var s = 0; s < shown.Count; s++)
            {
                var y = middle - group / 2 + bar * s;
                var cell = i < shown[s].Values.Count ? shown[s].Values[i] : new Cell.None("no value");
                var text = style.TextOf(cell);
                if (CellText.Number(cell) is not { } value)
                {
                    marks.Add(new Mark.Label(X(0) + style.Text * 0.4, y + bar / 2 + style.Baseline, text, style.Text, Ink.Muted));
                    continue;
                }

                var ink = ChartPalette.Of(shown[s].Role);
                var tip = $"{spec.Categories[i]}{(shown.Count > 1 ? " · " + shown[s].Name : "")}: {text}";
                marks.Add(new Mark.Box(Math.Min(X(0), X(value)), y + bar * 0.06, Math.Abs(X(value) - X(0)), bar * 0.88, ink, Tip: tip));
                var negative = value < 0;
                // Past every mark that stands where the text would: from the bar's end outwards, one after the other.
                var end = value;
                foreach (var mark in previous.Concat(limits).Select(series => ValueScale.NumberAt(series, i)).OfType<double>().OrderBy(mark => negative ? -mark : mark))
                {
                    if (negative ? mark < end && X(end) - X(mark) < values : mark > end && X(mark) - X(end) < values)
                        end = mark;
                }

                marks.Add(new Mark.Label(X(end) + (negative ? -1 : 1) * style.Text * 0.5, y + bar / 2 + style.Baseline, text, style.Text, Ink.Text, negative ? Anchor.End : Anchor.Start, Halo: true));
            }

            foreach (var limit in limits)
            {
                if (ValueScale.NumberAt(limit, i) is not { } value)
                    continue;
                marks.Add(new Mark.Stroke([new(X(value), middle - group * 0.7), new(X(value), middle + group * 0.7)], Ink.Target, style.Line * 1.2));
                marks.Add(new Mark.Dot(X(value), middle - group * 0.7, style.Line * 1.2, Ink.Target, $"{spec.Categories[i]} · {limit.Name}: {style.TextOf(limit.Values[i])}"));
            }

            foreach (var series in previous)
            {
                if (ValueScale.NumberAt(series, i) is { } value)
                {
                    IReadOnlyList<Spot> mark = [new(X(value), middle - group * 0.62), new(X(value), middle + group * 0.62)];
                    marks.Add(new Mark.Stroke(mark, Ink.Surface, style.Line * 2));
                    marks.Add(new Mark.Stroke(mark, Ink.Previous, style.Line));
                }
            }
        }

        foreach (var line in spec.Lines)
        {
            if (CellText.Number(line.Value) is not { } value)
                continue;
            marks.Add(new Mark.Stroke([new(X(value), top), new(X(value), height)], Ink.Target, 0.9, Dashed: true));
            var half = ChartText.Width(line.Label, style.Text) / 2;
            marks.Add(new Mark.Label(Math.Clamp(X(value), half, width - half), top - style.Text * 0.1, line.Label, style.Text, Ink.Target, Anchor.Middle, Halo: true));
        }

        marks.Add(new Mark.Stroke([new(X(0), top), new(X(0), height)], Ink.Axis, 0.9));
        return new(width, height, marks);
    }
}
