using Insights.Import.Pipeline;
using Insights.Import.Pipeline.Values;
using static Insights.Import.Sources.FieldRule;

namespace Insights.Import.Sources.Adyen;

/// <summary>
/// The layouts of Adyen's reports and webhooks. Widths and order of the reports differ between accounts, so only what the maps need is required.
/// A column's name may repeat in a report; of those the maps can do without the first filled cell counts.
/// </summary>
internal static class AdyenFormats
{
    private const string Source = "adyen";

    public static FormatProfile Accounting { get; } = new()
    {
        Id = "adyen-payments-accounting-csv",
        Title = "Adyen payments accounting report",
        Shape = RecordShape.Delimited,
        Order = 40,
        DefaultSource = Source,
        NaturalKey = ["Psp Reference", "Record Type", "Modification Psp Reference", "Booking Date"],
        VersionField = "Booking Date",
        Vendor = VendorRule.FromColumn("Merchant Account"),
        AccountColumns = ["Merchant Account", "Company Account"],
        Amounts = AmountConvention.Major,
        Sign = SignConvention.Signed,
        Currencies = Currencies.Adyen,
        Times = TimeConvention.ZoneColumn,
        IgnoresUnknownColumns = true,
        EventsAreToldTwice = true,
        Fields =
        [
            Required("psp", "Psp Reference"), Required("type", "Record Type"), Required("booked", "Booking Date"), Required("zone", "TimeZone", "Time Zone"),
            Required("currency", "Main Currency"), Required("amount", "Main Amount"),
            Several("vendor", "Merchant Account"), Several("order", "Merchant Reference"), Several("method", "Payment Method"), Several("variant", "Payment Method Variant"),
            Several("created", "Creation Date"), Several("modification", "Modification Psp Reference", "Modification Reference"), Several("settlement_currency", "Settlement Currency"),
            Several("commission", "Commission (SC)"), Several("markup", "Markup (SC)"), Several("scheme_fees", "Scheme Fees (SC)"), Several("interchange", "Interchange (SC)"),
            Several("customer", "Shopper Reference"), Several("country", "Issuer Country"), Several("customer_country", "Shopper Country"),
            Several("refusal", "Refusal Reason", "Acquirer Response"), Several("raw_refusal", "Raw Acquirer Response", "Refusal Reason Raw"),
        ],
        DelimitedMap = (context, columns) => new AdyenAccountingMap(context, columns),
    };

    /// <summary>One row a payment as it was authorised or refused, before any of its money moved.</summary>
    public static FormatProfile Received { get; } = new()
    {
        Id = "adyen-received-payments-csv",
        Title = "Adyen received payment details report",
        Shape = RecordShape.Delimited,
        Order = 39,
        DefaultSource = Source,
        NaturalKey = ["Psp Reference"],
        VersionField = "Creation Date",
        Vendor = VendorRule.FromColumn("Merchant Account"),
        AccountColumns = ["Merchant Account", "Company Account"],
        Amounts = AmountConvention.Major,
        Sign = SignConvention.Signed,
        Currencies = Currencies.Adyen,
        Times = TimeConvention.ZoneColumn,
        IgnoresUnknownColumns = true,
        Fields =
        [
            Required("psp", "Psp Reference"), Required("created", "Creation Date"), Required("zone", "TimeZone", "Time Zone"), Required("currency", "Currency", "Payment Currency"),
            Required("amount", "Amount"), Present("answer", "Acquirer Response"),
            Several("type", "Type", "Record Type", "Status"), Several("vendor", "Merchant Account"), Several("order", "Merchant Reference"), Several("method", "Payment Method"), Several("variant", "Payment Method Variant"),
            Several("customer", "Shopper Reference"), Several("country", "Issuer Country"), Several("customer_country", "Shopper Country", "Billing Country"), Several("raw_answer", "Raw Acquirer Response"),
        ],
        // The accounting report has these as well.
        HeaderTest = headers => !headers.Any(h => HeaderText.Fold(h) is "booking date" or "gross debit (gc)" or "dispute psp reference"),
        DelimitedMap = (context, columns) => new AdyenReceivedMap(context, columns),
    };

