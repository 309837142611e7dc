using Insights.Import.Store.Writing;

namespace Insights.Import.Store.Sqlite.Handover;

/// <summary>Makes a record of a row's values, from left to right.</summary>
internal readonly struct RecordSink(Record record) : IColumnSink
{
    public void Int64(long value) => record.Number(value);

    public void Int64(long? value)
    {
        if (value is { } known)
            record.Number(known);
        else
            record.Null();
    }

    public void Int32(int value) => record.Number(value);

    public void Int32(int? value) => Int64(value);

    public void Text(string? value)
    {
        if (value is null)
            record.Null();
        else
            record.Text(value);
    }

    public void Flag(bool value) => record.Number(value ? 1 : 0);

    public void Instant(DateTime value) => record.Number(UnixTime.ToSeconds(value));

    public void Instant(DateTime? value)
    {
        if (value is { } known)
            record.Number(UnixTime.ToSeconds(known));
        else
            record.Null();
    }
}
