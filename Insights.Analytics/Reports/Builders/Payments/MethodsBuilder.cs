using Insights.Analytics.Metrics;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Payments;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Payments;

namespace Insights.Analytics.Reports.Builders.Payments;

/// <summary>How customers pay, and how well it works.</summary>
internal sealed class MethodsBuilder(ReportSources sources, IPaymentQueries payments) : PaymentPage(sources, payments)
{
    public override string Id => "payments-methods";
    public override string Title => "Payment methods";
    public override string Audience => "Payment managers and vendors: how do customers pay, and what works where?";

    protected override IReadOnlyList<MetricDefinition> Shown => [Numbers.ApprovalRate, Numbers.Payments, Numbers.FailedPayments];

    protected override IReadOnlyList<MetricDefinition> Besides => [Numbers.RecoveryRate, Numbers.RefundRate];

    protected override IReadOnlyList<MetricDefinition> Drawn => [Numbers.ApprovalRate];

    protected override IReadOnlyList<string> Footnotes => ["A suggestion needs a hundred attempts with each of two methods in one country, a difference of five points or more, and an interval of the difference (Newcombe, 95 %) that lies above zero."];

    protected override Task<IReadOnlyList<Section>> SectionsAsync(PaymentSetting page, CancellationToken cancel) => MethodSections.OfAsync(page, cancel);
}
