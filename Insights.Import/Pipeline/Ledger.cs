using Insights.Import.Store;
using Insights.Import.Store.Dimensions;
using Insights.Import.Store.Ledger;
using Insights.Import.Store.Undoing;
using Microsoft.EntityFrameworkCore;

namespace Insights.Import.Pipeline;

/// <summary>The books of the import: batches, files, what happened to them. Small rows, so plain EF Core; chunks' counts are added by the fact writer.</summary>
internal interface ILedger
{
    /// <summary>IANA name of the workspace's reporting zone.</summary>
    Task<string> ZoneAsync(CancellationToken cancel);

    /// <summary>A new batch, marked as being worked on from the moment others can see it.</summary>
    Task<StartedBatch> StartBatchAsync(string startedBy, CancellationToken cancel);

    Task FinishBatchAsync(int batchId, string state, string? error);

    /// <summary>The source's id; created on first sight.</summary>
    Task<int> SourceAsync(string name, int cadenceHours, CancellationToken cancel);

    /// <summary>Id of a source that exists; 0 for one that would have to be created. For dry runs.</summary>
    Task<int> FindSourceAsync(string name, CancellationToken cancel);

    Task<string?> SourceNameAsync(int sourceId, CancellationToken cancel);

    /// <summary>What persons have said the words of this source mean, and which vendors and agents are known.</summary>
    Task<ValueMeanings> MeaningsAsync(string source, CancellationToken cancel);

    /// <summary>Whether a completed import had a file of so many bytes.</summary>
    Task<bool> HoldsAsync(long bytes, CancellationToken cancel);

    /// <summary>The last completed import of the same bytes into the same source as the same format, or null.</summary>
    Task<ImportedFile?> FindDoneAsync(string sha256, string source, string format, CancellationToken cancel);

    /// <summary>A completed import of the same bytes whose rows are stored under another source or format, with its source's name; or null.</summary>
    Task<(ImportedFile File, string Source)?> FindElsewhereAsync(string sha256, string source, string format, CancellationToken cancel);

    /// <summary>Keeps what is settled for a file; see <see cref="SettledSettings"/>.</summary>
    Task SettleAsync(int fileId, string settings);

    /// <summary>A batch with files of this source whose undo has begun and not finished; null when there is none.</summary>
    Task<int?> UndoingAsync(string source, CancellationToken cancel);

    Task<int> StartFileAsync(ImportedFile file, CancellationToken cancel);

    /// <param name="sha256">Of its bytes; empty where that did not come to be known.</param>
    Task FinishFileAsync(int fileId, string state, string? error, string sha256);

    /// <summary>Batches that are called running and no living process works on were killed, and are called interrupted from now on.</summary>
    Task MarkInterruptedAsync(CancellationToken cancel);

    /// <summary>Forgets what imports replaced that are too old to be undone.</summary>
    Task ForgetOldAsync(CancellationToken cancel);

    Task<ImportedFile?> FileAsync(int fileId, CancellationToken cancel);

    /// <summary>Problems of severity rejected, by line.</summary>
    IAsyncEnumerable<RejectedRow> RejectedAsync(int fileId, CancellationToken cancel);
}

/// <param name="Mark">To be held while the batch is worked on.</param>
/// <param name="Beside">Another process's running batch, in a sentence; null when there is none.</param>
internal sealed record StartedBatch(int Id, RunningMark? Mark, string? Beside);

internal sealed class Ledger(IReportingStore store, TimeProvider time) : ILedger
{
    private DateTime Now => Whole(time.GetUtcNow().UtcDateTime);

    public async Task<string> ZoneAsync(CancellationToken cancel) => (await store.WorkspaceAsync(cancel)).ReportingZone.Id;

    public async Task<StartedBatch> StartBatchAsync(string startedBy, CancellationToken cancel)
    {
        var batch = new ImportBatch { StartedAt = Now, StartedBy = Protect.Clean(startedBy), State = "running" };
        await using var turn = await store.LockForWritingAsync(cancel);
        await using var context = store.Open(DataScope.Staff);
        await using var transaction = await context.Database.BeginTransactionAsync(cancel);
        context.ImportBatches.Add(batch);
        await context.SaveChangesAsync(cancel);
        // Marked before anybody can see it: one that is called running and holds no mark was killed.
        var mark = RunningMark.TryTake(store.Options.DataDirectory, batch.Id);
        await transaction.CommitAsync(cancel);
        return new StartedBatch(batch.Id, mark, await RunningBatches.BesideAsync(context, store.Options, batch.Id, cancel) is { } other ? RunningBatches.Sentence(other) : null);
    }