    /// <summary>
    /// Not immutable: a batch that Adyen issues again replaces the rows it holds.
    /// </summary>
    public static FormatProfile Settlement { get; } = new()
    {
        Id = "adyen-settlement-details-csv",
        Title = "Adyen settlement details report",
        Shape = RecordShape.Delimited,
        Order = 45,
        DefaultSource = Source,
        NaturalKey = ["Batch Number", "Psp Reference", "Type", "Modification Reference"],
        VersionField = "Creation Date",
        Vendor = VendorRule.FromColumn("Merchant Account"),
        AccountColumns = ["Merchant Account", "Company Account"],
        Amounts = AmountConvention.Major,
        Sign = SignConvention.DebitCreditColumns,
        Currencies = Currencies.Adyen,
        Times = TimeConvention.ZoneColumn,
        IgnoresUnknownColumns = true,
        EventsAreToldTwice = true,
        Fields =
        [
            Required("vendor", "Merchant Account"), Required("psp", "Psp Reference"), Required("created", "Creation Date"), Required("zone", "TimeZone", "Time Zone"), Required("type", "Type"),
            Required("modification", "Modification Reference"), Required("gross_currency", "Gross Currency"), Required("gross_debit", "Gross Debit (GC)"), Required("gross_credit", "Gross Credit (GC)"),
            Required("net_currency", "Net Currency"), Required("net_debit", "Net Debit (NC)"), Required("net_credit", "Net Credit (NC)"), Required("batch", "Batch Number"),
            Several("order", "Merchant Reference"), Several("method", "Payment Method"), Several("variant", "Payment Method Variant"),
            Several("booked", "Booking Date"), Several("booked_zone", "Booking Date TimeZone", "Booking Date Time Zone"), Several("dispute", "Dispute Reference"),
            Several("commission", "Commission (NC)"), Several("markup", "Markup (NC)"), Several("scheme_fees", "Scheme Fees (NC)"), Several("interchange", "Interchange (NC)"),
            Several("customer", "Shopper Reference"),
        ],
        DelimitedMap = (context, columns) => new AdyenSettlementMap(context, columns),
    };

    public static FormatProfile Disputes { get; } = new()
    {
        Id = "adyen-dispute-transaction-details-csv",
        Title = "Adyen dispute transaction details report",
        Shape = RecordShape.Delimited,
        Order = 70,
        DefaultSource = Source,
        NaturalKey = ["Dispute PSP Reference", "Record Type", "Record Date"],
        VersionField = "Record Date",
        RowsAreEvents = true,
        Vendor = VendorRule.FromColumn("Merchant Account"),
        AccountColumns = ["Merchant Account", "Company Account"],
        Amounts = AmountConvention.Major,
        Sign = SignConvention.Signed,
        Currencies = Currencies.Adyen,
        Times = TimeConvention.ZoneColumn,
        IgnoresUnknownColumns = true,
        EventsAreToldTwice = true,
        Fields =
        [
            Required("dispute", "Dispute PSP Reference"), Required("type", "Record Type"), Required("recorded", "Record Date"), Required("recorded_zone", "Record Date TimeZone", "Record Date Time Zone"),
            Required("currency", "Dispute Currency"), Required("amount", "Dispute Amount"),
            Several("vendor", "Merchant Account"), Several("psp", "Psp Reference"), Several("method", "Payment Method"), Several("variant", "Payment Method Variant"), Several("reason", "Dispute Reason"),
            Several("rfi_scheme", "RFI Scheme Code"), Several("rfi_code", "RFI Reason Code"), Several("cb_scheme", "CB Scheme Code"), Several("cb_code", "CB Reason Code"),
            Several("nof_scheme", "NoF Scheme Code"), Several("nof_code", "NoF Reason Code"),
            Several("paid", "Payment Date"), Several("paid_zone", "Payment Date TimeZone", "Payment Date Time Zone"), Several("paid_currency", "Payment Currency"), Several("paid_amount", "Payment Amount"),
            Several("opened", "Dispute Date"), Several("opened_zone", "Dispute Date TimeZone", "Dispute Date Time Zone"), Several("customer", "Shopper Reference"), Several("issuer_country", "Issuer Country"),
            Several("ends", "Dispute End Date"), Several("ends_zone", "Dispute End Date TimeZone", "Dispute End Date Time Zone"),
        ],
        DelimitedMap = (context, columns) => new AdyenDisputeReportMap(context, columns),
    };

    public static FormatProfile Webhooks { get; } = new()
    {
        Id = "adyen-dispute-webhook-json",
        Title = "Adyen dispute webhooks (JSON)",
        Shape = RecordShape.Json,
        Order = 71,
        DefaultSource = Source,
        NaturalKey = ["pspReference", "eventCode", "eventDate"],
        VersionField = "eventDate",
        RowsAreEvents = true,
        Vendor = VendorRule.FromColumn("merchantAccountCode"),
        Amounts = AmountConvention.Minor,
        Sign = SignConvention.Signed,
        Currencies = Currencies.Adyen,
        IgnoresUnknownColumns = true,
        EventsAreToldTwice = true,
        Fields = [Required("items", "notificationItems", "eventCode"), Optional("live")],
        HeaderTest = names => names.Contains("notificationItems") || (names.Contains("eventCode") && names.Contains("pspReference")),
        JsonMap = context => new AdyenWebhookMap(context),
    };
}
