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

/// <param name="Filter">As in the address; empty without one.</param>
/// <param name="Days">Of the period.</param>
/// <param name="Cold">Seconds, in a program that has just started over the store, once it has loaded itself; null where that is not asked.</param>
/// <param name="First">The middle of several runs after a change of the data.</param>
/// <param name="Slowest">Seconds, the slowest of them.</param>
/// <param name="Again">Seconds, all cached.</param>
internal sealed record ScreenTime(string Id, string Filter, int Days, double? Cold, Took First, double Slowest, double Again);

/// <summary>The documents and rows behind a vendor's screens, and behind those of the house.</summary>
internal static class VendorScreens
{
    public const string Vendor = "alder-finch";

    public const int Month = 30;

    /// <summary>All that the store holds.</summary>
    public const int Everything = 540;

    private const int Runs = 7;

    /// <summary>Looks before those that count: a portal runs for weeks, and the runtime compiles what is used often only then.</summary>
    private const int Looks = 30;

    /// <summary>Where the same screen has been looked at over another period, most of it is compiled.</summary>
    private const int LooksMore = 6;

    private static readonly string[] s_screens = ["my-scorecard", "chargebacks", "patterns", "programmes", "programmes-detail", "deadlines", "chargebacks-maturity"];

    public static ReportFilter Filter { get; } = Over(Month);

    public static async Task<IReadOnlyList<ScreenTime>> RunAsync(Marketplace market)
    {
        await using var facts = market.Get<IReportingStore>().Open(DataScope.Staff);
        var vendor = DataScope.Vendor(await facts.Vendors.Where(vendor => vendor.Code == Vendor).Select(vendor => vendor.Id).SingleAsync());
        var one = await facts.Chargebacks.Where(row => row.VendorId == vendor.VendorId && row.IsDispute).OrderByDescending(row => row.Key).FirstAsync();
        await using var program = market.Services();
        await program.GetRequiredService<IReportingStore>().MigrateAsync();
        var library = program.GetRequiredService<ReportLibrary>();
        var times = new List<ScreenTime>();
        var only = Environment.GetEnvironmentVariable("SCREEN");
        // FILTERED=1 asks only with a filter, FILTERED=0 only without.
        var filtered = Environment.GetEnvironmentVariable("FILTERED");
        // ALSO=id,id looks at other documents of the library, and at no screen of the table.
        var also = Environment.GetEnvironmentVariable("ALSO")?.Split(',');
        foreach (var (scope, whose) in new[] { (vendor, ""), (DataScope.Staff, " (staff)") })
        {
            foreach (var id in (also ?? s_screens.Concat(scope.IsStaff ? ["vendors"] : Array.Empty<string>())).Where(id => (!scope.IsStaff || id != "my-scorecard") && library.Find(id, scope) is not null && (only is null || only == id + whose)))
            {
                foreach (var chosen in FiltersOf(id, scope).Where(chosen => filtered is null || (chosen.Length > 0) == (filtered == "1")))
                {
                    foreach (var days in new[] { Month, Everything })
                    {
                        var filter = Over(days);
                        foreach (var part in chosen.Split(" & ", StringSplitOptions.RemoveEmptyEntries))
                            filter = filter.With(part.Split('=')[0], part.Split('=')[1]);
                        times.Add(await TimeAsync(market, program, id + whose, chosen, days, services => services.GetRequiredService<ReportLibrary>().BuildAsync(id, filter, scope)));
                    }
                }
            }
            if (only is not null || also is not null || filtered == "1")
                continue;
            var request = new RowRequest { RowSet = RowSets.DisputesOpened, Filter = Filter };
            times.Add(await TimeAsync(market, program, "dispute rows" + whose, "", Month, services => services.GetRequiredService<IRowQueries>().PageAsync(request, scope)));
            times.Add(await TimeAsync(market, program, "dispute detail" + whose, "", Month, services => services.GetRequiredService<IRowDetailQueries>().FindAsync(RowKind.Disputes, one.SourceId, one.ExternalId, scope)));
        }
        return times;
    }

