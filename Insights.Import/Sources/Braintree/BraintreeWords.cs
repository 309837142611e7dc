using Insights.Import.Pipeline.Values;
using Insights.Import.Sources.Vocabularies;

namespace Insights.Import.Sources.Braintree;

/// <summary>Braintree's words in ours; the same in the API, in upper case, and on the control panel's reports, with blanks.</summary>
internal static class BraintreeWords
{
    private static readonly Dictionary<string, string> Causes = EmbeddedTable.Read("braintree-declines.csv").ToDictionary(r => r["code"], r => r["cause"], StringComparer.Ordinal);

    public static Vocabulary Status { get; } = Of(
        ("settled", "succeeded"), ("settling", "succeeded"), ("submitted_for_settlement", "succeeded"), ("settlement_confirmed", "succeeded"),
        ("authorized", "pending"), ("authorizing", "pending"), ("settlement_pending", "pending"), ("unrecognized", "pending"),
        ("processor_declined", "failed"), ("gateway_rejected", "failed"), ("failed", "failed"), ("settlement_declined", "failed"),
        ("voided", "canceled"), ("authorization_expired", "canceled")).As("transaction_status");

    public static Vocabulary Kind { get; } = Of(("chargeback", "chargeback"), ("pre_arbitration", "pre_arbitration"), ("prearbitration", "pre_arbitration"), ("pre_arb", "pre_arbitration"), ("retrieval", "retrieval"));

    private static readonly Vocabulary Methods = Of(
        ("credit_card", "card"), ("visa_checkout_card", "card"), ("masterpass_card", "card"), ("samsung_pay_card", "wallet"), ("apple_pay_card", "wallet"), ("android_pay_card", "wallet"),
        ("google_pay_card", "wallet"), ("paypal_account", "wallet"), ("venmo_account", "wallet"), ("us_bank_account", "bank_debit"), ("sepa_debit_account", "bank_debit"),
        ("local_payment", "bank_transfer"), ("paypal_here", "wallet"), ("meta_checkout_card", "wallet"), ("meta_checkout_token", "wallet"),
        ("apple_pay", "wallet"), ("google_pay", "wallet"), ("paypal", "wallet"), ("venmo", "wallet"), ("ach", "bank_debit"),
        // Types of GraphQL's paymentMethodSnapshot.
        ("creditcarddetails", "card"), ("paypaltransactiondetails", "wallet"), ("venmoaccountdetails", "wallet"), ("usbankaccountdetails", "bank_debit"), ("sepadirectdebitdetails", "bank_debit"),
        ("localpaymentdetails", "bank_transfer"));

    public static Vocabulary ThreeDs { get; } = Of(
        ("authenticate_successful", "authenticated"), ("authenticate_frictionless_successful", "authenticated"), ("challenge_successful", "authenticated"),
        ("authenticate_attempt_successful", "attempted"), ("authenticate_frictionless_attempt_successful", "attempted"),
        ("authenticate_failed", "failed"), ("authenticate_frictionless_failed", "failed"), ("authenticate_rejected", "failed"), ("authenticate_signature_verification_failed", "failed"),
        ("lookup_not_enrolled", "not_used"), ("lookup_bypassed", "not_used"));

    public static string? MethodOf(string? instrument) => instrument is null ? null : Methods.Find(instrument) ?? "other";

    /// <summary>A network from a card's type; "Apple Pay - Visa" names it behind the wallet.</summary>
    public static string? BrandOf(string? cardType)
    {
        if (cardType is null)
            return null;
        int dash = cardType.LastIndexOf(" - ", StringComparison.Ordinal);
        return Words.Brand.Find(dash < 0 ? cardType : cardType[(dash + 3)..]);
    }

    /// <summary>From a processor's response code, or the gateway's own reason for not asking one.</summary>
    public static string CauseOf(string? code) => code is not null && Causes.TryGetValue(code.Trim().Replace(' ', '_').ToLowerInvariant(), out string? cause) ? cause : "unknown";

    /// <summary>
    /// A dispute's state: a retrieval is an inquiry whatever becomes of it, an open pre-arbitration a later cycle, and what Visa's rapid
    /// resolution settled never became a dispute.
    /// </summary>
    public static string? StateOf(string status, string kind, string? program)
    {
        if (string.Equals(program, "VISA_RDR", StringComparison.OrdinalIgnoreCase))
            return "prevented";
        if (DisputeStates.Find("braintree", status)?.State is not { } state)
            return null;
        return (kind, state) switch
        {
            ("retrieval", "needs_response") => "inquiry_open",
            ("retrieval", "challenged") => "inquiry_answered",
            ("retrieval", _) => "inquiry_closed",
            ("pre_arbitration", "needs_response") => "pre_arbitration",
            _ => state,
        };
    }

    private static Vocabulary Of(params (string Word, string Means)[] words) => new(words.Select(w => KeyValuePair.Create(w.Word, w.Means)));
}
