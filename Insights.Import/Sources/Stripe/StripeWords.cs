using Insights.Import.Pipeline.Values;
using Insights.Import.Sources.Vocabularies;

namespace Insights.Import.Sources.Stripe;

/// <summary>Stripe's words in ours.</summary>
internal static class StripeWords
{
    /// <summary>Statuses of the dashboard's export and, in older or API-made files, of the payment intent.</summary>
    public static Vocabulary Status { get; } = Of(
        ("paid", "succeeded"), ("succeeded", "succeeded"), ("refunded", "succeeded"), ("partially refunded", "succeeded"), ("partial refund", "succeeded"),
        ("refund pending", "succeeded"), ("disputed", "succeeded"), ("early fraud warning", "succeeded"),
        ("failed", "failed"), ("blocked", "failed"), ("requires_payment_method", "failed"),
        ("pending", "pending"), ("processing", "pending"), ("uncaptured", "pending"), ("requires_capture", "pending"), ("requires_action", "pending"),
        ("requires_confirmation", "pending"), ("incomplete", "pending"),
        ("canceled", "canceled"), ("cancelled", "canceled"), ("expired", "canceled")).As("transaction_status");

    public static Vocabulary Method { get; } = Of(
        ("card", "card"), ("card_present", "card"), ("link", "wallet"), ("paypal", "wallet"), ("cashapp", "wallet"), ("alipay", "wallet"), ("wechat_pay", "wallet"),
        ("amazon_pay", "wallet"), ("revolut_pay", "wallet"), ("grabpay", "wallet"), ("mobilepay", "wallet"), ("apple_pay", "wallet"), ("google_pay", "wallet"),
        ("sepa_debit", "bank_debit"), ("us_bank_account", "bank_debit"), ("ach_debit", "bank_debit"), ("bacs_debit", "bank_debit"), ("au_becs_debit", "bank_debit"),
        ("acss_debit", "bank_debit"), ("nz_bank_account", "bank_debit"), ("bank_account", "bank_debit"),
        ("customer_balance", "bank_transfer"), ("bank_transfer", "bank_transfer"), ("ideal", "bank_transfer"), ("bancontact", "bank_transfer"), ("giropay", "bank_transfer"),
        ("sofort", "bank_transfer"), ("eps", "bank_transfer"), ("p24", "bank_transfer"), ("blik", "bank_transfer"), ("fpx", "bank_transfer"), ("pix", "bank_transfer"),
        ("promptpay", "bank_transfer"), ("multibanco", "bank_transfer"), ("ach_credit_transfer", "bank_transfer"),
        ("klarna", "bnpl"), ("affirm", "bnpl"), ("afterpay_clearpay", "bnpl"), ("zip", "bnpl"), ("konbini", "other"), ("oxxo", "other"), ("boleto", "other"));

    private static readonly Dictionary<string, string> Causes = EmbeddedTable.Read("failure-causes.csv").ToDictionary(r => r["code"], r => r["cause"], StringComparer.Ordinal);

    public static string CauseOf(string? code) => code is not null && Causes.TryGetValue(code.Trim().Replace(' ', '_').ToLowerInvariant(), out string? cause) ? cause : "unknown";

    /// <summary>
    /// The decline code inside a seller message: "The bank returned the decline code `do_not_honor`." Blocks and declines without a code
    /// have fixed sentences.
    /// </summary>
    public static string? CodeIn(string? sellerMessage)
    {
        if (sellerMessage is null)
            return null;
        int open = sellerMessage.IndexOf('`', StringComparison.Ordinal);
        int close = open < 0 ? -1 : sellerMessage.IndexOf('`', open + 1);
        if (close > open + 1)
            return sellerMessage[(open + 1)..close];
        if (sellerMessage.Contains("did not return any further details", StringComparison.OrdinalIgnoreCase))
            return "generic_decline";
        if (sellerMessage.Contains("blocked", StringComparison.OrdinalIgnoreCase))
            return sellerMessage.Contains("rule", StringComparison.OrdinalIgnoreCase) ? "rule" : "highest_risk_level";
        return null;
    }

    private static Vocabulary Of(params (string Word, string Means)[] words) => new(words.Select(w => KeyValuePair.Create(w.Word, w.Means)));
}
