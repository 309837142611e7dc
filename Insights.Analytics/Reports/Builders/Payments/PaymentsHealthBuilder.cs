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

    /// <summary>Tables that are named and not printed: they split what stands beside them once more, for whoever looks for a cause.</summary>
    private static readonly HashSet<string> OnlyOnThePage = new(StringComparer.Ordinal)
    {
        "codes", "failures-by-brand", "failures-by-country", "failures-by-vendor", "bins", "settling", "longest", "provider-times", "refunds-by-method", "refunds-by-gateway", "refunds-by-vendor", "fees", "contacts", "switches", "method-causes",
    };

    protected override async Task<IReadOnlyList<Section>> SectionsAsync(PaymentSetting page, CancellationToken cancel) =>
    [
        Part("Failures", await FailureSections.OfAsync(page, cancel)),
        Part("Delays", await DelaySections.OfAsync(page, cancel)),
        // Times to the money stand under the delays already.
        Part("Refunds", (await RefundSections.OfAsync(page, cancel)).Where(section => section.Id != "time")),
        Part("Billing errors", await BillingSections.OfAsync(page, cancel)),
        // And so do card BINs under the failures.
        Part("Fraud signals", (await FraudSections.OfAsync(page, cancel)).Where(section => section.Id != "bins")),
        Part("Methods", await MethodSections.OfAsync(page, cancel)),
    ];

    private static Section Part(string title, IEnumerable<Section> sections) => new()
    {
        Id = title.ToLowerInvariant().Replace(' ', '-'),
        Title = title,
        Blocks = [.. sections.SelectMany(section => section.Blocks).Select(block => block is Block.DataTable { Table: var table } ? new Block.DataTable(Shortened(table)) : block)],
    };

    // Who is owed what since when; the page about refunds has the rest.
    private static Table Shortened(Table table) => (table.Id == "owed" ? table.Only("vendor", "amount", "method", "since", "promised", "overdue") : table) with { PrintRows = RowsOf(table) };

    private static int? RowsOf(Table table) => OnlyOnThePage.Contains(table.Id) ? 0 : table.Rows.Count > Printed + 2 ? Printed : null;
}
