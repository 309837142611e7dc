using Insights.Analytics.Queries;

namespace Insights.Analytics.Metrics;

public static partial class MetricCatalog
{
    private const string SameVendor = "Tickets, refunds and payments of other vendors: each vendor's world is its own";

    private static IEnumerable<MetricDefinition> DisputeLedger() => [.. Answers(), .. BeforeTheDispute()];

    private static IEnumerable<MetricDefinition> Answers() =>
    [
        new()
        {
            Id = "challenge_rate",
            Name = "Challenge rate",
            Area = MetricArea.Chargebacks,
            Unit = MetricUnit.Percent,
            Polarity = Polarity.Neutral,
            DateBasis = "dispute date",
            Definition = "The share of the disputes received that were challenged with evidence. Not every dispute is worth it, so more is not better.",
            Formula = "challenged ÷ disputes received",
            Exclusions = NotDisputes,
            Example = "10 disputes received: 4 challenged, 3 accepted, 1 expired, 2 still open: 4 ÷ 10 = 40.0 %.",
            Rows = RowSets.DisputesChallenged,
            DenominatorRows = RowSets.DisputesOpened,
        },
        new()
        {
            Id = "undefended_share",
            Name = "Undefended share",
            Area = MetricArea.Chargebacks,
            Unit = MetricUnit.Percent,
            Polarity = Polarity.LowerIsBetter,
            DateBasis = "dispute date",
            Definition = "The share of the disputes received that expired without an answer: a failure of the process, not of a customer.",
            Formula = "expired ÷ disputes received",
            Exclusions = [.. NotDisputes, "Disputes accepted on purpose"],
            Example = "10 disputes received: 4 challenged, 3 accepted, 1 expired, 2 still open: 1 ÷ 10 = 10.0 %.",
            Rows = RowSets.DisputesExpired,
            DenominatorRows = RowSets.DisputesOpened,
        },
        new()
        {
            Id = "dispute_response_time",
            Name = "Time to answer a dispute",
            Area = MetricArea.Chargebacks,
            Unit = MetricUnit.Duration,
            Polarity = Polarity.LowerIsBetter,
            DateBasis = "dispute date",
            TimeBasis = "wall-clock",
            Definition = "How long it took from the dispute's opening to the first answer: evidence, acceptance, or the answer to the inquiry it grew from. The median of the disputes answered so far.",
            Formula = "median of (first answer − opened)",
            Exclusions = [.. NotDisputes, "Disputes not answered: they expire, and are in the undefended share"],
            Example = "Opened on 1 March 09:00 and answered on 3, 6 and 21 March at 09:00: median 5 days.",
            Rows = RowSets.DisputesResponded,
        },
        new()
        {
            Id = "late_responses",
            Name = "Late answers to disputes",
            Area = MetricArea.Chargebacks,
            Unit = MetricUnit.Count,
            Polarity = Polarity.LowerIsBetter,
            DateBasis = "dispute date",
            Definition = "Disputes answered after the due date their file gave, or expired without an answer.",
            Formula = "count of disputes with first answer > due date, or state expired",
            Exclusions = [.. NotDisputes, "Answers where no due date was imported: an estimated date judges nobody"],
            Example = "Due on 18 March 09:00: answered at 09:00 in time, at 09:00:01 late; a third expired: 2 late.",
            Rows = RowSets.DisputesLate,
        },
        new()
        {
            Id = "revenue_recovered",
            Name = "Recovered from disputes",
            Area = MetricArea.Chargebacks,
            Unit = MetricUnit.Money,
            Polarity = Polarity.HigherIsBetter,
            DateBasis = "decision date",
            Definition = "What came back with disputes won in the period, as imported. A win may still be provisional: the dispute's page says until when.",
            Formula = "Σ recovered over disputes won",
            Exclusions = [.. NotDisputes, "Withdrawn and prevented disputes: nothing was won"],
            Example = "Won EUR 80.00 and EUR 20.00, lost EUR 100.00: EUR 100.00 recovered.",
            Rows = RowSets.DisputesRecovered,
        },
    ];

