using Insights.Import.Pipeline;
using Insights.Import.Pipeline.Values;
using static Insights.Import.Sources.FieldRule;

namespace Insights.Import.Sources.Braintree;

/// <summary>Braintree's API objects as JSON, and the control panel's reports.</summary>
internal static class BraintreeFormats
{
    private const string Source = "braintree";

    // Braintree's gateway lives in Chicago: its CST is no other.
    private static readonly ZoneNames Chicago = ZoneNames.With(("CST", -360));

    public static FormatProfile Transactions { get; } = new()
    {
        Id = "braintree-transaction-json",
        Title = "Braintree transactions (JSON)",
        Shape = RecordShape.Json,
        Order = 40,
        DefaultSource = Source,
        NaturalKey = ["id"],
        VersionField = "updatedAt",
        Vendor = VendorRule.FromColumn("merchantAccountId"),
        Amounts = AmountConvention.Major,
        Sign = SignConvention.Signed,
        Times = TimeConvention.Utc,
        IgnoresUnknownColumns = true,
        Fields = [Required("id"), Required("status"), Required("amount"), Required("createdAt", "createdAt", "created_at"), Optional("history", "statusHistory", "status_history")],
        HeaderTest = names => Has(names, "statushistory", "disbursementdetails", "merchantaccountid", "processorresponsecode", "paymentinstrumenttype", "currencyisocode", "cvvresponsecode", "gatewayrejectionreason", "graphqlid") >= 2 && Has(names, "amountdisputed") == 0,
        JsonMap = context => new BraintreeTransactionMap(context),
    };

    public static FormatProfile Disputes { get; } = new()
    {
        Id = "braintree-dispute-json",
        Title = "Braintree disputes (JSON)",
        Shape = RecordShape.Json,
        Order = 70,
        DefaultSource = Source,
        NaturalKey = ["id"],
        VersionField = "updatedAt",
        Vendor = VendorRule.FromColumn("merchantAccountId"),
        Amounts = AmountConvention.Major,
        Sign = SignConvention.Signed,
        Times = TimeConvention.Utc,
        IgnoresUnknownColumns = true,
        Fields =
        [
            Required("id"), Required("status"), Required("amount", "amountDisputed", "amount_disputed", "amount"),
            Optional("received", "receivedDate", "received_date"), Optional("history", "statusHistory", "status_history"), Optional("due", "replyByDate", "reply_by_date"),
        ],
        // Transactions have an amount and a history too.
        HeaderTest = names => Has(names, "receiveddate", "replybydate", "casenumber") >= 1 || (Has(names, "amountdisputed") == 1 && Has(names, "statushistory") == 1),
        JsonMap = context => new BraintreeDisputeMap(context),
    };

    /// <summary>Notifications as a server library reads and keeps them: what happened, when, and the object as it was then.</summary>
    public static FormatProfile Webhooks { get; } = Disputes with
    {
        Id = "braintree-webhook-json",
        Title = "Braintree webhook notifications (JSON)",
        Order = 71,
        NaturalKey = ["dispute.id"],
        Fields = [Required("kind"), Required("timestamp"), .. Subjects.Select(s => Optional(s))],
        HeaderTest = names => Has(names, "dispute", "subject") >= 1,
        JsonMap = context => new BraintreeWebhookMap(context),
    };

    private static string[] Subjects => ["dispute", "subject", "transaction", "subscription", "disbursement", "merchantAccount"];

    /// <summary>Days are month first on the control panel whatever the account's country.</summary>
    public static FormatProfile Search { get; } = new()
    {
        Id = "braintree-transaction-search-csv",
        Title = "Braintree transaction search (CSV)",
        Shape = RecordShape.Delimited,
        Order = 40,
        DefaultSource = Source,
        NaturalKey = ["Transaction ID"],
        Vendor = VendorRule.FromColumn("Merchant Account"),
        AccountColumns = ["Merchant Account"],
        Amounts = AmountConvention.Localised,
        Times = TimeConvention.ZoneColumn,
        ZoneNames = Chicago,
        Dates = DateConvention.MonthFirst,
        IgnoresUnknownColumns = true,
        Fields =
        [
            Required("id", "Transaction ID"), Required("type", "Transaction Type"), Required("status", "Transaction Status"), Required("created", "Created Datetime"), Required("zone", "Created Timezone"),
            Required("currency", "Currency ISO Code"), Optional("authorized", "Amount Authorized"), Optional("submitted", "Amount Submitted For Settlement"),
            Optional("settled", "Settlement Date"), Optional("vendor", "Merchant Account"), Optional("fee", "Service Fee"), Optional("order", "Order ID"), Optional("descriptor", "Descriptor Name"),
            Optional("refunded", "Refunded Transaction ID"), Optional("instrument", "Payment Instrument Type"), Optional("card", "Card Type"),
            Optional("bin", "First Six of Credit Card"), Optional("last4", "Last Four of Credit Card"), Optional("fingerprint", "Credit Card Unique Identifier"),
            Optional("customer", "Customer ID"), Optional("email", "Customer Email"), Optional("code", "Processor Response Code"), Optional("rejection", "Gateway Rejection Reason"),
            Optional("avs", "Postal Code Response Code"), Optional("cvc", "CVV Response Code"),
        ],
        HeaderTest = names => Has(names, "amount authorized", "amount submitted for settlement") >= 1,
        DelimitedMap = (context, columns) => new BraintreeSearchMap(context, columns),
    };

    public static FormatProfile DisputeReport { get; } = new()
    {
        Id = "braintree-dispute-csv",
        Title = "Braintree dispute report (CSV)",
        Shape = RecordShape.Delimited,
        Order = 70,
        DefaultSource = Source,
        NaturalKey = ["Dispute ID"],
        Vendor = VendorRule.FromColumn("Merchant Account"),
        AccountColumns = ["Merchant Account"],
        Amounts = AmountConvention.Localised,
        Sign = SignConvention.Signed,
        Times = TimeConvention.Utc,
        Dates = DateConvention.MonthFirst,
        IgnoresUnknownColumns = true,
        Fields =
        [
            Required("id", "Dispute ID"), Required("amount", "Amount Disputed", "Disputed Amount", "Dispute Amount"), Required("currency", "Currency ISO Code", "Currency"), Required("kind", "Kind", "Dispute Kind", "Dispute Type", "Type"), Required("status", "Status"), Required("received", "Received Date"),
            Optional("reason", "Reason"), Optional("code", "Reason Code"), Optional("due", "Reply By Date", "Reply By"), Optional("won", "Amount Won"),
            Optional("payment", "Transaction ID"), Optional("paid", "Transaction Date"), Optional("card", "Card Type"), Optional("customer", "Customer ID"),
            Optional("vendor", "Merchant Account", "Merchant Account ID"), Optional("program", "Pre-Dispute Program", "Pre Dispute Program"),
        ],
        DelimitedMap = (context, columns) => new BraintreeDisputeReportMap(context, columns),
    };

    /// <summary>How many of these names are there, whichever of Braintree's spellings they have.</summary>
    private static int Has(IReadOnlyList<string> names, params ReadOnlySpan<string> wanted)
    {
        int found = 0;
        foreach (string name in wanted)
        {
            if (names.Any(n => HeaderText.Fold(n).Replace("_", "", StringComparison.Ordinal) == name))
                found++;
        }

        return found;
    }
}
