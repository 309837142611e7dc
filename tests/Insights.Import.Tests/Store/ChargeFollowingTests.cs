using Insights.Import.Store;
using Insights.Import.Store.Dimensions;
using Insights.Import.Store.Facts;
using Insights.Tests.Shared.Stores;
using Xunit;
using static Insights.Import.Tests.Store.WritingStore;

namespace Insights.Import.Tests.Store;

public sealed class ChargeFollowingTests
{
    [StoreFact]
    public async Task Dispute_AfterItsCharge_TakesVendorAndChargeDate(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        await store.WriteAsync(Sale("ch_1", Noon), "acme");
        await store.WriteAsync(chunk => chunk.Chargebacks.Add(new(Dispute("dp_1", "ch_1"), null)));
        await AssertFollowsAsync(store);
    }

    [StoreFact]
    public async Task Dispute_BeforeItsCharge_IsCompletedWhenTheChargeArrives(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        await store.WriteAsync(chunk => chunk.Chargebacks.Add(new(Dispute("dp_1", "ch_1"), null)));
        Assert.Equal((0, null), ((await store.OnlyAsync<Chargeback>()).VendorId, (await store.OnlyAsync<Chargeback>()).ChargedAt));
        await store.ForgetMarksAsync();
        await store.WriteAsync(Sale("ch_1", Noon), "acme");
        await AssertFollowsAsync(store);
        Assert.Contains("disputes_charged 2026-03-10", await store.MarkedDaysAsync());
        Assert.Contains("disputes_opened 2026-03-30", await store.MarkedDaysAsync());
    }

    [StoreFact]
    public async Task Dispute_InTheSameChunkAsItsCharge_TakesVendorAndChargeDate(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        await store.WriteAsync(chunk =>
        {
            chunk.Chargebacks.Add(new(Dispute("dp_1", "ch_1"), null));
            chunk.Transactions.Add(new(Sale("ch_1", Noon), "acme"));
        });
        await AssertFollowsAsync(store);
    }

    [StoreFact]
    public async Task Dispute_WhoseChargeChangesVendorAndInstant_GoesAlong(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        await store.WriteAsync(Sale("ch_1", Noon.AddDays(-3)), "wrong");
        await store.WriteAsync(chunk => chunk.Chargebacks.Add(new(Dispute("dp_1", "ch_1"), null)));
        await store.WriteAsync(Sale("ch_1", Noon), "acme");
        await AssertFollowsAsync(store);
    }

    [StoreFact]
    public async Task Dispute_ThatNamesItsVendorAndDate_KeepsThem(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        await store.WriteAsync(chunk => chunk.Chargebacks.Add(new(Dispute("dp_1", "ch_1", charged: Noon.AddDays(-1)), "named")));
        await store.WriteAsync(chunk => chunk.Chargebacks.Add(new(Dispute("dp_2", "ch_1"), "named")));
        await store.WriteAsync(Sale("ch_1", Noon), "acme");
        var named = (await store.AllAsync<Vendor>()).Single(vendor => vendor.Code == "named").Id;
        var disputes = (await store.AllAsync<Chargeback>()).ToDictionary(dispute => dispute.ExternalId);
        Assert.Equal((named, Noon.AddDays(-1)), (disputes["dp_1"].VendorId, disputes["dp_1"].ChargedAt));
        Assert.Equal((named, Noon), (disputes["dp_2"].VendorId, disputes["dp_2"].ChargedAt));
    }

    [StoreFact]
    public async Task Dispute_ReferringToACharge_InAnotherSource_StaysOpen(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        await store.WriteAsync(Sale("ch_1"), "acme");
        await store.WriteAsync(chunk => chunk.Chargebacks.Add(new(Dispute("dp_1", "ch_1"), null)), store.Desk);
        Assert.Equal(0, (await store.OnlyAsync<Chargeback>()).VendorId);
    }

    [StoreFact]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ticket_OfTheHelpDesk_TakesTheVendorOfThePaymentInAnotherSource(StoreProvider provider, bool paymentFirst)
    {
        await using var store = await CreateAsync(provider);
        if (paymentFirst)
            await store.WriteAsync(Sale("ch_1"), "acme");
        await store.WriteAsync(chunk => chunk.Tickets.Add(new(Case("t_1", "ch_1"), null)), store.Desk);
        if (!paymentFirst)
        {
            await store.ForgetMarksAsync();
            await store.WriteAsync(Sale("ch_1"), "acme");
        }

        Assert.Equal((await store.OnlyAsync<Vendor>()).Id, (await store.OnlyAsync<Ticket>()).VendorId);
        Assert.Equal("t_1", (await store.OnlyAsync<Insights.Import.Store.Ledger.TouchedTicket>()).TicketRef);
    }

    [StoreFact]
    public async Task Chain_DisputeOfARefundOfALateCharge_IsCompletedToItsEnd(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        await store.WriteAsync(chunk => chunk.Chargebacks.Add(new(Dispute("dp_1", "re_1"), null)));
        await store.WriteAsync(chunk => chunk.Transactions.Add(new(Refund("re_1", "ch_1"), null)));
        await store.WriteAsync(Sale("ch_1"), "acme");
        var vendor = (await store.OnlyAsync<Vendor>()).Id;
        Assert.Equal(vendor, (await store.OnlyAsync<Chargeback>()).VendorId);
        Assert.All(await store.AllAsync<Transaction>(), row => Assert.Equal(vendor, row.VendorId));
        await using var own = store.Test.Store.Open(DataScope.Vendor(vendor));
        Assert.Equal(2, own.Transactions.During(Noon.AddDays(-1), Noon.AddDays(9)).Count());
        Assert.Single(own.Chargebacks.During(Noon, Noon.AddDays(30)));
    }

    [StoreFact]
    public async Task References_InACircle_EndWithoutAVendor(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        await store.WriteAsync(chunk =>
        {
            chunk.Transactions.Add(new(Refund("a", "b"), null));
            chunk.Transactions.Add(new(Refund("b", "a"), null));
            chunk.Transactions.Add(new(Refund("c", "c"), null));
        });
        Assert.All(await store.AllAsync<Transaction>(), row => Assert.Equal(0, row.VendorId));
    }

    [StoreFact]
    public async Task Dispute_ThatMovesAndNamesAnotherCharge_FollowsOnlyThatOne(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        await store.WriteAsync(chunk => chunk.Chargebacks.Add(new(Dispute("dp_1", "ch_old"), null)));
        await store.WriteAsync(chunk => chunk.Chargebacks.Add(new(Dispute("dp_1", "ch_1", opened: Noon.AddDays(30)), null)));
        await store.WriteAsync(Sale("ch_old"), "wrong");
        Assert.Equal(0, (await store.OnlyAsync<Chargeback>()).VendorId);
        await store.WriteAsync(Sale("ch_1", Noon), "acme");
        await AssertFollowsAsync(store);
    }

    private static async Task AssertFollowsAsync(WritingStore store)
    {
        var vendor = (await store.AllAsync<Vendor>()).Single(vendor => vendor.Code == "acme").Id;
        var dispute = await store.OnlyAsync<Chargeback>();
        Assert.Equal((vendor, Noon), (dispute.VendorId, dispute.ChargedAt));
        await using var own = store.Test.Store.Open(DataScope.Vendor(vendor));
        Assert.Single(own.Chargebacks.During(dispute.OpenedAt, dispute.OpenedAt.AddSeconds(1)));
    }
}
