using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Exports.Csv;
using Insights.Web.Exports.Excel;
using Insights.Web.Exports.Json;
using Insights.Web.Exports.Pdf;

namespace Insights.Web.Exports;

/// <summary>A document as a file to download, and the trace that it was taken.</summary>
internal sealed class DocumentFile(AuditLog audit)
{
    public static readonly IReadOnlyList<string> Formats = ["pdf", "xlsx", "csv", "csv-machine", "json"];

    public async Task<IResult> AnswerAsync(HttpContext http, ReportDocument document, ReportFilter filter, string format)
    {
        var portal = new Uri($"{http.Request.Scheme}://{http.Request.Host}/");
        // Whole before the first byte goes out: a file that fails half-way must be an error page, never a file that looks complete.
        var content = new MemoryStream();
        var (type, extension) = Write(document, content, format, portal);
        await audit.RecordAsync(http, AuditActions.Exported, $"{document.Id} as {format}, {document.Scope}, {filter.ToQueryString()}");
        content.Position = 0;
        return Results.Stream(content, type, FileNames.Of(document.Id, document.Scope, ReportMonth.FileText(filter)) + "." + extension);
    }

    private static (string Type, string Extension) Write(ReportDocument document, Stream content, string format, Uri portal)
    {
        switch (format)
        {
            case "pdf":
                PdfWriter.Write(document, content, new PdfOptions { PortalBaseUrl = portal });
                return (PdfWriter.MediaType, "pdf");
            case "xlsx":
                ExcelWriter.Write(document, content, portal);
                return (ExcelWriter.ContentType, "xlsx");
            case "csv" or "csv-machine":
                CsvWriter.Write(document, content, format == "csv" ? CsvOptions.Excel : CsvOptions.Machine);
                return CsvWriter.IsZip(document, null) ? (CsvWriter.ZipContentType, "zip") : (CsvWriter.ContentType, "csv");
            case "json":
                JsonWriter.Write(document, content);
                return (JsonWriter.ContentType, "json");
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "Not a format of this portal.");
        }
    }
}
