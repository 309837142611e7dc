using Insights.Import.Pipeline;
using Insights.Import.Pipeline.Values;
using static Insights.Import.Sources.FieldRule;

namespace Insights.Import.Sources.CheckoutCom;

/// <summary>Checkout.com's reports and its messages about disputes.</summary>
internal static class CheckoutFormats
{
    private const string Source = "checkoutcom";

    public static FormatProfile Breakdown { get; } = new()
    {
        Id = "checkoutcom-settlement-breakdown-csv",
        Title = "Checkout.com settlement breakdown report",
        Shape = RecordShape.Delimited,
        Order = 40,
        DefaultSource = Source,
        NaturalKey = ["Type", "Payment ID", "Processed On"],
        RowsAreImmutable = true,
        AccountColumns = ["Processing Channel ID", "Processing Channel Name", "Client Entity ID", "Client Entity Name"],
        Amounts = AmountConvention.Major,
        Sign = SignConvention.Signed,
        Times = TimeConvention.Utc,
        IgnoresUnknownColumns = true,
        Fields =
        [
            Required("payment", "Payment ID"), Required("type", "Type", "Breakdown Type"), Required("processed", "Processed On"), Required("holding", "Holding Currency"), Required("net", "Net In Holding Currency"),
            Optional("reference", "Reference"), Optional("available", "Available On"), Optional("processed_utc", "Processed On UTC"), Optional("available_utc", "Available On UTC"), Optional("zone", "Timezone", "Time Zone"),
            Optional("payout", "Payout ID"), Optional("gross", "Gross In Holding Currency"), Optional("deduction", "Deduction In Holding Currency"), Optional("reserve", "Reserve In Holding Currency"),
            Optional("processing", "Processing Currency"), Optional("gross_processing", "Gross In Processing Currency"), Optional("method", "Payment Method"), Optional("country", "Issuer Country"), Optional("bin", "BIN"),
            Optional("action", "Action ID"), Optional("vendor", "vendor"),
        ],
        DelimitedMap = (context, columns) => new CheckoutBreakdownMap(context, columns),
    };

    public static FormatProfile Payouts { get; } = new()
    {
        Id = "checkoutcom-payouts-csv",
        Title = "Checkout.com payouts report",
        Shape = RecordShape.Delimited,
        Order = 46,
        DefaultSource = Source,
        NaturalKey = ["Payout ID"],
        AccountColumns = ["Client Entity ID", "Client Entity Name", "Currency Account ID"],
        Amounts = AmountConvention.Major,
        Sign = SignConvention.Signed,
        Times = TimeConvention.Utc,
        IgnoresUnknownColumns = true,
        Fields =
        [
            Required("id", "Payout ID"), Required("date", "Payout Date"), Required("amount", "Payout Amount"), Required("currency", "Holding Currency"),
            Optional("chargebacks", "Chargebacks"), Optional("chargeback_fees", "Chargeback Fees"), Optional("fee", "Merchant Payout Fees"), Optional("vendor", "vendor"),
        ],
        DelimitedMap = (context, columns) => new CheckoutPayoutMap(context, columns),
    };

    public static FormatProfile DisputeReport { get; } = new()
    {
        Id = "checkoutcom-disputes-csv",
        Title = "Checkout.com disputes report",
        Shape = RecordShape.Delimited,
        Order = 70,
        DefaultSource = Source,
        NaturalKey = ["Dispute ID"],
        AccountColumns = ["Processing Channel Name", "Client Entity Name", "Client Name"],
        Amounts = AmountConvention.Major,
        Sign = SignConvention.Signed,
        Times = TimeConvention.Utc,
        IgnoresUnknownColumns = true,
        Fields =
        [
            Required("id", "Dispute ID"), Required("issued", "Dispute Issue Date UTC", "Dispute Issue Date"), Required("indicator", "Dispute Indicator"),
            Optional("created", "Dispute Created Date UTC", "Dispute Created Date"), Optional("updated", "Last Update UTC", "Last Updated UTC", "Last Updated Date UTC", "Dispute Last Updated Date UTC", "Last Update"),
            Optional("status", "Dispute Status", "Status"), Optional("payment", "Payment ID"), Optional("amount", "Dispute Amount", "Disputed Amount", "Amount"), Optional("currency", "Dispute Currency", "Disputed Currency", "Currency", "Processing Currency"),
            Optional("code", "Reason Code", "Dispute Reason Code"), Optional("category", "Dispute Category", "Reason", "Dispute Reason", "Category"),
            Optional("method", "Payment Method", "Card Scheme", "Scheme"), Optional("due", "Evidence Required By UTC", "Evidence Required By", "Evidence Due Date UTC", "Evidence Due Date", "Dispute Due Date UTC", "Due Date UTC"),
            Optional("paid", "Payment Date UTC", "Payment Processed On UTC", "Payment Requested On UTC", "Payment Date"), Optional("paid_amount", "Payment Amount"), Optional("paid_currency", "Payment Currency"),
            Optional("country", "Issuer Country"), Optional("vendor", "vendor"),
        ],
        DelimitedMap = (context, columns) => new CheckoutDisputeReportMap(context, columns),
    };

    public static FormatProfile Disputes { get; } = new()
    {
        Id = "checkoutcom-dispute-json",
        Title = "Checkout.com disputes (messages and API objects, JSON)",
        Shape = RecordShape.Json,
        Order = 71,
        DefaultSource = Source,
        NaturalKey = ["id", "type", "timestamp"],
        VersionField = "timestamp",
        Amounts = AmountConvention.Minor,
        // Pesos have two decimals in its API; the rest is ISO 4217.
        Currencies = Currencies.Iso.With(new Dictionary<string, int> { ["CLP"] = 2 }),
        Times = TimeConvention.Utc,
        IgnoresUnknownColumns = true,
        Fields = [Required("id"), Required("kind", "type", "event_type", "status"), Optional("timestamp"), Optional("data"), Optional("received_on")],
        HeaderTest = IsDispute,
        JsonMap = context => new CheckoutDisputeMap(context),
    };

    /// <summary>Other providers' messages have an id, a type and data too (Stripe), and their dispute objects a status and an amount; these two have what no other has.</summary>
    private static bool IsDispute(IReadOnlyList<string> names)
    {
        bool Has(string name) => names.Any(n => HeaderText.Fold(n) == name);
        bool isMessage = Has("data") && Has("type") && (Has("timestamp") || Has("created_on")) && (Has("version") || Has("_links") || Has("action_invocations") || !Has("object"));
        bool isObject = Has("status") && Has("received_on") && (Has("payment") || Has("payment_id") || Has("reason_code"));
        return isMessage || isObject;
    }
}
