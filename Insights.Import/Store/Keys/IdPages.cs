using System.Buffers.Binary;

namespace Insights.Import.Store.Keys;

/// <summary>
/// Where the ids of payments lie that came by the hundred thousand in one transaction: sorted into 4,096 pages by the highest bits of their hashes, each page one value of one row. Among the
/// millions before them each id would be a row of its own on a page of chance. The pages of a transaction are a run; whoever looks for an id asks one page of each run. See decisions/0008.
/// </summary>
/// <remarks>A page is all hashes in order, eight bytes each, and then the second each fact lies in, four bytes each: the rest of a fact's key is its hash.</remarks>
internal static class IdPages
{
    /// <summary>So many runs are written at most, because each is one look-up more for every id.</summary>
    public const int MostRuns = 16;

    private const int PageBits = 12;
    private const int HashBits = 62;
    private const int Entry = sizeof(long) + sizeof(uint);

    /// <summary>The number of the page where an id of this hash lies in a run.</summary>
    /// <param name="run">From 0.</param>
    /// <param name="idHash">Of 62 bits.</param>
    public static long Number(int run, long idHash) => ((long)run << PageBits) + (idHash >> (HashBits - PageBits));

    /// <summary>All pages an id of this hash may be on.</summary>
    public static long[] Numbers(long idHash)
    {
        var numbers = new long[MostRuns];
        for (var run = 0; run < MostRuns; run++)
            numbers[run] = Number(run, idHash);
        return numbers;
    }

    /// <summary>How many runs there are.</summary>
    /// <param name="highest">The highest number of a page; null where there is none.</param>
    public static int Runs(long? highest) => highest is null ? 0 : (int)(highest.Value >> PageBits) + 1;

    /// <summary>Whether a page can say this key. Not one whose place in its second was taken, and none before 1970 or after 2105.</summary>
    public static bool Holds(long idHash, long key) => FactKey.SecondsOf(key) is >= 0 and <= uint.MaxValue and var seconds && FactKey.Of(seconds, idHash) == key;

    public static int Count(ReadOnlySpan<byte> page) => page.Length / Entry;

    public static long HashAt(ReadOnlySpan<byte> page, int entry) => BinaryPrimitives.ReadInt64LittleEndian(page[(entry * sizeof(long))..]);

    /// <summary>The key under this hash, or null.</summary>
    public static long? KeyOf(ReadOnlySpan<byte> page, long idHash) => Find(page, idHash) is >= 0 and var entry ? FactKey.Of(SecondsAt(page, entry), idHash) : null;

    /// <summary>Writes a page of ids, in the order of their hashes; <see cref="Holds"/> must be true of each.</summary>
    /// <returns>The page, within <paramref name="into"/>, which is made longer where needed.</returns>
    public static ReadOnlySpan<byte> Fill(ReadOnlySpan<PendingId> ids, ref byte[] into)
    {
        var length = ids.Length * Entry;
        if (into.Length < length)
            into = new byte[length * 2];
        var page = into.AsSpan(0, length);
        var seconds = page[(ids.Length * sizeof(long))..];
        for (var entry = 0; entry < ids.Length; entry++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(page[(entry * sizeof(long))..], ids[entry].Number);
            BinaryPrimitives.WriteUInt32LittleEndian(seconds[(entry * sizeof(uint))..], (uint)FactKey.SecondsOf(ids[entry].Key));
        }

        return page;
    }

    /// <summary>The page with another key under this hash, or with neither.</summary>
    /// <param name="page">One that has the hash.</param>
    /// <param name="key">One that a page <see cref="Holds"/>, or null to take the id out.</param>
    public static byte[] With(ReadOnlySpan<byte> page, long idHash, long? key)
    {
        var entry = Find(page, idHash);
        var count = Count(page);
        if (key is { } other)
        {
            var changed = page.ToArray();
            BinaryPrimitives.WriteUInt32LittleEndian(changed.AsSpan((count * sizeof(long)) + (entry * sizeof(uint))), (uint)FactKey.SecondsOf(other));
            return changed;
        }

        var hash = entry * sizeof(long);
        var second = (count * sizeof(long)) + (entry * sizeof(uint));
        return [.. page[..hash], .. page[(hash + sizeof(long))..second], .. page[(second + sizeof(uint))..]];
    }

    private static long SecondsAt(ReadOnlySpan<byte> page, int entry) => BinaryPrimitives.ReadUInt32LittleEndian(page[((Count(page) * sizeof(long)) + (entry * sizeof(uint)))..]);

    private static int Find(ReadOnlySpan<byte> page, long idHash)
    {
        var (low, high) = (0, Count(page) - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var hash = HashAt(page, middle);
            if (hash == idHash)
                return middle;
            if (hash < idHash)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return -1;
    }
}
