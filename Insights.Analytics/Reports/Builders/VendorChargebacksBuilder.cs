using Insights.Analytics.Metrics;
using Insights.Analytics.Metrics.Chargebacks.Programmes;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Chargebacks;
using Insights.Analytics.Reports.Wording;
using Insights.Import.Store;

namespace Insights.Analytics.Reports.Builders;

/// <summary>
/// A vendor's month: where it stands, what changed, why, what to do, what is due. Always built in that vendor's own scope, also when staff
/// ask for it, so that nobody else's numbers or names can get into it.
/// </summary>
internal sealed class VendorChargebacksBuilder(ReportSources sources, DisputeList disputeList, IProgrammeQueries programmes) : IReportBuilder
{
    private const int MostDisputes = 2_000;
    private const int MostDeadlines = 200;

    /// <summary>Disputes nobody answered, before their share is worth advice.</summary>
    private const int FewestUndefended = 3;
    private const double TooManyUndefended = 0.1;

    private static readonly MetricDefinition[] Shown =
        [Numbers.Disputes, Numbers.DisputeActivity, Numbers.DisputeRate, Numbers.DisputedValue, Numbers.NetLoss, Numbers.WinRate];

    private static readonly MetricDefinition[] Asked = [.. Shown, Numbers.Payments];

    public string Id => "vendor-chargebacks";
    public string Title => "Monthly chargeback report";
    public string Audience => "Vendors: where do we stand, why do customers dispute, and what should we do?";
    public bool ForVendors => true;
    public bool OneVendor => true;

    public async Task<ReportDocument> BuildAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        if (await sources.VendorScopeAsync(filter, scope, cancel) is not { } vendor)
            return await Frame.ChooseVendorAsync(this, sources, filter, scope, Asked, cancel);

        var setting = await sources.OpenAsync(filter, vendor, cancel);
        var answers = await Answers.AskAsync(sources, setting, Asked, Bucket.Month, cancel, Answers.ThirteenMonths(filter.Range));
        if (answers.Nothing)
            return Frame.Nothing(this, setting, Asked);

        var standings = await StandingsAsync(setting, cancel);
        var reasons = await sources.Metrics.BreakdownAsync(Numbers.Disputes.Id, "reason", filter, vendor, 20, cancel);
        var before = filter.Compared() is { } compared ? await sources.Metrics.BreakdownAsync(Numbers.Disputes.Id, "reason", compared, vendor, 20, cancel) : null;
        var received = await disputeList.ReceivedAsync(setting, cancel);
        var awaiting = await disputeList.AwaitingAsync(setting, cancel);
        var findings = answers.Findings(Numbers.DisputeActivity, Numbers.Disputes, Numbers.WinRate, Numbers.DisputedValue, Numbers.NetLoss);

        var changes = new List<Block> { Finding.Changes(setting, findings) };
        if (before is not null && ReasonFindings.Changes(setting, reasons, before) is { Count: > 0 } reasonChanges)
            changes.Add(new Block.Bullets(reasonChanges));

