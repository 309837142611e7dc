using Insights.Analytics.Queries;

namespace Insights.Analytics.Metrics;

public static partial class MetricCatalog
{
    private const string ByRates = "Both sides in the reporting currency, each day at its own rate; no number where a rate is missing";

    /// <summary>The ratios of disputes once more by their amounts. Each has a name of its own: networks judge by counts, accounts are moved by amounts, and the two are never mixed.</summary>
    private static IEnumerable<MetricDefinition> ByValue() =>
    [
        new()
        {
            Id = "dispute_activity_value",
            Name = "Dispute activity by value",
            Area = MetricArea.Chargebacks,
            Unit = MetricUnit.Percent,
            ByValue = true,
            Polarity = Polarity.LowerIsBetter,
            DateBasis = "dispute date; charge date below the line",
            Definition = "The disputed amounts of the disputes received in the period over the amounts of its successful payments, whichever payments the disputes are about.",
            Formula = "disputed amounts by dispute date ÷ amounts of payments",
            Exclusions = [.. NotDisputes, ByRates],
            Example = "Payments of EUR 50,000.00 in a week and disputes of EUR 900.00 received, EUR 150.00 of them on those payments: 900 ÷ 50,000 = 1.8 %.",
            Rows = RowSets.DisputesOpened,
            DenominatorRows = RowSets.PaymentsSucceeded,
        },
        new()
        {
            Id = "dispute_rate_value",
            Name = "Dispute rate by value",
            Area = MetricArea.Chargebacks,
            Unit = MetricUnit.Percent,
            ByValue = true,
            Polarity = Polarity.LowerIsBetter,
            DateBasis = "charge date",
            Definition = "The disputed amounts so far on the period's successful payments, over the amounts of these payments. Still rising until 120 days after the last payment, and marked so.",
            Formula = "disputed amounts by charge date ÷ amounts of payments",
            Exclusions = [.. NotDisputes, "Disputes whose charge date is not known", ByRates],
            Example = "Payments of EUR 50,000.00 in a week and disputes of EUR 900.00 received, EUR 150.00 of them on those payments: 150 ÷ 50,000 = 0.3 %.",
            Rows = RowSets.DisputesCharged,
            DenominatorRows = RowSets.PaymentsSucceeded,
        },
        new()
        {
            Id = "mastercard_value_ratio",
            Name = "Mastercard ratio by value",
            Area = MetricArea.Chargebacks,
            Unit = MetricUnit.Percent,
            ByValue = true,
            Polarity = Polarity.LowerIsBetter,
            DateBasis = "dispute date; charge date, a month earlier, below the line",
            Definition = "The amounts of the first chargebacks on Mastercard received in a month over the amounts of the successful Mastercard payments of the month before. Mastercard itself judges by counts.",
            Formula = "Mastercard disputed amounts by dispute date ÷ amounts of Mastercard payments of the month before",
            Exclusions = [.. NotDisputes, "Wins and refunds take nothing off", "Other networks", ByRates],
            Example = "Chargebacks of EUR 9,250.00 in February, payments of EUR 375,000.00 in January: 9,250 ÷ 375,000 = 2.47 %.",
            Rows = RowSets.DisputesMastercard,
            DenominatorRows = RowSets.PaymentsMastercardBefore,
        },
        new()
        {
            Id = "vamp_value_ratio",
            Name = "Visa VAMP ratio by value",
            Area = MetricArea.Chargebacks,
            Unit = MetricUnit.Percent,
            ByValue = true,
            Polarity = Polarity.LowerIsBetter,
            DateBasis = "dispute date; charge date below the line",
            Definition = "The amounts of fraud reports and disputes on Visa received in the period over the amounts of the successful Visa payments of the same period. Visa itself judges by counts. "
                + "Without any fraud report imported this is a lower bound, and the setting about disputes for fraud holds here, too.",
            Formula = "(amounts of Visa fraud reports + Visa disputed amounts) ÷ amounts of Visa payments",
            Exclusions = ["Inquiries that did not escalate, alerts, prevented disputes", "Disputes for fraud, where the setting says that their report stands for them", "Other networks", ByRates],
            Example = "Fraud reports of EUR 600.00 and disputes of EUR 1,500.00 on payments of EUR 100,000.00: 2,100 ÷ 100,000 = 2.10 %.",
            Rows = RowSets.DisputesVamp,
            DenominatorRows = RowSets.PaymentsVisa,
        },
        new()
        {
            Id = "fraud_rate",
            Name = "Fraud rate",
            Area = MetricArea.Chargebacks,
            Unit = MetricUnit.Percent,
            ByValue = true,
            Polarity = Polarity.LowerIsBetter,
            DateBasis = "dispute date; charge date below the line",
            Definition = "The amounts that issuers reported as fraud in the period over the amounts of its successful payments. Merchants are seldom sent fraud reports: none is no proof that there was no fraud.",
            Formula = "amounts of fraud reports ÷ amounts of payments",
            Exclusions = ["Disputes, inquiries and alerts: a dispute for fraud is no report", ByRates],
            Example = "Fraud reports of EUR 450.00 and payments of EUR 50,000.00 in the same month: 450 ÷ 50,000 = 0.9 %.",
            Source = "Card networks' fraud programmes: reported fraud over sales",
            Rows = RowSets.FraudNotices,
            DenominatorRows = RowSets.PaymentsSucceeded,
        },
    ];

