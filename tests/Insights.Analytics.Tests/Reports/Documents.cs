using Insights.Analytics.Reports;

namespace Insights.Analytics.Tests.Reports;

/// <summary>Reading parts of a document in tests.</summary>
internal static class Documents
{
    public static IEnumerable<Block> Blocks(this ReportDocument document) => document.Sections.SelectMany(section => section.Blocks);

    public static Tile Tile(this ReportDocument document, string metric) => document.Blocks().OfType<Block.Tiles>().SelectMany(block => block.Items).First(tile => tile.MetricId == metric);

    public static IEnumerable<Table> Tables(this ReportDocument document) => document.Blocks().OfType<Block.DataTable>().Select(block => block.Table);

    public static Table Table(this ReportDocument document, string id) => document.Tables().Single(table => table.Id == id);

    public static IEnumerable<ChartSpec> Charts(this ReportDocument document) => document.Blocks().SelectMany(block => block switch
    {
        Block.Chart chart => [chart.Spec],
        Block.ChartPair pair => new[] { pair.Left, pair.Right },
        _ => [],
    });

    public static ChartSpec Chart(this ReportDocument document, string id) => document.Charts().Single(chart => chart.Id == id);

    public static IEnumerable<Sentence> Sentences(this ReportDocument document) => document.Blocks().OfType<Block.Bullets>().SelectMany(bullets => bullets.Items);

    /// <summary>Every piece of text a reader could see.</summary>
    public static string AllText(this ReportDocument document)
    {
        var texts = new List<string?> { document.Title, document.Headline, document.Introduction, document.Scope, document.WorkspaceName };
        texts.AddRange(document.Filters.Select(filter => filter.Value));
        texts.AddRange(document.Footnotes);
        texts.AddRange(document.Blocks().OfType<Block.Paragraph>().Select(paragraph => paragraph.Text));
        texts.AddRange(document.Sentences().SelectMany(sentence => new[] { sentence.Text, sentence.Link }));
        texts.AddRange(document.Blocks().OfType<Block.Tiles>().SelectMany(block => block.Items).SelectMany(tile => new[] { tile.Label, CellText.Of(tile.Value, document.Zone), tile.Note, tile.Link }));
        texts.AddRange(document.Charts().SelectMany(chart => chart.Categories.Concat(chart.CategoryLinks).Concat(chart.Series.Select(series => series.Name)).Append(chart.Title).Append(chart.AltText)));
        texts.AddRange(document.Tables().SelectMany(table => table.Rows.SelectMany(row => row.SelectMany(cell => new[] { CellText.Of(cell, document.Zone), cell.Link }))));
        return string.Join("\n", texts);
    }
}
