using Insights.Analytics.Reports;
using Insights.Web.Exports.Pdf.FileFormat;

namespace Insights.Web.Exports.Pdf.Layout;

/// <summary>A table as pieces: a head that is repeated on every page, rows that are never cut, totals that never stand alone.</summary>
internal sealed class TableLayout
{
    private const double Pad = 3.5;

    // Half a dozen rows are moved together; a longer table is parted, with three rows at least on either side.
    private const int ShortTable = 6;
    private const int OnEitherSide = 3;
    private readonly Press press;
    private readonly Table table;
    private readonly double pageHeight;
    private readonly ColumnWidths widths;
    private readonly MissingReasons reasons;
    private readonly IReadOnlyList<IReadOnlyList<Cell>> rows;

    public TableLayout(Press press, Table table, double width, double pageHeight)
    {
        (this.press, this.table, this.pageHeight) = (press, table, pageHeight);
        // What is not printed decides neither widths nor reasons.
        rows = table.PrintRows is { } most && most < table.Rows.Count ? [.. table.Rows.Take(most)] : table.Rows;
        widths = ColumnWidths.Of(press, table with { Rows = rows }, width);
        reasons = new MissingReasons(table with { Rows = rows });
        Width = width;
    }

    private double Width { get; }

    /// <summary>Said below a table of which not all rows are printed.</summary>
    private string? Shortened => rows.Count == table.Rows.Count ? null
        : FormattableString.Invariant($"Printed are the first {rows.Count:N0} of {table.Rows.Count:N0} rows; the page and the workbook have them all.");

    /// <summary>Title and, where the cells do not carry it, the unit.</summary>
    public static string HeadText(Column column) => column.Unit is null ? column.Title : $"{column.Title} ({column.Unit})";

    public IEnumerable<Piece> Pieces(StructureElement parent)
    {
        foreach (var piece in TextPieces.Heading(press, parent, 3, table.Title, Width, before: 16))
            yield return piece;
        if (table.Rows.Count == 0)
        {
            foreach (var piece in TextPieces.Paragraph(press, parent, table.EmptyText ?? "No rows.", TextStyle.Small, Width, before: 2))
                yield return piece;
            yield break;
        }

        for (var g = 0; g < widths.Groups.Count; g++)
        {
            var group = widths.Groups[g];
            if (widths.Groups.Count > 1)
            {
                var text = $"Columns {group.Columns[1] + 1} to {group.Columns[^1] + 1} of {table.Columns.Count}";
                foreach (var piece in TextPieces.Paragraph(press, parent, text, TextStyle.Small, Width, before: g == 0 ? 0 : 12, keepWithNext: true))
                    yield return piece;
            }

            foreach (var piece in Group(parent, group))
                yield return piece;
        }

        if (Shortened is { } shortened)
        {
            foreach (var piece in TextPieces.Paragraph(press, parent, shortened, TextStyle.Small with { Bold = true }, Width, before: 4))
                yield return piece;
        }

        if (table.Cap is { } cap)
        {
            foreach (var piece in TextPieces.Paragraph(press, parent, cap, TextStyle.Small with { Bold = true }, Width, before: 4))
                yield return piece;
        }

        if (reasons.Note is { } note)
        {
            foreach (var piece in TextPieces.Paragraph(press, parent, note, TextStyle.Small, Width, before: 4))
                yield return piece;
        }
    }

    private bool HasNotes => table.Cap is not null || Shortened is not null || reasons.Note is not null;

    private IEnumerable<Piece> Group(StructureElement parent, ColumnGroup group)
    {
        var element = parent.Add("Table");
        var (head, repeated) = Head(element.Add("THead").Add("TR"), group);
        yield return head;
        var body = element.Add("TBody");
        var follows = table.Totals is not null || HasNotes;
        for (var r = 0; r < rows.Count; r++)
        {
            var last = rows.Count - 1;
            var keep = r < last && (rows.Count <= ShortTable || r < OnEitherSide - 1 || r > last - OnEitherSide) || (follows && r == last);
            foreach (var piece in Row(body.Add("TR"), group, rows[r], repeated, keep, totals: false))
                yield return piece;
        }

        if (table.Totals is { } totals)
        {
            foreach (var piece in Row(body.Add("TR"), group, totals, repeated, HasNotes, totals: true))
                yield return piece;
        }
    }

