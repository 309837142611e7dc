using Insights.Analytics.Reports;
using DocumentFormat.OpenXml.Spreadsheet;
using Cell = Insights.Analytics.Reports.Cell;

namespace Insights.Web.Exports.Excel;

/// <summary>A sheet for reading: headings, sentences, small lists. Short enough to be put together in memory first.</summary>
internal sealed class LineSheet(string name) : Sheet(name)
{
    /// <summary>Characters on one printed line of a sentence that runs across the sheet.</summary>
    private const int LineLength = 105;
    private const double LineHeight = 15;

    private readonly List<Line> lines = [];
    private readonly List<int> blocks = [];

    /// <summary>Columns a sentence runs across.</summary>
    public required int Across { get; init; }

    public Uri? Portal { get; init; }

    public int Count => lines.Count;

    public List<ConditionalFormatting> Conditional { get; } = [];

    public List<PlacedChart> Charts { get; } = [];

    /// <summary>What follows, up to the next block, stays on one printed page where a page holds it.</summary>
    public void Block() => blocks.Add(lines.Count);

    public void Blank() => lines.Add(new([], null, false));

    /// <summary>One text across the sheet, wrapped; the row is made as high as the text needs.</summary>
    public void Sentence(string text, CellLook look, string? link = null)
    {
        var length = look.Tone switch { Tone.Title => LineLength * 2 / 3, Tone.Heading => LineLength * 5 / 6, _ => LineLength };
        var count = text.Split('\n').Sum(part => Math.Max(1, (part.Length + length - 1) / length));
        var height = count * LineHeight * (look.Tone switch { Tone.Title => 1.5, Tone.Heading => 1.25, _ => 1 });
        lines.Add(new([new Placed(0, new Cell.Text(text), look with { Wrap = true }, link)], height, true));
    }

    public void Row(params Placed[] cells) => lines.Add(new(cells, null, false));

    /// <summary>A label and a text that may need several lines.</summary>
    public void Labelled(string label, string value)
    {
        var width = Widths[1];
        var count = value.Split('\n').Sum(part => Math.Max(1, (int)Math.Ceiling(part.Length / width)));
        lines.Add(new([new Placed(0, new Cell.Text(label), new CellLook(Tone: Tone.Muted, Wrap: true)), new Placed(1, new Cell.Text(value), new CellLook(Wrap: true))], count * LineHeight, false));
    }

    public override void WriteRows(Utf8Xml xml, CellXml cells, SheetTail tail)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            var row = i + 1;
            if (line.Cells.Count == 0)
                continue;
            cells.StartRow(xml, row, line.Height);
            foreach (var placed in line.Cells)
            {
                tail.Link(placed.Column, row, Portal, placed.Link);
                if (placed.Look is { } look)
                    cells.Write(xml, placed.Column, row, placed.Cell, look);
                else
                    cells.Write(xml, placed.Column, row, placed.Cell);
            }
            cells.EndRow(xml);
            if (line.Across && Across > 1)
                tail.Merged.Add(FormattableString.Invariant($"A{row}:{CellXml.ColumnName(Across - 1)}{row}"));
        }
        tail.Conditional.AddRange(Conditional);
        tail.Charts.AddRange(Charts);
        tail.PageStarts.AddRange(PrintedPages.Breaks([.. lines.Select(line => line.Height ?? LineHeight)], blocks, PrintedPages.Width(Widths, Across), Landscape));
    }

    private sealed record Line(IReadOnlyList<Placed> Cells, double? Height, bool Across);
}

/// <summary>A cell in its column.</summary>
internal sealed record Placed(int Column, Cell Cell, CellLook? Look = null, string? Link = null);