    public Task FinishBatchAsync(int batchId, string state, string? error) => UpdateAsync<ImportBatch>(batchId, batch =>
    {
        batch.State = state;
        batch.Error = error;
        batch.FinishedAt = Now;
    });

    public async Task<int> SourceAsync(string name, int cadenceHours, CancellationToken cancel)
    {
        int known = await FindSourceAsync(name, cancel);
        if (known != 0)
            return known;
        var source = new Source { Name = name, CadenceHours = cadenceHours };
        try
        {
            await WriteAsync(context => context.Sources.Add(source), cancel);
            return source.Id;
        }
        catch (DbUpdateException)
        {
            // Another process met the source first.
            int theirs = await FindSourceAsync(name, cancel);
            if (theirs == 0)
                throw;
            return theirs;
        }
    }

    public async Task<int> FindSourceAsync(string name, CancellationToken cancel)
    {
        await using var context = store.Open(DataScope.Staff);
        return await context.Sources.Where(s => s.Name == name).Select(s => s.Id).FirstOrDefaultAsync(cancel);
    }

    public async Task<string?> SourceNameAsync(int sourceId, CancellationToken cancel)
    {
        await using var context = store.Open(DataScope.Staff);
        return await context.Sources.Where(s => s.Id == sourceId).Select(s => s.Name).FirstOrDefaultAsync(cancel);
    }

    public async Task<ValueMeanings> MeaningsAsync(string source, CancellationToken cancel)
    {
        await using var context = store.Open(DataScope.Staff);
        int id = await context.Sources.Where(s => s.Name == source).Select(s => s.Id).FirstOrDefaultAsync(cancel);
        // Vendors are one list for all sources; what a person said of one source's spelling holds for that source.
        var resolved = await context.MappedValues.AsNoTracking().Where(v => v.SourceId == id && v.Meaning != null)
            .Select(v => new { v.Kind, v.Value, v.Meaning }).ToListAsync(cancel);
        var vendors = await context.Vendors.Where(v => v.Name != v.Code || v.Country != null).Select(v => v.Code).ToListAsync(cancel);
        var agents = await context.Agents.Where(a => a.SourceId == id).Select(a => a.Code).ToListAsync(cancel);
        return new ValueMeanings(
            resolved.Select(r => (r.Kind, r.Value, r.Meaning!)),
            vendors.Count == 0 ? null : vendors,
            agents.Count == 0 ? null : agents);
    }

    public async Task<bool> HoldsAsync(long bytes, CancellationToken cancel)
    {
        await using var context = store.Open(DataScope.Staff);
        return await context.ImportedFiles.AnyAsync(f => f.Bytes == bytes && f.State == "done", cancel);
    }

    public async Task<ImportedFile?> FindDoneAsync(string sha256, string source, string format, CancellationToken cancel)
    {
        await using var context = store.Open(DataScope.Staff);
        return await context.ImportedFiles.AsNoTracking()
            .Where(f => f.Sha256 == sha256 && f.Format == format && f.State == "done" && !f.MayRepeat && context.Sources.Any(s => s.Id == f.SourceId && s.Name == source))
            .OrderByDescending(f => f.Id).FirstOrDefaultAsync(cancel);
    }

    public async Task<(ImportedFile File, string Source)?> FindElsewhereAsync(string sha256, string source, string format, CancellationToken cancel)
    {
        await using var context = store.Open(DataScope.Staff);
        var found = await (from file in context.ImportedFiles.AsNoTracking()
                           join its in context.Sources on file.SourceId equals its.Id
                           where file.Sha256 == sha256 && file.State == "done" && file.Inserted + file.Updated > 0 && (file.Format != format || its.Name != source)
                           orderby file.Id descending
                           select new { File = file, its.Name }).FirstOrDefaultAsync(cancel);
        return found is null ? null : (found.File, found.Name);
    }

    public Task SettleAsync(int fileId, string settings) => UpdateAsync<ImportedFile>(fileId, file => file.Settings = settings);

