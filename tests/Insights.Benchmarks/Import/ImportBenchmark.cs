using System.Diagnostics;
using System.Globalization;
using System.Text;
using Insights.Import;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Writing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Benchmarks.Import;

/// <summary>
/// Rows a second of the whole import path (recognise, validate, type, protect card numbers, de-duplicate, store, ledger) against the sqlite3 command line's
/// .import of the same file with equal look-ups. Both sides in one run, turn by turn; medians of three.
/// </summary>
internal static class ImportBenchmark
{
    private const int Runs = 3;

    public static async Task<int> RunAsync(int rows, string results)
    {
        var folder = Directory.CreateTempSubdirectory("insights-import-benchmark-").FullName;
        try
        {
            var first = Path.Combine(folder, "payments.csv");
            var again = Path.Combine(folder, "payments-again.csv");
            PaymentsFile.Write(first, rows, seed: 7);
            PaymentsFile.Write(again, rows, seed: 7, reversed: true);
            var ours = new List<double>();
            var stored = new List<double>();
            var repeated = new List<double>();
            var peer = new List<double>();
            var peerIndexesLast = new List<double>();
            var scans = new List<double>();
            var bytes = 0L;
            for (var run = 0; run < Runs; run++)
            {
                var store = Path.Combine(folder, "store" + run);
                var (imported, inStore, reimported, scan) = await OursAsync(store, first, again, rows);
                ours.Add(imported);
                stored.Add(inStore);
                repeated.Add(reimported);
                scans.Add(scan);
                bytes = new FileInfo(Path.Combine(store, "reporting.db")).Length;
                Directory.Delete(store, recursive: true);
                peer.Add(Peer(folder, first, indexesLast: false));
                peerIndexesLast.Add(Peer(folder, first, indexesLast: true));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"run {run + 1}: ours {imported:0.0} s (store {inStore:0.0} s), again {reimported:0.0} s, .import {peer[^1]:0.0} s, indexes last {peerIndexesLast[^1]:0.0} s, scan {scan:0.00} s"));
            }

            var text = Report(rows, new FileInfo(first).Length, bytes, Median(ours), Median(stored), Median(repeated), Median(peer), Median(peerIndexesLast), Median(scans));
            Directory.CreateDirectory(results);
            await File.WriteAllTextAsync(Path.Combine(results, rows >= 10_000_000 ? "import-10m.md" : "import.md"), text);
            Console.Write(text);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(double Import, double InStore, double Again, double Scan)> OursAsync(string data, string first, string again, int rows)
    {
        await using var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddImport(new StoreOptions { DataDirectory = data })
            .AddSingleton<FactWriterFactory>()
            .AddSingleton<TimedWriters>(provider => new TimedWriters(provider.GetRequiredService<FactWriterFactory>()))
            .AddSingleton<IFactWriterFactory>(provider => provider.GetRequiredService<TimedWriters>())
            .BuildServiceProvider();
        var store = services.GetRequiredService<IReportingStore>();
        await store.MigrateAsync();
        var runner = services.GetRequiredService<IImportRunner>();
        var import = await ImportAsync(runner, first, rows, result => result.Inserted);
        var inStore = services.GetRequiredService<TimedWriters>().TakeSeconds();
        var repeat = await ImportAsync(runner, again, rows, result => result.Unchanged);
        var watch = Stopwatch.StartNew();
        Scan(store, rows);
        watch.Stop();
        SqliteConnection.ClearAllPools();
        return (import, inStore, repeat, watch.Elapsed.TotalSeconds);
    }

    private static async Task<double> ImportAsync(IImportRunner runner, string file, int rows, Func<FileResult, long> counted)
    {
        var watch = Stopwatch.StartNew();
        var result = (await runner.RunAsync(new ImportRequest { Paths = [file], Format = "canonical-transactions", Source = "shop" })).Files.Single();
        watch.Stop();
        if (counted(result) != rows)
            throw new InvalidOperationException($"Not every row was stored as expected: {result}");
        return watch.Elapsed.TotalSeconds;
    }

    /// <summary>What a full recompute reads: every row once, six columns.</summary>
    private static void Scan(IReportingStore store, int rows)
    {
        using var reader = store.OpenFactReader();
        using var cursor = reader.ReadAll<Transaction>(
            nameof(Transaction.VendorId), nameof(Transaction.OccurredAt), nameof(Transaction.AmountMinor), nameof(Transaction.Currency), nameof(Transaction.Status), nameof(Transaction.Gateway));
        var totals = new long[64, 16];
        var count = 0;
        while (cursor.Read())
        {
            totals[cursor.Int32(0), cursor.Code(3) & 15] += cursor.Int64(2) + cursor.Code(4) + cursor.Code(5) + (cursor.Int64(1) & 1);
            count++;
        }

        if (count != rows)
            throw new InvalidOperationException("The scan missed rows.");
    }

    private static double Peer(string folder, string csv, bool indexesLast)
    {
        var database = Path.Combine(folder, "peer.db");
        var elapsed = SqliteShell.Import(database, csv, indexesLast);
        foreach (var file in Directory.GetFiles(folder, "peer.db*"))
            File.Delete(file);
        return elapsed.TotalSeconds;
    }

    private static string Report(int rows, long csvBytes, long storeBytes, double ours, double inStore, double again, double peer, double peerIndexesLast, double scan)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"# Import: {rows:N0} payments");
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"`dotnet run -c Release --project tests/Insights.Benchmarks -- import {rows}` · {Machine.Description()}, sqlite3 {SqliteShell.Version()}.");
        text.AppendLine(CultureInfo.InvariantCulture, $"One CSV of {csvBytes / 1e6:0} MB, {PaymentsFile.Columns.Length} columns, random text ids, nearly in time order. Medians of {Runs}, the sides taking turns in one run.");
        text.AppendLine("Both sides end with look-ups by id, by time, and by vendor and time. Ours also validates, types, masks card numbers, de-duplicates and keeps the ledger.");
        text.AppendLine();
        text.AppendLine("| Work | Seconds | µs a row | Rows a second | Against ours |");
        text.AppendLine("|---|---|---|---|---|");
        Row("whole import path, empty store", ours);
        Row("of which in the store, beside the reading", inStore);
        Row("the same rows again in another file: all unchanged", again);
        Row("`sqlite3` `.import`, text key and two indexes", peer);
        Row("`sqlite3` `.import`, text key; indexes built afterwards (first load only)", peerIndexesLast);
        Row("one pass over all facts, six columns", scan);
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"Goals: `.import` at least 4 times ours (here {peer / ours:0.0}); again at most 1.25 times the first (here {again / ours:0.00}). reporting.db: {storeBytes / 1e6:0} MB.");
        return text.ToString();

        void Row(string work, double seconds) => text.AppendLine(
            CultureInfo.InvariantCulture,
            $"| {work} | {seconds:0.00} | {seconds * 1e6 / rows:0.00} | {rows / seconds:N0} | {seconds / ours:0.00}× |");
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
