using System.Text;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Reports;
using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Exports.Calendar;
using Insights.Web.Exports.Csv;
using Insights.Web.Pages.DataHealth;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Insights.Web.Exports;

/// <summary>Files of documents and rows: the same builder, filter and scope as the page; each one in the audit trail.</summary>
internal static class ExportEndpoints
{
    public static void MapExports(this IEndpointRouteBuilder app)
    {
        app.MapGet("/exports/{reportId}/{format}", DocumentAsync).RequireAuthorization(Policies.Everyone);
        app.MapGet("/exports/patterns/{id:int}/{format}", PatternAsync).RequireAuthorization(Policies.Everyone);
        app.MapGet("/exports/alerts/{id:int}/{format}", AlertAsync).RequireAuthorization(Policies.Everyone);
        app.MapGet("/exports/rows/{rowSet}/{format}", (string rowSet, string format, HttpContext http, RowExport rows) => rows.AnswerAsync(http, rowSet, format)).RequireAuthorization(Policies.Everyone);
        app.MapGet("/deadlines/calendar.ics", CalendarAsync).RequireAuthorization(Policies.Everyone);
        app.MapGet("/data-health/files/{fileId:int}/rejects.csv", RejectsAsync).RequireAuthorization(Policies.Operators);
        app.MapGet("/guide/templates/{templateId}.csv", Template).RequireAuthorization(Policies.Operators);
    }

    private static async Task<IResult> DocumentAsync(string reportId, [FromRoute(Name = "format")] string formatId, HttpContext http, PageFrame frame, ReportShelf shelf, DocumentFile files)
    {
        var scope = await frame.ScopeAsync();
        if (ExportFormat.Find(formatId) is not { } format || shelf.Find(reportId, scope) is not { } builder)
            return Results.NotFound();
        var reading = ReportFilter.Parse(ReportMonth.AsDays(FilterBar.Pairs(http.Request.Query)), await frame.TodayAsync());
        var document = await shelf.BuildAsync(builder, reading.Filter, scope, http.RequestAborted);
        return await files.AnswerAsync(http, document, reading.Filter, scope, format);
    }

    private static async Task<IResult> CalendarAsync(HttpContext http, PageFrame frame, IDeadlineQueries deadlines, AuditLog audit)
    {
        var scope = await frame.ScopeAsync();
        var filter = ReportFilter.Parse(FilterBar.Pairs(http.Request.Query), await frame.TodayAsync()).Filter;
        var queue = await deadlines.ReadAsync(filter, scope, cancel: http.RequestAborted);
        await audit.RecordAsync(http, AuditActions.Exported, "deadlines as a calendar");
        // What is past is no appointment any more.
        var door = $"{http.Request.Scheme}://{http.Request.Host}{http.Request.PathBase}";
        var text = CalendarFile.Of("Dispute deadlines", queue.At, queue.Disputes.Where(dispute => !dispute.IsOverdue(queue.At)).Select(dispute => DeadlineEntries.Of(dispute, scope.IsStaff, door)));
        return Results.File(Encoding.UTF8.GetBytes(text), CalendarFile.ContentType, "dispute-deadlines.ics");
    }

    private static async Task<IResult> PatternAsync(int id, [FromRoute(Name = "format")] string formatId, HttpContext http, PageFrame frame, IPatternDocuments patterns, ReportShelf shelf, DocumentFile files) =>
        await OneAsync(await patterns.FindAsync(id, await frame.ScopeAsync(), http.RequestAborted), formatId, http, frame, shelf, files);

    private static async Task<IResult> AlertAsync(int id, [FromRoute(Name = "format")] string formatId, HttpContext http, PageFrame frame, IAlertDocuments alerts, ReportShelf shelf, DocumentFile files) =>
        await OneAsync(await alerts.FindAsync(id, await frame.ScopeAsync(), http.RequestAborted), formatId, http, frame, shelf, files);

    /// <summary>A document that is one of many of a kind; null: there is none, or none for this reader.</summary>
    private static async Task<IResult> OneAsync(IReportBuilder? builder, string formatId, HttpContext http, PageFrame frame, ReportShelf shelf, DocumentFile files)
    {
        var scope = await frame.ScopeAsync();
        if (ExportFormat.Find(formatId) is not { } format || builder is null)
            return Results.NotFound();
        var reading = ReportFilter.Parse(FilterBar.Pairs(http.Request.Query), await frame.TodayAsync());
        return await files.AnswerAsync(http, await shelf.BuildAsync(builder, reading.Filter, scope, http.RequestAborted), reading.Filter, scope, format);
    }

    private static async Task<IResult> RejectsAsync(int fileId, HttpContext http, PageFrame frame, IDataHealthQueries health, IImports imports, AuditLog audit)
    {
        if (await health.FileAsync(fileId, await frame.ScopeAsync(), http.RequestAborted) is not { } file)
            return Results.NotFound();
        await audit.RecordAsync(http, AuditActions.Exported, "rejected rows of " + file.Name);
        return Results.Stream(output => imports.WriteRejectsAsync(fileId, output, http.RequestAborted), CsvWriter.ContentType, FileNames.Of(Path.GetFileNameWithoutExtension(file.Name), "rejected") + ".csv");
    }

    private static IResult Template(string templateId, IImportGuide guide) =>
        guide.Kinds.FirstOrDefault(kind => kind.Id == templateId) is { Template: { } template }
            ? Results.File(Encoding.UTF8.GetBytes(template), CsvWriter.ContentType, "canonical-" + templateId + ".csv")
            : Results.NotFound();
}