    private (Piece First, Piece Repeated) Head(StructureElement row, ColumnGroup group)
    {
        var style = widths.Style with { Bold = true, Tone = Tone.Muted, Size = widths.Style.Size - 0.75, Leading = widths.Style.Leading - 1 };
        var lines = group.Columns.Select((c, i) => press.Lines(HeadText(table.Columns[c]), style, group.Widths[i])).ToArray();
        var height = lines.Max(cell => cell.Count) * style.Leading + 2 * Pad;
        var cells = group.Columns.Select(_ => row.Add("TH", scope: "Column")).ToArray();

        void Draw(PageCanvas page, double x, double top, bool repeated)
        {
            for (var i = 0; i < cells.Length; i++)
            {
                if (repeated)
                    page.BeginArtifact(furniture: true);
                else
                    page.Begin(cells[i]);
                // Short titles stand at the foot of the head, next to their column.
                var first = top + height - Pad - lines[i].Count * style.Leading;
                for (var k = 0; k < lines[i].Count; k++)
                    press.Draw(page, X(x, group, i, lines[i][k], style), first + k * style.Leading, lines[i][k], style);
                page.End();
            }

            page.BeginArtifact();
            page.Line(x, top + height, x + Width, top + height, Press.Rule, 0.75);
            page.End();
        }

        return (new(height, (page, x, top) => Draw(page, x, top, repeated: false)) { KeepWithNext = true }, new(height, (page, x, top) => Draw(page, x, top, repeated: true)));
    }

    private IEnumerable<Piece> Row(StructureElement row, ColumnGroup group, IReadOnlyList<Cell?> values, Piece head, bool keep, bool totals)
    {
        var style = totals ? widths.Style with { Bold = true } : widths.Style;
        var cells = new CellLines[group.Columns.Count];
        var labelled = false;
        for (var i = 0; i < cells.Length; i++)
        {
            var c = group.Columns[i];
            var cell = values[c];
            var text = PrintableText.Of(CellText.Of(cell, press.Document.Zone));
            if (totals && cell is null && c == 0 && table.Columns[c].Kind == ColumnKind.Text)
                text = "Total";
            // The first text of a row names it; screen readers say it with every value.
            var header = !labelled && table.Columns[c].Kind == ColumnKind.Text && i == 0;
            labelled |= header;
            var element = header ? row.Add("TH", scope: "Row") : row.Add("TD");
            List<string> lines = cell is null or Cell.Text || press.Width(text, style) > group.Widths[i] + 0.1 ? LineBreaker.Lines(text, group.Widths[i], part => press.Width(part, style)) : [text];
            var target = press.Target(cell?.Link);
            cells[i] = new(target is null ? element : element.Add("Link"), lines, target, cell as Cell.None);
        }

        var most = cells.Max(cell => cell.Lines.Count);
        // A row taller than a page is the one that is continued; anything else would lose its end.
        var room = Math.Max(1, (int)((pageHeight - head.Height - 2 * Pad) / style.Leading));
        for (var from = 0; from < most; from += room)
        {
            var (first, count) = (from, Math.Min(room, most - from));
            var last = from + room >= most;
            yield return new Piece(count * style.Leading + 2 * Pad, (page, x, top) =>
            {
                if (totals)
                {
                    page.BeginArtifact();
                    page.Line(x, top, x + Width, top, Press.Rule, 0.75);
                    page.End();
                }

                for (var i = 0; i < cells.Length; i++)
                    DrawCell(page, x, top, group, i, cells[i], first, count, style);
                page.BeginArtifact();
                if (!totals && last)
                    page.Line(x, top + count * style.Leading + 2 * Pad, x + Width, top + count * style.Leading + 2 * Pad, Press.Hairline, 0.5);
                page.End();
            })
            { Head = head, KeepWithNext = keep && last };
        }
    }

    private void DrawCell(PageCanvas page, double x, double top, ColumnGroup group, int i, CellLines cell, int first, int count, TextStyle style)
    {
        var lines = cell.Lines.Skip(first).Take(count).ToList();
        if (lines.Count == 0)
            return;
        page.Begin(cell.Content);
        for (var k = 0; k < lines.Count; k++)
            press.Draw(page, X(x, group, i, lines[k], style) - (cell.Missing is null ? 0 : reasons.Room), top + Pad + k * style.Leading, lines[k], style, cell.Missing is null ? null : Tone.Muted);
        if (cell.Missing is { } missing && reasons.Letter(missing) is { } letter)
        {
            var small = style with { Size = style.Size * 0.7, Tone = Tone.Muted };
            press.Draw(page, X(x, group, i, lines[0], style) + press.Width(lines[0], style) - reasons.Room + 1, top + Pad - style.Size * 0.25, letter, small);
        }

        page.End();
        if (cell.Target is { } target)
        {
            var widest = lines.Max(line => press.Width(line, style));
            var left = lines.Min(line => X(x, group, i, line, style));
            page.LinkTo(target, "Show the rows: " + string.Join(' ', cell.Lines), cell.Content, left, top + Pad, widest, lines.Count * style.Leading);
        }
    }

    private double X(double left, ColumnGroup group, int i, string line, TextStyle style)
    {
        for (var k = 0; k < i; k++)
            left += group.Widths[k] + widths.Gutter;
        var toTheLeft = table.Columns[group.Columns[i]].Kind is ColumnKind.Text or ColumnKind.Date or ColumnKind.Moment;
        return toTheLeft ? left : left + group.Widths[i] - press.Width(line, style);
    }

    private readonly record struct CellLines(StructureElement Content, List<string> Lines, Uri? Target, Cell.None? Missing);
}
