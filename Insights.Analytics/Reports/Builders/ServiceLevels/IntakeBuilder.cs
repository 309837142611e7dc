using Insights.Analytics.Metrics;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.ServiceLevels;
using Insights.Analytics.Reports.Wording;

namespace Insights.Analytics.Reports.Builders.ServiceLevels;

/// <summary>What requests hold at the start, and what it is worth.</summary>
internal sealed class IntakeBuilder(ReportSources sources) : ServiceLevelPage(sources)
{
    public override string Id => "service-levels-intake";
    public override string Title => "Intake";
    public override string Audience => "Support leads: what do customers leave out, and what does asking back cost?";

    protected override IReadOnlyList<MetricDefinition> Shown => [Numbers.IntakeCompleteness, Numbers.TicketsCreated, Numbers.Resolution];

    protected override IReadOnlyList<string> Footnotes =>
    [
        "Found while importing, and only as yes or no; the words themselves are not kept. Account or payment number: a run of five or more digits or an id such as ch_1A2b, or a payment named in its own field. Exact error text: words in quotation marks, or \"error\" or \"code\" followed by one. "
            + "Time it began: a date, a clock time, or \"since\" or \"yesterday\". Environment: a browser, app, device or operating system by name. Screenshot: an attachment at the start, or the word.",
        "Difference of medians with its interval after Price and Bonett (2002); both sides are tickets created in the period and solved by now, in business time.",
    ];

    protected override async Task<IReadOnlyList<Section>> SectionsAsync(ReportSetting setting, Answers answers, CancellationToken cancel)
    {
        var lines = await Sources.Intake.CompletenessAsync(setting.Filter, setting.Scope, cancel);
        var known = lines.Count == 0 ? 0 : lines[0].Known;
        if (known == 0)
            return [Section("intake", "What customers give at the start", new Block.Paragraph($"No request {setting.InPeriod} could be looked into: their sources carry neither the text of the request nor a field that says what it holds. The guide tells which do."))];
        return
        [
            new Section { Id = "intake", Title = "What customers give at the start", Wide = true, Blocks = [new Block.DataTable(IntakeTables.Completeness(setting, lines))] },
            Section("worth", "What it is worth", IntakeTables.Findings(lines)),
            new Section { Id = "where", Title = "Where requests are complete", Wide = true, Blocks =
            [
                .. (await Task.WhenAll(new[] { "channel", "category", "vendor" }.Select(by => TableMaker.ByAsync(Sources, setting, "intake-by-" + by, "By " + by, by, [Numbers.TicketsCreated, Numbers.IntakeCompleteness], 15, by == "vendor" ? null : Words.Label, cancel)))).Select(table => new Block.DataTable(table)),
            ] },
        ];
    }
}
