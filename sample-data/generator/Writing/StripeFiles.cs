using Insights.SampleData.Simulation;
using Insights.SampleData.World;

namespace Insights.SampleData.Writing;

/// <summary>Stripe's payments export (79 columns and the vendor from metadata) and its disputes export.</summary>
internal sealed class StripeFiles(string paymentsPath, string disputesPath, Ids ids) : IDisposable
{
    public const string PaymentsHeader = "id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Converted Amount,Converted Amount Refunded,Converted Currency,Description,Fee,Is Link,Mode,PaymentIntent ID," +
        "Payment Source Type,Refunded date (UTC),Statement Descriptor,Status,Seller Message,Taxes On Fee,Card ID,Card Name,Card Address Line1,Card Address Line2,Card Address City," +
        "Card Address State,Card Address Country,Card Address Zip,Card AVS Line1 Status,Card AVS Zip Status,Card Brand,Card CVC Status,Card Exp Month,Card Exp Year," +
        "Card Fingerprint,Card Funding,Card Issue Country,Card Last4,Card Tokenization Method,Customer ID,Customer Description,Customer Email,Customer Phone,Shipping Name," +
        "Shipping Address Line1,Shipping Address Line2,Shipping Address City,Shipping Address State,Shipping Address Country,Shipping Address Postal Code,Disputed Amount," +
        "Dispute Date (UTC),Dispute Evidence Due (UTC),Dispute Reason,Dispute Status,Invoice ID,Invoice Number,Checkout Session ID,Checkout Custom Field 1 Key," +
        "Checkout Custom Field 1 Value,Checkout Custom Field 2 Key,Checkout Custom Field 2 Value,Checkout Custom Field 3 Key,Checkout Custom Field 3 Value," +
        "Checkout Line Item Summary,Checkout Promotional Consent,Checkout Terms of Service Consent,Client Reference ID,Payment Link ID,UTM Campaign,UTM Content,UTM Medium," +
        "UTM Source,UTM Term,Application Fee,Application ID,Destination,Transfer,Transfer Group,vendor (metadata),order_id (metadata),product (metadata)";

    public const string DisputesHeader = "id,Description,Dispute Created (UTC),Charge Created (UTC),Dispute Amount,Dispute Currency,Charge Amount,Charge Currency,Charge ID,Card Fingerprint,Card Brand," +
        "Card Funding,Customer Email,Customer ID,Reason,Status,Due By (UTC),Past Due,Has Evidence,Submission Count,Is Charge Refundable,Amount Refunded,Win Likelihood,Is Visa Rapid Dispute Resolution," +
        "Visa Compelling Evidence 3 Status,Visa Compliance Status,Payment Method Type,Payment Intent,Account ID";

    private readonly RecordFile payments = new(paymentsPath, PaymentsHeader);
    private readonly RecordFile disputes = new(disputesPath, DisputesHeader);

    public long Rows => payments.Rows;
    public long DisputeRows => disputes.Rows;

