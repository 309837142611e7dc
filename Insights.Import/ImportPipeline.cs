using System.Data.Common;
using System.Diagnostics;
using Insights.Import.Pipeline;
using Insights.Import.Sources;
using Insights.Import.Store;
using Insights.Import.Store.Ledger;

namespace Insights.Import;

/// <summary>Runs a request through the pipeline: looks at all files, orders them, imports one after the other, keeps the books.</summary>
internal sealed class ImportPipeline(ILedger ledger, IFactWriterFactory writers, StoreOptions options, TimeProvider time, ImportLimits limits) : IImportRunner
{
    public async Task<ImportResult> RunAsync(ImportRequest request, IProgress<ImportProgress>? progress = null, CancellationToken cancel = default)
    {
        if (!FormatChoice.TryFor(request, options.DataDirectory, out var choice, out string? refused))
            return new ImportResult(null, [.. request.Paths.Select(p => new FileResult { File = Protect.Clean(Path.GetFileName(p)), State = "failed", Error = refused })]);

        if (!request.DryRun)
            await ledger.MarkInterruptedAsync(cancel);
        var batch = request.DryRun ? null : await ledger.StartBatchAsync(request.StartedBy, cancel);
        using var mark = batch?.Mark;
        int? batchId = batch?.Id;
        if (batch?.Beside is { } beside)
            progress?.Report(new ImportProgress("", 0, 0, 0, beside));
        var results = new List<FileResult>();
        try
        {
            var files = await Task.Run(() => Inspect(request, choice, results, cancel), cancel);
            foreach (var failed in results.Where(_ => batchId is not null))
                await ledger.StartFileAsync(new ImportedFile { BatchId = batchId!.Value, Name = failed.File, State = "failed", Error = failed.Error }, cancel);
            var waiting = new LinkedList<FileInspection>(files);
            while (waiting.First is { Value: var file } && !cancel.IsCancellationRequested)
            {
                waiting.RemoveFirst();
                var result = await ImportAsync(file, request, batchId, progress, cancel);
                results.Add(result);
                if (result.Earlier is not null)
                    await Task.Run(() => file.FindNext(cancel), cancel);
                // Another table of the same file, found while this one was read.
                if (file.Next is not null)
                    waiting.AddFirst(file.Next);
            }

            await FinishBatchAsync(batchId, results, null);
            if (batchId is not null && !cancel.IsCancellationRequested)
                await ledger.ForgetOldAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            await FinishBatchAsync(batchId, results, "cancelled");
            throw;
        }
        catch (Exception problem)
        {
            if (batchId is not null)
                await ledger.FinishBatchAsync(batchId.Value, "failed", Protect.Clean(problem.Message));
            throw;
        }

        return new ImportResult(batchId, results, batch?.Beside);
    }

    public Task MarkInterruptedAsync(CancellationToken cancel = default) => ledger.MarkInterruptedAsync(cancel);

    public Task WriteRejectsAsync(int fileId, Stream output, CancellationToken cancel = default) => RejectsFile.WriteAsync(ledger, fileId, output, cancel);

    private async Task FinishBatchAsync(int? batchId, List<FileResult> results, string? state)
    {
        if (batchId is null)
            return;
        state ??= results.Exists(r => r.State == "cancelled") ? "cancelled" : results.Exists(r => r.State == "failed") ? "failed" : "done";
        string? error = state == "failed" ? string.Join(" ", results.Where(r => r.State == "failed").Take(3).Select(r => $"{r.File}: {r.Error}")) : null;
        await ledger.FinishBatchAsync(batchId.Value, state, error);
    }

    /// <summary>Every file is looked at before the first is imported, so that what others refer to can go first.</summary>
    private static List<FileInspection> Inspect(ImportRequest request, FormatChoice choice, List<FileResult> failed, CancellationToken cancel)
    {
        var files = new List<FileInspection>();
        foreach (var (path, name) in Expand(request.Paths, failed))
        {
            try
            {
                files.AddRange(FileInspection.AllOf(path, name, choice.WantedFor, choice.All, choice.Text, request.Open, cancel));
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                failed.Add(new FileResult { File = name, State = "failed", Error = $"The file cannot be read: {Protect.Clean(problem.Message)}" });
            }
        }

        return [.. files.OrderBy(f => f.Recognition.Profile?.Order ?? int.MaxValue)];
    }

