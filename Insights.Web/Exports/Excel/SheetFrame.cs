using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;
using Insights.Analytics.Reports;
using Cell = Insights.Analytics.Reports.Cell;
using Column = DocumentFormat.OpenXml.Spreadsheet.Column;

namespace Insights.Web.Exports.Excel;

/// <summary>What stands before and after a sheet's rows, built from typed elements and cut where the rows go.</summary>
internal static class SheetFrame
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string CutMark = "<x:sheetData />";

    public static string Before(Sheet sheet, int number)
    {
        var view = new SheetView { WorkbookViewId = 0, TabSelected = number == 1, ShowGridLines = sheet.GridLines };
        if (sheet.HeaderRows > 0)
        {
            view.Append(
                new Pane
                {
                    VerticalSplit = sheet.HeaderRows,
                    TopLeftCell = FormattableString.Invariant($"A{sheet.HeaderRows + 1}"),
                    ActivePane = PaneValues.BottomLeft,
                    State = PaneStateValues.Frozen,
                },
                new Selection { Pane = PaneValues.BottomLeft });
        }
        var columns = new Columns();
        for (var i = 0; i < sheet.Widths.Count; i++)
            columns.Append(new Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = sheet.Widths[i], CustomWidth = true });

        var worksheet = Root();
        worksheet.Append(
            new SheetProperties(new PageSetupProperties { FitToPage = true }),
            new SheetViews(view),
            new SheetFormatProperties { DefaultRowHeight = 15 });
        if (columns.HasChildren)
            worksheet.Append(columns);
        worksheet.Append(new SheetData());
        var xml = worksheet.OuterXml;
        return string.Concat(xml.AsSpan(0, Cut(xml)), $"<sheetData xmlns=\"{Main}\">");
    }

    /// <param name="relations">Filled with what the sheet refers to.</param>
    /// <param name="tables">Table parts written before this sheet's.</param>
    /// <param name="drawings">Drawing parts written before this sheet's.</param>
    public static string After(Sheet sheet, SheetTail tail, ReportDocument document, List<(string Id, string Type, string Target, bool External)> relations, int tables, int drawings)
    {
        var worksheet = Root();
        worksheet.Append(new SheetData());
        if (tail.Merged.Count > 0)
            worksheet.Append(new MergeCells(tail.Merged.Select(range => new MergeCell { Reference = range })) { Count = (uint)tail.Merged.Count });
        worksheet.Append(tail.Conditional);
        if (tail.Links.Count > 0)
        {
            worksheet.Append(new Hyperlinks(tail.Links.Select(link =>
                new Hyperlink { Reference = link.Cell, Id = Relate(relations, "hyperlink", link.Target, external: true) })));
        }
        worksheet.Append(
            new PageMargins { Left = PrintedPages.SideMargin, Right = PrintedPages.SideMargin, Top = PrintedPages.EndMargin, Bottom = PrintedPages.EndMargin, Header = 0.3, Footer = 0.3 },
            new PageSetup
            {
                PaperSize = 9, // A4
                Orientation = sheet.Landscape ? OrientationValues.Landscape : OrientationValues.Portrait,
                FitToWidth = 1,
                FitToHeight = 0,
            },
            new HeaderFooter(
                new OddHeader(Limited("&L" + Literal(document.WorkspaceName, 80) + "&R" + Literal(sheet.PrintTitle, 120))),
                new OddFooter(Limited("&L" + Literal(AsOf(document), 120) + "&RPage &P of &N"))));
        if (tail.PageStarts.Count > 0)
        {
            // A break is named by the row above it, counted from 1: the same number as the row below it, counted from 0.
            worksheet.Append(new RowBreaks(tail.PageStarts.Select(row => new Break { Id = (uint)row, Max = 16383, ManualPageBreak = true }))
            {
                Count = (uint)tail.PageStarts.Count,
                ManualBreakCount = (uint)tail.PageStarts.Count,
            });
        }
        if (tail.Charts.Count > 0)
            worksheet.Append(new Drawing { Id = Relate(relations, "drawing", FormattableString.Invariant($"../drawings/drawing{drawings + 1}.xml"), external: false) });
        if (tail.Tables.Count > 0)
        {
            worksheet.Append(new TableParts(tail.Tables.Select((_, i) =>
                new TablePart { Id = Relate(relations, "table", FormattableString.Invariant($"../tables/table{tables + i + 1}.xml"), external: false) }))
            { Count = (uint)tail.Tables.Count });
        }
        var xml = worksheet.OuterXml;
        return string.Concat("</sheetData>", xml.AsSpan(Cut(xml) + CutMark.Length));
    }

    /// <summary>Without the characters XML cannot hold.</summary>
    public static string Printable(string text) =>
        string.Concat(text.EnumerateRunes().Where(rune => rune.Value is '\t' or '\n' || (rune.Value >= ' ' && rune.Value is not (0xFFFE or 0xFFFF))).Select(rune => rune.ToString()));

    private static Worksheet Root()
    {
        var worksheet = new Worksheet();
        worksheet.AddNamespaceDeclaration("r", Relations);
        return worksheet;
    }

    private static int Cut(string xml) => xml.IndexOf(CutMark, StringComparison.Ordinal);

    private static string Relate(List<(string Id, string Type, string Target, bool External)> relations, string type, string target, bool external)
    {
        var id = FormattableString.Invariant($"rId{relations.Count + 1}");
        relations.Add((id, Relations + "/" + type, target, external));
        return id;
    }

    private static string AsOf(ReportDocument document) =>
        document.AsOf is { } asOf
            ? $"Data as of {CellText.Of(new Cell.Moment(asOf), document.Zone)} · {document.Scope}"
            : $"No data yet · made {CellText.Of(new Cell.Moment(document.MadeAt), document.Zone)} · {document.Scope}";

    // An ampersand starts a code in headers and footers, and a digit after a code would read as a font size.
    private static string Literal(string text, int length)
    {
        text = Printable(text).Replace('\n', ' ');
        return " " + (text.Length > length ? text[..(length - 1)] + "…" : text).Replace("&", "&&", StringComparison.Ordinal);
    }

    private static string Limited(string code) => code.Length > 255 ? code[..255].TrimEnd('&') : code;
}
