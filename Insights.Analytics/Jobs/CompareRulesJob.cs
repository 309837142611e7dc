using Insights.Analytics.Rollups;

namespace Insights.Analytics.Jobs;

/// <summary>Answers "what would change if the new policies and calendars counted for the past too". On demand; changes no number.</summary>
internal sealed class CompareRulesJob(RuleComparison comparison) : IInsightsJob
{
    public string Id => JobIds.CompareRules;

    public string Title => "Compare policies and calendars";

    public string? DefaultSchedule => null;

    public bool AfterImport => false;

    public async Task<JobOutcome> RunAsync(IProgress<JobProgress> progress, CancellationToken cancel)
    {
        var answered = await comparison.RunAsync(fraction => progress.Report(new(fraction, "tickets")), cancel);
        return answered is null
            ? new(0, "Nobody has asked.")
            : new(answered.Clocks, FormattableString.Invariant($"{answered.Clocks:N0} clocks of {answered.Tickets:N0} tickets would be judged otherwise."));
    }
}
