using Insights.Analytics.Reports;

namespace Insights.Web.Components;

/// <summary>Which table of a document a screen lets its reader search, by the text of its first column.</summary>
internal sealed record TableSearch(string TableId)
{
    public const string Key = "find";

    /// <summary>The document with the rows that hold these words; totals are those of all rows and so are left out.</summary>
    public ReportDocument Apply(ReportDocument document, string words) => words.Length == 0 ? document : document with
    {
        Sections = [.. document.Sections.Select(section => section with
        {
            Blocks = [.. section.Blocks.Select(block => block is Block.DataTable { Table: var table } && table.Id == TableId ? new Block.DataTable(Found(table, words)) : block)],
        })],
    };

    private static Table Found(Table table, string words)
    {
        bool Has(IReadOnlyList<Cell> row) => row[0] is Cell.Text text && text.Value.Contains(words, StringComparison.OrdinalIgnoreCase);
        return table with
        {
            Rows = [.. table.Rows.Where(Has)],
            SmallFrom = table.SmallFrom is { } from ? table.Rows.Take(from).Count(Has) : null,
            Totals = null,
            EmptyText = $"None of them has “{words}” in its name.",
        };
    }
}
