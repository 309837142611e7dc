using System.Data.Common;
using System.Globalization;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Keys;
using Insights.Import.Store.Reading;
using Insights.Import.Store.Writing;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Insights.Import.Tests.Store.WritingStore;

namespace Insights.Import.Tests.Store;

/// <summary>Ids that came many at once lie on pages of their own: whoever looks for one must find it there, whichever way he asks.</summary>
public sealed class IdPagesTests
{
    private const long LastHash = (1L << 62) - 1;

    [Fact]
    public void Numbers_OfEachRun_LieBehindThoseOfTheRunsBefore()
    {
        Assert.Equal(0, IdPages.Number(0, 0));
        Assert.Equal(4095, IdPages.Number(0, LastHash));
        Assert.Equal(4096, IdPages.Number(1, 15));
        Assert.Equal(Enumerable.Range(0, IdPages.MostRuns).Select(run => IdPages.Number(run, LastHash / 3)), IdPages.Numbers(LastHash / 3));
        Assert.Equal(0, IdPages.Runs(null));
        Assert.Equal(1, IdPages.Runs(IdPages.Number(0, 0)));
        Assert.Equal(1, IdPages.Runs(IdPages.Number(0, LastHash)));
        Assert.Equal(IdPages.MostRuns, IdPages.Runs(IdPages.Number(IdPages.MostRuns - 1, 0)));
    }

    [Fact]
    public void Page_SaysTheKeyOfEachOfItsHashes_AndOfNoOther()
    {
        long[] hashes = [3, 1_000_000_000_007, 1_000_000_000_008, LastHash];
        long[] keys = [.. hashes.Select((hash, n) => FactKey.Of(1_700_000_000 + n, hash))];
        var bytes = Array.Empty<byte>();
        var page = IdPages.Fill([.. hashes.Zip(keys, (hash, key) => new PendingId(hash, key))], ref bytes).ToArray();
        Assert.Equal(4 * 12, page.Length);
        Assert.Equal(keys.Cast<long?>(), hashes.Select(hash => IdPages.KeyOf(page, hash)));
        Assert.All(new[] { 0, 4, 1_000_000_000_006, LastHash - 1 }, hash => Assert.Null(IdPages.KeyOf(page, hash)));

        var moved = IdPages.With(page, hashes[2], FactKey.Of(1_800_000_000, hashes[2]));
        Assert.Equal([keys[0], keys[1], FactKey.Of(1_800_000_000, hashes[2]), keys[3]], hashes.Select(hash => IdPages.KeyOf(moved, hash)));
        var less = IdPages.With(page, hashes[1], null);
        Assert.Equal([keys[0], null, keys[2], keys[3]], hashes.Select(hash => IdPages.KeyOf(less, hash)));
        Assert.Null(IdPages.KeyOf([], 3));
    }

    [Theory]
    [InlineData(1_700_000_000, 0, true)]
    [InlineData(0, 0, true)]
    [InlineData(uint.MaxValue, 0, true)]
    [InlineData(1_700_000_000, 1, false)]
    [InlineData(-1, 0, false)]
    [InlineData(1L + uint.MaxValue, 0, false)]
    public void Holds_KeysThatFollowFromTheHash_WithinTheSecondsOfFourBytes(long seconds, int further, bool holds)
    {
        var key = FactKey.Of(seconds, LastHash / 7);
        for (var step = 0; step < further; step++)
            key = FactKey.Next(key);
        Assert.Equal(holds, IdPages.Holds(LastHash / 7, key));
    }