    private static IEnumerable<(string Path, string Name)> Expand(IReadOnlyList<string> paths, List<FileResult> failed)
    {
        foreach (string path in paths)
        {
            if (Directory.Exists(path))
            {
                // Its own files, not those of folders below: people keep other things there. Hidden files and a README are no exports.
                var inside = Directory.EnumerateFiles(path).Where(f => !Path.GetFileName(f).StartsWith('.') && !IsNote(f))
                    .Order(StringComparer.Ordinal);
                foreach (string file in inside)
                    yield return (file, Protect.Clean(Path.GetFileName(file)));
            }
            else if (File.Exists(path))
            {
                yield return (path, Protect.Clean(Path.GetFileName(path)));
            }
            else
            {
                failed.Add(new FileResult { File = Protect.Clean(Path.GetFileName(path)), State = "failed", Error = "There is no such file or folder. Check the path." });
            }
        }
    }

    private static bool IsNote(string path) => Path.GetExtension(path).ToLowerInvariant() is ".md" or ".txt" or ".html" && Path.GetFileName(path).StartsWith("readme", StringComparison.OrdinalIgnoreCase);

    private async Task<FileResult> ImportAsync(FileInspection file, ImportRequest request, int? batchId, IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        request = request.For(file.Name);
        var watch = Stopwatch.StartNew();
        var profile = file.Recognition.Profile;
        string source = FilePlan.SourceOf(request, profile);
        var result = new FileResult { File = file.Name, Format = profile?.Id ?? "", Source = source, Encoding = file.Survey.Encoding.Name };
        var row = new ImportedFile
        {
            BatchId = batchId ?? 0,
            Name = file.Name,
            Bytes = file.Survey.Bytes,
            Format = profile?.Id ?? "",
            Encoding = file.Survey.Encoding.Name,
            Dialect = profile?.Shape == RecordShape.Delimited ? file.Dialect.ToString() : "",
        };

        // Where no file of its length is stored, its bytes are not: then it need not be known by them before it is imported.
        var identity = file.Survey.Identity;
        bool mayBeStored = identity.IsKnown || await ledger.HoldsAsync(file.Survey.Bytes, cancel);
        if (mayBeStored || profile is null)
            row.Sha256 = await identity.FindAsync(cancel);
        if (profile is null)
        {
            int? refused = batchId is null ? null : await ledger.StartFileAsync(With(row, "failed", file.Recognition.Problem), cancel);
            return result with { State = "failed", Error = file.Recognition.Problem, FileId = refused, Duration = watch.Elapsed };
        }

        FilePlan? plan = null;
        string? open = null;
        try
        {
            plan = FilePlan.Of(file, profile, request, options.DataDirectory).InWorkspaceZone(await ledger.ZoneAsync(cancel)).OrRefuse();
            row.Settings = SettledSettings.Of(plan, file.EncodingSaid);
        }
        catch (ImportRefusedException problem)
        {
            open = problem.Message;
        }

        if (mayBeStored && await ledger.FindDoneAsync(row.Sha256, source, profile.Id, cancel) is { } done && SameBytes.Of(done, row.Settings, request.Settings is not null) is { } same)
        {
            result = result with { State = same.State, Error = same.Said, Earlier = same.Earlier, SettingsDiffer = same.Differences };
            if (batchId is not null)
            {
                row.SourceId = done.SourceId;
                result = result with { FileId = await ledger.StartFileAsync(With(row, same.State, same.Said), cancel) };
            }

            return result with { Duration = watch.Elapsed };
        }

        if (batchId is not null && await ledger.UndoingAsync(source, cancel) is { } undoing)
            open = $"Batch {undoing} of this source is being undone, and rows of this file could go with it. Finish that first (insights undo {undoing}), then import again.";
        if (plan is null || open is not null)
        {
            int? refused = batchId is null ? null : await ledger.StartFileAsync(With(row, "failed", open), cancel);
            return result with { State = "failed", Error = open, FileId = refused, Duration = watch.Elapsed };
        }

        profile = plan.Profile with { Meanings = await ledger.MeaningsAsync(source, cancel) };
        return await RunAsync(file, profile, source, row, result, batchId is null, request.OverrideTotals, progress, watch, cancel);
    }

