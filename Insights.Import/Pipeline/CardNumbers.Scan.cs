using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Insights.Import.Pipeline;

/// <content>The look over all bytes that tells which texts are worth reading closely.</content>
internal static partial class CardNumbers
{
    /// <summary>
    /// False for nearly every row: no run of 13 digits, spaces, dashes and dots, no "vv", nothing outside ASCII. Reads 32 bytes at a time,
    /// because every byte of every file goes through here.
    /// </summary>
    public static bool MayContain(ReadOnlySpan<byte> text)
    {
        ref byte start = ref MemoryMarshal.GetReference(text);
        unchecked
        {
            // Windows overlap by 12 bytes and one for the pair, so that no run can hide between two of them.
            int at = 0;
            while (text.Length - at >= 64)
            {
                if (Suspicious(ref Unsafe.Add(ref start, at)))
                    return true;
                at += 64 - MinDigits;
            }

            if (at >= text.Length)
                return false;
            Span<byte> tail = stackalloc byte[64];
            tail.Fill((byte)'\n');
            text[at..].CopyTo(tail);
            return Suspicious(ref MemoryMarshal.GetReference(tail));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Suspicious(ref byte at)
    {
        ulong separable = Candidates(Vector256.LoadUnsafe(ref at), out uint lowPairs, out bool lowWide)
            | ((ulong)Candidates(Vector256.LoadUnsafe(ref at, 32), out uint highPairs, out bool highWide) << 32);
        if (lowWide || highWide)
            return true;
        ulong pairs = lowPairs | ((ulong)highPairs << 32);
        unchecked
        {
            // Bit i stays when i and its next 12 neighbours are all set: runs of 2, 4, 8, 12, 13.
            ulong runs = separable & (separable >> 1);
            runs &= runs >> 2;
            ulong eight = runs & (runs >> 4);
            runs = eight & (runs >> 8) & (separable >> 12);
            return runs != 0 || (pairs & (pairs >> 1)) != 0;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Candidates(Vector256<byte> bytes, out uint pairs, out bool wide)
    {
        var digit = Vector256.LessThan(bytes - Vector256.Create((byte)'0'), Vector256.Create((byte)10));
        var separator = Vector256.Equals(bytes, Vector256.Create((byte)' ')) | Vector256.Equals(bytes, Vector256.Create((byte)'-')) | Vector256.Equals(bytes, Vector256.Create((byte)'.'));
        pairs = Vector256.Equals(bytes | Vector256.Create((byte)0x20), Vector256.Create((byte)'v')).ExtractMostSignificantBits();
        wide = bytes.ExtractMostSignificantBits() != 0;
        return (digit | separator).ExtractMostSignificantBits();
    }
}
