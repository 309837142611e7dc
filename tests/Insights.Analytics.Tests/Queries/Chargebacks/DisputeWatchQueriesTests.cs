using Insights.Analytics.Metrics.Chargebacks.Watch;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Tests.Rollups;
using Insights.Import.Store;
using Insights.Tests.Shared.Stores;
using NodaTime;
using Xunit;

namespace Insights.Analytics.Tests.Queries.Chargebacks;

/// <summary>Today is Wednesday 1 April 2026; a payment a day and vendor since a year before, and the filter ends on Sunday 29 March.</summary>
public sealed class DisputeWatchQueriesTests
{
    private static readonly ReportFilter s_filter = new() { Range = new(new(2026, 3, 1), new(2026, 3, 29)) };

    [StoreFact]
    public async Task Of_AVendorWhoseDisputesRose_IsFirst_AndReadsOnlyItself(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        var last = new DateTime(2026, 3, 29, 10, 0, 0, DateTimeKind.Utc);
        await world.WriteAsync(chunk =>
        {
            foreach (var vendor in new[] { "acme", "birch" })
            {
                for (var day = 0; day < 7 * DisputeWatch.Weeks; day++)
                    chunk.Transactions.Add(new(AnalyticsWorld.Sale(FormattableString.Invariant($"{vendor}-{day}"), last.AddDays(-day)), vendor));
                for (var week = 0; week < DisputeWatch.Weeks; week++)
                {
                    // One a week; in acme's last four weeks six.
                    for (var i = 0; i < (vendor == "acme" && week < 4 ? 6 : 1); i++)
                        chunk.Chargebacks.Add(new(AnalyticsWorld.Dispute(FormattableString.Invariant($"d-{vendor}-{week}-{i}"), last.AddDays(-(7 * week) - i)), vendor));
                }
            }
        });
        await world.RefreshAsync();
        IDisputeWatchQueries queries = new DisputeWatchQueries(world.Store, world.Cache, world.Clock);

        var all = await queries.OfAsync(s_filter, DataScope.Staff);
        Assert.Equal(["acme", "birch"], all.Select(one => one.VendorCode));
        var acme = all[0].Watch;
        Assert.Equal((WatchState.Raised, new LocalDate(2026, 3, 2), 24L), (acme.State, acme.Since, acme.Disputes));
        Assert.Equal(4, acme.Expected, 9);
        // What the sentence links to are these rows.
        Assert.Equal(24, await world.Rows.CountAsync(RowSets.DisputesOpened, s_filter.Over(new(acme.From, acme.To)).With("vendor", "acme"), DataScope.Staff));
        Assert.Equal(WatchState.AsUsual, all[1].Watch.State);
        // Benjamini and Yekutieli over two: the smaller p times 2 x 1.5.
        Assert.Equal(acme.P * 3, all[0].Q, 12);

        Assert.Equal(["birch"], (await queries.OfAsync(s_filter, DataScope.Vendor(await world.VendorAsync("birch")))).Select(one => one.VendorCode));
        Assert.Equal(["acme"], (await queries.OfAsync(s_filter.With("vendor", "acme").With("reason", "duplicate"), DataScope.Staff)).Select(one => one.VendorCode));
        Assert.Empty(await queries.OfAsync(s_filter, DataScope.Nothing));
    }
}
