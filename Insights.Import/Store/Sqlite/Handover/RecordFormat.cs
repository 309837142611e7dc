using System.Buffers.Binary;
using System.Numerics;

namespace Insights.Import.Store.Sqlite.Handover;

/// <summary>The parts of SQLite's file format that rows need: https://www.sqlite.org/fileformat2.html, "Record Format". It is fixed for as long as there is a SQLite 3.</summary>
internal static class RecordFormat
{
    public const int LongestVarint = 9;

    public const int Null = 0;

    private const int Zero = 8;
    private const int One = 9;
    private const int FirstText = 13;

    /// <summary>How a text of so many bytes is announced in a record's header.</summary>
    public static long Text(int bytes) => FirstText + (2L * bytes);

    /// <summary>Big-endian groups of seven bits; the ninth byte holds eight.</summary>
    public static int VarintLength(long value)
    {
        var bits = 64 - BitOperations.LeadingZeroCount(unchecked((ulong)value) | 1);
        return bits > 56 ? LongestVarint : (bits + 6) / 7;
    }

    public static int WriteVarint(Span<byte> to, long value)
    {
        if (value is >= 0 and < 128)
        {
            to[0] = (byte)value;
            return 1;
        }

        var length = VarintLength(value);
        var rest = unchecked((ulong)value);
        var at = length - 1;
        if (length == LongestVarint)
        {
            to[at--] = unchecked((byte)rest);
            rest >>= 8;
        }
        else
        {
            to[at--] = (byte)(rest & 0x7F);
            rest >>= 7;
        }

        for (; at >= 0; at--, rest >>= 7)
            to[at] = (byte)((rest & 0x7F) | 0x80);
        return length;
    }

    /// <summary>Writes a number in as few bytes as SQLite would, and says how it is announced.</summary>
    public static int WriteNumber(Span<byte> to, long value, out int written)
    {
        var size = (ulong)(value < 0 ? ~value : value);
        switch (size)
        {
            case <= 1 when value >= 0:
                written = 0;
                return value == 0 ? Zero : One;
            case <= 0x7F:
                to[0] = unchecked((byte)value);
                return written = 1;
            case <= 0x7FFF:
                BinaryPrimitives.WriteInt16BigEndian(to, (short)value);
                return written = 2;
            case <= 0x7F_FFFF:
                to[0] = unchecked((byte)(value >> 16));
                BinaryPrimitives.WriteInt16BigEndian(to[1..], unchecked((short)value));
                return written = 3;
            case <= 0x7FFF_FFFF:
                BinaryPrimitives.WriteInt32BigEndian(to, (int)value);
                return written = 4;
            case <= 0x7FFF_FFFF_FFFF:
                BinaryPrimitives.WriteInt16BigEndian(to, (short)(value >> 32));
                BinaryPrimitives.WriteInt32BigEndian(to[2..], unchecked((int)value));
                written = 6;
                return 5;
            default:
                BinaryPrimitives.WriteInt64BigEndian(to, value);
                written = 8;
                return 6;
        }
    }
}
