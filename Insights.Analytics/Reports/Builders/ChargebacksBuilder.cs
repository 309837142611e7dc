using Insights.Analytics.Metrics;
using Insights.Analytics.Metrics.Chargebacks;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Chargebacks;
using Insights.Analytics.Reports.Wording;
using Insights.Import.Store;

namespace Insights.Analytics.Reports.Builders;

/// <summary>The disputes screen: both ratios by their own names, why disputes come, what they cost, and what is due.</summary>
internal sealed class ChargebacksBuilder(ReportSources sources, IDeadlineQueries deadlines, IHeldTimeQueries heldTimes, ScorecardSources scorecards) : IReportBuilder
{
    private const int MostDeadlines = 5;
    private const int MostPatterns = 5;
    private const int MostWatched = 3;

    internal const string Deflectable = "Deflectable value is what a refund in time would have returned without a dispute: the customer had asked, and nothing had been refunded in full. Disputes of customers who never asked are the other side: say so in the evidence.";
    private const int MostVendors = 10;

    private static readonly MetricDefinition[] Shown =
        [Numbers.Disputes, Numbers.DisputeActivity, Numbers.DisputeRate, Numbers.DisputedValue, Numbers.NetLoss, Numbers.WinRate];

    private static readonly MetricDefinition[] Asked = [.. new[] { Shown, MetricLines.Ratios, MetricLines.Ends, MetricLines.Before }.SelectMany(metrics => metrics).Append(Numbers.Payments).DistinctBy(metric => metric.Id)];

    public string Id => "chargebacks";
    public string Title => "Chargebacks";
    public string Audience => "Risk and vendor managers: how many disputes, why, what do they cost, and what is due?";
    public bool ForVendors => true;

    public async Task<ReportDocument> BuildAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        var setting = await sources.OpenAsync(filter, scope, cancel);
        // What does not rest on the numbers is asked beside them.
        var askedQueue = Task.Run(() => deadlines.ReadAsync(setting.Filter, setting.Scope, MostDeadlines, cancel), cancel);
        var askedPatterns = Task.Run(() => scorecards.Patterns.ListAsync(filter, scope, cancel), cancel);
        var askedWatches = Task.Run(() => scorecards.Watch.OfAsync(filter, scope, cancel), cancel);
        var askedVendors = scope.IsStaff ? Task.Run(() => VendorLines.OfAsync(scorecards, setting, cancel), cancel) : null;
        var answers = await Answers.AskAsync(sources, setting, Asked, Bucket.Month, cancel, Answers.ThirteenMonths(filter.Range), Shown);
        var (queue, patterns, watches) = (await askedQueue, await askedPatterns, await askedWatches);
        var vendors = askedVendors is null ? null : await askedVendors;
        if (answers.Nothing)
            return Frame.Nothing(this, setting, Asked);

        var findings = answers.Findings(Numbers.DisputeActivity, Numbers.Disputes, Numbers.WinRate, Numbers.DisputedValue, Numbers.NetLoss);
        var reasons = await sources.Metrics.BreakdownAsync(Numbers.Disputes.Id, "reason", filter, scope, 12, cancel);
        var networks = await sources.Metrics.BreakdownAsync(Numbers.Disputes.Id, "network", filter, scope, 8, cancel);
        var held = await heldTimes.OfAsync(filter, scope, cancel);
        List<Sentence> standsOut =
        [
            .. watches.Select(one => WatchTables.Told(setting, one, scope.IsStaff ? one.VendorName : null)).OfType<Sentence>().Take(MostWatched),
            .. patterns.Take(MostPatterns).Select(one => new Sentence(one.Sentence + PatternTables.SinceClause(one), PatternTables.LinkTo(one))),
        ];

