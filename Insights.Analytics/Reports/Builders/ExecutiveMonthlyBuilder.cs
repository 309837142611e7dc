using Insights.Analytics.Metrics;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Queries.Support;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.History;
using Insights.Analytics.Reports.ServiceLevels;
using Insights.Analytics.Reports.Support;
using Insights.Analytics.Reports.Wording;
using Insights.Import.Store;

namespace Insights.Analytics.Reports.Builders;

/// <summary>
/// Four to six pages that need no explanation. The first answers: how are we doing, what changed, what should I decide. Tables are kept to
/// what fits a page; everything longer is a link.
/// </summary>
internal sealed class ExecutiveMonthlyBuilder(ReportSources sources, IDeadlineQueries deadlines, ISupportQueries support) : IReportBuilder
{
    /// <summary>Two rows of three, right after the words of the first page.</summary>
    private static readonly MetricDefinition[] Shown =
        [Numbers.PaymentVolume, Numbers.ApprovalRate, Numbers.RefundRate, Numbers.Attainment, Numbers.FirstReply, Numbers.DisputeActivity];

    /// <summary>What a reader may stumble over; plain counts explain themselves, and two pages of definitions would not be read.</summary>
    private static readonly MetricDefinition[] Explained =
        [.. Shown, Numbers.Backlog, Numbers.DisputeRate, Numbers.NetLoss, Numbers.WinRate];

    private static readonly MetricDefinition[] Asked =
        [.. Explained, Numbers.Payments, Numbers.FailedPayments, Numbers.RefundedValue, Numbers.TicketsCreated, Numbers.ContactRate, Numbers.TicketsSolved, Numbers.FirstReplyP90, Numbers.Disputes, Numbers.DisputedValue];

    /// <summary>More sentences than these push the decisions off the first page.</summary>
    private const int MostChanges = 5;

    public string Id => "executive-monthly";
    public string Title => "Monthly executive report";
    public string Audience => "Executives: how are we doing, what changed, and what should I decide?";
    public bool ForVendors => false;

    public async Task<ReportDocument> BuildAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        var setting = await sources.OpenAsync(filter, scope, cancel);
        var answers = await Answers.AskAsync(sources, setting, Asked, Bucket.Month, cancel, Answers.ThirteenMonths(filter.Range));
        if (answers.Nothing || scope.Kind == ScopeKind.Nothing)
            return Frame.Nothing(this, setting, Explained);

        var findings = answers.Findings(Numbers.ApprovalRate, Numbers.RefundRate, Numbers.DisputeActivity, Numbers.Attainment, Numbers.FirstReply, Numbers.Backlog, Numbers.TicketsCreated, Numbers.Payments, Numbers.NetLoss, Numbers.WinRate);
        var decisions = await new Decisions(sources, deadlines).ForAsync(setting, answers, findings, cancel);

