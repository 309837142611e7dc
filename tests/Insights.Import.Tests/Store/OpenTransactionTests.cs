using System.Data.Common;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Ledger;
using Insights.Import.Store.Writing;
using Insights.Tests.Shared.Stores;
using Xunit;
using static Insights.Import.Tests.Store.WritingStore;

namespace Insights.Import.Tests.Store;

/// <summary>Chunks that share a transaction: ids and vendors' lists are written with the commit, and nothing may depend on when that is.</summary>
public sealed class OpenTransactionTests
{
    [StoreFact]
    public async Task Add_BeforeTheCommit_IsSeenByNobody(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        await AddAsync(store, Sale("a"), Sale("b", Noon.AddHours(1)));
        Assert.Empty(await store.AllAsync<Transaction>());
        Assert.Equal(0, (await store.OnlyAsync<ImportedFile>()).Rows);
        Assert.Empty(await store.MarkedDaysAsync());

        await store.Writer.CommitAsync();
        Assert.Equal(2, (await store.AllAsync<Transaction>()).Count);
        Assert.Equal(2, (await store.OnlyAsync<ImportedFile>()).Inserted);
        Assert.Equal(["transactions 2026-03-10"], await store.MarkedDaysAsync());
        await StoreInvariants.AssertAsync(store);
    }

    [StoreFact]
    public async Task Add_ThatFails_TakesBackEverythingSinceTheLastCommit(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        await AddAsync(store, Sale("kept"));
        await store.Writer.CommitAsync();
        await AddAsync(store, Sale("lost"), Sale("lost too", Noon.AddHours(1)));

        // A problem without its rule cannot be kept: it fails after the chunk's rows were written.
        var broken = store.Chunk();
        broken.Transactions.Add(new(Sale("broken"), "never seen"));
        broken.Problems.Add(new RejectedRow { Severity = "rejected", Reason = "It was not kept.", Rule = null! });
        await Assert.ThrowsAnyAsync<DbException>(() => store.Writer.AddAsync(broken, CancellationToken.None));

        Assert.Equal("kept", (await store.OnlyAsync<Transaction>()).ExternalId);
        Assert.Equal(1, (await store.OnlyAsync<ImportedFile>()).Inserted);
        await StoreInvariants.AssertAsync(store);

        // The writer goes on as if nothing had been.
        Assert.Equal(new ChunkOutcome(1, 0, 1, 0, 0), await store.WriteAsync(chunk =>
        {
            chunk.Transactions.Add(new(Sale("lost"), "acme"));
            chunk.Transactions.Add(new(Sale("kept"), "acme"));
        }));
        await StoreInvariants.AssertAsync(store);
    }

    [StoreFact]
    public async Task Add_KnownMovedAndGivenAwayBeforeTheCommit_IsOneRowWhereItBelongs(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        await AddAsync(store, Sale("a", amount: 1));
        Assert.Equal(new ChunkOutcome(0, 0, 1, 0, 0), await AddAsync(store, Sale("a", amount: 1)));
        Assert.Equal(new ChunkOutcome(0, 1, 0, 0, 0), await AddAsync(store, Sale("a", Noon.AddDays(3), amount: 2)));
        Assert.Equal(new ChunkOutcome(0, 1, 0, 0, 0), await AddAsync(store, "other", Sale("a", Noon.AddDays(3), amount: 2)));
        Assert.Equal(new ChunkOutcome(0, 1, 0, 0, 0), await AddAsync(store, Sale("a", Noon, amount: 3)));
        await store.Writer.CommitAsync();
        Assert.Equal((3, Noon), ((await store.OnlyAsync<Transaction>()).AmountMinor, (await store.OnlyAsync<Transaction>()).OccurredAt));
        await StoreInvariants.AssertAsync(store);
    }

    [StoreFact]
    public async Task TwoWriters_TakingTurnsInAnEmptyStore_SeeEachOthersRows(StoreProvider provider)
    {
        // Each knows that the store was empty when it began; what it knows must end where the other's commit begins.
        await using var store = await CreateAsync(provider);
        await using var other = new FactWriter((ReportingStore)store.Test.Store);
        Assert.Equal(new ChunkOutcome(1, 0, 0, 0, 0), await WriteAsync(store.Writer, Sale("a")));
        Assert.Equal(new ChunkOutcome(1, 0, 1, 0, 0), await WriteAsync(other, Sale("a"), Sale("b")));
        Assert.Equal(new ChunkOutcome(1, 1, 1, 0, 0), await WriteAsync(store.Writer, Sale("a"), Sale("b", amount: 7), Sale("c")));
        Assert.Equal(new ChunkOutcome(0, 0, 3, 0, 0), await WriteAsync(other, Sale("a"), Sale("b", amount: 7), Sale("c")));
        Assert.Equal(new ChunkOutcome(0, 0, 3, 0, 0), await WriteAsync(store.Writer, Sale("a"), Sale("b", amount: 7), Sale("c")));
        await StoreInvariants.AssertAsync(store);

        Task<ChunkOutcome> WriteAsync(FactWriter writer, params Transaction[] rows)
        {
            var chunk = store.Chunk();
            chunk.Transactions.AddRange(rows.Select(row => new Incoming<Transaction>(row, "acme")));
            return writer.WriteAsync(chunk, CancellationToken.None);
        }
    }

