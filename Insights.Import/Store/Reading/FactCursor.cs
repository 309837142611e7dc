namespace Insights.Import.Store.Reading;

/// <summary>
/// One row at a time. Instants come as unix seconds (<see cref="UnixTime"/>), flags as 0 and 1. Low-cardinality text can be read as a small dense
/// code to index arrays with: 0 is null, and a code stays the same for all cursors of one reader.
/// </summary>
public abstract class FactCursor : IDisposable
{
    /// <summary>False after the last row.</summary>
    public abstract bool Read();

    public abstract bool IsNull(int column);

    /// <summary>0 for null.</summary>
    public abstract long Int64(int column);

    public abstract string? Text(int column);

    /// <summary>Whether the column holds this text, without making a text of it.</summary>
    public virtual bool TextIs(int column, string text) => Text(column) == text;

    /// <summary>The same instance for equal text, no allocation after the first; for columns with few values.</summary>
    public string? Interned(int column) => TextOf(Code(column));

    /// <summary>A dense number from 1 for the text; 0 for null. For columns with few (thousands of) values.</summary>
    public abstract int Code(int column);

    /// <summary>The text behind a code.</summary>
    public abstract string? TextOf(int code);

    public int Int32(int column) => checked((int)Int64(column));

    public DateTime? Instant(int column) => IsNull(column) ? null : UnixTime.FromSeconds(Int64(column));

    public abstract void Dispose();
}
