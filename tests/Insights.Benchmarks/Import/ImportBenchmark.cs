using System.Diagnostics;
using System.Globalization;
using System.Text;
using Insights.Import;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Benchmarks.Import;

/// <summary>
/// The whole import path (recognise, validate, type, protect card numbers, de-duplicate, store, ledger) against the sqlite3 command line's .import and
/// DuckDB's COPY of the same file. All sides in one run, turn by turn, each in a process of its own. Ten million rows are run once, beside a million, so that
/// the growth of the cost of a row shows.
/// </summary>
internal static class ImportBenchmark
{
    private const int Million = 1_000_000;
    private const string Whole = "whole import path, empty store";
    private const string InStore = "of which in the store, beside the reading";
    private const string Again = "the same rows again in another file: all unchanged";
    private const string Bare = "`sqlite3` `.import` as it comes, text key and two indexes";
    private const string Shell = "`sqlite3` `.import` with our pragmas, text key and two indexes";
    private const string ShellIndexesLast = "`sqlite3` `.import` with our pragmas, text key; indexes built afterwards (first load only)";
    private const string Duck = "DuckDB `COPY`, primary key only";
    private const string Pass = "one pass over all facts, six columns";

    public static async Task<int> RunAsync(int rows, string results)
    {
        var folder = Directory.CreateTempSubdirectory("insights-import-benchmark-").FullName;
        try
        {
            var duck = DuckDb.Install(Path.Combine(folder, "duckdb"));
            var sizes = rows > Million ? new[] { Million, rows } : [rows];
            var measured = sizes.Select(size => Measure(folder, size, rows > Million ? 1 : 3, duck)).ToList();
            var text = Report(measured, duck);
            Directory.CreateDirectory(results);
            await File.WriteAllTextAsync(Path.Combine(results, rows >= 10 * Million ? "import-10m.md" : "import.md"), text);
            Console.Write(text);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Measured Measure(string folder, int rows, int runs, DuckDb? duck)
    {
        var first = Path.Combine(folder, "payments.csv");
        var again = Path.Combine(folder, "payments-again.csv");
        PaymentsFile.Write(first, rows, seed: 7);
        PaymentsFile.Write(again, rows, seed: 7, reversed: true);
        var measured = new Measured(rows, runs, new FileInfo(first).Length);
        for (var run = 0; run < runs; run++)
        {
            var store = Path.Combine(folder, "store");
            Ours(store, first, again, measured);
            measured.StoreBytes = new FileInfo(Path.Combine(store, "reporting.db")).Length;
            Directory.Delete(store, recursive: true);
            measured.Add(Bare, InShell(folder, first, indexesLast: false, bare: true));
            measured.Add(Shell, InShell(folder, first, indexesLast: false));
            if (rows <= Million)
                measured.Add(ShellIndexesLast, InShell(folder, first, indexesLast: true));
            if (duck is not null)
                measured.Add(Duck, duck.Import(first, rows));
        }

        File.Delete(first);
        File.Delete(again);
        return measured;
    }

    private static void Ours(string store, string first, string again, Measured measured)
    {
        var import = ImportProcess.Start(store, first);
        if (import.Inserted != measured.Rows)
            throw new InvalidOperationException($"Not every row was stored: {import}");
        measured.Add(Whole, (import.Seconds, import.Cpu));
        measured.Add(InStore, (import.StoreSeconds, import.StoreCpu));
        var repeated = ImportProcess.Start(store, again);
        if (repeated.Unchanged != measured.Rows)
            throw new InvalidOperationException($"Not every row was found unchanged: {repeated}");
        measured.Add(Again, (repeated.Seconds, repeated.Cpu));
        measured.PeakMiB = Math.Max(measured.PeakMiB, Math.Max(import.PeakMiB, repeated.PeakMiB));
        measured.Add(Pass, Scan(store, measured.Rows));
    }

    /// <summary>What a full recompute reads: every row once, six columns.</summary>
    private static (double Seconds, double Cpu) Scan(string folder, int rows)
    {
        using var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddImport(ImportProcess.Store(folder)).BuildServiceProvider();
        var before = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        using (var reader = services.GetRequiredService<IReportingStore>().OpenFactReader())
        using (var cursor = reader.ReadAll<Transaction>(
            nameof(Transaction.VendorId), nameof(Transaction.OccurredAt), nameof(Transaction.AmountMinor), nameof(Transaction.Currency), nameof(Transaction.Status), nameof(Transaction.Gateway)))
        {
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

        var time = (watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
        SqliteConnection.ClearAllPools();
        return time;
    }

    private static (double Seconds, double Cpu) InShell(string folder, string csv, bool indexesLast, bool bare = false)
    {
        var database = Path.Combine(folder, "peer.db");
        var time = SqliteShell.Import(database, csv, indexesLast, bare);
        foreach (var file in Directory.GetFiles(folder, "peer.db*"))
            File.Delete(file);
        return time;
    }

    private static string Report(List<Measured> all, DuckDb? duck)
    {
        var measured = all[^1];
        var ours = measured.Of(Whole);
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"# Import: {measured.Rows:N0} payments");
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"`dotnet run -c Release --project tests/Insights.Benchmarks -- import {measured.Rows}` · {Machine.Description()}, sqlite3 {SqliteShell.Version()}{(duck is null ? "" : ", DuckDB " + duck.Version)}.");
        text.AppendLine(CultureInfo.InvariantCulture, $"One CSV of {measured.CsvBytes / 1e6:N0} MB, {PaymentsFile.Columns.Length} columns, random text ids, nearly in time order. {(measured.Runs == 1 ? "One run" : $"Medians of {measured.Runs}")}, the sides taking turns, each in a process of its own, the disk and memory made ready before (`Machine.Settle`).");
        text.AppendLine("Ours and sqlite3 end with look-ups by id, by time, and by vendor and time; sqlite3 once as it comes, once under our pragmas (but with 256 MB of cache to our 32). Ours also validates, types,");
        text.AppendLine("masks card numbers, de-duplicates and keeps the ledger. Ours reads on one thread and writes on another, so on a busy machine its seconds say little; CPU counts both.");
        foreach (var size in all)
            Table(text, size);
        text.AppendLine();
        text.AppendLine("| Goal at ten million rows | Here |");
        text.AppendLine("|---|---|");
        Goal(text, "`sqlite3` `.import` as it comes takes at least 4 times as long as ours, aim for 5", measured.Of(Bare).Seconds / ours.Seconds);
        Goal(text, "the same with our pragmas and eight times our cache", measured.Of(Shell).Seconds / ours.Seconds);
        if (duck is not null)
            Goal(text, "DuckDB `COPY` takes at least 2 times as long", measured.Of(Duck).Seconds / ours.Seconds);
        Goal(text, "the same rows again take at most 1.25 times as long as the first time", measured.Of(Again).Seconds / ours.Seconds);
        if (all.Count > 1)
            Goal(text, string.Create(CultureInfo.InvariantCulture, $"a row costs at most 1.25 times what it costs at {all[0].Rows:N0}"), ours.Seconds / measured.Rows / (all[0].Of(Whole).Seconds / all[0].Rows));
        text.AppendLine(CultureInfo.InvariantCulture, $"| the import's process never has more than 300 MiB | {measured.PeakMiB:0} MiB |");
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"reporting.db: {measured.StoreBytes / 1e6:N0} MB.");
        return text.ToString();
    }

    private static void Table(StringBuilder text, Measured measured)
    {
        var ours = measured.Of(Whole);
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"| {measured.Rows:N0} rows | Seconds | µs a row | Rows a second | Seconds against ours | CPU seconds | CPU against ours |");
        text.AppendLine("|---|---|---|---|---|---|---|");
        foreach (var work in measured.Works)
        {
            var (seconds, cpu) = measured.Of(work);
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {work} | {seconds:0.00} | {seconds * 1e6 / measured.Rows:0.00} | {measured.Rows / seconds:N0} | {seconds / ours.Seconds:0.00}× | {cpu:0.00} | {cpu / ours.Cpu:0.00}× |");
        }
    }

    private static void Goal(StringBuilder text, string goal, double ratio) => text.AppendLine(CultureInfo.InvariantCulture, $"| {goal} | {ratio:0.00}× |");

    /// <summary>What was measured of one size.</summary>
    private sealed class Measured(int rows, int runs, long csvBytes)
    {
        private readonly Dictionary<string, List<(double Seconds, double Cpu)>> times = [];

        public int Rows => rows;

        public int Runs => runs;

        public long CsvBytes => csvBytes;

        public long StoreBytes { get; set; }

        public double PeakMiB { get; set; }

        public IEnumerable<string> Works => times.Keys;

        public void Add(string work, (double Seconds, double Cpu) time)
        {
            if (!times.TryGetValue(work, out var list))
                times[work] = list = [];
            list.Add(time);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows, {work}: {time.Seconds:0.00} s, {time.Cpu:0.00} s of the processor"));
        }

        public (double Seconds, double Cpu) Of(string work) => (Median(times[work].Select(time => time.Seconds)), Median(times[work].Select(time => time.Cpu)));

        private static double Median(IEnumerable<double> values)
        {
            var sorted = values.Order().ToList();
            return sorted[sorted.Count / 2];
        }
    }
}
