using Insights.Import.Pipeline;
using Insights.Import.Store.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Insights.Import.Store.Undoing;

/// <summary>Which files an undo takes out, or why it must not.</summary>
internal sealed class UndoPlan
{
    /// <summary>States of files that may have rows in the store.</summary>
    private static readonly string[] WithRows = ["done", "failed", "cancelled", "interrupted", "running", "undoing"];

    private List<ImportedFile> rows = [];

    public ImportBatch? Batch { get; private init; }

    public UndoFiles Files { get; private set; } = new([]);

    /// <summary>For a person; null when the batch can be undone.</summary>
    public string? Refusal { get; private set; }

    /// <param name="mine">The caller holds the batch's running mark.</param>
    public static async Task<UndoPlan> OfAsync(ReportingDbContext context, StoreOptions options, int batchId, CancellationToken cancel, bool mine = false)
    {
        var batch = await context.ImportBatches.AsNoTracking().FirstOrDefaultAsync(row => row.Id == batchId, cancel);
        if (batch is null)
            return new UndoPlan { Refusal = $"There is no batch {batchId}." };
        var plan = new UndoPlan { Batch = batch };
        plan.rows = await context.ImportedFiles.AsNoTracking().Where(file => file.BatchId == batchId && WithRows.Contains(file.State)).ToListAsync(cancel);
        plan.Files = new UndoFiles(plan.rows.Select(file => file.Id));
        plan.Refusal = batch.State == "undone" ? $"Batch {batchId} is undone already ({batch.UndoneAt:yyyy-MM-dd HH:mm} UTC, by {batch.UndoneBy})."
            : !mine && RunningMark.IsHeld(options.DataDirectory, batchId) ? $"Batch {batchId} is still being worked on. Cancel it or wait until it has finished."
            : plan.rows.Count == 0 ? $"Batch {batchId} stored nothing, so there is nothing to undo."
            : plan.rows.Find(file => !file.CanUndo && file.Inserted + file.Updated + file.Unchanged > 0) is { } old
                ? $"Batch {batchId} can no longer be undone: what {old.Name} replaced is not kept any more (it is kept for {options.UndoDays} days, and not for imports from before it was kept at all)."
            : await RefusalBesideAsync(context, options, batchId, cancel) is { } beside ? beside
            : null;
        return plan;
    }

    /// <summary>Later files of the same sources that repeated rows: some of theirs may be the undone ones.</summary>
    public async Task<IReadOnlyList<RepeatedFile>> RepeatedAsync(ReportingDbContext context, CancellationToken cancel)
    {
        if (rows.TrueForAll(file => file.Inserted + file.Updated == 0))
            return [];
        var sources = rows.Select(file => file.SourceId).Distinct().ToList();
        var first = rows.Min(file => file.Id);
        return await context.ImportedFiles.AsNoTracking()
            .Where(file => file.Id > first && !Files.Ids.Contains(file.Id) && sources.Contains(file.SourceId) && file.State == "done" && file.Unchanged + file.Skipped > 0)
            .OrderBy(file => file.Id).Select(file => new RepeatedFile(file.Id, file.BatchId, file.Name, file.Unchanged)).ToListAsync(cancel);
    }

    /// <summary>Why the batch must wait for another that is being worked on; null when there is none.</summary>
    public static async Task<string?> RefusalBesideAsync(ReportingDbContext context, StoreOptions options, int batchId, CancellationToken cancel) =>
        await RunningBatches.BesideAsync(context, options, batchId, cancel) is not { } other ? null
            : other.State == "undoing" ? $"Batch {other.Id} is being undone at this moment. Undo batch {batchId} when that has finished, so that both know what the other left."
            : $"Batch {other.Id} is being imported at this moment. Undo batch {batchId} when it has finished, so that no row is taken from it half-way.";
}
