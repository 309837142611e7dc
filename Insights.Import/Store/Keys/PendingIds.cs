using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Insights.Import.Store.Keys;

/// <summary>An id by its number in the id table, and the key of its fact.</summary>
internal record struct PendingId(long Number, long Key);

/// <summary>
/// Ids this transaction adds, until they are written all at once: a chunk's random numbers touch nearly every page of a table of ten million, so writing them chunk by chunk
/// would write the whole table again for each.
/// </summary>
internal sealed class PendingIds
{
    private const int SmallestCapacity = 1 << 12;
    private const int HashBits = 62;

    /// <summary>
    /// Behind the last place, for those that find it taken: nothing begins again at the first place, so the order of the places is nearly that of the numbers. Chance needs a few hundred at most.
    /// </summary>
    private const int Overhang = 1 << 12;

    /// <summary>What the biggest transaction needs. Up to there it grows in few steps: what is left behind are large objects, which the collector keeps for long.</summary>
    private const int UsualCapacity = 1 << 21;

    // Open addressing: a dictionary takes twice the memory, and a million and a half is what a transaction holds.
    // Numbers are never negative, so -1 marks a free place. Number and key lie together: each place is somewhere in 32 MB, and to wait for one costs as much as all else.
    private PendingId[] places = FreePlaces(SmallestCapacity);
    private int capacity = SmallestCapacity;
    private int shift = HashBits - BitOperations.Log2(SmallestCapacity);

    public int Count { get; private set; }

    public bool TryGet(long number, out long key)
    {
        ref var place = ref places[Place(number)];
        key = place.Key;
        return place.Number == number;
    }

    /// <summary>Adds the number, or gives it another key.</summary>
    public void Set(long number, long key)
    {
        if (!TryAdd(number, key))
            places[Place(number)].Key = key;
    }

    /// <summary>False for a number that is there already, which keeps its key.</summary>
    public bool TryAdd(long number, long key)
    {
        var place = Place(number);
        if (places[place].Number == number)
            return false;

        if ((Count + 1) * 4L > capacity * 3L)
        {
            Grow();
            place = Place(number);
        }

        places[place] = new PendingId(number, key);
        Count++;
        return true;
    }

    /// <summary>Tells the processor that the number will be looked for: many places can be waited for at once.</summary>
    public unsafe void Expect(long number)
    {
        // Should the collector move the array just now, something else is fetched, and nothing else happens.
        if (Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(ref places[(int)(number >> shift)]));
    }

    /// <summary>Everything in ascending order of the numbers. Destroys the places, so <see cref="Clear"/> must follow.</summary>
    public Span<PendingId> Sort()
    {
        var taken = 0;
        foreach (ref var place in places.AsSpan())
        {
            if (place.Number < 0)
                continue;

            // Each is at most a few places from its own, where those before it are in order already.
            var id = place;
            var at = taken++;
            for (; at > 0 && places[at - 1].Number > id.Number; at--)
                places[at] = places[at - 1];
            places[at] = id;
        }

        return places.AsSpan(0, taken);
    }

    public void Clear()
    {
        if (Count > 0)
            places.AsSpan().Fill(new PendingId(-1, 0));
        Count = 0;
    }

    private int Place(long number)
    {
        // The numbers are hashes of 62 bits. By the highest of them they lie almost sorted: a sorted chunk walks through memory.
        var place = (int)(number >> shift);
        while (places[place].Number >= 0 && places[place].Number != number)
        {
            if (++place == places.Length)
                throw new InvalidOperationException($"More than {Overhang} ids have hashes that begin alike; the file holds ids made to collide.");
        }

        return place;
    }

    private void Grow()
    {
        var old = places;
        capacity *= capacity < UsualCapacity ? 8 : 2;
        places = FreePlaces(capacity);
        shift = HashBits - BitOperations.Log2((uint)capacity);
        foreach (var id in old)
            if (id.Number >= 0)
                places[Place(id.Number)] = id;
    }

    private static PendingId[] FreePlaces(int capacity)
    {
        var free = new PendingId[capacity + Overhang];
        free.AsSpan().Fill(new PendingId(-1, 0));
        return free;
    }
}
