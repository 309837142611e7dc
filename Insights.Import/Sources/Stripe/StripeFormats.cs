using Insights.Import.Pipeline.Values;
using static Insights.Import.Sources.FieldRule;

namespace Insights.Import.Sources.Stripe;

/// <summary>The exports of Stripe's dashboard. The user picks the columns, so a few required ones carry the format; see README.md for the quirks.</summary>
internal static class StripeFormats
{
    public const string Source = "stripe";

    /// <summary>Generations of 33, 51 and 79 columns differ in the name of the creation date and in what was added; one profile reads all.</summary>
    public static FormatProfile Payments { get; } = new()
    {
        Id = "stripe-payments-csv",
        Title = "Stripe payments",
        Shape = RecordShape.Delimited,
        Order = 41,
        DefaultSource = Source,
        NaturalKey = ["id"],
        Amounts = AmountConvention.Major,
        Currencies = Currencies.Stripe,
        Times = TimeConvention.Utc,
        Vendor = VendorRule.FromColumn("vendor (metadata)"),
        AccountColumns = ["Destination"],
        IgnoresUnknownColumns = true,
        Fields =
        [
            Required("id"), Required("created", "Created date (UTC)", "Created (UTC)", "Created"), Required("amount", "Amount"),
            Present("amount_refunded", "Amount Refunded"), Required("currency", "Currency"), Required("status", "Status"), Optional("mode", "Mode"),
            Optional("vendor", "vendor (metadata)"), Optional("fee", "Fee"), Optional("fee_currency", "Converted Currency"),
            Optional("refunded_at", "Refunded date (UTC)", "Refunded (UTC)"), Optional("captured", "Captured"), Optional("source_type", "Payment Source Type"),
            Optional("seller_message", "Seller Message"), Optional("failure_code", "Failure Code", "Decline Reason"), Optional("descriptor", "Statement Descriptor"),
            Optional("customer", "Customer ID"), Optional("customer_email", "Customer Email"), Optional("order", "order_id (metadata)", "order (metadata)", "Invoice ID"),
            Optional("payment_intent", "PaymentIntent ID"), Optional("product", "product (metadata)"),
            Optional("brand", "Card Brand", "Card Type"), Optional("country", "Card Issue Country"), Optional("last4", "Card Last4"),
            Optional("billing_country", "Card Address Country"), Optional("shipping_country", "Shipping Address Country"),
            Optional("fingerprint", "Card Fingerprint"), Optional("cvc", "Card CVC Status"), Optional("avs", "Card AVS Zip Status"),
        ],
        DelimitedMap = (context, columns) => new StripePaymentMap(context, columns),
    };

    public static FormatProfile Disputes { get; } = new()
    {
        Id = "stripe-disputes-csv",
        Title = "Stripe disputes",
        Shape = RecordShape.Delimited,
        Order = 71,
        DefaultSource = Source,
        NaturalKey = ["id"],
        Amounts = AmountConvention.Major,
        Currencies = Currencies.Stripe,
        Times = TimeConvention.Utc,
        Vendor = VendorRule.FromColumn("vendor (metadata)"),
        AccountColumns = ["Account ID"],
        IgnoresUnknownColumns = true,
        Fields =
        [
            Required("id"), Required("opened", "Dispute Created (UTC)"), Required("amount", "Dispute Amount"), Required("currency", "Dispute Currency"),
            Required("charge", "Charge ID"), Required("reason", "Reason"), Required("status", "Status"), Optional("due", "Due By (UTC)"),
            Optional("charged", "Charge Created (UTC)"), Optional("charge_amount", "Charge Amount"), Optional("charge_currency", "Charge Currency"),
            Optional("fingerprint", "Card Fingerprint"), Optional("brand", "Card Brand"), Optional("customer", "Customer ID"), Optional("customer_email", "Customer Email"),
            Optional("rdr", "Is Visa Rapid Dispute Resolution"), Optional("vendor", "vendor (metadata)"), Optional("mode", "Mode"), Optional("network_code", "Network Reason Code"),
        ],
        DelimitedMap = (context, columns) => new StripeDisputeMap(context, columns),
    };
}
