using Insights.Import.Store;
using Insights.Tests.Shared.Stores;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Xunit;

namespace Insights.Analytics.Tests.Rollups;

/// <summary>The law of the derived tables: whatever was imported in whatever order, refreshing after each import leaves what a rebuild would.</summary>
public sealed class RebuildTests
{
    [StoreFact]
    [InlineData(1, "UTC")]
    [InlineData(2, "Europe/Berlin")]
    [InlineData(3, "America/New_York")]
    [InlineData(4, "Australia/Lord_Howe")]
    public async Task Refresh_AfterAnySequenceOfImports_LeavesWhatARebuildLeaves(StoreProvider provider, int seed, string zone)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider, zone);
        var facts = new RandomFacts(seed);
        var random = new Random(seed);
        await world.WriteAsync(chunk => RandomFacts.Rules(chunk, 1));
        for (var i = 0; i < 10; i++)
        {
            await world.WriteAsync(chunk => facts.Fill(chunk));
            if (random.Next(3) != 0)
                await world.RefreshAsync();
        }
        await world.RefreshAsync();
        var refreshed = await world.DumpAsync();

        await world.RebuildAsync();

        Assert.NotEmpty(refreshed);
        Assert.Equal(refreshed, await world.DumpAsync());
    }

    [StoreFact]
    public async Task Refresh_WhenPoliciesOrZoneChanged_LeavesWhatARebuildLeaves(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        await world.WriteAsync(chunk => new RandomFacts(5).Fill(chunk, 20));
        await world.RefreshAsync();
        var before = await world.DumpAsync();

        await world.WriteAsync(chunk => RandomFacts.Rules(chunk, 1));
        await world.RefreshAsync();
        var judged = await world.DumpAsync();
        await world.Test.Store.SetWorkspaceAsync(new("Test", DateTimeZoneProviders.Tzdb["Asia/Tokyo"], "EUR"));
        await world.RefreshAsync();
        var moved = await world.DumpAsync();
        await world.RebuildAsync();

        Assert.NotEqual(before, judged);
        Assert.NotEqual(judged, moved);
        Assert.Equal(moved, await world.DumpAsync());
    }

    /// <summary>The planner guesses without numbers, and guesses otherwise from one store to the next.</summary>
    [StoreFact]
    public async Task Rebuild_Always_TellsThePlannerHowLargeTheDerivedTablesAre(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        await world.WriteAsync(chunk => new RandomFacts(8).Fill(chunk, 50));

        await world.RebuildAsync();

        var tables = await world.DerivedAsync(async analytics => await analytics.Database.SqlQueryRaw<string>(
            provider == StoreProvider.Sqlite ? "SELECT DISTINCT tbl AS \"Value\" FROM sqlite_stat1" : "SELECT relname::text AS \"Value\" FROM pg_class WHERE reltuples > 0 AND relkind = 'r'").ToListAsync());
        Assert.Superset(new HashSet<string>(["refund_cases", "payment_facets", "ticket_outcomes", "daily_cells", "daily_payments"]), new HashSet<string>(tables));
    }

    [StoreFact]
    public async Task Refresh_WithNothingTouched_ChangesNothing(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        await world.WriteAsync(chunk => new RandomFacts(6).Fill(chunk, 20));
        await world.RefreshAsync();
        var (first, version) = (await world.DumpAsync(), world.Test.Store.DataVersion);

        var done = await world.Pass.RefreshAsync(null, CancellationToken.None);

        Assert.Equal(default, done);
        Assert.Equal(version, world.Test.Store.DataVersion);
        Assert.Equal(first, await world.DumpAsync());
    }

    [StoreFact]
    public async Task Refresh_CancelledInTheMiddle_LosesNoMark(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        await world.RefreshAsync();
        await world.WriteAsync(chunk => new RandomFacts(7).Fill(chunk, 30));
        using var stop = new CancellationTokenSource();
        var steps = 0;
        var progress = new Steps(() =>
        {
            if (++steps == 2)
                stop.Cancel();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => world.Pass.RefreshAsync(progress, stop.Token));
        await world.RefreshAsync();
        var refreshed = await world.DumpAsync();
        await world.RebuildAsync();

        Assert.Equal(refreshed, await world.DumpAsync());
    }

    [StoreFact]
    public async Task Refresh_RemovesTheMarksItWorkedOff(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        await world.RefreshAsync();
        await world.WriteAsync(chunk => new RandomFacts(8).Fill(chunk));

        await world.RefreshAsync();

        await using var context = world.Test.Store.Open(DataScope.Staff);
        Assert.Equal(0, await context.TouchedDays.CountAsync());
        Assert.Equal(0, await context.TouchedTickets.CountAsync());
    }

    [Fact]
    public void Runs_JoinNeighbouringDays()
    {
        DateOnly Day(int day) => new(2026, 3, day);
        var runs = Insights.Analytics.Rollups.RollupPass.Runs([Day(7), Day(2), Day(3), Day(4), Day(9)]);
        Assert.Equal([(Day(2), Day(4)), (Day(7), Day(7)), (Day(9), Day(9))], runs);
    }

    private sealed class Steps(Action step) : IProgress<(double Fraction, string Text)>
    {
        public void Report((double Fraction, string Text) value) => step();
    }
}
