using Insights.Analytics.Reports;

namespace Insights.Web.Exports.Excel;

/// <summary>A document as one workbook: About, Summary, Charts, then a sheet per table.</summary>
internal static class ExcelWriter
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>
    /// Writes the workbook. Rows are streamed: memory does not grow with them. The same document gives the same bytes.
    /// </summary>
    /// <param name="output">Is only written forward; stays open.</param>
    /// <param name="portal">Address of the portal, so that numbers link to their rows; without it the workbook has no links.</param>
    public static void Write(ReportDocument document, Stream output, Uri? portal = null)
    {
        var names = new Names();
        var sheets = new List<Sheet> { AboutSheet.Of(document, names) };
        if (SummarySheet.Of(document, names, portal) is { } summary)
            sheets.Add(summary);
        if (ChartSheet.Of(document, names) is { } charts)
            sheets.Add(charts);
        foreach (var section in document.Sections)
        {
            foreach (var block in section.Blocks)
            {
                if (block is Block.DataTable { Table: var table })
                    sheets.Add(TableSheet.Of(table, section, document, names, portal));
            }
        }
        using var workbook = new WorkbookFile(document, output);
        workbook.Write(sheets);
    }
}