    [Fact]
    public async Task Ids_OfManyWrites_FillTheRunsAndThenGoAmongTheHashes_AndAllAreFound()
    {
        await using var store = await CreateAsync(StoreProvider.Sqlite);
        const int Writes = IdPages.MostRuns + 4;
        for (var write = 0; write < Writes; write++)
            Assert.Equal(3, (await store.WriteAsync(chunk => Fill(chunk, write, amount: 1))).Inserted);

        // Those of the writes after the last run lie among the hashes.
        Assert.Equal(3 * 4, (await store.AllAsync<FactId<Transaction>>()).Count);
        var pages = await store.AllAsync<IdPage>();
        Assert.Equal(IdPages.MostRuns, IdPages.Runs(pages.Max(page => page.Number)));
        Assert.All(pages.GroupBy(page => page.Number >> 12), run => Assert.Equal(3, run.Sum(page => IdPages.Count(page.Ids))));

        // By a writer that knows them from writing, by one that has to ask, and by readers.
        for (var write = 0; write < Writes; write++)
            Assert.Equal(3, (await store.WriteAsync(chunk => Fill(chunk, write, amount: 1))).Unchanged);
        await using var other = new FactWriter((ReportingStore)store.Test.Store);
        for (var write = 0; write < Writes; write++)
        {
            var chunk = store.Chunk();
            Fill(chunk, write, amount: 1, later: TimeSpan.FromDays(2));
            Assert.Equal(3, (await other.WriteAsync(chunk, CancellationToken.None)).Updated);
        }

        await StoreInvariants.AssertAsync(store);
        await using var context = store.Read();
        for (var write = 0; write < Writes; write++)
            Assert.Equal(Noon.AddDays(2).AddMinutes(write), Assert.Single(context.ByExternalId<Transaction>(store.Shop, Name(write, 0))).OccurredAt);
        using var reader = store.Test.Store.OpenFactReader();
        using var cursor = reader.ReadTransactions([.. Enumerable.Range(0, Writes).Select(write => new TicketName(store.Shop, Name(write, 2))), new TicketName(store.Shop, "none")], nameof(Transaction.ExternalId));
        var found = new List<string>();
        while (cursor.Read())
            found.Add(cursor.Text(0)!);
        Assert.Equal(Enumerable.Range(0, Writes).Select(write => Name(write, 2)).Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Run_ThatWasTakenBack_IsWrittenAgainByTheNext()
    {
        await using var store = await CreateAsync(StoreProvider.Sqlite);
        await store.WriteAsync(chunk => Fill(chunk, 0, amount: 1));

        // The lists of vendors are written after the ids, so these were written and are gone.
        await using (var context = store.Read())
            await context.Database.ExecuteSqlRawAsync("CREATE TRIGGER refuse BEFORE INSERT ON transaction_vendors WHEN (SELECT name FROM vendors WHERE id = NEW.vendor_id) = 'nobody' BEGIN SELECT RAISE(ABORT, 'refused'); END");
        await Assert.ThrowsAnyAsync<DbException>(() => store.WriteAsync(chunk => Fill(chunk, 1, amount: 1, vendor: "nobody")));
        Assert.Equal(3, (await store.WriteAsync(chunk => Fill(chunk, 1, amount: 1))).Inserted);
        Assert.Equal(3, (await store.WriteAsync(chunk => Fill(chunk, 2, amount: 1))).Inserted);
        Assert.Equal(3, (await store.WriteAsync(chunk => Fill(chunk, 1, amount: 1))).Unchanged);
        Assert.Equal(3, IdPages.Runs((await store.AllAsync<IdPage>()).Max(page => page.Number)));
        await StoreInvariants.AssertAsync(store);
    }

    [Fact]
    public async Task IdsOfAnOlderStore_BehindTheHashes_GoAmongThem()
    {
        await using var store = await CreateAsync(StoreProvider.Sqlite);
        for (var write = 0; write < 3; write++)
            await store.WriteAsync(chunk => Fill(chunk, write, amount: 1));
        await using (var context = store.Read())
        {
            // As the runs before this migration lay: each at 2^62 + run * 2^58 + the hash without its last four bits.
            foreach (var fact in await store.AllAsync<Transaction>())
            {
                var place = (1L << 62) + ((long)(fact.ExternalId[3] - '0') << 58) + (FactKey.IdHash(fact.SourceId, fact.ExternalId) >> 4);
                await context.Database.ExecuteSqlRawAsync("INSERT INTO transaction_ids (id_hash, key) VALUES ({0}, {1})", place, fact.Key);
            }

            var last = context.Database.GetMigrations().Single(name => name.EndsWith("_IdPages", StringComparison.Ordinal));
            await context.Database.ExecuteSqlRawAsync("DROP TABLE transaction_id_pages");
            await context.Database.ExecuteSqlRawAsync("DELETE FROM __reporting_migrations WHERE \"MigrationId\" >= {0}", last);
        }

        await store.Test.Store.MigrateAsync();
        await StoreInvariants.AssertAsync(store);
        await using var writer = new FactWriter((ReportingStore)store.Test.Store);
        for (var write = 0; write < 3; write++)
        {
            var chunk = store.Chunk();
            Fill(chunk, write, amount: 1);
            Assert.Equal(3, (await writer.WriteAsync(chunk, CancellationToken.None)).Unchanged);
        }
    }

    private static string Name(int write, int row) => string.Create(CultureInfo.InvariantCulture, $"ch_{write}_{row}");

    private static void Fill(FactChunk chunk, int write, int amount, TimeSpan later = default, string vendor = "acme")
    {
        for (var row = 0; row < 3; row++)
            chunk.Transactions.Add(new(Sale(Name(write, row), Noon.AddMinutes(write) + later, amount), vendor));
    }
}