        var sections = new List<Section>
        {
            new() { Id = "now", Title = "At a glance", Blocks = [answers.Tiles(Shown), new Block.Paragraph(BothRatios(setting, answers))] },
            new() { Id = "changes", Title = "What changed", Blocks = [Finding.Changes(setting, findings)] },
            new()
            {
                Id = "patterns", Title = "What stands out",
                Blocks = [standsOut.Count == 0
                    ? new Block.Paragraph("The last search for patterns found nothing beyond chance under these filters, or has not run yet, and disputes come no faster than usual.")
                    : new Block.Bullets(standsOut)],
            },
            new() { Id = "months", Title = "Month by month", Blocks = [new Block.ChartPair(Activity(setting, answers), Rate(setting, answers))] },
            new()
            {
                Id = "why", Title = "Why disputes come",
                Blocks =
                [
                    new Block.ChartPair(
                        ChartMaker.Contributors("reasons-chart", "Disputes by reason", "disputes", setting, Numbers.Disputes, reasons, Words.Label),
                        ChartMaker.Contributors("networks", "Disputes by card network", "disputes", setting, Numbers.Disputes, networks, Words.Label)),
                    new Block.DataTable(ReasonFindings.ToTable(setting, reasons, null)),
                    new Block.DataTable(await TableMaker.ByAsync(sources, setting, "by-network", "Disputes by card network", "network", [Numbers.Disputes, Numbers.DisputedValue, Numbers.NetLoss, Numbers.WinRate], 8, Words.Label, cancel)),
                ],
            },
            new()
            {
                Id = "before", Title = "Before the dispute: tickets, refunds, second charges", Wide = true,
                Blocks = [new Block.DataTable(MetricLines.ToTable("before", "Between the charge and the dispute", setting, answers, MetricLines.Before)), new Block.Paragraph(Deflectable)],
            },
            new()
            {
                Id = "ends", Title = "How they end", Wide = true,
                Blocks = [new Block.DataTable(MetricLines.ToTable("ends", "What became of disputes", setting, answers, MetricLines.Ends)), new Block.DataTable(HeldTimeTables.Of(setting, held)), new Block.Paragraph(HeldTimeTables.Note)],
            },
            new() { Id = "ratios", Title = "The ratios side by side", Wide = true, Blocks = [new Block.DataTable(MetricLines.RatioTable(setting, answers))] },
            new()
            {
                Id = "cost", Title = "What they cost",
                Blocks = [new Block.DataTable(TableMaker.ByCurrency("by-currency", "Disputed value and net loss by currency", setting, [Numbers.DisputedValue, Numbers.NetLoss], answers.All))],
            },
            new() { Id = "due", Title = "What is due", Wide = true, Blocks = [new Block.DataTable(DeadlineTables.Urgency(queue)), new Block.DataTable(DeadlineTables.Next(setting, queue, MostDeadlines))] },
        };
        if (vendors is not null)
        {
            sections.Insert(8, new()
            {
                Id = "vendors",
                Title = "Which vendors",
                Wide = true,
                Blocks = [new Block.DataTable(vendors.ToTable(MostVendors)), new Block.DataTable(vendors.ToOutcomes(MostVendors))],
            });
        }
        return Frame.Document(this, setting, Finding.Headline(setting, findings, Numbers.DisputeActivity, answers.Now(Numbers.DisputeActivity)), sections, Asked,
            ["Deadlines are those of all open disputes, whenever they were received; the other filters apply.", WatchTables.Note]);
    }

    /// <summary>The two ratios differ on purpose; saying how in one place saves the question which is right.</summary>
    internal static string BothRatios(ReportSetting setting, Answers answers)
    {
        var (activity, rate) = (answers.Now(Numbers.DisputeActivity), answers.Now(Numbers.DisputeRate));
        if (!activity.HasValue || !rate.HasValue)
            return "Dispute activity counts disputes by the day they arrived, dispute rate by the day of the payment.";
        var text = FormattableString.Invariant($"Dispute activity: {Words.Count(activity.Numerator ?? 0, "dispute", "disputes")} received {setting.InPeriod}, whatever payment they are about. Dispute rate: {Words.Count(rate.Numerator ?? 0, "dispute", "disputes")} so far on the {Words.Count(rate.Denominator ?? 0, "payment", "payments")} of {setting.Period}");
        return DisputeMaturity.IsMature(setting.Range, setting.AsOfDay) ? text + "." : FormattableString.Invariant($"{text}; it can still rise, because disputes arrive up to {DisputeMaturity.Days} days after the payment.");
    }

    internal static ChartSpec Activity(ReportSetting setting, Answers answers) => ChartMaker.OverTime(
        "activity", "Dispute activity by month received", ChartKind.Line, "disputes per payment", setting,
        [new("Dispute activity", SeriesRole.Primary, Numbers.DisputeActivity, answers.Series(Numbers.DisputeActivity))]);

    /// <summary>Months whose payments are younger than 120 days are hatched: their rate can only rise.</summary>
    internal static ChartSpec Rate(ReportSetting setting, Answers answers)
    {
        var series = answers.Series(Numbers.DisputeRate);
        var immature = series.Points.TakeWhile(point => DisputeMaturity.IsMature(point.Days, setting.AsOfDay)).Count();
        return ChartMaker.OverTime("rate", "Dispute rate by month of payment", ChartKind.Columns, "disputes per payment", setting,
            [new("Dispute rate", SeriesRole.Primary, Numbers.DisputeRate, series)], immatureFrom: immature);
    }
}
