using Insights.Import.Pipeline.Values;
using static Insights.Import.Sources.FieldRule;

namespace Insights.Import.Sources.Shopify;

internal static class ShopifyFormats
{
    public const string Source = "shopify-payments";

    /// <summary>The transactions of Shopify Payments; the orders export is no list of payments.</summary>
    public static FormatProfile Transactions { get; } = new()
    {
        Id = "shopify-payments-transactions-csv",
        Title = "Shopify Payments transactions",
        Shape = RecordShape.Delimited,
        Order = 42,
        DefaultSource = Source,
        NaturalKey = ["at", "type", "order", "amount", "fee", "net", "checkout"],
        Amounts = AmountConvention.Localised,
        Sign = SignConvention.Signed,
        Times = TimeConvention.EachNamesItsZone,
        Vendor = VendorRule.FromColumn("vendor"),
        IgnoresUnknownColumns = true,
        Fields =
        [
            Required("at", "Transaction Date"), Required("type", "Type"), Present("order", "Order"), Present("payout_status", "Payout Status"),
            Required("amount", "Amount"), Required("fee", "Fee"), Required("net", "Net"), Optional("currency", "Currency"), Optional("checkout", "Checkout"),
            Optional("brand", "Card Brand"), Optional("card_source", "Card Source"), Optional("payout_date", "Payout Date"), Optional("available", "Available On"),
            Optional("method", "Payment Method Name", "Payment Method"), Optional("presentment_amount", "Presentment Amount"), Optional("presentment_currency", "Presentment Currency"),
            Optional("tax", "VAT", "Tax", "GST"), Optional("vendor"),
        ],
        DelimitedMap = (context, columns) => new ShopifyTransactionMap(context, columns),
    };
}
