using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Passes;
using Insights.Analytics.Rollups.Tables;
using Insights.Analytics.Rollups.Writing;
using Insights.Benchmarks.Patterns;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Benchmarks.Payments;

/// <param name="First">Seconds, the middle of several first looks after a change of the data.</param>
/// <param name="Slowest">Seconds, the slowest of them.</param>
/// <param name="Again">Seconds, all cached.</param>
/// <param name="Filter">As in the address; empty without one.</param>
internal sealed record PaymentScreenTime(string Id, string Whose, string Filter, int Days, double First, double Slowest, double Again);

/// <summary>The documents behind the screens of payments, support, alerts and the overview.</summary>
internal static class PaymentScreens
{
    public const int Runs = 5;

    /// <summary>Looks of each question before those that count.</summary>
    private const int Looks = 8;

    /// <summary>
    /// Looks at every screen before all: the runtime compiles a method well only after thirty calls and again thirty with its profile, and a screen calls most of its own once. A portal
    /// that has run for a day is what people meet; measured on code that nobody has run, the overview takes twice as long.
    /// </summary>
    private const int LooksAtAll = 60;

    private static readonly string[] s_screens =
    [
        "overview", "payments", "payments-delays", "payments-refunds", "payments-billing-errors", "payments-fraud", "payments-methods",
        "support", "support-recurring", "support-self-help", "support-at-risk", "support-training", "support-forecast", "support-words", "alerts",
    ];

    public static async Task<IReadOnlyList<PaymentScreenTime>> RunAsync(Marketplace market)
    {
        await using var facts = market.Get<IReportingStore>().Open(DataScope.Staff);
        var vendor = DataScope.Vendor(await facts.Vendors.Where(vendor => vendor.Code == VendorScreens.Vendor).Select(vendor => vendor.Id).SingleAsync());
        await using var program = market.Services();
        await program.GetRequiredService<IReportingStore>().MigrateAsync();
        var library = program.GetRequiredService<ReportLibrary>();
        var only = Environment.GetEnvironmentVariable("SCREEN");
        var times = new List<PaymentScreenTime>();
        // FILTERED=1 asks only with a filter, FILTERED=0 only without.
        var filtered = Environment.GetEnvironmentVariable("FILTERED");
        var usual = new ReportFilter { Range = new(PatternBenchmark.End.PlusDays(-29), PatternBenchmark.End) };
        for (var look = 0; look < LooksAtAll; look++)
        {
            await ChangeAsync(program);
            foreach (var id in s_screens.Where(id => only is null || id.StartsWith(only, StringComparison.Ordinal)))
                await library.BuildAsync(id, usual, DataScope.Staff);
        }
        foreach (var (scope, whose) in new[] { (DataScope.Staff, "house"), (vendor, "vendor") })
        {
            foreach (var id in s_screens.Where(id => library.Find(id, scope) is not null && (only is null || id.StartsWith(only, StringComparison.Ordinal))))
            {
                foreach (var chosen in FiltersOf(id, scope).Where(chosen => filtered is null || (chosen.Length > 0) == (filtered == "1")))
                {
                    foreach (var days in new[] { 30, 540 })
                    {
                        var filter = new ReportFilter { Range = new(PatternBenchmark.End.PlusDays(1 - days), PatternBenchmark.End) };
                        foreach (var one in chosen.Split(" & ", StringSplitOptions.RemoveEmptyEntries))
                            filter = filter.With(one.Split('=')[0], one.Split('=')[1]);
                        var time = await TimeAsync(program, id, whose, chosen, days, () => library.BuildAsync(id, filter, scope));
                        times.Add(time);
                        Console.WriteLine(FormattableString.Invariant($"{id} ({whose}, {days} days) {chosen}: first {time.First * 1000:0.0} ms, slowest {time.Slowest * 1000:0.0}, again {time.Again * 1000:0.0} ms"));
                    }
                }
            }
        }
        return times;
    }

    /// <summary>Nothing chosen, for staff a vendor, and what the screen is narrowed by: one dimension that its tables split by another, and two and three at once.</summary>
    private static IEnumerable<string> FiltersOf(string id, DataScope scope) =>
    [
        "",
        .. scope.IsStaff ? ["vendor=" + VendorScreens.Vendor] : Array.Empty<string>(),
        .. id.StartsWith("payments", StringComparison.Ordinal) ? ["currency=EUR", "gateway=corvex", "method=card", "gateway=corvex & country=DE", .. scope.IsStaff ? ["vendor=" + VendorScreens.Vendor + " & gateway=corvex & method=card"] : Array.Empty<string>()]
            : id.StartsWith("support", StringComparison.Ordinal) ? ["channel=email", "issue=refund", "channel=email & issue=refund"] : Array.Empty<string>(),
    ];

    private static async Task<PaymentScreenTime> TimeAsync<T>(ServiceProvider program, string id, string whose, string chosen, int days, Func<Task<T>> build)
    {
        using var told = Environment.GetEnvironmentVariable("SQL") is null ? null : SqlTold.Listen();
        for (var look = 0; look < Looks; look++)
        {
            await ChangeAsync(program);
            await build();
        }
        told?.Tell(await Took.OfAsync(async () =>
        {
            await ChangeAsync(program);
            told.Clear();
            await build();
        }));
        var (first, again) = (new List<Took>(), new List<Took>());
        for (var run = 0; run < Runs; run++)
        {
            await ChangeAsync(program);
            first.Add(await Took.OfAsync(build));
            again.Add(await Took.OfAsync(build));
        }
        return new(id, whose, chosen, days, Took.Median(first).Wall, first.Max(took => took.Wall), Took.Median(again).Wall);
    }

    /// <summary>Marks what a day's files touch when their metrics are refreshed.</summary>
    private static async Task ChangeAsync(ServiceProvider program)
    {
        var store = program.GetRequiredService<AnalyticsStore>();
        await using var transaction = await store.Reporting.BeginWritingAsync(CancellationToken.None);
        var writer = DerivedWriter.For(transaction, store.Provider);
        // A day's files bring payments of two days, so cases of the days within a week of them, changes to disputes of as many, and changes to tickets of three weeks.
        foreach (var (kind, days) in new[] { (DerivedDay.Payments, 2), (DerivedDay.PaymentCases, 9), (DerivedDay.LinkedRefunds, 9), (DerivedDay.Ledger, 9), (DerivedDay.Tickets, 21), (DerivedDay.Customers, 21) })
            await DerivedDays.WriteAsync(writer, kind, Enumerable.Range(0, days).Select(back => UnixTime.ToDays(PatternBenchmark.End.PlusDays(-back).ToDateOnly())), CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
    }
}
