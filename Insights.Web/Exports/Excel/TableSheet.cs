using System.Globalization;
using DocumentFormat.OpenXml.Spreadsheet;
using Insights.Analytics.Reports;
using Cell = Insights.Analytics.Reports.Cell;
using Column = Insights.Analytics.Reports.Column;
using Table = Insights.Analytics.Reports.Table;

namespace Insights.Web.Exports.Excel;

/// <summary>
/// One table of the document: headings in the first row (so that sorting, filtering and pivoting work at once), rows, totals as formulas
/// where the column adds up to our total, and the cap, if one was hit, as the last row.
/// </summary>
internal sealed class TableSheet : Sheet
{
    /// <summary>What a sheet holds, less heading, totals, a blank row and the cap.</summary>
    private const int MostRows = 1_048_576 - 4;

    /// <summary>Rows looked at to fit the widths.</summary>
    private const int SampleRows = 500;
    private const double Narrowest = 9;
    private const double Widest = 60;

    private readonly Table table;
    private readonly string tableName;
    private readonly IReadOnlyList<string> headings;
    private readonly Uri? portal;

    private TableSheet(Table table, string name, string tableName, IReadOnlyList<string> headings, Uri? portal)
        : base(name)
    {
        this.table = table;
        this.tableName = tableName;
        this.headings = headings;
        this.portal = portal;
    }

    public static TableSheet Of(Table table, Section section, ReportDocument document, Names names, Uri? portal)
    {
        var titles = Names.Headings(table.Columns.Select(Heading));
        return new(table, names.Sheet(table.Title), names.Table(table.Id), titles, portal)
        {
            Widths = Fit(table, titles, document),
            HeaderRows = 1,
            Landscape = section.Wide,
            PrintTitle = table.Title,
        };
    }

    public override void WriteRows(Utf8Xml xml, CellXml cells, SheetTail tail)
    {
        WriteHeadings(xml, cells);
        var sums = new ColumnSums(table.Columns.Count);
        var row = 1;
        foreach (var line in table.Rows)
        {
            if (row > MostRows)
                break;
            row++;
            cells.StartRow(xml, row);
            for (var column = 0; column < line.Count; column++)
            {
                var cell = line[column];
                sums.Add(column, cell);
                cells.Write(xml, column, row, cell);
                if (cell?.Link is { } link)
                    tail.Link(column, row, portal, link);
            }
            cells.EndRow(xml);
        }
        var rows = row - 1;
        if (rows > 0)
            tail.Tables.Add(Build(rows));
        else
            row = WriteNote(xml, cells, row, table.EmptyText ?? "No rows.");
        if (table.Totals is { } totals && rows > 0)
            WriteTotals(xml, cells, ++row, totals, sums);
        if (rows < table.Rows.Count)
            WriteNote(xml, cells, row + 1, string.Create(CultureInfo.InvariantCulture, $"first {rows:N0} of {table.Rows.Count:N0}: a sheet holds no more"));
        else if (table.Cap is { } cap)
            WriteNote(xml, cells, row + 1, cap);
    }

    /// <summary>The title, with its unit where the cells do not carry it.</summary>
    private static string Heading(Column column) => column.Unit is null ? column.Title : $"{column.Title} ({column.Unit})";

    private void WriteHeadings(Utf8Xml xml, CellXml cells)
    {
        cells.StartRow(xml, 1);
        for (var i = 0; i < headings.Count; i++)
            cells.Text(xml, i, 1, headings[i], new CellLook(Tone: Tone.Header, Right: table.Columns[i].Kind != ColumnKind.Text));
        cells.EndRow(xml);
    }

    private static void WriteTotals(Utf8Xml xml, CellXml cells, int row, IReadOnlyList<Cell?> totals, ColumnSums sums)
    {
        cells.StartRow(xml, row);
        for (var i = 0; i < totals.Count; i++)
        {
            // A formula only where it gives exactly our total: not for shares, nor for a capped table whose total covers rows that are not here.
            var letter = CellXml.ColumnName(i);
            var formula = sums.Equal(i, totals[i]) ? FormattableString.Invariant($"SUBTOTAL(109,{letter}2:{letter}{row - 1})") : null;
            cells.Write(xml, i, row, totals[i], total: true, formula);
        }
        cells.EndRow(xml);
    }

    /// <summary>A remark under the table, one row apart so that it never becomes part of it.</summary>
    private static int WriteNote(Utf8Xml xml, CellXml cells, int row, string text)
    {
        row++;
        cells.StartRow(xml, row);
        cells.Text(xml, 0, row, text, new CellLook(Tone: Tone.Muted));
        cells.EndRow(xml);
        return row;
    }

    private DocumentFormat.OpenXml.Spreadsheet.Table Build(int rows)
    {
        var range = FormattableString.Invariant($"A1:{CellXml.ColumnName(headings.Count - 1)}{rows + 1}");
        return new(
            new AutoFilter { Reference = range },
            new TableColumns(headings.Select((heading, i) => new TableColumn { Id = (uint)i + 1, Name = SheetFrame.Printable(heading) })) { Count = (uint)headings.Count },
            new TableStyleInfo { Name = "TableStyleLight1", ShowFirstColumn = false, ShowLastColumn = false, ShowRowStripes = true, ShowColumnStripes = false })
        {
            Name = tableName,
            DisplayName = tableName,
            Reference = range,
            TotalsRowShown = false,
        };
    }

    private static List<double> Fit(Table table, IReadOnlyList<string> titles, ReportDocument document)
    {
        // The filter button takes the room of three characters.
        var widths = titles.Select(heading => heading.Length + 4.0).ToList();
        foreach (var row in table.Rows.Take(SampleRows).Append(table.Totals ?? []))
        {
            for (var i = 0; i < row.Count && i < widths.Count; i++)
                widths[i] = Math.Max(widths[i], (row[i] is Cell.Duration ? 10 : CellText.Of(row[i], document.Zone).Length) + 2);
        }
        return [.. widths.Select(width => Math.Clamp(width, Narrowest, Widest))];
    }
}
