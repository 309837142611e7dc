using System.Text.Json;
using System.Text.Json.Serialization;
using Insights.Analytics.Reports;
using NodaTime;

namespace Insights.Web.Components;

/// <summary>A chart as its partial writes it: the server's drawing, the same data as a table, and as JSON for the script.</summary>
internal sealed record ChartView(string Id, string Title, string AltText, string Svg, TableView Data, string Json, bool IsHeatmap)
{
    private static readonly JsonSerializerOptions Wire = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static ChartView Of(ChartSpec spec, DateTimeZone zone, Func<ChartSpec, string> draw) =>
        new(spec.Id, spec.Title, spec.AltText, draw(spec), TableView.Of(DataTable(spec), zone, titleIsAbove: true), ToJson(spec, zone), spec.Kind == ChartKind.Heatmap);

    /// <summary>The chart's numbers: a row a category, a column a series; a heatmap the other way, as it is drawn.</summary>
    public static Table DataTable(ChartSpec spec)
    {
        if (spec.Kind == ChartKind.Heatmap)
        {
            return new Table
            {
                Id = spec.Id + "-data",
                Title = spec.Title,
                Columns = [new Column("row", spec.CategoryTitle ?? "", ColumnKind.Text), .. spec.Categories.Select((c, i) => new Column("c" + i.ToString(System.Globalization.CultureInfo.InvariantCulture), c, spec.ValueKind))],
                Rows = [.. spec.Series.Select(series => (IReadOnlyList<Cell>)[new Cell.Text(series.Name), .. series.Values])],
            };
        }
        return new Table
        {
            Id = spec.Id + "-data",
            Title = spec.Title,
            Columns = [new Column("category", spec.CategoryTitle ?? "", ColumnKind.Text), .. spec.Series.Select(series => new Column(series.Name, series.Name, spec.ValueKind))],
            Rows = [.. spec.Categories.Select((category, index) => (IReadOnlyList<Cell>)
            [
                new Cell.Text(category + (spec.IncompleteFrom is { } from && index >= from ? " (incomplete)" : "")) { Link = index < spec.CategoryLinks.Count && spec.CategoryLinks[index].Length > 0 ? spec.CategoryLinks[index] : null },
                .. spec.Series.Select(series => index < series.Values.Count ? series.Values[index] : new Cell.None("no value")),
            ])],
        };
    }

    // The default encoder escapes < > & so that no text can end the script block it stands in.
    private static string ToJson(ChartSpec spec, DateTimeZone zone) => JsonSerializer.Serialize(new
    {
        kind = spec.Kind.ToString(),
        categories = spec.Categories,
        series = spec.Series.Select(series => new
        {
            name = series.Name,
            role = series.Role.ToString(),
            values = series.Values.Select(CellText.Number),
            texts = series.Values.Select(cell => CellText.Of(cell, zone)),
        }),
        valueKind = spec.ValueKind.ToString(),
        valueTitle = spec.ValueTitle,
        categoryTitle = spec.CategoryTitle,
        lines = spec.Lines.Select(line => new { value = CellText.Number(line.Value), label = line.Label }),
        annotations = spec.Annotations.Select(note => new { category = note.Category, text = note.Text }),
        incompleteFrom = spec.IncompleteFrom,
        links = spec.CategoryLinks.Count == 0 ? null : spec.CategoryLinks,
    }, Wire);
}
