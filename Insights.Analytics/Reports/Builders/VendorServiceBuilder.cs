using Insights.Analytics.Metrics;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.History;
using Insights.Analytics.Reports.ServiceLevels;
using Insights.Analytics.Reports.Wording;
using Insights.Import.Store;

namespace Insights.Analytics.Reports.Builders;

/// <summary>
/// A vendor's month at the support desk: how its customers were served, how much of the waiting was for the vendor itself, and what would help. Always built
/// in that vendor's own scope, also when staff ask for it, and without the name of anybody who works at the desk.
/// </summary>
internal sealed class VendorServiceBuilder(ReportSources sources) : IReportBuilder
{
    private const int MostMissed = 200;

    /// <summary>What a list of missed targets shows a vendor: no team, no policy.</summary>
    private static readonly string[] MissedColumns = ["id", "subject", "metric", "priority", "started", "decided", "business", "wall-clock", "target", "cause"];

    private static readonly MetricDefinition[] Shown =
        [Numbers.TicketsCreated, Numbers.TicketsSolved, Numbers.Backlog, Numbers.Attainment, Numbers.FirstReply, Numbers.Resolution];

    private static readonly MetricDefinition[] Asked =
        [.. Shown, Numbers.FirstReplyAttainment, Numbers.ResolutionAttainment, Numbers.FirstReplyP90, Numbers.ResolutionP90, Numbers.ReopenRate, Numbers.RecontactRate];

    public string Id => "vendor-service";
    public string Title => "Vendor service report";
    public string Audience => "Vendors: how were our customers served, how much of the waiting was ours, and what should we do?";
    public bool ForVendors => true;
    public RowKinds Uses => RowKinds.Tickets;
    public bool OneVendor => true;

    public async Task<ReportDocument> BuildAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        if (await sources.VendorScopeAsync(filter, scope, cancel) is not { } vendor)
            return await Frame.ChooseVendorAsync(this, sources, filter, scope, Asked, cancel);

        var setting = await sources.OpenAsync(filter, vendor, cancel);
        var answers = await Answers.AskAsync(sources, setting, Asked, Bucket.Month, cancel, Answers.ThirteenMonths(filter.Range));
        if (answers.Nothing)
            return Frame.Nothing(this, setting, Asked);

        var findings = answers.Findings(Numbers.Attainment, Numbers.FirstReply, Numbers.Resolution, Numbers.TicketsCreated, Numbers.Backlog, Numbers.ReopenRate, Numbers.RecontactRate);
        var targets = await sources.ServiceLevels.AttainmentAsync(filter, vendor, "metric", cancel: cancel);
        var before = filter.Compared() is { } compared ? await sources.ServiceLevels.AttainmentAsync(compared, vendor, "metric", cancel: cancel) : [];
        var waiting = await sources.ServiceLevels.WaitingAsync(filter, vendor, cancel: cancel);
        var causes = (await sources.ServiceLevels.CausesAsync(filter, vendor, cancel: cancel)) is [var line, ..] ? line : new CauseLine("all", "All", 0, 0, 0, 0, 0);
        var categories = await sources.Metrics.BreakdownAsync(Numbers.TicketsCreated.Id, "category", filter, vendor, 20, cancel);