    [StoreFact]
    public async Task Add_WhateverTheCommits_EndsTheSame(StoreProvider provider)
    {
        await using var together = await CreateAsync(provider);
        await using var apart = await CreateAsync(provider);
        var random = new Random(11);
        for (var step = 0; step < 60; step++)
        {
            // Few ids over few seconds, so that most steps meet what is stored, and refunds before their charges.
            var rows = Enumerable.Range(0, random.Next(1, 12)).Select(_ => (random.Next(40), random.Next(6), random.Next(1, 4), random.Next(3))).ToList();
            var outcome = await together.Writer.AddAsync(Chunk(together, rows), CancellationToken.None);
            Assert.Equal(outcome, await apart.Writer.WriteAsync(Chunk(apart, rows), CancellationToken.None));
            if (random.Next(7) == 0)
                await together.Writer.CommitAsync();
        }

        await together.Writer.CommitAsync();
        Assert.Equivalent(await FactsAsync(apart), await FactsAsync(together), strict: true);
        await StoreInvariants.AssertAsync(together);

        static FactChunk Chunk(WritingStore store, List<(int Id, int Second, int Amount, int Vendor)> rows)
        {
            var chunk = store.Chunk();
            foreach (var (id, second, amount, vendor) in rows)
                chunk.Transactions.Add(new(
                    id % 3 == 0 ? Refund("r" + id, "c" + ((id + 1) % 40), Noon.AddSeconds(second)) : Sale("c" + id, Noon.AddSeconds(second), amount),
                    vendor == 0 ? null : "vendor " + vendor));
            return chunk;
        }

        static async Task<List<(string, DateTime, long, int)>> FactsAsync(WritingStore store) =>
            [.. (await store.AllAsync<Transaction>()).Select(row => (row.ExternalId, row.OccurredAt, row.AmountMinor, row.VendorId)).Order()];
    }

    [StoreFact]
    public async Task Write_TwoWritersTakingTurns_EachSeesWhatTheOtherBrought(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        await using var other = new FactWriter((ReportingStore)store.Test.Store);
        Assert.Equal(1, (await store.WriteAsync(Sale("a"))).Inserted);
        Assert.Equal(new ChunkOutcome(1, 0, 1, 0, 0), await other.WriteAsync(Filled(store, Sale("a"), Sale("b", Noon.AddHours(1))), CancellationToken.None));
        Assert.Equal(new ChunkOutcome(1, 0, 1, 0, 0), await store.Writer.WriteAsync(Filled(store, Sale("b", Noon.AddHours(1)), Sale("c")), CancellationToken.None));
        Assert.Equal(new ChunkOutcome(0, 1, 2, 0, 0), await other.WriteAsync(Filled(store, Sale("a"), Sale("b", Noon.AddHours(2)), Sale("c")), CancellationToken.None));
        await StoreInvariants.AssertAsync(store);
    }

    /// <summary>Beyond fifty thousand look-ups for nothing the id table is read into a filter; before and after, no row is taken for another.</summary>
    [Fact]
    public async Task Write_ManyNewRowsIntoAFullStore_FindsTheKnownOnes()
    {
        await using var store = await CreateAsync(StoreProvider.Sqlite);
        await store.WriteAsync(chunk => Fill(chunk, 0, 30_000));
        await using var fresh = new FactWriter((ReportingStore)store.Test.Store);
        for (var part = 0; part < 8; part++)
        {
            // Ten thousand new rows and two thousand known ones, half of them moved.
            var from = part * 2_000;
            var chunk = store.Chunk();
            Fill(chunk, 30_000 + (part * 10_000), 10_000);
            Fill(chunk, from, 1_000);
            Fill(chunk, from + 1_000, 1_000, later: 5);
            Assert.Equal(new ChunkOutcome(10_000, 1_000, 1_000, 0, 0), await fresh.AddAsync(chunk, CancellationToken.None));
        }

        await fresh.CommitAsync();
        Assert.Equal(110_000, (await store.AllAsync<Transaction>()).Count);
        await StoreInvariants.AssertAsync(store);

        static void Fill(FactChunk chunk, int from, int count, int later = 0)
        {
            for (var i = from; i < from + count; i++)
                chunk.Transactions.Add(new(Sale(FormattableString.Invariant($"ch_{i}"), Noon.AddSeconds((i / 3) + later)), FormattableString.Invariant($"vendor {i % 50}")));
        }
    }

    private static Task<ChunkOutcome> AddAsync(WritingStore store, params Transaction[] rows) => AddAsync(store, "acme", rows);

    private static Task<ChunkOutcome> AddAsync(WritingStore store, string vendor, params Transaction[] rows)
    {
        var chunk = store.Chunk();
        chunk.RowsRead = rows.Length;
        foreach (var row in rows)
            chunk.Transactions.Add(new(row, vendor));
        return store.Writer.AddAsync(chunk, CancellationToken.None);
    }

    private static FactChunk Filled(WritingStore store, params Transaction[] rows)
    {
        var chunk = store.Chunk();
        foreach (var row in rows)
            chunk.Transactions.Add(new(row, "acme"));
        return chunk;
    }
}