    private static IEnumerable<MetricDefinition> BeforeTheDispute() =>
    [
        new()
        {
            Id = "contacted_first_share",
            Name = "Disputes after a ticket",
            Area = MetricArea.Chargebacks,
            Unit = MetricUnit.Percent,
            Polarity = Polarity.LowerIsBetter,
            DateBasis = "dispute date",
            Definition = "The share of the disputes received whose customer had asked support between the charge and the dispute: a ticket that names the payment, or one of the same customer that names no other payment.",
            Formula = "disputes with a ticket between charge and dispute ÷ disputes received",
            Exclusions = [.. NotDisputes, SameVendor, "Tickets merged into another: that other one counts"],
            Example = "10 disputes received, the customers of 3 had asked before: 3 ÷ 10 = 30.0 %.",
            Rows = RowSets.DisputesContacted,
            DenominatorRows = RowSets.DisputesOpened,
        },
        new()
        {
            Id = "deflectable_value",
            Name = "Deflectable value",
            Area = MetricArea.Chargebacks,
            Unit = MetricUnit.Money,
            Polarity = Polarity.LowerIsBetter,
            DateBasis = "dispute date",
            Definition = "The disputed amounts of disputes whose customer had asked support first and whose payment had not been refunded in full when the dispute came: "
                + "money that a refund in time would have returned without a dispute. Whether the help desk called the ticket solved does not matter: who disputes was not helped.",
            Formula = "Σ disputed amount over disputes with a ticket before and no full refund before",
            Exclusions = [.. NotDisputes, SameVendor],
            Example = "Asked first, nothing refunded: EUR 60.00. Asked first, refunded in full, disputed all the same: EUR 40.00. Never asked: EUR 90.00. Deflectable: EUR 60.00.",
            Rows = RowSets.DisputesDeflectable,
        },
        new()
        {
            Id = "deflectable_fees",
            Name = "Fees a refund in time would have saved",
            Area = MetricArea.Chargebacks,
            Unit = MetricUnit.Money,
            Polarity = Polarity.LowerIsBetter,
            DateBasis = "dispute date",
            Definition = "The dispute fees, less fees returned, of the disputes behind the deflectable value. A refund costs the amount either way where the dispute would be lost; the fee, and the place in the networks' ratios, is what it saves for certain.",
            Formula = "Σ (fees − fees returned) over the same disputes",
            Exclusions = [.. NotDisputes, SameVendor],
            Example = "Two such disputes with a fee of EUR 15.00 each, one of them returned after a win: EUR 15.00.",
            Rows = RowSets.DisputesDeflectable,
        },
        new()
        {
            Id = "never_contacted",
            Name = "Disputes without contact before",
            Area = MetricArea.Chargebacks,
            Unit = MetricUnit.Count,
            Polarity = Polarity.Neutral,
            DateBasis = "dispute date",
            Definition = "Disputes of customers known by name who had not asked support between charge and dispute. That they never asked is evidence for the answer to the dispute.",
            Formula = "count of disputes with a customer and without a ticket between charge and dispute",
            Exclusions = [.. NotDisputes, "Disputes whose customer is not known: nobody can tell whether they asked"],
            Example = "10 disputes: 3 customers had asked, 1 customer is not known: 6 without contact.",
            Rows = RowSets.DisputesNeverContacted,
        },
        new()
        {
            Id = "refunded_disputes",
            Name = "Disputes after a refund",
            Area = MetricArea.Chargebacks,
            Unit = MetricUnit.Count,
            Polarity = Polarity.LowerIsBetter,
            DateBasis = "dispute date",
            Definition = "Disputes of payments of which something had been refunded before the dispute was opened. A refund does not stop a dispute: its proof must be sent.",
            Formula = "count of disputes with a successful refund of the payment before the dispute",
            Exclusions = [.. NotDisputes, "Refunds that failed or are pending"],
            Example = "Refunded on 1 March and disputed on 5 March: counted. Disputed on 5 March and refunded on 7 March: not counted here.",
            Rows = RowSets.DisputesRefunded,
        },
        new()
        {
            Id = "double_loss",
            Name = "Lost twice: refunded and disputed",
            Area = MetricArea.Chargebacks,
            Unit = MetricUnit.Money,
            Polarity = Polarity.LowerIsBetter,
            DateBasis = "dispute date",
            Definition = "What was refunded and also lost to a dispute of the same payment: the smaller of the refund and what the dispute took and did not give back.",
            Formula = "Σ min(refunded, disputed − recovered) over disputes lost, accepted or expired",
            Exclusions = [.. NotDisputes, "Disputes not decided, won, withdrawn or prevented"],
            Example = "EUR 50.00 of a charge of EUR 80.00 refunded, the whole EUR 80.00 disputed and lost: EUR 50.00 lost twice.",
            Rows = RowSets.DisputesDoubleLoss,
        },
        new()
        {
            Id = "duplicate_disputes",
            Name = "Disputes of payments charged twice",
            Area = MetricArea.Chargebacks,
            Unit = MetricUnit.Count,
            Polarity = Polarity.LowerIsBetter,
            DateBasis = "dispute date",
            Definition = "Disputes of a payment beside which the same customer was charged the same amount within 24 hours, for the same order as far as orders are known; whatever reason the dispute gives.",
            Formula = "count of disputes whose payment has such a second charge",
            Exclusions = [.. NotDisputes, SameVendor],
            Example = "Charged EUR 30.00 at 10:00:00 and again at 10:00:12 for one order, then disputed as fraud: counted. Two orders of EUR 30.00 on one day: not.",
            Rows = RowSets.DisputesDuplicate,
        },
        new()
        {
            Id = "noticed_disputes",
            Name = "Disputes after a fraud notice",
            Area = MetricArea.Chargebacks,
            Unit = MetricUnit.Count,
            Polarity = Polarity.LowerIsBetter,
            DateBasis = "dispute date",
            Definition = "Disputes before which the issuer had sent a fraud notice or an alert for the payment: there was time to refund.",
            Formula = "count of disputes with a fraud notice or alert before",
            Exclusions = NotDisputes,
            Example = "Early fraud warning on 3 March, dispute on 9 March: counted. Dispute on 9 March, notice on 10 March: not.",
            Rows = RowSets.DisputesNoticed,
        },
    ];

