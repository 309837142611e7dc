using System.Globalization;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Keys;
using Insights.Import.Store.Sqlite.Handover;
using Insights.Import.Store.Writing;

namespace Insights.Import.Store.Sqlite;

/// <content>What a session knows of the tables of ids, and how it writes them.</content>
internal sealed partial class SqliteWriteSession
{
    /// <summary>So many look-ups for nothing are worth counting the table.</summary>
    private const long FirstCount = 50_000;

    /// <summary>Reading one id in order costs a sixteenth of looking one up.</summary>
    private const int ReadingIsCheaper = 16;

    /// <inheritdoc cref="SqliteDatabase.IdsWorthARun"/>
    public required int IdsWorthARun { get; init; }

    private readonly Ids?[] ids = new Ids?[4];

    /// <summary>Changes when another connection commits: what was known about the id tables is then out of date.</summary>
    private long othersCommits = -1;

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
}
