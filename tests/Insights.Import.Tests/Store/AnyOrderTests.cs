using Insights.Import.Store;
using Insights.Import.Store.Dimensions;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Ledger;
using Insights.Tests.Shared.Stores;
using Xunit;
using static Insights.Import.Tests.Store.WritingStore;

namespace Insights.Import.Tests.Store;

/// <summary>The law of the upsert: the same versions of the same rows, in any order and cut into any chunks, leave the same store.</summary>
public sealed class AnyOrderTests
{
    [StoreFact]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task SameVersions_InAnyOrderAndSplit_LeaveTheSameStore(StoreProvider provider, int seed)
    {
        var expected = await ImportAsync(provider, Versions(seed), new Random(0), chunks: 1, shuffled: false);
        for (var order = 1; order <= 3; order++)
        {
            var actual = await ImportAsync(provider, Versions(seed), new Random((seed * 100) + order), chunks: 1 + (order * 4), shuffled: true);
            Assert.Equal(expected, actual);
        }
    }

    /// <summary>Some thirty ids of each kind in a few versions each: amounts, instants, vendors and references all change between versions.</summary>
    private static List<Action<FactChunk>> Versions(int seed)
    {
        var random = new Random(seed);
        var rows = new List<Action<FactChunk>>();
        string?[] vendors = ["acme", "beta", "Gamma", null];
        foreach (var n in Enumerable.Range(0, 30))
            foreach (var version in Enumerable.Range(0, random.Next(1, 4)))
            {
                var at = Noon.AddHours(random.Next(200));
                var stamp = Noon.AddMinutes(version);
                var vendor = vendors[random.Next(4)];
                var amount = random.Next(3);

                // Half the transactions are refunds of a charge with a lower number, so references never run in a circle.
                var charge = "ch_" + random.Next(n + 1);
                rows.Add(chunk =>
                {
                    var row = n % 2 == 0 ? Sale("ch_" + n, at, amount, stamp) : Refund("ch_" + n, charge == "ch_" + n ? "ch_none" : charge, at);
                    (row.VersionAt, row.AmountMinor) = (stamp, amount);
                    chunk.Transactions.Add(new(row, vendor));
                });
                rows.Add(chunk => chunk.Chargebacks.Add(new(Dispute("dp_" + n, charge, at.AddDays(20), amount == 0 ? at.AddDays(-1) : null, stamp), amount == 1 ? vendor : null)));
                rows.Add(chunk => chunk.Tickets.Add(new(Case("t_" + n, amount == 2 ? null : charge, at, stamp), amount == 0 ? vendor : null)));
                rows.Add(chunk => chunk.TicketEvents.Add(Event("t_" + n, "e" + version, at)));
                rows.Add(chunk => chunk.ChargebackEvents.Add(Stage("dp_" + n, "s" + version, at)));
            }

        return rows;
    }

    private static async Task<string> ImportAsync(StoreProvider provider, List<Action<FactChunk>> rows, Random random, int chunks, bool shuffled)
    {
        await using var store = await CreateAsync(provider);
        var order = rows.ToArray();
        if (shuffled)
            random.Shuffle(order);
        var cuts = Enumerable.Range(0, chunks - 1).Select(_ => random.Next(order.Length)).Append(0).Append(order.Length).Order().ToArray();
        for (var i = 1; i < cuts.Length; i++)
            await store.WriteAsync(chunk =>
            {
                foreach (var fill in order[cuts[i - 1]..cuts[i]])
                    fill(chunk);
            });
        await StoreInvariants.AssertAsync(store);
        return await ContentAsync(store);
    }

    /// <summary>Everything that numbers are made of, in words; lineage and ids the store gives itself are its own business.</summary>
    private static async Task<string> ContentAsync(WritingStore store)
    {
        var vendors = (await store.AllAsync<Vendor>()).ToDictionary(vendor => vendor.Id, vendor => vendor.Code);
        vendors[0] = "-";
        var lines = new List<string>();
        lines.AddRange((await store.AllAsync<Transaction>()).Select(row =>
            $"{row.ExternalId} {vendors[row.VendorId]} {row.Kind} {row.OccurredAt:s} {row.AmountMinor} {row.OriginalRef} {row.VersionAt:s}"));
        lines.AddRange((await store.AllAsync<Chargeback>()).Select(row =>
            $"{row.ExternalId} {vendors[row.VendorId]} {row.OpenedAt:s} {row.ChargedAt:s} {row.TransactionRef} {row.VersionAt:s}"));
        lines.AddRange((await store.AllAsync<Ticket>()).Select(row => $"{row.ExternalId} {vendors[row.VendorId]} {row.CreatedAt:s} {row.TransactionRef} {row.VersionAt:s}"));
        lines.AddRange((await store.AllAsync<TicketEvent>()).Select(row => $"{row.TicketRef} {row.EventId} {row.OccurredAt:s}"));
        lines.AddRange((await store.AllAsync<ChargebackEvent>()).Select(row => $"{row.ChargebackRef} {row.EventId} {row.OccurredAt:s}"));

        // Days may be marked that a row only passed through; every day and ticket that holds rows must be.
        var marked = (await store.AllAsync<TouchedDay>()).Select(day => (day.Fact, day.Day)).ToHashSet();
        foreach (var row in await store.AllAsync<Transaction>())
            Assert.Contains(("transactions", DateOnly.FromDateTime(row.OccurredAt)), marked);
        foreach (var row in (await store.AllAsync<Chargeback>()).Where(row => row.ChargedAt is not null))
            Assert.Contains(("disputes_charged", DateOnly.FromDateTime(row.ChargedAt!.Value)), marked);
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }
}
