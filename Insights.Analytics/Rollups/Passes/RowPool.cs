namespace Insights.Analytics.Rollups.Passes;

/// <summary>
/// Rows that are filled again once they are written. A pass makes millions of them, and each would live just long enough for the collector to move it twice:
/// that was a third of what the deriving thread did. Whoever takes a row sets all of it.
/// </summary>
internal sealed class RowPool<T> where T : class, new()
{
    private T[] _rows = [];
    private int _taken;

    /// <summary>What was taken since the last <see cref="Clear"/>, in that order.</summary>
    public ArraySegment<T> Taken => new(_rows, 0, _taken);

    public T Take() => Take(1)[0];

    /// <summary>So many rows that lie next to each other in <see cref="Taken"/>; sorted now, they stay sorted there.</summary>
    public ArraySegment<T> Take(int count)
    {
        var (from, to) = (_taken, _taken + count);
        if (to > _rows.Length)
            Array.Resize(ref _rows, Math.Max(to, Math.Max(16, 2 * _rows.Length)));
        for (var i = from; i < to; i++)
            _rows[i] ??= new();
        _taken = to;
        return new(_rows, from, count);
    }

    /// <summary>All rows may be filled again.</summary>
    public void Clear() => _taken = 0;
}
