using System.Data.Common;
using System.Globalization;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Keys;
using Insights.Import.Store.Reading;
using Insights.Import.Store.Sqlite;
using Insights.Import.Store.Writing;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Insights.Import.Tests.Store.WritingStore;

namespace Insights.Import.Tests.Store;

/// <summary>Ids that came many at once lie behind the others: whoever looks for one must find it there, whichever way he asks.</summary>
public sealed class IdRunsTests
{
    private const long LastHash = (1L << 62) - 1;

    [Fact]
    public void Places_OfEachRun_LieBehindTheHashesAndTheRunsBefore()
    {
        Assert.Equal(1L << 62, IdRuns.Place(0, 0));
        Assert.Equal((1L << 62) + (1L << 58) - 1, IdRuns.Place(0, LastHash));
        Assert.Equal((1L << 62) + (1L << 58), IdRuns.Place(1, 15));
        Assert.Equal(long.MaxValue, IdRuns.Place(IdRuns.Most - 1, LastHash));
        Assert.Equal(LastHash - 15, IdRuns.HashAt(IdRuns.Place(3, LastHash)));
        Assert.Equal(LastHash, IdRuns.HashAt(LastHash));
    }

    [Fact]
    public void Count_GoesByTheHighestNumber()
    {
        Assert.Equal(0, IdRuns.Count(null));
        Assert.Equal(0, IdRuns.Count(LastHash));
        Assert.Equal(1, IdRuns.Count(IdRuns.Place(0, 0)));
        Assert.Equal(1, IdRuns.Count(IdRuns.Place(0, LastHash)));
        Assert.Equal(IdRuns.Most, IdRuns.Count(long.MaxValue));
    }

    [Fact]
    public async Task Ids_OfManyWrites_FillTheRunsAndThenGoAmongTheHashes_AndAllAreFound()
    {
        await using var store = await CreateAsync(StoreProvider.Sqlite);
        const int Writes = IdRuns.Most + 4;
        for (var write = 0; write < Writes; write++)
            Assert.Equal(3, (await store.WriteAsync(chunk => Fill(chunk, write, amount: 1))).Inserted);

        // Three of the first write and those of the three after the last run lie among the hashes.
        var numbers = (await store.AllAsync<FactId<Transaction>>()).ConvertAll(id => id.IdHash);
        Assert.Equal(3 * IdRuns.Most, numbers.Count(number => number >= IdRuns.First));
        Assert.Equal(IdRuns.Most, IdRuns.Count(numbers.Max()));
        Assert.All(Enumerable.Range(0, IdRuns.Most), run => Assert.Equal(3, numbers.Count(number => number >= IdRuns.Place(run, 0) && number <= IdRuns.Place(run, LastHash))));

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
        Assert.Equal(2, IdRuns.Count((await store.AllAsync<FactId<Transaction>>()).Max(id => id.IdHash)));
        await StoreInvariants.AssertAsync(store);
    }

    private static string Name(int write, int row) => string.Create(CultureInfo.InvariantCulture, $"ch_{write}_{row}");

    private static void Fill(FactChunk chunk, int write, int amount, TimeSpan later = default, string vendor = "acme")
    {
        for (var row = 0; row < 3; row++)
            chunk.Transactions.Add(new(Sale(Name(write, row), Noon.AddMinutes(write) + later, amount), vendor));
    }
}
