using System.Text;
using Insights.Import.Sources.Vocabularies;

namespace Insights.Import.Sources.CheckoutCom;

internal enum CheckoutRow
{
    Charge,
    Refund,
    Dispute,
    Payout,
    Fee,
    Adjustment,
}

/// <summary>Checkout.com's words in ours.</summary>
internal static class CheckoutWords
{
    /// <summary>
    /// What a type of the breakdown stands for. Types are many and new ones come; they are read by the word that says what kind of movement
    /// they are, and one that says nothing known is an adjustment.
    /// </summary>
    public static CheckoutRow RowOf(string type)
    {
        string folded = Fold(type);
        if (Has(folded, "chargeback", "dispute", "representment", "arbitration", "retrieval"))
            return Has(folded, "fee") ? CheckoutRow.Fee : CheckoutRow.Dispute;
        if (folded is "charge" or "partialcharge" or "capture" or "partialcapture" or "payment" or "sale")
            return CheckoutRow.Charge;
        if (folded is "refund" or "partialrefund" or "fullrefund")
            return CheckoutRow.Refund;
        if (folded is "merchantpayout" or "payout" or "paytocard" or "cardpayout" or "moneytransfer")
            return CheckoutRow.Payout;
        return Has(folded, "fee", "networktoken", "accountupdater", "void", "authorization", "authorisation", "authentication", "gateway", "interchange", "riskengine", "intelligentacceptance", "minimumbilling", "verification")
            ? CheckoutRow.Fee
            : CheckoutRow.Adjustment;
    }

    /// <summary>Whether the type says what kind of movement it is, or at least that it is one of the account.</summary>
    public static bool IsKnown(string type) =>
        RowOf(type) != CheckoutRow.Adjustment || Has(Fold(type), "adjust", "reserve", "balance", "transfer", "tax", "correction", "conversion", "topup", "collateral", "invoice");

    /// <summary>A dispute's state from an event's type or an API object's status; null for one that changes none or is not known.</summary>
    public static DisputeState? StateOf(string word)
    {
        string status = word.Trim().ToLowerInvariant().Replace('.', '_').Replace(' ', '_');
        if (status.StartsWith("dispute_", StringComparison.Ordinal))
            status = status["dispute_".Length..];
        return status switch
        {
            // Received without a request for evidence yet: it is open all the same.
            "received" => DisputeStates.Find("checkoutcom", "evidence_required"),
            "evidence_submitted" or "evidence_acknowledged_by_scheme" => DisputeStates.Find("checkoutcom", "evidence_under_review"),
            "arbitration_sent_to_scheme" or "arbitration_evidence_submitted" or "arbitration_received" => DisputeStates.Find("checkoutcom", "arbitration_under_review"),
            "cancelled" => DisputeStates.Find("checkoutcom", "canceled"),
            _ => DisputeStates.Find("checkoutcom", status),
        };
    }

    /// <summary>The four letters by which the disputes report says how far a case has come.</summary>
    public static DisputeState? OfIndicator(string indicator) => indicator.Trim().ToUpperInvariant() switch
    {
        "AUTO" => new DisputeState("challenged", IsFinal: false),
        "CBRV" => new DisputeState("withdrawn", IsFinal: true),
        "RPDR" => new DisputeState("challenged", IsFinal: false),
        "RPDW" => new DisputeState("won", IsFinal: true),
        "ARBR" => new DisputeState("arbitration", IsFinal: false),
        "ARBW" => new DisputeState("won", IsFinal: true),
        "ARBL" => new DisputeState("lost", IsFinal: true),
        var other => DisputeStates.Find("checkoutcom.indicator", other),
    };

    /// <summary>The reason where only a category is told; Checkout.com's are Stripe's with two of its own.</summary>
    public static string? ProviderReason(string? category)
    {
        string? folded = category?.Trim().ToLowerInvariant().Replace(' ', '_');
        return folded switch
        {
            null or "" => null,
            "fraud" => "fraudulent",
            "unrecognised" => "unrecognized",
            "cancelled_recurring" or "canceled_recurring" => "subscription_canceled",
            "product_service_not_received" => "product_not_received",
            "not_as_described" => "product_unacceptable",
            _ => folded,
        };
    }

    public static (string? Method, string? Brand) MethodOf(string? method)
    {
        if (method is null)
            return (null, null);
        if (Words.Brand.Find(method) is { } brand)
            return ("card", brand);
        return (Fold(method) switch
        {
            "card" => "card",
            "paypal" or "applepay" or "googlepay" or "alipay" or "alipayplus" or "wechatpay" or "stcpay" or "cashapp" => "wallet",
            "sepa" or "sepadirectdebit" or "ach" or "bacs" => "bank_debit",
            "ideal" or "sofort" or "giropay" or "eps" or "bancontact" or "multibanco" or "p24" or "przelewy24" or "trustly" or "knet" or "benefit" or "qpay" or "banktransfer" => "bank_transfer",
            "klarna" or "afterpay" or "clearpay" or "tamara" or "tabby" or "alma" => "bnpl",
            _ => "other",
        }, null);
    }

    public static string Fold(string word)
    {
        var letters = new StringBuilder(word.Length);
        foreach (char c in word)
        {
            if (char.IsLetterOrDigit(c))
                letters.Append(char.ToLowerInvariant(c));
        }

        return letters.ToString();
    }

    private static bool Has(string text, params ReadOnlySpan<string> parts)
    {
        foreach (string part in parts)
        {
            if (text.Contains(part, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
