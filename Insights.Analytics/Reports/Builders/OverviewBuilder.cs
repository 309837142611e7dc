using Insights.Analytics.Metrics;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;
using Insights.Import.Store;

namespace Insights.Analytics.Reports.Builders;

/// <summary>The executive's screen: eight numbers, what changed, three charts, and who it comes from.</summary>
internal sealed class OverviewBuilder(ReportSources sources) : IReportBuilder
{
    private static readonly MetricDefinition[] Shown =
        [Numbers.PaymentVolume, Numbers.ApprovalRate, Numbers.RefundRate, Numbers.DisputeActivity, Numbers.TicketsCreated, Numbers.Backlog, Numbers.FirstReply, Numbers.Attainment];

    private static readonly MetricDefinition[] Asked = [.. Shown, Numbers.Payments, Numbers.Disputes, Numbers.ContactRate];

    private static readonly MetricDefinition[] Columns = [Numbers.Payments, Numbers.ApprovalRate, Numbers.RefundRate, Numbers.Disputes, Numbers.DisputeActivity, Numbers.TicketsCreated, Numbers.Attainment];

    public string Id => "overview";
    public string Title => "Overview";
    public string Audience => "Executives: how are we doing, and what changed?";
    public bool ForVendors => true;

    public async Task<ReportDocument> BuildAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        var setting = await sources.OpenAsync(filter, scope, cancel);
        var answers = await Answers.AskAsync(sources, setting, Asked, Periods.BucketFor(filter.Range), cancel);
        if (answers.Nothing)
            return Frame.Nothing(this, setting, Asked);

        var findings = answers.Findings(Numbers.ApprovalRate, Numbers.RefundRate, Numbers.DisputeActivity, Numbers.Attainment, Numbers.FirstReply, Numbers.Backlog, Numbers.TicketsCreated, Numbers.ContactRate, Numbers.Payments);
        var per = Periods.BucketName(answers.Bucket);
        var payments = ChartMaker.OverTime("payments", $"Payments per {per}", ChartKind.Columns, "payments", setting,
            [new("Payments", SeriesRole.Primary, Numbers.Payments, answers.Series(Numbers.Payments))], answers.Previous(Numbers.Payments));
        var disputes = ChartMaker.OverTime("dispute-activity", $"Dispute activity per {per}", ChartKind.Line, "share of payments", setting,
            [new("Dispute activity", SeriesRole.Primary, Numbers.DisputeActivity, answers.Series(Numbers.DisputeActivity))], answers.Previous(Numbers.DisputeActivity));
        var attainment = ChartMaker.OverTime("sla-attainment", $"Targets met per {per}", ChartKind.Line, "share of targets met", setting,
            [new("SLA attainment", SeriesRole.Primary, Numbers.Attainment, answers.Series(Numbers.Attainment))], answers.Previous(Numbers.Attainment), [ServiceLevelGoal.Line]);

        var sections = new List<Section>
        {
            new() { Id = "now", Title = "At a glance", Blocks = [answers.Tiles(Shown)] },
            new() { Id = "changes", Title = "What changed, and why", Blocks = [await Reasons.SentencesAsync(sources, setting, findings, cancel)] },
            new() { Id = "trends", Title = "Over time", Blocks = [new Block.Chart(payments), new Block.ChartPair(disputes, attainment)] },
            new()
            {
                Id = "by-time", Title = $"Per {per}", Wide = true,
                Blocks = [new Block.DataTable(await TableMaker.OverTimeAsync(sources, setting, "by-" + per, $"Key figures per {per}", Columns, answers.Bucket, cancel))],
            },
        };
        if (scope.IsStaff)
        {
            sections.Insert(3, new()
            {
                Id = "vendors",
                Title = "By vendor",
                Wide = true,
                Blocks = [new Block.DataTable(await TableMaker.ByAsync(sources, setting, "vendors", "Key figures by vendor", "vendor", Columns, 10, cancel: cancel))],
            });
        }
        return Frame.Document(this, setting, Finding.Headline(setting, findings, Numbers.ApprovalRate, answers.Now(Numbers.ApprovalRate)), sections, Asked);
    }
}
