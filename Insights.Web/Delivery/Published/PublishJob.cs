using Insights.Analytics.Jobs;
using Insights.Web.Pages.Shared;
using NodaTime;
using NodaTime.Text;

namespace Insights.Web.Delivery.Published;

/// <summary>Every night, after months were closed: the newest closed month's reports are published, and restated months get their next version.</summary>
internal sealed class PublishJob(IServiceScopeFactory scopes, IWorkspaceSettings settings, TimeProvider clock) : IInsightsJob
{
    private static readonly YearMonthPattern Words = YearMonthPattern.CreateWithInvariantCulture("MMMM uuuu");

    public string Id => "publish-reports";

    public string Title => "Publish monthly reports";

    public string? DefaultSchedule => "0 30 4 * * ?";

    public bool AfterImport => false;

    public async Task<JobOutcome> RunAsync(IProgress<JobProgress> progress, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var shelf = scope.ServiceProvider.GetRequiredService<PublishedShelf>();
        var today = Instant.FromDateTimeOffset(clock.GetUtcNow()).InZone((await settings.GetAsync(cancel)).Zone).Date;
        var months = await shelf.MonthsToWatchAsync(today, cancel);
        var added = 0;
        for (var index = 0; index < months.Count; index++)
        {
            progress.Report(new((double)index / months.Count, Words.Format(months[index])));
            added += await shelf.PublishAsync(months[index], "schedule", cancel);
        }
        return new(added, added == 0 ? "Nothing to publish: no month was closed or restated." : FormattableString.Invariant($"{added} reports published."));
    }
}
