using System.Text;
using Insights.Import.Pipeline;
using Insights.Import.Pipeline.Values;
using Insights.Import.Sources.Vocabularies;

namespace Insights.Import.Sources.Adyen;

/// <summary>What a row of a report of Adyen's stands for.</summary>
internal enum AdyenRow
{
    Unknown,
    Charge,
    Refund,
    RefundReturned,
    Dispute,
    Fee,
    Payout,
    Adjustment,
}

/// <summary>What tells of disputes, from what knows least of them to what knows most.</summary>
internal enum AdyenReport
{
    Accounting,
    Settlement,
    Disputes,
    Webhook,
}

/// <summary>Adyen's words in ours. Its journal types differ in case and blanks between reports, and come with endings that change nothing for us.</summary>
internal static class AdyenWords
{
    private static readonly Dictionary<string, string> Causes = EmbeddedTable.Read("adyen-refusals.csv").ToDictionary(r => Fold(r["reason"]), r => r["cause"], StringComparer.Ordinal);

    private static readonly Dictionary<string, AdyenRow> Movements = new(StringComparer.Ordinal)
    {
        ["refundedreversed"] = AdyenRow.RefundReturned,
        ["refundedreversedexternally"] = AdyenRow.RefundReturned,
        ["fee"] = AdyenRow.Fee,
        ["misccosts"] = AdyenRow.Fee,
        ["invoicededuction"] = AdyenRow.Fee,
        ["paymentcost"] = AdyenRow.Fee,
        ["settlecost"] = AdyenRow.Fee,
        ["authorisationschemefee"] = AdyenRow.Fee,
        ["advancementcommissions"] = AdyenRow.Fee,
        ["merchantpayout"] = AdyenRow.Payout,
        ["internalcompanypayout"] = AdyenRow.Payout,
        ["epapaid"] = AdyenRow.Payout,
        ["paidout"] = AdyenRow.Payout,
        ["depositcorrection"] = AdyenRow.Adjustment,
        ["balancetransfer"] = AdyenRow.Adjustment,
        ["reserveadjustment"] = AdyenRow.Adjustment,
        ["matchedstatement"] = AdyenRow.Adjustment,
        ["manualcorrected"] = AdyenRow.Adjustment,
        ["bankinstructionreturned"] = AdyenRow.Adjustment,
        ["paidoutreversed"] = AdyenRow.Adjustment,
    };

    /// <summary>What a settlement's type means. SettledBulk, RefundedExternallyWithInfo and their like are what they begin with.</summary>
    public static AdyenRow RowOf(string type)
    {
        string folded = Fold(type);
        if (Movements.TryGetValue(folded, out var row))
            return row;
        if (DisputeType(type) is not null)
            return AdyenRow.Dispute;
        if (folded.EndsWith("reversed", StringComparison.Ordinal))
            return AdyenRow.Adjustment;
        if (folded.StartsWith("settled", StringComparison.Ordinal))
            return AdyenRow.Charge;
        return folded.StartsWith("refunded", StringComparison.Ordinal) ? AdyenRow.Refund : AdyenRow.Unknown;
    }

    /// <summary>The record type of dispute-states.csv, whatever its case, blanks and endings; null when it is none.</summary>
    public static string? DisputeType(string type)
    {
        string folded = Fold(type);
        foreach (string ending in (ReadOnlySpan<string>)["withinfo", "externally"])
        {
            if (folded.EndsWith(ending, StringComparison.Ordinal))
                folded = folded[..^ending.Length];
        }

        return DisputeStates.Find("adyen.recordType", folded) is null ? null : folded;
    }

    /// <summary>Whether the money of a dispute came back with this type.</summary>
    public static bool ReturnsFunds(string disputeType) => disputeType is "chargebackreversed" or "prearbitrationwon";

    /// <summary>A transaction's status for a record type of the payments accounting report; null when the type says nothing about the payment.</summary>
    public static string? StatusOf(string recordType) => Fold(recordType) switch
    {
        "received" or "authorised" or "authorized" or "retried" or "authorisedpending" or "settledreversed" => "pending",
        "sentforsettle" => "succeeded",
        "refused" or "error" or "capturefailed" or "settlefailed" => "failed",
        "cancelled" or "canceled" or "expired" or "reversed" or "sentforcancel" => "canceled",
        var other when other.StartsWith("settled", StringComparison.Ordinal) => "succeeded",
        _ => null,
    };

