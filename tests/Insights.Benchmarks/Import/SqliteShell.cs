namespace Insights.Benchmarks.Import;

/// <summary>The sqlite3 command line's own .import, into a table with the same look-ups and the same pragmas.</summary>
internal static class SqliteShell
{
    private const string Table = """
        CREATE TABLE transactions (
          transaction_id TEXT PRIMARY KEY, vendor TEXT, kind TEXT, status TEXT, occurred_at TEXT, updated_at TEXT, amount NUMERIC, currency TEXT, fee NUMERIC,
          customer TEXT, order_id TEXT, gateway TEXT, method TEXT, brand TEXT, country TEXT);
        """;

    private const string Indexes = """
        CREATE INDEX by_time ON transactions (occurred_at);
        CREATE INDEX by_vendor_and_time ON transactions (vendor, occurred_at);
        """;

    private const string Tuned = """
        PRAGMA page_size = 16384;
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = NORMAL;
        PRAGMA cache_size = -262144;
        PRAGMA wal_autocheckpoint = 16384;
        """;

    public static string Version() => Peer.Run("SELECT sqlite_version();", null, "sqlite3", "-batch", ":memory:").Output.Split('\n')[0];

    /// <param name="indexesLast">Builds the two indexes after the rows, which only a first load into an empty table can do.</param>
    /// <param name="bare">With the shell's own settings instead of ours.</param>
    public static (double Seconds, double Cpu) Import(string database, string csv, bool indexesLast, bool bare = false)
    {
        Machine.Settle();
        var (seconds, cpu, _) = Peer.Run(
            $"""
            {(bare ? "" : Tuned)}
            {Table}
            {(indexesLast ? "" : Indexes)}
            .mode csv
            .import --skip 1 {csv} transactions
            {(indexesLast ? Indexes : "")}
            SELECT count(*) FROM transactions;
            """,
            null, "sqlite3", "-batch", database);
        return (seconds, cpu);
    }
}
