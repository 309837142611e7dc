using Insights.Analytics.Jobs;
using Insights.Web.Hosting.Scheduling;

namespace Insights.Web.Hosting.Imports;

/// <summary>What follows a change of facts: the numbers are brought up to date, by the scheduler where this node has one, otherwise here.</summary>
internal sealed class AfterImport(IServiceProvider services, IEnumerable<IInsightsJob> jobs)
{
    public async Task RunAsync(CancellationToken cancel)
    {
        if (services.GetService<QuartzJobControl>() is not { } scheduler)
        {
            await MetricsRefresh.RunAsync(services, "import", new Quiet(), cancel);
            return;
        }
        foreach (var job in jobs.Where(job => job.AfterImport))
        {
            if (await job.IsDueAfterImportAsync(cancel))
                await scheduler.RequestAsync(job.Id, "import", cancel);
        }
    }

    private sealed class Quiet : IProgress<string>
    {
        public void Report(string value)
        {
        }
    }
}
