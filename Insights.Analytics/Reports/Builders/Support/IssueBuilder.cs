using Insights.Analytics.Metrics;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Support;
using Insights.Analytics.Reports.Builders.Payments;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Support;
using Insights.Analytics.Reports.Wording;
using Insights.Import.Store;

namespace Insights.Analytics.Reports.Builders.Support;

/// <summary>One recurring issue: since when, how fast it grows, where it comes from, and the tickets themselves. Without a name in the filter: the commonest.</summary>
internal sealed class IssueBuilder(ReportSources sources, ISupportQueries support) : IReportBuilder
{
    private static readonly MetricDefinition[] Shown = [Numbers.TicketsCreated];

    public string Id => "support-issue";
    public string Title => "One recurring issue";
    public string Audience => "Whoever is to put an end to it: since when does it come, how fast does it grow, and from where?";
    public bool ForVendors => true;
    public RowKinds Uses => RowKinds.Tickets | RowKinds.Payments;

    public async Task<ReportDocument> BuildAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        if (scope.Kind == ScopeKind.Nothing || await support.IssueAsync(filter, scope, cancel) is not { } detail)
            return Frame.Nothing(this, await sources.OpenAsync(filter, scope, cancel), Shown);
        var setting = await sources.OpenAsync(filter.With("cluster", detail.Issue.Id), scope, cancel);
        var answers = await Answers.AskAsync(sources, setting, Shown, Periods.BucketFor(filter.Range), cancel);
        List<Section> sections =
        [
            new() { Id = "what", Title = "What it is", Blocks = [answers.Tiles(Shown), new Block.Bullets(IssueTables.Facts(setting, detail))] },
            new() { Id = "over-time", Title = "Over time", Blocks = [new Block.Chart(PaymentPage.OverTime(setting, answers, Numbers.TicketsCreated))] },
            new() { Id = "where", Title = "Where it comes from", Wide = true, Blocks = IssueTables.Places(setting, detail) },
            new() { Id = "examples", Title = "Its newest tickets", Wide = true, Blocks = [new Block.DataTable(IssueTables.Examples(setting, detail))] },
            new() { Id = "words", Title = "How customers put it", Blocks = [new Block.DataTable(IssueTables.Wordings(detail))] },
        ];
        return Frame.Document(this, setting, $"“{detail.Issue.Name}”: {Words.Count(detail.Issue.Tickets, "ticket", "tickets")} {setting.InPeriod}", sections, Shown, RecurringTables.Footnotes);
    }
}
