using System.Globalization;
using System.Text;
using Insights.Analytics.Rollups;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace Insights.Benchmarks.Patterns;

/// <summary>What small imports cost the ledger of disputes, and what deriving it from nothing does.</summary>
internal static class LedgerBenchmark
{
    private const int Runs = 3;
    private const int Disputes = 100;
    private const int Payments = 1_000;

    public static async Task<IReadOnlyList<(string What, Took Took)>> RunAsync(Marketplace market, string folder)
    {
        Directory.CreateDirectory(folder);
        var pass = market.Get<RollupPass>();
        var charges = await ChargesAsync(market, Disputes * Runs);
        var results = new List<(string, Took)>();
        // A store that is kept has the rows of the runs before.
        var first = market.Disputes;
        var (ofDisputes, ofPayments) = (new List<Took>(), new List<Took>());
        for (var run = 0; run < Runs; run++)
        {
            await market.ImportAsync(NewDisputes(folder, first + run, charges.GetRange(run * Disputes, Disputes)));
            ofDisputes.Add(await Took.OfAsync(() => pass.RefreshAsync(null, CancellationToken.None)));
            Console.WriteLine($"refresh after {Disputes} disputes: {ofDisputes[^1]}");
            await market.ImportAsync(NewPayments(folder, first + run));
            ofPayments.Add(await Took.OfAsync(() => pass.RefreshAsync(null, CancellationToken.None)));
            Console.WriteLine($"refresh after {Payments} payments: {ofPayments[^1]}");
        }
        results.Add(($"all metrics after {Disputes} new disputes of the last day, the first since everything was derived anew: makes the days' lists", ofDisputes[0]));
        results.Add(($"all metrics after {Disputes} new disputes of the last day", Took.Median(ofDisputes[1..])));
        results.Add(($"all metrics after {Payments:N0} new payments of the last day", Took.Median(ofPayments)));

        await market.ImportAsync(NewDisputes(folder, first + Runs, charges.GetRange(0, 1)));
        results.Add(("all metrics after one new dispute", await Took.OfAsync(() => pass.RefreshAsync(null, CancellationToken.None))));
        var store = market.Get<AnalyticsStore>();
        await MarkAllAsync(store);
        results.Add(("the whole ledger from nothing", await Took.OfAsync(() => pass.RefreshAsync(null, CancellationToken.None))));
        return results;
    }

    private static async Task MarkAllAsync(AnalyticsStore store)
    {
        await using var transaction = await store.Reporting.BeginWritingAsync(CancellationToken.None);
        await using var analytics = store.Join(transaction);
        analytics.TouchedDisputes.Add(new() { DisputeRef = "" });
        await analytics.SaveChangesAsync();
        await transaction.CommitAsync(CancellationToken.None);
    }

    /// <summary>Charges of one day two months back, spread over its vendors as they come.</summary>
    private static async Task<List<(string Id, string Customer)>> ChargesAsync(Marketplace market, int count)
    {
        var day = DateTime.SpecifyKind(PatternBenchmark.End.PlusDays(-60).ToDateTimeUnspecified(), DateTimeKind.Utc);
        await using var facts = market.Get<IReportingStore>().Open(DataScope.Staff);
        var source = await facts.Sources.Where(one => one.Name == "canonical").Select(one => one.Id).SingleAsync();
        return (await facts.Transactions.During(day, day.AddDays(5)).Where(row => row.SourceId == source && row.Kind == "charge" && row.Status == "succeeded" && row.CustomerRef != null)
            .Select(row => new { row.ExternalId, row.CustomerRef }).Take(count).ToListAsync()).ConvertAll(row => (row.ExternalId, row.CustomerRef!));
    }

    private static string NewDisputes(string folder, long run, List<(string Id, string Customer)> charges)
    {
        var text = new StringBuilder("chargeback_id,transaction_id,network,reason_code,status,opened_at,updated_at,amount,currency,customer\n");
        var opened = InstantPattern.General.Format(PatternBenchmark.End.AtMidnight().InUtc().ToInstant() + Duration.FromHours(9));
        for (var i = 0; i < charges.Count; i++)
            text.Append(CultureInfo.InvariantCulture, $"new-{run}-{i},{charges[i].Id},visa,13.1,needs_response,{opened},{opened},20.00,EUR,{charges[i].Customer}\n");
        return Save(folder, $"disputes-{run}.csv", text);
    }

    private static string NewPayments(string folder, long run)
    {
        var text = new StringBuilder("transaction_id,vendor,kind,status,occurred_at,amount,currency,customer,gateway,method,brand,country,customer_country\n");
        for (var i = 0; i < Payments; i++)
        {
            var at = InstantPattern.General.Format(PatternBenchmark.End.AtMidnight().InUtc().ToInstant() + Duration.FromSeconds((run % 60) + (i * 60)));
            text.Append(CultureInfo.InvariantCulture, $"new-{run}-{i},alder-finch,charge,succeeded,{at},30.00,EUR,new-customer-{run}-{i},meridian,card,visa,DE,DE\n");
        }
        return Save(folder, $"payments-{run}.csv", text);
    }

    private static string Save(string folder, string name, StringBuilder text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text.ToString());
        return path;
    }
}
