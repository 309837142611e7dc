using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Insights.Import.Store.Sqlite;

/// <summary>
/// Ids this transaction adds, by their number in the id table, until they are written all at once: a chunk's random numbers touch nearly every page
/// of a table of ten million, so writing them chunk by chunk would write the whole table again for each.
/// </summary>
internal sealed class PendingIds
{
    private const int SmallestCapacity = 1 << 12;
    private const int HashBits = 62;

    /// <summary>What the biggest transaction needs. Up to there it grows in few steps: what is left behind are large objects, which the collector keeps for long.</summary>
    private const int UsualCapacity = 1 << 21;

    // Open addressing: a dictionary takes twice the memory, and a million and a half is what a transaction holds.
    // Numbers are never negative, so -1 marks a free place.
    private long[] numbers = NewNumbers(SmallestCapacity);
    private long[] keys = new long[SmallestCapacity];
    private int shift = HashBits - BitOperations.Log2(SmallestCapacity);

    public int Count { get; private set; }

    public bool TryGet(long number, out long key)
    {
        var place = Place(number);
        key = keys[place];
        return numbers[place] == number;
    }

    /// <summary>Adds the number, or gives it another key.</summary>
    public void Set(long number, long key)
    {
        if (!TryAdd(number, key))
            keys[Place(number)] = key;
    }

    /// <summary>False for a number that is there already, which keeps its key.</summary>
    public bool TryAdd(long number, long key)
    {
        var place = Place(number);
        if (numbers[place] == number)
            return false;
        if ((Count + 1) * 4L > numbers.Length * 3L)
        {
            Grow();
            place = Place(number);
        }

        numbers[place] = number;
        keys[place] = key;
        Count++;
        return true;
    }

    /// <summary>Tells the processor that the number will be looked for: its place lies somewhere in 32 MB, and many can be waited for at once.</summary>
    public unsafe void Expect(long number)
    {
        if (!Sse.IsSupported)
            return;

        // Should the collector move the arrays just now, something else is fetched, and nothing else happens.
        var place = (int)(number >> shift);
        Sse.Prefetch0(Unsafe.AsPointer(ref numbers[place]));
        Sse.Prefetch0(Unsafe.AsPointer(ref keys[place]));
    }

    /// <summary>Everything in ascending order of the numbers. Destroys the places, so <see cref="Clear"/> must follow.</summary>
    public void Sort(out ReadOnlySpan<long> sortedNumbers, out ReadOnlySpan<long> sortedKeys)
    {
        var taken = 0;
        for (var place = 0; place < numbers.Length; place++)
        {
            if (numbers[place] < 0)
                continue;
            (numbers[taken], keys[taken]) = (numbers[place], keys[place]);
            taken++;
        }

        numbers.AsSpan(0, taken).Sort(keys.AsSpan(0, taken));
        sortedNumbers = numbers.AsSpan(0, taken);
        sortedKeys = keys.AsSpan(0, taken);
    }

    public void Clear()
    {
        if (Count > 0)
            numbers.AsSpan().Fill(-1);
        Count = 0;
    }

    private int Place(long number)
    {
        // The numbers are hashes of 62 bits. By the highest of them they lie almost sorted: a sorted chunk walks through memory, and sorting is quick.
        var mask = numbers.Length - 1;
        var place = (int)(number >> shift);
        while (numbers[place] >= 0 && numbers[place] != number)
            place = (place + 1) & mask;
        return place;
    }

    private void Grow()
    {
        var (oldNumbers, oldKeys) = (numbers, keys);
        var capacity = oldNumbers.Length * (oldNumbers.Length < UsualCapacity ? 8 : 2);
        numbers = NewNumbers(capacity);
        keys = new long[capacity];
        shift = HashBits - BitOperations.Log2((uint)capacity);
        for (var old = 0; old < oldNumbers.Length; old++)
        {
            if (oldNumbers[old] < 0)
                continue;
            var place = Place(oldNumbers[old]);
            numbers[place] = oldNumbers[old];
            keys[place] = oldKeys[old];
        }
    }

    private static long[] NewNumbers(int capacity)
    {
        var free = new long[capacity];
        free.AsSpan().Fill(-1);
        return free;
    }
}
