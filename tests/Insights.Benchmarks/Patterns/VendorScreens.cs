using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Benchmarks.Patterns;

/// <param name="First">The middle of several runs after a change of the data.</param>
/// <param name="Slowest">Seconds, the slowest of them.</param>
/// <param name="Again">Seconds, all cached.</param>
internal sealed record ScreenTime(string Id, Took First, double Slowest, double Again);

/// <summary>The documents and rows behind a vendor's screens, and behind those of the house.</summary>
internal static class VendorScreens
{
    public const string Vendor = "alder-finch";

    private const int Runs = 7;

    private static readonly string[] s_screens = ["my-scorecard", "chargebacks", "patterns", "programmes", "programmes-detail", "deadlines", "chargebacks-maturity"];

    public static ReportFilter Filter { get; } = new() { Range = new(PatternBenchmark.End.PlusDays(-29), PatternBenchmark.End) };

    public static async Task<IReadOnlyList<ScreenTime>> RunAsync(Marketplace market)
    {
        await using var facts = market.Get<IReportingStore>().Open(DataScope.Staff);
        var vendor = DataScope.Vendor(await facts.Vendors.Where(vendor => vendor.Code == Vendor).Select(vendor => vendor.Id).SingleAsync());
        var one = await facts.Chargebacks.Where(row => row.VendorId == vendor.VendorId && row.IsDispute).OrderByDescending(row => row.Key).FirstAsync();
        await using var program = market.Services();
        await program.GetRequiredService<IReportingStore>().MigrateAsync();
        var library = program.GetRequiredService<ReportLibrary>();
        var rows = program.GetRequiredService<IRowQueries>();
        var details = program.GetRequiredService<IRowDetailQueries>();
        var times = new List<ScreenTime>();
        foreach (var (scope, whose) in new[] { (vendor, ""), (DataScope.Staff, " (staff)") })
        {
            foreach (var id in s_screens.Where(id => !scope.IsStaff || id != "my-scorecard").Concat(scope.IsStaff ? ["vendors"] : Array.Empty<string>()))
                times.Add(await TimeAsync(program, id + whose, () => library.BuildAsync(id, Filter, scope)));
            var request = new RowRequest { RowSet = RowSets.DisputesOpened, Filter = Filter };
            times.Add(await TimeAsync(program, "dispute rows" + whose, () => rows.PageAsync(request, scope)));
            times.Add(await TimeAsync(program, "dispute detail" + whose, () => details.FindAsync(RowKind.Disputes, one.SourceId, one.ExternalId, scope)));
        }
        return times;
    }

    private static async Task<ScreenTime> TimeAsync<T>(ServiceProvider program, string id, Func<Task<T>> build)
    {
        var (first, again) = (new List<Took>(), new List<Took>());
        // The first round loads the program itself.
        for (var run = -1; run < Runs; run++)
        {
            program.GetRequiredService<IReportingStore>().Changed();
            var one = await Took.OfAsync(build);
            var two = await Took.OfAsync(build);
            if (run < 0)
                continue;
            first.Add(one);
            again.Add(two);
        }
        var time = new ScreenTime(id, Took.Median(first), first.Max(took => took.Wall), Took.Median(again).Wall);
        Console.WriteLine($"{id}: after a change {time.First}, again {time.Again * 1000:0.0} ms");
        return time;
    }
}
