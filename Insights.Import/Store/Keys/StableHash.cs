using System.Buffers.Binary;
using System.Numerics;

namespace Insights.Import.Store.Keys;

/// <summary>XXH64 with seed 0: public, fast on short input, and the same in every process and on every machine (string.GetHashCode is not).</summary>
internal static class StableHash
{
    private const ulong Prime1 = 0x9E3779B185EBCA87UL;
    private const ulong Prime2 = 0xC2B2AE3D27D4EB4FUL;
    private const ulong Prime3 = 0x165667B19E3779F9UL;
    private const ulong Prime4 = 0x85EBCA77C2B2AE63UL;
    private const ulong Prime5 = 0x27D4EB2F165667C5UL;

    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        unchecked
        {
            var rest = bytes;
            ulong hash;
            if (rest.Length >= 32)
            {
                ulong a = Prime1 + Prime2, b = Prime2, c = 0, d = 0UL - Prime1;
                do
                {
                    a = Round(a, Read64(rest));
                    b = Round(b, Read64(rest[8..]));
                    c = Round(c, Read64(rest[16..]));
                    d = Round(d, Read64(rest[24..]));
                    rest = rest[32..];
                }
                while (rest.Length >= 32);
                hash = BitOperations.RotateLeft(a, 1) + BitOperations.RotateLeft(b, 7) + BitOperations.RotateLeft(c, 12) + BitOperations.RotateLeft(d, 18);
                hash = Merge(Merge(Merge(Merge(hash, a), b), c), d);
            }
            else
            {
                hash = Prime5;
            }

            hash += (ulong)bytes.Length;
            for (; rest.Length >= 8; rest = rest[8..])
                hash = (BitOperations.RotateLeft(hash ^ Round(0, Read64(rest)), 27) * Prime1) + Prime4;
            if (rest.Length >= 4)
            {
                hash = (BitOperations.RotateLeft(hash ^ (BinaryPrimitives.ReadUInt32LittleEndian(rest) * Prime1), 23) * Prime2) + Prime3;
                rest = rest[4..];
            }

            foreach (var one in rest)
                hash = BitOperations.RotateLeft(hash ^ (one * Prime5), 11) * Prime1;

            hash = (hash ^ (hash >> 33)) * Prime2;
            hash = (hash ^ (hash >> 29)) * Prime3;
            return hash ^ (hash >> 32);
        }
    }

    private static ulong Read64(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt64LittleEndian(bytes);

    private static ulong Round(ulong accumulator, ulong input)
    {
        unchecked
        {
            return BitOperations.RotateLeft(accumulator + (input * Prime2), 31) * Prime1;
        }
    }

    private static ulong Merge(ulong hash, ulong accumulator)
    {
        unchecked
        {
            return ((hash ^ Round(0, accumulator)) * Prime1) + Prime4;
        }
    }
}
