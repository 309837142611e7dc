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
            Id = "mastercard_ratio",
            Name = "Mastercard chargeback-to-transaction ratio",
            Area = MetricArea.Chargebacks,
            Unit = MetricUnit.Percent,
            Polarity = Polarity.LowerIsBetter,
            DateBasis = "dispute date; charge date, a month earlier, below the line",
            Definition = "First chargebacks on Mastercard received in a month over the successful Mastercard payments of the month before. Meant for whole calendar months; other periods are divided by all months before those they touch.",
            Formula = "Mastercard disputes by dispute date ÷ Mastercard payments of the month before",
            Exclusions = [.. NotDisputes, "Wins and refunds take nothing off", "Other networks"],
            Example = "185 chargebacks in February, 7,500 payments in January: 185 ÷ 7,500 = 2.47 %, 247 basis points.",
            Source = "Mastercard Security Rules and Procedures 8.3, worked example by Solidgate",
            Rows = RowSets.DisputesMastercard,
            DenominatorRows = RowSets.PaymentsMastercardBefore,
        },
        new()
        {
            Id = "vamp_ratio",
            Name = "Visa VAMP ratio",
            Area = MetricArea.Chargebacks,
            Unit = MetricUnit.Percent,
            Polarity = Polarity.LowerIsBetter,
            DateBasis = "dispute date; charge date below the line",
            Definition = "Fraud reports and disputes on Visa received in the period over the successful Visa payments of the same period. Merchants are seldom sent fraud reports: without any this is a lower bound. "
                + "Whether disputes for fraud count beside their report is a setting, because Visa's documents and acquirers disagree.",
            Formula = "(Visa fraud reports + Visa disputes) ÷ Visa payments",
            Exclusions = ["Inquiries that did not escalate, alerts, prevented disputes", "Status notes and cycle codes that are no reason for a dispute", "Disputes for fraud, where the setting says that their report stands for them", "Other networks"],
            Example = "12 fraud reports, 30 disputes (10 of them for fraud), 2,000 payments: 42 ÷ 2,000 = 2.10 %; without disputes for fraud 32 ÷ 2,000 = 1.60 %.",
            Source = "Visa Acquirer Monitoring Program Overview, 2025-05-14",
            Rows = RowSets.DisputesVamp,
            DenominatorRows = RowSets.PaymentsVisa,
        },
        new()
        {
            Id = "fraud_notices",
            Name = "Fraud reports",
            Area = MetricArea.Chargebacks,
            Unit = MetricUnit.Count,
            Polarity = Polarity.LowerIsBetter,
            DateBasis = "dispute date",
            Definition = "Issuers' reports of fraud that have moved no money: early fraud warnings, TC40, SAFE, notifications of fraud. Counted by the day they were received; one that becomes a dispute in the same row is a dispute from then on.",
            Formula = "count of fraud reports received in the period",
            Exclusions = ["Disputes, inquiries and alerts"],
            Example = "5 early fraud warnings, 2 of which were followed by a dispute of its own: 5 fraud reports.",
            Rows = RowSets.FraudNotices,
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