    /// <summary>A refund's status for a record type of the payments accounting report; null when the type is not about a refund.</summary>
    public static string? RefundStatusOf(string recordType) => Fold(recordType) switch
    {
        "sentforrefund" => "pending",
        "refundfailed" or "refundedreversed" or "refundedreversedexternally" => "failed",
        var other when other.StartsWith("refunded", StringComparison.Ordinal) => "succeeded",
        _ => null,
    };

    /// <summary>
    /// The version of a row: when it was booked, and for bookings of one second the place of its type in a lifecycle, because the file is not in
    /// time order. A type never has a smaller place than the types that come before it.
    /// </summary>
    public static DateTime VersionOf(string type, DateTime booked)
    {
        string folded = Fold(type);
        // A fraud notice warns of what may come; it is no news of a chargeback that has come already.
        if (folded.StartsWith("notificationoffraud", StringComparison.Ordinal))
            return booked.AddYears(-20);
        int place = Array.FindIndex(Lifecycle, stage => Array.Exists(stage, start => folded.StartsWith(start, StringComparison.Ordinal)));
        return booked.AddSeconds(place < 0 ? 0 : Lifecycle.Length - place);
    }

    /// <summary>
    /// The version of an entry of a dispute's log. Several reports tell of the same entry in the same second, each in its words; which of them stands
    /// must not depend on which file came last, so the one that knows most of disputes is the newest. Entries of one dispute lie hours apart,
    /// so that the seconds for stage and report never reach the next one's.
    /// </summary>
    public static DateTime VersionOf(string type, DateTime booked, AdyenReport report)
    {
        double stage = (VersionOf(type, booked) - booked).TotalSeconds;
        return stage < 0 ? VersionOf(type, booked).AddSeconds((int)report) : booked.AddSeconds((stage * 4) + (int)report);
    }

    // The last stages first, so that what only begins like an earlier one is found under its own name.
    private static readonly string[][] Lifecycle =
    [
        ["prearbitration"],
        ["secondchargeback", "refundedreversed", "refundfailed"],
        ["chargebackreversed", "settled", "refunded"],
        ["informationsupplied", "cancelled", "canceled", "expired", "capturefailed", "settlefailed", "reversed"],
        ["chargeback", "sentforsettle", "sentforrefund"],
        ["notificationofchargeback", "authorised", "authorized"],
        ["retried"],
        ["refused", "error"],
        ["requestforinformation", "received"],
    ];

    /// <summary>Types that move no money and change no state; they are left out and counted.</summary>
    public static bool SaysNothing(string recordType) => Fold(recordType) is "settlescheduled" or "capturescheduled" or "advancement" or "handledexternally" or "chargebackdefended";

    /// <summary>A cause from a refusal reason, whichever of Adyen's fields carries it: "Not enough balance", "51 : Insufficient funds", "12".</summary>
    public static string CauseOf(string? reason)
    {
        if (reason is null)
            return "unknown";
        if (Causes.TryGetValue(Fold(reason), out string? cause))
            return cause;
        // The raw answer of an acquirer: code, colon, words.
        int colon = reason.IndexOf(':', StringComparison.Ordinal);
        return colon >= 0 && Causes.TryGetValue(Fold(reason[(colon + 1)..]), out cause) ? cause : "unknown";
    }

    /// <summary>As the other, for a payment: a method nobody knows is other, and listed to be mapped.</summary>
    public static (string? Method, string? Brand) MethodOf(string? paymentMethod, string? variant, RowProblems row)
    {
        var (method, brand) = MethodOf(paymentMethod, variant);
        return (method == "other" ? row.Meaning(ValueKinds.Method, string.IsNullOrEmpty(paymentMethod) ? variant : paymentMethod) ?? method : method, brand);
    }

