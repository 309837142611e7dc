using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Patterns;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Jobs;

/// <summary>Searches payments and disputes for patterns: every night, and after an import when the last search is old or there is none.</summary>
internal sealed class FindPatternsJob(AnalyticsStore store, RollupPass rollups, PatternPass pass, TimeProvider clock) : IInsightsJob
{
    /// <summary>A file an hour must not mean a search an hour: patterns are made of months.</summary>
    private static readonly Duration s_freshFor = Duration.FromHours(12);

    public string Id => JobIds.FindPatterns;

    public string Title => "Find patterns";

    public string? DefaultSchedule => "0 50 2 * * ?";

    public bool AfterImport => true;

    public async Task<JobOutcome> RunAsync(IProgress<JobProgress> progress, CancellationToken cancel)
    {
        // The ledger of disputes is what is searched; where the refresh has run already this is done at once.
        await rollups.RefreshAsync(null, cancel);
        var run = await pass.RunAsync(new Relay(progress), cancel);
        return new(run.Patterns, FormattableString.Invariant($"{run.Patterns:N0} {(run.Patterns == 1 ? "pattern" : "patterns")} among {run.Segments:N0} segments in {run.Families:N0} dimensions and pairs; {run.Payments:N0} payments, {run.Disputes:N0} disputes from {run.From:yyyy-MM-dd} to {run.To:yyyy-MM-dd}."));
    }

    /// <summary>Never run, by older rules, or half a day ago; or on so little that a workspace whose files come one after the other would wait a night for its first patterns.</summary>
    public async Task<bool> IsDueAfterImportAsync(CancellationToken cancel)
    {
        PatternRun? last;
        await using (var analytics = store.Open(DataScope.Staff))
            last = await analytics.PatternRuns.AsNoTracking().OrderByDescending(row => row.Id).FirstOrDefaultAsync(cancel);
        return last is null || last.Version != PatternPass.Version || Instant.FromDateTimeOffset(clock.GetUtcNow()) - Instant.FromDateTimeUtc(last.RanAt) > s_freshFor
            || last.WithoutPayment > last.Disputes || await GrewAsync(last, cancel);
    }

    /// <summary>Half as many disputes again as the search knew, counted from the same day; those on charges before it were not searched, and are the twenty.</summary>
    private async Task<bool> GrewAsync(PatternRun last, CancellationToken cancel)
    {
        await using var reporting = store.Reporting.Open(DataScope.Staff);
        var from = last.From.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var known = await reporting.Chargebacks.LongCountAsync(row => row.IsDispute && row.OpenedAt >= from, cancel);
        return known > (1.5 * (last.Disputes + last.WithoutPayment)) + 20;
    }
}
