using Insights.Import.Pipeline.Values;
using static Insights.Import.Sources.FieldRule;

namespace Insights.Import.Sources.Stripe;

/// <summary>Stripe's reports over the balance. They say the same in columns of other names, and with or without a zone.</summary>
internal static class StripeLedgerFormats
{
    private static readonly FieldRule[] Shared =
    [
        Required("currency"), Required("gross"), Required("fee"), Required("net"), Required("category", "reporting_category"),
        Optional("source", "source_id"), Optional("charge", "charge_id"), Optional("payout", "automatic_payout_id", "payout_id"),
        Optional("customer_amount", "customer_facing_amount"), Optional("customer_currency", "customer_facing_currency"), Optional("dispute_reason"),
        Optional("customer", "customer_id"), Optional("customer_email"), Optional("order", "payment_metadata[order_id]", "payment_metadata[order]", "invoice_id"),
        Optional("payment_intent", "payment_intent_id"), Optional("descriptor", "statement_descriptor"), Optional("method", "payment_method_type"),
        Optional("brand", "card_brand"), Optional("country", "card_country"), Optional("customer_country", "customer_address_country"), Optional("vendor", "payment_metadata[vendor]"), Optional("type"),
    ];

    /// <summary>Times of the zone the report was made in, which the file does not tell.</summary>
    public static FormatProfile Balance { get; } = Report("stripe-itemized-balance-csv", "Stripe itemised balance") with
    {
        Times = TimeConvention.SourceZone,
        Fields = [Required("id", "balance_transaction_id"), Required("created"), Optional("available", "available_on"), .. Shared],
        HeaderTest = headers => !HasUtc(headers),
    };

    public static FormatProfile BalanceUtc { get; } = Report("stripe-itemized-balance-csv-utc", "Stripe itemised balance (UTC)") with
    {
        Times = TimeConvention.Utc,
        Fields =
        [
            Required("id", "balance_transaction_id"), Required("created", "created_utc", "created (UTC)"), Optional("available", "available_on_utc", "available_on (UTC)"), .. Shared,
        ],
    };

    public static FormatProfile Payouts { get; } = Payout("stripe-itemized-payouts-csv", "Stripe itemised payouts", "effective_at", "payout_expected_arrival_date") with
    {
        Times = TimeConvention.SourceZone,
        HeaderTest = headers => !HasUtc(headers),
    };

    public static FormatProfile PayoutsUtc { get; } = Payout("stripe-itemized-payouts-csv-utc", "Stripe itemised payouts (UTC)", "effective_at_utc", "payout_expected_arrival_date") with
    {
        Times = TimeConvention.Utc,
    };

    public static FormatProfile AllActivity { get; } = Report("stripe-all-activity-csv", "Stripe balance activity") with
    {
        Times = TimeConvention.Utc,
        Fields =
        [
            Required("id"), Required("type"), Present("source"), Required("gross", "Amount"), Required("fee"), Required("net"), Required("currency"),
            Required("created", "Created (UTC)"), Optional("available", "Available On (UTC)"),
            Optional("category", "Reporting Category"), Optional("charge", "Charge ID"), Optional("payout", "Transfer", "Automatic Payout ID"),
            Optional("customer_amount", "Customer Facing Amount"), Optional("customer_currency", "Customer Facing Currency"), Optional("dispute_reason"),
            Optional("customer", "Customer ID"), Optional("customer_email", "Customer Email"), Optional("order", "order_id (metadata)", "order (metadata)"),
            Optional("payment_intent", "PaymentIntent ID"), Optional("descriptor", "Statement Descriptor"), Optional("method", "Payment Method Type"),
            Optional("brand", "Card Brand"), Optional("country", "Card Issue Country"), Optional("customer_country", "Card Address Country", "Shipping Address Country"),
            Optional("vendor", "vendor (metadata)"),
        ],
        Vendor = VendorRule.FromColumn("vendor (metadata)"),
    };

    private static FormatProfile Report(string id, string title) => new()
    {
        Id = id,
        Title = title,
        Shape = RecordShape.Delimited,
        Order = 45,
        DefaultSource = StripeFormats.Source,
        NaturalKey = ["id"],
        Amounts = AmountConvention.Major,
        Sign = SignConvention.Signed,
        Currencies = Currencies.Stripe,
        Vendor = VendorRule.FromColumn("payment_metadata[vendor]"),
        AccountColumns = ["connected_account_id"],
        IgnoresUnknownColumns = true,
        HasControlTotals = true,
        RowsAreImmutable = true,
        Fields = Shared,
        DelimitedMap = (context, columns) => new StripeBalanceMap(context, columns),
    };

    private static FormatProfile Payout(string id, string title, string effective, string arrival) => Report(id, title) with
    {
        NaturalKey = ["payout"],
        RowsAreImmutable = false,
        Fields =
        [
            Required("payout", "payout_id"), Required("status", "payout_status"), Required("effective", effective), Required("gross"), Required("net"), Required("currency"),
            Optional("fee"), Optional("id", "balance_transaction_id"), Optional("arrival", arrival), Optional("category", "reporting_category"), Optional("vendor", "payment_metadata[vendor]"),
        ],
        DelimitedMap = (context, columns) => new StripePayoutMap(context, columns),
    };

    private static bool HasUtc(IReadOnlyList<string> headers) => headers.Any(h => Pipeline.HeaderText.Fold(h) is "created_utc" or "created (utc)" or "effective_at_utc");
}
