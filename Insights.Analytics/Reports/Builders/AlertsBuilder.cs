using Insights.Analytics.Metrics;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Alerts;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Trends;
using Insights.Analytics.Reports.Wording;
using Insights.Import.Store;

namespace Insights.Analytics.Reports.Builders;

/// <summary>What stood out in the daily numbers: what goes on now, and what was.</summary>
internal sealed class AlertsBuilder(ReportSources sources, IAlertQueries alerts, IAlertLimits limits) : IReportBuilder
{
    private readonly MetricDefinition[] _metrics = [.. alerts.Watched.Select(MetricCatalog.Find)];

    public string Id => "alerts";
    public string Title => "Alerts";
    public string Audience => "Support leads and vendors: what is out of the ordinary, since when, and where does it come from?";
    public bool ForVendors => true;

    public async Task<ReportDocument> BuildAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        var setting = await sources.OpenAsync(filter, scope, cancel);
        if (scope.Kind == ScopeKind.Nothing || !setting.HasData)
            return Frame.Nothing(this, setting, _metrics);
        if (await alerts.LastRunAsync(scope, cancel) is not { } watch)
        {
            return Frame.Document(this, setting, "Nothing has been watched yet",
                [LimitTables.Section(setting, await limits.ListAsync(scope, cancel)), new Section { Id = "never", Title = "What stands out", Blocks = [new Block.Paragraph("Daily numbers are watched after every import and every morning, from twelve weeks of data on: before, nothing is known to be usual.")] }],
                _metrics, AlertTables.Footnotes);
        }

        var found = await alerts.ListAsync(filter, scope, cancel);
        var now = found.Where(one => one.RecoveredDay is null).ToList();
        var past = found.Where(one => one.RecoveredDay is not null).ToList();
        List<Section> sections =
        [
            new()
            {
                Id = "now", Title = "Going on", Wide = true,
                Blocks = now.Count == 0
                    ? [new Block.Paragraph(past.Count == 0 && found.Count == 0 ? Nothing(filter) : "Nothing goes on: everything that stood out is as usual again.")]
                    : [new Block.Bullets([.. now.Select(Told)]), new Block.DataTable(AlertTables.List("now", "Alerts that go on", now, "None."))],
            },
        ];
        if (past.Count > 0)
            sections.Add(new() { Id = "past", Title = "Over", Wide = true, Blocks = [new Block.Bullets([.. past.Take(5).Select(Told)]), new Block.DataTable(AlertTables.List("past", "Alerts that are over, the newest first", past, "None."))] });
        sections.Insert(1, LimitTables.Section(setting, await limits.ListAsync(scope, cancel)));
        sections.Add(new() { Id = "watched", Title = "What is watched", Blocks = [new Block.Paragraph(AlertTables.Watched(watch))] });
        return Frame.Document(this, setting, Headline(now, past), sections, _metrics, AlertTables.Footnotes);
    }

    private static Sentence Told(Alert alert) => new(string.Join(' ', new[] { alert.Sentence, AlertTelling.Common(alert.Shared), AlertTelling.State(alert) }.Where(text => text.Length > 0)), AlertTables.LinkTo(alert));

    private static string Headline(List<Alert> now, List<Alert> past) => (now.Count, past.Count) switch
    {
        (0, 0) => "Nothing was out of the ordinary",
        (0, 1) => $"One alert, and it is over: {past[0].Name}",
        (0, var over) => $"Nothing goes on; {over} alerts are over, the last is {past[0].Name}",
        (1, _) => $"One alert goes on: {now[0].Name}",
        var (open, _) => $"{open} alerts go on; the largest is {now.MaxBy(one => Math.Abs(one.Excess))!.Name}",
    };

    private static string Nothing(ReportFilter filter) => filter.Values.Count > 0
        ? "No alert of this period matches these filters."
        : "No day of this period was further from the usual than chance explains.";
}
