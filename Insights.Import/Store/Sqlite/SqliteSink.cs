using Insights.Import.Store.Writing;

namespace Insights.Import.Store.Sqlite;

/// <summary>Binds a row's values to a statement from left to right, leaving alone what is bound already: most columns of payments repeat from row to row.</summary>
internal readonly struct SqliteSink(SqliteBinder binder) : IColumnSink
{
    public void Int64(long value) => binder.Number(value);

    public void Int64(long? value)
    {
        if (value is { } known)
            binder.Number(known);
        else
            binder.Null();
    }

    public void Int32(int value) => binder.Number(value);

    public void Int32(int? value) => Int64(value);

    public void Text(string? value)
    {
        if (value is null)
            binder.Null();
        else
            binder.Text(value);
    }

    public void Flag(bool value) => binder.Number(value ? 1 : 0);

    public void Instant(DateTime value) => binder.Number(UnixTime.ToSeconds(value));

    public void Instant(DateTime? value)
    {
        if (value is { } known)
            binder.Number(UnixTime.ToSeconds(known));
        else
            binder.Null();
    }
}

/// <summary>A statement and what its parameters hold.</summary>
internal sealed class SqliteBinder(SqliteStatement statement, int parameters)
{
    private static readonly object NullValue = new();
    private static readonly object NumberValue = new();

    private readonly object?[] bound = new object?[parameters];
    private readonly long[] numbers = new long[parameters];
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

    public void Null()
    {
        var i = position++;
        if (ReferenceEquals(bound[i], NullValue))
            return;
        Statement.BindNull(i + 1);
        bound[i] = NullValue;
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
