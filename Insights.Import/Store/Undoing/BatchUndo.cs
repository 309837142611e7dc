using Insights.Import.Pipeline;
using Insights.Import.Store.Dimensions;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Ledger;
using Insights.Import.Store.Writing;
using Microsoft.EntityFrameworkCore;

namespace Insights.Import.Store.Undoing;

/// <summary>Undoes batches in steps of one transaction; see decisions/0003-undo-by-kept-versions.md.</summary>
internal sealed class BatchUndo(ReportingStore store, TimeProvider time) : IImportUndo
{
    private const string Unfinished = "The undo of this batch was begun and has not finished. Undo it again to finish it.";

    public async Task<UndoPreview> PreviewAsync(int batchId, CancellationToken cancel = default)
    {
        await using var context = store.Open(DataScope.Staff);
        var plan = await UndoPlan.OfAsync(context, store.Options, batchId, cancel);
        if (plan.Batch is null)
            return new UndoPreview(batchId, "", plan.Refusal, 0, 0, 0, [], []);
        var counted = plan.Refusal is null ? await Task.Run(() => UndoCount.Of(store, plan.Files, cancel), cancel) : new UndoTally();
        return new UndoPreview(
            batchId, plan.Batch.State, plan.Refusal, counted.Removed, counted.Restored, counted.Kept,
            await NamedAsync(context, counted, cancel), plan.Refusal is null ? await plan.RepeatedAsync(context, cancel) : []);
    }

    public async Task<UndoResult> UndoAsync(int batchId, string by, IProgress<UndoProgress>? progress = null, CancellationToken cancel = default)
    {
        using var mark = await RunningMark.TryTakeAsync(store.Options.DataDirectory, batchId, cancel)
            ?? throw new UndoRefusedException($"Batch {batchId} is being worked on by another process. Wait until it has finished.");
        UndoPlan plan;
        await using (var context = store.Open(DataScope.Staff))
            plan = await UndoPlan.OfAsync(context, store.Options, batchId, cancel, mine: true);
        if (plan.Refusal is not null)
            throw new UndoRefusedException(plan.Refusal);
        await BeginAsync(plan, by, cancel);
        var total = await Task.Run(() => UndoCount.Of(store, plan.Files, cancel).Rows, cancel);
        var tally = new UndoTally();
        progress?.Report(new UndoProgress(0, total));
        using (var session = store.Database.OpenWriteSession())
        {
            var steps = new UndoSteps(store, session, plan);

            // What refers to others first, so that little is passed on to rows that go themselves.
            await RunAsync(new EventUndo<TicketEvent, TicketEventShape>(plan.Files));
            await RunAsync(new EventUndo<ChargebackEvent, ChargebackEventShape>(plan.Files));
            await RunAsync(new FactUndo<Chargeback, ChargebackShape>(plan.Files));
            await RunAsync(new FactUndo<Ticket, TicketShape>(plan.Files));
            await RunAsync(new FactUndo<Transaction, TransactionShape>(plan.Files));
            await RunAsync(new DimensionUndo<Agent, AgentDimension>(plan.Files, store.Database));
            await RunAsync(new DimensionUndo<BusinessCalendar, CalendarDimension>(plan.Files, store.Database));
            await RunAsync(new DimensionUndo<SlaPolicy, PolicyDimension>(plan.Files, store.Database));
            await RunAsync(new DimensionUndo<FxRate, RateDimension>(plan.Files, store.Database));
            await RunAsync(new VendorUndo(plan.Files, store.Database));

            async Task RunAsync<T>(RowsUndo<T> rows)
                where T : class
            {
                while (await steps.RunAsync(rows, tally, cancel))
                    progress?.Report(new UndoProgress(tally.Rows, Math.Max(total, tally.Rows)));
            }
        }

        return await FinishAsync(plan, by, tally, cancel);
    }

    public Task<long> PruneAsync(CancellationToken cancel = default) => KeptVersions.PruneAsync(store, time.GetUtcNow().UtcDateTime, cancel);

    /// <summary>From here on the batch is neither what it was nor gone, and says so until the end.</summary>
    private async Task BeginAsync(UndoPlan plan, string by, CancellationToken cancel)
    {
        await using var turn = await store.LockForWritingAsync(cancel);
        await using var context = store.Open(DataScope.Staff);
        // An import that began since the plan was made says "running" before it reads who is undoing; asked again under the turn, one of the two sees the other.
        if (await UndoPlan.RefusalBesideAsync(context, store.Options, plan.Batch!.Id, cancel) is { } beside)
            throw new UndoRefusedException(beside);
        var batch = (await context.ImportBatches.FindAsync([plan.Batch.Id], cancel))!;
        (batch.State, batch.Error, batch.UndoneBy) = ("undoing", Unfinished, Protect.Clean(by));
        foreach (var file in await context.ImportedFiles.Where(file => plan.Files.Ids.Contains(file.Id)).ToListAsync(cancel))
            file.State = "undoing";
        await context.SaveChangesAsync(cancel);
    }

    private async Task<UndoResult> FinishAsync(UndoPlan plan, string by, UndoTally tally, CancellationToken cancel)
    {
        await using var transaction = await store.BeginWritingAsync(cancel);
        var context = transaction.Reporting;
        await context.Set<VendorFile>().Where(mention => plan.Files.Ids.Contains(mention.FileId)).ExecuteDeleteAsync(cancel);
        var batch = (await context.ImportBatches.FindAsync([plan.Batch!.Id], cancel))!;
        var now = time.GetUtcNow().UtcDateTime;
        (batch.State, batch.Error, batch.UndoneBy, batch.UndoneAt) = ("undone", null, Protect.Clean(by), now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond)));
        foreach (var file in await context.ImportedFiles.Where(file => plan.Files.Ids.Contains(file.Id)).ToListAsync(cancel))
            file.State = "undone";
        var repeated = await plan.RepeatedAsync(context, cancel);
        var repeatedIds = repeated.Select(file => file.FileId).ToList();
        foreach (var file in await context.ImportedFiles.Where(file => repeatedIds.Contains(file.Id)).ToListAsync(cancel))
            file.MayRepeat = true;
        await context.SaveChangesAsync(cancel);
        var named = await NamedAsync(context, tally, cancel);
        await transaction.CommitAsync(cancel);
        return new UndoResult(batch.Id, batch.UndoRemoved, batch.UndoRestored, batch.UndoKept, named, repeated);
    }

    private static async Task<IReadOnlyList<KeptRow>> NamedAsync(ReportingDbContext context, UndoTally tally, CancellationToken cancel)
    {
        var ids = tally.KeptRows.Select(row => row.LaterFile).Distinct().ToList();
        var files = await context.ImportedFiles.AsNoTracking().Where(file => ids.Contains(file.Id)).ToDictionaryAsync(file => file.Id, cancel);
        return [.. tally.KeptRows.Select(row => new KeptRow(
            ImageKind.Name(row.Kind), row.Name, files.GetValueOrDefault(row.LaterFile)?.BatchId ?? 0, files.GetValueOrDefault(row.LaterFile)?.Name ?? ""))];
    }
}
