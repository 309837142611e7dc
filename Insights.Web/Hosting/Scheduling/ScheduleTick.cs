using Quartz;

namespace Insights.Web.Hosting.Scheduling;

/// <summary>What a cron trigger fires: it asks for one run of the job its data names, and ends.</summary>
internal sealed class ScheduleTick(QuartzJobControl control) : IJob
{
    public const string JobIdKey = "job";

    public static JobKey Key { get; } = new("schedule-tick", "insights");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await control.RequestAsync(context.MergedJobDataMap.GetString(JobIdKey)!, "schedule", cancellationToken);
}
