using Insights.Analytics.Metrics;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Payments;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Payments;

namespace Insights.Analytics.Reports.Builders.Payments;

/// <summary>The payments pages as one report to send: failures, delays, refunds, billing errors, fraud signals, methods.</summary>
internal sealed class PaymentsHealthBuilder(ReportSources sources, IPaymentQueries payments) : PaymentPage(sources, payments)
{
    /// <summary>Of a long list the first lines tell what there is to tell; twenty printed pages of them would not be read.</summary>
    private const int Printed = 10;

    public override string Id => "payment-health";
    public override string Title => "Payments health report";
    public override string Audience => "Payment managers, support leads and vendors: is money moving as it should?";
    public override RowKinds Uses => RowKinds.Payments | RowKinds.Disputes;

    protected override IReadOnlyList<MetricDefinition> Shown =>
        [Numbers.ApprovalRate, Numbers.FailedOrders, Numbers.RecoveryRate, Numbers.PendingPayments, Numbers.RefundsInTime, Numbers.UnpaidRefunds, Numbers.BillingCandidates, Numbers.FraudSignals];

    protected override IReadOnlyList<MetricDefinition> Besides =>
    [
        Numbers.Payments, Numbers.FailedPayments, Numbers.RecoveredValue, Numbers.LostOrderValue, Numbers.Refunds, Numbers.RefundRate, Numbers.FailedRefunds, Numbers.RefundFailureRate, Numbers.ManualRefunds, Numbers.RefundsMadeGood,
        Numbers.RepeatedRefunds, Numbers.RefundedDisputes, Numbers.FraudNotices, Numbers.Disputes, Numbers.BlockCandidates,
    ];

    protected override IReadOnlyList<MetricDefinition> Drawn => [Numbers.ApprovalRate];

    protected override async Task<IReadOnlyList<Section>> SectionsAsync(PaymentSetting page, CancellationToken cancel) =>
    [
        .. Under("Failures", await FailureSections.OfAsync(page, cancel)),
        .. Under("Delays", await DelaySections.OfAsync(page, cancel)),
        // Times to the money stand under the delays already.
        .. Under("Refunds", [.. (await RefundSections.OfAsync(page, cancel)).Where(section => section.Id != "time")]),
        .. Under("Billing errors", await BillingSections.OfAsync(page, cancel)),
        // And so do card BINs under the failures.
        .. Under("Fraud signals", [.. (await FraudSections.OfAsync(page, cancel)).Where(section => section.Id != "bins")]),
        .. Under("Methods", await MethodSections.OfAsync(page, cancel)),
    ];

    private static IEnumerable<Section> Under(string part, IReadOnlyList<Section> sections) =>
        sections.Select(section => section with
        {
            Id = part.ToLowerInvariant().Replace(' ', '-') + "-" + section.Id,
            Title = part + ": " + section.Title,
            Blocks = [.. section.Blocks.Select(block => block is Block.DataTable { Table: { Rows.Count: > Printed + 2 } table } ? new Block.DataTable(table with { PrintRows = Printed }) : block)],
        });
}
