using Insights.Analytics.Metrics;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Support;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Trends;
using Insights.Import.Store;

namespace Insights.Analytics.Reports.Builders.Support;

/// <summary>How many contacts the next days bring, and the other daily numbers beside them.</summary>
internal sealed class ForecastBuilder(ReportSources sources, IForecastQueries forecasts) : IReportBuilder
{
    private static readonly MetricDefinition[] Others = [Numbers.Payments, Numbers.FailedPayments, Numbers.Refunds, Numbers.Disputes, Numbers.TicketsSolved];

    public string Id => "support-forecast";
    public string Title => "Contact forecast";
    public string Audience => "Support leads and vendors: how many contacts are to be expected?";
    public bool ForVendors => true;

    public async Task<ReportDocument> BuildAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        var setting = await sources.OpenAsync(filter, scope, cancel);
        MetricDefinition[] shown = [Numbers.TicketsCreated, .. Others];
        if (!setting.HasData || scope.Kind == ScopeKind.Nothing)
            return Frame.Nothing(this, setting, shown);
        var contacts = await forecasts.OfAsync(Numbers.TicketsCreated.Id, filter, scope, Forecasts.Ahead, cancel);
        var others = new List<(MetricDefinition, MetricForecast)>();
        foreach (var metric in shown)
        {
            if (await forecasts.OfAsync(metric.Id, filter, scope, Forecasts.Ahead, cancel) is { } forecast)
                others.Add((metric, forecast));
        }
        List<Section> sections =
        [
            new() { Id = "contacts", Title = "Contacts", Blocks = Forecasts.Blocks(setting, Numbers.TicketsCreated, contacts, "tickets") },
            new() { Id = "others", Title = "Daily numbers", Wide = true, Blocks = [new Block.DataTable(Forecasts.Compared(others))] },
        ];
        var headline = contacts is null ? "Too few days to forecast" : $"About {Math.Round(contacts.Days.Take(7).Sum(day => day.Value)):N0} contacts are expected in the next seven days";
        return Frame.Document(this, setting, headline, sections, shown, ["The period of the filter does not matter here.", .. Forecasts.Footnotes]);
    }
}
