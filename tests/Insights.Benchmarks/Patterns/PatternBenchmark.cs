using System.Diagnostics;
using System.Globalization;
using System.Text;
using Insights.Analytics.Queries;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Patterns;
using Insights.Import;
using Insights.Import.Store;
using Insights.SampleData;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Insights.Benchmarks.Patterns;

/// <summary>The nightly search for patterns over a generated marketplace, planted or not, and how much memory it takes.</summary>
internal static class PatternBenchmark
{
    private const int Runs = 3;

    private static readonly LocalDate s_end = new(2026, 10, 31);

    /// <param name="folder">Kept for the next run when given; otherwise a temporary one.</param>
    public static async Task<int> RunAsync(int transactions, string? folder, string results)
    {
        var home = folder ?? Directory.CreateTempSubdirectory("insights-pattern-benchmark-").FullName;
        try
        {
            var data = Path.Combine(home, "store");
            await using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System)
                .AddImport(new StoreOptions { DataDirectory = data }).BuildServiceProvider();
            var reporting = services.GetRequiredService<IReportingStore>();
            var store = new AnalyticsStore(reporting);
            if (!File.Exists(Path.Combine(home, "ready")))
                await FillAsync(services, reporting, store, transactions, Path.Combine(home, "files"));
            await File.WriteAllTextAsync(Path.Combine(home, "ready"), "");

            var pass = new PatternPass(store, TimeProvider.System);
            var (wall, cpu) = (new List<double>(), new List<double>());
            GC.Collect();
            var before = Environment.WorkingSet;
            long most = 0;
            using var watch = new Timer(_ => most = Math.Max(most, Environment.WorkingSet), null, 0, 20);
            Analytics.Rollups.Tables.PatternRun? run = null;
            for (var i = 0; i < Runs; i++)
            {
                var (clock, used) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
                run = await pass.RunAsync(null, CancellationToken.None);
                wall.Add(clock.Elapsed.TotalSeconds);
                cpu.Add((Process.GetCurrentProcess().TotalProcessorTime - used).TotalSeconds);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"run {i + 1}: {wall[^1]:0.00} s, {cpu[^1]:0.00} s of processor"));
            }

            var queries = new PatternQueries(store, new(reporting), TimeProvider.System);
            var filter = new ReportFilter { Range = new(s_end.PlusDays(-29), s_end) };
            var found = await queries.ListAsync(filter, DataScope.Staff);
            var list = Stopwatch.StartNew();
            await new PatternQueries(store, new(reporting), TimeProvider.System).ListAsync(filter, DataScope.Vendor(1));
            var text = Report(run!, Median(wall), Median(cpu), (most - before) / 1048576.0, list.Elapsed.TotalMilliseconds, found);
            Directory.CreateDirectory(results);
            await File.WriteAllTextAsync(Path.Combine(results, "patterns.md"), text);
            Console.Write(text);
            return 0;
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            if (folder is null)
                Directory.Delete(home, recursive: true);
        }
    }

    private static async Task FillAsync(ServiceProvider services, IReportingStore reporting, AnalyticsStore store, int transactions, string files)
    {
        await SampleDataGenerator.WriteAsync(new SampleOptions(Scale.OneMillion, 7, s_end) { Transactions = transactions }, files, null, CancellationToken.None);
        await reporting.MigrateAsync();
        await store.MigrateAsync();
        await reporting.SetWorkspaceAsync(new("Benchmark", DateTimeZoneProviders.Tzdb["Europe/Berlin"], "EUR"));
        await services.GetRequiredService<IImportRunner>().RunAsync(new ImportRequest { Paths = [files] });
        await new RollupPass(store, TimeProvider.System).RebuildAsync(null, CancellationToken.None);
        Directory.Delete(files, recursive: true);
    }

    private static string Report(Analytics.Rollups.Tables.PatternRun run, double wall, double cpu, double memory, double list, IReadOnlyList<Pattern> found)
    {
        var text = new StringBuilder();
        text.AppendLine("# Patterns: the nightly search");
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"`dotnet run -c Release --project tests/Insights.Benchmarks -- patterns` · {Machine.Description()}.");
        text.AppendLine(CultureInfo.InvariantCulture, $"SQLite; {run.Payments:N0} successful charges and {run.Disputes:N0} disputes of 52 weeks; {run.Segments:N0} segments in {run.Families:N0} families. Medians of {Runs}.");
        text.AppendLine();
        text.AppendLine("| Both passes, tests, change points, and writing | |");
        text.AppendLine("|---|---|");
        text.AppendLine(CultureInfo.InvariantCulture, $"| wall clock | {wall:0.00} s |");
        text.AppendLine(CultureInfo.InvariantCulture, $"| processor | {cpu:0.00} s |");
        text.AppendLine(CultureInfo.InvariantCulture, $"| processor a million charges | {cpu / run.Payments * 1e6:0.00} s |");
        text.AppendLine(CultureInfo.InvariantCulture, $"| memory beyond the program's own | {memory:0} MiB (goal 300) |");
        text.AppendLine(CultureInfo.InvariantCulture, $"| a vendor's list of patterns, nothing cached | {list:0.0} ms (goal 50) |");
        text.AppendLine();
        text.AppendLine("Found:");
        text.AppendLine();
        foreach (var pattern in found)
            text.AppendLine(CultureInfo.InvariantCulture, $"- {pattern.Sentence} q {pattern.Q:0.0E+0}, since {pattern.Since?.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture) ?? "always"}");
        return text.ToString();
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
