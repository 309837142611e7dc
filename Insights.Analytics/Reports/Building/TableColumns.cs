namespace Insights.Analytics.Reports.Building;

/// <summary>A table with fewer columns, for a reader with fewer questions.</summary>
internal static class TableColumns
{
    /// <param name="table">Whose first column says what a row is about.</param>
    /// <param name="keys">The columns kept behind the first, in this order.</param>
    public static Table Only(this Table table, params ReadOnlySpan<string> keys)
    {
        var shown = new List<int> { 0 };
        foreach (var key in keys)
            shown.Add(table.Columns.Select((column, index) => (column.Key, index)).First(column => column.Key == key).index);
        return table with
        {
            Columns = Of(table.Columns),
            Rows = [.. table.Rows.Select(Of)],
            Totals = table.Totals is { } totals ? Of(totals) : null,
        };

        IReadOnlyList<T> Of<T>(IReadOnlyList<T> all) => [.. shown.Select(index => all[index])];
    }
}
