using System.Text;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Postgres;
using Insights.Tests.Shared.Stores;
using Xunit;
using static Insights.Import.Tests.Store.WritingStore;

namespace Insights.Import.Tests.Store;

/// <summary>Rows that were made ready on the reading thread are stored as if they had been made in their turn.</summary>
public sealed class RowFormTests
{
    [StoreFact]
    public async Task Write_RowsMadeReadyAhead_StoresWhatTheyAreInTheEnd(StoreProvider provider)
    {
        // New rows in a chunk are what makes the next one worth making ready.
        await using var store = await CreateAsync(provider);
        await store.WriteAsync(Sale("known", amount: 1));
        var outcome = await WriteAsync(store, weighed: true);
        Assert.Equal(new ChunkOutcome(4, 1, 0, 2, 0), outcome);

        var rows = (await store.AllAsync<Transaction>()).ToDictionary(row => row.ExternalId);
        Assert.Equal(5, rows.Count);
        Assert.Equal("größer als sieben", rows["plain"].Descriptor);
        Assert.Equal(2, rows["twice"].AmountMinor);
        Assert.Equal("order-9", rows["completed"].OrderRef);
        Assert.Equal(9, rows["known"].AmountMinor);
        Assert.Equal(rows["known"].VendorId, rows["back"].VendorId);
        Assert.All(rows.Values, row => Assert.Equal((store.Shop, store.FileId), (row.SourceId, row.FileId)));

        // Made in their turn they have the same hashes, or they would count as updated.
        Assert.Equal(0, (await WriteAsync(store, weighed: false)).Updated);
        await StoreInvariants.AssertAsync(store);
    }

    [Theory]
    [InlineData("")]
    [InlineData("charge")]
    [InlineData("12345678")]
    [InlineData("ch_jDyDHhvdtzBIZauleeUXQWo8")]
    [InlineData("seven..ü")]
    [InlineData("größer")]
    [InlineData("12345678é")]
    [InlineData("€ and 😀 behind a longer text")]
    public void ShortText_WritesUtf8(string text)
    {
        var to = new byte[ShortText.MostBytes(text.Length)];
        Assert.Equal(Encoding.UTF8.GetBytes(text), to.AsSpan(0, ShortText.Write(text, to)).ToArray());
    }

    [Fact]
    public void CopyRows_ARowAddedUnderAnotherKey_IsTheRowWithThatKey()
    {
        var made = Row(5).Written.ToArray();
        var rows = new CopyRows(2);
        rows.Add(made, 77);
        Assert.Equal(Row(77).Written.ToArray(), rows.Written.ToArray());

        static CopyRows Row(long key)
        {
            var row = new CopyRows(2);
            row.StartRow();
            row.Int64(key);
            row.Text("acme");
            return row;
        }
    }

    private static async Task<ChunkOutcome> WriteAsync(WritingStore store, bool weighed)
    {
        var chunk = store.Chunk();
        var plain = Sale("plain", amount: 5);
        plain.Descriptor = "größer als sieben";
        chunk.Transactions.Add(new(plain, "acme"));
        chunk.Transactions.Add(new(Sale("twice", amount: 1), "acme"));
        chunk.Transactions.Add(new(Sale("twice", amount: 2), "acme"));

        // The row is completed by the one behind it, after it was made ready.
        chunk.Transactions.Add(new(Sale("completed", amount: 3), "acme"));
        var more = Sale("completed", amount: 3);
        more.OrderRef = "order-9";
        chunk.Transactions.Add(new(more, "acme", Partial: true, Fills: true));
        chunk.Transactions.Add(new(Sale("known", amount: 9), "acme"));
        chunk.Transactions.Add(new(Refund("back", of: "known"), null));
        if (weighed)
        {
            store.Writer.Weigh(chunk);
            Assert.NotEmpty(chunk.Weighed!.Transactions!.Forms);
        }

        return await store.Writer.WriteAsync(chunk, CancellationToken.None);
    }
}
