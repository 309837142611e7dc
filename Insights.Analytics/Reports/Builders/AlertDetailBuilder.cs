using System.Globalization;
using Insights.Analytics.Metrics;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Alerts;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Trends;
using Insights.Analytics.Reports.Wording;
using Insights.Import.Store;

namespace Insights.Analytics.Reports.Builders;

/// <inheritdoc cref="IAlertDocuments"/>
internal sealed class AlertDocuments(ReportSources sources, IAlertQueries alerts) : IAlertDocuments
{
    public async Task<IReportBuilder?> FindAsync(int id, DataScope scope, CancellationToken cancel = default) =>
        await alerts.FindAsync(id, scope, cancel) is { } detail ? new AlertDetailBuilder(sources, detail) : null;
}

/// <summary>One alert: what happened, when, against what, what its cases have in common, who drives it, and what happened beside it.</summary>
internal sealed class AlertDetailBuilder(ReportSources sources, AlertDetail detail) : IReportBuilder
{
    private readonly Alert _alert = detail.Alert;

    public string Id => string.Create(CultureInfo.InvariantCulture, $"alerts-{_alert.Id}");
    public string Title => _alert.Name;
    public string Audience => "Whoever is to do something about it";
    public bool ForVendors => true;

    public async Task<ReportDocument> BuildAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        var setting = await sources.OpenAsync(filter, scope, cancel);
        var days = new DateRange(_alert.FirstDay, _alert.LastDay);
        List<Section> sections =
        [
            new() { Id = "what", Title = "What happened", Blocks = [new Block.Paragraph(string.Join(' ', new[] { AlertTelling.Common(_alert.Shared), AlertTelling.State(_alert) }.Where(text => text.Length > 0)))] },
            new()
            {
                Id = "days", Title = "Day by day",
                Blocks = detail.Days.Count > 1 ? [new Block.Chart(AlertTables.Days(detail))] : [new Block.DataTable(AlertTables.ByDay(detail))],
            },
        ];
        if (_alert.Shared.Count > 0)
            sections.Add(new() { Id = "shared", Title = "In common", Blocks = [new Block.DataTable(AlertTables.Shared(_alert))] });
        var drivers = await Drivers.TablesAsync(sources, _alert, days, scope, cancel);
        if (drivers.Count > 0)
        {
            sections.Add(new()
            {
                Id = "drivers",
                Title = "What drives it",
                Blocks = [new Block.Paragraph($"All {AlertTelling.Metric(_alert.Metric).ToLowerInvariant()}{(_alert.VendorCode is null ? "" : " of " + _alert.Place!.Value)} {Periods.In(days)} against {Periods.Name(Drivers.Before(days))}, {Drivers.SameDays(days)}. In each table the changes add up to the whole change."), .. drivers.Select(table => new Block.DataTable(table))],
            });
        }

        sections.Add(new()
        {
            Id = "together",
            Title = "At the same time",
            Wide = true,
            Blocks = [new Block.DataTable(AlertTables.List("together", "Other alerts of these days", detail.Together, "Nothing else was out of the ordinary on these days."))],
        });
        return Frame.Document(this, setting, _alert.Sentence, sections, [MetricCatalog.Find(_alert.CatalogueId)], AlertTables.Footnotes);
    }
}
