using System.Globalization;
using System.Text.Json;
using Insights.Analytics.Reports;

namespace Insights.Web.Delivery.Published;

/// <summary>Everything a document says, by its place: what two versions are compared by. Left out is what differs at every making: the time of it, and how fresh the data was.</summary>
internal static class ReportFigures
{
    /// <summary>The column of deadlines that moves with the clock.</summary>
    private const string TimeLeft = "left";

    public static IReadOnlyList<KeyValuePair<string, string>> Of(ReportDocument document)
    {
        var figures = new List<KeyValuePair<string, string>>();
        var taken = new Dictionary<string, int>(StringComparer.Ordinal);
        Add("Headline", document.Headline);
        foreach (var section in document.Sections)
        {
            foreach (var block in section.Blocks)
                AddBlock(section.Title, block);
        }
        return figures;

        void Add(string place, string value)
        {
            // Two rows of one name are two places: the second is "(2)".
            var count = taken[place] = taken.GetValueOrDefault(place) + 1;
            figures.Add(new(count == 1 ? place : string.Create(CultureInfo.InvariantCulture, $"{place} ({count})"), value));
        }

        void AddBlock(string section, Block block)
        {
            switch (block)
            {
                case Block.Paragraph paragraph:
                    Add(section, paragraph.Text);
                    break;
                case Block.Bullets bullets:
                    foreach (var sentence in bullets.Items)
                        Add(section, sentence.Text);
                    break;
                case Block.Tiles tiles:
                    foreach (var tile in tiles.Items)
                        Add(section + " › " + tile.Label, CellText.Of(tile.Value, document.Zone));
                    break;
                case Block.DataTable table:
                    foreach (var row in table.Table.Rows)
                    {
                        // How much time is left falls with every hour: the due instant beside it says the same and stays.
                        foreach (var column in Enumerable.Range(1, row.Count - 1).Where(column => table.Table.Columns[column].Key != TimeLeft))
                            Add(table.Table.Title + " › " + CellText.Of(row[0], document.Zone) + " › " + table.Table.Columns[column].Title, CellText.Of(row[column], document.Zone));
                    }
                    break;
            }
        }
    }

    /// <summary>What is different, in the order of the newer one; what is gone comes last.</summary>
    public static IReadOnlyList<ReportDifference> Between(IReadOnlyList<KeyValuePair<string, string>> was, IReadOnlyList<KeyValuePair<string, string>> now)
    {
        var before = was.ToDictionary(figure => figure.Key, figure => figure.Value, StringComparer.Ordinal);
        var after = now.Select(figure => figure.Key).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. now.Where(figure => before.GetValueOrDefault(figure.Key) != figure.Value).Select(figure => new ReportDifference(figure.Key, before.GetValueOrDefault(figure.Key), figure.Value)),
            .. was.Where(figure => !after.Contains(figure.Key)).Select(figure => new ReportDifference(figure.Key, figure.Value, null)),
        ];
    }

    public static string Write(IReadOnlyList<KeyValuePair<string, string>> figures) => JsonSerializer.Serialize(figures.Select(figure => new[] { figure.Key, figure.Value }));

    public static IReadOnlyList<KeyValuePair<string, string>> Read(string json) =>
        [.. JsonSerializer.Deserialize<string[][]>(json)!.Select(pair => new KeyValuePair<string, string>(pair[0], pair[1]))];
}

/// <param name="Where">Section, table, row and column.</param>
/// <param name="Was">Null: was not there.</param>
/// <param name="Now">Null: is not there any more.</param>
internal sealed record ReportDifference(string Where, string? Was, string? Now);
