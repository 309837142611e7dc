using Insights.Analytics.Metrics;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Payments;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Payments;

namespace Insights.Analytics.Reports.Builders.Payments;

/// <summary>Charges that look wrong, with their evidence.</summary>
internal sealed class BillingErrorsBuilder(ReportSources sources, IPaymentQueries payments) : PaymentPage(sources, payments)
{
    public override string Id => "payments-billing-errors";
    public override string Title => "Billing errors";
    public override string Audience => "Support leads, finance and vendors: which charges look wrong?";
    public override RowKinds Uses => RowKinds.All;

    protected override IReadOnlyList<MetricDefinition> Shown => [Numbers.BillingCandidates, Numbers.DuplicateCandidates];

    protected override IReadOnlyList<MetricDefinition> Besides => [Numbers.Payments];

    protected override IReadOnlyList<MetricDefinition> Drawn => [Numbers.BillingCandidates];

    protected override IReadOnlyList<string> Footnotes => ["Confirmed: one of the two charges was refunded or disputed, or the customer wrote about it. High: two charges of one order. Medium: nothing names the orders, or the fee is far from its like. Low: the orders differ, or the amount may be meant."];

    protected override Task<IReadOnlyList<Section>> SectionsAsync(PaymentSetting page, CancellationToken cancel) => BillingSections.OfAsync(page, cancel);
}
