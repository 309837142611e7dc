using Insights.SampleData.Simulation;
using Insights.SampleData.World;

namespace Insights.SampleData.Writing;

/// <summary>canonical-transactions: every payment that does not come through Stripe.</summary>
internal sealed class CanonicalPayments(string path, Ids ids) : IDisposable
{
    public const string Header = "transaction_id,vendor,kind,status,occurred_at,updated_at,settled_at,amount,currency,fee,original_transaction_id,refund_extent,refund_mode," +
        "customer,order_id,gateway,method,brand,country,customer_country,bin,last4,card_fingerprint,failure_code,failure_cause,descriptor,product,three_ds,avs,cvc";

    private readonly RecordFile file = new(path, Header);

    public long Rows => file.Rows;

    public void Write(Movement m)
    {
        file.Id(Ids.PaymentPrefix(m), ids.Payment(m))
            .Text(m.Vendor.Code)
            .Text(m.Kind switch { MovementKind.Charge => "charge", MovementKind.Refund => "refund", _ => "payout" })
            .Text(m.Status switch { MovementStatus.Succeeded => "succeeded", MovementStatus.Failed => "failed", MovementStatus.Pending => "pending", _ => "canceled" })
            .Instant(m.At).Instant(m.UpdatedAt).Instant(m.SettledAt)
            .Money(m.Amount, m.Currency).Text(m.Currency.Code);
        if (m.Status is MovementStatus.Succeeded && m.Kind == MovementKind.Charge)
            file.Money(m.Fee, m.Currency);
        else
            file.Empty();
        if (m.Original is { } charge)
            file.Id(Ids.PaymentPrefix(charge), ids.Payment(charge)).Text(m.Full ? "full" : "partial").Text(m.Manual ? "manual" : "automatic");
        else
            file.Empty(3);
        if (m.Kind == MovementKind.Payout)
        {
            file.Empty(2).Text(m.Gateway).Empty(14);
        }
        else
        {
            file.Id(Ids.CustomerPrefix, m.Customer.Key).Text(Subjects.OrderText(m.Order)).Text(m.Gateway).Text(m.Customer.Method).Text(m.Brand)
                .Text(m.IssuerCountry).Text(m.Customer.Country.Code);
            if (m.Bin is null)
                file.Empty(3);
            else
                file.Text(m.Bin).Number((ulong)m.Last4, digits: 4).Id(Ids.FingerprintPrefix, m.Fingerprint);
            file.Text(m.Failure?.Code).Text(m.Failure?.Cause).Text(m.Descriptor).Text(m.Product).Text(m.ThreeDs).Text(m.Avs).Text(m.Cvc);
        }
        file.EndRow();
    }

    public void Dispose() => file.Dispose();
}