        List<Section> sections =
        [
            new()
            {
                Id = "first-page", Title = "How are we doing?",
                Blocks = [new Block.Paragraph(InOneParagraph(setting, answers))],
            },
            new() { Id = "changes", Title = "What changed?", Blocks = [await Reasons.SentencesAsync(sources, setting, [.. findings.Take(MostChanges)], cancel)] },
            new() { Id = "decisions", Title = "What should I decide?", Blocks = [decisions.Count > 0 ? new Block.Bullets(decisions) : new Block.Paragraph("Nothing in these numbers asks for a decision.")] },
            new() { Id = "numbers", Title = "The numbers", Blocks = [answers.Tiles(Shown)] },
            await PaymentsAsync(setting, answers, cancel),
            await SupportAsync(setting, answers, cancel),
            await ChargebacksAsync(setting, answers, cancel),
        ];
        if (scope.IsStaff)
            sections.Add(await VendorsAsync(setting, cancel));
        return Frame.Document(this, setting, Finding.Headline(setting, findings, Numbers.ApprovalRate, answers.Now(Numbers.ApprovalRate)), sections, Explained,
            ["A change is told only when chance alone would show it less than one time in twenty, and when it is at least a twentieth of what it was."]);
    }

    /// <summary>The month in sentences, for a reader who reads one paragraph.</summary>
    private static string InOneParagraph(ReportSetting setting, Answers answers)
    {
        var sentences = new List<string>();
        var (payments, volume, approval) = (answers.Now(Numbers.Payments), answers.Now(Numbers.PaymentVolume), answers.Now(Numbers.ApprovalRate));
        if (payments.HasValue && payments.Numerator > 0)
        {
            sentences.Add($"{Words.Label(setting.InPeriod)} we took {Words.Count(payments.Numerator ?? 0, "payment", "payments")}{(volume.HasValue ? $" worth {Words.Value(volume.ToCell())}" : "")}"
                + (approval.HasValue ? $"; {Words.Value(approval.ToCell())} of the attempts were approved." : "."));
        }
        var (created, attainment, reply) = (answers.Now(Numbers.TicketsCreated), answers.Now(Numbers.Attainment), answers.Now(Numbers.FirstReply));
        if (created.HasValue && created.Numerator > 0)
        {
            sentences.Add($"Customers opened {Words.Count(created.Numerator ?? 0, "ticket", "tickets")}"
                + (attainment.HasValue ? $"; we kept {Words.Value(attainment.ToCell())} of the promised times" : "")
                + (reply.HasValue ? $", and half of the first replies came within {Words.Value(reply.ToCell())} of business time." : "."));
        }
        var (disputes, activity, loss) = (answers.Now(Numbers.Disputes), answers.Now(Numbers.DisputeActivity), answers.Now(Numbers.NetLoss));
        if (disputes.HasValue)
        {
            sentences.Add($"Cardholders disputed {Words.Count(disputes.Numerator ?? 0, "payment", "payments")}"
                + (activity.HasValue ? $", {Words.Value(Deltas.Shown(Numbers.DisputeActivity, activity))} of the number taken" : "")
                + (loss.HasValue ? $"; disputes decided in the period cost {Words.Value(loss.ToCell())}." : "."));
        }
        return string.Join(" ", sentences);
    }

    private async Task<Section> PaymentsAsync(ReportSetting setting, Answers answers, CancellationToken cancel)
    {
        var causes = await sources.Metrics.BreakdownAsync(Numbers.FailedPayments.Id, "cause", setting.Filter, setting.Scope, 8, cancel);
        return new Section
        {
            Id = "payments",
            Title = "Payments",
            Blocks =
            [
                new Block.Chart(Month("volume", "Payments per month", ChartKind.Columns, "payments", Numbers.Payments)),
                new Block.ChartPair(
                    Month("approval", "Approval rate: payments that succeed", ChartKind.Line, "share of attempts", Numbers.ApprovalRate),
                    ChartMaker.Contributors("causes", "Why payments fail", "failed payments", setting, Numbers.FailedPayments, causes, Words.Label).Told()),
                new Block.DataTable(await TableMaker.ByAsync(sources, setting, "gateways", "Payments by gateway", "gateway", [Numbers.Payments, Numbers.ApprovalRate, Numbers.RefundRate, Numbers.RefundedValue], 8, cancel: cancel)),
            ],
        };

        ChartSpec Month(string id, string title, ChartKind kind, string valueTitle, MetricDefinition metric) =>
            ChartMaker.OverTime(id, title, kind, valueTitle, setting, [new(metric.Name, SeriesRole.Primary, metric, answers.Series(metric))]).Told();
    }

    private async Task<Section> SupportAsync(ReportSetting setting, Answers answers, CancellationToken cancel)
    {
        var teams = await sources.ServiceLevels.AttainmentAsync(setting.Filter, setting.Scope, "team", cancel: cancel);
        return new Section
        {
            Id = "support",
            Title = "Customer support",
            Blocks =
            [
                answers.Tiles(Numbers.TicketsCreated, Numbers.TicketsSolved, Numbers.Backlog),
                .. await ContactsAsync(setting, answers, cancel),
                new Block.Chart(ChartMaker.OverTime("attainment", "Promised times kept, against the goal", ChartKind.Line, "share of targets met", setting,
                    [new("SLA attainment", SeriesRole.Primary, Numbers.Attainment, answers.Series(Numbers.Attainment))], lines: [ServiceLevelGoal.Line]).Told()),
                new Block.ChartPair(
                    ChartMaker.OverTime("tickets", "Tickets created and solved per month", ChartKind.Line, "tickets", setting,
                        [new("Created", SeriesRole.Primary, Numbers.TicketsCreated, answers.Series(Numbers.TicketsCreated)), new("Solved", SeriesRole.Second, Numbers.TicketsSolved, answers.Series(Numbers.TicketsSolved))]).Told(),
                    ChartMaker.OverTime("reply", "First reply time", ChartKind.Line, "business time", setting,
                        [new("Half within", SeriesRole.Primary, Numbers.FirstReply, answers.Series(Numbers.FirstReply)), new("Nine in ten within", SeriesRole.Second, Numbers.FirstReplyP90, answers.Series(Numbers.FirstReplyP90))]).Told()),
                new Block.DataTable(AttainmentTables.InShort(AttainmentTables.Of("teams", "Promised times by team", "team", setting, setting.Filter, teams))),
                .. (await sources.History.MonthsAsync(setting.Filter, setting.Scope, cancel)).Where(month => month.Restated + month.TakenBack > 0)
                    .Select(month => new Block.Paragraph(RestatementSection.Tell(month))),
            ],
        };
    }

    /// <summary>What customers ask about, in two sentences at most: a page of its own is on the Support screen.</summary>
    private async Task<IReadOnlyList<Block>> ContactsAsync(ReportSetting setting, Answers answers, CancellationToken cancel)
    {
        var issues = await sources.Metrics.BreakdownAsync(Numbers.TicketsCreated.Id, "issue", setting.Filter, setting.Scope, 3, cancel);
        var total = issues.Total.Numerator ?? 0;
        if (total == 0 || issues.Members.Count == 0)
            return [];
        var rate = answers.Now(Numbers.ContactRate);
        List<Sentence> sentences =
        [
            new($"{(rate.HasValue ? $"Contacts came at {Words.Value(Deltas.Shown(Numbers.ContactRate, rate))} transactions. " : "")}Customers asked most about {Words.Join([.. issues.Members.Select(member => $"{Words.Label(member.Label).ToLowerInvariant()} ({Words.Percent((double)(member.Value.Numerator ?? 0) / total, 0)})")])}.",
                RowLinks.To(RowSets.TicketsCreated, setting.Filter)),
        ];
        if (RecurringTables.Grown(setting, await support.RecurringAsync(setting.Filter, setting.Scope, 25, cancel: cancel)) is [var grown, ..])
            sentences.Add(new($"“{grown.Name}” grew most: {Words.Count(grown.Tickets, "ticket", "tickets")}, {grown.Before:N0} before.", RecurringTables.Rows(setting, grown)));
        return [new Block.Bullets(sentences)];
    }

    private async Task<Section> ChargebacksAsync(ReportSetting setting, Answers answers, CancellationToken cancel)
    {
        var reasons = await sources.Metrics.BreakdownAsync(Numbers.Disputes.Id, "reason", setting.Filter, setting.Scope, 8, cancel);
        return new Section
        {
            Id = "chargebacks",
            Title = "Chargebacks",
            Blocks =
            [
                answers.Tiles(Numbers.Disputes, Numbers.DisputedValue, Numbers.NetLoss, Numbers.WinRate),
                new Block.ChartPair(ChargebacksBuilder.Activity(setting, answers).Told(), ChargebacksBuilder.Rate(setting, answers).Told()),
                new Block.Paragraph(ChargebacksBuilder.BothRatios(setting, answers)),
                new Block.Chart(ChartMaker.Contributors("reasons", "Why customers dispute", "disputes", setting, Numbers.Disputes, reasons, Words.Label).Told()),
            ],
        };
    }

    private async Task<Section> VendorsAsync(ReportSetting setting, CancellationToken cancel) => new()
    {
        Id = "vendors",
        Title = "Vendors",
        Wide = true,
        Blocks =
        [
            new Block.DataTable(await TableMaker.ByAsync(sources, setting, "vendors", "Vendors with the most disputes", "vendor",
                [Numbers.Disputes, Numbers.DisputeActivity, Numbers.Payments, Numbers.ApprovalRate, Numbers.RefundRate, Numbers.TicketsCreated], 10, cancel: cancel)),
        ],
    };
}
