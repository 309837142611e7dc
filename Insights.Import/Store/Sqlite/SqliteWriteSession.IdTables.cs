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
    private byte[] pageBytes = [];

    /// <summary>Changes when another connection commits: what was known about the id tables is then out of date.</summary>
    private long othersCommits = -1;

    /// <summary>Payments alone have pages: of the others there are a tenth, and a vendor's events find their tickets by a range of hashes.</summary>
    private const string IdPagesTable = "transaction_id_pages";

    private static string IdsTable(string table) => table[..^1] + "_ids";

    private Ids IdsOf<T, TShape>() where T : class, IFact where TShape : struct, IFactShape<T>
    {
        var of = ids[TShape.Kind] ??= new Ids(IdsTable(TShape.Table), TShape.Kind == TransactionShape.Kind ? IdPagesTable : null);
        if (of.NextLook == 0)
            LookFirst(of);
        else if (of.Filter is null && of.AskedForNothing >= of.NextLook)
            Look(of);
        return of;
    }

    /// <summary>Empty tables need no reading at all.</summary>
    private void LookFirst(Ids of)
    {
        of.NextLook = FirstCount;
        of.Runs = of.Pages is null ? 0 : IdPages.Runs(Highest(of.Pages, "number"));
        if (of.Runs == 0 && Highest(of.Table, "id_hash") is null)
            of.Filter = new IdFilter();
    }

    /// <summary>Big tables are read once when so many rows are new that this pays.</summary>
    private void Look(Ids of)
    {
        // The ids of a page are read at once, and a page has hundreds.
        var worth = Number($"SELECT count(*) FROM {of.Table}") / ReadingIsCheaper;
        if (of.Pages is not null)
            worth += Number($"SELECT count(*) FROM {of.Pages}");
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
        if (of.Pages is not null)
            ReadPages(of.Pages, of.Filter);
    }

    private void ReadPages(string pages, IdFilter filter)
    {
        var all = Prepare($"SELECT ids FROM {pages}").Statement;
        while (all.Step())
        {
            var page = all.Bytes(0);
            for (var entry = 0; entry < IdPages.Count(page); entry++)
                filter.Add(IdPages.HashAt(page, entry));
        }

        all.Reset();
    }

    private long? Highest(string table, string column)
    {
        var highest = Prepare($"SELECT max({column}) FROM {table}").Statement;
        long? number = highest.Step() && !highest.IsNull(0) ? highest.Int64(0) : null;
        highest.Reset();
        return number;
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
            var asRun = of.Pages is not null && !of.Probed && of.Runs < IdPages.MostRuns && of.Pending.Count >= IdsWorthARun;
            var sorted = of.Pending.Sort();
            foreach (var id in sorted)
                of.Filter?.Add(id.Number);
            if (asRun)
                WriteRun(of, sorted);
            else if (StartPairs(of.Table))
                HandOverIds(of.Table, sorted);
            else
                InsertIds(of.Table, sorted);
            of.Pending.Clear();
            (of.Probed, of.IsWritten) = (false, true);
        }
    }

    /// <summary>Writes ids, sorted by their hashes, as the pages of a new run.</summary>
    private void WriteRun(Ids of, Span<PendingId> sorted)
    {
        var held = 0;
        for (var n = 0; n < sorted.Length; n++)
        {
            if (IdPages.Holds(sorted[n].Number, sorted[n].Key))
                sorted[held++] = sorted[n];

            // Once in a hundred million: its place in its second was taken.
            else
                InsertIds(of.Table, sorted.Slice(n, 1));
        }

        var insert = Prepare($"INSERT INTO {of.Pages} (number, ids) VALUES (?1, ?2)");
        var run = of.Runs++;
        for (int first = 0, next; first < held; first = next)
        {
            var number = IdPages.Number(run, sorted[first].Number);
            next = first + 1;
            while (next < held && IdPages.Number(run, sorted[next].Number) == number)
                next++;
            insert.Number(1, number);
            insert.Blob(2, IdPages.Fill(sorted[first..next], ref pageBytes));
            insert.Statement.Run();
        }
    }

    private void HandOverIds(string table, ReadOnlySpan<PendingId> sorted)
    {
        for (var n = 0; n < sorted.Length; n++)
            HandOverPair(table, n, sorted[n].Number, sorted[n].Key);
        Handover.Run();
    }

    private void InsertIds(string table, ReadOnlySpan<PendingId> sorted)
    {
        var insert = Prepare($"INSERT INTO {table} (id_hash, key) VALUES (?1, ?2)");
        foreach (var (number, key) in sorted)
        {
            insert.Number(1, number);
            insert.Number(2, key);
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
    private sealed class Ids(string table, string? pages)
    {
        public string Table { get; } = table;

        /// <summary>The table of the runs' pages, where there may be runs.</summary>
        public string? Pages { get; } = pages;

        /// <summary>How many runs there are.</summary>
        public int Runs { get; set; }

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
