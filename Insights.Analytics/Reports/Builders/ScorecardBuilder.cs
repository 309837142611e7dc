using Insights.Analytics.Metrics;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Chargebacks;
using Insights.Analytics.Reports.Wording;
using Insights.Import.Store;

namespace Insights.Analytics.Reports.Builders;

/// <summary>
/// One vendor's standing on one screen: its numbers against its own past, the others together and the networks' lines, what stands out, what to do, what came of it.
/// Always built in that vendor's own scope, also when the house asks.
/// </summary>
internal sealed class ScorecardBuilder(ReportSources sources, DisputeList disputeList, ActionOutcomes actionOutcomes) : IReportBuilder
{
    private const int MostDeadlines = 5;

    private static readonly MetricDefinition[] Shown =
        [Numbers.Payments, Numbers.Disputes, Numbers.DisputeActivity, Numbers.DisputeRate, Numbers.WinRate, Numbers.NetLoss, Numbers.Attainment];

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
        var answers = await Answers.AskAsync(sources, setting, Shown, Bucket.Month, cancel, Answers.ThirteenMonths(filter.Range));
        if (answers.Nothing)
            return Frame.Nothing(this, setting, Shown);

        var peers = await PeerComparison.OfAsync(sources, setting, cancel);
        var outcomes = await actionOutcomes.OfAsync(setting, cancel);
        var awaiting = await disputeList.AwaitingAsync(setting, cancel);
        var findings = answers.Findings(Numbers.DisputeActivity, Numbers.Disputes, Numbers.WinRate, Numbers.NetLoss);

        List<Section> sections =
        [
            new() { Id = "now", Title = "Where you stand", Blocks = [answers.Tiles(Shown), new Block.DataTable(Comparison(setting, answers, peers))] },
            new() { Id = "months", Title = "Month by month", Blocks = [new Block.ChartPair(ChargebacksBuilder.Activity(setting, answers), ChargebacksBuilder.Rate(setting, answers))] },
        ];
        if (outcomes.Count > 0)
            sections.Add(new() { Id = "outcomes", Title = "What came of what you did", Wide = true, Blocks = [new Block.DataTable(ActionTables.Outcomes(outcomes)), new Block.Paragraph(ActionTables.HowCompared(outcomes))] });
        sections.Add(new() { Id = "due", Title = "Evidence due next", Wide = true, Blocks = [new Block.DataTable(DisputeList.Deadlines(setting, awaiting, null, MostDeadlines))] });
        return Frame.Document(this, setting, Finding.Headline(setting, findings, Numbers.DisputeActivity, answers.Now(Numbers.DisputeActivity)), sections, Shown,
            peers is null ? [] : ["The other vendors are shown as one number for all of them together; no vendor sees another's."]);
    }

    /// <summary>The same ratio held against the vendor's own past and against the others.</summary>
    private static Table Comparison(ReportSetting setting, Answers answers, PeerComparison? peers)
    {
        var now = answers.Now(Numbers.DisputeActivity);
        var own = new Ratio(now.Numerator ?? 0, now.Denominator ?? 0);
        Cell yours = Deltas.Shown(Numbers.DisputeActivity, now);
        var rows = new List<IReadOnlyList<Cell>>();
        if (setting.Compared is { } compared && answers.Before(Numbers.DisputeActivity) is { HasValue: true } before)
            rows.Add([new Cell.Text($"Your own {Periods.Short(compared)}"), Deltas.Shown(Numbers.DisputeActivity, before), yours, new Cell.Text(Against.Group(own, new(before.Numerator ?? 0, before.Denominator ?? 0)))]);
        if (peers is not null)
            rows.Add([new Cell.Text(FormattableString.Invariant($"The other vendors together ({peers.Vendors})")), new Cell.Share(peers.Activity.Numerator, peers.Activity.Denominator, 2), yours, new Cell.Text(Against.Group(own, peers.Activity))]);
        return new Table
        {
            Id = "comparison",
            Title = $"Your dispute activity {setting.InPeriod}",
            Columns = [new("against", "Held against", ColumnKind.Text), new("theirs", "That is", ColumnKind.Share), new("yours", "Yours", ColumnKind.Share), new("verdict", "You are", ColumnKind.Text)],
            Rows = rows,
            EmptyText = rows.Count == 0 ? "Nothing to compare with: there was no payment in the days before, and too few other vendors." : null,
        };
    }
}
