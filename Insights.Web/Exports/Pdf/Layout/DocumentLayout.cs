using System.Globalization;
using Insights.Analytics.Reports;
using Insights.Web.Exports.Pdf.FileFormat;

namespace Insights.Web.Exports.Pdf.Layout;

/// <summary>Walks the report from its first line to its last and hands the flow one block after the other.</summary>
internal sealed class DocumentLayout(Press press)
{
    private readonly Flow flow = new(press);
    private readonly ReportDocument document = press.Document;

    // A few rows may be squeezed; a long table of broken words would not be read.
    private const int FewRows = 8;

    public void Compose()
    {
        var root = press.Structure.Document;
        var entries = document.Sections.Select(section => new ContentsEntry(section.Title)).ToList();
        var definitions = document.Definitions.Count > 0 ? new ContentsEntry("Definitions") : null;

        // A report that opens with a wide section would otherwise waste its first page.
        flow.StartPage(landscape: document.Sections.Count > 0 && OpensWide(document.Sections[0]));
        flow.Add(new CoverBlock(press, flow.Width).Pieces(root.Add("Sect"), definitions is null ? entries : [.. entries, definitions]));
        if (document.Empty is { } empty)
            flow.Add(TextPieces.Paragraph(press, root, EmptyText.Of(empty), TextStyle.Headline, flow.Width, before: 24));

        for (var i = 0; i < document.Sections.Count; i++)
            Section(root.Add("Sect"), document.Sections[i], entries[i]);
        flow.Settle();
        if (flow.Landscape && flow.Filled >= 0.6 && (definitions is not null || document.Footnotes.Count > 0))
            flow.StartPage(landscape: false);
        if (definitions is not null)
        {
            var element = root.Add("Sect");
            flow.Add(TextPieces.Heading(press, element, 2, definitions.Title, flow.Width, before: 24, definitions.Placed));
            flow.Add(new DefinitionList(press, flow.Width).Pieces(element, document.Definitions));
        }

        Notes(root.Add("Sect"));
        flow.Settle();
    }

    private void Section(StructureElement element, Section section, ContentsEntry entry)
    {
        flow.Settle();
        var besides = section.Blocks.OfType<Block.DataTable>().Select(block => block.Table).Where(LeftOut).Select(table => table.Title).ToList();
        section = section with { Blocks = [.. section.Blocks.Where(block => block is not Block.DataTable { Table: var table } || !LeftOut(table))] };
        // A heading belongs to what follows it, so the page is turned before both.
        if (section.Blocks.Count > 0 && TurnFor(section, section.Blocks[0]))
            flow.StartPage(landscape: true);
        else if (TurnBack(section))
            flow.StartPage(landscape: false);
        flow.Add(TextPieces.Heading(press, element, 2, section.Title, flow.Width, before: 24, entry.Placed));
        for (var i = 0; i < section.Blocks.Count; i++)
        {
            var block = section.Blocks[i];
            if (i > 0)
            {
                flow.Settle();
                if (TurnFor(section, block))
                    flow.StartPage(landscape: true);
            }

            var charts = new ChartBlocks(press, flow.Width, flow.Height);
            flow.Add(block switch
            {
                Block.Paragraph paragraph => TextPieces.Paragraph(press, element, paragraph.Text, TextStyle.Body, flow.Width, before: 8),
                Block.Bullets bullets => TextPieces.List(press, element, bullets.Items, TextStyle.Body, flow.Width, before: 10),
                Block.Tiles tiles => new TileGrid(press, flow.Width).Pieces(element, tiles.Items),
                Block.Chart chart => charts.Single(element, chart.Spec),
                Block.ChartPair pair => charts.Pair(element, pair.Left, pair.Right),
                Block.DataTable table => new TableLayout(press, table.Table, flow.Width, flow.Height).Pieces(element),
                _ => throw new InvalidOperationException($"Unknown block {block.GetType().Name}."),
            });
        }

        if (besides.Count > 0)
            flow.Add(TextPieces.Paragraph(press, element, $"Besides, on the page and in the workbook: {string.Join("; ", besides)}.", TextStyle.Small, flow.Width, before: 10));
    }

    private static bool LeftOut(Table table) => table is { PrintRows: 0, Rows.Count: > 0 };

    /// <summary>
    /// A page is turned right before the table that needs it, and only when not much of it would stay empty: a table that still reads upright in smaller type
    /// is better than half a page of nothing.
    /// </summary>
    private bool TurnFor(Section section, Block block)
    {
        if (flow.Landscape || !section.Wide || block is not Block.DataTable { Table: { Rows.Count: > 0 } table } || ColumnWidths.ReadsWellIn(press, Printed(table), Flow.PortraitWidth))
            return false;
        return flow.Filled > 0.55 || !ColumnWidths.FitsIn(press, Printed(table), Flow.PortraitWidth, squeezed: table.Rows.Count <= FewRows);
    }

    /// <summary>Anything reads well in landscape, so a turned page is filled before the next one is turned back.</summary>
    private bool TurnBack(Section section) => flow.Landscape && flow.Filled >= 0.6 && !(section.Wide && section.Blocks.OfType<Block.DataTable>()
        .Any(block => block.Table.Rows.Count > 0 && !ColumnWidths.ReadsWellIn(press, Printed(block.Table), Flow.PortraitWidth)));

    private bool OpensWide(Section section) => section.Wide && section.Blocks is [Block.DataTable { Table: { Rows.Count: > 0 } table }, ..] && !ColumnWidths.ReadsWellIn(press, Printed(table), Flow.PortraitWidth);

    private static Table Printed(Table table) => table.PrintRows is { } most && most < table.Rows.Count ? table with { Rows = [.. table.Rows.Take(most)] } : table;

    private void Notes(StructureElement element)
    {
        // What waits for a successor must be drawn first: only then is it known which characters the typeface lacks.
        flow.Settle();
        var notes = document.Footnotes.Select(note => new Sentence(note)).ToList();
        var uncovered = press.Uncovered.ToList();
        if (uncovered.Count > 0)
        {
            var shown = uncovered.Take(20).Select(c => $"{char.ConvertFromUtf32(c)} (U+{c.ToString("X4", CultureInfo.InvariantCulture)})");
            var more = uncovered.Count > 20 ? $" and {uncovered.Count - 20} more" : "";
            notes.Add(new($"Not covered by this document's typefaces and shown as a box: {string.Join(", ", shown)}{more}. Copied text contains them unchanged."));
        }

        if (notes.Count == 0)
            return;
        flow.Add(TextPieces.Heading(press, element, 2, "Notes", flow.Width, before: 24));
        flow.Add(TextPieces.List(press, element, notes, TextStyle.Small with { Tone = Tone.Text }, flow.Width, before: 4,
            label: n => (n + 1).ToString(CultureInfo.InvariantCulture)));
    }
}