    /// <summary>Nothing chosen, and what people narrow the screen by: one dimension that its tables split by another, two at once, for staff a vendor.</summary>
    private static IEnumerable<string> FiltersOf(string id, DataScope scope) =>
    [
        "",
        .. id is "chargebacks" or "vendors" ? ["network=visa", "reason=fraudulent", "network=visa & reason=fraudulent"]
            : id is "my-scorecard" or "programmes" or "deadlines" or "chargebacks-maturity" ? ["network=visa"] : Array.Empty<string>(),
        .. scope.IsStaff && id is "chargebacks" or "deadlines" ? ["vendor=" + Vendor] : Array.Empty<string>(),
    ];

    private static ReportFilter Over(int days) => new() { Range = new(PatternBenchmark.End.PlusDays(1 - days), PatternBenchmark.End) };

    private static async Task<ScreenTime> TimeAsync<T>(Marketplace market, ServiceProvider program, string id, string chosen, int days, Func<ServiceProvider, Task<T>> build)
    {
        var isPlain = chosen.Length == 0 && days == Month;
        var (cold, first, again) = (new List<Took>(), new List<Took>(), new List<Took>());
        for (var look = 0; look < (isPlain ? Looks : LooksMore); look++)
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
            if (isPlain)
            {
                await using var started = market.Services();
                await started.GetRequiredService<IReportingStore>().RefreshDataVersionAsync();
                var fresh = await Took.OfAsync(() => build(started));
                if (run >= 0)
                    cold.Add(fresh);
            }
            await ChangeAsync(program);
            var one = await Took.OfAsync(() => build(program));
            var two = await Took.OfAsync(() => build(program));
            if (run < 0)
                continue;
            first.Add(one);
            again.Add(two);
        }
        var time = new ScreenTime(id, chosen, days, isPlain ? Took.Median(cold).Wall : null, Took.Median(first), first.Max(took => took.Wall), Took.Median(again).Wall);
        Console.WriteLine(FormattableString.Invariant($"{id} ({days} days) {chosen}: new program {time.Cold * 1000:0.0} ms, after a change {time.First.Wall * 1000:0.0}, processor {time.First.Cpu * 1000:0}, slowest {time.Slowest * 1000:0.0}, again {time.Again * 1000:0.0} ms"));
        return time;
    }

    /// <summary>
    /// Marks what a day's files touch when their metrics are refreshed: two days of payments, three of decisions, and, because those decided or answered today came on any
    /// day of the three months before, disputes received and their ledger over ninety; because disputes are about older payments, every other day of four months by the date of the charge.
    /// Tickets of three weeks.
    /// </summary>
    private static async Task ChangeAsync(ServiceProvider program)
    {
        var store = program.GetRequiredService<AnalyticsStore>();
        await using var transaction = await store.Reporting.BeginWritingAsync(CancellationToken.None);
        var writer = DerivedWriter.For(transaction, store.Provider);
        await DerivedDays.WriteAsync(writer, null, Last(2), CancellationToken.None);
        await DerivedDays.WriteAsync(writer, DisputeBasis.Opened, Last(90), CancellationToken.None);
        await DerivedDays.WriteAsync(writer, DerivedDay.Ledger, Last(90).Select(UnixTime.ToDays), CancellationToken.None);
        await DerivedDays.WriteAsync(writer, DerivedDay.Tickets, Last(21).Select(UnixTime.ToDays), CancellationToken.None);
        await DerivedDays.WriteAsync(writer, DisputeBasis.Decided, Last(3), CancellationToken.None);
        await DerivedDays.WriteAsync(writer, DisputeBasis.Charged, [.. Last(120).Where((_, i) => i % 2 == 0)], CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
    }

    private static DateOnly[] Last(int days) => [.. Enumerable.Range(0, days).Select(back => PatternBenchmark.End.PlusDays(-back).ToDateOnly())];
}
