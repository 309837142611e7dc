using Insights.Import.Pipeline;
using Insights.Import.Pipeline.Values;
using static Insights.Import.Sources.FieldRule;

namespace Insights.Import.Sources.PayPal;

/// <summary>PayPal's reports; README.md tells their quirks.</summary>
internal static class PayPalFormats
{
    public const string Source = "paypal";

    private static readonly FieldRule[] Activity =
    [
        Optional("status", "Status"), Optional("fee", "Fee", "Fees", "Fee Amount"), Optional("name", "Name"), Optional("from", "From Email Address", "From Email"), Optional("to", "To Email Address", "To Email"),
        Optional("reference", "Reference Txn ID", "Reference Transaction ID", "Reference ID"), Optional("invoice", "Invoice Number", "Invoice ID", "Invoice Number Text"), Optional("custom", "Custom Number", "Custom"),
        Optional("item", "Item Title"), Optional("country", "Country Code", "Transaction Buyer Country Code"), Optional("impact", "Balance Impact"),
        Optional("code", "Transaction Event Code"), Optional("card_type", "Card Type"), Optional("receipt", "Receipt ID"), Optional("vendor"),
    ];

    /// <summary>Day and month change places with the account's locale, which the file does not tell.</summary>
    public static FormatProfile ActivityEnglish { get; } = ActivityReport("paypal-activity-csv-en", "PayPal activity") with
    {
        Dates = DateConvention.AskUser,
        DateFields = ["date"],
        Fields =
        [
            Required("date", "Date"), Required("time", "Time"), Required("zone", "TimeZone", "Time Zone"), Required("type", "Type", "Description"),
            Required("currency", "Currency"), Required("id", "Transaction ID"), Optional("gross", "Gross", "Amount"), Optional("net", "Net"), .. Activity,
        ],
        HeaderTest = headers => headers.Any(h => HeaderText.Fold(h) is "gross" or "net" or "amount"),
    };

    /// <summary>Personal accounts get few columns and no transaction ids.</summary>
    public static FormatProfile ActivityPersonal { get; } = ActivityReport("paypal-activity-csv-personal", "PayPal activity (personal)") with
    {
        Dates = DateConvention.AskUser,
        DateFields = ["date"],
        Fields =
        [
            Required("date", "Date"), Required("time", "Time"), Required("zone", "TimeZone", "Time Zone"), Required("type", "Type", "Description"),
            Required("currency", "Currency"), Required("gross", "Amount", "Gross", "Net"), Optional("net", "Net"), Optional("id", "Transaction ID"), .. Activity,
        ],
        NaturalKey = ["date", "time", "type", "currency", "gross"],
        HeaderTest = headers => !headers.Any(h => HeaderText.Fold(h) is "transaction id"),
    };

    /// <summary>One for each language in which accounts export; README.md says which headers were read in real files.</summary>
    public static IReadOnlyList<FormatProfile> ActivityTranslated { get; } = [.. PayPalLanguage.All.Select(Translated)];

    /// <summary>The settlement report, in all widths.</summary>
    public static FormatProfile Settlement { get; } = Typed("paypal-stl-csv", "PayPal settlement report", 46) with
    {
        NaturalKey = ["id", "code", "direction"],
        Sign = SignConvention.DebitCreditColumns,
        RowsAreImmutable = true,
        HasControlTotals = true,
        Fields =
        [
            Required("mark", "CH"), Required("id", "Transaction ID"), Required("code", "Transaction Event Code"), Required("direction", "Transaction Debit or Credit"),
            Required("amount", "Gross Transaction Amount"), Required("currency", "Gross Transaction Currency"), Required("initiated", "Transaction Initiation Date"),
            Optional("completed", "Transaction Completion Date"), Optional("invoice", "Invoice ID"), Optional("reference", "PayPal Reference ID"), Optional("reference_type", "PayPal Reference ID Type"),
            Optional("fee_direction", "Fee Debit or Credit"), Optional("fee", "Fee Amount"), Optional("fee_currency", "Fee Currency"), Optional("custom", "Custom Field"),
            Optional("consumer", "Payer's Account ID", "Consumer ID", "ConsumerID"), Optional("status", "Transactional Status"), Optional("item", "Item Name"), Optional("card_type", "Card Type"),
            Optional("country", "Shipping Address Country"), Optional("billing_country", "Billing Address Country"), Optional("vendor"),
        ],
        Vendor = VendorRule.FromColumn("vendor"),
        LaterPart = PayPalLaterParts.OfSettlement,
        DelimitedMap = (context, columns) => new PayPalSettlementMap(context, columns),
    };

