using Insights.Analytics.Jobs;
using Insights.Import.Store;
using Quartz;

namespace Insights.Web.Hosting.Scheduling;

/// <summary>
/// At start: every job is there, its cron trigger is the one wanted (setting Insights:Schedules:JOB, else the job's own), and what cannot wait for it runs now.
/// A trigger that is already right stays untouched, so that a fire missed while the process was down is made up for.
/// </summary>
internal sealed class ScheduleSetUp(ISchedulerFactory factory, IEnumerable<IInsightsJob> jobs, QuartzJobControl control, IReportingStore store, IConfiguration configuration) : IHostedService
{
    public static TriggerKey CronKey(string jobId) => new(jobId + ":cron", QuartzJobControl.Group);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var scheduler = await factory.GetScheduler(cancellationToken);
        var zone = TimeZoneInfo.FindSystemTimeZoneById((await store.WorkspaceAsync(cancellationToken)).ReportingZone.Id);
        foreach (var job in jobs)
        {
            await ScheduleAsync(scheduler, job, zone, cancellationToken);
            if (await job.IsDueAtStartAsync(cancellationToken))
                await control.RequestAsync(job.Id, "start", cancellationToken);
        }
    }

    private async Task ScheduleAsync(IScheduler scheduler, IInsightsJob job, TimeZoneInfo zone, CancellationToken cancel)
    {
        var detail = JobBuilder.Create<RunInsightsJob>().WithIdentity(QuartzJobControl.KeyOf(job.Id)).StoreDurably().RequestRecovery().Build();
        await scheduler.AddJob(detail, AddJobOptions.Replacing, cancel);

        var key = CronKey(job.Id);
        var wanted = configuration[$"{InsightsOptions.Section}:Schedules:{job.Id}"] ?? job.DefaultSchedule;
        if (string.IsNullOrWhiteSpace(wanted) || wanted == "off")
        {
            await scheduler.UnscheduleJob(key, cancel);
            return;
        }
        if (await scheduler.GetTrigger(key, cancel) is ICronTrigger present && present.CronExpressionString == wanted && present.TimeZone.Id == zone.Id)
            return;
        var trigger = TriggerBuilder.Create()
            .WithIdentity(key)
            .ForJob(ScheduleTick.Key)
            .UsingJobData(ScheduleTick.JobIdKey, job.Id)
            .WithSchedule(CronScheduleBuilder.Create(Checked(job.Id, wanted)).InTimeZone(zone).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed))
            .Build();
        if (await scheduler.RescheduleJob(key, trigger, cancel) is null)
            await scheduler.ScheduleJob(trigger, cancellationToken: cancel);
    }

    private static CronExpression Checked(string jobId, string cron) =>
        CronExpression.TryParse(cron, out var expression)
            ? expression
            : throw new ArgumentException($"Insights:Schedules:{jobId} '{cron}' is not a cron expression (seconds minutes hours day month weekday), for example '0 30 2 * * ?'.");

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
