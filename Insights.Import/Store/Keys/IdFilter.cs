namespace Insights.Import.Store.Keys;

/// <summary>
/// Says of most numbers that are not in the id table that they are not, without reading it: a look-up of a new row's id would read a page of a big table
/// from disk, or ask a server, to find nothing. A Bloom filter of one word a number: what was added is always found, of the rest about three in a hundred too.
/// </summary>
internal sealed class IdFilter
{
    private const int SmallestWords = 1 << 16;

    /// <summary>32 MB: good for some thirty million ids. Beyond it more and more numbers must be asked of the table, and the answers stay right.</summary>
    private const int MostWords = 1 << 22;

    // A filter cannot grow, so further ones are added, each four times as big as the one before.
    private readonly List<ulong[]> parts = [new ulong[SmallestWords]];
    private int room = SmallestWords * 8;

    /// <summary>False: surely not added.</summary>
    public bool MayContain(long number)
    {
        var bits = Bits(number);
        foreach (var part in parts)
            if ((part[Word(number, part)] & bits) == bits)
                return true;
        return false;
    }

    public void Add(long number)
    {
        if (room == 0 && parts[^1].Length * 4 <= MostWords)
        {
            parts.Add(new ulong[parts[^1].Length * 4]);
            room = parts[^1].Length * 8;
        }

        // A byte a number; a full last part takes the rest all the same.
        room = Math.Max(0, room - 1);
        var last = parts[^1];
        last[Word(number, last)] |= Bits(number);
    }

    // The numbers are hashes of 62 bits: the highest choose the word, so that sorted numbers walk through memory, the lowest the bits in it.
    private static int Word(long number, ulong[] part) => (int)Math.BigMul(unchecked((ulong)number << 2), (ulong)part.Length, out _);

    private static ulong Bits(long number) =>
        1UL << (int)(number & 63) | 1UL << (int)((number >> 6) & 63) | 1UL << (int)((number >> 12) & 63) | 1UL << (int)((number >> 18) & 63);
}
