using Insights.Analytics.Metrics;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Support;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Support;
using Insights.Analytics.Reports.Wording;
using Insights.Import.Store;

namespace Insights.Analytics.Reports.Builders.Support;

/// <summary>What customers write again and again: since when, how fast it grows, and where it comes from.</summary>
internal sealed class RecurringBuilder(ReportSources sources, ISupportQueries support) : IReportBuilder
{
    private const int Listed = 25;

    private static readonly MetricDefinition[] Shown = [Numbers.TicketsCreated];

    public string Id => "support-recurring";
    public string Title => "Recurring issues";
    public string Audience => "Support leads and vendors: what comes again and again, since when, and where from?";
    public bool ForVendors => true;
    public RowKinds Uses => RowKinds.Tickets | RowKinds.Payments;

    public async Task<ReportDocument> BuildAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        var setting = await sources.OpenAsync(filter, scope, cancel);
        var issues = await support.RecurringAsync(filter, scope, Listed, cancel: cancel);
        if (issues.Count == 0)
            return Frame.Nothing(this, setting, Shown);
        var grown = RecurringTables.Grown(setting, issues);
        List<Section> sections =
        [
            new() { Id = "growing", Title = "What grows", Blocks = [RecurringTables.Growth(setting, grown)] },
            new() { Id = "recurring", Title = "Recurring issues", Wide = true, Blocks = [new Block.DataTable(RecurringTables.List(setting, issues, Listed))] },
        ];
        var headline = grown.Count > 0 ? $"“{grown[0].Name}” grows: {Words.Count(grown[0].Tickets, "ticket", "tickets")}, {grown[0].Before:N0} before" : $"{Words.Count(issues.Count, "recurring issue", "recurring issues")} {setting.InPeriod}, none grows beyond chance";
        return Frame.Document(this, setting, headline, sections, Shown, RecurringTables.Footnotes);
    }
}
