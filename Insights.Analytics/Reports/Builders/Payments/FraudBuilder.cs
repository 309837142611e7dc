using Insights.Analytics.Metrics;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Payments;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Payments;

namespace Insights.Analytics.Reports.Builders.Payments;

/// <summary>Card testing, fast tries, repeat disputers.</summary>
internal sealed class FraudBuilder(ReportSources sources, IPaymentQueries payments) : PaymentPage(sources, payments)
{
    public override string Id => "payments-fraud";
    public override string Title => "Fraud signals";
    public override string Audience => "Risk managers and vendors: who tries stolen cards, and who disputes again and again?";
    public override RowKinds Uses => RowKinds.Payments | RowKinds.Disputes;

    protected override IReadOnlyList<MetricDefinition> Shown => [Numbers.FraudSignals, Numbers.CardTestingWaves, Numbers.BlockCandidates];

    protected override IReadOnlyList<MetricDefinition> Besides => [Numbers.FraudNotices, Numbers.Disputes];

    protected override IReadOnlyList<MetricDefinition> Drawn => [Numbers.FraudSignals];

    protected override IReadOnlyList<string> Footnotes => ["A repeat disputer has three disputes or more with one vendor; that is a fact about a customer and no proof of fraud."];

    protected override Task<IReadOnlyList<Section>> SectionsAsync(PaymentSetting page, CancellationToken cancel) => FraudSections.OfAsync(page, cancel);
}
