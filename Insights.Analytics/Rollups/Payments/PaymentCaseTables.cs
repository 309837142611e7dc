using Insights.Analytics.Rollups.Tables;
using Insights.Analytics.Rollups.Writing;

namespace Insights.Analytics.Rollups.Payments;

/// <summary>The tables of payment cases as the bulk path writes them.</summary>
internal static class PaymentCaseTables
{
    /// <summary>All that a rebuild empties.</summary>
    public static readonly string[] Derived = ["payment_facets", "failed_orders", "refund_cases", "odd_refunds", "open_payments", "billing_findings", "fraud_signals", "block_candidates", "touched_payments"];

    public static readonly DerivedTable<PaymentFacetRow> Facets = new(
        "payment_facets",
        ["facet", "vendor_id", "grain", "day", "member", "currency"],
        ["facet", "vendor_id", "grain", "day", "member", "currency", "count", "base", "minor"],
        (row, sink) =>
        {
            sink.Int32((int)row.Facet);
            sink.Int32(row.VendorId);
            sink.Int32(row.Grain);
            sink.Day(row.Day);
            sink.Text(row.Member);
            sink.Text(row.Currency);
            sink.Int64(row.Count);
            sink.Int64(row.Base);
            sink.Int64(row.Minor);
        });

    public static readonly DerivedTable<FailedOrder> Orders = new(
        "failed_orders",
        ["payment_key"],
        [
            "payment_key", "vendor_id", "source_id", "payment_ref", "customer_ref", "order_ref", "currency", "amount_minor", "first_at", "day", "gateway", "method", "brand", "country",
            "customer_country", "bin6", "failure_code", "failure_cause", "failures", "next", "next_at", "next_method", "ticket_source_id", "ticket_ref", "recovered", "recovered_at", "recovered_ref", "recovered_minor",
        ],
        (row, sink) =>
        {
            sink.Int64(row.PaymentKey);
            sink.Int32(row.VendorId);
            sink.Int32(row.SourceId);
            sink.Text(row.PaymentRef);
            sink.Text(row.CustomerRef);
            sink.Text(row.OrderRef);
            sink.Text(row.Currency);
            sink.Int64(row.AmountMinor);
            sink.Instant(row.FirstAt);
            sink.Day(row.Day);
            sink.Text(row.Gateway);
            sink.Text(row.Method);
            sink.Text(row.Brand);
            sink.Text(row.Country);
            sink.Text(row.CustomerCountry);
            sink.Text(row.Bin6);
            sink.Text(row.FailureCode);
            sink.Text(row.FailureCause);
            sink.Int32(row.Failures);
            sink.Text(row.Next);
            sink.Instant(row.NextAt);
            sink.Text(row.NextMethod);
            sink.Int32(row.TicketSourceId);
            sink.Text(row.TicketRef);
            sink.Int32(row.Recovered);
            sink.Instant(row.RecoveredAt);
            sink.Text(row.RecoveredRef);
            sink.Int64(row.RecoveredMinor);
        });

    public static readonly DerivedTable<RefundCase> Refunds = new(
        "refund_cases",
        ["refund_key"],
        [
            "refund_key", "vendor_id", "source_id", "refund_ref", "payment_ref", "payment_hash", "customer_ref", "order_ref", "amount_minor", "currency", "status", "extent", "mode", "method", "gateway",
            "requested_at", "day", "settled_at", "promised_until", "others", "repeats", "made_good_at", "failed_before_at",
        ],
        (row, sink) =>
        {
            sink.Int64(row.RefundKey);
            sink.Int32(row.VendorId);
            sink.Int32(row.SourceId);
            sink.Text(row.RefundRef);
            sink.Text(row.PaymentRef);
            sink.Int64(row.PaymentHash);
            sink.Text(row.CustomerRef);
            sink.Text(row.OrderRef);
            sink.Int64(row.AmountMinor);
            sink.Text(row.Currency);
            sink.Text(row.Status);
            sink.Text(row.Extent);
            sink.Text(row.Mode);
            sink.Text(row.Method);
            sink.Text(row.Gateway);
            sink.Instant(row.RequestedAt);
            sink.Day(row.Day);
            sink.Instant(row.SettledAt);
            sink.Instant(row.PromisedUntil);
            sink.Int32(row.Others);
            sink.Int32(row.Repeats);
            sink.Instant(row.MadeGoodAt);
            sink.Instant(row.FailedBeforeAt);
        });

