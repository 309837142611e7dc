using Insights.Import.Pipeline.Values;

namespace Insights.Import.Sources;

/// <summary>The closed vocabularies of the facts, with the spellings that differ by habit and not by meaning.</summary>
internal static class Words
{
    public static Vocabulary TransactionKind { get; } = new Vocabulary("charge", "refund", "fee", "payout", "adjustment").As("transaction_kind");

    public static Vocabulary TransactionStatus { get; } = With(
        ["succeeded", "failed", "pending", "canceled"], ("cancelled", "canceled")).As("transaction_status");

    public static Vocabulary RefundExtent { get; } = new Vocabulary("full", "partial").As("refund_extent");

    public static Vocabulary RefundMode { get; } = new Vocabulary("automatic", "manual").As("refund_mode");

    public static Vocabulary Method { get; } = new Vocabulary("card", "wallet", "bank_debit", "bank_transfer", "bnpl", "other").As("method");

    public static Vocabulary FailureCause { get; } = new Vocabulary(
        "insufficient_funds", "expired_method", "wrong_details", "issuer_declined", "suspected_fraud", "limit_exceeded",
        "authentication_failed", "gateway_error", "customer_abandoned", "unknown").As("failure_cause");

    public static Vocabulary ThreeDs { get; } = new Vocabulary("authenticated", "attempted", "failed", "not_used").As("three_ds");

    /// <summary>Card networks by the names providers print on reports.</summary>
    public static Vocabulary Brand { get; } = With(
        ["visa", "mastercard", "amex", "discover", "diners", "jcb", "unionpay", "maestro", "mir", "elo", "hipercard", "eftpos", "interac", "cartes_bancaires"],
        ("master", "mastercard"), ("mc", "mastercard"), ("american express", "amex"), ("diners club", "diners"), ("diners club international", "diners"),
        ("china unionpay", "unionpay"), ("union pay", "unionpay"), ("cup", "unionpay"), ("eftpos australia", "eftpos"), ("cartes bancaires", "cartes_bancaires"));

    public static Vocabulary TicketStatus { get; } = With(
        ["new", "open", "pending", "on_hold", "solved", "closed"], ("hold", "on_hold"), ("on-hold", "on_hold")).As("ticket_status");

    public static Vocabulary TicketPriority { get; } = With(["urgent", "high", "normal", "low"], ("medium", "normal")).As("priority");

    public static Vocabulary TicketCategory { get; } = new Vocabulary(
        "failed_payment", "delayed_payment", "refund", "billing_error", "fraud", "chargeback", "payment_method", "account", "other").As("category");

    public static Vocabulary Satisfaction { get; } = new Vocabulary("offered", "good", "bad").As("satisfaction");

    public static Vocabulary EventKind { get; } = new Vocabulary("created", "comment", "status", "priority", "team", "tier", "agent", "merged", "satisfaction").As("event_kind");

    public static Vocabulary ActorKind { get; } = new Vocabulary("customer", "agent", "bot", "system").As("actor_kind");

    /// <summary>The lifecycle of a dispute.</summary>
    public static Vocabulary DisputeState { get; } = new Vocabulary(
        "fraud_notice", "alert", "inquiry_open", "inquiry_answered", "inquiry_closed", "needs_response", "accepted", "expired",
        "challenged", "won", "lost", "pre_arbitration", "arbitration", "prevented", "withdrawn").As("dispute_status");

    /// <summary>By the name under which values of it are mapped: transaction_status, priority …; null for a name that is none.</summary>
    public static Vocabulary? Named(string name) => name switch
    {
        "transaction_kind" => TransactionKind,
        "transaction_status" => TransactionStatus,
        "refund_extent" => RefundExtent,
        "refund_mode" => RefundMode,
        "method" => Method,
        "failure_cause" => FailureCause,
        "three_ds" => ThreeDs,
        "ticket_status" => TicketStatus,
        "priority" => TicketPriority,
        "category" => TicketCategory,
        "satisfaction" => Satisfaction,
        "event_kind" => EventKind,
        "actor_kind" => ActorKind,
        "dispute_status" => DisputeState,
        _ => null,
    };

    private static Vocabulary With(string[] canonical, params (string Word, string Means)[] others) =>
        new(canonical.Select(w => KeyValuePair.Create(w, w)).Concat(others.Select(o => KeyValuePair.Create(o.Word, o.Means))));
}
