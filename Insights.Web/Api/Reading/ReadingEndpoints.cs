using Insights.Web.Access;

namespace Insights.Web.Api.Reading;

/// <summary>
/// The read-only interface of programs, version 1: the metrics of the catalogue and the documents of the report library, in the token's own scope.
/// It computes nothing of its own: values come from the queries of the pages, documents from the builders of the pages.
/// </summary>
internal static class ReadingEndpoints
{
    /// <summary>The name of the OpenAPI document and the number in every address.</summary>
    public const string Version = "v1";

    public static void MapReadingApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1").RequireRateLimiting(ApiLimits.Policy).WithGroupName(Version).WithTags("Reading");
        var metrics = api.MapGroup("/metrics").RequireAuthorization(ApiTokenSignIn.MetricsReadPolicy);
        Describe(metrics.MapGet("", MetricAnswers.ListAsync), "listMetrics", "Every metric with its definition", "Ordered by area as the catalogue is. Pages of `limit`; `next` names the following one.", Shapes.Page, Paging);
        Describe(metrics.MapGet("/{metricId}", MetricAnswers.OneAsync), "readMetric", "One metric: its value, its change, and its course or parts",
            "Over the days and under the filter of the query, which is that of the portal's links. `by` adds the course (day, week, month) or the parts by one dimension.", Shapes.Metric, [.. Filter, .. Paging, By]);
        var reports = api.MapGroup("/reports").RequireAuthorization(ApiTokenSignIn.ReportsReadPolicy);
        Describe(reports.MapGet("", ReportAnswers.ListAsync), "listReports", "The reports this token may read", "Each with its audience, and whether a vendor must be named.", Shapes.Page, Paging);
        Describe(reports.MapGet("/{reportId}", ReportAnswers.OneAsync), "readReport", "One report: the document that page, PDF and workbook are made of",
            "Over the days and under the filter of the query; `month=2026-10` names a calendar month. Every number is a cell: its kind, its raw value, the text people see, and where its rows are.", Shapes.Document, Filter);
        app.MapOpenApi("/api/{documentName}/openapi.json").RequireAuthorization(ApiTokenSignIn.AnyTokenPolicy).RequireRateLimiting(ApiLimits.Policy);
        // The same for people: whoever is given a token reads here how to use it.
        app.MapOpenApi("/guide/api/{documentName}.json").RequireAuthorization(Policies.Everyone);
    }

    public static readonly QueryWord[] Paging =
    [
        new("limit", "How many items at most, 1 to 200; 50 when not said."),
        new("after", "The id of the last item of the page before; the address in next has it."),
    ];

    public static readonly QueryWord By = new("by", "day, week or month for the course over time, or a dimension of the filter (vendor, gateway, method …) for its parts.");

    public static readonly QueryWord[] Filter =
    [
        new("period", "A relative period: today, last-7-days, last-30-days, last-month, this-quarter …"),
        new("from", "First day, 2026-10-01, in the reporting zone."),
        new("to", "Last day, 2026-10-31, in the reporting zone; it is part of the period."),
        new("month", "A calendar month, 2026-10, instead of from and to."),
        new("compare", "previous (standard), previous-year or none."),
        new("vendor", "A vendor's code. May be repeated, like every other dimension of the filter (gateway, method, team, priority, category, channel, reason …)."),
    ];

    private static void Describe(RouteHandlerBuilder endpoint, string name, string summary, string description, string shape, IReadOnlyList<QueryWord> query) => endpoint
        .WithName(name).WithSummary(summary).WithDescription(description)
        .WithMetadata(new AnswerShape(shape, query))
        .Produces(StatusCodes.Status200OK, contentType: "application/json")
        .Produces(StatusCodes.Status304NotModified)
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status429TooManyRequests);
}

/// <summary>What the OpenAPI document says of an endpoint beyond its route.</summary>
/// <param name="Shape">The name of its answer among <see cref="Shapes"/>.</param>
internal sealed record AnswerShape(string Shape, IReadOnlyList<QueryWord> Query);

/// <summary>A word of the query and what it means.</summary>
internal sealed record QueryWord(string Name, string Means);