    private static IEnumerable<MetricDefinition> WonAndPrevented() =>
    [
        new()
        {
            Id = "recovery_share",
            Name = "Recovery share",
            Area = MetricArea.Chargebacks,
            Unit = MetricUnit.Percent,
            Polarity = Polarity.HigherIsBetter,
            DateBasis = "dispute date",
            Definition = "The share of all disputes received that has been won so far, challenged or not. Rises while answers and decisions of the period are still to come, and is marked so.",
            Formula = "disputes won ÷ disputes received",
            Exclusions = NotDisputes,
            Example = "10 disputes received: 2 won, 3 lost after evidence, 4 accepted, 1 open: 2 ÷ 10 = 20.0 %.",
            Rows = RowSets.DisputesWonOfReceived,
            DenominatorRows = RowSets.DisputesOpened,
        },
        new()
        {
            Id = "win_rate_value",
            Name = "Win rate by value",
            Area = MetricArea.Chargebacks,
            Unit = MetricUnit.Percent,
            ByValue = true,
            Polarity = Polarity.HigherIsBetter,
            DateBasis = "decision date",
            Definition = "What the disputes won were about, as a share of the amounts of all challenged disputes that were decided in the period. Below the win rate, small cases are won and large ones lost.",
            Formula = "disputed amounts of disputes won ÷ disputed amounts of disputes won and lost, challenged disputes only",
            Exclusions = ["Disputes accepted or expired without a challenge", "Disputes not decided yet", .. NotDisputes, ByRates],
            Example = "Won EUR 30.00 and EUR 20.00, lost EUR 150.00 after evidence was sent, accepted EUR 80.00: 50 ÷ 200 = 25.0 %, where the win rate is 2 of 3.",
            Rows = RowSets.DisputesWon,
            DenominatorRows = RowSets.DisputesChallengedDecided,
        },
        new()
        {
            Id = "recovery_share_value",
            Name = "Recovery share by value",
            Area = MetricArea.Chargebacks,
            Unit = MetricUnit.Percent,
            ByValue = true,
            Polarity = Polarity.HigherIsBetter,
            DateBasis = "dispute date",
            Definition = "What has come back so far of the amounts disputed in the period. Rises while answers and decisions are still to come, and is marked so.",
            Formula = "recovered on disputes won ÷ disputed amounts of disputes received",
            Exclusions = [.. NotDisputes, ByRates],
            Example = "EUR 500.00 disputed in all; two disputes won, of which EUR 80.00 and EUR 20.00 came back: 100 ÷ 500 = 20.0 %.",
            Rows = RowSets.DisputesWonOfReceived,
            DenominatorRows = RowSets.DisputesOpened,
        },
        new()
        {
            Id = "deflection_rate",
            Name = "Deflection rate",
            Area = MetricArea.Chargebacks,
            Unit = MetricUnit.Percent,
            Polarity = Polarity.HigherIsBetter,
            DateBasis = "dispute date",
            Definition = "The share of disputes that were prevented before they became chargebacks: by rapid resolution, an alert answered with a refund, or evidence sent before filing.",
            Formula = "prevented ÷ (prevented + disputes received)",
            Exclusions = ["Inquiries and fraud notices", "Disputes withdrawn by the customer"],
            Example = "3 prevented and 9 disputes received: 3 ÷ 12 = 25.0 %.",
            Rows = RowSets.DisputesPrevented,
            DenominatorRows = RowSets.DisputesPreventedOrReceived,
        },
        new()
        {
            Id = "days_to_dispute",
            Name = "Days to dispute",
            Area = MetricArea.Chargebacks,
            Unit = MetricUnit.Duration,
            Polarity = Polarity.Neutral,
            DateBasis = "dispute date",
            TimeBasis = "wall-clock",
            Definition = "How long after the charge disputes come, in whole days of the reporting zone: the median. Early ones speak of statement texts and fraud, those around a delivery date of goods that did not come.",
            Formula = "median of (dispute date − charge date)",
            Exclusions = [.. NotDisputes, "Disputes whose charge date is not known"],
            Example = "Disputes 3, 10 and 45 days after their charge: median 10 days.",
            Rows = RowSets.DisputesChargeKnown,
        },
        new()
        {
            Id = "days_to_dispute_p90",
            Name = "Days to dispute, 90th percentile",
            Area = MetricArea.Chargebacks,
            Unit = MetricUnit.Duration,
            Polarity = Polarity.Neutral,
            DateBasis = "dispute date",
            TimeBasis = "wall-clock",
            Definition = "After how many days nine in ten of the disputes had come.",
            Formula = "90th percentile of (dispute date − charge date)",
            Exclusions = [.. NotDisputes, "Disputes whose charge date is not known"],
            Example = "Disputes 1, 2, 3 … 11 days after their charge: p90 10 days.",
            Rows = RowSets.DisputesChargeKnown,
        },
        new()
        {
            Id = "provisional_outcomes",
            Name = "Outcomes that may still be turned round",
            Area = MetricArea.Chargebacks,
            Unit = MetricUnit.Count,
            Polarity = Polarity.Neutral,
            DateBasis = "decision date",
            Definition = "Disputes decided in the period whose outcome is provisional, up to when the data speaks: the issuer may bring the dispute again, and a win turn into a loss.",
            Formula = "count of disputes decided in the period with a final date after the data's last moment",
            Exclusions = [.. NotDisputes, "Outcomes that were never provisional"],
            Example = "3 won this month, 1 of them provisionally until the 20th of the next: 1.",
            Rows = RowSets.DisputesProvisional,
        },
    ];
}
