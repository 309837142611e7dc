using Insights.Analytics.Metrics;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Payments;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Payments;

namespace Insights.Analytics.Reports.Builders.Payments;

/// <summary>Which payments fail, why, where, and what became of them.</summary>
internal sealed class FailuresBuilder(ReportSources sources, IPaymentQueries payments) : PaymentPage(sources, payments)
{
    public override string Id => "payments";
    public override string Title => "Payments";
    public override string Audience => "Support leads, payment managers and vendors: which payments fail, why, and what do customers do then?";

    protected override IReadOnlyList<MetricDefinition> Shown => [Numbers.ApprovalRate, Numbers.FailedPayments, Numbers.FailedOrders, Numbers.RecoveryRate, Numbers.RecoveredValue, Numbers.LostOrderValue];

    protected override IReadOnlyList<MetricDefinition> Besides => [];

    protected override IReadOnlyList<MetricDefinition> Drawn => [Numbers.ApprovalRate, Numbers.FailedPayments];

    protected override IReadOnlyList<string> Footnotes => ["Soft: the same details may pass another time; hard: the customer has to change something (decline-firmness.csv). Causes are mapped from providers' codes by tables in the program; a code that is in none is shown as not mapped.", "A failed order is followed for seven days by the order it names, without one by customer and amount, without a customer by card and amount."];

    protected override Task<IReadOnlyList<Section>> SectionsAsync(PaymentSetting page, CancellationToken cancel) => FailureSections.OfAsync(page, cancel);
}
