using Insights.Analytics.Metrics;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;
using Insights.Import.Store;

namespace Insights.Analytics.Reports.Builders.Support;

/// <summary>How many contacts there are, what they are about, and where they come from.</summary>
internal sealed class SupportBuilder(ReportSources sources) : IReportBuilder
{
    private static readonly MetricDefinition[] Shown = [Numbers.TicketsCreated, Numbers.ContactRate, Numbers.Backlog, Numbers.ClassifiedShare];

    private static readonly MetricDefinition[] Columns = [Numbers.TicketsCreated, Numbers.ContactRate];

    public string Id => "support";
    public string Title => "Support";
    public string Audience => "Support leads and vendors: how often do customers ask, and about what?";
    public bool ForVendors => true;
    public RowKinds Uses => RowKinds.Tickets | RowKinds.Payments;

    public async Task<ReportDocument> BuildAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        var setting = await sources.OpenAsync(filter, scope, cancel);
        var bucket = Periods.BucketFor(filter.Range);
        var answers = await Answers.AskAsync(sources, setting, Shown, bucket, cancel);
        if (answers.Nothing)
            return Frame.Nothing(this, setting, Shown);
        var findings = answers.Findings(Numbers.ContactRate, Numbers.TicketsCreated, Numbers.Backlog);
        var per = Periods.BucketName(bucket);
        var contacts = ChartMaker.OverTime("contacts", $"Contacts per {per}", ChartKind.Columns, "tickets", setting,
            [new("Contacts", SeriesRole.Primary, Numbers.TicketsCreated, answers.Series(Numbers.TicketsCreated))], answers.Previous(Numbers.TicketsCreated));
        var rate = ChartMaker.OverTime("contact-rate", $"Contacts per 1,000 transactions, per {per}", ChartKind.Line, "per 1,000", setting,
            [new("Contacts per 1,000", SeriesRole.Primary, Numbers.ContactRate, answers.Series(Numbers.ContactRate))], answers.Previous(Numbers.ContactRate));
        var byIssue = ChartMaker.Contributors("by-issue-chart", "What contacts are about", "tickets", setting, Numbers.TicketsCreated,
            await sources.Metrics.BreakdownAsync(Numbers.TicketsCreated.Id, "issue", filter, scope, 9, cancel), Words.Label);
        var (by, labels) = (scope.IsStaff ? new[] { "issue", "issue_cause", "channel", "vendor", "tier" } : ["issue", "issue_cause", "channel", "tier"], new Dictionary<string, string>
        {
            ["issue"] = "By issue",
            ["issue_cause"] = "By cause",
            ["channel"] = "By channel",
            ["vendor"] = "By vendor",
            ["tier"] = "By tier",
        });
        var tables = new List<Block>();
        foreach (var dimension in by)
            tables.Add(new Block.DataTable(await TableMaker.ByAsync(sources, setting, "by-" + dimension.Replace('_', '-'), labels[dimension], dimension, Columns, 15, dimension == "vendor" ? null : Words.Label, cancel)));
        List<Section> sections =
        [
            new() { Id = "now", Title = "At a glance", Blocks = [answers.Tiles(Shown)] },
            new() { Id = "changes", Title = "What changed, and why", Blocks = [await Reasons.SentencesAsync(sources, setting, findings, cancel)] },
            new() { Id = "trends", Title = "Over time", Blocks = [new Block.Chart(contacts), new Block.ChartPair(rate, byIssue)] },
            new() { Id = "about", Title = "What contacts are about, and where they come from", Wide = true, Blocks = tables },
        ];
        return Frame.Document(this, setting, Finding.Headline(setting, findings, Numbers.ContactRate, answers.Now(Numbers.ContactRate)), sections, [.. Shown, Numbers.WordsAgreement],
        [
            "An issue is named by the help desk's own category or tag; where there is none, by the words of the subject, which anybody may read and correct; else it is unclear.",
            "By issue, cause, channel or tier, contacts are held against all payment attempts, which carry none of these; by vendor against the vendor's own.",
        ]);
    }
}