    public void Write(Movement m)
    {
        var paid = m.Status is MovementStatus.Succeeded;
        var card = m.Bin is not null;
        var email = IdText.Of("", m.Customer.Key) + "@example.com";
        payments.Id("ch_", ids.Payment(m)).PlainInstant(m.At)
            .Money(m.Amount, m.Currency).Money(m.RefundedAmount, m.Currency).Text(m.Currency.LowerCode).Text(paid ? "TRUE" : "FALSE")
            .Money(m.Amount, m.Currency).Money(m.RefundedAmount, m.Currency).Text(m.Currency.LowerCode)
            .Text("Order " + Subjects.OrderText(m.Order)).Money(paid ? m.Fee : 0, m.Currency).Text("FALSE").Text("Live").Id("pi_", ids.Payment(m)).Text(Source(m))
            .PlainInstant(m.RefundedAt).Text(m.Descriptor).Text(Status(m)).Text(m.Failure?.SellerMessage ?? (paid ? "Payment complete." : "")).Money(0, m.Currency);
        if (card)
        {
            payments.Id("card_", m.Fingerprint + 1).Empty(5).Text(m.Customer.Country.Code).Empty()
                .Text(m.Avs is "Y" or "A" ? "pass" : m.Avs == "N" ? "fail" : "unavailable").Text(m.Avs is "Y" or "Z" ? "pass" : m.Avs == "N" ? "fail" : "unavailable")
                .Text(Brand(m.Brand!)).Text(m.Cvc == "M" ? "pass" : m.Cvc == "N" ? "fail" : "unavailable")
                .Number((m.Customer.Key % 12) + 1).Number(2027 + (m.Customer.Key % 4)).Id(Ids.FingerprintPrefix, m.Fingerprint).Text("credit")
                .Text(m.IssuerCountry).Number((ulong)m.Last4, digits: 4).Empty();
        }
        else
        {
            payments.Empty(19);
        }
        payments.Id(Ids.CustomerPrefix, m.Customer.Key).Empty().Text(email).Empty(6).Text(m.Customer.Country.Code).Empty();
        if (m.Dispute is { } d)
            payments.Money(d.Amount, m.Currency).PlainInstant(d.OpenedAt).PlainInstant(d.DueAt, seconds: false).Text(Reason(d)).Text(State(d));
        else
            payments.Empty(5);
        payments.Empty(24).Text(m.Vendor.Code).Text(Subjects.OrderText(m.Order)).Text(m.Product).EndRow();
    }

    public void Write(Dispute d, long now)
    {
        var m = d.Charge;
        var answered = d.Reached("challenged") > 0;
        disputes.Id("du_", ids.Dispute(d)).Text("Order " + Subjects.OrderText(m.Order)).PlainInstant(d.OpenedAt, seconds: false).PlainInstant(m.At, seconds: false)
            .Money(d.Amount, m.Currency).Text(m.Currency.LowerCode).Money(m.Amount, m.Currency).Text(m.Currency.LowerCode)
            .Id("ch_", ids.Payment(m));
        if (m.Bin is null)
            disputes.Empty(3);
        else
            disputes.Id(Ids.FingerprintPrefix, m.Fingerprint).Text(Brand(m.Brand!)).Text("credit");
        disputes.Text(IdText.Of("", m.Customer.Key) + "@example.com").Id(Ids.CustomerPrefix, m.Customer.Key)
            .Text(Reason(d)).Text(State(d)).PlainInstant(d.DueAt, seconds: false)
            .Text(d.State == "needs_response" && d.DueAt < now ? "true" : "false").Text(answered ? "true" : "false").Number(answered ? 1UL : 0)
            .Text("false").Money(m.RefundedAmount, m.Currency).Empty().Text("false").Empty(2)
            .Text(Source(m)).Id("pi_", ids.Payment(m)).Text("acct_marketplace").EndRow();
    }

    public void Dispose()
    {
        payments.Dispose();
        disputes.Dispose();
    }

    private static string Source(Movement m) =>
        m.Customer.Method switch { "card" => "card", "wallet" => "link", "bank_debit" => "sepa_debit", "bank_transfer" => "customer_balance", _ => "klarna" };

    private static string Status(Movement m) => m.Status switch
    {
        MovementStatus.Failed => "Failed",
        MovementStatus.Canceled => "Canceled",
        MovementStatus.Pending => "Pending",
        _ when m.RefundedAmount == 0 => "Paid",
        _ when m.RefundedAmount >= m.Amount => "Refunded",
        _ => "Partially Refunded",
    };

    private static string Brand(string brand) => brand switch { "visa" => "Visa", "mastercard" => "MasterCard", "amex" => "American Express", _ => "Discover" };

    private static string Reason(Dispute d) => d.Category == "authorization" ? "general" : d.Category;

    private static string State(Dispute d) => d.State switch
    {
        "needs_response" => "needs_response",
        "challenged" => "under_review",
        "won" or "withdrawn" => "won",
        "inquiry_open" => "warning_needs_response",
        "inquiry_answered" => "warning_under_review",
        "inquiry_closed" => "warning_closed",
        "prevented" => "prevented",
        _ => "lost",
    };
}