        List<Section> sections =
        [
            new() { Id = "now", Title = "Where you stand", Blocks = [answers.Tiles(Shown), new Block.Paragraph(AttainmentTables.Reconciliation(targets))] },
            new() { Id = "changes", Title = "What changed", Blocks = [Finding.Changes(setting, findings)] },
            new()
            {
                Id = "waiting", Title = "Whose time it was, and what to do",
                Blocks = [new Block.Paragraph(YourShare(waiting)), new Block.DataTable(ServiceTime.Shares(setting, waiting)), Advice(setting, waiting, causes, categories)],
            },
            new()
            {
                Id = "targets", Title = "Targets", Wide = true,
                Blocks =
                [
                    .. GoalChart.Of(setting, targets, before) is { } goal ? new Block[] { new Block.Chart(goal) } : [],
                    new Block.Chart(ChartMaker.OverTime("attainment", "Targets met per month, against the goal", ChartKind.Line, "share of targets met", setting,
                        [new("SLA attainment", SeriesRole.Primary, Numbers.Attainment, answers.Series(Numbers.Attainment))], lines: [ServiceLevelGoal.Line]).Told()),
                    new Block.DataTable(AttainmentTables.Judged(await AttainmentTables.ByAsync(sources, setting, "metric", "By kind of target", cancel: cancel))),
                    new Block.DataTable(AttainmentTables.Judged(await AttainmentTables.ByAsync(sources, setting, "priority", "By priority", cancel: cancel))),
                ],
            },
            new()
            {
                Id = "speed", Title = "How long it took", Wide = true,
                Blocks =
                [
                    new Block.ChartPair(
                        ChartMaker.OverTime("first-reply", "First reply time", ChartKind.Line, "business time", setting, [new("Half within", SeriesRole.Primary, Numbers.FirstReply, answers.Series(Numbers.FirstReply))]).Told(),
                        ChartMaker.OverTime("resolution", "Full resolution time", ChartKind.Line, "business time", setting, [new("Half within", SeriesRole.Primary, Numbers.Resolution, answers.Series(Numbers.Resolution))]).Told()),
                    new Block.DataTable(TimeTables.InShort(await TimeTables.ByMetricAsync(sources, setting, cancel))),
                ],
            },
            new()
            {
                Id = "topics", Title = "What your customers asked about", Wide = true,
                Blocks = [new Block.DataTable(await TableMaker.ByAsync(sources, setting, "categories", "Tickets by category", "category",
                    [Numbers.TicketsCreated, Numbers.TicketsSolved, Numbers.Resolution, Numbers.ReopenRate, Numbers.RecontactRate], 12, Words.Label, cancel))],
            },
        ];
        if (await RestatementSection.ForAsync(sources, setting, cancel, Periods.IsMonth(filter.Range) ? new(filter.Range.From.PlusMonths(-1), filter.Range.To) : filter.Range) is { } restated)
            sections.Insert(2, restated);
        var (ages, table) = await BacklogTables.ByAgeAsync(sources, setting with { Filter = filter.Over(Answers.ThirteenMonths(filter.Range)) }, Bucket.Month, cancel);
        sections.Add(new() { Id = "left-over", Title = "What is left over", Wide = true, Blocks = [new Block.Chart(ages), new Block.DataTable(table with { PrintRows = 0 })] });
        sections.Add(new() { Id = "missed", Title = "All missed targets of the period", Wide = true, Blocks = [new Block.DataTable(await MissedAsync(setting, cancel))] });
        return Frame.Document(this, setting, Finding.Headline(setting, findings, Numbers.Attainment, answers.Now(Numbers.Attainment)), sections, Asked,
            [.. SlaMonthlyBuilder.Notes, "The vendor's time is the time a ticket was on hold for an answer of the vendor."]);
    }

    private static string YourShare(IReadOnlyList<WaitingLine> waiting)
    {
        var (vendor, total) = (waiting.Sum(line => line.Vendor), waiting.Sum(line => line.Total));
        if (total == 0)
            return "No clock with a target was decided, so nobody was waited for.";
        var missed = waiting.FirstOrDefault(line => line.Verdict == "breached");
        return vendor == 0
            ? "No time of these tickets was spent waiting for you."
            : $"{Words.Percent((double)vendor / total)} of the time that clocks with a target took was waiting for your answer: {Words.Value(new Cell.Duration(vendor))} over all clocks"
                + (missed is { Total: > 0, Vendor: > 0 } ? $"; of the missed ones it was {Words.Percent((double)missed.Vendor / missed.Total)}." : ".");
    }

    private static Block Advice(ReportSetting setting, IReadOnlyList<WaitingLine> waiting, CauseLine causes, MetricBreakdown categories)
    {
        var advice = ServiceAdvice.For(setting, waiting, causes, categories);
        return advice.Count > 0 ? new Block.Bullets(advice) : new Block.Paragraph("Nothing in these numbers asks you for a change.");
    }

    private async Task<Table> MissedAsync(ReportSetting setting, CancellationToken cancel)
    {
        var page = await sources.Rows.PageAsync(new RowRequest { RowSet = RowSets.ClocksBreached, Filter = setting.Filter, Size = MostMissed }, setting.Scope, cancel);
        int[] shown = [.. MissedColumns.Select(key => page.Table.Columns.ToList().FindIndex(column => column.Key == key)).Where(index => index >= 0)];
        return page.Table with
        {
            Id = "missed",
            Title = "Missed targets, the newest first",
            PrintRows = 15,
            Columns = [.. shown.Select(index => page.Table.Columns[index])],
            Rows = [.. page.Table.Rows.Select(row => (IReadOnlyList<Cell>)[.. shown.Select(index => row[index])])],
            Cap = page.Total > page.Table.Rows.Count ? FormattableString.Invariant($"The {page.Table.Rows.Count:N0} newest of {page.Total:N0}.") : null,
            EmptyText = page.Total == 0 ? $"No target was missed {setting.InPeriod}." : null,
        };
    }
}
