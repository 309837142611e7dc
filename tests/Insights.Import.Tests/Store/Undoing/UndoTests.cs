using Insights.Import.Pipeline;
using Insights.Import.Store;
using Insights.Import.Store.Dimensions;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Ledger;
using Insights.Import.Store.Undoing;
using Insights.Import.Store.Writing;
using Insights.Tests.Shared.Stores;
using Xunit;
using static Insights.Import.Tests.Store.WritingStore;

namespace Insights.Import.Tests.Store.Undoing;

public sealed class UndoTests
{
    [StoreFact]
    public async Task Undo_BatchThatALaterOneTouched_KeepsTheLaterAndSaysSo(StoreProvider provider)
    {
        await using var world = await UndoWorld.CreateAsync(provider);
        var first = await world.ImportAsync(chunk => chunk.Transactions.Add(new(Sale("ch_1", amount: 100), "acme")));
        var second = await world.ImportAsync(chunk =>
        {
            chunk.Transactions.Add(new(Sale("ch_1", amount: 200), "acme"));
            chunk.Transactions.Add(new(Sale("ch_2"), "acme"));
        });
        var third = await world.ImportAsync(chunk => chunk.Transactions.Add(new(Sale("ch_1", amount: 300), "acme")));

        var result = await world.Undo.UndoAsync(second, "ada");

        Assert.Equal((1L, 0L, 1L), (result.Removed, result.Restored, result.Kept));
        Assert.Equal(new KeptRow("transaction", "ch_1", third, $"batch-{third}.csv"), Assert.Single(result.KeptRows));
        Assert.Equal(300, (await world.Store.OnlyAsync<Transaction>()).AmountMinor);

        // The undone version is out of the history: what the third batch replaced is the first one's now.
        Assert.Equal((0L, 1L), Counts(await world.Undo.UndoAsync(third, "ada")));
        Assert.Equal(100, (await world.Store.OnlyAsync<Transaction>()).AmountMinor);
        Assert.Equal((1L, 0L), Counts(await world.Undo.UndoAsync(first, "ada")));
        Assert.Empty(await world.Store.AllAsync<Transaction>());
        Assert.Empty(await world.Store.AllAsync<BeforeImage>());
    }

    [StoreFact]
    public async Task Undo_Charge_TakesVendorAndDateFromItsFollowersAgain_AndMarksTheirDays(StoreProvider provider)
    {
        await using var world = await UndoWorld.CreateAsync(provider);
        await world.ImportAsync(chunk =>
        {
            chunk.Chargebacks.Add(new(Dispute("dp_1", "ch_1"), null));
            chunk.Tickets.Add(new(Case("t_1", "ch_1"), null));
        });
        var before = await world.ContentAsync();
        var batch = await world.ImportAsync(chunk => chunk.Transactions.Add(new(Sale("ch_1"), "acme")));
        Assert.Equal(Noon, (await world.Store.OnlyAsync<Chargeback>()).ChargedAt);
        await world.Store.ForgetMarksAsync();

        await world.Undo.UndoAsync(batch, "ada");

        var dispute = await world.Store.OnlyAsync<Chargeback>();
        Assert.Equal((0, null), (dispute.VendorId, dispute.ChargedAt));
        Assert.Equal(0, (await world.Store.OnlyAsync<Ticket>()).VendorId);
        Assert.Equal(["disputes_charged 2026-03-10", "disputes_opened 2026-03-30", "transactions 2026-03-10"], await world.Store.MarkedDaysAsync());
        Assert.Equal("t_1", (await world.Store.OnlyAsync<TouchedTicket>()).TicketRef);
        await world.AssertContentAsync(before, "undone");
    }

