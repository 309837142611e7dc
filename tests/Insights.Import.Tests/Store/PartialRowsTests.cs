using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Writing;
using Insights.Tests.Shared.Stores;
using Xunit;
using static Insights.Import.Tests.Store.WritingStore;

namespace Insights.Import.Tests.Store;

/// <summary>A settlement report completes what the payments export said; it never erases.</summary>
public sealed class PartialRowsTests
{
    [StoreFact]
    public async Task Write_PartialRow_KeepsWhatItLeavesEmpty(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        await store.WriteAsync(Whole(), "acme");

        Assert.Equal(new ChunkOutcome(0, 1, 0, 0, 0), await CompleteAsync(store, Settlement()));

        var row = await store.OnlyAsync<Transaction>();
        Assert.Equal(("charge", "succeeded", 1000L, "EUR", "visa", "cus_1"), (row.Kind, row.Status, row.AmountMinor, row.Currency, row.Brand, row.CustomerRef));
        Assert.Equal((Noon.AddDays(2), 35L, Noon), (row.SettledAt, row.FeeMinor, row.VersionAt));
        Assert.Equal("acme", (await store.OnlyAsync<Insights.Import.Store.Dimensions.Vendor>()).Code);
        Assert.NotEqual(0, row.VendorId);
        await StoreInvariants.AssertAsync(store);
    }

    [StoreFact]
    public async Task Write_PartialRowThatSaysNothingNew_IsUnchanged(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        await store.WriteAsync(Whole(), "acme");
        await CompleteAsync(store, Settlement());
        var before = await store.OnlyAsync<Transaction>();
        await store.ForgetMarksAsync();

        Assert.Equal(new ChunkOutcome(0, 0, 1, 0, 0), await CompleteAsync(store, Settlement()));

        Assert.Equivalent(before, await store.OnlyAsync<Transaction>(), strict: true);
        Assert.Empty(await store.MarkedDaysAsync());
    }

    [StoreFact]
    public async Task Write_PartialRowOfAnOlderVersion_FillsOnlyWhatIsEmpty(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        await store.WriteAsync(Whole(), "acme");
        var older = Settlement();
        (older.VersionAt, older.Brand) = (Noon.AddDays(-1), "mastercard");

        Assert.Equal(new ChunkOutcome(0, 1, 0, 0, 0), await CompleteAsync(store, older, "beta"));

        var row = await store.OnlyAsync<Transaction>();
        Assert.Equal(("visa", 35L, Noon), (row.Brand, row.FeeMinor, row.VersionAt));
        Assert.Equal("acme", (await store.AllAsync<Insights.Import.Store.Dimensions.Vendor>()).Single(vendor => vendor.Id == row.VendorId).Code);
    }

    /// <summary>A dispute without vendor and charge date has taken both from its charge; completing it must not turn them into its own.</summary>
    [StoreFact]
    public async Task Write_PartialRowOnAFollower_StaysAFollower(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        await store.WriteAsync(Whole(), "acme");
        await store.WriteAsync(chunk => chunk.Chargebacks.Add(new(Dispute("dp_1", "ch_1"), null)));
        var fee = new Chargeback { ExternalId = "dp_1", FeeMinor = 1500, Line = 9 };

        await store.WriteAsync(chunk => chunk.Chargebacks.Add(new(fee, null, Partial: true)));
        var moved = Whole();
        (moved.OccurredAt, moved.VersionAt) = (Noon.AddHours(5), Noon.AddDays(1));
        await store.WriteAsync(moved, "beta");

        var dispute = await store.OnlyAsync<Chargeback>();
        Assert.Equal((1500L, "needs_response", true, Noon.AddHours(5)), (dispute.FeeMinor, dispute.State, dispute.IsDispute, dispute.ChargedAt));
        Assert.Equal("beta", (await store.AllAsync<Insights.Import.Store.Dimensions.Vendor>()).Single(vendor => vendor.Id == dispute.VendorId).Code);
        await StoreInvariants.AssertAsync(store);
    }

    [StoreFact]
    public async Task Write_PartialRowsInOneChunkOrInSeveral_LeaveTheSameRow(StoreProvider provider)
    {
        await using var together = await CreateAsync(provider);
        await using var apart = await CreateAsync(provider);

        var outcome = await together.WriteAsync(chunk =>
        {
            foreach (var (row, vendor, partial) in Rows())
                chunk.Transactions.Add(new(row, vendor, Partial: partial));
        });
        foreach (var (row, vendor, partial) in Rows())
            await apart.WriteAsync(chunk => chunk.Transactions.Add(new(row, vendor, Partial: partial)));

        Assert.Equal(new ChunkOutcome(1, 0, 0, 3, 0), outcome);
        var one = await together.OnlyAsync<Transaction>();
        Assert.Equivalent(one, await apart.OnlyAsync<Transaction>(), strict: true);
        Assert.Equal(("visa", 35L, "DE", "acme"), (one.Brand, one.FeeMinor, one.Country, (await together.AllAsync<Insights.Import.Store.Dimensions.Vendor>()).Single(vendor => vendor.Id == one.VendorId).Code));

        static List<(Transaction Row, string? Vendor, bool Partial)> Rows()
        {
            var late = Settlement();
            var old = new Transaction { ExternalId = "ch_1", Kind = "", Status = "", Country = "DE", Brand = "amex", VersionAt = Noon.AddDays(-3), Line = 12 };
            return [(Sale("ch_1", version: Noon.AddDays(-1)), null, false), (Whole(), "acme", false), (late, null, true), (old, "beta", true)];
        }
    }

