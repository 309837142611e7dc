using Insights.Analytics.Reports;

namespace Insights.Web.Exports.Excel;

/// <summary>Adds up the columns while their rows are written, exactly, to know which totals a formula would give.</summary>
internal sealed class ColumnSums(int columns)
{
    private readonly Int128[] sums = new Int128[columns];
    private readonly string?[] currencies = new string?[columns];
    private readonly ColumnKind?[] kinds = new ColumnKind?[columns];
    private readonly bool[] mixed = new bool[columns];

    public void Add(int column, Cell? cell)
    {
        switch (cell)
        {
            case Cell.Count count: Add(column, ColumnKind.Count, count.Value, null); break;
            case Cell.Money money: Add(column, ColumnKind.Money, money.Minor, money.Currency); break;
            // Negative times stand in the sheet as text, which a formula would leave out.
            case Cell.Duration { Seconds: >= 0 } duration: Add(column, ColumnKind.Duration, duration.Seconds, null); break;
            case null or Cell.None: break;
            default: mixed[column] = true; break;
        }
    }

    public bool Equal(int column, Cell? total) => !mixed[column] && total switch
    {
        Cell.Count count => kinds[column] == ColumnKind.Count && sums[column] == count.Value,
        Cell.Money money => kinds[column] == ColumnKind.Money && currencies[column] == money.Currency && sums[column] == money.Minor,
        Cell.Duration duration => kinds[column] == ColumnKind.Duration && sums[column] == duration.Seconds,
        _ => false,
    };

    private void Add(int column, ColumnKind kind, long value, string? currency)
    {
        if (kinds[column] is { } known && (known != kind || currencies[column] != currency))
            mixed[column] = true;
        kinds[column] = kind;
        currencies[column] = currency;
        sums[column] += value;
    }
}
