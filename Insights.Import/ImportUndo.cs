namespace Insights.Import;

/// <summary>
/// Takes a batch back as if it had never been imported: rows it inserted go, rows it changed get their earlier values back, and what metrics
/// must be computed again is marked. A row that a later batch has changed keeps the later values; the undone version is taken out of its
/// history, so that undoing the later batch afterwards restores what was there before both.
/// </summary>
public interface IImportUndo
{
    /// <summary>What undoing the batch would do; writes nothing.</summary>
    Task<UndoPreview> PreviewAsync(int batchId, CancellationToken cancel = default);

    /// <summary>
    /// Undoes the batch in steps of one transaction each. Killed or cancelled half-way, the batch is <c>undoing</c>, and the same call again finishes it.
    /// Refresh the metrics afterwards.
    /// </summary>
    /// <param name="by">Who asked for it; kept with the batch.</param>
    /// <exception cref="UndoRefusedException">The batch cannot be undone; the message says why, for a person.</exception>
    Task<UndoResult> UndoAsync(int batchId, string by, IProgress<UndoProgress>? progress = null, CancellationToken cancel = default);

    /// <summary>Forgets what was kept for undoing batches older than <see cref="Store.StoreOptions.UndoDays"/>; for a nightly job. Returns how many rows were forgotten.</summary>
    Task<long> PruneAsync(CancellationToken cancel = default);
}

/// <summary>What undoing a batch would do.</summary>
/// <param name="State">The batch's state now.</param>
/// <param name="Refusal">Why it cannot be undone, for a person; null when it can.</param>
/// <param name="Removed">Rows the batch inserted: they go.</param>
/// <param name="Restored">Rows the batch changed: they get their earlier values back.</param>
/// <param name="Kept">Rows a later batch has changed since: they keep the later values.</param>
/// <param name="KeptRows">The first of those.</param>
/// <param name="RepeatedIn">Later files that repeated rows unchanged; see <see cref="RepeatedFile"/>.</param>
public sealed record UndoPreview(
    int BatchId, string State, string? Refusal, long Removed, long Restored, long Kept, IReadOnlyList<KeptRow> KeptRows, IReadOnlyList<RepeatedFile> RepeatedIn)
{
    public bool CanUndo => Refusal is null;
}

/// <summary>What undoing a batch did, the parts before a kill included.</summary>
public sealed record UndoResult(
    int BatchId, long Removed, long Restored, long Kept, IReadOnlyList<KeptRow> KeptRows, IReadOnlyList<RepeatedFile> RepeatedIn);

/// <summary>A row that keeps its values because a later batch changed it.</summary>
/// <param name="Kind">transaction, ticket, chargeback, ticket event, chargeback event, vendor, agent, calendar, policy, exchange rate.</param>
/// <param name="Name">The row's id in its source.</param>
public sealed record KeptRow(string Kind, string Name, int LaterBatchId, string LaterFile);

/// <summary>
/// A later file of the same source that brought rows which were stored already and so changed nothing. Which ones is not kept; those of the undone batch
/// go with it. Importing the file again brings them back, and its bytes are taken again for that.
/// </summary>
public sealed record RepeatedFile(int FileId, int BatchId, string Name, long Unchanged);

/// <param name="Done">Rows taken back so far.</param>
/// <param name="Total">Rows to take back.</param>
public sealed record UndoProgress(long Done, long Total);

/// <summary>The batch cannot be undone; the message says why and what to do.</summary>
public sealed class UndoRefusedException(string message) : InvalidOperationException(message);
