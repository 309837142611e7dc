using Insights.Analytics.Metrics;
using Insights.Analytics.Metrics.Statistics;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Chargebacks;
using Insights.Analytics.Reports.History;
using Insights.Analytics.Reports.ServiceLevels;
using Insights.Analytics.Reports.Wording;
using Insights.Import.Store;

namespace Insights.Analytics.Reports.Builders;

/// <summary>
/// The support lead's month: which promises were kept, which not and why, how slow we were, what is left over, and what has been restated since
/// this month and the one before were closed.
/// </summary>
internal sealed class SlaMonthlyBuilder(ReportSources sources) : IReportBuilder
{
    private static readonly MetricDefinition[] Shown =
        [Numbers.Attainment, Numbers.FirstReplyAttainment, Numbers.ResolutionAttainment, Numbers.FirstReply, Numbers.FirstReplyP90, Numbers.Resolution];

    private static readonly MetricDefinition[] AfterTheSolve = [Numbers.ReopenRate, Numbers.RecontactRate, Numbers.FirstContact, Numbers.EscalationRate];

    private static readonly MetricDefinition[] Asked =
        [.. Shown, Numbers.ResolutionP90, Numbers.TicketsCreated, Numbers.TicketsSolved, Numbers.Backlog, .. AfterTheSolve];

    private const int MostPrinted = 10;

    public string Id => "sla-monthly";
    public string Title => "Monthly SLA report";
    public string Audience => "Support leads: did we keep our promises this month, why not, and has anything been restated?";
    public bool ForVendors => false;
    public RowKinds Uses => RowKinds.Tickets;

    public async Task<ReportDocument> BuildAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        var setting = await sources.OpenAsync(filter, scope, cancel);
        var answers = await Answers.AskAsync(sources, setting, Asked, Bucket.Month, cancel, Answers.ThirteenMonths(filter.Range));
        if (answers.Nothing || scope.Kind == ScopeKind.Nothing)
            return Frame.Nothing(this, setting, Asked);

        var findings = answers.Findings(Numbers.Attainment, Numbers.FirstReplyAttainment, Numbers.ResolutionAttainment, Numbers.FirstReply, Numbers.Resolution, Numbers.Backlog, Numbers.TicketsCreated, Numbers.ReopenRate, Numbers.RecontactRate);
        var targets = await sources.ServiceLevels.AttainmentAsync(filter, scope, "metric", cancel: cancel);
        var before = filter.Compared() is { } compared ? await sources.ServiceLevels.AttainmentAsync(compared, scope, "metric", cancel: cancel) : [];

