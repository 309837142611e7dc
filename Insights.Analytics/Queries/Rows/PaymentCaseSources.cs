using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Reports;
using Insights.Analytics.Reports.Wording;
using Insights.Analytics.Rollups.Tables;
using NodaTime;

namespace Insights.Analytics.Queries.Rows;

/// <summary>The lists of payment cases.</summary>
internal static class PaymentCaseSources
{
    private static readonly RowSource s_orders = new PaymentCaseSource<FailedOrder>(
        FactKind.FailedOrders,
        [
            new("id", "First failed attempt", ColumnKind.Text), new("date", "Failed", ColumnKind.Moment), new("vendor", "Vendor", ColumnKind.Text), new("amount", "Amount", ColumnKind.Money),
            new("cause", "Failure cause", ColumnKind.Text), new("code", "Provider's code", ColumnKind.Text), new("gateway", "Gateway", ColumnKind.Text), new("method", "Method", ColumnKind.Text),
            new("failures", "Failed attempts", ColumnKind.Count), new("next", "What came next", ColumnKind.Text), new("next_at", "When", ColumnKind.Moment), new("ticket", "Ticket", ColumnKind.Text),
            new("recovered", "Paid with", ColumnKind.Text), new("recovered_at", "Paid", ColumnKind.Moment), new("recovered_amount", "Amount paid", ColumnKind.Money),
            new("customer", "Customer", ColumnKind.Text), new("order", "Order", ColumnKind.Text),
        ],
        (analytics, context) => PaymentCaseRows.Orders(analytics, context.Request.RowSet, context.From, context.To),
        [SortColumn<FailedOrder>.Of(row => row.PaymentKey)],
        SortColumn<FailedOrder>.Of(row => row.AmountMinor),
        text => row => row.PaymentRef == text || row.CustomerRef == text || row.OrderRef == text || row.RecoveredRef == text,
        (row, vendors) =>
        [
            Id(RowKind.Transactions, row.SourceId, row.PaymentRef), At(row.FirstAt), new Cell.Text(vendors.Name(row.VendorId)), new Cell.Money(row.AmountMinor, row.Currency),
            Word(row.FailureCause, "not mapped"), Text(row.FailureCode), Text(row.Gateway), Word(row.Method), new Cell.Count(row.Failures), new Cell.Text(PaymentTelling.Next(row.Next)), At(row.NextAt, "nothing"),
            row.TicketRef is { } ticket ? Id(RowKind.Tickets, row.TicketSourceId, ticket) : new Cell.None("none"),
            row.RecoveredRef is { } paid ? Id(RowKind.Transactions, row.SourceId, paid) : new Cell.None("not paid"), At(row.RecoveredAt, "not paid"),
            row.Recovered == 1 ? new Cell.Money(row.RecoveredMinor, row.Currency) : new Cell.None("not paid"), Text(row.CustomerRef), Text(row.OrderRef),
        ]);

    private static readonly RowSource s_refunds = new PaymentCaseSource<RefundCase>(
        FactKind.PaymentCases,
        [
            new("id", "Refund", ColumnKind.Text), new("date", "Requested", ColumnKind.Moment), new("vendor", "Vendor", ColumnKind.Text), new("status", "Status", ColumnKind.Text), new("amount", "Amount", ColumnKind.Money),
            new("extent", "Full or partial", ColumnKind.Text), new("mode", "Automatic or by hand", ColumnKind.Text), new("method", "Method", ColumnKind.Text), new("gateway", "Gateway", ColumnKind.Text),
            new("promised", "Promised until", ColumnKind.Moment), new("settled", "Arrived", ColumnKind.Moment), new("made_good", "Made good", ColumnKind.Moment), new("failed_before", "Failed before", ColumnKind.Moment),
            new("repeats", "Refunds before it", ColumnKind.Count), new("payment", "Payment", ColumnKind.Text), new("customer", "Customer", ColumnKind.Text),
        ],
        (analytics, context) => PaymentCaseRows.Refunds(analytics, context.Request.RowSet, context.From, context.To),
        [SortColumn<RefundCase>.Of(row => row.RefundKey)],
        SortColumn<RefundCase>.Of(row => row.AmountMinor),
        text => row => row.RefundRef == text || row.PaymentRef == text || row.CustomerRef == text || row.OrderRef == text,
        (row, vendors) =>
        [
            Id(RowKind.Transactions, row.SourceId, row.RefundRef), At(row.RequestedAt), new Cell.Text(vendors.Name(row.VendorId)), Word(row.Status), new Cell.Money(row.AmountMinor, row.Currency),
            Word(row.Extent), Word(row.Mode), Word(row.Method), Text(row.Gateway), At(row.PromisedUntil), At(row.SettledAt, "not told"), At(row.MadeGoodAt, row.Status == "succeeded" ? "did not fail" : "not made good"),
            At(row.FailedBeforeAt, "none failed"), new Cell.Count(row.Repeats), row.PaymentRef is { } payment ? Id(RowKind.Transactions, row.SourceId, payment) : new Cell.None("not given"), Text(row.CustomerRef),
        ]);

