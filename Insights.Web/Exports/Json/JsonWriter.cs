using System.Text.Encodings.Web;
using System.Text.Json;
using Insights.Analytics.Metrics;
using Insights.Analytics.Reports;
using NodaTime.Text;

namespace Insights.Web.Exports.Json;

/// <summary>The whole document as JSON, in the shape that README.md beside this file describes. Properties always come in the same order.</summary>
internal static class JsonWriter
{
    public const string ContentType = "application/json";

    /// <summary>Grows by one when a property changes its name or meaning; new properties may come at any time.</summary>
    public const int Version = 1;

    public static void Write(ReportDocument document, Stream output)
    {
        // The default escapes every letter outside ASCII. This file is never pasted into a page: application/json is not parsed as HTML.
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        var cells = new CellJson(json, document.Zone);
        json.WriteStartObject();
        json.WriteNumber("version", Version);
        json.WriteString("id", document.Id);
        json.WriteString("title", document.Title);
        json.WriteString("headline", document.Headline);
        json.WriteString("introduction", document.Introduction);
        json.WriteString("workspace", document.WorkspaceName);
        json.WriteString("scope", document.Scope);
        json.WriteString("zone", document.Zone.Id);
        json.WriteString("as_of", document.AsOf is { } asOf ? InstantPattern.ExtendedIso.Format(asOf) : null);
        json.WriteString("made_at", InstantPattern.ExtendedIso.Format(document.MadeAt));
        json.WriteString("empty", document.Empty is { } empty ? Snake(empty.ToString()) : null);
        Array(json, "filters", document.Filters, filter =>
        {
            json.WriteStartObject();
            json.WriteString("label", filter.Label);
            json.WriteString("value", filter.Value);
            json.WriteEndObject();
        });
        Array(json, "freshness", document.Freshness, source =>
        {
            json.WriteStartObject();
            json.WriteString("source", source.Source);
            json.WriteString("data_until", source.DataUntil is { } until ? InstantPattern.ExtendedIso.Format(until) : null);
            json.WriteString("late", source.Late switch { 0 => "no", < 3 => "late", _ => "very_late" });
            json.WriteEndObject();
        });
        Array(json, "sections", document.Sections, section =>
        {
            json.WriteStartObject();
            json.WriteString("id", section.Id);
            json.WriteString("title", section.Title);
            Array(json, "blocks", section.Blocks, block => new BlockJson(json, cells).Write(block));
            json.WriteEndObject();
            // Hands the finished section on, so that memory holds one section and not the file.
            json.Flush();
        });
        Array(json, "footnotes", document.Footnotes, json.WriteStringValue);
        Array(json, "definitions", document.Definitions, definition => Definition(json, definition));
        json.WriteEndObject();
    }

    internal static void Array<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
            write(item);
        json.WriteEndArray();
    }

    internal static string Snake(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));

    private static void Definition(Utf8JsonWriter json, MetricDefinition definition)
    {
        json.WriteStartObject();
        Properties(json, definition);
        json.WriteEndObject();
    }

    /// <summary>What the catalogue says of a metric, as properties of the object that is being written.</summary>
    internal static void Properties(Utf8JsonWriter json, MetricDefinition definition)
    {
        json.WriteString("id", definition.Id);
        json.WriteString("name", definition.Name);
        json.WriteString("area", Snake(definition.Area.ToString()));
        json.WriteString("unit", Snake(definition.Unit.ToString()));
        json.WriteString("polarity", Snake(definition.Polarity.ToString()));
        json.WriteString("date_basis", definition.DateBasis);
        json.WriteString("time_basis", definition.TimeBasis);
        json.WriteString("definition", definition.Definition);
        json.WriteString("formula", definition.Formula);
        Array(json, "exclusions", definition.Exclusions, json.WriteStringValue);
        json.WriteString("example", definition.Example);
        json.WriteString("source", definition.Source);
    }
}
