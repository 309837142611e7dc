using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Threading.Channels;
using Insights.Analytics.Jobs;
using Insights.Import;
using Insights.Web.Hosting.Scheduling;
using Insights.Web.Pages.DataHealth;

namespace Insights.Web.Hosting.Uploads;

/// <summary>Checks and imports what people upload, one at a time and in order, so that two imports never fight for the store.</summary>
internal sealed class UploadQueue(
    IImportRunner imports, UploadSpool spool, IEnumerable<IInsightsJob> jobs, QuartzJobControl scheduler, TimeProvider time, ILogger<UploadQueue> log)
    : BackgroundService, IUploads
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);
    private const int LongestName = 120;

    private readonly ConcurrentDictionary<string, Upload> _uploads = new();
    private readonly Channel<(Upload Upload, bool DryRun)> _queue = Channel.CreateUnbounded<(Upload, bool)>(new() { SingleReader = true });

    public string Begin(string startedBy)
    {
        ForgetOld();
        var upload = new Upload(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)), startedBy, time.GetUtcNow());
        _uploads[upload.Id] = upload;
        return upload.Id;
    }

    public async Task AddFileAsync(string uploadId, string fileName, Stream content, CancellationToken cancel)
    {
        var upload = Known(uploadId);
        var (path, bytes) = await spool.ReceiveAsync(uploadId, SafeName(fileName), content, cancel);
        upload.Change(view => view with { Files = [.. view.Files, new UploadedFile(Path.GetFileName(path), bytes)] });
    }

    public void Check(string uploadId) => Enqueue(uploadId, dryRun: true);

    public void Import(string uploadId) => Enqueue(uploadId, dryRun: false);

    public void Cancel(string uploadId)
    {
        var upload = Known(uploadId);
        upload.Stop.Cancel();
        upload.Change(view => view.Stage is UploadStage.Checking or UploadStage.Importing ? view : view with { Stage = UploadStage.Cancelled });
    }

    public UploadView? Find(string uploadId) => _uploads.TryGetValue(uploadId, out var upload) ? upload.View : null;

    public IReadOnlyList<UploadView> Recent() => [.. _uploads.Values.Select(u => u.View).OrderByDescending(v => v.StartedAt)];

    public Task WriteRejectsAsync(int fileId, Stream output, CancellationToken cancel = default) => imports.WriteRejectsAsync(fileId, output, cancel);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (upload, dryRun) in _queue.Reader.ReadAllAsync(stoppingToken))
        {
            if (upload.Stop.IsCancellationRequested)
                continue;
            try
            {
                await RunAsync(upload, dryRun, stoppingToken);
            }
            catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
            {
                upload.Change(view => view with { Stage = UploadStage.Cancelled, Progress = null });
            }
            // The queue outlives a broken file: the person sees the sentence, the log keeps the details.
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.LogError(failure, "Upload {Upload} failed", upload.Id);
                upload.Change(view => view with { Stage = UploadStage.Failed, Progress = null, Error = failure.Message });
            }
        }
    }

    private async Task RunAsync(Upload upload, bool dryRun, CancellationToken stopping)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping, upload.Stop.Token);
        upload.Change(view => view with { Stage = dryRun ? UploadStage.Checking : UploadStage.Importing, Results = [], Error = null });
        var result = await imports.RunAsync(
            new ImportRequest { Paths = [spool.FolderOf(upload.Id)], DryRun = dryRun, StartedBy = upload.View.StartedBy, Open = spool.Open },
            new Watch(upload), stop.Token);
        var cancelled = result.Files.Any(f => f.State == "cancelled");
        upload.Change(view => view with
        {
            Stage = cancelled ? UploadStage.Cancelled : dryRun ? UploadStage.Checked : UploadStage.Imported,
            Progress = null,
            Results = [.. result.Files.Select(ToResult)],
            BatchId = result.BatchId ?? view.BatchId,
        });
        if (dryRun)
            return;
        spool.Forget(upload.Id);
        foreach (var job in jobs.Where(j => j.AfterImport))
            await scheduler.RequestAsync(job.Id, "import", stopping);
    }

    private void Enqueue(string uploadId, bool dryRun)
    {
        var upload = Known(uploadId);
        if (upload.View.Files.Count == 0)
            throw new InvalidOperationException("This upload has no files.");
        if (upload.View.Stage is UploadStage.Imported or UploadStage.Cancelled)
            throw new InvalidOperationException("This upload has ended; begin a new one.");
        upload.Change(view => view with { Stage = UploadStage.Waiting });
        _queue.Writer.TryWrite((upload, dryRun));
    }

    private Upload Known(string uploadId) =>
        _uploads.TryGetValue(uploadId, out var upload) ? upload : throw new ArgumentException("This upload is not known any more: the portal was restarted or a day has passed. Upload the files again.", nameof(uploadId));

    private void ForgetOld()
    {
        var oldest = time.GetUtcNow() - Kept;
        foreach (var upload in _uploads.Values.Where(u => u.View.StartedAt < oldest && u.View.Stage is not (UploadStage.Checking or UploadStage.Importing or UploadStage.Waiting)))
        {
            _uploads.TryRemove(upload.Id, out _);
            spool.Forget(upload.Id);
        }
    }

    // A browser may send a whole path, and a hostile one anything: only the last part's plain characters stay.
    private static string SafeName(string fileName)
    {
        var last = fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..];
        var plain = string.Concat(last.Select(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or ' ' or '(' or ')' ? c : '_')).Trim('.', ' ');
        return plain.Length switch { 0 => "file", > LongestName => plain[^LongestName..], _ => plain };
    }

    private static UploadResult ToResult(FileResult file) => new()
    {
        File = Path.GetFileName(file.File),
        Format = file.Format,
        Source = file.Source,
        State = file.State,
        Error = file.Error,
        Rows = file.Rows,
        Inserted = file.Inserted,
        Updated = file.Updated,
        Unchanged = file.Unchanged,
        Duplicate = file.Duplicate,
        Rejected = file.Rejected,
        Skipped = file.Skipped,
        Warnings = file.Warnings,
        CardNumbersTruncated = file.CardNumbersTruncated,
        FirstProblems = [.. file.FirstProblems.Select(p => new UploadProblem(p.Line, p.Severity, p.Column, p.Value, p.Reason))],
    };

    private sealed class Watch(Upload upload) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) =>
            upload.Change(view => view with { Progress = new UploadProgress(Path.GetFileName(value.File), value.Rows, value.BytesRead, value.BytesTotal) });
    }

    private sealed class Upload(string id, string startedBy, DateTimeOffset startedAt)
    {
        private readonly Lock _gate = new();
        private UploadView _view = new() { Id = id, StartedBy = startedBy, StartedAt = startedAt, Stage = UploadStage.Received };

        public string Id { get; } = id;

        public CancellationTokenSource Stop { get; } = new();

        public UploadView View
        {
            get
            {
                lock (_gate)
                    return _view;
            }
        }

        public void Change(Func<UploadView, UploadView> change)
        {
            lock (_gate)
                _view = change(_view);
        }
    }
}