    [StoreFact]
    public async Task Write_ImmutableRowWithOtherValues_IsAConflictThatNamesTheFields(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        Assert.Equal(new ChunkOutcome(1, 0, 0, 1, 1), await ImmutableAsync(store, Sale("ch_1"), Sale("ch_1"), Sale("ch_1", amount: 900)));
        var before = await store.OnlyAsync<Transaction>();

        var returned = Sale("ch_1", amount: 1200, version: Noon.AddDays(1));
        (returned.Currency, returned.Line) = ("USD", 44);
        await ImmutableAsync(store, Sale("ch_2"));
        Assert.Equal(new ChunkOutcome(0, 0, 1, 0, 1), await ImmutableAsync(store, returned, Sale("ch_2")));

        Assert.Equal(1000, (await store.AllAsync<Transaction>()).Single(row => row.ExternalId == "ch_1").AmountMinor);
        Assert.Equivalent(before, (await store.AllAsync<Transaction>()).Single(row => row.ExternalId == "ch_1"), strict: true);
        var problems = await store.AllAsync<Insights.Import.Store.Ledger.RejectedRow>();
        Assert.All(problems, problem => Assert.Equal(("skipped", "conflict", "ch_1"), (problem.Severity, problem.Rule, problem.Value)));
        var told = problems.Single(problem => problem.Line == 44);
        Assert.Equal("amount minor, currency", told.Column);
        Assert.Contains("amount minor: 1000 there, 1200 here; currency: EUR there, USD here", told.Reason, StringComparison.Ordinal);
    }

    /// <summary>What a partial row added in between is no difference when the immutable row returns.</summary>
    [StoreFact]
    public async Task Write_ImmutableRowCompletedMeanwhile_IsUnchanged(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        await ImmutableAsync(store, Sale("ch_1"));
        await CompleteAsync(store, Settlement());

        Assert.Equal(new ChunkOutcome(0, 0, 1, 0, 0), await ImmutableAsync(store, Sale("ch_1")));
        Assert.Equal(35, (await store.OnlyAsync<Transaction>()).FeeMinor);
    }

    [StoreFact]
    public async Task Write_ImmutableEventWithOtherValues_IsAConflict(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        await WriteAsync("comment");
        Assert.Equal(new ChunkOutcome(0, 0, 0, 0, 1), await WriteAsync("status"));
        Assert.Equal("comment", (await store.OnlyAsync<TicketEvent>()).Kind);
        Assert.Equal("conflict", (await store.OnlyAsync<Insights.Import.Store.Ledger.RejectedRow>()).Rule);

        Task<ChunkOutcome> WriteAsync(string kind)
        {
            var chunk = new FactChunk { FileId = store.FileId, SourceId = store.Desk, EventsCountAsRows = true, RowsAreImmutable = true };
            chunk.TicketEvents.Add(Event("t_1", "e1", kind: kind));
            return store.Writer.WriteAsync(chunk, CancellationToken.None);
        }
    }

    /// <summary>A new column that Complete forgets would be erased by every partial row.</summary>
    [Theory]
    [InlineData(typeof(TransactionShape), typeof(Transaction))]
    [InlineData(typeof(TicketShape), typeof(Ticket))]
    [InlineData(typeof(ChargebackShape), typeof(Chargeback))]
    public void Complete_EmptyRow_TakesEveryColumn(Type shape, Type fact)
    {
        var known = Activator.CreateInstance(fact)!;
        var empty = Activator.CreateInstance(fact)!;
        var columns = (string[])shape.GetProperty("ContentColumns")!.GetValue(null)!;
        foreach (var property in columns.Select(column => fact.GetProperty(column)!))
        {
            property.SetValue(known, (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) switch
            {
                var type when type == typeof(string) => "x" + property.Name,
                var type when type == typeof(long) => 7L,
                var type when type == typeof(int) => 7,
                var type when type == typeof(bool) => true,
                _ => Noon,
            });
            if (property.PropertyType == typeof(string))
                property.SetValue(empty, fact == typeof(Ticket) ? null : "");
        }

        shape.GetMethod("Complete")!.Invoke(null, [empty, known]);

        Assert.All(columns, column => Assert.Equal(fact.GetProperty(column)!.GetValue(known), fact.GetProperty(column)!.GetValue(empty)));
    }

    private static Transaction Whole()
    {
        var row = Sale("ch_1", version: Noon);
        (row.Brand, row.CustomerRef) = ("visa", "cus_1");
        return row;
    }

    private static Transaction Settlement() => new() { ExternalId = "ch_1", Kind = "", Status = "", SettledAt = Noon.AddDays(2), FeeMinor = 35, Line = 8 };

    private static Task<ChunkOutcome> CompleteAsync(WritingStore store, Transaction row, string? vendor = null) =>
        store.WriteAsync(chunk => chunk.Transactions.Add(new(row, vendor, Partial: true)));

    private static async Task<ChunkOutcome> ImmutableAsync(WritingStore store, params Transaction[] rows)
    {
        var chunk = new FactChunk { FileId = store.FileId, SourceId = store.Shop, RowsAreImmutable = true };
        chunk.Transactions.AddRange(rows.Select(row => new Incoming<Transaction>(row, "acme")));
        return await store.Writer.WriteAsync(chunk, CancellationToken.None);
    }
}
