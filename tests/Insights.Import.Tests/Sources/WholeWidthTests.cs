using System.Globalization;
using Insights.Import.Tests.Pipeline;
using Xunit;

namespace Insights.Import.Tests.Sources;

/// <summary>Every column of every generation filled, text with line breaks and quotes among them: nothing a column holds may disturb what is read.</summary>
public sealed class WholeWidthTests
{
    public static TheoryData<string, string> Headers => PaymentRecognitionTests.Headers;

    [Theory]
    [MemberData(nameof(Headers))]
    public async Task Import_RowThatFillsEveryColumn_IsTaken(string format, string header)
    {
        string[] columns = header.Split('|');
        bool needsZone = format is "stripe-itemized-balance-csv" or "stripe-itemized-payouts-csv";
        await using var import = await SqliteImport.CreateAsync();
        if (needsZone)
            import.Settle("stripe", """{ "zone": "Europe/Berlin" }""");

        var file = await import.ImportAsync("whole.csv", Line(columns) + Line([.. columns.Select(c => Value(format, c, 1))]) + Line([.. columns.Select(c => Value(format, c, 2))]));

        Assert.Equal(("done", format, 2L, 0L), (file.State, file.Format, file.Rows, file.Rejected));
        Assert.Equal(format == "paypal-sar-csv" ? 0 : 2, file.Inserted);
        Assert.Equal([], file.FirstProblems.Where(p => p.Severity == "warning").Select(p => p.Rule).Except(["source-id-missing", "currency-assumed"]));
    }

    private static string Line(string[] cells) => string.Join(',', cells.Select(c => "\"" + c.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"")) + "\n";

    private static string Value(string format, string column, int row)
    {
        string n = row.ToString(CultureInfo.InvariantCulture);
        bool german = format == "paypal-activity-csv-de";
        bool typed = format.StartsWith("paypal-stl", StringComparison.Ordinal) || format.StartsWith("paypal-trr", StringComparison.Ordinal) || format.StartsWith("paypal-case", StringComparison.Ordinal) || format.StartsWith("paypal-sar", StringComparison.Ordinal);
        string day = format.StartsWith("paypal-activity", StringComparison.Ordinal) ? german ? "25.04.2026" : "25/04/2026" : typed ? "2026/04/25 10:00:00 -0700" : format.StartsWith("shopify", StringComparison.Ordinal) ? "2026-04-25 10:00:00 -0400" : format.StartsWith("square", StringComparison.Ordinal) ? "2026-04-25" : "2026-04-25 10:00:00";
        string money = typed ? "1200" : german ? "12,00" : format.StartsWith("square", StringComparison.Ordinal) ? "$12.00" : "12.00";
        string none = typed ? "0" : german ? "0,00" : format.StartsWith("square", StringComparison.Ordinal) ? "$0.00" : "0.00";
        return column switch
        {
            "CH" => "SB",
            "Currency" or "currency" or "Währung" or "Dispute Currency" or "Charge Currency" or "Converted Currency" or "Gross Transaction Currency" or "Fee Currency" or "Disputed currency"
                or "Seller protection currency" or "customer_facing_currency" or "Presentment Currency" or "Subscription Currency" => "usd",
            "Amount" or "Converted Amount" or "gross" or "net" or "Net" or "Gross" or "Brutto" or "Netto" or "Dispute Amount" or "Charge Amount" or "Gross Transaction Amount" or "Disputed amount" or "Gross Sales" or "Net Sales"
                or "Total Collected" or "Net Total" or "Card" or "customer_facing_amount" or "Presentment Amount" => money,
            "fee" or "Fee" or "Fees" or "Gebühr" or "Amount Refunded" or "Converted Amount Refunded" or "Fee Amount" or "Tax" or "Taxes On Fee" or "Seller protection payout amount" or "Cash" or "Cash App" or "Square Gift Card" or "Other Tender" => none,
            "Mode" => "Live",
            "Captured" => "true",
            "Status" => format.StartsWith("stripe-dispute", StringComparison.Ordinal) ? "needs_response" : format.StartsWith("stripe", StringComparison.Ordinal) ? "Paid" : german ? "Abgeschlossen" : "Completed",
            "Type" => format.StartsWith("paypal", StringComparison.Ordinal) ? "Website Payment" : "charge",
            "Typ" => "Website-Zahlung",
            "Balance Impact" => "Credit",
            "Auswirkung auf Guthaben" => "Haben",
            "Transaction Event Code" => "T0006",
            "Transaction Debit or Credit" or "Fee Debit or Credit" => "CR",
            "Transactional Status" => "S",
            "PayPal Reference ID Type" => "PAP",
            "Event Type" => "Payment",
            "Transaction Status" => "Complete",
            "Reason" => "fraudulent",
            "dispute_reason" => "fraudulent",
            "Case type" => "Claim",
            "Case status" => "Open",
            "Case reason" => "Unauthorized",
            "Chargeback Reason Code" => "",
            "Money movement" => "On temporary hold",
            "Is Visa Rapid Dispute Resolution" or "Past Due" or "Has Evidence" or "Is Charge Refundable" => "false",
            "reporting_category" => format.Contains("payouts", StringComparison.Ordinal) ? "payout" : "charge",
            "payout_status" => "paid",
            "Payout Status" => "paid",
            "Time" or "Uhrzeit" => "10:00:00",
            "TimeZone" or "Time zone" or "Zeitzone" => "Europe/Berlin",
            "Time Zone" => "Eastern Time (US & Canada)",
            "Card Brand" or "Card Type" or "card_brand" => "Visa",
            "Card Issue Country" or "card_country" or "Country Code" or "Ländervorwahl" or "Shipping Address Country" or "Billing Address Country" or "Card Address Country" or "customer_address_country" => "DE",
            "Card Last4" or "PAN Suffix" => "4242",
            "Payment Source Type" or "payment_method_type" or "Payment Method Name" => "card",
            "Payout Date" or "Available On" or "Deposit Date" => "2026-04-27",
            _ when column.Contains("Date", StringComparison.OrdinalIgnoreCase) || column.Contains("Created", StringComparison.OrdinalIgnoreCase) || column.Contains("_at", StringComparison.Ordinal) || column.Contains("available_on", StringComparison.Ordinal)
                || column is "Datum" or "payout_expected_arrival_date" or "Due By (UTC)" or "Available On (UTC)" or "Dispute Evidence Due (UTC)" => day,
            _ when column.EndsWith("id", StringComparison.OrdinalIgnoreCase) || column.Contains("ID", StringComparison.Ordinal) || column is "Source" or "source_id" or "Transaktionscode" or "Zugehöriger Transaktionscode" or "Order" or "Checkout" =>
                string.Concat(column.Where(char.IsAsciiLetter)) + n,
            _ => "some \"text\",\nof " + n,
        };
    }
}
