using System.Collections.Concurrent;
using Insights.Import;
using Insights.Web.Pages.DataHealth;

namespace Insights.Web.Hosting.Imports;

/// <summary>Runs replays in the imports' lane.</summary>
internal sealed class ReplayDesk(IRejectsReplay replay, ImportQueue queue, AfterImport after, ILogger<ReplayDesk> log) : IReplay
{
    private readonly ConcurrentDictionary<int, ReplayRun> _runs = new();

    public ReplayRun? Run(int fileId) => _runs.GetValueOrDefault(fileId);

    public void Start(int fileId)
    {
        if (Run(fileId) is { IsRunning: true })
            return;
        _runs[fileId] = new ReplayRun(true, 0, [], null);
        queue.AddWork(stopping => RunAsync(fileId, stopping));
    }

    private async Task RunAsync(int fileId, CancellationToken stopping)
    {
        try
        {
            var result = await replay.ReplayAsync(fileId, new Watch(progress => _runs[fileId] = new ReplayRun(true, progress.Rows, [], null)), stopping);
            _runs[fileId] = new ReplayRun(false, result.Rows,
            [
                new("Run again", Words.Number(result.Rows)), new("New", Words.Number(result.Inserted)), new("Changed", Words.Number(result.Updated)), new("Unchanged", Words.Number(result.Unchanged)),
                new("Duplicate", Words.Number(result.Duplicate)), new("Skipped", Words.Number(result.Skipped)), new("Still rejected", Words.Number(result.StillRejected), result.StillRejected > 0 ? "bad" : ""),
                new("Not whole rows", Words.Number(result.NotRun), result.NotRun > 0 ? "warn" : ""),
            ], null);
            if (result.Inserted + result.Updated > 0)
                await after.RunAsync(stopping);
        }
        // The lane outlives a failure: the person sees the sentence, the log keeps the details.
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            if (failure is not ReplayRefusedException)
                log.LogError(failure, "Replaying the rejected rows of file {File} failed", fileId);
            _runs[fileId] = new ReplayRun(false, 0, [], failure.Message);
        }
    }

    private sealed class Watch(Action<ImportProgress> show) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => show(value);
    }
}
