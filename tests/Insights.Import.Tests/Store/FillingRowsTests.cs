using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.Tests.Shared.Stores;
using Xunit;
using static Insights.Import.Tests.Store.WritingStore;

namespace Insights.Import.Tests.Store;

/// <summary>A bookkeeping export knows less of a payment than the provider's list: what it brings only fills, whichever of the two comes first.</summary>
public sealed class FillingRowsTests
{
    /// <summary>The list says 10.00 EUR at noon by Visa; the books say 10.90 USD a second later, a fee and when it was settled.</summary>
    [StoreFact]
    public async Task Write_BooksAndListInEitherOrder_LeaveTheSamePayment(StoreProvider provider)
    {
        await using var listFirst = await CreateAsync(provider);
        await using var booksFirst = await CreateAsync(provider);

        await ListAsync(listFirst);
        await BooksAsync(listFirst);
        await BooksAsync(booksFirst);
        await ListAsync(booksFirst);

        foreach (var store in new[] { listFirst, booksFirst })
        {
            var row = await store.OnlyAsync<Transaction>();
            Assert.Equal((1000L, "EUR", Noon, "visa", "succeeded"), (row.AmountMinor, row.Currency, row.OccurredAt, row.Brand, row.Status));
            Assert.Equal((35L, Noon.AddDays(2)), (row.FeeMinor, row.SettledAt));
            await StoreInvariants.AssertAsync(store);
        }
    }

    [StoreFact]
    public async Task Write_PendingAfterAnswered_LeavesTheAnswer(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        await ListAsync(store);
        var old = Sale("ch_1");
        old.Status = "pending";

        Assert.Equal(new ChunkOutcome(0, 0, 1, 0, 0), await store.WriteAsync(chunk => chunk.Transactions.Add(new(old, null, Partial: true))));
        Assert.Equal("succeeded", (await store.OnlyAsync<Transaction>()).Status);
    }

    [StoreFact]
    public async Task Write_ImmutableBookingWithAnotherAmount_IsAConflict(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        await ListAsync(store);
        var chunk = new FactChunk { FileId = store.FileId, SourceId = store.Shop, RowsAreImmutable = true };
        chunk.Transactions.Add(new(Sale("ch_1", amount: 900), null, Partial: true, Fills: true));

        Assert.Equal(new ChunkOutcome(0, 0, 0, 0, 1), await store.Writer.WriteAsync(chunk, CancellationToken.None));
        Assert.Equal(1000, (await store.OnlyAsync<Transaction>()).AmountMinor);
    }

    /// <summary>Withdrawn and returned in either order is won; what the provider's own list says of the state stands, and the books still bring the date.</summary>
    [StoreFact]
    public async Task Write_StatesReadOffMoney_GiveWayToTheList(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        await MoneyAsync(store, won: true);
        await MoneyAsync(store, won: false);
        Assert.Equal(("won", Noon.AddDays(9)), ((await store.OnlyAsync<Chargeback>()).State, (await store.OnlyAsync<Chargeback>()).DecidedAt));

        var listed = Dispute("dp_1", "ch_1");
        (listed.State, listed.RawStatus) = ("lost", "lost");
        await store.WriteAsync(chunk => chunk.Chargebacks.Add(new(listed, null, Partial: true)));
        await MoneyAsync(store, won: true);

        var row = await store.OnlyAsync<Chargeback>();
        Assert.Equal(("lost", "lost"), (row.State, row.RawStatus));
    }

    private static Task ListAsync(WritingStore store)
    {
        var row = Sale("ch_1");
        row.Brand = "visa";
        return store.WriteAsync(chunk => chunk.Transactions.Add(new(row, null, Partial: true)));
    }

    private static Task BooksAsync(WritingStore store)
    {
        var row = Sale("ch_1", amount: 1090);
        (row.Currency, row.OccurredAt, row.SettledAt, row.FeeMinor) = ("USD", Noon.AddSeconds(1), Noon.AddDays(2), 35);
        return store.WriteAsync(chunk => chunk.Transactions.Add(new(row, null, Partial: true, Fills: true)));
    }

    private static Task MoneyAsync(WritingStore store, bool won)
    {
        var moved = Dispute("dp_1", "ch_1");
        (moved.State, moved.RawStatus, moved.DecidedAt) = (won ? "won" : "needs_response", null, won ? Noon.AddDays(9) : null);
        return store.WriteAsync(chunk => chunk.Chargebacks.Add(new(moved, null, Partial: true, Fills: true)));
    }
}
