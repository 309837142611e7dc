using Insights.SampleData.Simulation;

namespace Insights.SampleData.Writing;

/// <summary>canonical-chargebacks and canonical-chargeback-events.</summary>
internal sealed class CanonicalDisputes(string disputesPath, string eventsPath, Ids ids) : IDisposable
{
    public const string Header = "chargeback_id,transaction_id,vendor,network,reason_code,sub_reason,provider_reason,status,opened_at,charged_at,updated_at,amount,currency," +
        "transaction_amount,transaction_currency,evidence_due_at,evidence_submitted_at,decided_at,fee,fee_returned,recovered,customer,country,bin,last4,card_fingerprint,product";

    public const string EventHeader = "chargeback_id,event_id,occurred_at,state,amount,currency";

    private readonly RecordFile disputes = new(disputesPath, Header);
    private readonly RecordFile events = new(eventsPath, EventHeader);

    public long Rows => disputes.Rows;
    public long EventRows => events.Rows;

    public void Write(Dispute d)
    {
        var charge = d.Charge;
        var decided = Math.Max(Math.Max(d.Reached("won"), d.Reached("lost")), Math.Max(Math.Max(d.Reached("expired"), d.Reached("accepted")), d.Reached("withdrawn")));
        var moved = d.Reached("needs_response") > 0;
        var returned = d.State is "won" or "withdrawn";
        disputes.Id(Ids.DisputePrefix(d), ids.Dispute(d))
            .Id(Ids.PaymentPrefix(charge), ids.Payment(charge))
            .Text(charge.Vendor.Code)
            .Text(d.Network).Text(d.ReasonCode).Text(d.SubReason).Text(d.Category == "authorization" ? "general" : d.Category)
            .Text(d.State)
            .Instant(d.OpenedAt).Instant(charge.At).Instant(d.UpdatedAt)
            .Money(d.Amount, charge.Currency).Text(charge.Currency.Code)
            .Money(charge.Amount, charge.Currency).Text(charge.Currency.Code)
            .Instant(d.State == "prevented" ? 0 : d.DueAt).Instant(d.Reached("challenged")).Instant(decided);
        if (moved)
            disputes.Money(d.Fee, charge.Currency).Money(d.State == "won" ? d.Fee : 0, charge.Currency).Money(returned ? d.Amount : 0, charge.Currency);
        else
            disputes.Empty(3);
        disputes.Id(Ids.CustomerPrefix, charge.Customer.Key).Text(charge.IssuerCountry);
        if (charge.Bin is null)
            disputes.Empty(3);
        else
            disputes.Text(charge.Bin).Number((ulong)charge.Last4, digits: 4).Id(Ids.FingerprintPrefix, charge.Fingerprint);
        disputes.Text(charge.Product).EndRow();

        foreach (var step in d.Steps)
        {
            events.Id(Ids.DisputePrefix(d), ids.Dispute(d)).Text(step.State).Instant(step.At).Text(step.State);
            events.Money(d.Amount, charge.Currency).Text(charge.Currency.Code).EndRow();
        }
    }

    public void Dispose()
    {
        disputes.Dispose();
        events.Dispose();
    }
}
