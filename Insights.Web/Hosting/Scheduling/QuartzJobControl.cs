using Quartz;

namespace Insights.Web.Hosting.Scheduling;

/// <summary>Asks for runs and cancels them.</summary>
internal sealed class QuartzJobControl(ISchedulerFactory factory)
{
    public const string Group = "insights";

    public static JobKey KeyOf(string jobId) => new(jobId, Group);

    /// <summary>One run as soon as the job is free. Asking twice before it starts is one run: the second would find nothing to do.</summary>
    public async Task RequestAsync(string jobId, string trigger, CancellationToken cancel)
    {
        var scheduler = await factory.GetScheduler(cancel);
        var key = new TriggerKey($"{jobId}:{trigger}", Group);
        if (await scheduler.GetTrigger(key, cancel) is not null)
            return;
        var once = TriggerBuilder.Create()
            .WithIdentity(key)
            .ForJob(KeyOf(jobId))
            .UsingJobData(RunInsightsJob.TriggerKey, trigger)
            // Three more tries, 5 s, 10 s, 20 s apart: what fails then needs a person, and the Jobs screen shows it red.
            .WithRetryPolicy(RetryPolicy.Exponential(3, TimeSpan.FromSeconds(5), 2.0, TimeSpan.FromMinutes(1)))
            .StartNow()
            .Build();
        try
        {
            await scheduler.ScheduleJob(once, cancellationToken: cancel);
        }
        catch (ObjectAlreadyExistsException)
        {
            // Another request came between the look and the insert: its run serves both.
        }
    }

    /// <returns>False when the job was not running.</returns>
    public async Task<bool> CancelAsync(string jobId, CancellationToken cancel)
    {
        var scheduler = await factory.GetScheduler(cancel);
        return await scheduler.Interrupt(KeyOf(jobId), cancel);
    }
}
