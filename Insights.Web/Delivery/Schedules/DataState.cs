using Insights.Analytics.Jobs;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Web.Pages.Shared;
using NodaTime;

namespace Insights.Web.Delivery.Schedules;

/// <summary>Whether the numbers are there that a mail would tell.</summary>
internal sealed class DataState(IDataHealthQueries health, IJobQueries jobs, IWorkspaceSettings settings)
{
    /// <summary>What is late now, as the mail's first line; null when nothing is.</summary>
    public async Task<string?> LateAsync(DataScope scope, CancellationToken cancel)
    {
        var late = (await health.FreshnessAsync(scope, cancel)).Where(source => source.Late > 0).ToList();
        return late.Count == 0 ? null : await TellAsync("is late", late, cancel);
    }

    /// <summary>What has not reached the beginning of a day yet, as the mail's first line; null when everything before it is there.</summary>
    public async Task<string?> IncompleteAsync(LocalDate until, DataScope scope, CancellationToken cancel)
    {
        var end = until.AtStartOfDayInZone((await settings.GetAsync(cancel)).Zone).ToInstant();
        var missing = (await health.FreshnessAsync(scope, cancel)).Where(source => source.DataUntil is null || source.DataUntil < end - Quiet).ToList();
        return missing.Count == 0 ? null : await TellAsync("is not complete", missing, cancel);
    }

    /// <summary>Numbers are being brought up to date: what is read now would be half of it.</summary>
    public async Task<bool> IsMovingAsync(CancellationToken cancel) =>
        (await jobs.JobsAsync(cancel)).Any(job => job.Id is JobIds.RefreshMetrics or JobIds.RebuildMetrics && job.LastRun?.State == "running");

    // The last payment of a day is not at midnight: a source that has a row of the last quarter of an hour, or later, has the day.
    private static readonly Duration Quiet = Duration.FromMinutes(15);

    private async Task<string> TellAsync(string what, List<SourceFreshness> sources, CancellationToken cancel)
    {
        var zone = (await settings.GetAsync(cancel)).Zone;
        var told = sources.Take(3).Select(source => source.Source + (source.DataUntil is { } until ? " (until " + CellText.Of(new Cell.Moment(until), zone) + ")" : " (nothing yet)"));
        var more = sources.Count > 3 ? $" and {sources.Count - 3} more" : "";
        return $"Data {what}: {string.Join(", ", told)}{more}. What came later is missing here.";
    }
}
