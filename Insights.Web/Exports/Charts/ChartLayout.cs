using Insights.Analytics.Reports;

namespace Insights.Web.Exports.Charts;

/// <summary>Turns a <see cref="ChartSpec"/> into marks: the one place where a chart's geometry is decided, for pages and for print.</summary>
internal static class ChartLayout
{
    public static ChartDrawing Of(ChartSpec spec, double width, double height, ChartStyle style)
    {
        if (spec.Categories.Count == 0 || !spec.Series.SelectMany(series => series.Values).Any(cell => CellText.Number(cell) is not null))
            return Nothing(spec, width, height, style);
        return spec.Kind switch
        {
            ChartKind.Bars or ChartKind.Bullet => new BarLayout(spec, width, height, style).Draw(),
            ChartKind.Heatmap or ChartKind.Triangle => new GridLayout(spec, width, height, style).Draw(),
            ChartKind.Funnel => new FunnelLayout(spec, width, height, style).Draw(),
            _ => new TimeLayout(spec, width, height, style).Draw(),
        };
    }

    /// <summary>The height at which the chart reads best: charts with a row per category grow with their rows.</summary>
    public static double PreferredHeight(ChartSpec spec, double width, ChartStyle style) => spec.Kind switch
    {
        ChartKind.Bars or ChartKind.Bullet => BarLayout.PreferredHeight(spec, width, style),
        ChartKind.Heatmap or ChartKind.Triangle => GridLayout.PreferredHeight(spec, width, style),
        ChartKind.Funnel => Math.Clamp(width * 0.42, style.Text * 22, style.Text * 30),
        _ => Math.Clamp(width * 0.36, style.Text * 15, style.Text * 23),
    };

    private static ChartDrawing Nothing(ChartSpec spec, double width, double height, ChartStyle style)
    {
        var why = spec.Series.SelectMany(series => series.Values).OfType<Cell.None>().Select(none => none.Why).FirstOrDefault(text => text.Length > 0);
        return new(width, height,
        [
            new Mark.Stroke([new(0, height - 0.5), new(width, height - 0.5)], Ink.Grid, 1),
            new Mark.Label(width / 2, height / 2, why ?? "No values in this period", style.Text, Ink.Muted, Anchor.Middle),
        ]);
    }
}
