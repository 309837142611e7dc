using System.Buffers.Binary;

namespace Insights.Import.Store.Postgres;

/// <summary>
/// Rows in PostgreSQL's binary COPY format (manual, COPY, "Binary Format"), in memory: a fact has over thirty columns, and Npgsql's importer looks the type of
/// each one up again.
/// </summary>
internal sealed class CopyRows(int columns)
{
    /// <summary>Where a row's first value stands: behind the number of its values and that value's length.</summary>
    private const int FirstValue = sizeof(short) + sizeof(int);

    private const int None = -1;
    private const short EndOfRows = -1;
    private readonly short columns = checked((short)columns);
    private byte[] buffer = new byte[1 << 16];

    /// <summary>How many bytes stand in it.</summary>
    public int Used { get; private set; }

    public ReadOnlySpan<byte> Written => buffer.AsSpan(0, Used);

    public void Clear() => Used = 0;

    /// <summary>Before the first row: the signature, no flags, no extension.</summary>
    public void Begin() => Add([.. "PGCOPY\n"u8, 0xFF, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0]);

    /// <summary>Every row starts with this and brings a value for each column.</summary>
    public void StartRow() => Int16(columns);

    /// <summary>A whole row that was written elsewhere, whose first value is its key, a long.</summary>
    public void Add(ReadOnlySpan<byte> row, long key)
    {
        BinaryPrimitives.WriteInt64BigEndian(Add(row)[FirstValue..], key);
    }

    /// <summary>After the last row.</summary>
    public void End() => Int16(EndOfRows);

    public void Null()
    {
        BinaryPrimitives.WriteInt32BigEndian(Space(4), None);
        Used += 4;
    }

    public void Int64(long value)
    {
        var to = Space(12);
        BinaryPrimitives.WriteInt32BigEndian(to, 8);
        BinaryPrimitives.WriteInt64BigEndian(to[4..], value);
        Used += 12;
    }

    public void Int32(int value)
    {
        var to = Space(8);
        BinaryPrimitives.WriteInt32BigEndian(to, 4);
        BinaryPrimitives.WriteInt32BigEndian(to[4..], value);
        Used += 8;
    }

    public void Flag(bool value)
    {
        var to = Space(5);
        BinaryPrimitives.WriteInt32BigEndian(to, 1);
        to[4] = value ? (byte)1 : (byte)0;
        Used += 5;
    }

    public void Text(string value)
    {
        var to = Space(4 + ShortText.MostBytes(value.Length));
        var written = ShortText.Write(value, to[4..]);
        BinaryPrimitives.WriteInt32BigEndian(to, written);
        Used += 4 + written;
    }

    private void Int16(short value)
    {
        BinaryPrimitives.WriteInt16BigEndian(Space(2), value);
        Used += 2;
    }

    private Span<byte> Add(ReadOnlySpan<byte> bytes)
    {
        var to = Space(bytes.Length);
        bytes.CopyTo(to);
        Used += bytes.Length;
        return to;
    }

    private Span<byte> Space(int bytes)
    {
        if (buffer.Length - Used < bytes)
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, Used + bytes));
        return buffer.AsSpan(Used);
    }
}
