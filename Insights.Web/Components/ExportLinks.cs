namespace Insights.Web.Components;

/// <summary>Where a document's files are, under the same filter.</summary>
internal static class ExportLinks
{
    public static IReadOnlyList<ExportLink> Of(string reportId, string query) =>
    [
        new("PDF", "To print and to send", Href(reportId, "pdf", query)),
        new("Excel", "One sheet a table, with definitions", Href(reportId, "xlsx", query)),
        new("CSV for Excel", "The tables, as your spreadsheet reads them", Href(reportId, "csv", query)),
        new("CSV for machines", "ISO dates, minor units, plain numbers", Href(reportId, "csv-machine", query)),
        new("JSON", "The whole document", Href(reportId, "json", query)),
    ];

    /// <summary>The rows themselves, capped as the file's last row says.</summary>
    public static IReadOnlyList<ExportLink> OfRows(string rowSet, string query) =>
    [
        new("Excel", "Typed cells, filter, freeze pane", RowsHref(rowSet, "xlsx", query)),
        new("CSV for Excel", "As your spreadsheet reads it", RowsHref(rowSet, "csv", query)),
        new("CSV for machines", "ISO dates, minor units, plain numbers", RowsHref(rowSet, "csv-machine", query)),
        new("JSON", "Typed cells", RowsHref(rowSet, "json", query)),
    ];

    private static string RowsHref(string rowSet, string format, string query) => "/exports/rows/" + rowSet + "/" + format + (query.Length > 0 ? "?" + query : "");

    private static string Href(string reportId, string format, string query) => "/exports/" + reportId + "/" + format + (query.Length > 0 ? "?" + query : "");
}
