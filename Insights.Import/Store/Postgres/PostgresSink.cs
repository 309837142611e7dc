using Insights.Import.Store.Writing;
using Npgsql;
using NpgsqlTypes;

namespace Insights.Import.Store.Postgres;

/// <summary>Writes a row's values into a binary COPY. PostgreSQL text cannot hold NUL characters; they are left out.</summary>
internal readonly struct PostgresSink(NpgsqlBinaryImporter copy) : IColumnSink
{
    public void Int64(long value) => copy.Write(value, NpgsqlDbType.Bigint);

    public void Int64(long? value)
    {
        if (value is { } known)
            copy.Write(known, NpgsqlDbType.Bigint);
        else
            copy.WriteNull();
    }

    public void Int32(int value) => copy.Write(value, NpgsqlDbType.Integer);

    public void Int32(int? value)
    {
        if (value is { } known)
            copy.Write(known, NpgsqlDbType.Integer);
        else
            copy.WriteNull();
    }

    public void Text(string? value)
    {
        if (value is null)
            copy.WriteNull();
        else
            copy.Write(value.Contains('\0', StringComparison.Ordinal) ? value.Replace("\0", "", StringComparison.Ordinal) : value, NpgsqlDbType.Text);
    }

    public void Flag(bool value) => copy.Write(value, NpgsqlDbType.Boolean);

    public void Instant(DateTime value) => Int64(UnixTime.ToSeconds(value));

    public void Instant(DateTime? value) => Int64(value is { } known ? UnixTime.ToSeconds(known) : null);
}
