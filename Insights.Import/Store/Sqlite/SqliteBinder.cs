namespace Insights.Import.Store.Sqlite;

/// <summary>A statement and what its parameters hold.</summary>
public sealed class SqliteBinder(SqliteStatement statement)
{
    private static readonly object NullValue = new();
    private static readonly object NumberValue = new();

    private readonly object?[] bound = new object?[statement.Parameters];
    private readonly long[] numbers = new long[statement.Parameters];
    private int position;

    public SqliteStatement Statement { get; } = statement;

    /// <summary>Back to the first parameter.</summary>
    public void Start() => position = 0;

    /// <summary>Changes one bound number, counted from 1.</summary>
    public void Number(int parameter, long value)
    {
        position = parameter - 1;
        Number(value);
    }

    public void Number(long value)
    {
        var i = position++;
        if (ReferenceEquals(bound[i], NumberValue) && numbers[i] == value)
            return;
        Statement.Bind(i + 1, value);
        bound[i] = NumberValue;
        numbers[i] = value;
    }

    /// <summary>Binds bytes, counted from 1, for the next run alone.</summary>
    public void Blob(int parameter, ReadOnlySpan<byte> value)
    {
        Statement.Bind(parameter, value);
        bound[parameter - 1] = null;
    }

    public void Null()
    {
        var i = position++;
        if (ReferenceEquals(bound[i], NullValue))
            return;
        Statement.BindNull(i + 1);
        bound[i] = NullValue;
    }

    public void Bytes(byte[] value)
    {
        var i = position++;
        Statement.Bind(i + 1, value.AsSpan());
        bound[i] = value;
    }

    public void Text(string value)
    {
        var i = position++;
        // The same instance only: comparing characters would cost what it saves.
        if (ReferenceEquals(bound[i], value))
            return;
        Statement.Bind(i + 1, value);
        bound[i] = value;
    }
}