        List<Section> sections =
        [
            new() { Id = "now", Title = "Where you stand", Blocks = [answers.Tiles(Shown), new Block.Paragraph(ChargebacksBuilder.BothRatios(setting, answers))] },
            new() { Id = "standing", Title = "Card network programmes", Wide = true, Blocks = [new Block.Paragraph(StandingText(standings)), new Block.DataTable(ProgrammeTables.Standings(setting, Periods.IsMonth(setting.Range) ? setting.Range.From : null, standings, withVendor: false))] },
            new() { Id = "changes", Title = "What changed", Blocks = changes },
            new() { Id = "months", Title = "Month by month", Blocks = [new Block.ChartPair(ChargebacksBuilder.Activity(setting, answers), ChargebacksBuilder.Rate(setting, answers))] },
            new()
            {
                Id = "why", Title = "Why customers dispute, and what to do",
                Blocks = [new Block.Chart(ChartMaker.Contributors("reasons-chart", "Disputes by reason", "disputes", setting, Numbers.Disputes, reasons, Words.Label)), new Block.DataTable(ReasonFindings.ToTable(setting, reasons, before)), Advice(setting, reasons, received.Select(dispute => dispute.State).ToList(), standings)],
            },
            new() { Id = "cost", Title = "What it cost", Blocks = [new Block.DataTable(TableMaker.ByCurrency("by-currency", "Disputed value and net loss by currency", setting, [Numbers.DisputedValue, Numbers.NetLoss], answers.All))] },
            new() { Id = "due", Title = "Evidence due", Wide = true, Blocks = [new Block.DataTable(DisputeList.Deadlines(setting, awaiting, null, MostDeadlines))] },
            new() { Id = "all", Title = "All disputes of the period", Wide = true, Blocks = [new Block.DataTable(DisputeList.Received(setting, received, MostDisputes))] },
        ];
        return Frame.Document(this, setting, Headline(setting, answers, standings, findings), sections, Asked,
            ["Evidence due lists all your open disputes, whenever they were received.", "Programme lines are the networks' published ones; the networks' own figures decide."]);
    }

    /// <summary>A reached programme line outranks every change; after it comes what changed.</summary>
    private static string Headline(ReportSetting setting, Answers answers, IReadOnlyList<ProgrammeStanding> standings, IReadOnlyList<Finding> findings)
    {
        if (standings.FirstOrDefault(standing => standing.Status == ProgrammeStatus.Reached) is { } reached)
            return $"{reached.Programme} line reached {setting.InPeriod}: {Words.Count(reached.Verdict.Ratio.Numerator, "dispute", "disputes")}, {Words.Value(ProgrammeTelling.Ratio(reached.Verdict))}";
        if (standings.FirstOrDefault(standing => standing is { Status: ProgrammeStatus.Near, Left: not null }) is { } near)
            return $"{near.Programme} line is near: {Words.Count(near.Left!.Value, "dispute", "disputes")} left {setting.InPeriod}";
        return Finding.Headline(setting, findings, Numbers.DisputeActivity, answers.Now(Numbers.DisputeActivity));
    }

    private static string StandingText(IReadOnlyList<ProgrammeStanding> standings) => standings.Count == 0
        ? "Card networks judge by calendar month: choose a month to see where you stand."
        : string.Join(" ", standings.Select(ProgrammeTelling.Sentence));

    private static Block Advice(ReportSetting setting, MetricBreakdown reasons, List<string> states, IReadOnlyList<ProgrammeStanding> standings)
    {
        var advice = ReasonFindings.Advice(setting, reasons, 3).ToList();
        var expired = states.Count(state => state == "expired");
        if (expired >= FewestUndefended && expired > TooManyUndefended * states.Count)
        {
            advice.Add(new(
                FormattableString.Invariant($"{Words.Count(expired, "dispute", "disputes")} of {states.Count:N0} ran out without an answer ({Words.Percent((double)expired / states.Count, 0)}, 95 % interval {ReasonFindings.Interval(new(expired, states.Count))}). {RecommendedActions.Undefended.Text} [{RecommendedActions.Undefended.Id}]"),
                RowLinks.To(RowSets.DisputesOpened, setting.Filter.With("state", "expired"))));
        }
        if (standings.FirstOrDefault(standing => standing.Status >= ProgrammeStatus.Near) is { } close)
            advice.Add(new($"{close.Programme}: {ProgrammeTelling.Status(close)}. {RecommendedActions.NearProgramme.Text} [{RecommendedActions.NearProgramme.Id}]", RowLinks.To(RowSets.DisputesOpened, setting.Filter.With("network", close.Network))));
        return advice.Count > 0 ? new Block.Bullets(advice) : new Block.Paragraph("Too few disputes of any one reason to recommend a change.");
    }

    private async Task<IReadOnlyList<ProgrammeStanding>> StandingsAsync(ReportSetting setting, CancellationToken cancel)
    {
        if (!Periods.IsMonth(setting.Range))
            return [];
        return await programmes.StandingsAsync(setting.Range.From, setting.Filter.With("vendor"), setting.Scope, cancel);
    }
}
