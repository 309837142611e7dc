using Insights.Analytics.Metrics;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.ServiceLevels;
using Insights.Analytics.Reports.Wording;

namespace Insights.Analytics.Reports.Builders.ServiceLevels;

/// <summary>What happens to cases: solved at once, passed on, come back, rated.</summary>
internal sealed class FlowBuilder(ReportSources sources) : ServiceLevelPage(sources)
{
    public override string Id => "service-levels-flow";
    public override string Title => "Flow";
    public override string Audience => "Support leads: do cases stay solved, and who passes them to whom?";

    protected override IReadOnlyList<MetricDefinition> Shown => [Numbers.FirstContact, Numbers.ReopenRate, Numbers.RecontactRate, Numbers.EscalationRate, Numbers.FollowUps, Numbers.ClosedCaseReplies, Numbers.SeveralIssues, Numbers.Satisfaction, Numbers.SatisfactionResponse];

    protected override IReadOnlyList<string> Footnotes =>
    [
        FormattableString.Invariant($"Recontact: a follow-up that names the solved ticket and came within {Metrics.Support.Recontact.Days} days of the solve; provisional until those days have passed. First contact: one public reply of an agent, no reopen."),
        "A stay in a tier ends when the unsolved ticket is passed on or solved; only tickets that were passed on at all are in the path. Satisfaction is the share of good ratings among those given; the response rate says how many were asked.",
    ];

    protected override async Task<IReadOnlyList<Section>> SectionsAsync(ReportSetting setting, Answers answers, CancellationToken cancel)
    {
        // All asked at once: each is read by itself, and there is more than one core to read with.
        var paths = FlowTables.TierPathsAsync(Sources, setting, cancel);
        var chains = FlowTables.ChainsAsync(Sources, setting, cancel);
        var rates = Task.WhenAll(new[] { "team", "category", "channel", "vendor" }.Select(by => TableMaker.ByAsync(Sources, setting, "flow-by-" + by, "By " + by, by,
            [Numbers.TicketsSolved, Numbers.FirstContact, Numbers.ReopenRate, Numbers.RecontactRate, Numbers.EscalationRate, Numbers.SeveralIssues], 15, by is "team" or "vendor" ? null : Words.Label, cancel)));
        var satisfaction = Task.WhenAll(new[] { "team", "channel" }.Select(by => FlowTables.SatisfactionAsync(Sources, setting, by, cancel)));
        await Task.WhenAll(paths, chains, rates, satisfaction);
        return
        [
            new Section { Id = "path", Title = "Escalation path", Wide = true, Blocks = [new Block.DataTable(await paths)] },
            Section("follow-ups", "Replies to closed cases", await chains),
            new Section { Id = "rates", Title = "Where cases come back", Wide = true, Blocks = [.. (await rates).Select(table => new Block.DataTable(table))] },
            Section("satisfaction", "Satisfaction", [.. (await satisfaction).Select(table => new Block.DataTable(table))]),
        ];
    }
}
