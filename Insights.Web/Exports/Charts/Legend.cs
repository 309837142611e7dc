using Insights.Analytics.Reports;

namespace Insights.Web.Exports.Charts;

/// <summary>Names of series in a row, where they cannot stand beside what they name.</summary>
internal static class Legend
{
    /// <summary>Starts at <paramref name="x"/> on the line of <paramref name="y"/>, wraps at <paramref name="right"/>; returns the bottom.</summary>
    public static double Draw(List<Mark> marks, IReadOnlyList<ChartSeries> series, ChartStyle style, double x, double right, double y)
    {
        var start = x;
        foreach (var one in series)
        {
            var name = ChartText.Shortened(one.Name, style.Text, right * 0.6);
            var swatch = style.Text * 0.75;
            var length = swatch + style.Text * 0.4 + ChartText.Width(name, style.Text);
            if (x > 0 && x + length > right)
            {
                (start, x) = (0, 0);
                y += style.Row;
            }

            var ink = ChartPalette.Of(one.Role);
            if (one.Role is SeriesRole.Previous or SeriesRole.Limit)
                marks.Add(new Mark.Stroke([new(x, y - style.Baseline), new(x + swatch, y - style.Baseline)], ink, style.Line * 0.8));
            else
                marks.Add(new Mark.Box(x, y - style.Text * 0.72, swatch, swatch, ink));
            marks.Add(new Mark.Label(x + swatch + style.Text * 0.4, y, name, style.Text, Ink.Text));
            x += length + style.Text * 1.2;
        }

        return y + style.Row - style.Text;
    }
}
