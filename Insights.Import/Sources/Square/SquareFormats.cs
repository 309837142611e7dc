using Insights.Import.Pipeline.Values;
using static Insights.Import.Sources.FieldRule;

namespace Insights.Import.Sources.Square;

internal static class SquareFormats
{
    public const string Source = "square";

    /// <summary>The transactions export of the dashboard, in its generations of 37, 44, 48 and 55 columns, or cut to some of them; the item export has other columns.</summary>
    public static FormatProfile Transactions { get; } = new()
    {
        Id = "square-transactions-csv",
        Title = "Square transactions",
        Shape = RecordShape.Delimited,
        Order = 43,
        DefaultSource = Source,
        NaturalKey = ["id", "event"],
        Amounts = AmountConvention.Localised,
        Sign = SignConvention.Signed,
        Times = TimeConvention.ZoneColumn,
        Dates = DateConvention.AskUser,
        DateFields = ["date"],
        Vendor = VendorRule.FromColumn("vendor"),
        AccountColumns = ["Location"],
        IgnoresUnknownColumns = true,
        Fields =
        [
            Required("date", "Date"), Required("time", "Time"), Required("zone", "Time Zone"), Required("id", "Transaction ID"), Required("total", "Total Collected"),
            Optional("gross", "Gross Sales"), Optional("payment", "Payment ID"), Optional("net", "Net Total"), Optional("event", "Event Type"), Optional("fees", "Fees"), Optional("card", "Card"), Optional("cash", "Cash"), Optional("gift", "Square Gift Card"), Optional("other", "Other Tender"),
            Optional("cash_app", "Cash App"), Optional("brand", "Card Brand"), Optional("suffix", "PAN Suffix"), Optional("status", "Transaction Status"),
            Optional("customer", "Customer ID"), Optional("customer_name", "Customer Name"), Optional("order", "Order Reference ID"), Optional("deposit_date", "Deposit Date"), Optional("vendor"),
        ],
        DelimitedMap = (context, columns) => new SquareTransactionMap(context, columns),
    };
}
