using Insights.Analytics.Queries;

namespace Insights.Analytics.Metrics;

public static partial class MetricCatalog
{
    private static string[] NotDisputes =>
    [
        "Inquiries that did not escalate, fraud notices, alerts, prevented disputes: no funds moved",
        "Status notes and cycle codes that are no reason for a dispute",
    ];

    private static IEnumerable<MetricDefinition> Chargebacks() =>
    [
        new()
        {
            Id = "disputes",
            Name = "Disputes",
            Area = MetricArea.Chargebacks,
            Unit = MetricUnit.Count,
            Polarity = Polarity.LowerIsBetter,
            DateBasis = "dispute date",
            Definition = "First chargebacks received. Each dispute counts once, whatever became of it: won and refunded ones too.",
            Formula = "count of disputes opened in the period",
            Exclusions = NotDisputes,
            Example = "10 chargebacks (2 won since), 3 inquiries and 1 prevented: 10 disputes.",
            Rows = RowSets.DisputesOpened,
        },
        new()
        {
            Id = "dispute_activity",
            Name = "Dispute activity",
            Area = MetricArea.Chargebacks,
            Unit = MetricUnit.Percent,
            Polarity = Polarity.LowerIsBetter,
            DateBasis = "dispute date; charge date below the line",
            Definition = "Disputes received in the period over successful payments of the same period, whichever payments they are about. What card networks police.",
            Formula = "disputes by dispute date ÷ payments",
            Exclusions = NotDisputes,
            Example = "1,000 payments in a week and 10 disputes received, 3 of them on those payments: activity 10 ÷ 1,000 = 1.0 %.",
            Source = "Stripe, Measuring disputes: dispute activity",
            Rows = RowSets.DisputesOpened,
            DenominatorRows = RowSets.PaymentsSucceeded,
        },
        new()
        {
            Id = "dispute_rate",
            Name = "Dispute rate",
            Area = MetricArea.Chargebacks,
            Unit = MetricUnit.Percent,
            Polarity = Polarity.LowerIsBetter,
            DateBasis = "charge date",
            Definition = "The share of the period's successful payments that have been disputed so far. Finds causes; still rising until 120 days after the last payment, and marked so.",
            Formula = "disputes by charge date ÷ payments",
            Exclusions = [.. NotDisputes, "Disputes whose charge date is not known"],
            Example = "1,000 payments in a week and 10 disputes received, 3 of them on those payments: rate 3 ÷ 1,000 = 0.3 %.",
            Source = "Stripe, Measuring disputes: dispute rate",
            Rows = RowSets.DisputesCharged,
            DenominatorRows = RowSets.PaymentsSucceeded,
        },
        new()
        {
            Id = "disputed_value",
            Name = "Disputed value",
            Area = MetricArea.Chargebacks,
            Unit = MetricUnit.Money,
            Polarity = Polarity.LowerIsBetter,
            DateBasis = "dispute date",
            Definition = "The disputed amounts of the disputes received, one total a currency. May differ from the charges: disputes can be partial or bundled.",
            Formula = "sum of disputed amounts of disputes opened in the period",
            Exclusions = NotDisputes,
            Example = "EUR 150.00 disputed of one charge of EUR 50.00 (three bundled) and EUR 20.00 of another: EUR 170.00.",
            Rows = RowSets.DisputesOpened,
        },
        new()
        {
            Id = "net_loss",
            Name = "Net loss from disputes",
            Area = MetricArea.Chargebacks,
            Unit = MetricUnit.Money,
            Polarity = Polarity.LowerIsBetter,
            DateBasis = "decision date",
            Definition = "What the disputes decided in the period cost: lost amounts less what was recovered of them, plus dispute fees, less fees returned. "
                + "Counter fees, alert fees and cost of goods belong to it too, but no imported file carries them.",
            Formula = "Σ lost amount − recovered on lost + fees − fees returned, over disputes won, lost, accepted or expired",
            Exclusions = [.. NotDisputes, "Disputes not decided, withdrawn or prevented"],
            Example = "Lost EUR 100.00 with a fee of EUR 15.00; won EUR 80.00, fee EUR 15.00 charged and returned: EUR 115.00.",
            Source = "Fees are imported amounts, never constants",
            Rows = RowSets.DisputesDecided,
        },
        new()
        {
            Id = "win_rate",
            Name = "Win rate",
            Area = MetricArea.Chargebacks,
            Unit = MetricUnit.Percent,
            Polarity = Polarity.HigherIsBetter,
            DateBasis = "decision date",
            Definition = "The share won of the challenged disputes that were decided in the period. By decision date, because by dispute date recent months look worse than they are.",
            Formula = "won ÷ (won + lost), challenged disputes only",
            Exclusions = ["Disputes accepted or expired without a challenge", "Disputes not decided yet", .. NotDisputes],
            Example = "4 won, 6 lost after evidence was sent, 5 accepted, 2 expired: 4 ÷ 10 = 40.0 %.",
            Rows = RowSets.DisputesWon,
            DenominatorRows = RowSets.DisputesChallengedDecided,
        },
    ];
}
