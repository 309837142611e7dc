using Insights.Analytics.Jobs;
using Insights.Web.Pages.Jobs;
using Quartz;

namespace Insights.Web.Hosting.Scheduling;

/// <summary>The Jobs screen's two buttons and its "next run" column.</summary>
internal sealed class JobControl(QuartzJobControl control, ISchedulerFactory factory, IEnumerable<IInsightsJob> jobs) : IJobControl
{
    public Task RunNowAsync(string jobId, string startedBy, CancellationToken cancel = default) =>
        jobs.Any(job => job.Id == jobId)
            ? control.RequestAsync(jobId, startedBy, cancel)
            : throw new ArgumentException($"There is no job '{jobId}'.", nameof(jobId));

    public Task<bool> CancelAsync(string jobId, CancellationToken cancel = default) => control.CancelAsync(jobId, cancel);

    public async Task<IReadOnlyDictionary<string, NextRun>> NextRunsAsync(CancellationToken cancel = default)
    {
        var scheduler = await factory.GetScheduler(cancel);
        var next = new Dictionary<string, NextRun>();
        foreach (var job in jobs)
            if (await scheduler.GetTrigger(ScheduleSetUp.CronKey(job.Id), cancel) is ICronTrigger trigger)
                next[job.Id] = new NextRun($"{trigger.CronExpressionString} ({trigger.TimeZone.Id})", trigger.NextFireTimeUtc);
        return next;
    }
}
