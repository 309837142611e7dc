using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Ledger;
using Insights.Tests.Shared.Stores;
using Xunit;
using static Insights.Import.Tests.Store.WritingStore;

namespace Insights.Import.Tests.Store;

public sealed class FactUpsertTests
{
    [StoreFact]
    public async Task Write_SameRowsAgain_ChangesNothing(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        Assert.Equal(new ChunkOutcome(2, 0, 0, 0, 0), await store.WriteAsync(Fill));
        var before = await store.AllAsync<Transaction>();
        await store.ForgetMarksAsync();

        Assert.Equal(new ChunkOutcome(0, 0, 2, 0, 0), await store.WriteAsync(Fill));
        Assert.Equivalent(before, await store.AllAsync<Transaction>(), strict: true);
        Assert.Empty(await store.MarkedDaysAsync());

        static void Fill(FactChunk chunk)
        {
            chunk.Transactions.Add(new(Sale("ch_1", version: Noon), "acme"));
            chunk.Transactions.Add(new(Sale("ch_2", Noon.AddHours(1)), null));
        }
    }

    [StoreFact]
    public async Task Write_NewerVersion_ReplacesContentAndLineage(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        await store.WriteAsync(Sale("ch_1", amount: 1000, version: Noon));
        var newer = Sale("ch_1", amount: 1200, version: Noon.AddMinutes(1));
        newer.Line = 77;
        Assert.Equal(new ChunkOutcome(0, 1, 0, 0, 0), await store.WriteAsync(newer));
        var stored = await store.OnlyAsync<Transaction>();
        Assert.Equal((1200, 77, Noon.AddMinutes(1)), (stored.AmountMinor, stored.Line, stored.VersionAt));
        Assert.Equal(DateTimeKind.Utc, stored.OccurredAt.Kind);
    }

    [StoreFact]
    public async Task Write_OlderVersion_IsSkippedAndRecorded(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        await store.WriteAsync(Sale("ch_1", amount: 1200, version: Noon));
        Assert.Equal(new ChunkOutcome(0, 0, 0, 0, 1), await store.WriteAsync(Sale("ch_1", amount: 1000, version: Noon.AddMinutes(-1))));
        Assert.Equal(1200, (await store.OnlyAsync<Transaction>()).AmountMinor);
        var problem = await store.OnlyAsync<RejectedRow>();
        Assert.Equal(("skipped", "older-version", "ch_1", 2), (problem.Severity, problem.Rule, problem.Value, problem.Line));
        Assert.Contains("2026-03-10 12:00:00Z", problem.Reason, StringComparison.Ordinal);
        Assert.Equal(1, (await store.OnlyAsync<ImportedFile>()).Skipped);
    }

    [StoreFact]
    public async Task Write_SameContentWithNewerVersion_StillBeatsTheOneInBetween(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        await store.WriteAsync(Sale("ch_1", amount: 1000, version: Noon));
        Assert.Equal(1, (await store.WriteAsync(Sale("ch_1", amount: 1000, version: Noon.AddHours(2)))).Unchanged);
        Assert.Equal(1, (await store.WriteAsync(Sale("ch_1", amount: 900, version: Noon.AddHours(1)))).Skipped);
        var stored = await store.OnlyAsync<Transaction>();
        Assert.Equal((1000, Noon.AddHours(2)), (stored.AmountMinor, stored.VersionAt));
    }

    [StoreFact]
    public async Task Write_RowsWithoutVersions_LastWins(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        await store.WriteAsync(Sale("ch_1", amount: 1000));
        Assert.Equal(1, (await store.WriteAsync(Sale("ch_1", amount: 900))).Updated);
        Assert.Equal(900, (await store.OnlyAsync<Transaction>()).AmountMinor);
    }

    [StoreFact]
    public async Task Write_DuplicatesInOneChunk_NewestThenLastWins(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        var outcome = await store.WriteAsync(chunk =>
        {
            chunk.Transactions.Add(new(Sale("ch_1", amount: 3, version: Noon.AddHours(3)), "acme"));
            chunk.Transactions.Add(new(Sale("ch_1", amount: 1, version: Noon.AddHours(1)), "acme"));
            chunk.Transactions.Add(new(Sale("ch_2", amount: 4), "acme"));
            chunk.Transactions.Add(new(Sale("ch_2", amount: 5), "acme"));
        });
        Assert.Equal(new ChunkOutcome(2, 0, 0, 2, 0), outcome);
        Assert.Equal([3L, 5L], (await store.AllAsync<Transaction>()).Select(row => row.AmountMinor).Order());
    }

    [StoreFact]
    public async Task Write_ChangedInstant_MovesTheRowWithItsIdAndVendor(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        await store.WriteAsync(Sale("ch_1", Noon));
        Assert.Equal(1, (await store.WriteAsync(Sale("ch_1", Noon.AddDays(40)))).Updated);
        await using var staff = store.Read();
        Assert.Empty(staff.Transactions.During(Noon.AddDays(-1), Noon.AddDays(1)));
        Assert.Single(staff.Transactions.During(Noon.AddDays(40), Noon.AddDays(41)));
        Assert.Single(staff.Transactions.ByRef(store.Shop, "ch_1"));

        var vendor = staff.Vendors.Single().Id;
        await using var own = store.Test.Store.Open(DataScope.Vendor(vendor));
        Assert.Empty(own.Transactions.During(Noon.AddDays(-1), Noon.AddDays(1)));
        Assert.Single(own.Transactions.During(Noon.AddDays(40), Noon.AddDays(41)));
    }

