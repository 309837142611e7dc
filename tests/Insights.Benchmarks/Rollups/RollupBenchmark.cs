using System.Globalization;
using System.Text;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Rollups;
using Insights.Import;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.SampleData;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Insights.Benchmarks.Rollups;

/// <summary>Refreshing metrics after a late file against deriving everything anew, and a page of eight numbers from the derived tables against the same from the facts.</summary>
internal static class RollupBenchmark
{
    private const int Runs = 3;
    private const int LateRows = 10_000;
    private const int WarmPages = 20;

    /// <summary>Eight numbers of an overview: counts, ratios and money of payments and disputes, which the facts can answer in SQL too.</summary>
    private static readonly string[] s_page = ["payments", "payment_volume", "approval_rate", "failed_payments", "refund_rate", "disputes", "dispute_activity", "disputed_value"];

    private static readonly LocalDate s_end = new(2026, 10, 31);

    public static async Task<int> RunAsync(int transactions, string results)
    {
        var folder = Directory.CreateTempSubdirectory("insights-rollup-benchmark-").FullName;
        try
        {
            var data = Path.Combine(folder, "store");
            await SampleDataGenerator.WriteAsync(
                new SampleOptions(Scale.OneMillion, 7, s_end) { Transactions = transactions }, Path.Combine(folder, "files"), null, CancellationToken.None);
            await using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System)
                .AddImport(new StoreOptions { DataDirectory = data }).BuildServiceProvider();
            var reporting = services.GetRequiredService<IReportingStore>();
            var store = new AnalyticsStore(reporting);
            await reporting.MigrateAsync();
            await store.MigrateAsync();
            await reporting.SetWorkspaceAsync(new("Benchmark", DateTimeZoneProviders.Tzdb["Europe/Berlin"], "EUR"));
            await services.GetRequiredService<IImportRunner>().RunAsync(new ImportRequest { Paths = [Path.Combine(folder, "files")] });
            var pass = new RollupPass(store, TimeProvider.System);
            await pass.RebuildAsync(null, CancellationToken.None);

            var (full, week, quarter) = (new List<double>(), new List<double>(), new List<double>());
            for (var run = 0; run < Runs; run++)
            {
                full.Add(await TimeAsync(() => pass.RebuildAsync(null, CancellationToken.None)));
                week.Add(await LateFileAsync(services, pass, run, days: 7));
                quarter.Add(await LateFileAsync(services, pass, run, days: 90));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"run {run + 1}: rebuild {full[^1]:0.00} s, late week {week[^1]:0.000} s, late quarter {quarter[^1]:0.000} s"));
            }

            var counts = await CountsAsync(store);
            var vendor = await BusiestVendorAsync(reporting);
            var pages = new List<(string Who, double Cold, double Warm, double Facts)>
            {
                await PageAsync("all vendors", store, DataScope.Staff),
                await PageAsync("one vendor (the busiest)", store, DataScope.Vendor(vendor)),
            };
            var text = Report(counts, Median(full), Median(week), Median(quarter), pages);
            Directory.CreateDirectory(results);
            await File.WriteAllTextAsync(Path.Combine(results, "rollups.md"), text);
            Console.Write(text);
            return 0;
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Imports late payments and refreshes; both are in the time, as somebody who waits for the numbers sees it.</summary>
    private static async Task<double> LateFileAsync(ServiceProvider services, RollupPass pass, int run, int days)
    {
        var random = new Random(run + days);
        var reporting = services.GetRequiredService<IReportingStore>();
        await using var context = reporting.Open(DataScope.Staff);
        var source = (await context.Sources.FirstAsync()).Id;
        var file = context.ImportedFiles.Add(new() { SourceId = source, Name = "late.csv", StartedAt = DateTime.UnixEpoch }).Entity;
        await context.SaveChangesAsync();
        var last = s_end.AtMidnight().InUtc().ToDateTimeUtc();
        var chunk = new FactChunk { FileId = file.Id, SourceId = source };
        for (var i = 0; i < LateRows; i++)
        {
            chunk.Transactions.Add(new(
                new Transaction
                {
                    ExternalId = FormattableString.Invariant($"late-{days}-{run}-{i}"),
                    Kind = "charge",
                    Status = random.Next(10) == 0 ? "failed" : "succeeded",
                    OccurredAt = last.AddSeconds(-random.Next(days * 86_400)),
                    AmountMinor = random.Next(100, 20_000),
                    Currency = "EUR",
                    Gateway = "meridian",
                    Method = "card",
                    Brand = "visa",
                    Country = "DE",
                    Line = i + 2,
                },
                "quillstone"));
        }
        return await TimeAsync(async () =>
        {
            await using var writer = services.GetRequiredService<IFactWriterFactory>().Open();
            await writer.WriteAsync(chunk, CancellationToken.None);
            await pass.RefreshAsync(null, CancellationToken.None);
        });
    }

    private static async Task<(string Who, double Cold, double Warm, double Facts)> PageAsync(string who, AnalyticsStore store, DataScope scope)
    {
        var filter = new ReportFilter { Range = new(s_end.PlusDays(-89), s_end) };
        var (cold, warm, facts) = (new List<double>(), new List<double>(), new List<double>());
        // The first round compiles queries and is thrown away.
        for (var run = 0; run <= Runs * 3; run++)
        {
            var metrics = new MetricQueries(store, new ResultCache(store.Reporting), TimeProvider.System);
            var seconds = await TimeAsync(() => PageAsync(metrics, filter, scope));
            var again = await TimeAsync(async () =>
            {
                for (var i = 0; i < WarmPages; i++)
                    await PageAsync(metrics, filter, scope);
            }) / WarmPages;
            var raw = run <= Runs ? await TimeAsync(() => FactsAsync(store.Reporting, filter, scope)) : facts[^1];
            if (run == 0)
            {
                facts.Add(raw);
                continue;
            }
            cold.Add(seconds);
            warm.Add(again);
            facts.Add(raw);
        }
        return (who, Median(cold), Median(warm), Median([.. facts.Skip(1).Take(Runs)]));
    }

    private static async Task PageAsync(MetricQueries metrics, ReportFilter filter, DataScope scope)
    {
        await metrics.ValuesAsync(s_page, filter, scope);
        await metrics.ValuesAsync(s_page, filter.Compared()!, scope);
        await metrics.SeriesAsync(s_page, filter, scope, Bucket.Day);
    }

    /// <summary>The eight values alone, without comparison and series: what the store can sum in one grouped query a fact.</summary>
    private static async Task FactsAsync(IReportingStore store, ReportFilter filter, DataScope scope)
    {
        var zone = (await store.WorkspaceAsync()).ReportingZone;
        var (start, end) = filter.Range.In(zone);
        await using var context = store.Open(scope);
        await context.Transactions.During(start.ToDateTimeUtc(), end.ToDateTimeUtc())
            .GroupBy(row => new { row.Kind, row.Status, row.Currency })
            .Select(group => new { group.Key, Count = group.LongCount(), Sum = group.Sum(row => row.AmountMinor) }).ToListAsync();
        await context.Chargebacks.During(start.ToDateTimeUtc(), end.ToDateTimeUtc()).Where(row => row.IsDispute)
            .GroupBy(row => row.Currency).Select(group => new { group.Key, Count = group.LongCount(), Sum = group.Sum(row => row.AmountMinor) }).ToListAsync();
    }

    private static async Task<int> BusiestVendorAsync(IReportingStore store)
    {
        await using var context = store.Open(DataScope.Staff);
        return await context.Transactions.GroupBy(row => row.VendorId).OrderByDescending(group => group.Count()).Select(group => group.Key).FirstAsync();
    }

    private static async Task<string> CountsAsync(AnalyticsStore store)
    {
        await using var reporting = store.Reporting.Open(DataScope.Staff);
        await using var analytics = store.Open(DataScope.Staff);
        long[] counts =
        [
            await reporting.Transactions.LongCountAsync(), await reporting.Tickets.LongCountAsync(), await reporting.TicketEvents.LongCountAsync(), await reporting.Chargebacks.LongCountAsync(),
            await analytics.DailyPayments.LongCountAsync(), await analytics.DailyDisputes.LongCountAsync(), await analytics.DailyTickets.LongCountAsync(), await analytics.TicketClocks.LongCountAsync(),
        ];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{counts[0]:N0} transactions, {counts[1]:N0} tickets with {counts[2]:N0} events and {counts[3]:N0} disputes give {counts[4]:N0} + {counts[5]:N0} + {counts[6]:N0} daily rows and {counts[7]:N0} clocks");
    }

    private static string Report(string counts, double full, double week, double quarter, List<(string Who, double Cold, double Warm, double Facts)> pages)
    {
        var text = new StringBuilder();
        text.AppendLine("# Rollups: late files and pages");
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"`dotnet run -c Release --project tests/Insights.Benchmarks -- rollups` · {Machine.Description()}.");
        text.AppendLine(CultureInfo.InvariantCulture, $"SQLite; {counts}. Medians of {Runs}, both sides in one run, in processor seconds.");
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"| {LateRows:N0} late payments, import and refresh together | CPU seconds | Against a rebuild |");
        text.AppendLine("|---|---|---|");
        text.AppendLine(CultureInfo.InvariantCulture, $"| rebuild of everything | {full:0.00} | 1 |");
        text.AppendLine(CultureInfo.InvariantCulture, $"| late file over 7 days | {week:0.000} | {full / week:0.0}× faster (goal 10×) |");
        text.AppendLine(CultureInfo.InvariantCulture, $"| late file over 90 days | {quarter:0.000} | {full / quarter:0.0}× faster |");
        text.AppendLine();
        text.AppendLine("A page: eight metrics over 90 days, the compared period, and a daily series of each. The facts answer the eight values alone.");
        text.AppendLine();
        text.AppendLine("| Page of | first time, CPU ms | from the cache, CPU ms | from the facts, CPU ms | facts ÷ first time |");
        text.AppendLine("|---|---|---|---|---|");
        foreach (var (who, cold, warm, facts) in pages)
            text.AppendLine(CultureInfo.InvariantCulture, $"| {who} | {cold * 1000:0.0} | {warm * 1000:0.00} | {facts * 1000:0.0} | {facts / cold:0.0}× |");
        return text.ToString();
    }

    /// <summary>Processor seconds of this process: other work on the machine makes the clock on the wall say little.</summary>
    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var before = Environment.CpuUsage.TotalTime;
        await work();
        return (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
