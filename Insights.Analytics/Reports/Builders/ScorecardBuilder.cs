using Insights.Analytics.Metrics;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Chargebacks;
using Insights.Analytics.Reports.Wording;
using Insights.Import.Store;
using NodaTime;

namespace Insights.Analytics.Reports.Builders;

/// <summary>
/// One vendor's standing on one screen: its numbers against its own past, the others together and the networks' lines, what stands out, what to do, what came of it.
/// Always built in that vendor's own scope, also when the house asks.
/// </summary>
internal sealed class ScorecardBuilder(ReportSources sources, IDeadlineQueries deadlines, IProgrammeQueries programmes, IDisputeWatchQueries watch, VendorAdvice vendorAdvice, ActionOutcomes actionOutcomes) : IReportBuilder
{
    private const int MostDeadlines = 5;

    private static readonly MetricDefinition[] Shown =
        [Numbers.Payments, Numbers.Disputes, Numbers.DisputeActivity, Numbers.DisputeRate, Numbers.WinRate, Numbers.NetLoss, Numbers.ContactedFirst, Numbers.Attainment];

    /// <summary>Those with daily sums: a year of what is counted case by case would make the page wait for its own history.</summary>
    private static readonly MetricDefinition[] Drawn = [.. Shown.Except([Numbers.ContactedFirst, Numbers.Attainment])];

    public string Id => "my-scorecard";
    public string Title => "My scorecard";
    public string Audience => "Vendors: where do I stand, what stands out, what should I do, and did it help?";
    public bool ForVendors => true;
    public bool OneVendor => true;

    public async Task<ReportDocument> BuildAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        if (await sources.VendorScopeAsync(filter, scope, cancel) is not { } vendor)
            return await Frame.ChooseVendorAsync(this, sources, filter, scope, Shown, cancel);

        var setting = await sources.OpenAsync(filter, vendor, cancel);
        // What does not rest on the numbers is asked beside them.
        var askedMonth = Task.Run(() => programmes.MonthAsync(filter, vendor, cancel), cancel);
        var askedStandings = Task.Run(async () => await programmes.StandingsAsync(await askedMonth, setting.Filter.With("vendor"), vendor, cancel), cancel);
        var askedQueue = Task.Run(() => deadlines.ReadAsync(setting.Filter, setting.Scope, MostDeadlines, cancel), cancel);
        var askedCourse = Task.Run(() => watch.OfAsync(setting.Filter.With("vendor"), vendor, cancel), cancel);
        var answers = await Answers.AskAsync(sources, setting, [.. Shown, Numbers.ProvisionalOutcomes], Bucket.Month, cancel, Answers.ThirteenMonths(filter.Range), Drawn);
        var (month, standings, queue, watched) = (await askedMonth, await askedStandings, await askedQueue, await askedCourse);
        if (answers.Nothing)
            return Frame.Nothing(this, setting, Shown);

        var peers = await PeerComparison.OfAsync(sources, setting, cancel);
        var advice = await vendorAdvice.ForAsync(setting, standings, cancel);
        var outcomes = await actionOutcomes.OfAsync(setting, cancel);
        var findings = answers.Findings(Numbers.DisputeActivity, Numbers.Disputes, Numbers.WinRate, Numbers.NetLoss);

        var course = watched.Take(1).ToList();
        var faster = course.Select(one => WatchTables.Told(setting, one, null)).OfType<Sentence>().ToList();

        List<Section> sections =
        [
            new() { Id = "now", Title = "Where you stand", Blocks = [answers.Tiles(Shown), .. faster.Count > 0 ? [new Block.Bullets(faster)] : Array.Empty<Block>(), new Block.DataTable(Standing.ToTable(setting, answers, peers))] },
            Lines(setting, month, standings),
            new() { Id = "months", Title = "Month by month", Blocks = [new Block.ChartPair(ChargebacksBuilder.Activity(setting, answers), ChargebacksBuilder.Rate(setting, answers)), .. course.Select(one => WatchTables.Chart(setting, one)).OfType<ChartSpec>().Select(chart => new Block.Chart(chart))] },
        ];
        sections.Insert(2, new() { Id = "actions", Title = "What stands out, and what to do", Blocks = [.. RecommendationBlocks.Told(advice), .. advice.Count > 0 ? [new Block.DataTable(RecommendationBlocks.ToTable(advice))] : Array.Empty<Block>()] });
        if (outcomes.Count > 0)
            sections.Add(new() { Id = "outcomes", Title = "What came of what you did", Blocks = [new Block.DataTable(ActionTables.Outcomes(setting, outcomes)), new Block.Paragraph(ActionTables.HowCompared(outcomes))] });
        sections.Add(new() { Id = "due", Title = "Evidence due next", Wide = true, Blocks = [new Block.DataTable(DeadlineTables.Next(setting, queue, MostDeadlines))] });
        return Frame.Document(this, setting, Standing.Headline(setting, answers, peers, findings), sections, Shown,
            [.. peers is null ? Array.Empty<string>() : [PeerComparison.Note], "Programme lines are the networks' published ones; the networks' own figures decide. A line needs a number of disputes and a ratio: both must be reached.", WatchTables.Note]);
    }

    private static Section Lines(ReportSetting setting, LocalDate month, IReadOnlyList<ProgrammeStanding> standings) => new()
    {
        Id = "programmes",
        Title = "Card network programmes",
        Blocks =
        [
            .. Standing.LinesChart(month, standings) is { } chart ? [new Block.Chart(chart)] : Array.Empty<Block>(),
            new Block.DataTable(Standing.Lines(setting, month, standings)),
        ],
    };
}
