using Insights.Import.Sources;
using Insights.Import.Store;
using Insights.Import.Store.Facts;

namespace Insights.Import.Pipeline.Replay;

/// <summary>Reads the kept records with the profile as it is now, and writes chunk by chunk what they have become.</summary>
internal sealed class RejectsReplay(ILedger ledger, IFactWriterFactory writers, StoreOptions options, ImportLimits limits) : IRejectsReplay
{
    public async Task<ReplayResult> ReplayAsync(int fileId, IProgress<ImportProgress>? progress = null, CancellationToken cancel = default)
    {
        var file = await ledger.FileAsync(fileId, cancel) ?? throw new ReplayRefusedException($"There is no imported file {fileId}.");
        using var mark = await RunningMark.TryTakeAsync(options.DataDirectory, file.BatchId, cancel)
            ?? throw new ReplayRefusedException($"Batch {file.BatchId} of this file is being worked on by another process. Wait until it has finished.");
        if (file.State is "undone" or "undoing")
            throw new ReplayRefusedException($"{file.Name} was undone, so its rejected rows belong to nothing any more. Import the file again.");
        string source = await ledger.SourceNameAsync(file.SourceId, cancel) ?? "";
        var request = new ImportRequest { Paths = [], Format = file.Format, Source = source };
        if (!FormatChoice.TryFor(request, options.DataDirectory, out var choice, out string? refused))
            throw new ReplayRefusedException(refused);
        if (choice.Wanted!.RowsNeedTheirFile)
            throw new ReplayRefusedException("What a row of this format means depends on the lines around it, which are not kept. Import the file again.");

        string folder = Path.Combine(options.DataDirectory, "rejects");
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, $"replay-{fileId}.part");
        try
        {
            var records = await KeptRecords.WriteAsync(() => ledger.RejectedAsync(fileId, cancel), choice.Wanted.Shape, path, cancel);
            if (records.Written.Count == 0)
                return new ReplayResult(fileId, file.Name, 0, 0, 0, 0, 0, 0, 0, records.NotRun, [], await RejectsFile.SaveAsync(ledger, options, fileId, file.Name, file.Format));
            return await RunAsync(file, choice, request, records, path, progress, cancel);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private async Task<ReplayResult> RunAsync(
        Store.Ledger.ImportedFile file, FormatChoice choice, ImportRequest request, KeptRecords records, string path, IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        var inspection = await Task.Run(() => FileInspection.Of(path, file.Name, choice.Wanted, choice.All, null, cancel), cancel);
        if (inspection.Recognition.Profile is not { } recognised)
            throw new ReplayRefusedException($"The rejected rows cannot be read as {choice.Wanted!.Title}: {inspection.Recognition.Problem}");
        FormatProfile profile;
        try
        {
            var plan = FilePlan.Of(inspection with { SerialEpoch = FileInspection.EpochOf(file.Encoding) }, recognised, request, options.DataDirectory).InWorkspaceZone(await ledger.ZoneAsync(cancel)).OrRefuse();
            // Nothing was stored before, so from now on the whole file stands under the settings of now.
            if (file.Inserted + file.Updated + file.Unchanged + file.Duplicate == 0)
                await ledger.SettleAsync(file.Id, SettledSettings.Of(plan, null));
            profile = plan.Profile with { Meanings = await ledger.MeaningsAsync(request.Source ?? "", cancel) };
        }
        catch (ImportRefusedException problem)
        {
            throw new ReplayRefusedException(problem.Message);
        }

        var chunks = new ChunkBuilder(file.Id, file.SourceId, profile, limits) { SeenAt = file.StartedAt };
        var reading = new FileReading(inspection, profile, chunks, limits);
        var counts = new FileCounts();
        var lines = new OriginalLines(records);
        await using var writer = writers.Open();

        // The reading thread waits for the writer: a file's rejects are few beside its rows.
        await Task.Run(
            () => reading.Run(
                chunk =>
                {
                    long read = chunk.RowsRead, rejected = chunk.Rejected;
                    lines.Restore(chunk);
                    var outcome = writer.WriteAsync(chunk, cancel).GetAwaiter().GetResult();
                    (chunk.RowsRead, chunk.Rejected) = (read, rejected);
                    counts.Add(chunk, outcome);
                    counts.Keep();
                    progress?.Report(new ImportProgress(file.Name, counts.Rows, counts.Rows, records.Written.Count));
                },
                cancel),
            cancel);
        string? rejects = await RejectsFile.SaveAsync(ledger, options, file.Id, file.Name, file.Format);
        var problems = chunks.FirstProblems.Select(problem => problem with { Line = lines.Of(problem.Line) }).Where(problem => problem.Line > 0).ToList();
        return new ReplayResult(
            file.Id, file.Name, counts.Rows, counts.Inserted, counts.Updated, counts.Unchanged, counts.Duplicate, counts.Skipped, counts.Rejected, records.NotRun, problems, rejects);
    }
}

/// <summary>Gives what was read from the kept records the lines of the file they came from, and settles what was said against them.</summary>
internal sealed class OriginalLines(KeptRecords records)
{
    private readonly Dictionary<int, int> original = records.Written.ToDictionary(record => record.Line, record => record.OriginalLine);
    private int done;

    /// <summary>0 for a line that is no record: the header of the written file.</summary>
    public int Of(int line) => original.GetValueOrDefault(line);

    /// <summary>The chunk then takes its records' earlier problems out of the ledger; the file's rows stay as many as they were.</summary>
    public void Restore(FactChunk chunk)
    {
        Restore(chunk.Transactions);
        Restore(chunk.Tickets);
        Restore(chunk.Chargebacks);
        foreach (var happened in chunk.TicketEvents)
            happened.Line = Of(happened.Line);
        foreach (var happened in chunk.ChargebackEvents)
            happened.Line = Of(happened.Line);

        for (int i = 0; i < chunk.ToBeMapped.Count; i++)
            chunk.ToBeMapped[i] = chunk.ToBeMapped[i] with { Line = Of(chunk.ToBeMapped[i].Line), CountsAsRow = false };

        // Remarks about the header were made when the file itself was imported.
        chunk.Warnings -= chunk.Problems.RemoveAll(problem => Of(problem.Line) == 0);
        foreach (var problem in chunk.Problems)
            problem.Line = Of(problem.Line);

        var taken = checked((int)chunk.RowsRead);
        foreach (var record in records.Written.GetRange(done, taken))
            chunk.SettledProblems.AddRange(record.Problems);
        done += taken;
        chunk.RowsRead -= taken;
        chunk.Rejected -= taken;
    }

    private void Restore<T>(List<Incoming<T>> rows)
        where T : class, IFact
    {
        foreach (var incoming in rows)
            incoming.Row.Line = Of(incoming.Row.Line);
    }
}
