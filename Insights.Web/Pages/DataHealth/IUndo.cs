namespace Insights.Web.Pages.DataHealth;

/// <summary>Takes a batch back as if it had never been imported, in the background and in turn with the imports.</summary>
internal interface IUndo
{
    /// <summary>What it would do; writes nothing. Null: there is no such batch.</summary>
    Task<UndoView?> PreviewAsync(int batchId, CancellationToken cancel = default);

    /// <summary>Begins, or goes on with what was broken off.</summary>
    void Start(int batchId, string by);

    /// <summary>Stops at the next step; what was taken back stays, and starting again finishes it.</summary>
    void Cancel(int batchId);

    /// <summary>The run of this process, running or ended; null: none.</summary>
    UndoRun? Run(int batchId);
}

/// <param name="Refusal">Why the batch cannot be undone; null when it can.</param>
/// <param name="Removed">Rows the batch brought: they go.</param>
/// <param name="Restored">Rows the batch changed: they get their earlier values back.</param>
/// <param name="Kept">Rows a later batch has changed since: they keep the later values.</param>
internal sealed record UndoView(string State, string? Refusal, long Removed, long Restored, long Kept, IReadOnlyList<KeptLine> KeptRows, IReadOnlyList<RepeatedLine> RepeatedIn);

internal sealed record KeptLine(string Kind, string Name, int LaterBatchId, string LaterFile);

/// <summary>A later file that repeated rows unchanged: those of the undone batch go with it, and importing the file again brings them back.</summary>
internal sealed record RepeatedLine(int FileId, int BatchId, string Name, long Unchanged);

internal sealed record UndoRun(UndoStage Stage, long Done, long Total, UndoView? Result, string? Error)
{
    public bool IsRunning => Stage is UndoStage.Waiting or UndoStage.Running;
}

internal enum UndoStage { Waiting, Running, Done, Failed, Cancelled }