    [StoreFact]
    public async Task Write_ChangedVendor_MovesToTheOtherVendorsWindow(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        await store.WriteAsync(Sale("ch_1"), "acme");
        Assert.Equal(1, (await store.WriteAsync(Sale("ch_1"), "Beta")).Updated);
        Assert.Equal(1, (await store.WriteAsync(Sale("ch_1"), "BETA")).Unchanged);
        await using var staff = store.Read();
        var vendors = staff.Vendors.ToDictionary(vendor => vendor.Code, vendor => vendor.Id);
        Assert.Equal(["Beta", "acme"], vendors.Keys.Order(StringComparer.Ordinal));
        await using var old = store.Test.Store.Open(DataScope.Vendor(vendors["acme"]));
        Assert.Empty(old.Transactions.During(Noon.AddDays(-1), Noon.AddDays(1)));
        await using var now = store.Test.Store.Open(DataScope.Vendor(vendors["Beta"]));
        Assert.Single(now.Transactions.During(Noon.AddDays(-1), Noon.AddDays(1)));
    }

    [StoreFact]
    public async Task Write_SameIdInTwoSources_AreTwoRows(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        await store.WriteAsync(Sale("1"));
        await store.WriteAsync(chunk => chunk.Transactions.Add(new(Sale("1", amount: 5), "acme")), store.Desk);
        await using var staff = store.Read();
        Assert.Equal(1000, staff.Transactions.ByRef(store.Shop, "1").Single().AmountMinor);
        Assert.Equal(5, staff.Transactions.ByRef(store.Desk, "1").Single().AmountMinor);
    }

    [StoreFact]
    public async Task Write_AddsToTheLedger_AndCountsRecordsOnly(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        await store.WriteAsync(chunk =>
        {
            chunk.Transactions.Add(new(Sale("ch_1"), "acme"));
            chunk.Transactions.Add(new(Refund("re_1", "ch_1"), "acme", CountsAsRow: false));
            chunk.Problems.Add(new RejectedRow { Line = 9, Rule = "amount-not-a-number", Reason = "…" });
            (chunk.RowsRead, chunk.Rejected, chunk.Warnings, chunk.CardNumbersTruncated, chunk.DataUntil) = (2, 1, 3, 4, Noon);
        });
        await store.WriteAsync(chunk => (chunk.RowsRead, chunk.Skipped, chunk.DataUntil) = (1, 1, Noon.AddDays(-1)));
        var file = await store.OnlyAsync<ImportedFile>();
        Assert.Equal((3, 1, 0, 0, 0, 1, 1), (file.Rows, file.Inserted, file.Updated, file.Unchanged, file.Duplicate, file.Rejected, file.Skipped));
        Assert.Equal((3, 4, Noon), (file.Warnings, file.CardNumbersTruncated, file.DataUntil));
        Assert.Equal((store.FileId, 9), ((await store.OnlyAsync<RejectedRow>()).FileId, (await store.OnlyAsync<RejectedRow>()).Line));
    }

    [StoreFact]
    public async Task Write_ThatFailsMidway_LeavesNothing(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        await store.WriteAsync(Sale("ch_0"));
        await store.ForgetMarksAsync();
        var version = store.Test.Store.DataVersion;
        var chunk = store.Chunk();
        chunk.Transactions.Add(new(Sale("ch_1"), "newcomer"));
        chunk.Tickets.Add(new(Case("t_1"), "newcomer"));

        // No such column value can be stored: the last step of the chunk fails after facts were written.
        chunk.Problems.Add(new RejectedRow { Line = 1, Rule = null!, Reason = "…" });
        await Assert.ThrowsAnyAsync<Exception>(() => store.Writer.WriteAsync(chunk, CancellationToken.None));
        Assert.Equal("ch_0", (await store.OnlyAsync<Transaction>()).ExternalId);
        Assert.Empty(await store.AllAsync<Ticket>());
        Assert.Single(await store.AllAsync<Insights.Import.Store.Dimensions.Vendor>());
        Assert.Empty(await store.MarkedDaysAsync());
        Assert.Equal(version, store.Test.Store.DataVersion);

        // The same writer goes on, and the vendor it had to forget is made anew.
        chunk.Problems.Clear();
        Assert.Equal(2, (await store.Writer.WriteAsync(chunk, CancellationToken.None)).Inserted);
        Assert.Equal(2, (await store.AllAsync<Insights.Import.Store.Dimensions.Vendor>()).Count);
    }

    [StoreFact]
    public async Task Preview_AnswersLikeWrite_AndLeavesNothing(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        await store.WriteAsync(Sale("ch_1"));
        var chunk = store.Chunk();
        chunk.Transactions.Add(new(Sale("ch_1"), "acme"));
        chunk.Transactions.Add(new(Sale("ch_2"), "other"));
        var answer = await store.Writer.PreviewAsync(chunk, CancellationToken.None);
        Assert.Equal(new ChunkOutcome(1, 0, 1, 0, 0), answer);
        Assert.Single(await store.AllAsync<Transaction>());
        Assert.Single(await store.AllAsync<Insights.Import.Store.Dimensions.Vendor>());
        Assert.Equal(answer, await store.Writer.WriteAsync(chunk, CancellationToken.None));
    }
}