    private async Task<FileResult> RunAsync(
        FileInspection file, FormatProfile profile, string source, ImportedFile row, FileResult result, bool dryRun, string? overrideTotals, IProgress<ImportProgress>? progress, Stopwatch watch, CancellationToken cancel)
    {
        row.SourceId = dryRun ? await ledger.FindSourceAsync(source, cancel) : await ledger.SourceAsync(source, profile.CadenceHours, cancel);
        int fileId = dryRun ? 0 : await ledger.StartFileAsync(row, cancel);
        var chunks = new ChunkBuilder(fileId, row.SourceId, profile, limits) { SeenAt = Whole(time.GetUtcNow().UtcDateTime) };
        if (row.Sha256.Length > 0 && await ledger.FindElsewhereAsync(row.Sha256, source, profile.Id, cancel) is { } other)
            chunks.Note(0, new RowProblem(Severity.Warning, null, null, "same-bytes-elsewhere", $"The same bytes are stored already as {other.File.Format} of the source {other.Source} (batch {other.File.BatchId}). Now their rows are stored twice, under two sources or meanings; if that is not wanted, undo one of the two."));
        var reading = new FileReading(file, profile, chunks, limits);
        var counts = new FileCounts();
        string state = "done";
        string? error = null;
        string? mismatch = null;
        try
        {
            if (await Task.Run(() => ControlCheck.Of(file, profile, overrideTotals, limits, cancel), cancel) is { } accepted)
                chunks.Note(0, accepted);
            await using var writer = writers.Open();
            await new Upsert(writer, counts, dryRun).RunAsync(
                reading,
                () => progress?.Report(new ImportProgress(file.Name, counts.Rows, Math.Min(reading.BytesRead, file.Survey.Bytes), file.Survey.Bytes)),
                cancel);
            if (file.HasChanged())
                throw new ImportRefusedException("The file was changed or replaced while it was imported. What was read is stored; import it again to take in the rest.");
            if (!dryRun)
                await writer.FinishFileAsync(fileId, cancel);
            row.Sha256 = await file.Survey.Identity.FindAsync(cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            state = "cancelled";
            error = "Cancelled. Rows stored so far stay; run the same import again to finish it.";
        }
        catch (Exception problem) when (problem is ImportRefusedException or IOException or UnauthorizedAccessException)
        {
            state = "failed";
            error = Protect.Clean(problem.Message);
            mismatch = problem is TotalsMismatchException totals ? Protect.Clean(totals.Mismatch) : null;
        }
        catch (DbException problem)
        {
            state = "failed";
            error = $"The store could not be written: {Protect.Clean(StoreTrouble.Of(problem) ?? problem.Message)} Rows stored so far stay and are not doubled.";
        }
        catch (Exception problem) when (!dryRun)
        {
            // Not ours to explain; told as it is, and thrown on so that the run ends.
            await ledger.FinishFileAsync(fileId, "failed", Protect.Clean(problem.Message), row.Sha256);
            throw;
        }

        finally
        {
            file.Survey.Identity.LetGo();
        }

        string? rejects = null;
        if (!dryRun)
        {
            await ledger.FinishFileAsync(fileId, state, error, row.Sha256);
            if (counts.Rejected > 0)
                rejects = await RejectsFile.SaveAsync(ledger, options, fileId, file.Name, profile.Id);
        }

        progress?.Report(new ImportProgress(file.Name, counts.Rows, file.Survey.Bytes, file.Survey.Bytes));
        return result with
        {
            State = state,
            Error = error,
            TotalsMismatch = mismatch,
            Rows = counts.Rows,
            Inserted = counts.Inserted,
            Updated = counts.Updated,
            Unchanged = counts.Unchanged,
            Duplicate = counts.Duplicate,
            Rejected = counts.Rejected,
            Skipped = counts.Skipped,
            Warnings = counts.Warnings,
            CardNumbersTruncated = counts.CardNumbersTruncated,
            RejectsFile = rejects,
            FirstProblems = chunks.FirstProblems,
            Duration = watch.Elapsed,
            FileId = dryRun ? null : fileId,
        };
    }

    private static DateTime Whole(DateTime instant) => new(instant.Ticks - (instant.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);

    private ImportedFile With(ImportedFile row, string state, string? error)
    {
        row.State = state;
        row.Error = error;
        row.StartedAt = time.GetUtcNow().UtcDateTime;
        return row;
    }
}