    public async Task<int?> UndoingAsync(string source, CancellationToken cancel)
    {
        await using var context = store.Open(DataScope.Staff);
        return await context.ImportedFiles.Where(f => f.State == "undoing" && context.Sources.Any(s => s.Id == f.SourceId && s.Name == source)).Select(f => (int?)f.BatchId).FirstOrDefaultAsync(cancel);
    }

    public async Task<int> StartFileAsync(ImportedFile file, CancellationToken cancel)
    {
        file.StartedAt = Now;
        if (file.State != "running")
            file.FinishedAt = Now;
        else
            file.CanUndo = true;
        await WriteAsync(context => context.ImportedFiles.Add(file), cancel);
        return file.Id;
    }

    public async Task FinishFileAsync(int fileId, string state, string? error, string sha256)
    {
        // Without reading it first: to make a query ready takes longer than all else at the end of an import.
        var file = new ImportedFile { Id = fileId, Name = "" };
        await using var turn = await store.LockForWritingAsync(CancellationToken.None);
        await using var context = store.Open(DataScope.Staff);
        context.Attach(file);
        (file.Sha256, file.State, file.Error, file.FinishedAt) = (sha256, state, error, Now);
        foreach (string said in (string[])[nameof(file.Sha256), nameof(file.State), nameof(file.Error), nameof(file.FinishedAt)])
            context.Entry(file).Property(said).IsModified = true;
        await context.SaveChangesAsync(CancellationToken.None);
    }

    public async Task MarkInterruptedAsync(CancellationToken cancel)
    {
        const string why = "The process ended while this was running. Run the same import again to finish it; what was stored stays and is not doubled.";
        await using var context = store.Open(DataScope.Staff);
        if (!await context.ImportBatches.AnyAsync(b => b.State == "running", cancel) && !await context.ImportedFiles.AnyAsync(f => f.State == "running", cancel))
            return;
        await using var turn = await store.LockForWritingAsync(cancel);
        foreach (var file in (await context.ImportedFiles.Where(f => f.State == "running").ToListAsync(cancel)).FindAll(f => IsDead(f.BatchId)))
        {
            file.State = "interrupted";
            file.Error = why;
            file.FinishedAt = Now;
        }

        foreach (var batch in (await context.ImportBatches.Where(b => b.State == "running").ToListAsync(cancel)).FindAll(b => IsDead(b.Id)))
        {
            batch.State = "interrupted";
            batch.Error = why;
            batch.FinishedAt = Now;
        }

        await context.SaveChangesAsync(cancel);
    }

    public Task ForgetOldAsync(CancellationToken cancel) => KeptVersions.PruneAsync(store, Now, cancel);

    public async Task<ImportedFile?> FileAsync(int fileId, CancellationToken cancel)
    {
        await using var context = store.Open(DataScope.Staff);
        return await context.ImportedFiles.AsNoTracking().FirstOrDefaultAsync(f => f.Id == fileId, cancel);
    }

    public async IAsyncEnumerable<RejectedRow> RejectedAsync(int fileId, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await using var context = store.Open(DataScope.Staff);
        var rows = context.RejectedRows.AsNoTracking().Where(r => r.FileId == fileId && r.Severity == "rejected").OrderBy(r => r.Line).ThenBy(r => r.Id);
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancel))
            yield return row;
    }

    private bool IsDead(int batchId) => !RunningMark.IsHeld(store.Options.DataDirectory, batchId);

    private static DateTime Whole(DateTime instant) => new(instant.Ticks - (instant.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);

    private async Task WriteAsync(Action<ReportingDbContext> change, CancellationToken cancel)
    {
        await using var turn = await store.LockForWritingAsync(cancel);
        await using var context = store.Open(DataScope.Staff);
        change(context);
        await context.SaveChangesAsync(cancel);
    }

    /// <summary>Not cancellable: a cancelled import must still be able to say that it was.</summary>
    private async Task UpdateAsync<T>(int id, Action<T> change)
        where T : class
    {
        await using var turn = await store.LockForWritingAsync(CancellationToken.None);
        await using var context = store.Open(DataScope.Staff);
        var row = await context.Set<T>().FindAsync([id], CancellationToken.None);
        if (row is null)
            return;
        change(row);
        await context.SaveChangesAsync(CancellationToken.None);
    }
}
