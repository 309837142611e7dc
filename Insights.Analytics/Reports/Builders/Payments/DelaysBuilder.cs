using Insights.Analytics.Metrics;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Payments;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Payments;

namespace Insights.Analytics.Reports.Builders.Payments;

/// <summary>How long money takes, and what is stuck.</summary>
internal sealed class DelaysBuilder(ReportSources sources, IPaymentQueries payments) : PaymentPage(sources, payments)
{
    public override string Id => "payments-delays";
    public override string Title => "Payment delays";
    public override string Audience => "Support leads and vendors: how long does money take, and what is stuck?";

    protected override IReadOnlyList<MetricDefinition> Shown => [Numbers.PendingPayments, Numbers.RefundsInTime];

    protected override IReadOnlyList<MetricDefinition> Besides => [Numbers.Payments, Numbers.Refunds];

    protected override IReadOnlyList<MetricDefinition> Drawn => [Numbers.RefundsInTime];

    protected override IReadOnlyList<string> Footnotes => ["Times are counted in stretches of hours, and a share is told as the end of the stretch it falls in. Settlement is as the provider tells it; where it tells none, nothing is guessed.", "Waiting payments are all there are, whenever they were made; ages are counted to the latest data."];

    protected override Task<IReadOnlyList<Section>> SectionsAsync(PaymentSetting page, CancellationToken cancel) => DelaySections.OfAsync(page, cancel);
}
