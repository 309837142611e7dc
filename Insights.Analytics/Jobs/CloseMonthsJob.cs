using Insights.Analytics.Rollups.History;
using NodaTime.Text;

namespace Insights.Analytics.Jobs;

/// <summary>Stamps the months whose days of grace are over, oldest first, each in a transaction of its own.</summary>
internal sealed class CloseMonthsJob(IMonthClosing closing) : IInsightsJob
{
    private static readonly YearMonthPattern s_month = YearMonthPattern.CreateWithInvariantCulture("MMMM uuuu");

    public string Id => JobIds.CloseMonths;

    public string Title => "Close months";

    public string? DefaultSchedule => "0 40 2 * * ?";

    public bool AfterImport => false;

    public async Task<JobOutcome> RunAsync(IProgress<JobProgress> progress, CancellationToken cancel)
    {
        var due = await closing.DueAsync(cancel);
        long clocks = 0;
        for (var i = 0; i < due.Count; i++)
        {
            progress.Report(new((double)i / due.Count, s_month.Format(due[i])));
            clocks += await closing.CloseAsync(due[i], by: null, cancel);
        }
        return new(due.Count, due.Count switch
        {
            0 => "No month was due.",
            1 => FormattableString.Invariant($"Closed {s_month.Format(due[0])}: {clocks:N0} verdicts stamped."),
            _ => FormattableString.Invariant($"Closed {due.Count:N0} months, {s_month.Format(due[0])} to {s_month.Format(due[^1])}: {clocks:N0} verdicts stamped."),
        });
    }
}