        List<Section> sections =
        [
            new() { Id = "first-page", Title = "Did we keep our promises?", Blocks = [new Block.Paragraph(InOneParagraph(setting, answers, targets)), answers.Tiles(Shown), new Block.Paragraph(AttainmentTables.Reconciliation(targets))] },
            new() { Id = "changes", Title = "What changed?", Blocks = await ChangesAsync(setting, findings, targets, before, cancel) },
        ];
        if (await RestatedAsync(setting, answers, cancel) is { } restated)
            sections.Add(restated);
        sections.Add(await WhyAsync(setting, cancel));
        sections.Add(new()
        {
            Id = "targets",
            Title = "Which promises?",
            Wide = true,
            Blocks =
            [
                .. GoalChart.Of(setting, targets, before) is { } goal ? new Block[] { new Block.Chart(goal) } : [],
                new Block.Chart(ChartMaker.OverTime("attainment", "Targets met per month, against the goal", ChartKind.Line, "share of targets met", setting,
                    [new("SLA attainment", SeriesRole.Primary, Numbers.Attainment, answers.Series(Numbers.Attainment))], lines: [ServiceLevelGoal.Line]).Told()),
                new Block.DataTable(await AttainmentTables.ByAsync(sources, setting, "metric", "By kind of target", cancel: cancel)),
                new Block.DataTable(AttainmentTables.Judged(await AttainmentTables.ByAsync(sources, setting, "priority", "By priority", cancel: cancel))),
                .. (await AttainmentTables.OfOthersAsync(sources, setting, cancel)).Select(table => new Block.DataTable(AttainmentTables.Judged(table))),
            ],
        });
        sections.Add(await WhereAsync(setting, cancel));
        sections.Add(await SpeedAsync(setting, answers, cancel));
        sections.Add(await LeftOverAsync(setting, answers, targets, cancel));
        sections.Add(new() { Id = "after", Title = "Did it last?", Blocks = [answers.Tiles(AfterTheSolve)] });
        return Frame.Document(this, setting, Finding.Headline(setting, findings, Numbers.Attainment, answers.Now(Numbers.Attainment)), sections, Asked,
            [.. Notes, "Restated: a clock that no longer says what was stamped when its month was closed. Figures show what the clocks say now, and the stamped value beside it."]);
    }

    /// <summary>What a rate counts, the same in both reports.</summary>
    internal static IReadOnlyList<string> Notes { get; } =
    [
        "A rate is met ÷ (met + missed) over clocks decided in the period: closed, or over target while still open. Open in time, merged, exempt, without policy and unmeasured clocks are counted beside it and enter no rate.",
        "A near miss was met with more than 80 % of its target used up. The interval of a rate is Wilson's at 95 %; under 30 clocks it says small sample.",
        "At risk at the end of the period: open in time then, with 80 % of its target used up (or the first warning share its policy names), running or paused.",
        "The cause of a missed target is whose time used most of it. Percentiles come from raw seconds of clocks that ended in the period.",
    ];

    private static string InOneParagraph(ReportSetting setting, Answers answers, IReadOnlyList<AttainmentLine> targets)
    {
        var (met, breached, near) = (targets.Sum(line => line.Met), targets.Sum(line => line.Breached), targets.Sum(line => line.NearMisses));
        var attainment = new Ratio(met, met + breached);
        if (attainment.Value is not { } share)
            return $"No target was decided {setting.InPeriod}.";
        var sentences = new List<string>
        {
            FormattableString.Invariant($"{Words.Label(setting.InPeriod)} we met {Words.Percent(share)} of {attainment.Denominator:N0} targets (95 % interval {ReasonFindings.Interval(attainment)}{(ProportionInterval.IsSmall(attainment.Denominator) ? ", a small sample" : "")}); {Words.Count(breached, "was missed", "were missed")}, and {Words.Count(near, "more was", "more were")} a near thing."),
        };
        var (reply, replyP90) = (answers.Now(Numbers.FirstReply), answers.Now(Numbers.FirstReplyP90));
        if (reply.HasValue && replyP90.HasValue)
            sentences.Add($"Half of the first replies came within {Words.Value(reply.ToCell())} of business time, nine in ten within {Words.Value(replyP90.ToCell())}.");
        var left = answers.Now(Numbers.Backlog);
        if (left.HasValue)
            sentences.Add($"{Words.Sentence(Words.Count(left.Numerator ?? 0, "ticket was", "tickets were"))} unsolved at its end{AtRisk(targets)}.");
        return string.Join(" ", sentences);
    }

    private static string AtRisk(IReadOnlyList<AttainmentLine> targets) => targets.Sum(line => line.OpenInTime) is > 0 and var open
        ? $", with {Words.Count(open, "target", "targets")} open and in time, {Words.Value(new Cell.Count(targets.Sum(line => line.AtRisk)))} of them at risk"
        : "";

    private async Task<IReadOnlyList<Block>> ChangesAsync(ReportSetting setting, IReadOnlyList<Finding> findings, IReadOnlyList<AttainmentLine> targets, IReadOnlyList<AttainmentLine> before, CancellationToken cancel)
    {
        if (setting.Filter.Compared() is not { } compared)
            return [Finding.Changes(setting, findings)];
        var members = new List<Sentence>(SlaFindings.Changes(setting, "metric", targets, before));
        foreach (var by in new[] { "priority", "team" })
        {
            members.AddRange(SlaFindings.Changes(setting, by,
                await sources.ServiceLevels.AttainmentAsync(setting.Filter, setting.Scope, by, cancel: cancel), await sources.ServiceLevels.AttainmentAsync(compared, setting.Scope, by, cancel: cancel)));
        }
        return members.Count == 0 ? [Finding.Changes(setting, findings)] : [Finding.Changes(setting, findings, partsFollow: true), new Block.Bullets(members)];
    }

    /// <summary>This month and the one before: a report of October also says what has become of September since its own.</summary>
    private async Task<Section?> RestatedAsync(ReportSetting setting, Answers answers, CancellationToken cancel)
    {
        var both = Periods.IsMonth(setting.Range) ? new DateRange(setting.Range.From.PlusMonths(-1), setting.Range.To) : setting.Range;
        if (await RestatementSection.ForAsync(sources, setting, cancel, both) is not { } section)
            return null;
        return RestatementSection.Figures(setting, answers, Asked) is { } figures ? section with { Wide = true, Blocks = [.. section.Blocks, new Block.DataTable(figures)] } : section;
    }

    private async Task<Section> WhyAsync(ReportSetting setting, CancellationToken cancel)
    {
        var all = (await sources.ServiceLevels.CausesAsync(setting.Filter, setting.Scope, cancel: cancel)) is [var line, ..] ? line : new CauseLine("all", "All", 0, 0, 0, 0, 0);
        var teams = await sources.ServiceLevels.CausesAsync(setting.Filter, setting.Scope, "team", cancel: cancel);
        var causes = SlaFindings.TopCauses(setting, all, teams);
        return new Section
        {
            Id = "why",
            Title = "Why were targets missed?",
            Blocks =
            [
                causes.Count > 0 ? new Block.Bullets(causes) : new Block.Paragraph(all.Total == 0 ? $"No target was missed {setting.InPeriod}." : "Too few targets were missed to name a cause."),
                .. all.Total == 0 ? Array.Empty<Block>() : [new Block.Chart(CauseTables.Chart(setting, all))],
                new Block.DataTable(await CauseTables.ByAsync(sources, setting, "team", "Missed targets by team and by whose time used most of them", cancel)),
                new Block.DataTable(await CauseTables.WaitingAsync(sources, setting, cancel)),
            ],
        };
    }

    private async Task<Section> WhereAsync(ReportSetting setting, CancellationToken cancel)
    {
        var blocks = new List<Block>();
        foreach (var (by, title) in new[] { ("team", "By team"), ("vendor", "By vendor"), ("channel", "By channel"), ("category", "By category") })
        {
            var lines = await sources.ServiceLevels.AttainmentAsync(setting.Filter, setting.Scope, by, cancel: cancel);
            if (SlaFindings.Below(setting, by, lines) is { Count: > 0 } below)
                blocks.Add(new Block.Bullets(below));
            var table = AttainmentTables.Judged(AttainmentTables.Of("attainment-by-" + by, title, by, setting, setting.Filter, lines));
            // The worst stand first; a page of those who kept their promises would not be read.
            blocks.Add(new Block.DataTable(table.Rows.Count > MostPrinted + 2 ? table with { PrintRows = MostPrinted } : table));
        }
        return new Section { Id = "where", Title = "Where were they missed?", Wide = true, Blocks = blocks };
    }

    private async Task<Section> SpeedAsync(ReportSetting setting, Answers answers, CancellationToken cancel) => new()
    {
        Id = "speed",
        Title = "How slow were we?",
        Wide = true,
        Blocks =
        [
            new Block.ChartPair(
                ChartMaker.OverTime("first-reply", "First reply time", ChartKind.Line, "business time", setting,
                    [new("Half within", SeriesRole.Primary, Numbers.FirstReply, answers.Series(Numbers.FirstReply)), new("Nine in ten within", SeriesRole.Second, Numbers.FirstReplyP90, answers.Series(Numbers.FirstReplyP90))]).Told(),
                ChartMaker.OverTime("resolution", "Full resolution time", ChartKind.Line, "business time", setting,
                    [new("Half within", SeriesRole.Primary, Numbers.Resolution, answers.Series(Numbers.Resolution)), new("Nine in ten within", SeriesRole.Second, Numbers.ResolutionP90, answers.Series(Numbers.ResolutionP90))]).Told()),
            new Block.DataTable(TimeTables.InShort(await TimeTables.ByMetricAsync(sources, setting, cancel))),
        ],
    };

    private async Task<Section> LeftOverAsync(ReportSetting setting, Answers answers, IReadOnlyList<AttainmentLine> targets, CancellationToken cancel)
    {
        // The months before give the number its meaning.
        var (ages, table) = await BacklogTables.ByAgeAsync(sources, setting with { Filter = setting.Filter.Over(Answers.ThirteenMonths(setting.Range)) }, Bucket.Month, cancel);
        return new Section
        {
            Id = "left-over",
            Title = "What is left over?",
            Wide = true,
            Blocks =
            [
                answers.Tiles(Numbers.TicketsCreated, Numbers.TicketsSolved, Numbers.Backlog),
                new Block.ChartPair(
                    ChartMaker.OverTime("tickets", "Tickets created and solved per month", ChartKind.Line, "tickets", setting,
                        [new("Created", SeriesRole.Primary, Numbers.TicketsCreated, answers.Series(Numbers.TicketsCreated)), new("Solved", SeriesRole.Second, Numbers.TicketsSolved, answers.Series(Numbers.TicketsSolved))]).Told(),
                    ages),
                // The chart above says it; the numbers are in the workbook.
                new Block.DataTable(table with { PrintRows = 0 }),
                .. AttainmentTables.OpenAtTheEnd(setting, targets) is { } open ? new Block[] { new Block.DataTable(open) } : [],
            ],
        };
    }
}
