using Insights.Analytics.Jobs;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Web.Pages.Shared;
using NodaTime;

namespace Insights.Web.Delivery.Schedules;

/// <summary>Whether the numbers are there that a mail would tell.</summary>
internal sealed class DataState(IDataHealthQueries health, IJobQueries jobs, IWorkspaceSettings settings, TimeProvider clock)
{
    /// <summary>So long a source counts that delivered before: one that is retired must not hold mail for ever, one of a month's rhythm must not be forgotten.</summary>
    public const int FedDays = 60;

    /// <summary>What is late now of the sources these rows come from, as the mail's first line; null when nothing is.</summary>
    public async Task<string?> LateAsync(RowKinds uses, DataScope scope, CancellationToken cancel)
    {
        var late = (await FedAsync(uses, Instant.FromDateTimeOffset(clock.GetUtcNow()), scope, cancel)).Where(source => source.Late > 0).ToList();
        return late.Count == 0 ? null : await TellAsync("is late", late, cancel);
    }

    /// <summary>What of these rows has not reached the beginning of a day yet, as the mail's first line; null when everything before it is there.</summary>
    public async Task<string?> IncompleteAsync(LocalDate until, RowKinds uses, DataScope scope, CancellationToken cancel)
    {
        var end = until.AtStartOfDayInZone((await settings.GetAsync(cancel)).Zone).ToInstant();
        // Fed until the end that is waited for, not until now: while a run waits, nobody falls out of what it waits for.
        var missing = (await FedAsync(uses, end, scope, cancel)).Where(source => source.DataUntil is null || source.DataUntil < end - Quiet).ToList();
        return missing.Count == 0 ? null : await TellAsync("is not complete", missing, cancel);
    }

    /// <summary>Which sources these rows come from, and which do not count any more.</summary>
    public async Task<WaitedFor> WaitedForAsync(RowKinds uses, DataScope scope, CancellationToken cancel)
    {
        var now = Instant.FromDateTimeOffset(clock.GetUtcNow());
        var fed = (await FedAsync(uses, now, scope, cancel)).Select(source => source.Source).ToList();
        var silent = (await health.FreshnessAsync(scope, cancel)).Where(source => source.DataUntil < now - Duration.FromDays(FedDays)).Select(source => source.Source).Except(fed).ToList();
        return new(fed, silent);
    }

    private async Task<IReadOnlyList<SourceFreshness>> FedAsync(RowKinds uses, Instant until, DataScope scope, CancellationToken cancel)
    {
        // From the beginning of an hour: within it the answer is asked for once.
        var since = Instant.FromUnixTimeSeconds((until - Duration.FromDays(FedDays)).ToUnixTimeSeconds() / 3600 * 3600);
        var delivered = await health.DeliveredAsync(since, scope, cancel);
        return [.. (await health.FreshnessAsync(scope, cancel)).Where(source => (delivered.GetValueOrDefault(source.Source) & uses) != RowKinds.None)];
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

/// <param name="Fed">Deliver such rows, or did within the last <see cref="DataState.FedDays"/> days.</param>
/// <param name="Silent">Have delivered nothing for longer: retired, perhaps.</param>
internal sealed record WaitedFor(IReadOnlyList<string> Fed, IReadOnlyList<string> Silent);
