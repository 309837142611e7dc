using Insights.Analytics.Jobs;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Rollups.Patterns;
using Insights.Analytics.Tests.Rollups;
using Insights.Import.Store;
using Insights.Tests.Shared.Stores;
using NodaTime;
using Xunit;

namespace Insights.Analytics.Tests.Queries.Chargebacks;

public sealed class PatternQueriesTests
{
    private const int Days = 300;
    private const int ChangedOn = 150;

    private static readonly ReportFilter s_filter = new() { Range = new(new(2026, 3, 1), new(2026, 3, 31)), Compare = Comparison.None };

    [StoreFact]
    public async Task Search_BeforeTheDisputesCame_IsDueAgainWhenTheyDo(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        await WriteAsync(world, isDispute: false);
        var job = new FindPatternsJob(world.Store, world.Pass, new PatternPass(world.Store, world.Clock), world.Clock);
        await job.RunAsync(new Progress<JobProgress>(), CancellationToken.None);
        Assert.False(await job.IsDueAfterImportAsync(CancellationToken.None));

        await WriteAsync(world, isDispute: true);

        Assert.True(await job.IsDueAfterImportAsync(CancellationToken.None));
        await job.RunAsync(new Progress<JobProgress>(), CancellationToken.None);
        Assert.False(await job.IsDueAfterImportAsync(CancellationToken.None));
    }

    [StoreFact]
    public async Task Search_FindsTheStatementText_AndEachVendorReadsItsOwn(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        await WriteAsync(world, isDispute: true);
        IPatternQueries queries = new PatternQueries(world.Store, world.Cache, world.Clock);
        var (acme, other) = (DataScope.Vendor(await world.VendorAsync("acme")), DataScope.Vendor(await world.VendorAsync("canary")));

        Assert.Null(await queries.LastRunAsync(DataScope.Staff));
        var job = new FindPatternsJob(world.Store, world.Pass, new PatternPass(world.Store, world.Clock), world.Clock);
        Assert.True(await job.IsDueAfterImportAsync(CancellationToken.None));
        await job.RunAsync(new Progress<JobProgress>(), CancellationToken.None);
        Assert.False(await job.IsDueAfterImportAsync(CancellationToken.None));

        var pattern = Assert.Single(await queries.ListAsync(s_filter, DataScope.Staff));
        Assert.Equal(("vendor+descriptor", "acme", "NEW TEXT"), (pattern.Kind, pattern.VendorCode, pattern.Members[0].Value));
        // Three payments a day; of the new text every fifth is disputed ten days later, as far as the ten days are over.
        Assert.Equal((Days - ChangedOn - 1) * 3, pattern.Base);
        Assert.InRange(pattern.Disputes, 78, 90);
        Assert.Equal("fraudulent", pattern.LeadingReason);
        Assert.Equal(pattern.Disputes * 1000, Assert.Single(pattern.DisputedValue).Minor);
        Assert.True(pattern.Expected < pattern.Disputes / 4.0 && pattern.Q < 0.001 && pattern.RateInterval!.Value.Contains((double)pattern.Disputes / pattern.Base));

        var detail = await queries.FindAsync(pattern.Id, acme);
        Assert.Equal(pattern.Disputes, detail!.Weeks.Sum(week => week.Disputes));
        Assert.Equal(pattern.Base, detail.Weeks.Sum(week => week.Base));
        Assert.All(detail.Examples, example => Assert.StartsWith("d-acme-", example.DisputeRef, StringComparison.Ordinal));
        Assert.Single(await queries.ListAsync(s_filter, acme));

        // The number leads to its rows: all of them, those of some weeks, and none for who may not read it.
        var rows = new ReportFilter { Range = pattern.Charges! }.With("pattern", pattern.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(pattern.Disputes, await world.Rows.CountAsync(RowSets.DisputesPattern, rows, DataScope.Staff));
        Assert.Equal(pattern.Disputes, await world.Rows.CountAsync(RowSets.DisputesPattern, rows, acme));
        Assert.Equal(0, await world.Rows.CountAsync(RowSets.DisputesPattern, rows, other));
        Assert.Equal(0, await world.Rows.CountAsync(RowSets.DisputesPattern, new() { Range = pattern.Charges! }, DataScope.Staff));
        var week = detail.Weeks.First(one => one.Disputes > 0);
        Assert.Equal(week.Disputes, await world.Rows.CountAsync(RowSets.DisputesPattern, rows.Over(new(week.From, week.From.PlusDays(6))), acme));

        foreach (var stranger in new[] { other, DataScope.Nothing })
        {
            Assert.Empty(await queries.ListAsync(s_filter, stranger));
            Assert.Empty(await queries.GoneAsync(s_filter, stranger));
            Assert.Null(await queries.FindAsync(pattern.Id, stranger));
        }
        Assert.Empty(await queries.ListAsync(s_filter.With("vendor", "canary"), DataScope.Staff));
        Assert.Null(await queries.LastRunAsync(DataScope.Nothing));

        // The same pattern keeps its number; once its disputes are taken back it is remembered as gone.
        world.Clock.Advance(TimeSpan.FromHours(13));
        Assert.True(await job.IsDueAfterImportAsync(CancellationToken.None));
        await job.RunAsync(new Progress<JobProgress>(), CancellationToken.None);
        Assert.Equal(pattern.Id, Assert.Single(await queries.ListAsync(s_filter, acme)).Id);
        await WriteAsync(world, isDispute: false);
        await job.RunAsync(new Progress<JobProgress>(), CancellationToken.None);
        Assert.Empty(await queries.ListAsync(s_filter, DataScope.Staff));
        Assert.Equal("vendor+descriptor", Assert.Single(await queries.GoneAsync(s_filter, acme)).Kind);
        Assert.Empty(await queries.GoneAsync(s_filter, other));
    }

    private static Task WriteAsync(AnalyticsWorld world, bool isDispute) => world.WriteAsync(chunk =>
    {
        // The last day is never looked at: a feed's last day is seldom whole.
        var first = AnalyticsWorld.Now.Date.AddDays(-Days);
        foreach (var vendor in new[] { "acme", "canary" })
        {
            for (var i = 0; i < Days * 3; i++)
            {
                var at = first.AddDays(i / 3).AddHours(8 + (i % 3));
                var isNew = vendor == "acme" && i >= ChangedOn * 3;
                var sale = AnalyticsWorld.Sale($"p-{vendor}-{i}", at);
                sale.Descriptor = isNew ? "NEW TEXT" : vendor + " TEXT";
                chunk.Transactions.Add(new(sale, vendor));
                var opened = at.AddDays(10);
                if (i % (isNew ? 5 : 61) != 0 || opened >= AnalyticsWorld.Now.Date)
                    continue;
                var dispute = AnalyticsWorld.Dispute($"d-{vendor}-{i}", opened, charged: at);
                dispute.TransactionRef = sale.ExternalId;
                dispute.IsDispute = isDispute;
                chunk.Chargebacks.Add(new(dispute, vendor));
            }
        }
    });
}