    public static readonly DerivedTable<OpenPayment> Open = new(
        "open_payments",
        ["payment_key"],
        ["payment_key", "vendor_id", "source_id", "payment_ref", "customer_ref", "order_ref", "amount_minor", "currency", "gateway", "method", "occurred_at", "day", "escalate_at"],
        (row, sink) =>
        {
            sink.Int64(row.PaymentKey);
            sink.Int32(row.VendorId);
            sink.Int32(row.SourceId);
            sink.Text(row.PaymentRef);
            sink.Text(row.CustomerRef);
            sink.Text(row.OrderRef);
            sink.Int64(row.AmountMinor);
            sink.Text(row.Currency);
            sink.Text(row.Gateway);
            sink.Text(row.Method);
            sink.Instant(row.OccurredAt);
            sink.Day(row.Day);
            sink.Instant(row.EscalateAt);
        });

    public static readonly DerivedTable<BillingFinding> Findings = new(
        "billing_findings",
        ["kind", "source_id", "payment_ref"],
        [
            "kind", "source_id", "payment_ref", "vendor_id", "day", "paid_at", "payment_hash", "other_ref", "other_hash", "other_at", "customer_ref", "order_ref", "gateway", "method", "amount_minor", "currency",
            "expected_minor", "fee_minor", "same_order", "ticket_source_id", "ticket_ref", "refunded_at", "disputed_at",
        ],
        (row, sink) =>
        {
            sink.Text(row.Kind);
            sink.Int32(row.SourceId);
            sink.Text(row.PaymentRef);
            sink.Int32(row.VendorId);
            sink.Day(row.Day);
            sink.Instant(row.PaidAt);
            sink.Int64(row.PaymentHash);
            sink.Text(row.OtherRef);
            sink.Int64(row.OtherHash);
            sink.Instant(row.OtherAt);
            sink.Text(row.CustomerRef);
            sink.Text(row.OrderRef);
            sink.Text(row.Gateway);
            sink.Text(row.Method);
            sink.Int64(row.AmountMinor);
            sink.Text(row.Currency);
            sink.Int64(row.ExpectedMinor);
            sink.Int64(row.FeeMinor);
            sink.Int32(row.SameOrder);
            sink.Int32(row.TicketSourceId);
            sink.Text(row.TicketRef);
            sink.Instant(row.RefundedAt);
            sink.Instant(row.DisputedAt);
        });

    public static readonly DerivedTable<FraudSignal> Signals = new(
        "fraud_signals",
        ["kind", "vendor_id", "started_at", "member"],
        ["kind", "vendor_id", "started_at", "member", "day", "ended_at", "attempts", "failed", "cards", "disputes", "least_minor", "most_minor", "currency"],
        (row, sink) =>
        {
            sink.Text(row.Kind);
            sink.Int32(row.VendorId);
            sink.Instant(row.StartedAt);
            sink.Text(row.Member);
            sink.Day(row.Day);
            sink.Instant(row.EndedAt);
            sink.Int32(row.Attempts);
            sink.Int32(row.Failed);
            sink.Int32(row.Cards);
            sink.Int32(row.Disputes);
            sink.Int64(row.LeastMinor);
            sink.Int64(row.MostMinor);
            sink.Text(row.Currency);
        });

    public static readonly DerivedTable<BlockCandidate> Candidates = new(
        "block_candidates",
        ["vendor_id", "token_kind", "token", "reason", "day"],
        ["vendor_id", "token_kind", "token", "reason", "day", "attempts", "passed", "last_at"],
        (row, sink) =>
        {
            sink.Int32(row.VendorId);
            sink.Text(row.TokenKind);
            sink.Text(row.Token);
            sink.Text(row.Reason);
            sink.Day(row.Day);
            sink.Int32(row.Attempts);
            sink.Int32(row.Passed);
            sink.Instant(row.LastAt);
        });
}
