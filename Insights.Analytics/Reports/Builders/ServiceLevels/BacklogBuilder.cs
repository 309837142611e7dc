using Insights.Analytics.Metrics;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.ServiceLevels;
using Insights.Analytics.Reports.Wording;

namespace Insights.Analytics.Reports.Builders.ServiceLevels;

/// <summary>What was unsolved at exact instants, and what came in and went out.</summary>
internal sealed class BacklogBuilder(ReportSources sources) : ServiceLevelPage(sources)
{
    public override string Id => "service-levels-backlog";
    public override string Title => "Backlog";
    public override string Audience => "Support leads: is the pile growing, and how old is it?";

    protected override IReadOnlyList<MetricDefinition> Shown => [Numbers.Backlog, Numbers.TicketsCreated, Numbers.TicketsSolved];

    protected override IReadOnlyList<string> Footnotes =>
        ["The backlog is a level: tickets that were new, open, pending or on hold at the last instant of each stretch, in the reporting zone. Created minus solved is not the backlog: it forgets reopens. Ages count from the creation of the ticket."];

    protected override async Task<IReadOnlyList<Section>> SectionsAsync(ReportSetting setting, Answers answers, CancellationToken cancel)
    {
        var per = Periods.BucketName(answers.Bucket);
        var (chart, table) = await BacklogTables.ByAgeAsync(Sources, setting, answers.Bucket, cancel);
        var flow = ChartMaker.OverTime("flow", $"Tickets created and solved per {per}", ChartKind.Line, "tickets", setting,
            [new("Created", SeriesRole.Primary, Numbers.TicketsCreated, answers.Series(Numbers.TicketsCreated)), new("Solved", SeriesRole.Second, Numbers.TicketsSolved, answers.Series(Numbers.TicketsSolved))]);
        List<Block> splits = [];
        foreach (var by in new[] { "state", "priority", "team", "tier", "category", "vendor" })
            splits.Add(new Block.DataTable(await TableMaker.ByAsync(Sources, setting, "backlog-by-" + by, by == "state" ? "By status now" : "By " + by, by, [Numbers.Backlog, Numbers.TicketsCreated, Numbers.TicketsSolved], 12, by is "team" or "tier" or "vendor" ? null : Words.Label, cancel)));
        return
        [
            Section("age", "How old it is", new Block.Chart(chart), new Block.DataTable(table)),
            Section("flow", "Opened against solved", new Block.Chart(flow), new Block.DataTable(await TableMaker.OverTimeAsync(Sources, setting, "flow-by-" + per, $"Opened, solved and left at the end of each {per}", [Numbers.TicketsCreated, Numbers.TicketsSolved, Numbers.Backlog], answers.Bucket, cancel))),
            new Section { Id = "where", Title = "Where it lies at the end of the period", Wide = true, Blocks = splits },
        ];
    }
}
