using System.Text.Json;
using Insights.Analytics.Reports;

namespace Insights.Web.Exports.Json;

/// <summary>Blocks of a section: each an object with its type and that type's content.</summary>
internal sealed class BlockJson(Utf8JsonWriter json, CellJson cells)
{
    /// <summary>Rows written before the writer's memory is handed on.</summary>
    private const int RowsPerFlush = 1_000;

    public void Write(Block block)
    {
        json.WriteStartObject();
        switch (block)
        {
            case Block.Paragraph paragraph:
                json.WriteString("type", "paragraph");
                json.WriteString("text", paragraph.Text);
                break;
            case Block.Bullets bullets:
                json.WriteString("type", "bullets");
                JsonWriter.Array(json, "items", bullets.Items, item =>
                {
                    json.WriteStartObject();
                    json.WriteString("text", item.Text);
                    json.WriteString("link", item.Link);
                    json.WriteEndObject();
                });
                break;
            case Block.Tiles tiles:
                json.WriteString("type", "tiles");
                JsonWriter.Array(json, "items", tiles.Items, Tile);
                break;
            case Block.Chart chart:
                json.WriteString("type", "chart");
                json.WritePropertyName("chart");
                Chart(chart.Spec);
                break;
            case Block.ChartPair pair:
                json.WriteString("type", "chart_pair");
                json.WritePropertyName("left");
                Chart(pair.Left);
                json.WritePropertyName("right");
                Chart(pair.Right);
                break;
            case Block.DataTable table:
                json.WriteString("type", "table");
                Table(table.Table);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(block), block, "Unknown kind of block.");
        }
        json.WriteEndObject();
    }

    private void Tile(Tile tile)
    {
        json.WriteStartObject();
        json.WriteString("metric", tile.MetricId);
        json.WriteString("label", tile.Label);
        cells.Write("value", tile.Value);
        cells.Write("change", tile.Delta);
        json.WriteString("compared_to", tile.ComparedTo);
        json.WriteString("judgement", JsonWriter.Snake(tile.Judgement.ToString()));
        if (tile.N is { } n)
            json.WriteNumber("n", n);
        else
            json.WriteNull("n");
        cells.Write("target", tile.Target);
        JsonWriter.Array(json, "sparkline", tile.Sparkline, cells.Write);
        json.WriteString("note", tile.Note);
        json.WriteString("link", tile.Link);
        json.WriteEndObject();
    }

    private void Chart(ChartSpec spec)
    {
        json.WriteStartObject();
        json.WriteString("id", spec.Id);
        json.WriteString("title", spec.Title);
        json.WriteString("kind", JsonWriter.Snake(spec.Kind.ToString()));
        json.WriteString("value_kind", JsonWriter.Snake(spec.ValueKind.ToString()));
        json.WriteString("value_title", spec.ValueTitle);
        json.WriteString("category_title", spec.CategoryTitle);
        JsonWriter.Array(json, "categories", spec.Categories, json.WriteStringValue);
        JsonWriter.Array(json, "category_keys", spec.CategoryKeys, json.WriteStringValue);
        JsonWriter.Array(json, "category_links", spec.CategoryLinks, json.WriteStringValue);
        JsonWriter.Array(json, "series", spec.Series, series =>
        {
            json.WriteStartObject();
            json.WriteString("name", series.Name);
            json.WriteString("role", JsonWriter.Snake(series.Role.ToString()));
            JsonWriter.Array(json, "values", series.Values, cells.Write);
            json.WriteEndObject();
        });
        JsonWriter.Array(json, "lines", spec.Lines, line =>
        {
            json.WriteStartObject();
            json.WriteString("label", line.Label);
            cells.Write("value", line.Value);
            json.WriteEndObject();
        });
        JsonWriter.Array(json, "annotations", spec.Annotations, mark =>
        {
            json.WriteStartObject();
            json.WriteNumber("category", mark.Category);
            json.WriteString("text", mark.Text);
            json.WriteEndObject();
        });
        if (spec.Kind == ChartKind.Funnel)
        {
            json.WriteString("position_title", spec.PositionTitle);
            JsonWriter.Array(json, "positions", spec.Positions, cells.Write);
            JsonWriter.Array(json, "marked", spec.Marked, mark =>
            {
                json.WriteStartObject();
                json.WriteNumber("category", mark.Category);
                json.WriteString("role", JsonWriter.Snake(mark.Role.ToString()));
                json.WriteEndObject();
            });
        }
        if (spec.IncompleteFrom is { } from)
            json.WriteNumber("incomplete_from", from);
        else
            json.WriteNull("incomplete_from");
        json.WriteString("alt_text", spec.AltText);
        json.WriteEndObject();
    }

    private void Table(Table table)
    {
        json.WriteString("id", table.Id);
        json.WriteString("title", table.Title);
        JsonWriter.Array(json, "columns", table.Columns, column =>
        {
            json.WriteStartObject();
            json.WriteString("key", column.Key);
            json.WriteString("title", column.Title);
            json.WriteString("kind", JsonWriter.Snake(column.Kind.ToString()));
            json.WriteString("unit", column.Unit);
            json.WriteEndObject();
        });
        var written = 0;
        JsonWriter.Array(json, "rows", table.Rows, row =>
        {
            json.WriteStartArray();
            foreach (var cell in row)
                cells.Write(cell);
            json.WriteEndArray();
            if (++written % RowsPerFlush == 0)
                json.Flush();
        });
        if (table.Totals is { } totals)
        {
            json.WriteStartArray("totals");
            foreach (var cell in totals)
                cells.Write(cell);
            json.WriteEndArray();
        }
        else
        {
            json.WriteNull("totals");
        }
        json.WriteString("cap", table.Cap);
        json.WriteString("empty_text", table.EmptyText);
    }
}