    /// <summary>The transaction detail report: a settlement report with a status, the payer and the goods.</summary>
    public static FormatProfile TransactionDetails { get; } = Settlement with
    {
        Id = "paypal-trr-csv",
        Title = "PayPal transaction detail report",
        Order = 45,
        LaterPart = PayPalLaterParts.OfTransactionDetails,
        Fields = [.. Settlement.Fields.Where(f => f.Name != "status"), Required("status", "Transactional Status"), Optional("payer", "Payer's Account ID")],
    };

    /// <summary>Recognised, so that a folder of PayPal's reports imports whole; its rows are agreements and no movements of money.</summary>
    public static FormatProfile Subscriptions { get; } = Typed("paypal-sar-csv", "PayPal subscription agreements", 89) with
    {
        NaturalKey = ["id"],
        LaterPart = PayPalLaterParts.OfSubscriptions,
        Fields = [Required("mark", "CH"), Required("id", "Subscription ID"), Required("action", "Subscription Action Type"), Optional("currency", "Subscription Currency")],
        DelimitedMap = (_, _) => new PayPalSubscriptionMap(),
    };

    public static FormatProfile Cases { get; } = Typed("paypal-case-report-csv", "PayPal cases", 73) with
    {
        NaturalKey = ["id"],
        VersionField = "RH",
        RowsNeedTheirFile = true,
        Fields =
        [
            Required("mark", "CH"), Required("type", "Case type"), Required("id", "Case ID"), Required("status", "Case status"),
            Required("amount", "Disputed amount", "Disputed gross amount"), Required("currency", "Disputed currency", "Disputed gross currency", "Disputed amount currency"),
            Required("filed", "Case filing date"), Present("reason", "Case reason"), Optional("payment", "Original transaction ID"), Optional("charged", "Transaction date"),
            Optional("invoice", "Transaction invoice ID", "Invoice ID"), Optional("card_type", "Card Type"), Optional("email", "Claimant email address"), Optional("name", "Claimant name"),
            Optional("due", "Response due date"), Optional("disputed", "Disputed transaction ID"), Optional("movement", "Money movement"),
            Optional("protection", "Seller protection"), Optional("payout", "Seller protection payout amount"), Optional("payout_currency", "Seller protection currency"),
            Optional("code", "Chargeback Reason Code", "Credit Card Chargeback Reason Code"), Optional("outcome", "Outcome", "Case outcome"), Optional("vendor"),
        ],
        Vendor = VendorRule.FromColumn("vendor"),
        DelimitedMap = (context, columns) => new PayPalCaseMap(context, columns),
    };

    public static FormatProfile Disputes { get; } = Json("paypal-dispute-json", "PayPal disputes (JSON)") with
    {
        Fields =
        [
            Required("dispute_id"), Required("status"), Required("dispute_amount"), Required("create_time"), Optional("dispute_life_cycle_stage"), Optional("dispute_state"),
            Optional("update_time"), Optional("disputed_transactions"), Optional("reason"), Optional("dispute_outcome"),
        ],
    };

    /// <summary>The same, as webhooks deliver it.</summary>
    public static FormatProfile DisputeEvents { get; } = Json("paypal-dispute-event-json", "PayPal dispute events (JSON)") with
    {
        Order = 74,
        Fields = [Required("id"), Required("event_type"), Required("resource"), Required("resource_type"), Optional("create_time"), Optional("event_version")],
    };

