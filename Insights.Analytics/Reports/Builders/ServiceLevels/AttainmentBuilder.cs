using Insights.Analytics.Metrics;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.ServiceLevels;
using Insights.Analytics.Reports.Wording;

namespace Insights.Analytics.Reports.Builders.ServiceLevels;

/// <summary>Which promises are kept, by everything they can be split by.</summary>
internal sealed class AttainmentBuilder(ReportSources sources) : ServiceLevelPage(sources)
{
    public override string Id => "service-levels-attainment";
    public override string Title => "Attainment";
    public override string Audience => "Support leads: which targets do we meet, with whom, and when?";

    protected override IReadOnlyList<MetricDefinition> Shown => [Numbers.Attainment, Numbers.FirstReplyAttainment, Numbers.ResolutionAttainment, Numbers.TargetsMissed, Numbers.NearMisses];

    protected override IReadOnlyList<string> Footnotes =>
        ["Intervals are Wilson's at 95 %. Lines with fewer than 30 decided clocks are marked and not sorted among the others; people are listed by name and never ranked."];

    protected override async Task<IReadOnlyList<Section>> SectionsAsync(ReportSetting setting, Answers answers, CancellationToken cancel)
    {
        var per = Periods.BucketName(answers.Bucket);
        var over = ChartMaker.OverTime("attainment", $"Targets met per {per}, against the goal", ChartKind.Line, "share of targets met", setting,
            [new("SLA attainment", SeriesRole.Primary, Numbers.Attainment, answers.Series(Numbers.Attainment))], answers.Previous(Numbers.Attainment), [ServiceLevelGoal.Line]);
        var tables = new List<Block>();
        foreach (var (by, title) in AttainmentTables.Splits)
            tables.Add(new Block.DataTable(await AttainmentTables.ByAsync(Sources, setting, by, title, cancel: cancel)));
        tables.AddRange((await AttainmentTables.OfOthersAsync(Sources, setting, cancel)).Select(table => new Block.DataTable(table)));
        return
        [
            Section("over-time", "Over time", new Block.Chart(over)),
            Section("dips", "What dips are about", await Dips.ExplainAsync(Sources, setting, answers.Series(Numbers.Attainment), cancel)),
            Section("hours", "When promises are hard to keep", new Block.Chart(await HourHeatmaps.AttainmentAsync(Sources, setting, null, cancel))),
            new Section { Id = "where", Title = "Where we meet them and where not", Wide = true, Blocks = tables },
        ];
    }
}
