using Insights.Analytics.Metrics;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.ServiceLevels;
using Insights.Analytics.Reports.Wording;

namespace Insights.Analytics.Reports.Builders.ServiceLevels;

/// <summary>How long customers wait, in business time and by the wall clock.</summary>
internal sealed class TimesBuilder(ReportSources sources) : ServiceLevelPage(sources)
{
    public override string Id => "service-levels-times";
    public override string Title => "Times";
    public override string Audience => "Support leads: how slow are we, and how far over our targets?";

    protected override IReadOnlyList<MetricDefinition> Shown => [Numbers.FirstReply, Numbers.FirstReplyP90, Numbers.FirstReplyWallClock, Numbers.Resolution, Numbers.ResolutionP90];

    private static readonly string[] TargetMetrics = ["first_reply_time", "next_reply_time", "periodic_update_time", "pausable_update_time", "requester_wait_time", "agent_work_time", "total_resolution_time"];

    protected override IReadOnlyList<string> Footnotes =>
    [
        "Percentiles are exact, from raw seconds. Business time counts the hours of the calendar that the ticket's policy names; 24/7 counts round the clock.",
        "Reply clocks that a solve ended are left out of reply times: no reply was sent. Clocks are counted on the day they ended, targets relative to the day they were decided.",
    ];

    protected override async Task<IReadOnlyList<Section>> SectionsAsync(ReportSetting setting, Answers answers, CancellationToken cancel)
    {
        var per = Periods.BucketName(answers.Bucket);
        ChartSpec Over(string id, string what, MetricDefinition median, MetricDefinition p90) => ChartMaker.OverTime(id, $"{what} per {per}: median and p90", ChartKind.Line, "business time", setting,
            [new("Median", SeriesRole.Primary, median, answers.Series(median)), new("p90", SeriesRole.Second, p90, answers.Series(p90))]);
        // All asked at once: each kind of clock is read by itself, and there is more than one core to read with.
        var distributions = Task.WhenAll(TargetMetrics.Select(metric => TimeTables.DistributionAsync(Sources, setting, metric, cancel)));
        var kinds = TimeTables.ByMetricAsync(Sources, setting, cancel);
        var splits = Task.WhenAll(
        [
            .. new[] { "priority", "team", "channel", "category", "vendor" }.Select(by => TimeTables.ByAsync(Sources, setting, "first_reply_time", by, "First reply time by " + by, cancel)),
            .. new[] { "priority", "team" }.Select(by => TimeTables.ByAsync(Sources, setting, "full_resolution_time", by, "Full resolution time by " + by, cancel)),
        ]);
        await Task.WhenAll(distributions, kinds, splits);
        List<Block> bins = [.. (await distributions).OfType<ChartSpec>().Select(chart => new Block.Chart(chart))];
        return
        [
            Section("over-time", "Over time", new Block.ChartPair(Over("first-reply", "First reply time", Numbers.FirstReply, Numbers.FirstReplyP90), Over("resolution", "Full resolution time", Numbers.Resolution, Numbers.ResolutionP90))),
            new Section { Id = "kinds", Title = "Business time and wall clock side by side", Wide = true, Blocks = [new Block.DataTable(await kinds)] },
            Section("targets", "Relative to the target", bins.Count > 0 ? bins : [new Block.Paragraph($"No clock with a target was decided {setting.InPeriod}.")]),
            new Section { Id = "splits", Title = "Where it takes longest", Wide = true, Blocks = [.. (await splits).Select(table => new Block.DataTable(table))] },
        ];
    }
}
