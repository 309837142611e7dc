using Insights.Analytics.Reports;
using Insights.Web.Exports.Csv;
using Insights.Web.Exports.Excel;
using Insights.Web.Exports.Json;
using Insights.Web.Exports.Pdf;

namespace Insights.Web.Exports;

/// <summary>The file formats of a document, once: the portal's downloads, the verb and mail all write through here.</summary>
internal sealed record ExportFormat
{
    private readonly Action<ReportDocument, Stream, PdfOptions> _write;

    private ExportFormat(string id, Action<ReportDocument, Stream, PdfOptions> write)
    {
        Id = id;
        _write = write;
    }

    /// <summary>As links and the verb name it: pdf, xlsx, csv, csv-machine, json.</summary>
    public string Id { get; }

    public static IReadOnlyList<ExportFormat> All { get; } =
    [
        new("pdf", PdfWriter.Write),
        new("xlsx", (document, output, look) => ExcelWriter.Write(document, output, look.PortalBaseUrl)),
        new("csv", (document, output, _) => CsvWriter.Write(document, output, CsvOptions.Excel)),
        new("csv-machine", (document, output, _) => CsvWriter.Write(document, output, CsvOptions.Machine)),
        new("json", (document, output, _) => JsonWriter.Write(document, output)),
    ];

    public static ExportFormat? Find(string id) => All.FirstOrDefault(format => format.Id == id);

    /// <summary>A document with several tables becomes a ZIP of CSV files.</summary>
    public bool IsZip(ReportDocument document) => Id is "csv" or "csv-machine" && CsvWriter.IsZip(document, null);

    public string Extension(ReportDocument document) => IsZip(document) ? "zip" : Id == "csv-machine" ? "csv" : Id;

    public string MediaType(ReportDocument document) => Extension(document) switch
    {
        "pdf" => PdfWriter.MediaType,
        "xlsx" => ExcelWriter.ContentType,
        "csv" => CsvWriter.ContentType,
        "zip" => CsvWriter.ZipContentType,
        _ => JsonWriter.ContentType,
    };

    /// <param name="document">What is written; every text and number comes from it.</param>
    /// <param name="output">Written front to back; left open.</param>
    /// <param name="portal">Where links lead; null leaves them out where a reader could not follow them.</param>
    public void Write(ReportDocument document, Stream output, Uri? portal) => Write(document, output, new PdfOptions { PortalBaseUrl = portal });

    /// <param name="document">What is written; every text and number comes from it.</param>
    /// <param name="output">Written front to back; left open.</param>
    /// <param name="look">Links, and how print looks: <see cref="Branding.OptionsAsync"/>.</param>
    public void Write(ReportDocument document, Stream output, PdfOptions look) => _write(document, output, look);
}
