using System.Collections.Concurrent;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Insights.Analytics.Jobs;

internal sealed class JobRunner(IEnumerable<IInsightsJob> jobs, AnalyticsStore store, JobProgressBoard board, TimeProvider clock, ILogger<JobRunner> log) : IJobRunner
{
    /// <summary>Runs kept of each job: a job of every minute fills a day with 1,440, and nobody reads further back than that here.</summary>
    private const int RunsKept = 1_500;

    private readonly Dictionary<string, IInsightsJob> _jobs = jobs.ToDictionary(job => job.Id, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new(StringComparer.Ordinal);

    public async Task<JobRunSummary> RunAsync(string jobId, string trigger, CancellationToken cancel = default)
    {
        if (!_jobs.TryGetValue(jobId, out var job))
            throw new ArgumentException($"There is no job '{jobId}'. Jobs: {string.Join(", ", _jobs.Keys.Order(StringComparer.Ordinal))}.", nameof(jobId));
        var turn = _turns.GetOrAdd(jobId, _ => new(1, 1));
        await turn.WaitAsync(cancel);
        try
        {
            return await RecordAsync(job, trigger, cancel);
        }
        finally
        {
            turn.Release();
        }
    }

    public async Task MarkInterruptedAsync(CancellationToken cancel = default)
    {
        var now = Now();
        await WriteAsync(context => context.JobRuns.Where(run => run.State == JobRun.Running).ExecuteUpdateAsync(
            change => change.SetProperty(run => run.State, JobRun.Interrupted).SetProperty(run => run.FinishedAt, now)
                .SetProperty(run => run.Error, "The program ended while the job ran. Nothing half-done remains; the next run does the rest."), cancel));
    }

    private async Task<JobRunSummary> RecordAsync(IInsightsJob job, string trigger, CancellationToken cancel)
    {
        var started = clock.GetTimestamp();
        var run = new JobRun { JobId = job.Id, Trigger = trigger, StartedAt = Now() };
        await WriteAsync(context =>
        {
            context.JobRuns.Add(run);
            return context.SaveChangesAsync(cancel);
        });
        try
        {
            var outcome = await job.RunAsync(board.For(run.Id), cancel);
            await FinishAsync(run, JobRun.Succeeded, outcome.Items, outcome.Summary, null);
            return new(run.Id, JobRun.Succeeded, outcome.Items, outcome.Summary, clock.GetElapsedTime(started));
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            const string Cancelled = "Cancelled; what was not done is done by the next run.";
            await FinishAsync(run, JobRun.Cancelled, 0, Cancelled, null);
            return new(run.Id, JobRun.Cancelled, 0, Cancelled, clock.GetElapsedTime(started));
        }
        catch (Exception failure)
        {
            log.LogError(failure, "Job {Job} (run {Run}) failed", job.Id, run.Id);
            await FinishAsync(run, JobRun.Failed, 0, null, Describe(failure));
            throw new JobFailedException($"{job.Title} failed: {failure.Message}", run.Id, failure);
        }
        finally
        {
            board.Remove(run.Id);
        }
    }

    private async Task FinishAsync(JobRun run, string state, long items, string? summary, string? error)
    {
        var now = Now();
        // Not under the run's cancellation: a cancelled run must still be recorded as such.
        await WriteAsync(async context =>
        {
            await context.JobRuns.Where(row => row.Id == run.Id).ExecuteUpdateAsync(change => change
                .SetProperty(row => row.State, state).SetProperty(row => row.FinishedAt, now).SetProperty(row => row.Items, items)
                .SetProperty(row => row.Summary, summary).SetProperty(row => row.Error, error));
            var oldest = await context.JobRuns.Where(row => row.JobId == run.JobId).OrderByDescending(row => row.Id).Skip(RunsKept).Select(row => (long?)row.Id).FirstOrDefaultAsync();
            if (oldest is { } id)
                await context.JobRuns.Where(row => row.JobId == run.JobId && row.Id <= id).ExecuteDeleteAsync();
        });
    }

    private async Task WriteAsync(Func<AnalyticsDbContext, Task> write)
    {
        await using var turn = await store.Reporting.LockForWritingAsync();
        await using var context = store.Open(DataScope.Staff);
        await write(context);
    }

    /// <summary>The whole chain of causes, for a person; the log has the stack.</summary>
    private static string Describe(Exception failure)
    {
        var messages = new List<string>();
        for (var cause = failure; cause is not null; cause = cause.InnerException)
            messages.Add($"{cause.GetType().Name}: {cause.Message}");
        return string.Join("\n", messages);
    }

    private DateTime Now() => clock.GetUtcNow().UtcDateTime;
}
