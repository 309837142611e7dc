using Insights.Analytics.Queries;

namespace Insights.Analytics.Metrics;

public static partial class MetricCatalog
{
    private const string Unanswered = "Pending and cancelled attempts";

    private static IEnumerable<MetricDefinition> Payments() =>
    [
        new()
        {
            Id = "payments",
            Name = "Payments",
            Area = MetricArea.Payments,
            Unit = MetricUnit.Count,
            Polarity = Polarity.Neutral,
            DateBasis = "charge date",
            Definition = "Charges that succeeded.",
            Formula = "count of charges with status succeeded",
            Exclusions = [Unanswered, "Refunds, fees, payouts and adjustments"],
            Example = "90 charges succeeded, 10 failed, 2 are pending: 90 payments.",
            Rows = RowSets.PaymentsSucceeded,
        },
        new()
        {
            Id = "payment_volume",
            Name = "Payment volume",
            Area = MetricArea.Payments,
            Unit = MetricUnit.Money,
            Polarity = Polarity.Neutral,
            DateBasis = "charge date",
            Definition = "The value of charges that succeeded, one total a currency. A converted total uses each day's rate and names what had none.",
            Formula = "sum of amounts of charges with status succeeded",
            Exclusions = [Unanswered, "Refunds are not subtracted"],
            Example = "EUR 100.00 and EUR 50.00 succeeded, EUR 30.00 failed, USD 20.00 succeeded: EUR 150.00 and USD 20.00.",
            Rows = RowSets.PaymentsSucceeded,
        },
        new()
        {
            Id = "approval_rate",
            Name = "Approval rate",
            Area = MetricArea.Payments,
            Unit = MetricUnit.Percent,
            Polarity = Polarity.HigherIsBetter,
            DateBasis = "charge date",
            Definition = "The share of charge attempts that succeeded, of those that were answered. Each attempt counts, retries too.",
            Formula = "succeeded ÷ (succeeded + failed)",
            Exclusions = [Unanswered],
            Example = "90 charges succeeded, 10 failed, 2 are pending: 90 ÷ 100 = 90.0 %.",
            Rows = RowSets.PaymentsSucceeded,
            DenominatorRows = RowSets.PaymentsAttempts,
        },
        new()
        {
            Id = "failed_payments",
            Name = "Failed payments",
            Area = MetricArea.Payments,
            Unit = MetricUnit.Count,
            Polarity = Polarity.LowerIsBetter,
            DateBasis = "charge date",
            Definition = "Charge attempts that failed, whatever the cause. By cause, they show what to mend.",
            Formula = "count of charges with status failed",
            Exclusions = [Unanswered],
            Example = "90 charges succeeded, 10 failed (6 for insufficient funds, 4 at the gateway): 10 failed payments.",
            Rows = RowSets.PaymentsFailed,
        },
        new()
        {
            Id = "refunds",
            Name = "Refunds",
            Area = MetricArea.Payments,
            Unit = MetricUnit.Count,
            Polarity = Polarity.LowerIsBetter,
            DateBasis = "refund date",
            Definition = "Refunds that succeeded, full and partial, automatic and manual.",
            Formula = "count of refunds with status succeeded",
            Exclusions = ["Pending, failed and cancelled refunds"],
            Example = "2 full refunds, 1 partial and 1 pending: 3 refunds.",
            Rows = RowSets.Refunds,
        },
        new()
        {
            Id = "refunded_value",
            Name = "Refunded value",
            Area = MetricArea.Payments,
            Unit = MetricUnit.Money,
            Polarity = Polarity.LowerIsBetter,
            DateBasis = "refund date",
            Definition = "The value of refunds that succeeded, one total a currency.",
            Formula = "sum of amounts of refunds with status succeeded",
            Exclusions = ["Pending, failed and cancelled refunds"],
            Example = "EUR 40.00 in full, EUR 10.00 in part, EUR 25.00 pending: EUR 50.00.",
            Rows = RowSets.Refunds,
        },
        new()
        {
            Id = "refund_rate",
            Name = "Refund rate",
            Area = MetricArea.Payments,
            Unit = MetricUnit.Percent,
            Polarity = Polarity.LowerIsBetter,
            DateBasis = "refund date; charge date below the line",
            Definition = "Refunds of the period over successful charges of the same period. The refunds may belong to earlier charges.",
            Formula = "refunds ÷ payments",
            Exclusions = ["Pending, failed and cancelled refunds", Unanswered],
            Example = "3 refunds in a month with 90 payments: 3 ÷ 90 = 3.3 %.",
            Rows = RowSets.Refunds,
            DenominatorRows = RowSets.PaymentsSucceeded,
        },
        new()
        {
            Id = "failed_refunds",
            Name = "Failed refunds",
            Area = MetricArea.Payments,
            Unit = MetricUnit.Count,
            Polarity = Polarity.LowerIsBetter,
            DateBasis = "refund date",
            Definition = "Refunds that were tried and refused: the customer has been promised money and not got it.",
            Formula = "count of refunds with status failed",
            Exclusions = ["Pending and cancelled refunds"],
            Example = "2 refunds succeeded, 1 was rejected, 1 is pending: 1 failed refund.",
            Rows = RowSets.RefundsFailed,
        },
        new()
        {
            Id = "refund_failure_rate",
            Name = "Refund failure rate",
            Area = MetricArea.Payments,
            Unit = MetricUnit.Percent,
            Polarity = Polarity.LowerIsBetter,
            DateBasis = "refund date",
            Definition = "The share of refunds that were refused, of those that were answered. Each try counts.",
            Formula = "failed refunds ÷ (refunds + failed refunds)",
            Exclusions = ["Pending and cancelled refunds"],
            Example = "2 refunds succeeded, 1 was rejected, 1 is pending: 1 ÷ 3 = 33.3 %.",
            Rows = RowSets.RefundsFailed,
            DenominatorRows = RowSets.RefundsAnswered,
        },
    ];
}
