using Insights.Analytics.Rollups.Tables;
using Insights.Analytics.Tests.Rollups.History;
using Insights.Import.Store;
using Insights.Tests.Shared.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Xunit;

namespace Insights.Analytics.Tests.Rollups;

/// <summary>A store that an older program wrote: brought up to date it says what it would had this program written it, and what was stamped stays stamped.</summary>
public sealed class UpgradeTests
{
    /// <summary>The schema before clocks were stored narrow, and the version of the rules that went with it.</summary>
    private const string Older = "Desk";
    private const string OlderRules = "2";

    [StoreFact]
    public async Task OlderSchema_BroughtUpToDate_SaysTheSameAfterTheFirstRefresh(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        await world.WriteAsync(chunk => RandomFacts.Rules(chunk, 1));
        await world.WriteAsync(chunk => new RandomFacts(9).Fill(chunk, 40));
        await world.RefreshAsync();
        var before = await world.DumpAsync();

        await AgeAsync(world);
        await world.Store.MigrateAsync();
        Assert.True(await world.Pass.IsOfAnotherProgramAsync(default));
        await world.RefreshAsync();

        Assert.False(await world.Pass.IsOfAnotherProgramAsync(default));
        Assert.Contains(before, line => line.StartsWith("ticket_clocks:", StringComparison.Ordinal));
        Assert.Equal(before, await world.DumpAsync());
    }

    [StoreFact]
    public async Task OlderSchema_WithAClosedMonth_KeepsItsStamp_AndRestatesNothing(StoreProvider provider)
    {
        await using var world = await March.OpenAsync(provider);
        Assert.Equal(1, await world.Closing.CloseAsync(March.Month, null));

        // Only the tables of clocks: those of stamps are older and not touched.
        await AgeAsync(world, "RulesInForce");
        await world.Store.MigrateAsync();
        await world.RefreshAsync();

        var stamp = Assert.Single(await world.DerivedAsync(context => context.StampedClocks.ToListAsync()));
        Assert.False(stamp.Breached);
        Assert.Equal(3600, stamp.WallSeconds);
        Assert.Empty(await world.DerivedAsync(context => context.Restatements.ToListAsync()));
        Assert.Equal("met", (await world.DerivedAsync(context => context.TicketClocks.SingleAsync(row => row.Metric == "requester_wait_time"))).Verdict);
    }

    /// <summary>Back to the older schema, with the older program's mark, as its store would be found.</summary>
    private static async Task AgeAsync(AnalyticsWorld world, string migration = Older)
    {
        await using var context = world.Store.Open(DataScope.Staff);
        await context.RollupStates.Where(row => row.Name == RollupState.Rules).ExecuteUpdateAsync(change => change.SetProperty(row => row.Value, OlderRules));
        await context.GetService<IMigrator>().MigrateAsync(context.Database.GetMigrations().Single(name => name.EndsWith("_" + migration, StringComparison.Ordinal)));
    }
}