    [StoreFact]
    public async Task Undo_Batch_SaysWhoAndWhenAndRefusesASecondTime(StoreProvider provider)
    {
        await using var world = await UndoWorld.CreateAsync(provider);
        var batch = await world.ImportAsync(chunk => chunk.Transactions.Add(new(Sale("ch_1"), "acme")));

        await world.Undo.UndoAsync(batch, "ada");

        var row = (await world.Store.AllAsync<ImportBatch>()).Single(one => one.Id == batch);
        Assert.Equal(("undone", "ada", null, 1L), (row.State, row.UndoneBy, row.Error, row.UndoRemoved));
        Assert.NotNull(row.UndoneAt);
        Assert.Equal("undone", (await world.Store.AllAsync<ImportedFile>()).Single(file => file.BatchId == batch).State);
        var refused = await Assert.ThrowsAsync<UndoRefusedException>(() => world.Undo.UndoAsync(batch, "ben"));
        Assert.Contains("undone already", refused.Message, StringComparison.Ordinal);
        Assert.Contains("by ada", (await world.Undo.PreviewAsync(batch)).Refusal, StringComparison.Ordinal);
        Assert.Contains("no batch 4711", (await world.Undo.PreviewAsync(4711)).Refusal, StringComparison.Ordinal);
    }

    /// <summary>People's memberships name a vendor by its id: it must not come back as somebody else.</summary>
    [StoreFact]
    public async Task Undo_VendorThatComesBack_HasItsIdAgain(StoreProvider provider)
    {
        await using var world = await UndoWorld.CreateAsync(provider);
        var batch = await world.ImportAsync(chunk => chunk.Transactions.Add(new(Sale("ch_1"), "acme")));
        var id = (await world.Store.OnlyAsync<Vendor>()).Id;

        await world.Undo.UndoAsync(batch, "ada");
        Assert.Empty(await world.Store.AllAsync<Vendor>());
        await world.ImportAsync(chunk => chunk.Transactions.Add(new(Sale("ch_2"), "beta")));
        await world.ImportAsync(chunk => chunk.Transactions.Add(new(Sale("ch_1"), "ACME")));

        Assert.Equal(id, (await world.Store.AllAsync<Vendor>()).Single(vendor => vendor.Code == "ACME").Id);
        Assert.Empty(await world.Store.AllAsync<RetiredVendor>());
    }

    [StoreFact]
    public async Task Undo_RowsALaterFileRepeated_GoAndThatFileMayComeAgain(StoreProvider provider)
    {
        await using var world = await UndoWorld.CreateAsync(provider);
        var first = await world.ImportAsync(chunk => chunk.Transactions.Add(new(Sale("ch_1"), "acme")));
        var second = await world.ImportAsync(chunk => chunk.Transactions.Add(new(Sale("ch_1"), "acme")));

        var preview = await world.Undo.PreviewAsync(first);
        var result = await world.Undo.UndoAsync(first, "ada");

        Assert.Equal((second, 1L), (Assert.Single(preview.RepeatedIn).BatchId, preview.RepeatedIn[0].Unchanged));
        Assert.Equal(preview.RepeatedIn, result.RepeatedIn);
        Assert.Empty(await world.Store.AllAsync<Transaction>());
        Assert.True((await world.Store.AllAsync<ImportedFile>()).Single(file => file.BatchId == second).MayRepeat);
    }

    [StoreFact]
    public async Task Undo_CancelledHalfWay_IsFinishedByTheSameCall(StoreProvider provider)
    {
        await using var world = await UndoWorld.CreateAsync(provider);
        var before = await world.ContentAsync();
        var batch = await world.ImportAsync(chunk =>
        {
            for (var n = 0; n < 11_000; n++)
                chunk.Transactions.Add(new(Sale("ch_" + n, Noon.AddSeconds(n)), "acme"));
            chunk.Tickets.Add(new(Case("t_1"), "acme"));
        });
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => world.Undo.UndoAsync(batch, "ada", new After(3, stop.Cancel), stop.Token));

