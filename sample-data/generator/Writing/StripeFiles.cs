using Insights.SampleData.Simulation;
using Insights.SampleData.World;

namespace Insights.SampleData.Writing;

/// <summary>Stripe's payments export (51 columns and the vendor from metadata) and its disputes export.</summary>
internal sealed class StripeFiles(string paymentsPath, string disputesPath, Ids ids) : IDisposable
{
    public const string PaymentsHeader = "id,Description,Seller Message,Created (UTC),Amount,Amount Refunded,Currency,Converted Amount,Converted Amount Refunded,Fee,Tax,Converted Currency,Mode,Status," +
        "Statement Descriptor,Customer ID,Customer Description,Customer Email,Captured,Card ID,Card Last4,Card Brand,Card Funding,Card Exp Month,Card Exp Year,Card Name,Card Address Line1," +
        "Card Address Line2,Card Address City,Card Address State,Card Address Country,Card Address Zip,Card Issue Country,Card Fingerprint,Card CVC Status,Card AVS Zip Status,Card AVS Line1 Status," +
        "Card Tokenization Method,Disputed Amount,Dispute Status,Dispute Reason,Dispute Date (UTC),Dispute Evidence Due (UTC),Invoice ID,Payment Source Type,Destination,Transfer,Interchange Costs," +
        "Merchant Service Charge,Transfer Group,PaymentIntent ID,vendor (metadata)";

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
        payments.Id("ch_", ids.Payment(m)).Text("Order " + Subjects.OrderText(m.Order)).Text(m.Failure?.SellerMessage ?? (paid ? "Payment complete." : "")).PlainInstant(m.At)
            .Money(m.Amount, m.Currency).Money(m.RefundedAmount, m.Currency).Text(m.Currency.LowerCode)
            .Money(m.Amount, m.Currency).Money(m.RefundedAmount, m.Currency).Money(paid ? m.Fee : 0, m.Currency).Money(0, m.Currency).Text(m.Currency.LowerCode)
            .Text("Live").Text(Status(m)).Text(m.Descriptor).Id(Ids.CustomerPrefix, m.Customer.Key).Empty().Text(email)
            .Text(paid ? "TRUE" : "FALSE");
        if (card)
        {
            payments.Id("card_", m.Fingerprint + 1).Number((ulong)m.Last4, digits: 4).Text(Brand(m.Brand!)).Text("credit")
                .Number((m.Customer.Key % 12) + 1).Number(2027 + (m.Customer.Key % 4)).Empty(7)
                .Text(m.Customer.Country.Code).Id(Ids.FingerprintPrefix, m.Fingerprint)
                .Text(m.Cvc == "M" ? "pass" : m.Cvc == "N" ? "fail" : "unavailable").Text(m.Avs is "Y" or "Z" ? "pass" : m.Avs == "N" ? "fail" : "unavailable").Text(m.Avs is "Y" or "A" ? "pass" : m.Avs == "N" ? "fail" : "unavailable").Empty();
        }
        else
        {
            payments.Empty(18);
        }
        if (m.Dispute is { } d)
            payments.Money(d.Amount, m.Currency).Text(State(d)).Text(Reason(d)).PlainInstant(d.OpenedAt).PlainInstant(d.DueAt, seconds: false);
        else
            payments.Empty(5);
        payments.Empty().Text(m.Customer.Method switch { "card" => "card", "wallet" => "link", "bank_debit" => "sepa_debit", "bank_transfer" => "customer_balance", _ => "klarna" })
            .Empty(5).Id("pi_", ids.Payment(m)).Text(m.Vendor.Code).EndRow();
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
            .Text(m.Customer.Method switch { "card" => "card", "wallet" => "link", "bank_debit" => "sepa_debit", "bank_transfer" => "customer_balance", _ => "klarna" })
            .Id("pi_", ids.Payment(m)).Text("acct_marketplace").EndRow();
    }

    public void Dispose()
    {
        payments.Dispose();
        disputes.Dispose();
    }

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