    private static IEnumerable<MetricDefinition> Deadlines() =>
    [
        new()
        {
            Id = "now_evidence",
            Name = "Evidence due",
            Area = MetricArea.Now,
            Unit = MetricUnit.Count,
            Polarity = Polarity.Neutral,
            DateBasis = RowSets.AsOfNow,
            Definition = "Disputes, inquiries and pre-arbitrations that wait for the vendor's answer and whose due date lies ahead. Where no file gave a date it is estimated from the network's usual time, and marked.",
            Formula = "count of open cases in state needs response, inquiry open or pre-arbitration with due date ≥ now",
            Exclusions = ["Cases answered, decided or closed"],
            Example = "2 disputes and 1 inquiry wait for an answer, 1 of them was due yesterday: 2.",
            Rows = RowSets.NowEvidence,
        },
        new()
        {
            Id = "now_evidence_overdue",
            Name = "Evidence overdue",
            Area = MetricArea.Now,
            Unit = MetricUnit.Count,
            Polarity = Polarity.LowerIsBetter,
            DateBasis = RowSets.AsOfNow,
            Definition = "Disputes, inquiries and pre-arbitrations that wait for the vendor's answer although their due date has passed, and of which no file has told the end yet.",
            Formula = "count of open cases in state needs response, inquiry open or pre-arbitration with due date < now",
            Exclusions = ["Cases answered, decided or closed"],
            Example = "2 disputes and 1 inquiry wait for an answer, 1 of them was due yesterday: 1.",
            Rows = RowSets.NowEvidenceOverdue,
        },
    ];
}
