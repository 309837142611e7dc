using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Alerts;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Insights.Analytics.Rollups.Trends;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Jobs;

/// <summary>Looks for days out of the ordinary: every morning when yesterday is whole, and after an import that brings another whole day or comes an hour after the last look.</summary>
internal sealed class WatchTrendsJob(AnalyticsStore store, RollupPass rollups, WatchPass pass, IAlertLimits limits, TimeProvider clock) : IInsightsJob
{
    /// <summary>A file a minute must not mean a look at every series a minute.</summary>
    private static readonly Duration s_freshFor = Duration.FromHours(1);

    public string Id => JobIds.WatchTrends;

    public string Title => "Watch trends";

    public string? DefaultSchedule => "0 40 3 * * ?";

    public bool AfterImport => true;

    public async Task<JobOutcome> RunAsync(IProgress<JobProgress> progress, CancellationToken cancel)
    {
        // The daily sums are what is watched; where the refresh has run already this is done at once.
        await rollups.RefreshAsync(null, cancel);
        var run = await pass.RunAsync(new Relay(progress), cancel);
        await limits.WatchAsync(cancel);
        return new(run.Alerts, run.Series == 0
            ? "Too few days to know what is usual yet."
            : FormattableString.Invariant($"{run.Alerts:N0} {(run.Alerts == 1 ? "alert" : "alerts")} in {run.Series:N0} daily series from {run.From:yyyy-MM-dd} to {run.To:yyyy-MM-dd}."));
    }

    public async Task<bool> IsDueAfterImportAsync(CancellationToken cancel)
    {
        WatchRun? last;
        await using (var analytics = store.Open(DataScope.Staff))
            last = await analytics.WatchRuns.AsNoTracking().OrderByDescending(row => row.Id).FirstOrDefaultAsync(cancel);
        return last is null || last.Version != WatchPass.Version || Instant.FromDateTimeOffset(clock.GetUtcNow()) - Instant.FromDateTimeUtc(last.RanAt) > s_freshFor
            || await pass.LastWholeDayAsync(cancel) > last.To;
    }
}
