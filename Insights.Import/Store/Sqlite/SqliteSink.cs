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
