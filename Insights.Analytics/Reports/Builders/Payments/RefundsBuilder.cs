using Insights.Analytics.Metrics;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Payments;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Payments;

namespace Insights.Analytics.Reports.Builders.Payments;

/// <summary>Refunds from request to money.</summary>
internal sealed class RefundsBuilder(ReportSources sources, IPaymentQueries payments) : PaymentPage(sources, payments)
{
    public override string Id => "payments-refunds";
    public override string Title => "Refunds";
    public override string Audience => "Support leads and vendors: which refunds were made, how long do they take, and which are owed?";
    public override RowKinds Uses => RowKinds.Payments | RowKinds.Disputes;

    protected override IReadOnlyList<MetricDefinition> Shown => [Numbers.Refunds, Numbers.RefundRate, Numbers.RefundsInTime, Numbers.FailedRefunds, Numbers.UnpaidRefunds, Numbers.ManualRefunds];

    protected override IReadOnlyList<MetricDefinition> Besides => [Numbers.RefundedValue, Numbers.RefundFailureRate, Numbers.RefundsMadeGood, Numbers.RepeatedRefunds, Numbers.RefundedDisputes];

    protected override IReadOnlyList<MetricDefinition> Drawn => [Numbers.Refunds, Numbers.FailedRefunds];

    protected override IReadOnlyList<string> Footnotes => ["Owed refunds are all there are up to the end of the period, whenever they were requested; promises are those of the table on the page Delays."];

    protected override Task<IReadOnlyList<Section>> SectionsAsync(PaymentSetting page, CancellationToken cancel) => RefundSections.OfAsync(page, cancel);
}
