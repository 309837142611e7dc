using System.Text;
using Insights.Import.Pipeline;
using Insights.Import.Sources.Vocabularies;
using Insights.Import.Store;
using Insights.Import.Store.Facts;

namespace Insights.Import.Sources.Stripe;

internal sealed class StripeDisputeMap(MapContext context, ColumnMap columns) : IRowMap
{
    private readonly Column _id = columns["id"], _opened = columns["opened"], _amount = columns["amount"], _currency = columns["currency"];
    private readonly Column _charge = columns["charge"], _reason = columns["reason"], _status = columns["status"], _due = columns["due"];
    private readonly Column _charged = columns["charged"], _chargeAmount = columns["charge_amount"], _chargeCurrency = columns["charge_currency"];
    private readonly Column _fingerprint = columns["fingerprint"], _brand = columns["brand"], _customer = columns["customer"], _customerEmail = columns["customer_email"];
    private readonly Column _rdr = columns["rdr"], _vendor = columns["vendor"], _mode = columns["mode"], _networkCode = columns["network_code"];

    public void Map(Row row, FactChunk chunk)
    {
        if (StripeRules.IsTest(context, row, _mode))
            return;
        var currency = row.Currency(_currency, context.Profile.Currencies);
        var chargedIn = row.IsEmpty(_chargeCurrency) ? currency : row.Currency(_chargeCurrency, context.Profile.Currencies);
        string? raw = row.Pooled(_status);
        string? reasonText = row.Pooled(_reason);
        string state = State(row, raw);
        var dispute = new Chargeback
        {
            ExternalId = row.Id(_id),
            TransactionRef = row.Reference(_charge),
            CustomerRef = row.Reference(_customer) ?? row.Reference(_customerEmail),
            Network = Brands.Of(row, _brand),
            ReasonCode = row.Pooled(_networkCode),
            ProviderReason = reasonText,
            RawStatus = raw,
            State = state,
            OpenedAt = row.RequiredInstant(_opened),
            ChargedAt = row.Instant(_charged),
            EvidenceDueAt = row.Instant(_due),
            AmountMinor = row.Amount(_amount, currency) ?? 0,
            Currency = currency?.Code ?? "",
            TransactionAmountMinor = row.Amount(_chargeAmount, chargedIn),
            CardFingerprint = row.Reference(_fingerprint),
            Line = row.Line,
        };
        dispute.TransactionCurrency = dispute.TransactionAmountMinor is null ? null : chargedIn?.Code;
        StripeDisputeState.RemarkOnDecision(dispute, context, row);
        DisputeRules.Apply(dispute, ReasonCodes.Classify(dispute.Network, dispute.ReasonCode, subReason: null, "stripe", reasonText, state), row);
        Validate.Chargeback(dispute, row);
        chunk.Chargebacks.Add(new Incoming<Chargeback>(dispute, context.VendorOf(row, _vendor), Partial: true));
    }

    private string State(Row row, string? raw)
    {
        if (raw is null)
            return "";
        // Settled between Visa and the customer before it became a dispute, whatever the status column shows.
        if (row.YesNo(_rdr) == true)
            return "prevented";
        if (DisputeStates.Find("stripe", raw)?.State is { } state)
            return state;
        if (row.Meaning(ValueKinds.DisputeStatus, raw) is { } said)
            return said;
        row.Reject(_status.Header, Encoding.UTF8.GetString(row.Bytes(_status)), "status-unknown", $"This is no dispute status of Stripe's. Known: {DisputeStates.Known("stripe")}.");
        return "";
    }
}
