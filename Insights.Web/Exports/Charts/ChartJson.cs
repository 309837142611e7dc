using System.Text.Json;
using Insights.Analytics.Reports;
using NodaTime;

namespace Insights.Web.Exports.Charts;

/// <summary>
/// A chart as JSON for the page's script (Chart.js). Carries the texts of all values and of the axis ticks, so that the script formats nothing.
/// The encoder escapes &lt;, &gt; and &amp;: the text may stand inside a script element of type application/json.
/// </summary>
internal static class ChartJson
{
    public static string Of(ChartSpec spec, DateTimeZone zone) => JsonSerializer.Serialize(Shape(spec, ChartStyle.Screen with { Zone = zone }), JsonSerializerOptions.Web);

    private static object Shape(ChartSpec spec, ChartStyle style)
    {
        var hasNumbers = spec.Series.SelectMany(series => series.Values).Any(cell => CellText.Number(cell) is not null);
        var scale = hasNumbers && !spec.IsGrid ? ValueScale.Of(FunnelLayout.Judged(spec), 5) : null;
        var position = spec.Kind is ChartKind.Funnel ? PositionScale.Of(spec) : null;
        return new
        {
            spec.Id,
            spec.Title,
            Kind = spec.Kind.ToString().ToLowerInvariant(),
            Labels = spec.Categories,
            Keys = spec.CategoryKeys,
            Links = spec.CategoryLinks,
            spec.ValueTitle,
            spec.CategoryTitle,
            Axis = scale is null ? null : new { scale.Min, scale.Max, scale.Unit, Ticks = scale.Ticks.Select(tick => new { tick.Value, tick.Text }) },
            Datasets = spec.Series.Select(series => new
            {
                Label = series.Name,
                Role = series.Role.ToString().ToLowerInvariant(),
                Data = series.Values.Select(CellText.Number),
                Texts = series.Values.Select(style.TextOf),
            }),
            Positions = spec.Positions.Select(CellText.Number),
            PositionTexts = spec.Positions.Select(style.TextOf),
            spec.PositionTitle,
            PositionAxis = position is null ? null : new { position.IsLog, position.Min, position.Max, Ticks = position.Ticks.Select(tick => new { tick.Value, tick.Text }) },
            Curves = spec.Curves.Select(curve => new { curve.Name, Kind = curve.Kind.ToString().ToLowerInvariant(), Points = curve.Points.Select(point => new { X = point.Position, Y = point.Value }) }),
            Marked = spec.Marked.Select(mark => new { mark.Category, Role = mark.Role.ToString().ToLowerInvariant() }),
            Lines = spec.Lines.Select(line => new { line.Label, Value = CellText.Number(line.Value), Text = style.TextOf(line.Value) }),
            Annotations = spec.Annotations.Select(annotation => new { annotation.Category, annotation.Text }),
            spec.IncompleteFrom,
            spec.IncompleteSeriesFrom,
            Alt = spec.AltText,
        };
    }
}
