using Insights.Import.Tests.Pipeline;
using Xunit;

namespace Insights.Import.Tests.Sources.PayPal;

public sealed class PayPalReportingTests
{
    private const string Answer = """
        {"transaction_details":[
          {"transaction_info":{"paypal_account_id":"BUYER1","transaction_id":"PAY1","transaction_event_code":"T0006","transaction_initiation_date":"2026-07-01T10:00:00+0000","transaction_updated_date":"2026-07-01T10:00:00+0000","transaction_amount":{"currency_code":"USD","value":"20.00"},"fee_amount":{"currency_code":"USD","value":"-0.88"},"transaction_status":"S","invoice_id":"INV1"},"payer_info":{"account_id":"BUYER1","email_address":"ida@example.com","country_code":"de"},"cart_info":{"item_details":[{"item_name":"Lamp"}]}},
          {"transaction_info":{"transaction_id":"REF1","paypal_reference_id":"PAY1","paypal_reference_id_type":"TXN","transaction_event_code":"T1107","transaction_initiation_date":"2026-07-01T22:30:00-0700","transaction_amount":{"currency_code":"USD","value":"-5.00"},"transaction_status":"S"}},
          {"transaction_info":{"transaction_id":"PAY2","transaction_event_code":"T0000","transaction_initiation_date":"2026-07-02T10:00:00Z","transaction_amount":{"currency_code":"JPY","value":"1200"},"transaction_status":"D"}},
          {"transaction_info":{"transaction_id":"PAY3","transaction_event_code":"T0000","transaction_initiation_date":"2026-07-02T10:00:00Z","transaction_amount":{"currency_code":"USD","value":"7.00"},"transaction_status":"Q"}}
        ],"account_number":"ACC","start_date":"2026-07-01T00:00:00+0000","page":1,"total_items":4,"total_pages":1,"links":[{"href":"https://example.com","rel":"self"}]}
        """;

    [Fact]
    public async Task Map_AnswerOfTheApi_IsItsMovements()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("transactions.json", Answer);

        Assert.Equal(("paypal-transactions-json", "paypal", 4L, 3L, 1L), (file.Format, file.Source, file.Rows, file.Inserted, file.Rejected));
        var payment = import.Store.Transactions["1:PAY1"].Row;
        Assert.Equal(("charge", "succeeded", 2000L, "USD", 88L), (payment.Kind, payment.Status, payment.AmountMinor, payment.Currency, payment.FeeMinor));
        Assert.Equal(("BUYER1", "INV1", "Lamp", "DE", "wallet"), (payment.CustomerRef, payment.OrderRef, payment.Product, payment.CustomerCountry, payment.Method));
        var refund = import.Store.Transactions["1:REF1"].Row;
        Assert.Equal(("refund", 500L, "PAY1", new DateTime(2026, 7, 2, 5, 30, 0)), (refund.Kind, refund.AmountMinor, refund.OriginalRef, refund.OccurredAt));
        Assert.Equal(("failed", 1200L, "JPY"), (import.Store.Transactions["1:PAY2"].Row.Status, import.Store.Transactions["1:PAY2"].Row.AmountMinor, import.Store.Transactions["1:PAY2"].Row.Currency));
        Assert.Contains(file.FirstProblems, p => p is { Rule: "status-unknown", Value: "Q" });
    }

    /// <summary>Asked for nothing but the movement, each record is a single object, and the page may be one record a line.</summary>
    [Fact]
    public async Task Map_RecordsOneALine_AreTheSame()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("t.ndjson", """
            {"transaction_info":{"transaction_id":"PAY1","transaction_event_code":"T0006","transaction_initiation_date":"2026-07-01T10:00:00+0000","transaction_amount":{"currency_code":"USD","value":"20.00"},"transaction_status":"S"}}
            {"transaction_info":{"transaction_id":"OUT1","transaction_event_code":"T0400","transaction_initiation_date":"2026-07-01T10:00:00+0000","transaction_amount":{"currency_code":"USD","value":"-12.50"},"transaction_status":"S"}}
            """);

        Assert.Equal(("paypal-transactions-json", 2L), (file.Format, file.Inserted));
        Assert.Equal(("payout", 1250L), (import.Store.Transactions["1:OUT1"].Row.Kind, import.Store.Transactions["1:OUT1"].Row.AmountMinor));
    }
}
