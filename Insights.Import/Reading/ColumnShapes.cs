using System.Text;

namespace Insights.Import.Reading;

/// <summary>
/// What the cells of each column look like in the rows that are whole: <c>99/99/9999</c>, <c>AA-9999</c>. A column whose cells share a few
/// shapes can tell whether a cell belongs to it; free text cannot.
/// </summary>
internal sealed class ColumnShapes
{
    private const int FewestRows = 8;
    private const int MostShapes = 12;
    private const int LongestShaped = 200;
    private readonly List<HashSet<string>?> _shapes = [];
    private readonly List<bool> _mayBeEmpty = [];
    private int _rows;

    /// <summary>Enough whole rows were seen for shapes to mean something.</summary>
    public bool IsKnown => _rows >= FewestRows;

    public void Learn(IReadOnlyList<byte[]> cells)
    {
        _rows++;
        for (int i = 0; i < cells.Count; i++)
        {
            if (i == _shapes.Count)
            {
                _shapes.Add([]);
                _mayBeEmpty.Add(false);
            }

            if (cells[i].Length == 0)
                _mayBeEmpty[i] = true;
            else if (cells[i].Length > LongestShaped)
                _shapes[i] = null;
            else
                _shapes[i]?.Add(Of(cells[i]));
            if (_shapes[i]?.Count > MostShapes)
                _shapes[i] = null;
        }
    }

    /// <summary>The column's cells share shapes: it holds times, codes, amounts, not prose.</summary>
    public bool IsShaped(int column) => IsKnown && column < _shapes.Count && _shapes[column] is { Count: > 0 } shapes && shapes.Count * 3 <= _rows;

    public bool Fits(int column, ReadOnlySpan<byte> cell)
    {
        if (!IsKnown || column >= _shapes.Count)
            return true;
        if (cell.IsEmpty)
            return _mayBeEmpty[column];
        return !IsShaped(column) || (cell.Length <= LongestShaped && _shapes[column]!.Contains(Of(cell)));
    }

    public bool Fit(IReadOnlyList<byte[]> cells)
    {
        if (!IsKnown)
            return true;
        for (int i = 0; i < cells.Count; i++)
        {
            if (!Fits(i, cells[i]))
                return false;
        }

        return true;
    }

    private static string Of(ReadOnlySpan<byte> cell)
    {
        var shape = new StringBuilder(cell.Length);
        foreach (byte b in cell)
        {
            // A quote that is no part of the value is what a row is mended for; it must not hide the value's shape.
            if (b == '"')
                continue;
            shape.Append(b is >= (byte)'0' and <= (byte)'9' ? '9' : b is >= (byte)'A' and <= (byte)'Z' ? 'A' : b is >= (byte)'a' and <= (byte)'z' ? 'a' : (char)b);
        }

        return shape.ToString();
    }
}
