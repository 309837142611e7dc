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
    private const string Whole = "whole import path, empty store";
    private const string InStore = "of which in the store, beside the reading";
    private const string Again = "the same rows again in another file: all unchanged";
    private const string Shell = "`sqlite3` `.import`, text key and two indexes";
    private const string ShellIndexesLast = "`sqlite3` `.import`, text key; indexes built afterwards (first load only)";
    private const string Pass = "one pass over all facts, six columns";

    public static async Task<int> RunAsync(int rows, string results)
    {
        var folder = Directory.CreateTempSubdirectory("insights-import-benchmark-").FullName;
        try
        {
            var first = Path.Combine(folder, "payments.csv");
            var again = Path.Combine(folder, "payments-again.csv");
            PaymentsFile.Write(first, rows, seed: 7);
            PaymentsFile.Write(again, rows, seed: 7, reversed: true);
            var names = new[]
            {
                Whole, InStore, Again, Shell, ShellIndexesLast, Pass,
            };
            var runs = names.ToDictionary(name => name, _ => new List<(double Seconds, double Cpu)>());
            var bytes = 0L;
            for (var run = 0; run < Runs; run++)
            {
                var store = Path.Combine(folder, "store" + run);
                await OursAsync(store, first, again, rows, runs);
                bytes = new FileInfo(Path.Combine(store, "reporting.db")).Length;
                Directory.Delete(store, recursive: true);
                runs[Shell].Add(Peer(folder, first, indexesLast: false));
                runs[ShellIndexesLast].Add(Peer(folder, first, indexesLast: true));
                Console.WriteLine($"run {run + 1}: " + string.Join(", ", names.Select(name => string.Create(CultureInfo.InvariantCulture, $"{name} {runs[name][^1].Seconds:0.0} s ({runs[name][^1].Cpu:0.0})"))));
            }

            var text = Report(rows, new FileInfo(first).Length, bytes, runs.ToDictionary(one => one.Key, one => (Median(one.Value.Select(time => time.Seconds)), Median(one.Value.Select(time => time.Cpu)))));
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

    public static int WriteFiles(string path, int rows)
    {
        PaymentsFile.Write(path, rows, seed: 7);
        PaymentsFile.Write(Path.ChangeExtension(path, ".again.csv"), rows, seed: 7, reversed: true);
        return 0;
    }

    private static async Task OursAsync(string data, string first, string again, int rows, Dictionary<string, List<(double Seconds, double Cpu)>> runs)
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
        runs[Whole].Add(await TimedAsync(() => ImportAsync(runner, first, rows, result => result.Inserted)));
        runs[InStore].Add((services.GetRequiredService<TimedWriters>().Seconds, double.NaN));
        runs[Again].Add(await TimedAsync(() => ImportAsync(runner, again, rows, result => result.Unchanged)));
        runs[Pass].Add(await TimedAsync(() =>
        {
            Scan(store, rows);
            return Task.CompletedTask;
        }));
        SqliteConnection.ClearAllPools();
    }

    private static async Task<(double Seconds, double Cpu)> TimedAsync(Func<Task> work)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        await work();
        var seconds = watch.Elapsed.TotalSeconds;
        process.Refresh();
        return (seconds, (process.TotalProcessorTime - before).TotalSeconds);
    }

    private static async Task ImportAsync(IImportRunner runner, string file, int rows, Func<FileResult, long> counted)
    {
        var result = (await runner.RunAsync(new ImportRequest { Paths = [file], Format = "canonical-transactions", Source = "shop" })).Files.Single();
        if (counted(result) != rows)
            throw new InvalidOperationException($"Not every row was stored as expected: {result}");
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

    private static (double Seconds, double Cpu) Peer(string folder, string csv, bool indexesLast)
    {
        var database = Path.Combine(folder, "peer.db");
        var time = SqliteShell.Import(database, csv, indexesLast);
        foreach (var file in Directory.GetFiles(folder, "peer.db*"))
            File.Delete(file);
        return time;
    }

    private static string Report(int rows, long csvBytes, long storeBytes, Dictionary<string, (double Seconds, double Cpu)> medians)
    {
        var ours = medians[Whole];
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"# Import: {rows:N0} payments");
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"`dotnet run -c Release --project tests/Insights.Benchmarks -- import {rows}` · {Machine.Description()}, sqlite3 {SqliteShell.Version()}.");
        text.AppendLine(CultureInfo.InvariantCulture, $"One CSV of {csvBytes / 1e6:0} MB, {PaymentsFile.Columns.Length} columns, random text ids, nearly in time order. Medians of {Runs}, the sides taking turns in one run.");
        text.AppendLine("Both sides end with look-ups by id, by time, and by vendor and time, under the same pragmas. Ours also validates, types, masks card numbers, de-duplicates");
        text.AppendLine("and keeps the ledger. Ours reads on one thread and writes on another, so on a busy machine its seconds say little; CPU counts both threads.");
        text.AppendLine();
        text.AppendLine("| Work | Seconds | µs a row | Rows a second | Seconds against ours | CPU seconds | CPU against ours |");
        text.AppendLine("|---|---|---|---|---|---|---|");
        foreach (var (work, (seconds, cpu)) in medians)
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {work} | {seconds:0.00} | {seconds * 1e6 / rows:0.00} | {rows / seconds:N0} | {seconds / ours.Seconds:0.00}× | {(double.IsNaN(cpu) ? "" : cpu.ToString("0.00", CultureInfo.InvariantCulture))} | {(double.IsNaN(cpu) ? "" : (cpu / ours.Cpu).ToString("0.00", CultureInfo.InvariantCulture) + "×")} |");
        text.AppendLine();
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"Goals at ten million rows: `.import` at least 4 times ours (here {medians[Shell].Seconds / ours.Seconds:0.0}); again at most 1.25 times the first (here {medians[Again].Seconds / ours.Seconds:0.00}). reporting.db: {storeBytes / 1e6:0} MB.");
        return text.ToString();
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Runs / 2);
}
