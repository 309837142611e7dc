using Insights.Analytics.Metrics;
using Insights.Analytics.Metrics.Chargebacks.Programmes;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Chargebacks;
using Insights.Analytics.Reports.Wording;
using Insights.Import.Store;

namespace Insights.Analytics.Reports.Builders;

/// <summary>
/// A vendor's month on two to four pages, in its own words: where it stands, what changed, what stands out and what to do about it, what came of what it did,
/// what is due. Always built in that vendor's own scope, also when staff ask for it, so that nobody else's numbers or names can get into it.
/// </summary>
internal sealed class VendorChargebacksBuilder(ReportSources sources, IDeadlineQueries deadlines, IProgrammeQueries programmes, IDisputeWatchQueries watch, VendorAdvice vendorAdvice, ActionOutcomes actionOutcomes) : IReportBuilder
{
    /// <summary>What fits a page; the rest is a link away and in the calendar of deadlines.</summary>
    private const int MostDeadlines = 15;

    private static readonly MetricDefinition[] Shown =
        [Numbers.Disputes, Numbers.DisputeActivity, Numbers.DisputeRate, Numbers.DisputedValue, Numbers.NetLoss, Numbers.WinRate];

    /// <summary>What a vendor can do something about: the rest is on the screen of chargebacks.</summary>
    private static readonly MetricDefinition[] Before = [Numbers.ContactedFirst, Numbers.DeflectableValue, Numbers.DeflectableFees, Numbers.NeverContacted, Numbers.DoubleLoss, Numbers.UndefendedShare];

    private static readonly MetricDefinition[] Asked = [.. Shown, .. Before, Numbers.Payments, Numbers.ProvisionalOutcomes];

    public string Id => "vendor-chargebacks";
    public string Title => "Monthly chargeback report";
    public string Audience => "Vendors: where do we stand, why do customers dispute, and what should we do?";
    public bool ForVendors => true;
    public RowKinds Uses => RowKinds.Payments | RowKinds.Disputes;
    public bool OneVendor => true;

    public async Task<ReportDocument> BuildAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        if (await sources.VendorScopeAsync(filter, scope, cancel) is not { } vendor)
            return await Frame.ChooseVendorAsync(this, sources, filter, scope, Asked, cancel);

        var setting = await sources.OpenAsync(filter, vendor, cancel);
        var answers = await Answers.AskAsync(sources, setting, Asked, Bucket.Month, cancel, Answers.ThirteenMonths(filter.Range), Shown);
        if (answers.Nothing)
            return Frame.Nothing(this, setting, Asked);

        var standings = Periods.IsMonth(setting.Range) ? await programmes.StandingsAsync(setting.Range.From, setting.Filter.With("vendor"), vendor, cancel) : [];
        var peers = await PeerComparison.OfAsync(sources, setting, cancel);
        var reasons = await sources.Metrics.BreakdownAsync(Numbers.Disputes.Id, "reason", filter, vendor, 20, cancel);
        var before = filter.Compared() is { } compared ? await sources.Metrics.BreakdownAsync(Numbers.Disputes.Id, "reason", compared, vendor, 20, cancel) : null;
        var queue = await deadlines.ReadAsync(setting.Filter, setting.Scope, MostDeadlines, cancel);
        var findings = answers.Findings(Numbers.DisputeActivity, Numbers.Disputes, Numbers.WinRate, Numbers.DisputedValue, Numbers.NetLoss);
        var advice = await vendorAdvice.ForAsync(setting, standings, cancel);
        var outcomes = await actionOutcomes.OfAsync(setting, cancel);

        IReadOnlyList<Sentence> faster = [.. (await watch.OfAsync(setting.Filter.With("vendor"), vendor, cancel)).Select(one => WatchTables.Told(setting, one, null)).OfType<Sentence>()];
        IReadOnlyList<Sentence> reasonChanges = before is null ? [] : [.. ReasonFindings.Changes(setting, reasons, before)];
        var changes = new List<Block> { Finding.Changes(setting, findings, partsFollow: faster.Count + reasonChanges.Count > 0) };
        if (faster.Count > 0)
            changes.Add(new Block.Bullets(faster));
        if (reasonChanges.Count > 0)
            changes.Add(new Block.Bullets(reasonChanges));

