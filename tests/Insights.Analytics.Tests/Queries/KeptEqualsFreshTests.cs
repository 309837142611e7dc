using Insights.Analytics.Metrics.Chargebacks.Ledger;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Queries.Support;
using Insights.Analytics.Tests.Rollups;
using Insights.Import.Store;
using Insights.Tests.Shared.Stores;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Xunit;

namespace Insights.Analytics.Tests.Queries;

/// <summary>What is kept in memory and brought up to each change says what a program says that has just started, and what is counted row by row.</summary>
public sealed class KeptEqualsFreshTests
{
    private static readonly string[] s_ranges = ["from=2026-03-01&to=2026-04-30", "from=2026-03-10&to=2026-03-24", "from=2026-03-10&to=2026-03-24&vendor=acme"];

    [StoreFact]
    public Task RecurringIssues_OfRandomFacts(StoreProvider provider) => AfterEachChangeAsync(provider, 31, async (world, scope) =>
    {
        foreach (var query in s_ranges)
        {
            var filter = world.Filter(query + "&compare=previous");
            var kept = await new SupportQueries(world.Store, world.Cache, world.Clock).RecurringAsync(filter, scope, 25);
            Assert.Equal(await new SupportQueries(world.Store, new ResultCache(world.Test.Store), world.Clock).RecurringAsync(filter, scope, 25), kept);
            // Every ticket comes by one of these channels, which the cells know and no daily sum of subjects.
            var cells = await new SupportQueries(world.Store, world.Cache, world.Clock).RecurringAsync(filter.With("channel", "email", "chat"), scope, 25);
            Assert.Equal(cells, kept);
            Assert.True(kept.Count > 0 || query != s_ranges[0]);
        }
    });

    [StoreFact]
    public Task FirstReplies_OfRandomFacts(StoreProvider provider) => AfterEachChangeAsync(provider, 32, async (world, scope) =>
    {
        foreach (var query in s_ranges)
        {
            foreach (var metric in new[] { "first_reply_time", "first_reply_time_wall_clock_p90", "full_resolution_time" })
            {
                var kept = await world.ValueAsync(metric, query, scope);
                var plain = await world.Metrics.ValueAsync(metric, world.Filter(query).With("channel", "email", "chat"), scope);
                Assert.Equal((plain.Numerator, plain.Seconds), (kept.Numerator, kept.Seconds));
            }
        }
    });

    [StoreFact]
    public Task Programmes_OfRandomFacts(StoreProvider provider) => AfterEachChangeAsync(provider, 33, async (world, scope) =>
    {
        foreach (var month in new LocalDate[] { new(2026, 3, 1), new(2026, 4, 1) })
        {
            foreach (var query in s_ranges)
            {
                var filter = world.Filter(query);
                var kept = await world.Programmes.StandingsAsync(month, filter, scope);
                var fresh = await new ProgrammeQueries(world.Store, new ResultCache(world.Test.Store), world.Clock).StandingsAsync(month, filter, scope);
                Assert.Equal(fresh.Select(Told), kept.Select(Told));
                Assert.True(kept.Count > 0 || query != s_ranges[0]);
            }
        }
    });

    [StoreFact]
    public Task Deadlines_OfRandomFacts(StoreProvider provider) => AfterEachChangeAsync(provider, 34, async (world, scope) =>
    {
        var queue = await new DeadlineQueries(world.Store, world.Cache, world.Clock).ReadAsync(world.Filter(s_ranges[0]), scope);
        var (decided, won) = await world.DerivedAsync(async context =>
        {
            var rows = context.DisputeLedger.Where(row => row.IsDispute && row.Challenged && (row.Outcome == DisputeState.Won || row.Outcome == DisputeState.Lost));
            return (await rows.LongCountAsync(), await rows.LongCountAsync(row => row.Outcome == DisputeState.Won));
        }, scope);
        Assert.Equal((decided, won), (queue.Chances.Records.Sum(record => record.Decided), queue.Chances.Records.Sum(record => record.Won)));
        var fresh = await new DeadlineQueries(world.Store, new ResultCache(world.Test.Store), world.Clock).ReadAsync(world.Filter(s_ranges[0]), scope);
        Assert.Equal(fresh.Chances.Records, queue.Chances.Records);
        // Counted in the store, and one by one.
        Assert.Equal(new DeadlineQueue(queue.At, queue.Disputes, queue.Chances, []).Sums, queue.Sums);
    });

    private static async Task AfterEachChangeAsync(StoreProvider provider, int seed, Func<AnalyticsWorld, DataScope, Task> hold)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        await world.WriteAsync(chunk => RandomFacts.Rules(chunk, 1));
        var facts = new RandomFacts(seed);
        for (var change = 0; change < 5; change++)
        {
            await world.WriteAsync(chunk =>
            {
                facts.Fill(chunk, change == 0 ? 60 : 6);
                // Amex takes disputes won back and refunds off.
                var day = AnalyticsWorld.Now.AddDays(-40 + (change * 9));
                foreach (var (id, kind) in new[] { ("ax-s", "charge"), ("ax-r", "refund") })
                {
                    var payment = AnalyticsWorld.Sale(FormattableString.Invariant($"{id}{change}"), day);
                    (payment.Kind, payment.Brand) = (kind, "amex");
                    chunk.Transactions.Add(new(payment, "acme"));
                }
                var dispute = AnalyticsWorld.Dispute(FormattableString.Invariant($"ax-d{change}"), day, "won", decided: day.AddDays(3));
                (dispute.Network, dispute.EvidenceSubmittedAt) = ("amex", day.AddDays(1));
                chunk.Chargebacks.Add(new(dispute, "acme"));
            });
            if (change == 3)
                await world.RebuildAsync();
            else
                await world.RefreshAsync();
            foreach (var scope in new[] { DataScope.Staff, DataScope.Vendor(await world.VendorAsync("acme")) })
                await hold(world, scope);
        }
    }

    private static (string, string, string, object, string) Told(ProgrammeStanding standing) => (standing.VendorCode, standing.Network, standing.Programme, (standing.Status, standing.Left, standing.MonthsInRow), string.Join('\n', standing.History.Select(month =>
        FormattableString.Invariant($"{month.Figures.Month} {month.Figures.Payments} {month.Figures.Disputes} {month.Figures.FraudDisputes} {month.Figures.FraudNotices} {month.Figures.Reversals} {month.Figures.Credits} {month.Verdict?.Ratio} {month.ActivityByValue} ")
        + string.Join(';', month.Figures.Sales.Concat(month.Figures.FraudWithThreeDs).GroupBy(money => money.Currency).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => FormattableString.Invariant($"{group.Key} {group.Sum(money => money.Minor)}"))))));
}
