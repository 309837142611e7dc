using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Tests.Rollups;
using Insights.Import.Store;
using Insights.Tests.Shared.Stores;
using NodaTime;
using Xunit;

namespace Insights.Analytics.Tests.Queries.Chargebacks;

public sealed class TakenActionsTests
{
    private static readonly LocalDate s_day = new(2026, 3, 1);

    [StoreFact]
    public async Task Take_Withdraw_AndScopes(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        await world.WriteAsync(chunk =>
        {
            chunk.Transactions.Add(new(AnalyticsWorld.Sale("p1", AnalyticsWorld.Now.AddDays(-9)), "acme"));
            chunk.Transactions.Add(new(AnalyticsWorld.Sale("p2", AnalyticsWorld.Now.AddDays(-9)), "canary"));
        });
        var (acme, other) = (DataScope.Vendor(await world.VendorAsync("acme")), DataScope.Vendor(await world.VendorAsync("canary")));
        var taken = world.TakenActions;

        Assert.True(await taken.TakeAsync(acme, "A1", s_day, "new statement text", "Ada", byVendor: true));
        Assert.False(await taken.TakeAsync(acme, "A1", s_day, "twice", "Ada", byVendor: true));
        Assert.False(await taken.TakeAsync(acme, "A99", s_day, "", "Ada", byVendor: true));
        Assert.False(await taken.TakeAsync(DataScope.Staff, "A1", s_day, "", "Ada", byVendor: false));
        Assert.False(await taken.TakeAsync(DataScope.Nothing, "A1", s_day, "", "Ada", byVendor: false));

        var line = Assert.Single(await taken.OfAsync(acme));
        Assert.Equal(("A1", s_day, "new statement text", "Ada", true, true), (line.ActionId, line.Day, line.Note, line.By, line.ByVendor, line.IsInForce));
        Assert.Empty(await taken.OfAsync(other));
        Assert.Empty(await taken.OfAsync(DataScope.Nothing));

        // Another vendor cannot take it back; its own can, once, and then it may be taken again.
        Assert.False(await taken.WithdrawAsync(other, line.Id, "Mallory"));
        Assert.False(await taken.WithdrawAsync(DataScope.Nothing, line.Id, "Mallory"));
        Assert.True(await taken.WithdrawAsync(acme, line.Id, "Bob"));
        Assert.False(await taken.WithdrawAsync(acme, line.Id, "Bob"));
        Assert.Equal("Bob", Assert.Single(await taken.OfAsync(acme)).WithdrawnBy);
        Assert.True(await taken.TakeAsync(acme, "A1", s_day, "again", "Ada", byVendor: true));
    }
}
