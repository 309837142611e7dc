using Insights.Analytics.Metrics;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.History;
using Insights.Analytics.Reports.ServiceLevels;
using Insights.Analytics.Reports.Wording;
using Insights.Import.Store;

namespace Insights.Analytics.Reports.Builders;

/// <summary>The support lead's screen: are we keeping our promises, where not, how slow are we, and when do we need people.</summary>
internal sealed class ServiceLevelsBuilder(ReportSources sources) : IReportBuilder
{
    private static readonly MetricDefinition[] Shown =
        [Numbers.Attainment, Numbers.FirstReplyAttainment, Numbers.ResolutionAttainment, Numbers.FirstReply, Numbers.FirstReplyP90, Numbers.Resolution];

    private static readonly MetricDefinition[] Asked = [.. Shown, Numbers.ResolutionP90, Numbers.TicketsCreated, Numbers.TicketsSolved, Numbers.Backlog];

    public string Id => "service-levels";
    public string Title => "Service levels";
    public string Audience => "Support leads: are we meeting our targets, where not, and why?";
    public bool ForVendors => true;
    public RowKinds Uses => RowKinds.Tickets;

    public async Task<ReportDocument> BuildAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        var setting = await sources.OpenAsync(filter, scope, cancel);
        // A day decides too few clocks for a rate; a week is the shortest bucket that says something.
        var bucket = filter.Range.Days <= 14 ? Bucket.Day : filter.Range.Days <= 400 ? Bucket.Week : Bucket.Month;
        var answers = await Answers.AskAsync(sources, setting, Asked, bucket, cancel);
        if (answers.Nothing)
            return Frame.Nothing(this, setting, Asked);

        var findings = answers.Findings(Shown);
        var per = Periods.BucketName(bucket);
        var attainment = ChartMaker.OverTime("attainment", $"Targets met per {per}, against the goal", ChartKind.Line, "share of targets met", setting,
            [new("SLA attainment", SeriesRole.Primary, Numbers.Attainment, answers.Series(Numbers.Attainment))], answers.Previous(Numbers.Attainment), [ServiceLevelGoal.Line]);
        var missed = Missed(setting, answers.Series(Numbers.Attainment));
        var reply = ChartMaker.OverTime("first-reply", $"First reply time per {per}: median and p90", ChartKind.Line, "business time", setting,
            [new("Median", SeriesRole.Primary, Numbers.FirstReply, answers.Series(Numbers.FirstReply)), new("p90", SeriesRole.Second, Numbers.FirstReplyP90, answers.Series(Numbers.FirstReplyP90))]);
        var resolution = ChartMaker.OverTime("resolution", $"Full resolution time per {per}: median and p90", ChartKind.Line, "business time", setting,
            [new("Median", SeriesRole.Primary, Numbers.Resolution, answers.Series(Numbers.Resolution)), new("p90", SeriesRole.Second, Numbers.ResolutionP90, answers.Series(Numbers.ResolutionP90))]);
        var backlog = ChartMaker.OverTime("backlog", $"Tickets created and solved per {per}", ChartKind.Line, "tickets", setting,
            [new("Created", SeriesRole.Primary, Numbers.TicketsCreated, answers.Series(Numbers.TicketsCreated)), new("Solved", SeriesRole.Second, Numbers.TicketsSolved, answers.Series(Numbers.TicketsSolved))]);

        var hours = await sources.Coverage.ByHourAsync(filter, scope, cancel);
        var all = await sources.ServiceLevels.AttainmentAsync(filter, scope, cancel: cancel);
        List<Section> sections =
        [
            new() { Id = "now", Title = "At a glance", Blocks = [answers.Tiles(Shown), new Block.Paragraph(AttainmentTables.Reconciliation(all))] },
            new() { Id = "changes", Title = "What changed", Blocks = [Finding.Changes(setting, findings)] },
            new() { Id = "dips", Title = "What dips are about", Blocks = [await Dips.ExplainAsync(sources, setting, answers.Series(Numbers.Attainment), cancel)] },
            new() { Id = "targets", Title = "Are we meeting targets?", Blocks = [new Block.Chart(attainment), await TimeTables.DistributionAsync(sources, setting, "first_reply_time", cancel) is { } bins ? new Block.ChartPair(missed, bins) : new Block.Chart(missed)] },
            new() { Id = "speed", Title = "How slow are we?", Blocks = [new Block.ChartPair(reply, resolution)] },
            new() { Id = "arrivals", Title = "When do we need people?", Blocks = [new Block.Chart(HourHeatmaps.Counts("arrivals", "Tickets created by weekday and hour", "tickets", setting, hours.Arrivals, RowSets.TicketsCreated, "hour")), new Block.Chart(backlog)] },
            new() { Id = "where", Title = "Where do we miss them?", Wide = true, Blocks = await TablesAsync(setting, cancel) },
        ];
        if (await RestatementSection.ForAsync(sources, setting, cancel) is { } restated)
            sections.Add(restated);
        return Frame.Document(this, setting, Finding.Headline(setting, findings, Numbers.Attainment, answers.Now(Numbers.Attainment)), sections, Asked,
            ["A rate is met ÷ (met + breached) over clocks decided in the period. Open in time, merged, exempt, without policy and unmeasured clocks are counted beside it and enter no rate."]);
    }

    private static ChartSpec Missed(ReportSetting setting, MetricSeries series)
    {
        var spec = ChartMaker.OverTime("missed", $"Targets missed per {Periods.BucketName(series.Bucket)}", ChartKind.Columns, "targets missed", setting,
            [new("Missed", SeriesRole.Bad, Numbers.Attainment, series)]);
        var missed = series.Points.Select(point => point.Value.HasValue ? new Cell.Count((point.Value.Denominator ?? 0) - (point.Value.Numerator ?? 0)) : (Cell)new Cell.None("nothing decided")).ToList();
        var total = missed.OfType<Cell.Count>().Sum(cell => cell.Value);
        return spec with
        {
            Series = [new("Missed", SeriesRole.Bad, missed)],
            ValueKind = ColumnKind.Count,
            AltText = $"{Words.Count(total, "target", "targets")} missed {setting.InPeriod}; most in one {Periods.BucketName(series.Bucket)}: {Words.Value(missed.OfType<Cell.Count>().MaxBy(cell => cell.Value) ?? new Cell.Count(0))}.",
        };
    }

    private async Task<IReadOnlyList<Block>> TablesAsync(ReportSetting setting, CancellationToken cancel)
    {
        var blocks = new List<Block>();
        foreach (var (by, title) in new[] { ("policy", "By policy"), ("metric", "By kind of target"), ("priority", "By priority"), ("team", "By team"), ("channel", "By channel") })
        {
            blocks.Add(new Block.DataTable(await AttainmentTables.ByAsync(sources, setting, by, title, cancel: cancel)));
        }
        return blocks;
    }
}
