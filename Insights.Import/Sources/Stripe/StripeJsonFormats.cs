using Insights.Import.Pipeline;
using Insights.Import.Pipeline.Values;
using static Insights.Import.Sources.FieldRule;

namespace Insights.Import.Sources.Stripe;

/// <summary>
/// Objects of Stripe's API, alone, one a line, in an array, or in the lists and events Stripe wraps them in. Each record says itself what it is,
/// so all profiles share one map; they differ in how the file is recognised and when it is imported.
/// </summary>
internal static class StripeJsonFormats
{
    public static FormatProfile Charges { get; } = Object("stripe-charge-json", "Stripe charges (JSON)", 41,
        Required("paid"), Required("captured"), Required("status"), Optional("amount_refunded"), Optional("payment_method_details"), Optional("metadata"));

    /// <summary>Orders to pay; the payment is the charge inside, or the one they name.</summary>
    public static FormatProfile PaymentIntents { get; } = Object("stripe-payment-intent-json", "Stripe payment intents (JSON)", 42,
        Required("status"), Required("amount_received"), Optional("latest_charge"), Optional("charges"), Optional("last_payment_error"), Optional("metadata"));

    public static FormatProfile Refunds { get; } = Object("stripe-refund-json", "Stripe refunds (JSON)", 46,
        Required("charge"), Required("status"), Optional("balance_transaction"), Optional("reason")) with
    {
        HeaderTest = names => !names.Contains("evidence") && !names.Contains("evidence_details") && !names.Contains("balance_transactions") && !names.Contains("paid"),
    };

    public static FormatProfile Disputes { get; } = Object("stripe-dispute-json", "Stripe disputes (JSON)", 71,
        Required("charge"), Required("reason"), Required("status"), Required("evidence_details"), Optional("balance_transactions"), Optional("evidence"));

    public static FormatProfile BalanceTransactions { get; } = Object("stripe-balance-transaction-json", "Stripe balance transactions (JSON)", 45,
        Required("fee"), Required("net"), Required("type"), Optional("source"), Optional("reporting_category"), Optional("available_on")) with
    {
        Sign = SignConvention.Signed,
        HasControlTotals = true,
        RowsAreImmutable = true,
    };

    public static FormatProfile Payouts { get; } = Object("stripe-payout-json", "Stripe payouts (JSON)", 45,
        Required("arrival_date"), Required("status"), Optional("automatic"), Optional("method"));

    /// <summary>What webhooks receive; of any object, so nothing is asked of it but that it is an event.</summary>
    public static FormatProfile Events { get; } = Object("stripe-event-json", "Stripe events (JSON)", 72) with
    {
        Fields = [Required("id"), Required("object"), Required("type"), Required("data"), Required("created"), Required("livemode")],
        VersionField = "created",
    };

    private static FormatProfile Object(string id, string title, int order, params FieldRule[] own) => new()
    {
        Id = id,
        Title = title,
        Shape = RecordShape.Json,
        Order = order,
        DefaultSource = StripeFormats.Source,
        NaturalKey = ["id"],
        Amounts = AmountConvention.Minor,
        Sign = SignConvention.Signed,
        Currencies = Currencies.Stripe,
        Times = TimeConvention.Utc,
        Vendor = new VendorRule { Path = ["metadata", "vendor"] },
        IgnoresUnknownColumns = true,
        Fields = [Required("id"), Required("object"), Required("amount"), Required("currency"), Required("created"), .. own],
        JsonMap = context => new StripeJsonMap(context),
    };
}
