using Insights.Analytics.Rollups;

namespace Insights.Analytics.Jobs;

/// <summary>Derives what imports have touched. The hourly run catches what another process imported.</summary>
internal sealed class RefreshMetricsJob(RollupPass pass) : IInsightsJob
{
    public string Id => JobIds.RefreshMetrics;

    public string Title => "Refresh metrics";

    public string? DefaultSchedule => "0 7 * * * ?";

    public bool AfterImport => true;

    /// <summary>A new program may derive more, and otherwise: until it has, its screens would show zeros for what it does not have yet.</summary>
    public Task<bool> IsDueAtStartAsync(CancellationToken cancel) => pass.IsOfAnotherProgramAsync(cancel);

    public async Task<JobOutcome> RunAsync(IProgress<JobProgress> progress, CancellationToken cancel)
    {
        var done = await pass.RefreshAsync(new Relay(progress), cancel);
        return new(done.Days + done.Tickets, done == default ? "Nothing had changed." : Summaries.Of(done));
    }
}
