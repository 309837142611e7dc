using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Passes;
using Insights.Analytics.Rollups.Tables;
using Insights.Analytics.Rollups.Writing;
using Insights.Benchmarks.Payments;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Benchmarks.Patterns;

/// <param name="Cold">Seconds, in a program that has just started over the store, once it has loaded itself.</param>
/// <param name="First">The middle of several runs after a change of the data.</param>
/// <param name="Slowest">Seconds, the slowest of them.</param>
/// <param name="Again">Seconds, all cached.</param>
internal sealed record ScreenTime(string Id, double Cold, Took First, double Slowest, double Again);

/// <summary>The documents and rows behind a vendor's screens, and behind those of the house.</summary>
internal static class VendorScreens
{
    public const string Vendor = "alder-finch";

    private const int Runs = 7;

    /// <summary>Looks before those that count: a portal runs for weeks, and the runtime compiles what is used often only then.</summary>
    private const int Looks = 30;

    private static readonly string[] s_screens = ["my-scorecard", "chargebacks", "patterns", "programmes", "programmes-detail", "deadlines", "chargebacks-maturity"];

    public static ReportFilter Filter { get; } = new() { Range = new(PatternBenchmark.End.PlusDays(-29), PatternBenchmark.End) };

    public static async Task<IReadOnlyList<ScreenTime>> RunAsync(Marketplace market)
    {
        await using var facts = market.Get<IReportingStore>().Open(DataScope.Staff);
        var vendor = DataScope.Vendor(await facts.Vendors.Where(vendor => vendor.Code == Vendor).Select(vendor => vendor.Id).SingleAsync());
        var one = await facts.Chargebacks.Where(row => row.VendorId == vendor.VendorId && row.IsDispute).OrderByDescending(row => row.Key).FirstAsync();
        await using var program = market.Services();
        await program.GetRequiredService<IReportingStore>().MigrateAsync();
        var times = new List<ScreenTime>();
        var only = Environment.GetEnvironmentVariable("SCREEN");
        foreach (var (scope, whose) in new[] { (vendor, ""), (DataScope.Staff, " (staff)") })
        {
            foreach (var id in s_screens.Where(id => !scope.IsStaff || id != "my-scorecard").Concat(scope.IsStaff ? ["vendors"] : Array.Empty<string>()).Where(id => only is null || only == id + whose))
                times.Add(await TimeAsync(market, program, id + whose, services => services.GetRequiredService<ReportLibrary>().BuildAsync(id, Filter, scope)));
            if (only is not null)
                continue;
            var request = new RowRequest { RowSet = RowSets.DisputesOpened, Filter = Filter };
            times.Add(await TimeAsync(market, program, "dispute rows" + whose, services => services.GetRequiredService<IRowQueries>().PageAsync(request, scope)));
            times.Add(await TimeAsync(market, program, "dispute detail" + whose, services => services.GetRequiredService<IRowDetailQueries>().FindAsync(RowKind.Disputes, one.SourceId, one.ExternalId, scope)));
        }
        return times;
    }

    private static async Task<ScreenTime> TimeAsync<T>(Marketplace market, ServiceProvider program, string id, Func<ServiceProvider, Task<T>> build)
    {
        var (cold, first, again) = (new List<Took>(), new List<Took>(), new List<Took>());
        for (var look = 0; look < Looks; look++)
        {
            await ChangeAsync(program);
            await build(program);
        }
        using (var told = Environment.GetEnvironmentVariable("SQL") is null ? null : SqlTold.Listen())
        {
            told?.Tell(await Took.OfAsync(async () =>
            {
                await ChangeAsync(program);
                told.Clear();
                await build(program);
            }));
        }
        // The first round loads the program itself.
        for (var run = -1; run < Runs; run++)
        {
            await using var started = market.Services();
            await started.GetRequiredService<IReportingStore>().RefreshDataVersionAsync();
            var fresh = await Took.OfAsync(() => build(started));
            await ChangeAsync(program);
            var one = await Took.OfAsync(() => build(program));
            var two = await Took.OfAsync(() => build(program));
            if (run < 0)
                continue;
            cold.Add(fresh);
            first.Add(one);
            again.Add(two);
        }
        var time = new ScreenTime(id, Took.Median(cold).Wall, Took.Median(first), first.Max(took => took.Wall), Took.Median(again).Wall);
        Console.WriteLine($"{id}: cold {time.Cold * 1000:0.0} ms, after a change {time.First}, again {time.Again * 1000:0.0} ms");
        return time;
    }

    /// <summary>
    /// Marks what a day's files touch when their metrics are refreshed: two days of payments, three of disputes received, three of decisions, and, because disputes are about older
    /// payments, every other day of four months by the date of the charge.
    /// </summary>
    private static async Task ChangeAsync(ServiceProvider program)
    {
        var store = program.GetRequiredService<AnalyticsStore>();
        await using var transaction = await store.Reporting.BeginWritingAsync(CancellationToken.None);
        var writer = DerivedWriter.For(transaction, store.Provider);
        await DerivedDays.WriteAsync(writer, null, Last(2), CancellationToken.None);
        await DerivedDays.WriteAsync(writer, DisputeBasis.Opened, Last(3), CancellationToken.None);
        await DerivedDays.WriteAsync(writer, DisputeBasis.Decided, Last(3), CancellationToken.None);
        await DerivedDays.WriteAsync(writer, DisputeBasis.Charged, [.. Last(120).Where((_, i) => i % 2 == 0)], CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
    }

    private static DateOnly[] Last(int days) => [.. Enumerable.Range(0, days).Select(back => PatternBenchmark.End.PlusDays(-back).ToDateOnly())];
}
