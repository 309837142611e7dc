using System.Runtime.InteropServices;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Keys;
using Insights.Import.Store.Writing;

namespace Insights.Import.Store.Sqlite;

/// <content>
/// Finding rows by their ids. New ids are kept in memory until the commit, and the id table is asked only where the answer is not known without it:
/// its pages lie in random order, and in a big store each look-up reads one.
/// </content>
internal sealed partial class SqliteWriteSession
{
    private const long NoPlace = -1;

    /// <summary>Instead of a number of the id table: the id is on a page.</summary>
    private const long OnAPage = -2;

    /// <summary>Whether most rows of the chunk before were stored already.</summary>
    private bool mostlyKnown;

    // Kept between chunks.
    private readonly List<int> surelyNew = [];
    private readonly List<int> perhapsKnown = [];

    public override int Locate<T, TShape>(Candidate<T>[] rows, ReadOnlySpan<int> order)
    {
        var of = IdsOf<T, TShape>();
        var under = SelectUnder<T, TShape>();
        var at = SelectAt<T, TShape>();
        var known = 0;
        foreach (var i in TakeNew(of, rows, order))
        {
            ref var row = ref rows[i];
            var id = new Id(row.Row.SourceId, row.Row.ExternalId, row.IdHash);

            // A row that returns with its instant lies where its own key says, beside its neighbours in the file: no need to ask for its id.
            if (((of.Filter?.MayContain(row.IdHash) ?? mostlyKnown) && id.Is(Under(at, row.Key), out var old)) || Find(of, id, under, at, out row.IdSlot, out old))
            {
                row.Old = old;
                known++;
                continue;
            }

            if (row.IdSlot == NoPlace)
                throw new InvalidOperationException($"More than {FactKey.ProbeLength} ids share the hash of {row.Row.ExternalId}; the file holds ids made to collide.");
            of.Pending.Set(row.IdSlot, row.Key);
            of.Probed |= row.IdSlot != row.IdHash;
        }

        mostlyKnown = known * 2 > order.Length;
        return known;
    }

    /// <summary>Takes in the ids that are surely new, which in a first import are nearly all, and returns the others.</summary>
    private ReadOnlySpan<int> TakeNew<T>(Ids of, Candidate<T>[] rows, ReadOnlySpan<int> order) where T : class, IFact
    {
        if (of.Filter is not { } filter)
            return order;
        surelyNew.Clear();
        perhapsKnown.Clear();

        // In two goes, because both memories are far larger than the processor's: what the second one needs is fetched during the first.
        foreach (var i in order)
        {
            var number = rows[i].IdHash;
            of.Pending.Expect(number);
            (filter.MayContain(number) ? perhapsKnown : surelyNew).Add(i);
        }

        foreach (var i in surelyNew)
        {
            ref var row = ref rows[i];
            row.IdSlot = row.IdHash;
            if (!of.Pending.TryAdd(row.IdSlot, row.Key))
                perhapsKnown.Add(i);
        }

        return CollectionsMarshal.AsSpan(perhapsKnown);
    }

    public override void Find<T, TShape>(Span<Lookup> lookups)
    {
        var of = IdsOf<T, TShape>();
        var under = SelectUnder<T, TShape>();
        var at = SelectAt<T, TShape>();
        foreach (ref var lookup in lookups)
            if (Find(of, new Id(lookup.SourceId, lookup.Ref, FactKey.IdHash(lookup.SourceId, lookup.Ref)), under, at, out _, out var answer))
                lookup.Answer = answer;
    }

    /// <summary>Looks for an id in the runs, and then from its hash on. Returns the number it lies under or, where it is new, the one that is free for it.</summary>
    private bool Find(Ids of, in Id id, SqliteBinder under, SqliteBinder at, out long number, out Stored stored)
    {
        number = OnAPage;
        if (of.Filter?.MayContain(id.Hash) != false)
        {
            for (var run = 0; run < of.Runs; run++)
            {
                if (KeyOnPage(of, run, id.Hash) is { } key && id.Is(Under(at, key), out stored))
                    return true;
                of.AskedForNothing++;
            }
        }

        for (var probe = 0; probe < FactKey.ProbeLength; probe++)
        {
            number = id.Hash + probe;
            if (id.Is(StoredUnder(of, number, under, at, out var free), out stored))
                return true;
            if (free)
                return false;
        }

        (number, stored) = (NoPlace, default);
        return false;
    }

    /// <summary>Gives an id the key its row was settled under.</summary>
    private void Point<T, TShape>(ref Candidate<T> row) where T : class, IFact where TShape : struct, IFactShape<T>
    {
        var of = IdsOf<T, TShape>();
        if (row.IdSlot == OnAPage)
        {
            PointOnPage(of, row.IdHash, row.Old.Key, row.Key);
            return;
        }

        if (of.Pending.TryGet(row.IdSlot, out _))
        {
            of.Pending.Set(row.IdSlot, row.Key);
            return;
        }

        var update = Prepare($"UPDATE {of.Table} SET key = ?1 WHERE id_hash = ?2");
        update.Number(1, row.Key);
        update.Number(2, row.IdSlot);
        update.Statement.Run();
    }

    /// <summary>The fact behind a number of the id table, written or pending. Not free and yet nothing: a row of this chunk that is not written yet.</summary>
    private static Stored? StoredUnder(Ids of, long slot, SqliteBinder under, SqliteBinder at, out bool free)
    {
        free = false;
        if (of.Pending.TryGet(slot, out var key))
            return Under(at, key);
        if (of.Filter?.MayContain(slot) == false)
        {
            free = true;
            return null;
        }

        var stored = Under(under, slot);
        if (stored is null)
        {
            of.AskedForNothing++;
            free = true;
        }

        return stored;
    }

    /// <summary>Who is looked for.</summary>
    private readonly record struct Id(int Source, string External, long Hash)
    {
        public bool Is(Stored? found, out Stored stored)
        {
            stored = found ?? default;
            return stored.Found && stored.SourceId == Source && stored.ExternalId == External;
        }
    }
}
