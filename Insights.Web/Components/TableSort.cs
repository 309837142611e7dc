using Insights.Analytics.Reports;

namespace Insights.Web.Components;

/// <summary>How the reader of a page sorted one of its tables: sort=by-vendor:disputes:desc.</summary>
internal sealed record TableSort(string TableId, string Column, bool Descending)
{
    public const string Key = "sort";

    public static TableSort? Read(string? text) =>
        text?.Split(':') is [var table, var column, ("asc" or "desc") and var direction] ? new(table, column, direction == "desc") : null;

    public override string ToString() => TableId + ":" + Column + ":" + (Descending ? "desc" : "asc");

    /// <summary>The table in this order; as it was when the sort is another table's or names no column. Rows without a value come last either way.</summary>
    public Table Apply(Table table)
    {
        if (table.Id != TableId || table.Columns.Select((column, index) => (column, index)).FirstOrDefault(c => c.column.Key == Column) is not { column: { } found } at)
            return table;
        var isText = found.Kind == ColumnKind.Text;
        var compared = table.Rows.Take(table.SmallFrom ?? table.Rows.Count).ToList();
        var rows = compared.Where(row => HasValue(row[at.index], isText));
        var missing = compared.Where(row => !HasValue(row[at.index], isText));
        var sorted = (isText, Descending) switch
        {
            (true, false) => rows.OrderBy(row => TextOf(row[at.index]), StringComparer.OrdinalIgnoreCase),
            (true, true) => rows.OrderByDescending(row => TextOf(row[at.index]), StringComparer.OrdinalIgnoreCase),
            (false, false) => rows.OrderBy(row => NumberOf(row[at.index])),
            (false, true) => rows.OrderByDescending(row => NumberOf(row[at.index])),
        };
        return table with { Rows = [.. sorted, .. missing, .. table.Rows.Skip(compared.Count)] };
    }

    /// <summary>Where the header of a column leads, and how it is sorted now: numbers start with the largest, text with A.</summary>
    public static (string? Href, string? Direction) Link(TableSort? current, string tableId, Column column, Func<string, string> href)
    {
        var isCurrent = current is not null && current.TableId == tableId && current.Column == column.Key;
        var descending = isCurrent ? !current!.Descending : column.Kind != ColumnKind.Text;
        return (href(new TableSort(tableId, column.Key, descending).ToString()), isCurrent ? current!.Descending ? "desc" : "asc" : null);
    }

    private static bool HasValue(Cell cell, bool isText) => isText ? cell is not Cell.None : cell is Cell.Date or Cell.Moment || CellText.Number(cell) is not null;

    private static string TextOf(Cell cell) => cell is Cell.Text text ? text.Value : CellText.Machine(cell);

    private static double NumberOf(Cell cell) => cell switch
    {
        Cell.Date date => NodaTime.Period.DaysBetween(new NodaTime.LocalDate(1970, 1, 1), date.Value),
        Cell.Moment moment => moment.Value.ToUnixTimeTicks(),
        _ => CellText.Number(cell) ?? 0,
    };
}