    private static readonly RowSource s_open = new PaymentCaseSource<OpenPayment>(
        FactKind.PaymentCases,
        [
            new("id", "Payment", ColumnKind.Text), new("date", "Date", ColumnKind.Moment), new("vendor", "Vendor", ColumnKind.Text), new("amount", "Amount", ColumnKind.Money), new("gateway", "Gateway", ColumnKind.Text),
            new("method", "Method", ColumnKind.Text), new("escalate", "A case for the provider from", ColumnKind.Moment), new("customer", "Customer", ColumnKind.Text), new("order", "Order", ColumnKind.Text),
        ],
        (analytics, context) =>
        {
            var waiting = PaymentCaseRows.Open(analytics, context.From, context.To);
            return context.Request.RowSet == RowSets.PaymentsOverdue ? PaymentCaseRows.Overdue(waiting, context.AgesUntil) : waiting;
        },
        [SortColumn<OpenPayment>.Of(row => row.PaymentKey)],
        SortColumn<OpenPayment>.Of(row => row.AmountMinor),
        text => row => row.PaymentRef == text || row.CustomerRef == text || row.OrderRef == text,
        (row, vendors) =>
        [
            Id(RowKind.Transactions, row.SourceId, row.PaymentRef), At(row.OccurredAt), new Cell.Text(vendors.Name(row.VendorId)), new Cell.Money(row.AmountMinor, row.Currency), Text(row.Gateway),
            Word(row.Method), At(row.EscalateAt), Text(row.CustomerRef), Text(row.OrderRef),
        ]);

    private static readonly RowSource s_findings = new PaymentCaseSource<BillingFinding>(
        FactKind.PaymentCases,
        [
            new("id", "Payment", ColumnKind.Text), new("date", "Date", ColumnKind.Moment), new("vendor", "Vendor", ColumnKind.Text), new("kind", "What looks wrong", ColumnKind.Text), new("amount", "Amount", ColumnKind.Money),
            new("confidence", "Confidence", ColumnKind.Text), new("evidence", "Evidence", ColumnKind.Text), new("other", "Held against", ColumnKind.Text), new("expected", "Expected", ColumnKind.Money), new("fee", "Fee", ColumnKind.Money),
            new("ticket", "Ticket", ColumnKind.Text), new("refunded", "Refunded", ColumnKind.Moment), new("disputed", "Disputed", ColumnKind.Moment), new("customer", "Customer", ColumnKind.Text), new("order", "Order", ColumnKind.Text),
        ],
        (analytics, context) => PaymentCaseRows.Findings(analytics, context.Request.RowSet, context.From, context.To),
        [SortColumn<BillingFinding>.Of(row => row.PaidAt), SortColumn<BillingFinding>.Of(row => row.Kind), SortColumn<BillingFinding>.Of(row => row.SourceId), SortColumn<BillingFinding>.Of(row => row.PaymentRef)],
        SortColumn<BillingFinding>.Of(row => row.AmountMinor),
        text => row => row.PaymentRef == text || row.OtherRef == text || row.CustomerRef == text || row.OrderRef == text,
        (row, vendors) =>
        [
            Id(RowKind.Transactions, row.SourceId, row.PaymentRef), At(row.PaidAt), new Cell.Text(vendors.Name(row.VendorId)), new Cell.Text(PaymentTelling.Kind(row.Kind)), new Cell.Money(row.AmountMinor, row.Currency),
            new Cell.Text(PaymentTelling.Confidence(row)), new Cell.Text(PaymentTelling.Evidence(row)), row.OtherRef is { } other ? Id(RowKind.Transactions, row.SourceId, other) : new Cell.None("nothing"),
            row.ExpectedMinor is { } expected ? new Cell.Money(expected, row.Currency) : new Cell.None("not known"), row.FeeMinor is { } fee ? new Cell.Money(fee, row.Currency) : new Cell.None("not about a fee"),
            row.TicketRef is { } ticket ? Id(RowKind.Tickets, row.TicketSourceId, ticket) : new Cell.None("none"), At(row.RefundedAt, "not refunded"), At(row.DisputedAt, "not disputed"), Text(row.CustomerRef), Text(row.OrderRef),
        ]);

