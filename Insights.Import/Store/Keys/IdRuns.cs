namespace Insights.Import.Store.Keys;

/// <summary>
/// Where the ids of payments lie that came by the hundred thousand in one transaction: behind all hashes, each transaction's in a run of its own. Among the millions before them
/// they would touch every page of the table, and a run is written at its end. Whoever looks for an id asks each run at one place. See decisions/0008.
/// </summary>
internal static class IdRuns
{
    /// <summary>The first number of the runs; hashes are smaller.</summary>
    public const long First = 1L << 62;

    /// <summary>The numbers above <see cref="First"/> hold sixteen times 58 bits. So many look-ups at most are added to each.</summary>
    public const int Most = 16;

    /// <summary>In a run an id lies at the highest 58 bits of its hash, which two ids hardly ever share.</summary>
    public const int DroppedBits = 4;

    private const int PlaceBits = 62 - DroppedBits;

    /// <param name="run">From 0.</param>
    /// <param name="idHash">Of 62 bits.</param>
    public static long Place(int run, long idHash) => First + ((long)run << PlaceBits) + (idHash >> DroppedBits);

    /// <summary>How many runs there are.</summary>
    /// <param name="highest">The highest number of the id table; null of an empty one.</param>
    public static int Count(long? highest) => highest is not >= First ? 0 : (int)((highest.Value - First) >> PlaceBits) + 1;

    /// <summary>A hash that has the place of this number: all its bits, or all but the lowest four.</summary>
    public static long HashAt(long number) => number < First ? number : (number & ((1L << PlaceBits) - 1)) << DroppedBits;

    /// <summary>All numbers an id of this hash may have.</summary>
    public static long[] Numbers(long idHash)
    {
        var numbers = new long[FactKey.ProbeLength + Most];
        for (var probe = 0; probe < FactKey.ProbeLength; probe++)
            numbers[probe] = idHash + probe;
        for (var run = 0; run < Most; run++)
            numbers[FactKey.ProbeLength + run] = Place(run, idHash);
        return numbers;
    }
}
