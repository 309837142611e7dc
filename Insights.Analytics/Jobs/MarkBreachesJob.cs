using Insights.Analytics.Rollups;

namespace Insights.Analytics.Jobs;

/// <summary>Judges the clocks that have fallen due since the last minute, for tickets without any new event too.</summary>
internal sealed class MarkBreachesJob(RollupPass pass) : IInsightsJob
{
    public string Id => JobIds.MarkBreaches;

    public string Title => "Mark breached targets";

    public string? DefaultSchedule => "0 * * * * ?";

    public bool AfterImport => false;

    public async Task<JobOutcome> RunAsync(IProgress<JobProgress> progress, CancellationToken cancel)
    {
        var tickets = await pass.MarkBreachesAsync(cancel);
        return new(tickets, tickets == 0 ? "No target fell due." : FormattableString.Invariant($"{tickets:N0} tickets had a target fall due."));
    }
}
