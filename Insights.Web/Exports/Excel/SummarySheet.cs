using Insights.Analytics.Reports;

namespace Insights.Web.Exports.Excel;

/// <summary>What the report says in words and tiles, section by section; tables and charts have sheets of their own.</summary>
internal static class SummarySheet
{
    private static readonly CellLook Header = new(Tone: Tone.Header, Wrap: true);
    private static readonly string[] TileColumns = ["Metric", "Value", "Change", "Compared to", "Judgement", "n", "Target", "Note"];

    /// <returns>Null when the document has neither words nor tiles.</returns>
    public static LineSheet? Of(ReportDocument document, Names names, Uri? portal)
    {
        if (!document.Sections.Any(section => section.Blocks.Any(Speaks)))
            return null;
        var sheet = new LineSheet(names.Sheet("Summary")) { Widths = [36, 16, 14, 22, 12, 10, 14, 40], Across = 8, PrintTitle = document.Title, GridLines = false, Landscape = true, Portal = portal };
        sheet.Sentence(document.Headline, new CellLook(Tone: Tone.Title));
        foreach (var section in document.Sections.Where(section => section.Blocks.Any(Speaks)))
        {
            sheet.Blank();
            sheet.Sentence(section.Title, new CellLook(Tone: Tone.Heading));
            foreach (var block in section.Blocks)
                Add(sheet, block);
        }
        return sheet;
    }

    private static bool Speaks(Block block) => block is Block.Paragraph or Block.Bullets or Block.Tiles;

    private static void Add(LineSheet sheet, Block block)
    {
        switch (block)
        {
            case Block.Paragraph paragraph:
                sheet.Sentence(paragraph.Text, new CellLook());
                break;
            case Block.Bullets bullets:
                foreach (var item in bullets.Items)
                    sheet.Sentence("• " + item.Text, item.Link is null || sheet.Portal is null ? new CellLook() : new CellLook(Tone: Tone.Link), item.Link);
                break;
            case Block.Tiles tiles:
                sheet.Row([.. TileColumns.Select((title, i) => new Placed(i, new Cell.Text(title), Header))]);
                foreach (var tile in tiles.Items)
                    sheet.Row([.. Cells(tile, sheet.Portal is not null)]);
                break;
            default:
                break;
        }
    }

    private static IEnumerable<Placed> Cells(Tile tile, bool linked)
    {
        var top = new CellLook(Wrap: true);
        yield return new(0, new Cell.Text(tile.Label), linked && tile.Link is not null ? top with { Tone = Tone.Link } : top, tile.Link);
        yield return new(1, tile.Value, new CellLook(Bold: true, Right: true));
        if (tile.Delta is { } delta)
            yield return new(2, delta, new CellLook(Right: true, Tone: tile.Judgement switch { Judgement.Good => Tone.Good, Judgement.Bad => Tone.Bad, _ => Tone.Normal }));
        if (tile.ComparedTo is { } comparedTo)
            yield return new(3, new Cell.Text(comparedTo), top);
        // A word beside the colour: colour alone tells some readers nothing.
        if (tile.Judgement != Judgement.None)
            yield return new(4, new Cell.Text(tile.Judgement == Judgement.Good ? "better" : "worse"), top);
        if (tile.N is { } n)
            yield return new(5, new Cell.Count(n), new CellLook(Right: true));
        if (tile.Target is { } target)
            yield return new(6, target, new CellLook(Right: true));
        if (tile.Note is { } note)
            yield return new(7, new Cell.Text(note), top);
    }
}
