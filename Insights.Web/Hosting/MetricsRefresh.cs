using Insights.Analytics.Jobs;

namespace Insights.Web.Hosting;

/// <summary>Runs the jobs that follow an import, in this process and without the scheduler.</summary>
internal static class MetricsRefresh
{
    /// <exception cref="JobFailedException">A job failed; its run row holds the details.</exception>
    public static async Task RunAsync(IServiceProvider services, string trigger, IProgress<string> progress, CancellationToken cancel)
    {
        var runner = services.GetRequiredService<IJobRunner>();
        foreach (var job in services.GetServices<IInsightsJob>().Where(j => j.AfterImport))
        {
            if (!await job.IsDueAfterImportAsync(cancel))
                continue;
            progress.Report($"{job.Title} …");
            await runner.RunAsync(job.Id, trigger, cancel);
        }
    }
}
