using Insights.Analytics.Reports;

namespace Insights.Web.Exports.Charts;

/// <summary>Columns beside one another, or on one another.</summary>
internal sealed partial class TimeLayout
{
    private void Columns()
    {
        var shown = spec.Series.Where(series => series.Role != SeriesRole.Previous).ToList();
        var group = Math.Min(Band * 0.72, style.Text * 5);
        var each = group / Math.Max(1, shown.Count);
        for (var s = 0; s < shown.Count; s++)
        {
            for (var i = 0; i < spec.Categories.Count; i++)
            {
                if (ValueScale.NumberAt(shown[s], i) is { } value)
                    Column(X(i) - group / 2 + each * s, each * (shown.Count > 1 ? 0.9 : 1), 0, value, shown[s], i);
            }
        }
    }

    private void StackedColumns()
    {
        var group = Math.Min(Band * 0.72, style.Text * 5);
        var up = new double[spec.Categories.Count];
        var down = new double[spec.Categories.Count];
        foreach (var series in spec.Series.Where(series => series.Role != SeriesRole.Previous))
        {
            for (var i = 0; i < spec.Categories.Count; i++)
            {
                if (ValueScale.NumberAt(series, i) is not { } value || value == 0)
                    continue;
                var stack = value > 0 ? up : down;
                Column(X(i) - group / 2, group, stack[i], stack[i] + value, series, i);
                stack[i] += value;
            }
        }
    }

    private void Column(double x, double columnWidth, double from, double to, ChartSeries series, int category)
    {
        var (y1, y2) = (Y(Math.Max(from, to)), Y(Math.Min(from, to)));
        var ink = ChartPalette.Of(series.Role);
        if (Incomplete(category))
            Hatch.Add(marks, x, y1, columnWidth, y2 - y1, ink, Tip(series, category));
        else
            marks.Add(new Mark.Box(x, y1, columnWidth, y2 - y1, ink, Tip: Tip(series, category)));
        // A rim of the surface between stacked parts, so that they are told apart without colour.
        if (from != 0 && !Incomplete(category))
            marks.Add(new Mark.Stroke([new(x, Y(from)), new(x + columnWidth, Y(from))], Ink.Surface, 0.75));
    }
}
