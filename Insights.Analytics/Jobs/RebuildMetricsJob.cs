using Insights.Analytics.Rollups;

namespace Insights.Analytics.Jobs;

/// <summary>Drops every derived row and derives it again from the facts. On demand: a refresh leaves the same rows.</summary>
internal sealed class RebuildMetricsJob(RollupPass pass) : IInsightsJob
{
    public string Id => JobIds.RebuildMetrics;

    public string Title => "Rebuild all metrics";

    public string? DefaultSchedule => null;

    public bool AfterImport => false;

    public async Task<JobOutcome> RunAsync(IProgress<JobProgress> progress, CancellationToken cancel)
    {
        var done = await pass.RebuildAsync(new Relay(progress), cancel);
        return new(done.Days + done.Tickets, Summaries.Of(done));
    }
}