    private static FormatProfile Translated(PayPalLanguage language) => ActivityReport($"paypal-activity-csv-{language.Code}", $"PayPal activity ({language.Name})") with
    {
        Dates = language.Dates,
        DecimalMark = language.DecimalMark,
        Fields =
        [
            Required("date", language.Date), Required("time", language.Time), Required("zone", language.Zone), Required("type", language.Type), Required("currency", language.Currency),
            Required("gross", language.Gross), Optional("net", language.Net), Optional("status", language.Status), Optional("fee", language.Fee), Optional("name", language.CounterParty),
            Optional("from", language.From), Optional("to", language.To), Optional("id", language.Id), Optional("reference", [.. language.Reference, "Reference Txn ID"]),
            Optional("invoice", language.Invoice), Optional("custom", language.Custom), Optional("item", language.Item), Optional("country", [.. language.Country, "Country Code"]),
            Optional("impact", [.. language.Impact, "Balance Impact"]), Optional("code", [.. language.EventCode, "Transaction Event Code"]), Optional("card_type", language.CardType),
            Optional("receipt", language.Receipt), Optional("vendor"),
        ],
    };

    private static FormatProfile ActivityReport(string id, string title) => new()
    {
        Id = id,
        Title = title,
        Shape = RecordShape.Delimited,
        Order = 44,
        DefaultSource = Source,
        NaturalKey = ["id", "type", "currency"],
        Amounts = AmountConvention.Localised,
        Sign = SignConvention.Signed,
        Times = TimeConvention.ZoneColumn,
        Vendor = VendorRule.FromColumn("vendor"),
        IgnoresUnknownColumns = true,
        Fields = [],
        DelimitedMap = (context, columns) => new PayPalActivityMap(context, columns),
    };

    /// <summary>What the reporting API answers (<c>transaction_details[]</c>), its pages, or its transactions one a line.</summary>
    public static FormatProfile Reporting { get; } = new()
    {
        Id = "paypal-transactions-json",
        Title = "PayPal transactions (reporting API, JSON)",
        Shape = RecordShape.Json,
        Order = 45,
        DefaultSource = Source,
        NaturalKey = ["transaction_id", "transaction_event_code"],
        Amounts = AmountConvention.Major,
        Sign = SignConvention.Signed,
        Times = TimeConvention.EachNamesItsZone,
        IgnoresUnknownColumns = true,
        Vendor = VendorRule.FromColumn("vendor"),
        Fields = [Required("info", "transaction_info", "transaction_event_code"), Optional("payer", "payer_info"), Optional("cart", "cart_info"), Optional("shipping", "shipping_info")],
        HeaderTest = names => names.Contains("transaction_info") || (names.Contains("transaction_id") && names.Contains("transaction_amount")),
        JsonMap = context => new PayPalReportingJsonMap(context),
    };

    private static FormatProfile Typed(string id, string title, int order) => new()
    {
        Id = id,
        Title = title,
        Shape = RecordShape.Delimited,
        Order = order,
        DefaultSource = Source,
        NaturalKey = ["id"],
        RowMarks = ["SB"],
        AccountColumns = ["Store ID"],
        Amounts = AmountConvention.Minor,
        Currencies = Currencies.TwoAlways,
        Times = TimeConvention.EachNamesItsZone,
        IgnoresUnknownColumns = true,
        Fields = [],
    };

    private static FormatProfile Json(string id, string title) => new()
    {
        Id = id,
        Title = title,
        Shape = RecordShape.Json,
        Order = 73,
        DefaultSource = Source,
        NaturalKey = ["dispute_id"],
        VersionField = "update_time",
        Amounts = AmountConvention.Major,
        Times = TimeConvention.EachNamesItsZone,
        IgnoresUnknownColumns = true,
        Fields = [],
        JsonMap = context => new PayPalDisputeJsonMap(context),
    };
}
