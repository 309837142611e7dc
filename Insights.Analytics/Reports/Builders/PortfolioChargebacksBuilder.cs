using Insights.Analytics.Metrics;
using Insights.Analytics.Metrics.Chargebacks.Actions;
using Insights.Analytics.Metrics.Chargebacks.Programmes;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Chargebacks;
using Insights.Analytics.Reports.Wording;
using Insights.Import.Store;

namespace Insights.Analytics.Reports.Builders;

/// <summary>The house's month of chargebacks over all vendors: who is near a network's line, who stands out, what is behind it, what it costs, whom to talk to.</summary>
internal sealed class PortfolioChargebacksBuilder(ReportSources sources, IDeadlineQueries deadlines, ScorecardSources scorecards) : IReportBuilder
{
    private const int MostVendors = 12;
    private const int MostPatterns = 8;
    private const int MostStandings = 12;

    /// <summary>A pattern found within so many days is marked as new, as on the page of patterns.</summary>
    private static readonly NodaTime.Duration NewPatterns = NodaTime.Duration.FromDays(7);

    private const int MostDeadlines = 12;

    private static readonly MetricDefinition[] Shown =
        [Numbers.Disputes, Numbers.DisputeActivity, Numbers.DisputeRate, Numbers.DisputedValue, Numbers.NetLoss, Numbers.WinRate];

    private static readonly MetricDefinition[] Asked = [.. new[] { Shown, MetricLines.Ratios, MetricLines.Before, [Numbers.ProvisionalOutcomes] }.SelectMany(metrics => metrics).DistinctBy(metric => metric.Id)];

    public string Id => "portfolio-chargebacks";
    public string Title => "Portfolio chargeback report";
    public string Audience => "Risk and vendor managers, monthly: which vendors are near a network's line, which stand out, why, and whom should we talk to?";
    public bool ForVendors => false;
    public RowKinds Uses => RowKinds.Payments | RowKinds.Disputes;

    public async Task<ReportDocument> BuildAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        var setting = await sources.OpenAsync(filter, scope, cancel);
        var answers = await Answers.AskAsync(sources, setting, Asked, Bucket.Month, cancel, Answers.ThirteenMonths(filter.Range), Shown);
        if (answers.Nothing || scope.Kind == ScopeKind.Nothing)
            return Frame.Nothing(this, setting, Shown);

        var findings = answers.Findings(Numbers.DisputeActivity, Numbers.Disputes, Numbers.WinRate, Numbers.DisputedValue, Numbers.NetLoss);
        var lines = await VendorLines.OfAsync(scorecards, setting, cancel);
        var month = await scorecards.Programmes.MonthAsync(filter, scope, cancel);
        var close = lines.Standings.Where(standing => standing.Status >= ProgrammeStatus.Near).ToList();
        var reasons = await sources.Metrics.BreakdownAsync(Numbers.Disputes.Id, "reason", filter, scope, 10, cancel);
        var queue = await deadlines.ReadAsync(setting.Filter, setting.Scope, MostDeadlines, cancel);

