using Insights.Analytics.Jobs;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Queries;

internal sealed class JobQueries(AnalyticsStore store, IEnumerable<IInsightsJob> jobs, JobProgressBoard board) : IJobQueries
{
    public async Task<IReadOnlyList<JobRunRow>> RunsAsync(string? jobId = null, long? beforeId = null, int size = 50, bool idle = true, CancellationToken cancel = default)
    {
        await using var context = store.Open(DataScope.Staff);
        var runs = context.JobRuns.AsNoTracking();
        if (jobId is not null)
            runs = runs.Where(run => run.JobId == jobId);
        if (beforeId is { } before)
            runs = runs.Where(run => run.Id < before);
        if (!idle)
            runs = runs.Where(run => run.Items > 0 || run.State != JobRun.Succeeded || run.Trigger != "schedule");
        return [.. (await runs.OrderByDescending(run => run.Id).Take(Math.Clamp(size, 1, 500)).ToListAsync(cancel)).Select(Row)];
    }

    public async Task<IReadOnlyList<JobRow>> JobsAsync(CancellationToken cancel = default)
    {
        await using var context = store.Open(DataScope.Staff);
        var rows = new List<JobRow>();
        foreach (var job in jobs)
        {
            var last = await context.JobRuns.AsNoTracking().Where(run => run.JobId == job.Id).OrderByDescending(run => run.Id).FirstOrDefaultAsync(cancel);
            rows.Add(new(job.Id, job.Title, job.DefaultSchedule, job.AfterImport, last is null ? null : Row(last)));
        }
        return rows;
    }

    private JobRunRow Row(JobRun run)
    {
        var progress = run.State == JobRun.Running ? board.Of(run.Id) : null;
        return new(
            run.Id, run.JobId, run.Trigger, run.State, Instant.FromDateTimeUtc(run.StartedAt), run.FinishedAt is { } finished ? Instant.FromDateTimeUtc(finished) : null,
            run.Items, run.Summary, run.Error, run.State == JobRun.Running ? progress?.Fraction ?? 0 : 1, progress?.Text);
    }
}
