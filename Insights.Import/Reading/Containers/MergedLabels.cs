using ExcelDataReader;

namespace Insights.Import.Reading.Containers;

/// <summary>
/// Cells merged down several rows: a label holds for each of its rows and is repeated in them; a number is one number and stays in the first,
/// because which part of it belongs to which row the sheet does not say.
/// </summary>
internal sealed class MergedLabels
{
    private readonly Dictionary<int, List<CellRange>> _starting = [];
    private readonly Dictionary<int, (int LastRow, string Label)> _open = [];

    public MergedLabels(CellRange[]? merged)
    {
        foreach (var range in merged ?? [])
        {
            if (range.ToRow <= range.FromRow)
                continue;
            if (!_starting.TryGetValue(range.FromRow, out var ranges))
                _starting[range.FromRow] = ranges = [];
            ranges.Add(range);
        }
    }

    /// <param name="value">What the sheet holds there; null for an empty cell.</param>
    public string Label(int row, int column, string cell, object? value)
    {
        if (_starting.Count == 0)
            return cell;
        if (value is string or DateTime && _starting.TryGetValue(row, out var ranges))
        {
            foreach (var range in ranges)
            {
                if (range.FromColumn == column)
                    _open[column] = (range.ToRow, cell);
            }
        }

        return cell.Length == 0 && _open.TryGetValue(column, out var open) && row <= open.LastRow ? open.Label : cell;
    }
}
