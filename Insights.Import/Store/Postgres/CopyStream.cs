using System.Buffers.Binary;
using System.Text;
using Insights.Import.Store.Writing;
using Npgsql;

namespace Insights.Import.Store.Postgres;

/// <summary>
/// Rows in PostgreSQL's binary COPY format (manual, COPY, "Binary Format"), written into one buffer: a fact has over thirty columns, and Npgsql's importer
/// looks the type of each one up again. Disposed before <see cref="Complete"/>, nothing is copied.
/// </summary>
internal sealed class CopyStream : IDisposable
{
    private const int BufferBytes = 1 << 16;
    private const int None = -1;
    private const short EndOfRows = -1;

    private readonly NpgsqlRawCopyStream stream;
    private readonly short columns;
    private byte[] buffer = new byte[BufferBytes];
    private int used;
    private bool completed;

    public CopyStream(NpgsqlConnection connection, string table, IReadOnlyCollection<string> columns)
    {
        stream = connection.BeginRawBinaryCopy($"COPY {table} ({string.Join(", ", columns)}) FROM STDIN (FORMAT BINARY)");
        this.columns = checked((short)columns.Count);
        // The signature, no flags, no extension.
        "PGCOPY\n"u8.CopyTo(Space(11));
        ((ReadOnlySpan<byte>)[0xFF, (byte)'\r', (byte)'\n', 0]).CopyTo(buffer.AsSpan(7));
        used = 11;
        Raw(0);
        Raw(0);
    }

    /// <summary>Every row starts with this and brings a value for each column.</summary>
    public void StartRow() => Raw16(columns);

    public void Null() => Raw(None);

    public void Int64(long value)
    {
        BinaryPrimitives.WriteInt32BigEndian(Space(12), 8);
        BinaryPrimitives.WriteInt64BigEndian(buffer.AsSpan(used + 4), value);
        used += 12;
    }

    public void Int32(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(Space(8), 4);
        BinaryPrimitives.WriteInt32BigEndian(buffer.AsSpan(used + 4), value);
        used += 8;
    }

    public void Flag(bool value)
    {
        BinaryPrimitives.WriteInt32BigEndian(Space(5), 1);
        buffer[used + 4] = value ? (byte)1 : (byte)0;
        used += 5;
    }

    public void Text(string value)
    {
        var written = Encoding.UTF8.GetBytes(value, Space(4 + Encoding.UTF8.GetMaxByteCount(value.Length))[4..]);
        BinaryPrimitives.WriteInt32BigEndian(buffer.AsSpan(used), written);
        used += 4 + written;
    }

    public void Complete()
    {
        Raw16(EndOfRows);
        stream.Write(buffer, 0, used);
        stream.Dispose();
        completed = true;
    }

    public void Dispose()
    {
        if (completed)
            return;
        // A stream that is closed tells the server that all has come.
        completed = true;
        stream.Cancel();
        stream.Dispose();
    }

    private void Raw(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(Space(4), value);
        used += 4;
    }

    private void Raw16(short value)
    {
        BinaryPrimitives.WriteInt16BigEndian(Space(2), value);
        used += 2;
    }

    private Span<byte> Space(int bytes)
    {
        if (buffer.Length - used < bytes)
        {
            stream.Write(buffer, 0, used);
            used = 0;
            if (buffer.Length < bytes)
                buffer = new byte[bytes];
        }

        return buffer.AsSpan(used);
    }
}
