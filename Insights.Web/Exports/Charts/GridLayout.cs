using Insights.Analytics.Reports;

namespace Insights.Web.Exports.Charts;

/// <summary>
/// Heatmaps and cohort triangles: one series a row, one category a column, the numbers in the cells. Shades repeat the numbers, they do not replace them.
/// A heatmap marks what it has no number for; a triangle leaves empty what has not come yet.
/// </summary>
internal sealed class GridLayout(ChartSpec spec, double width, double height, ChartStyle style)
{
    private const int Shades = 7;

    public static double PreferredHeight(ChartSpec spec, double width, ChartStyle style) =>
        style.Row * 2.8 + spec.Series.Count * style.Text * 2.2 + (spec.CategoryTitle is null ? 0 : style.Row);

    public ChartDrawing Draw()
    {
        var marks = new List<Mark> { new Mark.Label(0, style.Text, spec.ValueTitle, style.Text, Ink.Muted) };
        var left = Math.Min(width * 0.3, spec.Series.Max(series => ChartText.Width(series.Name, style.Text)) + style.Text);
        var top = style.Row * 1.6;
        var axis = new CategoryAxis(spec, style, width - left);
        var bottom = height - axis.Height;
        var (column, row) = ((width - left) / spec.Categories.Count, (bottom - top) / spec.Series.Count);
        var numbers = ValueScale.Numbers(spec).ToList();
        var (low, high) = (Math.Min(0, numbers.Min()), numbers.Max());
        var size = NumberSize(column, row);

        for (var r = 0; r < spec.Series.Count; r++)
        {
            var series = spec.Series[r];
            var y = top + row * r;
            marks.Add(new Mark.Label(left - style.Text * 0.6, y + row / 2 + style.Baseline, ChartText.Shortened(series.Name, style.Text, left - style.Text * 0.6), style.Text, Ink.Text, Anchor.End));
            for (var c = 0; c < spec.Categories.Count; c++)
            {
                var cell = c < series.Values.Count ? series.Values[c] : new Cell.None("no value");
                var tip = $"{series.Name} · {spec.Categories[c]}: {style.TextOf(cell)}";
                var x = left + column * c;
                if (CellText.Number(cell) is not { } value)
                {
                    if (spec.Kind != ChartKind.Triangle)
                        marks.Add(new Mark.Label(x + column / 2, y + row / 2 + style.Baseline, CellText.Missing, style.Text, Ink.Muted, Anchor.Middle));
                    continue;
                }

                var share = high == low ? 0 : (value - low) / (high - low);
                var shade = (Ink)((int)Ink.Heat0 + Math.Clamp((int)Math.Ceiling(share * (Shades - 1) - 1e-9), 0, Shades - 1));
                marks.Add(new Mark.Box(x + 0.5, y + 0.5, column - 1, row - 1, shade, Tip: tip));
                if (r >= spec.IncompleteSeriesFrom)
                    Hatch.Add(marks, x + 0.5, y + 0.5, column - 1, row - 1, Ink.Muted, tip);
                if (size > 0)
                    marks.Add(new Mark.Label(x + column / 2, y + row / 2 + size * 0.35, CellText.Of(cell, style.Zone), size, Ink.Text, Anchor.Middle));
            }
        }

        axis.Draw(marks, left, width, bottom, width);
        return new(width, height, marks);
    }

    /// <summary>The size at which every number fits its cell; 0 when they would be too small to read, then tips and the table say them.</summary>
    private double NumberSize(double column, double row)
    {
        var widest = spec.Series.SelectMany(series => series.Values).Max(cell => ChartText.Width(CellText.Of(cell, style.Zone), 1));
        var size = Math.Min(Math.Min(style.Text, (column - 3) / Math.Max(widest, 0.1)), row - 2);
        return size >= style.Text * 0.62 ? size : 0;
    }
}
