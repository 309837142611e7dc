using Insights.Analytics.Rollups;

namespace Insights.Analytics.Jobs;

/// <summary>Derives what imports have touched. The hourly run catches what another process imported.</summary>
internal sealed class RefreshMetricsJob(RollupPass pass) : IInsightsJob
{
    public string Id => JobIds.RefreshMetrics;

    public string Title => "Refresh metrics";

    public string? DefaultSchedule => "0 7 * * * ?";

    public bool AfterImport => true;

    public async Task<JobOutcome> RunAsync(IProgress<JobProgress> progress, CancellationToken cancel)
    {
        var done = await pass.RefreshAsync(new Relay(progress), cancel);
        return new(done.Days + done.Tickets, done == default ? "Nothing had changed." : Summaries.Of(done));
    }
}

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

internal static class Summaries
{
    public static string Of(RollupOutcome done) => FormattableString.Invariant($"Derived {done.Days:N0} {(done.Days == 1 ? "day" : "days")} of payments and disputes and {done.Tickets:N0} {(done.Tickets == 1 ? "ticket" : "tickets")}.");
}

/// <summary>Passes steps on at once: <see cref="Progress{T}"/> would post them to another thread, out of order.</summary>
internal sealed class Relay(IProgress<JobProgress> progress) : IProgress<(double Fraction, string Text)>
{
    public void Report((double Fraction, string Text) value) => progress.Report(new(value.Fraction, value.Text));
}
