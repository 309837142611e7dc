using Insights.Import.Store;
using Insights.Import.Store.Dimensions;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Keys;
using Insights.Tests.Shared.Stores;
using Xunit;
using static Insights.Import.Tests.Store.WritingStore;

namespace Insights.Import.Tests.Store;

/// <summary>Alone, because the hash they force is every store's.</summary>
[CollectionDefinition(nameof(ForcedHashes), DisableParallelization = true)]
public sealed class ForcedHashes;

[Collection(nameof(ForcedHashes))]
public sealed class CollisionTests : IDisposable
{
    public void Dispose() => FactKey.HashForTests = null;

    [StoreFact]
    public async Task SameSecondAndLowBits_DifferentIds_AreBothStoredAndFound(StoreProvider provider)
    {
        // The ids' hashes differ above the 30 bits that go into the key, so their keys meet; hashes are shifted right by two.
        FactKey.HashForTests = id => (ulong)id.LastOrDefault() << 40;
        await using var store = await CreateAsync(provider);
        await store.WriteAsync(chunk =>
        {
            chunk.Transactions.Add(new(Sale("a", amount: 1), "acme"));
            chunk.Transactions.Add(new(Sale("b", amount: 2), "acme"));
        });
        await store.WriteAsync(Sale("c", amount: 3));
        await AssertAmountsAsync(store, ("a", 1), ("b", 2), ("c", 3));

        // Updates, moves into the crowded second and out of it, keep each row its own.
        Assert.Equal(1, (await store.WriteAsync(Sale("b", amount: 20))).Updated);
        Assert.Equal(1, (await store.WriteAsync(Sale("a", Noon.AddDays(1), amount: 10))).Updated);
        Assert.Equal(1, (await store.WriteAsync(Sale("d", Noon.AddDays(1), amount: 40))).Inserted);
        Assert.Equal(1, (await store.WriteAsync(Sale("a", Noon, amount: 11))).Updated);
        await AssertAmountsAsync(store, ("a", 11), ("b", 20), ("c", 3), ("d", 40));
        await StoreInvariants.AssertAsync(store);
    }

    [StoreFact]
    public async Task EqualHashes_DifferentIds_AreToldApartByTheIdItself(StoreProvider provider)
    {
        FactKey.HashForTests = _ => 12345;
        await using var store = await CreateAsync(provider);
        await store.WriteAsync(chunk =>
        {
            chunk.Transactions.Add(new(Sale("a", amount: 1), "acme"));
            chunk.Transactions.Add(new(Sale("b", Noon.AddHours(1), amount: 2), "acme"));
            chunk.Transactions.Add(new(Sale("a", amount: 5), "acme"));
            chunk.Chargebacks.Add(new(Dispute("d", "c"), null));
        });
        await store.WriteAsync(chunk =>
        {
            chunk.Transactions.Add(new(Sale("c", Noon.AddHours(2), amount: 3), "other"));
            chunk.Transactions.Add(new(Sale("b", Noon.AddHours(1), amount: 20), "acme"));
        });
        await AssertAmountsAsync(store, ("a", 5), ("b", 20), ("c", 3));
        var other = (await store.AllAsync<Vendor>()).Single(vendor => vendor.Code == "other").Id;
        Assert.Equal((other, Noon.AddHours(2)), ((await store.OnlyAsync<Chargeback>()).VendorId, (await store.OnlyAsync<Chargeback>()).ChargedAt));
        await StoreInvariants.AssertAsync(store);
    }

    [StoreFact]
    public async Task EqualHashes_OfTickets_DoNotMixTheirEvents(StoreProvider provider)
    {
        FactKey.HashForTests = _ => 12345;
        await using var store = await CreateAsync(provider);
        await store.WriteAsync(chunk =>
        {
            chunk.Tickets.Add(new(Case("one"), "acme"));
            chunk.Tickets.Add(new(Case("two"), "beta"));
            chunk.TicketEvents.Add(Event("one", "e"));
            chunk.TicketEvents.Add(Event("two", "e"));
        });
        Assert.Equal(2, (await store.WriteAsync(chunk =>
        {
            chunk.TicketEvents.Add(Event("one", "e"));
            chunk.TicketEvents.Add(Event("two", "e"));
        })).Unchanged);
        var vendors = (await store.AllAsync<Vendor>()).ToDictionary(vendor => vendor.Code, vendor => vendor.Id);
        await using var beta = store.Test.Store.Open(DataScope.Vendor(vendors["beta"]));
        Assert.Equal("two", Assert.Single(beta.TicketEvents).TicketRef);
        using var reader = store.Test.Store.OpenFactReader();
        using var tickets = reader.ReadTickets([new(store.Shop, "two")], nameof(Ticket.ExternalId));
        Assert.True(tickets.Read());
        Assert.Equal("two", tickets.Text(0));
        Assert.False(tickets.Read());
    }

    [StoreFact]
    public async Task Key_AtTheEndOfItsSecond_WrapsInsideIt(StoreProvider provider)
    {
        // All thirty low bits set: the next place is the first of the same second, never the next second.
        FactKey.HashForTests = id => (((ulong)id.LastOrDefault() << 40) | ((1UL << 30) - 1)) << 2;
        await using var store = await CreateAsync(provider);
        await store.WriteAsync(Sale("a"));
        await store.WriteAsync(Sale("b"));
        await using var context = store.Read();
        Assert.Equal(2, context.Transactions.During(Noon, Noon.AddSeconds(1)).Count());
    }

    private static async Task AssertAmountsAsync(WritingStore store, params (string Id, long Amount)[] expected)
    {
        await using var context = store.Read();
        Assert.Equal(expected.Length, context.Transactions.Count());
        foreach (var (id, amount) in expected)
            Assert.Equal(amount, context.Transactions.ByRef(store.Shop, id).Single().AmountMinor);
    }
}
