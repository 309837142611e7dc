using System.Runtime.InteropServices;

namespace Insights.Import.Store.Keys;

/// <summary>
/// The encoding of a fact's key: the high bits are the instant in unix seconds, the low 30 a hash of its id. So facts lie in time order,
/// a window of time is one range of keys, and appends go to the end of the table. Known to the store alone.
/// </summary>
internal static class FactKey
{
    public const int LowBits = 30;
    private const long LowMask = (1L << LowBits) - 1;

    /// <summary>How far an id looks for a free place behind its hash; readers look through as many.</summary>
    public const int ProbeLength = 16;

    /// <summary>Replaced by tests only, to force equal hashes.</summary>
    internal static Func<string, ulong>? HashForTests { get; set; }

    public static long Of(long unixSeconds, long idHash) => checked((unixSeconds << LowBits) | (idHash & LowMask));

    /// <summary>The smallest key of an instant: the bound of a window.</summary>
    public static long Floor(long unixSeconds) => Math.Clamp(unixSeconds, -(1L << 32), 1L << 32) << LowBits;

    public static long SecondsOf(long key) => key >> LowBits;

    /// <summary>The next place within the same second.</summary>
    public static long Next(long key) => (key & ~LowMask) | ((key + 1) & LowMask);

    /// <summary>Stable hash of an external id without its source. Never negative, and so far from the largest number that probing cannot overflow.</summary>
    public static long RefHash(string externalId) => (long)(HashText(externalId) >> 2);

    /// <summary>Stable hash of (source, external id).</summary>
    public static long IdHash(int sourceId, string externalId) => IdHash(sourceId, RefHash(externalId));

    public static long IdHash(int sourceId, long refHash)
    {
        if (HashForTests is not null)
            return refHash;
        // splitmix64's finaliser: one multiplication of the source would leave the low bits of neighbours alike.
        unchecked
        {
            var mixed = (ulong)refHash + ((ulong)(uint)sourceId * 0x9E3779B97F4A7C15UL);
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
            return (long)((mixed ^ (mixed >> 31)) >> 2);
        }
    }

    private static ulong HashText(string text) =>
        HashForTests is { } hash ? hash(text) : StableHash.Of(MemoryMarshal.AsBytes(text.AsSpan()));
}
