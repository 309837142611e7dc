using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Web.Access;
using Insights.Web.Components;

namespace Insights.Web.Exports;

/// <summary>A document as a file to download, and the trace that it was taken.</summary>
internal sealed class DocumentFile(AuditLog audit, Branding branding)
{
    public async Task<IResult> AnswerAsync(HttpContext http, ReportDocument document, ReportFilter filter, DataScope scope, ExportFormat format)
    {
        var portal = new Uri($"{http.Request.Scheme}://{http.Request.Host}/");
        // Whole before the first byte goes out: a file that fails half-way must be an error page, never a file that looks complete.
        var content = new MemoryStream();
        format.Write(document, content, await branding.OptionsAsync(filter, scope, portal, http.RequestAborted));
        await audit.RecordAsync(http, AuditActions.Exported, $"{document.Id} as {format.Id}, {document.Scope}, {filter.ToQueryString()}");
        content.Position = 0;
        return Results.Stream(content, format.MediaType(document), FileNames.Of(document.Id, document.Scope, ReportMonth.FileText(filter)) + "." + format.Extension(document));
    }
}
