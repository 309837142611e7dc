using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Keys;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Insights.Import.Tests.Store;

/// <summary>What must hold after any sequence of writes: the narrow tables say exactly what the facts say, as if they had been dropped and rebuilt.</summary>
internal static class StoreInvariants
{
    public static async Task AssertAsync(WritingStore store)
    {
        await FactsAsync<Transaction>(store, row => row.OccurredAt);
        await FactsAsync<Ticket>(store, row => row.CreatedAt);
        await FactsAsync<Chargeback>(store, row => row.OpenedAt);
        await FollowersAsync(store);
    }

    private static async Task FactsAsync<T>(WritingStore store, Func<T, DateTime> dateOf) where T : class, IFact
    {
        var facts = await store.AllAsync<T>();
        Assert.All(facts, fact => Assert.Equal(UnixTime.ToSeconds(dateOf(fact)), FactKey.SecondsOf(fact.Key)));
        Assert.Equal(facts.Count, facts.Select(fact => (fact.SourceId, fact.ExternalId)).Distinct().Count());
        if (store.Test.Options.Provider != StoreProvider.Sqlite)
            return;

        var vendors = await store.AllAsync<FactVendor<T>>();
        Assert.Equal(
            facts.Where(fact => fact.VendorId != 0).Select(fact => (fact.VendorId, fact.Key)).Order(),
            vendors.Select(row => (row.VendorId, row.Key)).Order());

        var ids = (await store.AllAsync<FactId<T>>()).ConvertAll(id => (Hash: id.IdHash, id.Key));
        if (typeof(T) == typeof(Transaction))
        {
            foreach (var page in await store.AllAsync<IdPage>())
                ids.AddRange(Enumerable.Range(0, IdPages.Count(page.Ids)).Select(entry => IdPages.HashAt(page.Ids, entry)).Select(hash => (hash, IdPages.KeyOf(page.Ids, hash)!.Value)));
        }

        var byKey = ids.ToDictionary(id => id.Key, id => id.Hash);
        Assert.Equal(facts.Count, ids.Count);
        Assert.All(facts, fact => Assert.InRange(byKey[fact.Key] - FactKey.IdHash(fact.SourceId, fact.ExternalId), 0, FactKey.ProbeLength - 1));
    }

    /// <summary>A row without a vendor of its own that names a charge must be on the list, under the charge it names now and its key of now.</summary>
    private static async Task FollowersAsync(WritingStore store)
    {
        var listed = (await store.AllAsync<ChargeFollower>()).Select(row => (row.ChargeHash, row.FactKind, row.FactKey)).ToHashSet();
        var live = new HashSet<(long, int, long)>();
        foreach (var row in await store.AllAsync<Transaction>())
            live.Add((FactKey.RefHash(row.OriginalRef ?? ""), 1, row.Key));
        foreach (var row in await store.AllAsync<Ticket>())
            live.Add((FactKey.RefHash(row.TransactionRef ?? ""), 2, row.Key));
        foreach (var row in await store.AllAsync<Chargeback>())
            live.Add((FactKey.RefHash(row.TransactionRef ?? ""), 3, row.Key));
        Assert.Empty(listed.Except(live));
        foreach (var row in (await store.AllAsync<Chargeback>()).Where(row => row.TransactionRef is not null && (row.VendorId == 0 || row.ChargedAt is null)))
            Assert.Contains((FactKey.RefHash(row.TransactionRef!), 3, row.Key), listed);
    }
}