        List<Section> sections =
        [
            new()
            {
                Id = "now", Title = "Where you stand",
                Blocks =
                [
                    answers.Tiles(Shown), new Block.Paragraph(ChargebacksBuilder.BothRatios(setting, answers)), new Block.DataTable(Standing.ToTable(setting, answers, peers)),
                    .. standings.Count == 0 ? [] : new Block[] { new Block.DataTable(Standing.Lines(setting, setting.Range.From, standings)) },
                    .. standings.Where(standing => standing.Status >= ProgrammeStatus.Near).ToList() is { Count: > 0 } close
                        ? [new Block.Bullets([.. close.Select(standing => new Sentence(ProgrammeTelling.Sentence(standing), ProgrammeTables.Detail(standing)))])] : Array.Empty<Block>(),
                ],
            },
            new() { Id = "changes", Title = "What changed", Blocks = changes },
            new() { Id = "actions", Title = "What stands out, and what to do", Blocks = [.. RecommendationBlocks.Told(advice), .. advice.Count > 0 ? [new Block.DataTable(RecommendationBlocks.ToTable(advice))] : Array.Empty<Block>()] },
        ];
        if (outcomes.Count > 0)
            sections.Add(new() { Id = "outcomes", Title = "What came of what you did", Blocks = [new Block.DataTable(ActionTables.Outcomes(setting, outcomes)), new Block.Paragraph(ActionTables.HowCompared(outcomes))] });
        sections.AddRange(
        [
            new() { Id = "why", Title = "Why customers dispute", Blocks = [new Block.ChartPair(ChargebacksBuilder.Activity(setting, answers), ChargebacksBuilder.Rate(setting, answers)), new Block.DataTable(ReasonFindings.ToTable(setting, reasons, before))] },
            new() { Id = "before", Title = "What happened before the dispute", Blocks = [new Block.DataTable(MetricLines.ToTable("before", "Between the payment and the dispute", setting, answers, Before)), new Block.Paragraph(ChargebacksBuilder.Deflectable)] },
            new() { Id = "cost", Title = "What it cost", Blocks = [new Block.DataTable(TableMaker.ByCurrency("by-currency", "Disputed value and net loss by currency", setting, [Numbers.DisputedValue, Numbers.NetLoss], answers.All))] },
            new() { Id = "due", Title = "Evidence due", Blocks = [new Block.DataTable(DeadlineTables.Next(setting, queue, MostDeadlines))] },
        ]);
        return Frame.Document(this, setting, Headline(setting, answers, standings, peers, findings), sections, Asked,
        [
            "Evidence due lists your open disputes, whenever they were received.",
            "Programme lines are the networks' published ones; the networks' own figures decide. A line needs a number of disputes and a ratio: both must be reached.",
            "A q-value says how often such a finding would be a false alarm among all that were looked for; only findings under 0.05 are told.",
            .. peers is null ? Array.Empty<string>() : [PeerComparison.Note],
        ]);
    }

    /// <summary>A reached programme line outranks every change; after it comes what changed, and after that how the others stand.</summary>
    private static string Headline(ReportSetting setting, Answers answers, IReadOnlyList<ProgrammeStanding> standings, PeerComparison? peers, IReadOnlyList<Finding> findings)
    {
        if (standings.FirstOrDefault(standing => standing.Status == ProgrammeStatus.Reached) is { } reached)
            return $"{reached.Programme} line reached {setting.InPeriod}: {Words.Count(reached.Verdict.Ratio.Numerator, "dispute", "disputes")}, {Words.Value(ProgrammeTelling.Ratio(reached.Verdict))}";
        if (standings.FirstOrDefault(standing => standing is { Status: ProgrammeStatus.Near, Left: not null }) is { } near)
            return $"{near.Programme} line is near: {Words.Count(near.Left!.Value, "dispute", "disputes")} left {setting.InPeriod}";
        return Standing.Headline(setting, answers, peers, findings);
    }
}
