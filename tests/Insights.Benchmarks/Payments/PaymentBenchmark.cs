using System.Globalization;
using System.Text;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Passes;
using Insights.Analytics.Rollups.Payments;
using Insights.Analytics.Rollups.Tables;
using Insights.Analytics.Rollups.Writing;
using Insights.Benchmarks.Patterns;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Benchmarks.Payments;

/// <summary>Payments, support and alerts at size: payment cases from nothing and after small changes, and each screen over a month and over everything.</summary>
internal static class PaymentBenchmark
{
    private const int Runs = 3;

    /// <param name="folder">A store as the benchmark of patterns makes it; it is kept.</param>
    public static async Task<int> RunAsync(int transactions, string folder, string results)
    {
        await using var market = await Marketplace.OpenAsync(folder, transactions);
        var derived = await DeriveAsync(market, transactions >= 10_000_000 ? 1 : Runs);
        return await ReportAsync(market, transactions, derived, Path.Combine(results, transactions >= 10_000_000 ? "payment-cases-10m.md" : "payment-cases.md"));
    }

    /// <summary>Only the screens.</summary>
    public static async Task<int> ScreensAsync(int transactions, string folder, string results)
    {
        await using var market = await Marketplace.OpenAsync(folder, transactions);
        return await ReportAsync(market, transactions, [], Path.Combine(results, transactions >= 10_000_000 ? "payment-screens-10m.md" : "payment-screens.md"));
    }

    private static async Task<int> ReportAsync(Marketplace market, int transactions, IReadOnlyList<(string What, Took Took)> derived, string file)
    {
        var screens = await PaymentScreens.RunAsync(market);
        var text = new StringBuilder();
        text.AppendLine("# Payments, support and alerts at size");
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"`dotnet run -c Release --project tests/Insights.Benchmarks -- {Path.GetFileNameWithoutExtension(file)[..(derived.Count > 0 ? 13 : 15)]} {transactions} FOLDER` · {Machine.Description()}.");
        text.AppendLine(CultureInfo.InvariantCulture, $"SQLite; {market.Payments:N0} rows of payments, {market.Disputes:N0} disputes, {market.Tickets:N0} tickets of 18 months and 24 vendors.");
        text.AppendLine();
        if (derived.Count > 0)
        {
            text.AppendLine("| | wall clock | processor |");
            text.AppendLine("|---|---|---|");
            foreach (var (what, took) in derived)
                text.AppendLine(CultureInfo.InvariantCulture, $"| {what} | {took.Wall:0.000} s | {took.Cpu:0.000} s |");
            text.AppendLine();
        }
        text.AppendLine(CultureInfo.InvariantCulture, $"Each screen for the house and for its largest vendor, {VendorScreens.Vendor}, over thirty days and over all eighteen months. First: the first look after the day's files have come (payments of two days, payment cases and disputes of nine, tickets of three weeks). Again: as anybody sees it until the data changes. Milliseconds, the middle of {PaymentScreens.Runs}; goal 50.");
        text.AppendLine();
        text.AppendLine("| screen | whose | filter | first, 30 days | slowest | first, 18 months | slowest | again |");
        text.AppendLine("|---|---|---|---|---|---|---|---|");
        foreach (var pair in screens.GroupBy(screen => (screen.Id, screen.Whose, screen.Filter)))
        {
            var (month, all) = (pair.First(), pair.Last());
            text.AppendLine(CultureInfo.InvariantCulture, $"| {pair.Key.Id} | {pair.Key.Whose} | {pair.Key.Filter} | {month.First * 1000:0.0} | {month.Slowest * 1000:0.0} | {all.First * 1000:0.0} | {all.Slowest * 1000:0.0} | {Math.Max(month.Again, all.Again) * 1000:0.0} |");
        }
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, text.ToString());
        Console.Write(text);
        return 0;
    }

    private static async Task<List<(string What, Took Took)>> DeriveAsync(Marketplace market, int runs)
    {
        var store = market.Get<AnalyticsStore>();
        var pass = market.Get<RollupPass>();
        var results = new List<(string, Took)>();
        var all = new List<Took>();
        for (var run = 0; run < runs; run++)
        {
            await MarkAsync(store, TouchedPayments.Everything);
            all.Add(await Took.OfAsync(() => pass.RefreshAsync(null, CancellationToken.None)));
            Console.WriteLine($"all payment cases: {all[^1]}");
        }
        results.Add(("all payment cases from nothing", Took.Median(all)));
        foreach (var (what, tickets) in new[] { ("one changed ticket", 1), ("a thousand changed tickets, spread over the last hundred days", 1000) })
        {
            var some = new List<Took>();
            for (var run = 0; run < Runs; run++)
            {
                await TouchTicketsAsync(store, tickets, run);
                some.Add(await Took.OfAsync(() => pass.RefreshAsync(null, CancellationToken.None)));
                Console.WriteLine($"{what}: {some[^1]}");
            }
            results.Add(("all metrics after " + what, Took.Median(some)));
        }
        results.Add(("everything derived from nothing", await Took.OfAsync(() => pass.RebuildAsync(null, CancellationToken.None))));
        return results;
    }

    private static async Task MarkAsync(AnalyticsStore store, int kind)
    {
        await using var transaction = await store.Reporting.BeginWritingAsync(CancellationToken.None);
        var writer = DerivedWriter.For(transaction, store.Provider);
        await writer.ExecuteAsync($"INSERT INTO {writer.Sql("touched_payments")} (kind, day) VALUES ({kind}, 0) ON CONFLICT DO NOTHING", CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
    }

    private static async Task TouchTicketsAsync(AnalyticsStore store, int count, int run)
    {
        var until = PatternBenchmark.End.PlusDays(-3).ToDateTimeUnspecified();
        await using var facts = store.Reporting.Open(DataScope.Staff);
        var names = new List<TicketNameOf>();
        for (var day = 0; names.Count < count; day++)
        {
            var from = DateTime.SpecifyKind(until.AddDays(-(day % 100)), DateTimeKind.Utc);
            names.AddRange(await facts.Tickets.During(from, from.AddDays(1)).OrderBy(row => row.Key).Skip(run + (day / 100)).Take(Math.Max(1, count / 100)).Select(row => new TicketNameOf(row.SourceId, row.ExternalId)).ToListAsync());
        }
        await using var transaction = await store.Reporting.BeginWritingAsync(CancellationToken.None);
        foreach (var name in names)
            await TouchedMarks.MarkTicketAsync(transaction, 1, new(name.SourceId, name.Ref), store.Provider, CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
    }

    private sealed record TicketNameOf(int SourceId, string Ref);
}