    /// <summary>The kind of method and, for cards, the network: from the payment method and its variant ("mc", "visasuperpremiumcredit").</summary>
    public static (string? Method, string? Brand) MethodOf(string? paymentMethod, string? variant)
    {
        string method = paymentMethod?.ToLowerInvariant() ?? "";
        string detail = variant?.ToLowerInvariant() ?? "";
        // A card kept in a wallet is named with it: visa_applepay, mc_googlepay.
        bool inWallet = IsInWallet(method) || IsInWallet(detail);
        if (BrandIn(method) is { } brand)
            return (inWallet ? "wallet" : "card", brand);
        string? card = BrandIn(detail);
        if (method is "scheme" or "card" or "threedsecure2")
            return ("card", card);
        foreach (var (word, kind) in Kinds)
        {
            if (method.StartsWith(word, StringComparison.Ordinal) || (method.Length == 0 && detail.StartsWith(word, StringComparison.Ordinal)))
                return (kind, kind == "wallet" ? card : null);
        }

        if (card is not null)
            return (inWallet ? "wallet" : "card", card);
        return (method.Length == 0 && detail.Length == 0 ? null : "other", null);
    }

    /// <summary>The network of a scheme code such as "visa", "mc" or "Mastercard"; null for one that is no card network.</summary>
    public static string? NetworkOf(string? scheme) => scheme is null ? null : Words.Brand.Find(scheme) ?? BrandIn(scheme.ToLowerInvariant());

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

    private static bool IsInWallet(string word) =>
        word.EndsWith("_applepay", StringComparison.Ordinal) || word.EndsWith("_googlepay", StringComparison.Ordinal) || word.EndsWith("_androidpay", StringComparison.Ordinal)
        || word.EndsWith("_samsungpay", StringComparison.Ordinal) || word.EndsWith("_paywithgoogle", StringComparison.Ordinal);

    private static readonly (string Word, string Kind)[] Kinds =
    [
        ("applepay", "wallet"), ("googlepay", "wallet"), ("paywithgoogle", "wallet"), ("samsungpay", "wallet"), ("paypal", "wallet"), ("alipay", "wallet"), ("wechatpay", "wallet"),
        ("amazonpay", "wallet"), ("cashapp", "wallet"), ("vipps", "wallet"), ("mobilepay", "wallet"), ("swish", "wallet"), ("twint", "wallet"), ("venmo", "wallet"), ("kakaopay", "wallet"), ("gcash", "wallet"),
        ("sepadirectdebit", "bank_debit"), ("directdebit", "bank_debit"), ("ach", "bank_debit"), ("elv", "bank_debit"),
        ("ideal", "bank_transfer"), ("sofort", "bank_transfer"), ("directebanking", "bank_transfer"), ("giropay", "bank_transfer"), ("banktransfer", "bank_transfer"), ("eps", "bank_transfer"),
        ("trustly", "bank_transfer"), ("blik", "bank_transfer"), ("dotpay", "bank_transfer"), ("onlinebanking", "bank_transfer"), ("bcmc_mobile", "bank_transfer"), ("pix", "bank_transfer"), ("multibanco", "bank_transfer"), ("paybybank", "bank_transfer"), ("openbanking", "bank_transfer"), ("molpay", "bank_transfer"),
        ("klarna", "bnpl"), ("afterpay", "bnpl"), ("clearpay", "bnpl"), ("affirm", "bnpl"), ("zip", "bnpl"), ("ratepay", "bnpl"), ("riverty", "bnpl"), ("atome", "bnpl"), ("oney", "bnpl"),
        ("bcmc", "card"), ("accel", "card"), ("star", "card"), ("nyce", "card"), ("pulse", "card"), ("girocard", "card"), ("dankort", "card"),
    ];

    private static readonly (string Word, string Brand)[] BrandWords =
    [
        ("visa", "visa"), ("electron", "visa"), ("vpay", "visa"), ("mc", "mastercard"), ("mastercard", "mastercard"), ("amex", "amex"), ("americanexpress", "amex"), ("discover", "discover"), ("diners", "diners"),
        ("jcb", "jcb"), ("cup", "unionpay"), ("unionpay", "unionpay"), ("maestro", "maestro"), ("cartebancaire", "cartes_bancaires"), ("elo", "elo"), ("hipercard", "hipercard"), ("eftpos", "eftpos"), ("interac", "interac"), ("mir", "mir"),
    ];

    private static string? BrandIn(string word)
    {
        foreach (var (start, brand) in BrandWords)
        {
            if (word.StartsWith(start, StringComparison.Ordinal))
                return brand;
        }

        return null;
    }
}
