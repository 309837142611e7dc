using Microsoft.OpenApi;

namespace Insights.Web.Api.Reading;

/// <summary>What the answers hold, by name: written by hand as the writers are, and held against real answers by a test.</summary>
internal static class Shapes
{
    public const string Cell = "Cell";
    public const string Page = "Page";
    public const string Metric = "Metric";
    public const string Document = "Document";

    public static IEnumerable<KeyValuePair<string, IOpenApiSchema>> All(OpenApiDocument document)
    {
        yield return new(Cell, Object("One typed value.",
            ("kind", Text("text, count, share, points, change, money, duration, date, moment or none: what value is.")),
            ("value", new OpenApiSchema { Description = "Raw: minor units of money, seconds of a duration, the fraction of a share; null when there is none." }),
            ("text", Text("As people see it on the page.")),
            ("numerator", Whole("Of a share.")), ("denominator", Whole("Of a share.")), ("currency", Text("Of money, ISO 4217.")), ("decimals", Whole("Of the currency: value is 10 to the power of it times the amount.")),
            ("why", Text("Why there is no value.")), ("link", Text("Where the rows of the number are, inside the portal."))));
        yield return new(Page, Object("A page of a list.",
            ("items", Many(new OpenApiSchema { Type = JsonSchemaType.Object })), ("total", Whole("Items on all pages.")), ("next", Text("The address of the following page; null on the last."))));
        yield return new(Metric, Object("A metric over a period.",
            ("id", Text("As in the list.")), ("name", Text("")), ("unit", Text("count, percent, per_thousand, duration or money.")), ("definition", Text("")), ("zone", Text("The reporting zone.")),
            ("from", Text("First day.")), ("to", Text("Last day, part of the period.")), ("filter", Text("The canonical filter, as the portal's links carry it.")),
            ("value", new OpenApiSchemaReference(Cell, document)), ("n", Whole("Rows the value rests on; under 30 it is a small sample.")), ("incomplete", new OpenApiSchema { Type = JsonSchemaType.Boolean, Description = "The days are not over, or the value may still rise." }),
            ("by_currency", Many(new OpenApiSchemaReference(Cell, document))),
            ("compared", new OpenApiSchema { Type = JsonSchemaType.Object, Description = "The same over the compared days." }),
            ("series", Many(new OpenApiSchema { Type = JsonSchemaType.Object, Description = "With by=day, week or month: from, to, value, n, incomplete." })),
            ("dimension", Text("With by=a dimension: which.")), ("items", Many(new OpenApiSchema { Type = JsonSchemaType.Object, Description = "Its members: key, label, value, n, incomplete." })), ("total", Whole("Members on all pages.")), ("next", Text("The following page of members."))));
        yield return new(Document, Object("A report: the same document the page, the PDF and the workbook are made of.",
            ("version", Whole("Of this shape.")), ("id", Text("")), ("title", Text("")), ("headline", Text("The finding in about ten words.")), ("introduction", Text("")), ("workspace", Text("")), ("scope", Text("All vendors, or the vendor's name.")),
            ("zone", Text("")), ("as_of", Text("The latest instant the data speaks of.")), ("made_at", Text("")), ("empty", Text("Why there is nothing to show; null when there is.")),
            ("filters", Many(new OpenApiSchema { Type = JsonSchemaType.Object })), ("freshness", Many(new OpenApiSchema { Type = JsonSchemaType.Object })),
            ("sections", Many(new OpenApiSchema { Type = JsonSchemaType.Object, Description = "id, title and blocks: paragraph, bullets, tiles, chart, chart_pair, table." })),
            ("footnotes", Many(Text(""))), ("definitions", Many(new OpenApiSchema { Type = JsonSchemaType.Object }))));
    }

    private static OpenApiSchema Object(string description, params (string Name, IOpenApiSchema Schema)[] properties) =>
        new() { Type = JsonSchemaType.Object, Description = description, Properties = properties.ToDictionary(property => property.Name, property => property.Schema) };

    private static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String | JsonSchemaType.Null, Description = description.Length == 0 ? null : description };

    private static OpenApiSchema Whole(string description) => new() { Type = JsonSchemaType.Integer, Description = description };

    private static OpenApiSchema Many(IOpenApiSchema item) => new() { Type = JsonSchemaType.Array, Items = item };
}
