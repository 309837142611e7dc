using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Benchmarks.Patterns;

/// <param name="First">Nothing cached.</param>
/// <param name="Again">Seconds, all cached.</param>
internal sealed record ScreenTime(string Id, Took First, double Again);

/// <summary>The documents behind a vendor's screens.</summary>
internal static class VendorScreens
{
    public const string Vendor = "alder-finch";

    private const int Runs = 7;

    private static readonly string[] s_screens = ["my-scorecard", "chargebacks", "patterns", "programmes", "programmes-detail", "deadlines"];

    public static ReportFilter Filter { get; } = new() { Range = new(PatternBenchmark.End.PlusDays(-29), PatternBenchmark.End) };

    public static async Task<IReadOnlyList<ScreenTime>> RunAsync(Marketplace market)
    {
        await using var facts = market.Get<IReportingStore>().Open(DataScope.Staff);
        var scope = DataScope.Vendor(await facts.Vendors.Where(vendor => vendor.Code == Vendor).Select(vendor => vendor.Id).SingleAsync());
        var screens = s_screens.Select(id => (Id: id, Scope: scope)).Append((Id: "vendors", Scope: DataScope.Staff));
        var times = new List<ScreenTime>();
        foreach (var (id, reader) in screens)
        {
            var (first, again) = (new List<Took>(), new List<Took>());
            // The first round loads the program itself.
            for (var run = -1; run < Runs; run++)
            {
                await using var fresh = market.Services();
                var library = fresh.GetRequiredService<ReportLibrary>();
                var one = await Took.OfAsync(() => library.BuildAsync(id, Filter, reader));
                var two = await Took.OfAsync(() => library.BuildAsync(id, Filter, reader));
                if (run < 0)
                    continue;
                first.Add(one);
                again.Add(two);
            }
            times.Add(new(reader.IsStaff ? id + " (staff)" : id, Took.Median(first), Took.Median(again).Wall));
            Console.WriteLine($"{id}: first {times[^1].First}, again {times[^1].Again * 1000:0.0} ms");
        }
        return times;
    }
}
