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
        List<Block> rates = [];
        foreach (var by in new[] { "team", "category", "channel", "vendor" })
        {
            rates.Add(new Block.DataTable(await TableMaker.ByAsync(Sources, setting, "flow-by-" + by, "By " + by, by,
                [Numbers.TicketsSolved, Numbers.FirstContact, Numbers.ReopenRate, Numbers.RecontactRate, Numbers.EscalationRate, Numbers.SeveralIssues], 15, by is "team" or "vendor" ? null : Words.Label, cancel)));
        }
        return
        [
            new Section { Id = "path", Title = "Escalation path", Wide = true, Blocks = [new Block.DataTable(await FlowTables.TierPathsAsync(Sources, setting, cancel))] },
            Section("follow-ups", "Replies to closed cases", await FlowTables.ChainsAsync(Sources, setting, cancel)),
            new Section { Id = "rates", Title = "Where cases come back", Wide = true, Blocks = rates },
            Section("satisfaction", "Satisfaction", new Block.DataTable(await FlowTables.SatisfactionAsync(Sources, setting, "team", cancel)), new Block.DataTable(await FlowTables.SatisfactionAsync(Sources, setting, "channel", cancel))),
        ];
    }
}
