namespace Insights.Import.Store.Keys;

/// <summary>
/// Says of most numbers that are not in the id table that they are not, without reading it: a look-up of a new row's id would read a page of a big table
/// from disk, or ask a server, to find nothing. A Bloom filter of one word a number: what was added is always found, of the rest about one in two hundred too.
/// </summary>
internal sealed class IdFilter
{
    private const int SmallestWords = 1 << 18;

    /// <summary>24 MB: good for some thirteen million ids. Beyond it more and more numbers must be asked of the table (three in a hundred at 25 million), and the answers stay right.</summary>
    private const int MostWords = 3 << 20;

    /// <summary>Two bytes a number. A wrong answer costs two look-ups, so at one byte, and three wrong ones in a hundred, they were a tenth of an import.</summary>
    private const int NumbersAWord = 4;

    // A filter cannot grow, so a bigger one is added: one only, because each part is a further place in memory to be waited for.
    private readonly List<ulong[]> parts = [new ulong[SmallestWords]];
    private int room = SmallestWords * NumbersAWord;

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
        if (room == 0 && parts[^1].Length < MostWords)
        {
            parts.Add(new ulong[MostWords]);
            room = MostWords * NumbersAWord;
        }

        // A full last part takes the rest all the same.
        room = Math.Max(0, room - 1);
        var last = parts[^1];
        last[Word(number, last)] |= Bits(number);
    }

    // The highest of a hash's 62 bits choose the word, so that sorted numbers walk through memory, the lowest the bits in it.
    private static int Word(long number, ulong[] part) => (int)Math.BigMul(unchecked((ulong)number << 2), (ulong)part.Length, out _);

    private static ulong Bits(long number) =>
        1UL << (int)(number & 63) | 1UL << (int)((number >> 6) & 63) | 1UL << (int)((number >> 12) & 63) | 1UL << (int)((number >> 18) & 63);
}
