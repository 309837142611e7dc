using System.Globalization;
using Insights.Analytics.Reports;
using Insights.Web.Exports.Pdf.FileFormat;

namespace Insights.Web.Exports.Pdf.Layout;

/// <summary>Walks the report from its first line to its last and hands the flow one block after the other.</summary>
internal sealed class DocumentLayout(Press press)
{
    private readonly Flow flow = new(press);
    private readonly ReportDocument document = press.Document;

    public void Compose()
    {
        var root = press.Structure.Document;
        var entries = document.Sections.Select(section => new ContentsEntry(section.Title)).ToList();
        var definitions = document.Definitions.Count > 0 ? new ContentsEntry("Definitions") : null;

        // A report that opens with a wide section would otherwise waste its first page.
        flow.StartPage(landscape: document.Sections.Count > 0 && NeedsLandscape(document.Sections[0]));
        flow.Add(new CoverBlock(press, flow.Width).Pieces(root.Add("Sect"), definitions is null ? entries : [.. entries, definitions]));
        if (document.Empty is { } empty)
            flow.Add(TextPieces.Paragraph(press, root, EmptyText.Of(empty), TextStyle.Headline, flow.Width, before: 24));

        for (var i = 0; i < document.Sections.Count; i++)
            Section(root.Add("Sect"), document.Sections[i], entries[i]);
        if (flow.Landscape && (definitions is not null || document.Footnotes.Count > 0))
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
        var landscape = NeedsLandscape(section);
        if (landscape != flow.Landscape)
            flow.StartPage(landscape);
        flow.Add(TextPieces.Heading(press, element, 2, section.Title, flow.Width, before: 24, entry.Placed));
        var charts = new ChartBlocks(press, flow.Width, flow.Height);
        foreach (var block in section.Blocks)
        {
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
    }

    /// <summary>A section that asks for landscape gets it only when its tables need it: a turned page breaks the reading.</summary>
    private bool NeedsLandscape(Section section)
    {
        if (!section.Wide)
            return false;
        var tables = section.Blocks.OfType<Block.DataTable>().ToList();
        var heatmap = section.Blocks.OfType<Block.Chart>().Any(chart => chart.Spec.Kind == ChartKind.Heatmap);
        return heatmap || tables.Count == 0 || tables.Any(block => !ColumnWidths.ReadsWellIn(press, block.Table, Flow.PortraitWidth));
    }

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
            notes.Add(new($"Not covered by this document's typeface and shown as a box: {string.Join(", ", shown)}{more}. Copied text contains them unchanged."));
        }

        if (notes.Count == 0)
            return;
        flow.Add(TextPieces.Heading(press, element, 2, "Notes", flow.Width, before: 24));
        flow.Add(TextPieces.List(press, element, notes, TextStyle.Small with { Tone = Tone.Text }, flow.Width, before: 4,
            label: n => (n + 1).ToString(CultureInfo.InvariantCulture)));
    }
}
