using System.Collections.Concurrent;
using Insights.Import;
using Insights.Import.Store;
using Insights.Web.Pages.DataHealth;
using Microsoft.EntityFrameworkCore;

namespace Insights.Web.Hosting.Imports;

/// <summary>Runs undos in the imports' lane. What a kill breaks off is in the ledger as "undoing", and starting again finishes it.</summary>
internal sealed class UndoDesk(IImportUndo undo, IReportingStore store, ImportQueue queue, AfterImport after, ILogger<UndoDesk> log) : IUndo
{
    private readonly ConcurrentDictionary<int, Live> _runs = new();

    public async Task<UndoView?> PreviewAsync(int batchId, CancellationToken cancel = default)
    {
        await using (var context = store.Open(DataScope.Staff))
            if (!await context.ImportBatches.AnyAsync(batch => batch.Id == batchId, cancel))
                return null;
        var preview = await undo.PreviewAsync(batchId, cancel);
        return new(preview.State, preview.Refusal, preview.Removed, preview.Restored, preview.Kept, Rows(preview.KeptRows), Files(preview.RepeatedIn));
    }

    public void Start(int batchId, string by)
    {
        if (Run(batchId) is { IsRunning: true })
            return;
        var live = _runs[batchId] = new Live();
        queue.AddWork(stopping => RunAsync(batchId, by, live, stopping));
    }

    public void Cancel(int batchId)
    {
        if (_runs.TryGetValue(batchId, out var live))
            live.Stop.Cancel();
    }

    public UndoRun? Run(int batchId) => _runs.TryGetValue(batchId, out var live) ? live.Run : null;

    private async Task RunAsync(int batchId, string by, Live live, CancellationToken stopping)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping, live.Stop.Token);
        live.Run = live.Run with { Stage = UndoStage.Running };
        try
        {
            var result = await undo.UndoAsync(batchId, by, live, stop.Token);
            live.Run = live.Run with { Stage = UndoStage.Done, Result = new("undone", null, result.Removed, result.Restored, result.Kept, Rows(result.KeptRows), Files(result.RepeatedIn)) };
        }
        catch (UndoRefusedException refused)
        {
            live.Run = live.Run with { Stage = UndoStage.Failed, Error = refused.Message };
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            live.Run = live.Run with { Stage = UndoStage.Cancelled };
        }
        // The lane outlives a failed undo: the person sees the sentence, the log keeps the details.
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogError(failure, "Undoing batch {Batch} failed", batchId);
            live.Run = live.Run with { Stage = UndoStage.Failed, Error = failure.Message };
        }
        // Also after half an undo: the numbers follow the rows.
        await after.RunAsync(stopping);
    }

    private static IReadOnlyList<KeptLine> Rows(IReadOnlyList<KeptRow> rows) => [.. rows.Select(row => new KeptLine(row.Kind, row.Name, row.LaterBatchId, row.LaterFile))];

    private static IReadOnlyList<RepeatedLine> Files(IReadOnlyList<RepeatedFile> files) => [.. files.Select(file => new RepeatedLine(file.FileId, file.BatchId, file.Name, file.Unchanged))];

    private sealed class Live : IProgress<UndoProgress>
    {
        private volatile UndoRun _run = new(UndoStage.Waiting, 0, 0, null, null);

        public CancellationTokenSource Stop { get; } = new();

        public UndoRun Run { get => _run; set => _run = value; }

        public void Report(UndoProgress value) => _run = _run with { Done = value.Done, Total = value.Total };
    }
}
