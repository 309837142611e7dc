using System.Globalization;
using Insights.Web.Hosting.Imports;
using Insights.Web.Pages.DataHealth;

namespace Insights.Web.Hosting.Inbox;

/// <summary>Looks into the watched folder, imports what lies there complete, and puts every file where its outcome says. Off unless Insights:Inbox names a folder.</summary>
internal sealed class InboxWatch(InsightsOptions options, ImportDesk desk, TimeProvider time, ILogger<InboxWatch> log) : BackgroundService, IInbox
{
    private const string StartedBy = "inbox";
    private const int MostShown = 20;

    private readonly Lock _gate = new();
    private InboxFolder? _folder;
    private DateTimeOffset? _lastLook;
    private string? _problem;

    public InboxView? View()
    {
        if (options.Inbox is null)
            return null;
        lock (_gate)
        {
            return new InboxView(
                Path.GetFullPath(options.Inbox), _lastLook, _folder?.Waiting ?? 0, _problem,
                _folder is null ? [] : [.. _folder.InQuarantine(MostShown).Select(file => new QuarantinedFile(file.Name, file.Why, new DateTimeOffset(file.Since, TimeSpan.Zero)))]);
        }
    }

    public override void Dispose()
    {
        _folder?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Inbox is null)
            return;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(Math.Max(1, options.InboxSeconds)), time);
        do
        {
            await LookAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>One look: takes what is complete, imports it, settles it.</summary>
    internal async Task LookAsync(CancellationToken cancel)
    {
        try
        {
            if (_folder is null)
            {
                var folder = new InboxFolder(options.Inbox!, FormattableString.Invariant($"{Environment.MachineName}-{Environment.ProcessId}-{time.GetUtcNow().ToUnixTimeMilliseconds()}"));
                lock (_gate)
                    _folder = folder;
            }
            if (_folder.ReturnAbandoned() is > 0 and var returned)
                log.LogInformation("{Count} files of an earlier process are back in the inbox", returned);
            foreach (var (source, paths) in _folder.Take())
                await ImportAsync(_folder, source, paths, cancel);
            Looked(null);
        }
        // A folder that is away for a moment (a network share) must not end the watch; the page says it.
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            log.LogWarning(failure, "The inbox could not be looked into; trying again");
            Looked("The folder could not be looked into: " + failure.Message + " The portal tries again by itself.");
        }
    }

    private void Looked(string? problem)
    {
        lock (_gate)
        {
            _lastLook = time.GetUtcNow();
            _problem = problem;
        }
    }

    private async Task ImportAsync(InboxFolder folder, string? source, IReadOnlyList<string> paths, CancellationToken cancel)
    {
        var id = await desk.BeginInPlaceAsync(new NewImport { StartedBy = StartedBy, Origin = ImportOrigin.Inbox, Source = source?.ToLowerInvariant() }, paths);
        await desk.ImportAsync(id, cancel);
        var view = await desk.WaitAsync(id, Timeout.InfiniteTimeSpan, cancel);
        // The portal is stopping: what was taken stays where it is, and the next start puts it back.
        cancel.ThrowIfCancellationRequested();
        foreach (var path in paths)
            Settle(folder, source, path, view!);
        InboxFolder.Forget(paths);
    }

    private void Settle(InboxFolder folder, string? source, string path, ImportView view)
    {
        var name = FileName.Clean(Path.GetFileName(path));
        // A workbook or an archive is several tables; the file goes where the worst of them says.
        var outcomes = view.Results.Where(result => result.IsOf(Path.GetFileName(path)) || FileName.Clean(result.File) == name).ToList();
        var failed = outcomes.Where(outcome => outcome.State is not ("done" or "already_imported")).ToList();
        var cards = outcomes.Sum(outcome => outcome.CardNumbersTruncated);
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        if (outcomes.Count == 0 || failed.Count > 0)
            folder.ToQuarantine(path, source, Why(name, failed.Count > 0 ? string.Join("\n", failed.Select(outcome => $"{outcome.File}: {outcome.Error ?? outcome.State}")) : view.Error ?? Unsaid(view)));
        else if (cards > 0 && options.InboxCardFiles == CardFiles.Quarantine)
            folder.ToQuarantine(path, source, Receipts(outcomes, view) + $"\nThe file holds {Words.Count(cards, "card number")} in the clear, so it is not archived. Delete it once nobody needs it.\n");
        // The same bytes may have held card numbers the first time: they are not kept again.
        else if (cards > 0 || outcomes.Exists(outcome => outcome.State == "already_imported"))
            folder.ToReceipt(path, source, today, name, Receipts(outcomes, view) + "The file itself was deleted.\n");
        else
            folder.ToArchive(path, source, today);
    }

    private static string Unsaid(ImportView view) =>
        view.Stage == ImportStage.Cancelled ? "The import was cancelled. Rows stored before stay." : "The import ended without saying what became of this file.";

    private string Why(string name, string error) =>
        $"{name} was not imported.\n\n{error}\n\nWhen the cause is gone, move the file back into the inbox and delete this note.\nPut aside {time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC. It was not searched for card numbers: treat it accordingly.\n";

    private static string Receipts(IReadOnlyList<ImportOutcome> outcomes, ImportView view) => string.Concat(outcomes.Select(outcome => string.Create(CultureInfo.InvariantCulture,
        $"""
        {outcome.File}: {(outcome.State == "already_imported" ? "known already, nothing done" : "imported")}
        {(outcome.State == "already_imported" ? outcome.Error : $"batch {view.BatchId}, file {outcome.FileId}, format {outcome.Format}, source {outcome.Source}")}
        {outcome.Rows} rows: {outcome.Inserted} new, {outcome.Updated} changed, {outcome.Unchanged} unchanged, {outcome.Duplicate} duplicate, {outcome.Rejected} rejected, {outcome.Skipped} skipped; {outcome.CardNumbersTruncated} card numbers cut

        """)));
}
