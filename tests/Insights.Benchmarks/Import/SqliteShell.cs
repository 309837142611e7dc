using System.Diagnostics;
using System.Globalization;

namespace Insights.Benchmarks.Import;

/// <summary>The peer: the sqlite3 command line's own .import, into a table with the same look-ups and the same pragmas.</summary>
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

    public static string Version() => Run(null, "SELECT sqlite_version();").Output.Split('\n')[0];

    /// <param name="indexesLast">Builds the two indexes after the rows, which only a first load into an empty table can do.</param>
    public static (double Seconds, double Cpu) Import(string database, string csv, bool indexesLast)
    {
        var watch = Stopwatch.StartNew();
        var (code, output) = Run(database, $"""
            PRAGMA page_size = 16384;
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = NORMAL;
            PRAGMA cache_size = -262144;
            PRAGMA wal_autocheckpoint = 16384;
            {Table}
            {(indexesLast ? "" : Indexes)}
            .mode csv
            .import --skip 1 {csv} transactions
            {(indexesLast ? Indexes : "")}
            SELECT count(*) FROM transactions;
            """);
        watch.Stop();
        if (code != 0)
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"sqlite3 ended with {code}: {output}"));
        return (watch.Elapsed.TotalSeconds, Cpu(output));
    }

    /// <summary>The shell's last line is its children's user and system time: 0m1.230000s 0m0.120000s.</summary>
    private static double Cpu(string output) => output.TrimEnd().Split('\n')[^1].Split(' ')
        .Sum(part => (double.Parse(part.Split('m')[0], CultureInfo.InvariantCulture) * 60) + double.Parse(part.Split('m')[1].TrimEnd('s'), CultureInfo.InvariantCulture));

    private static (int Code, string Output) Run(string? database, string script)
    {
        var start = new ProcessStartInfo("sh") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("sqlite3 -batch \"$0\" || exit 1; times");
        start.ArgumentList.Add(database ?? ":memory:");
        using var process = Process.Start(start) ?? throw new InvalidOperationException("sqlite3 is not installed: apt-get install sqlite3");
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(script);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.GetAwaiter().GetResult());
    }
}