        var half = (await world.Store.AllAsync<ImportBatch>()).Single(row => row.Id == batch);
        Assert.Equal("undoing", half.State);
        Assert.Contains("Undo it again", half.Error, StringComparison.Ordinal);
        Assert.InRange((await world.Store.AllAsync<Transaction>()).Count, 1, 10_999);
        var result = await world.Undo.UndoAsync(batch, "ada");
        Assert.Equal(11_001, result.Removed);
        await world.AssertContentAsync(before, "finished");
    }

    [StoreFact]
    public async Task Prune_OldBatches_CanNoLongerBeUndoneAndKeepNothing(StoreProvider provider)
    {
        await using var world = await UndoWorld.CreateAsync(provider);
        await world.ImportAsync(chunk => chunk.Transactions.Add(new(Sale("ch_1", amount: 1), "acme")));
        var batch = await world.ImportAsync(chunk => chunk.Transactions.Add(new(Sale("ch_1", amount: 2), "acme")));
        Assert.Equal(0, await world.Undo.PruneAsync());
        await using (var context = world.Store.Read())
        {
            foreach (var file in context.ImportedFiles)
                file.FinishedAt = DateTime.UnixEpoch;
            await context.SaveChangesAsync();
        }

        // A finished file before 1970 is older than any setting.
        Assert.Equal(1, await world.Undo.PruneAsync());
        Assert.Empty(await world.Store.AllAsync<BeforeImage>());
        await using (var context = world.Store.Read())
        {
            (await context.ImportedFiles.FindAsync((await world.Store.AllAsync<ImportedFile>()).Single(file => file.BatchId == batch).Id))!.Updated = 1;
            await context.SaveChangesAsync();
        }

        Assert.Contains("can no longer be undone", (await world.Undo.PreviewAsync(batch)).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Undo_BatchAnotherProcessWorksOn_IsRefused()
    {
        await using var world = await UndoWorld.CreateAsync(StoreProvider.Sqlite);
        var batch = await world.ImportAsync(chunk => chunk.Transactions.Add(new(Sale("ch_1"), "acme")));
        using var mark = RunningMark.TryTake(world.Store.Test.Options.DataDirectory, batch);

        await Assert.ThrowsAsync<UndoRefusedException>(() => world.Undo.UndoAsync(batch, "ada"));
        Assert.Contains("still being worked on", (await world.Undo.PreviewAsync(batch)).Refusal, StringComparison.Ordinal);
        Assert.Single(await world.Store.AllAsync<Transaction>());
    }

    [Fact]
    public async Task Undo_WhileAnotherBatchIsImportedOrUndone_SaysWhichAndWaitsForTheNextCall()
    {
        await using var world = await UndoWorld.CreateAsync(StoreProvider.Sqlite);
        var batch = await world.ImportAsync(chunk => chunk.Transactions.Add(new(Sale("ch_1"), "acme")));
        var other = await world.ImportAsync(chunk => chunk.Transactions.Add(new(Sale("ch_2"), "acme")));
        foreach (var (state, said) in ((string, string)[])[("running", "being imported"), ("undoing", "being undone")])
        {
            await using var context = world.Store.Read();
            (await context.ImportBatches.FindAsync(other))!.State = state;
            await context.SaveChangesAsync();
            using var mark = RunningMark.TryTake(world.Store.Test.Options.DataDirectory, other);
            Assert.Contains($"Batch {other} is {said}", (await Assert.ThrowsAsync<UndoRefusedException>(() => world.Undo.UndoAsync(batch, "ada"))).Message, StringComparison.Ordinal);
        }

        // The mark went with its process: what is called undoing and held by nobody was killed.
        Assert.Equal(1, (await world.Undo.UndoAsync(batch, "ada")).Removed);
    }

    private static (long Removed, long Restored) Counts(UndoResult result) => (result.Removed, result.Restored);

    private sealed class After(int reports, Action act) : IProgress<UndoProgress>
    {
        private int seen;

        public void Report(UndoProgress value)
        {
            if (++seen == reports)
                act();
        }
    }
}
