using Insights.Analytics.Metrics;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.ServiceLevels;
using Insights.Analytics.Reports.Wording;

namespace Insights.Analytics.Reports.Builders.ServiceLevels;

/// <summary>Why promises are broken, and which were nearly.</summary>
internal sealed class CausesBuilder(ReportSources sources) : ServiceLevelPage(sources)
{
    public override string Id => "service-levels-causes";
    public override string Title => "Causes";
    public override string Audience => "Support leads: whose time was it when we missed a target?";

    protected override IReadOnlyList<MetricDefinition> Shown => [Numbers.TargetsMissed, Numbers.NearMisses, Numbers.Attainment];

    protected override IReadOnlyList<string> Footnotes =>
        ["A missed target is put down to whoever used most of it: us in our hours, us outside them (only where the promise is round the clock), the vendor, the customer, a third party. Pauses that did not count used none of it."];

    protected override async Task<IReadOnlyList<Section>> SectionsAsync(ReportSetting setting, Answers answers, CancellationToken cancel)
    {
        var causes = await Sources.ServiceLevels.CausesAsync(setting.Filter, setting.Scope, cancel: cancel) is [var all, ..] ? all : new CauseLine("all", "All targets", 0, 0, 0, 0, 0);
        var tables = new List<Block>();
        foreach (var (by, title) in new[] { ("metric", "By kind of target"), ("team", "By team"), ("priority", "By priority"), ("category", "By category"), ("vendor", "By vendor") })
            tables.Add(new Block.DataTable(await CauseTables.ByAsync(Sources, setting, by, title, cancel)));
        var missed = ChartMaker.OverTime("missed", $"Targets missed per {Periods.BucketName(answers.Bucket)}", ChartKind.Columns, "targets missed", setting,
            [new("Missed", SeriesRole.Bad, Numbers.TargetsMissed, answers.Series(Numbers.TargetsMissed))]);
        return
        [
            Section("dips", "What dips are about", await Dips.ExplainAsync(Sources, setting, answers.Series(Numbers.Attainment), cancel)),
            Section("causes", "Whose time it was", causes.Total > 0 ? [new Block.ChartPair(CauseTables.Chart(setting, causes), missed), new Block.DataTable(await CauseTables.WaitingAsync(Sources, setting, cancel))] : [new Block.Paragraph($"No target was missed {setting.InPeriod}.")]),
            new Section { Id = "where", Title = "Where targets are missed", Wide = true, Blocks = tables },
            new Section { Id = "near", Title = "Near misses", Wide = true, Blocks = [new Block.Paragraph("Kept, with more than 80 % of the target used up: the promises that break first when a week gets busier."), new Block.DataTable(await AttainmentTables.ByAsync(Sources, setting, "metric", "Near misses beside what was missed", cancel: cancel))] },
        ];
    }
}
