using System.Globalization;
using System.Runtime.InteropServices;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Keys;
using Insights.Import.Store.Sqlite.Handover;
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

    private const long NoPlace = -1;

    /// <inheritdoc cref="SqliteDatabase.IdsWorthARun"/>
    public required int IdsWorthARun { get; init; }

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
    private static bool Find(Ids of, in Id id, SqliteBinder under, SqliteBinder at, out long number, out Stored stored)
    {
        if (of.Filter?.MayContain(id.Hash) != false)
        {
            for (var run = 0; run < of.Runs; run++)
            {
                number = IdRuns.Place(run, id.Hash);
                if (id.Is(Under(under, number), out stored))
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
    private void Point<T, TShape>(long slot, long key) where T : class, IFact where TShape : struct, IFactShape<T>
    {
        var of = IdsOf<T, TShape>();
        if (slot < IdRuns.First && of.Pending.TryGet(slot, out _))
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
        var of = ids[TShape.Kind] ??= new Ids(IdsTable(TShape.Table), TShape.Kind == TransactionShape.Kind);
        if (of.NextLook == 0)
            LookFirst(of);
        else if (of.Filter is null && of.AskedForNothing >= of.NextLook)
            Look(of);
        return of;
    }

    /// <summary>An empty table needs no reading at all.</summary>
    private void LookFirst(Ids of)
    {
        var highest = Prepare($"SELECT max(id_hash) FROM {of.Table}").Statement;
        long? number = highest.Step() && !highest.IsNull(0) ? highest.Int64(0) : null;
        highest.Reset();
        of.NextLook = FirstCount;
        of.IsEmpty = number is null;
        of.Runs = IdRuns.Count(number);
        if (of.IsEmpty)
            of.Filter = new IdFilter();
    }

    /// <summary>A big table is read once when so many rows are new that this pays.</summary>
    private void Look(Ids of)
    {
        var worth = Number($"SELECT count(*) FROM {of.Table}") / ReadingIsCheaper;
        if (of.AskedForNothing < worth)
        {
            of.NextLook = worth;
            return;
        }

        of.Filter = new IdFilter();
        var all = Prepare($"SELECT id_hash FROM {of.Table}").Statement;
        while (all.Step())
            of.Filter.Add(IdRuns.HashAt(all.Int64(0)));
        all.Reset();
    }

    /// <summary>At the start of a transaction.</summary>
    private void CheckOthers()
    {
        foreach (var of in ids)
            if (of is not null)
                of.IsWritten = false;
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
            var asRun = of.TakesRuns && !of.IsEmpty && !of.Probed && of.Runs < IdRuns.Most && of.Pending.Count >= IdsWorthARun;
            of.Pending.Sort(out var numbers, out var keys);
            if (asRun && Handover.ColumnsOf(SqliteHandover.AtTheEndOf(of.Table)) is not null)
                WriteRun(of, numbers, keys);
            else if (StartPairs(of.Table))
                HandOverIds(of.Table, numbers, keys);
            else
                InsertIds(of.Table, numbers, keys);
            foreach (var number in numbers)
                of.Filter?.Add(number);
            of.Pending.Clear();
            (of.IsEmpty, of.Probed, of.IsWritten) = (false, false, true);
        }
    }

    /// <summary>Writes ids behind all others, in the order of their hashes.</summary>
    private void WriteRun(Ids of, ReadOnlySpan<long> numbers, ReadOnlySpan<long> keys)
    {
        var table = SqliteHandover.AtTheEndOf(of.Table);
        var run = of.Runs++;
        var last = -1L;
        Handover.Start(table);
        for (var n = 0; n < numbers.Length; n++)
        {
            var place = IdRuns.Place(run, numbers[n]);
            if (place != last)
                HandOverLast(table, place, keys[n]);

            // Two hashes in a hundred thousand million differ in their last bits alone: the second goes among the hashes.
            else
                InsertIds(of.Table, numbers.Slice(n, 1), keys.Slice(n, 1));
            last = place;
        }

        Handover.Run();
    }

    private void HandOverIds(string table, ReadOnlySpan<long> numbers, ReadOnlySpan<long> keys)
    {
        for (var n = 0; n < numbers.Length; n++)
            HandOverPair(table, n, numbers[n], keys[n]);
        Handover.Run();
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

    /// <summary>What was not committed.</summary>
    private void ForgetIds()
    {
        foreach (var of in ids)
        {
            if (of is null)
                continue;
            of.Pending.Clear();
            of.Probed = false;
            if (of.IsWritten)
                of.Forget();
        }
    }

    private long Number(string sql)
    {
        var statement = Prepare(sql).Statement;
        var number = statement.Step() ? statement.Int64(0) : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"No answer to {sql}."));
        statement.Reset();
        return number;
    }

    /// <summary>What this session knows of one id table.</summary>
    private sealed class Ids(string table, bool takesRuns)
    {
        public string Table { get; } = table;

        /// <summary>Whether ids of many rows may lie in runs: whoever reads must know it.</summary>
        public bool TakesRuns { get; } = takesRuns;

        /// <summary>How many the table has.</summary>
        public int Runs { get; set; }

        public bool IsEmpty { get; set; }

        /// <summary>Whether this transaction has written ids: taken back, the table is no longer what it was thought to be.</summary>
        public bool IsWritten { get; set; }

        /// <summary>Whether a pending id did not find its hash free: then all must lie where others are looked for, one behind the other.</summary>
        public bool Probed { get; set; }

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
            Probed = false;
        }
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
