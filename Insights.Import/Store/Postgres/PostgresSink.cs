using Insights.Import.Store.Writing;

namespace Insights.Import.Store.Postgres;

/// <summary>Writes a row's values into a binary COPY. PostgreSQL text cannot hold NUL characters; they are left out.</summary>
internal readonly struct PostgresSink(CopyRows copy) : IColumnSink
{
    public void Int64(long value) => copy.Int64(value);

    public void Int64(long? value)
    {
        if (value is { } known)
            copy.Int64(known);
        else
            copy.Null();
    }

    public void Int32(int value) => copy.Int32(value);

    public void Int32(int? value)
    {
        if (value is { } known)
            copy.Int32(known);
        else
            copy.Null();
    }

    public void Text(string? value)
    {
        if (value is null)
            copy.Null();
        else
            copy.Text(value.Contains('\0', StringComparison.Ordinal) ? value.Replace("\0", "", StringComparison.Ordinal) : value);
    }

    public void Flag(bool value) => copy.Flag(value);

    public void Instant(DateTime value) => Int64(UnixTime.ToSeconds(value));

    public void Instant(DateTime? value) => Int64(value is { } known ? UnixTime.ToSeconds(known) : null);
}