    private static readonly RowSource s_signals = new PaymentCaseSource<FraudSignal>(
        FactKind.FraudSignals,
        [
            new("signal", "Signal", ColumnKind.Text), new("member", "BIN, card or customer", ColumnKind.Text), new("date", "From", ColumnKind.Moment), new("until", "Until", ColumnKind.Moment), new("vendor", "Vendor", ColumnKind.Text),
            new("attempts", "Attempts", ColumnKind.Count), new("failed", "Failed", ColumnKind.Count), new("cards", "Cards", ColumnKind.Count), new("disputes", "Disputes", ColumnKind.Count),
            new("least", "Smallest amount", ColumnKind.Money), new("most", "Largest amount", ColumnKind.Money),
        ],
        (analytics, context) => PaymentCaseRows.Signals(analytics, context.Request.RowSet, context.From, context.To),
        [SortColumn<FraudSignal>.Of(row => row.StartedAt), SortColumn<FraudSignal>.Of(row => row.Kind), SortColumn<FraudSignal>.Of(row => row.VendorId), SortColumn<FraudSignal>.Of(row => row.Member)],
        null,
        text => row => row.Member == text,
        (row, vendors) =>
        [
            new Cell.Text(PaymentTelling.Kind(row.Kind)), new Cell.Text(row.Member), At(row.StartedAt), At(row.EndedAt), new Cell.Text(vendors.Name(row.VendorId)), new Cell.Count(row.Attempts), new Cell.Count(row.Failed),
            row.Cards > 0 ? new Cell.Count(row.Cards) : new Cell.None("not told"), new Cell.Count(row.Disputes), PaymentTelling.Amount(row.LeastMinor, row.Currency), PaymentTelling.Amount(row.MostMinor, row.Currency),
        ]);

    private static readonly RowSource s_candidates = new PaymentCaseSource<BlockCandidate>(
        FactKind.FraudSignals,
        [
            new("token", "Token", ColumnKind.Text), new("token_kind", "Card or customer", ColumnKind.Text), new("reason", "Because of", ColumnKind.Text), new("date", "Last seen", ColumnKind.Moment), new("vendor", "Vendor", ColumnKind.Text),
            new("attempts", "Attempts", ColumnKind.Count), new("passed", "Of them passed", ColumnKind.Count),
        ],
        (analytics, context) => PaymentCaseRows.Candidates(analytics, context.From, context.To),
        [SortColumn<BlockCandidate>.Of(row => row.LastAt), SortColumn<BlockCandidate>.Of(row => row.VendorId), SortColumn<BlockCandidate>.Of(row => row.TokenKind), SortColumn<BlockCandidate>.Of(row => row.Token), SortColumn<BlockCandidate>.Of(row => row.Reason), SortColumn<BlockCandidate>.Of(row => row.Day)],
        null,
        text => row => row.Token == text,
        (row, vendors) =>
        [
            new Cell.Text(row.Token), new Cell.Text(Words.Label(row.TokenKind)), new Cell.Text(PaymentTelling.Kind(row.Reason)), At(row.LastAt), new Cell.Text(vendors.Name(row.VendorId)),
            row.Reason == FraudSignal.Disputer ? new Cell.None("by its disputes") : new Cell.Count(row.Attempts), new Cell.Count(row.Passed),
        ]);

    public static RowSource Of(string rowSet) => rowSet switch
    {
        RowSets.OrdersFailed or RowSets.OrdersRecovered or RowSets.OrdersLost => s_orders,
        RowSets.PaymentsPending or RowSets.PaymentsOverdue => s_open,
        RowSets.BillingCandidates or RowSets.BillingDuplicates => s_findings,
        RowSets.FraudSignals or RowSets.FraudTesting => s_signals,
        RowSets.BlockCandidates => s_candidates,
        _ => s_refunds,
    };

    private static Cell.Text Id(RowKind kind, int? sourceId, string id) => new Cell.Text(id) { Link = RowDetailLinks.To(kind, sourceId, id) };

    private static Cell Word(string? key, string why = "not given") => string.IsNullOrEmpty(key) ? new Cell.None(why) : new Cell.Text(Words.Label(key));

    private static Cell Text(string? text) => string.IsNullOrEmpty(text) ? new Cell.None("not given") : new Cell.Text(text);

    private static Cell At(DateTime? instant, string why = "") => instant is { } value ? new Cell.Moment(Instant.FromDateTimeUtc(value)) : new Cell.None(why);
}
