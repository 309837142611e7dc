using System.Threading.Channels;
using Insights.Import;
using Insights.Web.Pages.DataHealth;

namespace Insights.Web.Hosting.Imports;

/// <summary>
/// Two lanes. Imports run one at a time and in order, so that two never fight for the store; checks only read and have a lane of their own,
/// so that nobody waits for another's long import to see what a file would do.
/// </summary>
internal sealed class ImportQueue(IImportRunner runner, IImportSetup setup, UploadSpool spool, ImportRecords records, AfterImport after, TimeProvider time, ILogger<ImportQueue> log) : BackgroundService
{
    private readonly Channel<Func<CancellationToken, Task>> _checks = Channel.CreateUnbounded<Func<CancellationToken, Task>>(new() { SingleReader = true });
    private readonly Channel<Func<CancellationToken, Task>> _imports = Channel.CreateUnbounded<Func<CancellationToken, Task>>(new() { SingleReader = true });

    public void Add(LiveImport import, bool dryRun) => (dryRun ? _checks : _imports).Writer.TryWrite(stopping => RunToEndAsync(import, dryRun, stopping));

    /// <summary>Something else that changes facts, in turn with the imports. It tells its own failures.</summary>
    public void AddWork(Func<CancellationToken, Task> work) => _imports.Writer.TryWrite(work);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(DrainAsync(_checks.Reader, stoppingToken), DrainAsync(_imports.Reader, stoppingToken));

    private async Task DrainAsync(ChannelReader<Func<CancellationToken, Task>> waiting, CancellationToken stopping)
    {
        await foreach (var work in waiting.ReadAllAsync(stopping))
        {
            try
            {
                await work(stopping);
            }
            // The lane goes on whatever one piece of work did.
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.LogError(failure, "Work of the import queue failed");
            }
        }
    }

    private async Task RunToEndAsync(LiveImport import, bool dryRun, CancellationToken stopping)
    {
        if (import.View.HasEnded)
            return;
        try
        {
            await RunAsync(import, dryRun, stopping);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            import.Change(view => view with { Stage = ImportStage.Cancelled, Progress = null });
        }
        // The person sees the sentence, the log keeps the details.
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogError(failure, "Import {Import} failed", import.Id);
            import.Change(view => view with { Stage = ImportStage.Failed, Progress = null, Error = failure.Message });
        }
        if (import.View.HasEnded)
            spool.Forget(import.Id);
        await records.SaveAsync(import.View);
    }

    private async Task RunAsync(LiveImport import, bool dryRun, CancellationToken stopping)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping, import.Stop.Token);
        var view = import.Change(v => v with { Stage = dryRun ? ImportStage.Checking : ImportStage.Importing, Results = [], Error = null, Beside = null });
        await records.SaveAsync(view);
        var inPlace = import.Paths.Count > 0;
        var result = await runner.RunAsync(
            new ImportRequest
            {
                Paths = inPlace ? import.Paths : [.. import.Files.Select(file => file.Path)],
                Source = view.Source,
                Format = view.Format,
                Encoding = view.Encoding,
                Choices = Choices(view),
                DryRun = dryRun,
                StartedBy = view.StartedBy,
                Open = inPlace ? null : spool.Open,
            },
            new Reports(
                new Pace(view.Files.Sum(file => file.Bytes), time, pace => import.Change(v => v with { Progress = pace })),
                beside => import.Change(v => v with { Beside = beside })),
            stop.Token);
        if (dryRun && view.Origin == ImportOrigin.Upload)
            await PreviewAsync(import, stop.Token);
        if (!dryRun && result.Files.Any(file => file.Inserted + file.Updated > 0))
            await after.RunAsync(stopping);
        var cancelled = result.Files.Any(file => file.State == "cancelled");
        import.Change(v => v with
        {
            Stage = cancelled ? ImportStage.Cancelled : dryRun ? ImportStage.Checked : ImportStage.Imported,
            Progress = null,
            Results = [.. result.Files.Select(Outcome)],
            BatchId = result.BatchId ?? v.BatchId,
        });
    }

    /// <summary>The cards of the page that comes next: a large file is searched to its end for further tables here, and not while somebody waits for the page.</summary>
    private async Task PreviewAsync(LiveImport import, CancellationToken stop)
    {
        for (var file = 0; file < import.Files.Count; file++)
        {
            var path = import.Files[file].Path;
            await import.PreviewAsync(file, () => setup.PreviewAsync(PreviewOf(import.View, path, spool), path, stop));
        }
    }

    /// <summary>What a file's preview is made from.</summary>
    public static ImportRequest PreviewOf(ImportView view, string path, UploadSpool spool) =>
        new() { Paths = [path], Source = view.Source, Format = view.Format, Encoding = view.Encoding, Choices = Choices(view), Open = spool.Open, DryRun = true };

    /// <summary>As the import names what a person chose; also for its previews.</summary>
    public static IReadOnlyDictionary<string, TableChoice> Choices(ImportView view) =>
        view.Choices.ToDictionary(pair => pair.Key, pair => new TableChoice(Text(pair.Value.Format), Text(pair.Value.Source), Text(pair.Value.TotalsReason), Text(pair.Value.Encoding)), StringComparer.Ordinal);

    private sealed class Reports(Pace pace, Action<string> beside) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            if (value.Beside is { } sentence)
                beside(sentence);
            else
                pace.Report(value);
        }
    }

    private static string? Text(string value) => value.Length > 0 ? value : null;

    private static ImportOutcome Outcome(FileResult file) => new()
    {
        File = file.File,
        Format = file.Format,
        Source = file.Source,
        State = file.State,
        Error = file.Error,
        TotalsMismatch = file.TotalsMismatch,
        SettingsDiffer = [.. file.SettingsDiffer.Select(d => new SettingChange(d.Setting, d.Title, d.Then, d.Now))],
        Earlier = file.Earlier is { } earlier ? new EarlierView(earlier.BatchId, earlier.FileId, earlier.Rejected, earlier.CanUndo) : null,
        FileId = file.FileId,
        Encoding = file.Encoding,
        Rows = file.Rows,
        Inserted = file.Inserted,
        Updated = file.Updated,
        Unchanged = file.Unchanged,
        Duplicate = file.Duplicate,
        Rejected = file.Rejected,
        Skipped = file.Skipped,
        Warnings = file.Warnings,
        CardNumbersTruncated = file.CardNumbersTruncated,
        Seconds = file.Duration.TotalSeconds,
        FirstProblems = [.. file.FirstProblems.Select(p => new RowProblem(p.Line, p.Severity, p.Column, p.Value, p.Rule, p.Reason) { Alike = p.Alike })],
    };
}
