using System.Diagnostics;
using System.Globalization;
using System.Text;
using Insights.Analytics.Rollups;
using Insights.Import;
using Insights.Import.Store;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Insights.Benchmarks.Import;

/// <summary>Ten thousand late payments of one week into a big store, imported from their file and with the metrics refreshed, against deriving all metrics anew.</summary>
internal static class LateFileBenchmark
{
    private const int Runs = 3;
    private const int LateRows = 10_000;

    public static async Task<int> RunAsync(int rows, string results)
    {
        var folder = Directory.CreateTempSubdirectory("insights-late-file-benchmark-").FullName;
        try
        {
            var csv = Path.Combine(folder, "payments.csv");
            PaymentsFile.Write(csv, rows, seed: 7);
            await using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System)
                .AddImport(ImportProcess.Store(Path.Combine(folder, "store"))).BuildServiceProvider();
            var reporting = services.GetRequiredService<IReportingStore>();
            var store = new AnalyticsStore(reporting);
            await reporting.MigrateAsync();
            await store.MigrateAsync();
            await reporting.SetWorkspaceAsync(new("Benchmark", DateTimeZoneProviders.Tzdb["Europe/Berlin"], "EUR"));
            await ImportAsync(services, csv);
            var pass = new RollupPass(store, TimeProvider.System);
            await pass.RebuildAsync(null, CancellationToken.None);

            var (full, late) = (new List<(double Seconds, double Cpu)>(), new List<(double Seconds, double Cpu)>());
            for (var run = 0; run < Runs; run++)
            {
                full.Add(await TimeAsync(() => pass.RebuildAsync(null, CancellationToken.None)));
                var file = Path.Combine(folder, FormattableString.Invariant($"late-{run}.csv"));
                PaymentsFile.Write(file, LateRows, seed: 1000 + run, days: 7, daysIn: 500);
                late.Add(await TimeAsync(async () =>
                {
                    await ImportAsync(services, file);
                    await pass.RefreshAsync(null, CancellationToken.None);
                }));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"run {run + 1}: rebuild {full[^1].Seconds:0.00} s, late file {late[^1].Seconds:0.000} s"));
            }

            var text = Report(rows, Median(full), Median(late));
            Directory.CreateDirectory(results);
            await File.WriteAllTextAsync(Path.Combine(results, "late-file.md"), text);
            Console.Write(text);
            return 0;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task ImportAsync(ServiceProvider services, string file)
    {
        var result = (await services.GetRequiredService<IImportRunner>().RunAsync(new ImportRequest { Paths = [file], Format = "canonical-transactions", Source = "shop" })).Files.Single();
        if (result.Inserted != result.Rows || result.State != "done")
            throw new InvalidOperationException($"Not every row was stored: {result}");
    }

    private static async Task<(double Seconds, double Cpu)> TimeAsync(Func<Task> work)
    {
        var before = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        await work();
        return (watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
    }

    private static string Report(int rows, (double Seconds, double Cpu) full, (double Seconds, double Cpu) late)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"# A late file into {rows:N0} payments");
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"`dotnet run -c Release --project tests/Insights.Benchmarks -- late-file {rows}` · {Machine.Description()}.");
        text.AppendLine(CultureInfo.InvariantCulture, $"SQLite. The late file holds {LateRows:N0} payments of one week some time ago; import from the file and refresh of the metrics are both in its time. Medians of {Runs} in one run.");
        text.AppendLine();
        text.AppendLine("| Work | Seconds | CPU seconds | Against deriving everything |");
        text.AppendLine("|---|---|---|---|");
        text.AppendLine(CultureInfo.InvariantCulture, $"| derive all metrics anew | {full.Seconds:0.00} | {full.Cpu:0.00} | 1 |");
        text.AppendLine(CultureInfo.InvariantCulture, $"| import the late file and refresh | {late.Seconds:0.000} | {late.Cpu:0.000} | {full.Seconds / late.Seconds:0.0}× faster (goal 10×), {full.Cpu / late.Cpu:0.0}× less of the processor |");
        return text.ToString();
    }

    private static (double Seconds, double Cpu) Median(List<(double Seconds, double Cpu)> times) =>
        (times.Select(time => time.Seconds).Order().ElementAt(Runs / 2), times.Select(time => time.Cpu).Order().ElementAt(Runs / 2));
}
