using System.Globalization;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Alerts;
using Insights.Analytics.Rollups.Tables;
using Insights.Analytics.Rollups.Trends;
using Insights.Import.Store;
using Insights.Import.Store.Dimensions;
using Insights.Tests.Shared.Stores;
using NodaTime;
using Xunit;

namespace Insights.Analytics.Tests.Rollups.Trends;

public sealed class AlertTableTests
{
    [StoreFact]
    public async Task Replace_KnownAlert_KeepsItsNumber_AndOneThatTheDataNoLongerShowsGoes(StoreProvider provider)
    {
        await using var world = await WorldAsync(provider);
        var table = new AlertTable(world.Store, world.Clock);
        await table.ReplaceAsync(Found(FoundAlertTests.Finding(3, 4), FoundAlertTests.Finding(10, 10, "vendor", Text(1))), Run(), default);
        var before = await ListAsync(world, DataScope.Staff);

        await table.ReplaceAsync(Found(FoundAlertTests.Finding(3, 6), FoundAlertTests.Finding(15, 15, "method", "card")), Run(), default);
        var after = await ListAsync(world, DataScope.Staff);

        Assert.Equal(["vendor", "gateway"], before.Select(alert => alert.Place!.Dimension));
        Assert.Equal(["method", "gateway"], after.Select(alert => alert.Place!.Dimension));
        Assert.Equal(before[1].Id, after[1].Id);
        Assert.Equal((40L, new LocalDate(2026, 11, 6)), (after[1].Count, after[1].LastDay));
        Assert.Single(after[1].Shared);
    }

    [StoreFact]
    public async Task Replace_WhatIsOlderThanTheWatch_Stays(StoreProvider provider)
    {
        await using var world = await WorldAsync(provider);
        var table = new AlertTable(world.Store, world.Clock);
        await table.ReplaceAsync(Found(FoundAlertTests.Finding(3, 4)), Run(), default);

        await table.ReplaceAsync([], new() { Version = "1", From = new(2026, 11, 5), To = new(2026, 11, 21), Series = 1 }, default);

        Assert.Single(await ListAsync(world, DataScope.Staff));
    }

    [StoreFact]
    public async Task List_AVendor_ReadsWhatLiesInItsOwnRows(StoreProvider provider)
    {
        await using var world = await WorldAsync(provider);
        var table = new AlertTable(world.Store, world.Clock);
        await table.ReplaceAsync(Found(FoundAlertTests.Finding(3, 4), FoundAlertTests.Finding(8, 8, "vendor", Text(1)), FoundAlertTests.Finding(10, 10, "vendor", Text(2))), Run(), default);
        var all = await ListAsync(world, DataScope.Staff);

        var own = Assert.Single(await ListAsync(world, DataScope.Vendor(1)));

        Assert.Equal(3, all.Count);
        Assert.Equal(new LocalDate(2026, 11, 8), own.FirstDay);
        var queries = new AlertQueries(world.Store, world.Cache, world.Clock);
        Assert.NotNull(await queries.FindAsync(own.Id, DataScope.Vendor(1)));
        Assert.All(all.Where(alert => alert.Id != own.Id), alert => Assert.Null(queries.FindAsync(alert.Id, DataScope.Vendor(1)).GetAwaiter().GetResult()));
        Assert.Empty(await ListAsync(world, DataScope.Nothing));
    }

    /// <summary>A world of two vendors, 1 and 2.</summary>
    private static async Task<AnalyticsWorld> WorldAsync(StoreProvider provider)
    {
        var world = await AnalyticsWorld.CreateAsync(provider);
        await using var context = world.Test.Store.Open(DataScope.Staff);
        context.Vendors.AddRange(new Vendor { Id = 1, Code = "oak", Name = "Oak" }, new Vendor { Id = 2, Code = "elm", Name = "Elm" });
        await context.SaveChangesAsync();
        return world;
    }

    private static Task<IReadOnlyList<Alert>> ListAsync(AnalyticsWorld world, DataScope scope) =>
        new AlertQueries(world.Store, world.Cache, world.Clock).ListAsync(new() { Range = new(new(2026, 11, 1), new(2026, 11, 30)), Compare = Comparison.None }, scope);

    private static IReadOnlyList<FoundAlert> Found(params Finding[] findings) => FoundAlert.Of(findings, new(2026, 11, 21));

    private static WatchRun Run() => new() { Version = "1", From = new(2026, 11, 1), To = new(2026, 11, 21), Series = 1, Chance = 1e-4 };

    private static string Text(int vendor) => vendor.ToString(CultureInfo.InvariantCulture);
}
