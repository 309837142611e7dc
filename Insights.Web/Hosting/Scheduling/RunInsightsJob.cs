using Insights.Analytics.Jobs;
using Quartz;

namespace Insights.Web.Hosting.Scheduling;

/// <summary>Runs one of our jobs under Quartz. The run row, the error text and the state are written by <see cref="IJobRunner"/>.</summary>
[DisallowConcurrentExecution]
internal sealed class RunInsightsJob(IJobRunner runner) : IJob
{
    public const string TriggerKey = "trigger";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var trigger = context.Recovering ? "recovery" : context.MergedJobDataMap.GetString(TriggerKey) ?? "schedule";
        await runner.RunAsync(context.JobDetail.Key.Name, trigger, cancellationToken);
    }
}
