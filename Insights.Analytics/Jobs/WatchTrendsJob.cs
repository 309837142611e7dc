using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Trends;

namespace Insights.Analytics.Jobs;

/// <summary>Looks for days out of the ordinary: every morning when yesterday is whole, and after an import.</summary>
internal sealed class WatchTrendsJob(RollupPass rollups, WatchPass pass) : IInsightsJob
{
    public string Id => JobIds.WatchTrends;

    public string Title => "Watch trends";

    public string? DefaultSchedule => "0 40 3 * * ?";

    public bool AfterImport => true;

    public async Task<JobOutcome> RunAsync(IProgress<JobProgress> progress, CancellationToken cancel)
    {
        // The daily sums are what is watched; where the refresh has run already this is done at once.
        await rollups.RefreshAsync(null, cancel);
        var run = await pass.RunAsync(new Relay(progress), cancel);
        return new(run.Alerts, run.Series == 0
            ? "Too few days to know what is usual yet."
            : FormattableString.Invariant($"{run.Alerts:N0} {(run.Alerts == 1 ? "alert" : "alerts")} in {run.Series:N0} daily series from {run.From:yyyy-MM-dd} to {run.To:yyyy-MM-dd}."));
    }
}