        List<Section> sections =
        [
            new() { Id = "now", Title = "The month at a glance", Blocks = [answers.Tiles(Shown), new Block.Paragraph(ChargebacksBuilder.BothRatios(setting, answers))] },
            new() { Id = "changes", Title = "What changed", Blocks = [Finding.Changes(setting, findings), new Block.DataTable(WatchTables.ToTable(setting, await scorecards.Watch.OfAsync(filter, scope, cancel)))] },
            new()
            {
                Id = "standing", Title = "Near a network's line", Wide = close.Count > 0,
                Blocks = close.Count == 0
                    ? [new Block.Paragraph($"No vendor is near a line of a card network's programme {Periods.In(ProgrammeTelling.Days(month))}.")]
                    : [new Block.DataTable(ProgrammeTables.Standings(setting, month, [.. close.Take(MostStandings)], withVendor: true))],
            },
            StandingOut(setting, lines),
            Behind(setting, lines),
            new()
            {
                Id = "why", Title = "Why customers dispute",
                Blocks = [new Block.ChartPair(ChargebacksBuilder.Activity(setting, answers).Told(), ChargebacksBuilder.Rate(setting, answers).Told()), new Block.DataTable(ReasonFindings.ToTable(setting, reasons, null))],
            },
            new() { Id = "ratios", Title = "The ratios side by side", Blocks = [new Block.DataTable(MetricLines.RatioTable(setting, answers))] },
            new() { Id = "before", Title = "Before the dispute", Blocks = [new Block.DataTable(MetricLines.ToTable("before", "Between the charge and the dispute", setting, answers, MetricLines.Before)), new Block.Paragraph(ChargebacksBuilder.Deflectable)] },
            new() { Id = "cost", Title = "What it cost", Blocks = [new Block.DataTable(TableMaker.ByCurrency("by-currency", "Disputed value and net loss by currency", setting, [Numbers.DisputedValue, Numbers.NetLoss], answers.All))] },
            new() { Id = "due", Title = "Evidence due next", Wide = true, Blocks = [new Block.DataTable(DeadlineTables.Next(setting, queue, MostDeadlines))] },
        ];
        return Frame.Document(this, setting, Headline(setting, lines, close, findings, answers), sections, Asked,
            ["Programme lines are the networks' published ones; the networks' own figures decide.", VendorsBuilder.AgainstNote, WatchTables.Note, .. PatternTables.Footnotes]);
    }

    private static Section StandingOut(ReportSetting setting, VendorLines lines) => new()
    {
        Id = "vendors",
        Title = "Which vendors stand out",
        Wide = true,
        Blocks = lines.Funnel is { } funnel
            ? [new Block.Paragraph(Words.Sentence($"{funnel.Finding()}. {funnel.Note}")), new Block.Chart(funnel.ToChart(setting.InPeriod)), new Block.DataTable(lines.ToTable(MostVendors)), new Block.DataTable(lines.ToOutcomes(MostVendors))]
            : [new Block.Paragraph("Too few vendors with payments to say which one stands out."), new Block.DataTable(lines.ToTable(MostVendors)), new Block.DataTable(lines.ToOutcomes(MostVendors))],
    };

    private static Section Behind(ReportSetting setting, VendorLines lines) => new()
    {
        Id = "patterns",
        Title = "What is behind it",
        Wide = true,
        Blocks = lines.Patterns.Count == 0
            ? [new Block.Paragraph("The last search for patterns found nothing beyond chance under these filters.")]
            :
            [
                new Block.Bullets([.. lines.Patterns.Take(3).Select(one => new Sentence(one.Sentence + PatternTables.SinceClause(one) + ActionOf(one), PatternTables.LinkTo(one)))]),
                new Block.DataTable(PatternTables.List([.. lines.Patterns.Take(MostPatterns)], setting.Now - NewPatterns) with
                {
                    // Print has the three largest in sentences.
                    PrintRows = 0,
                    Cap = lines.Patterns.Count > MostPatterns ? FormattableString.Invariant($"first {MostPatterns} of {lines.Patterns.Count:N0}") : null,
                }),
            ],
    };

    private static string ActionOf(Pattern pattern) =>
        pattern.VendorName is { } vendor && ActionRules.For(PatternAdvice.Members(pattern), pattern.LeadingReason) is { } action ? $" To agree with {vendor}: {action.Id}, {char.ToLowerInvariant(action.Title[0])}{action.Title[1..]}." : "";

    /// <summary>A reached line first, then who stands out, then what changed over all.</summary>
    private static string Headline(ReportSetting setting, VendorLines lines, IReadOnlyList<ProgrammeStanding> close, IReadOnlyList<Finding> findings, Answers answers)
    {
        var reached = close.Where(standing => standing.Status == ProgrammeStatus.Reached).Select(standing => standing.VendorName).Distinct().ToList();
        if (reached.Count > 0)
            return $"{Words.Join([.. reached.Take(3)])} reached a card network's line {setting.InPeriod}";
        return lines.Funnel is { HasAbove: true } funnel ? $"{funnel.Finding()} {setting.InPeriod}" : Finding.Headline(setting, findings, Numbers.DisputeActivity, answers.Now(Numbers.DisputeActivity));
    }
}
