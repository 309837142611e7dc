using System.Globalization;
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
    /// <summary>So many look-ups for nothing are worth counting the table.</summary>
    private const long FirstCount = 50_000;

    /// <summary>Reading one id in order costs a sixteenth of looking one up.</summary>
    private const int ReadingIsCheaper = 16;

    private readonly Ids?[] ids = new Ids?[4];

    /// <summary>Changes when another connection commits: what was known about the id tables is then out of date.</summary>
    private long othersCommits = -1;

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
            var free = false;
            for (var probe = of.Filter?.MayContain(row.IdHash) ?? mostlyKnown ? -1 : 0; !free; probe++)
            {
                if (probe == FactKey.ProbeLength)
                    throw new InvalidOperationException($"More than {FactKey.ProbeLength} ids share the hash of {row.Row.ExternalId}; the file holds ids made to collide.");

                // A row that returns with its instant lies where its own key says, beside its neighbours in the file: no need to ask for its id.
                row.IdSlot = row.IdHash + probe;
                var stored = probe < 0 ? Under(at, row.Key) : StoredUnder(of, row.IdSlot, under, at, out free);
                if (stored is not { Found: true } old || old.SourceId != row.Row.SourceId || old.ExternalId != row.Row.ExternalId)
                    continue;
                row.Old = old;
                known++;
                break;
            }

            if (free)
                of.Pending.Set(row.IdSlot, row.Key);
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
        {
            var hash = FactKey.IdHash(lookup.SourceId, lookup.Ref);
            for (var probe = 0; probe < FactKey.ProbeLength; probe++)
            {
                var stored = StoredUnder(of, hash + probe, under, at, out var free);
                if (free)
                    break;
                if (stored is not { Found: true } answer || answer.SourceId != lookup.SourceId || answer.ExternalId != lookup.Ref)
                    continue;
                lookup.Answer = answer;
                break;
            }
        }
    }

    /// <summary>Gives an id the key its row was settled under.</summary>
    private void Point<T, TShape>(long slot, long key) where T : class, IFact where TShape : struct, IFactShape<T>
    {
        var of = IdsOf<T, TShape>();
        if (of.Pending.TryGet(slot, out _))
        {
            of.Pending.Set(slot, key);
            return;
        }

        var update = Prepare($"UPDATE {of.Table} SET key = ?1 WHERE id_hash = ?2");
        update.Number(1, key);
        update.Number(2, slot);
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

    private static string IdsTable(string table) => table[..^1] + "_ids";

    private Ids IdsOf<T, TShape>() where T : class, IFact where TShape : struct, IFactShape<T>
    {
        var of = ids[TShape.Kind] ??= new Ids(IdsTable(TShape.Table));
        if (of.Filter is null && of.AskedForNothing >= of.NextLook)
            Look(of);
        return of;
    }

    /// <summary>An empty table needs no reading at all; a big one is read once when so many rows are new that this pays.</summary>
    private void Look(Ids of)
    {
        if (of.NextLook == 0)
        {
            of.NextLook = FirstCount;
            if (Number($"SELECT EXISTS (SELECT 1 FROM {of.Table})") == 0)
                of.Filter = new IdFilter();
            return;
        }

        var worth = Number($"SELECT count(*) FROM {of.Table}") / ReadingIsCheaper;
        if (of.AskedForNothing < worth)
        {
            of.NextLook = worth;
            return;
        }

        of.Filter = new IdFilter();
        var all = Prepare($"SELECT id_hash FROM {of.Table}").Statement;
        while (all.Step())
            of.Filter.Add(all.Int64(0));
        all.Reset();
    }

    /// <summary>At the start of a transaction.</summary>
    private void CheckOthers()
    {
        var commits = Number("PRAGMA data_version");
        if (commits == othersCommits)
            return;
        othersCommits = commits;
        foreach (var of in ids)
            of?.Forget();
    }

    private void WriteIds()
    {
        foreach (var of in ids)
        {
            if (of is null || of.Pending.Count == 0)
                continue;
            of.Pending.Sort(out var numbers, out var keys);
            if (StartPairs(of.Table))
            {
                for (var n = 0; n < numbers.Length; n++)
                    HandOverPair(of.Table, n, numbers[n], keys[n]);
                Handover.Run();
            }
            else
            {
                InsertIds(of.Table, numbers, keys);
            }

            foreach (var number in numbers)
                of.Filter?.Add(number);
            of.Pending.Clear();
        }
    }

    private void InsertIds(string table, ReadOnlySpan<long> numbers, ReadOnlySpan<long> keys)
    {
        var insert = Prepare($"INSERT INTO {table} (id_hash, key) VALUES (?1, ?2)");
        for (var n = 0; n < numbers.Length; n++)
        {
            insert.Number(1, numbers[n]);
            insert.Number(2, keys[n]);
            insert.Statement.Run();
        }
    }

    private void ForgetIds()
    {
        foreach (var of in ids)
            of?.Pending.Clear();
    }

    private long Number(string sql)
    {
        var statement = Prepare(sql).Statement;
        var number = statement.Step() ? statement.Int64(0) : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"No answer to {sql}."));
        statement.Reset();
        return number;
    }

    /// <summary>What this session knows of one id table.</summary>
    private sealed class Ids(string table)
    {
        public string Table { get; } = table;

        public PendingIds Pending { get; } = new();

        /// <summary>Null while it is not known what the table holds.</summary>
        public IdFilter? Filter { get; set; }

        /// <summary>Look-ups that found nothing, since the table was last looked at.</summary>
        public long AskedForNothing { get; set; }

        public long NextLook { get; set; }

        public void Forget()
        {
            Filter = null;
            AskedForNothing = 0;
            NextLook = 0;
        }
    }
}
