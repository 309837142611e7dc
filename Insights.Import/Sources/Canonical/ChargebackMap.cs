using Insights.Import.Pipeline;
using Insights.Import.Pipeline.Values;
using Insights.Import.Sources.Vocabularies;
using Insights.Import.Store;
using Insights.Import.Store.Facts;

namespace Insights.Import.Sources.Canonical;

internal sealed class ChargebackMap(MapContext context, ColumnMap columns) : IRowMap
{
    private readonly Column _id = columns["chargeback_id"], _transaction = columns["transaction_id"], _vendor = columns["vendor"], _network = columns["network"];
    private readonly Column _code = columns["reason_code"], _subReason = columns["sub_reason"], _providerReason = columns["provider_reason"], _status = columns["status"];
    private readonly Column _opened = columns["opened_at"], _charged = columns["charged_at"], _updated = columns["updated_at"];
    private readonly Column _amount = columns["amount"], _currency = columns["currency"];
    private readonly Column _transactionAmount = columns["transaction_amount"], _transactionCurrency = columns["transaction_currency"];
    private readonly Column _due = columns["evidence_due_at"], _submitted = columns["evidence_submitted_at"], _decided = columns["decided_at"];
    private readonly Column _fee = columns["fee"], _feeReturned = columns["fee_returned"], _recovered = columns["recovered"];
    private readonly Column _customer = columns["customer"], _country = columns["country"], _bin = columns["bin"], _last4 = columns["last4"];
    private readonly Column _fingerprint = columns["card_fingerprint"], _product = columns["product"];

    public void Map(Row row, FactChunk chunk)
    {
        var currencies = context.Profile.Currencies;
        var currency = row.Currency(_currency, currencies);
        var chargedIn = row.IsEmpty(_transactionCurrency) ? currency : row.Currency(_transactionCurrency, currencies);
        string state = row.Word(_status, Words.DisputeState) ?? "";
        var chargeback = new Chargeback
        {
            ExternalId = row.Id(_id),
            TransactionRef = row.Reference(_transaction),
            CustomerRef = row.Reference(_customer),
            Network = Brands.Of(row, _network),
            ReasonCode = row.Pooled(_code),
            SubReason = row.Pooled(_subReason),
            ProviderReason = row.Pooled(_providerReason),
            RawStatus = row.Pooled(_status),
            State = state,
            OpenedAt = row.RequiredInstant(_opened),
            ChargedAt = row.Instant(_charged),
            VersionAt = row.Instant(_updated),
            EvidenceDueAt = row.Instant(_due),
            EvidenceSubmittedAt = row.Instant(_submitted),
            DecidedAt = row.Instant(_decided),
            AmountMinor = context.Amount(row, _amount, currency, out _) ?? 0,
            Currency = currency?.Code ?? "",
            TransactionAmountMinor = context.Amount(row, _transactionAmount, chargedIn, out _),
            FeeMinor = context.Amount(row, _fee, currency, out _) ?? 0,
            FeeReturnedMinor = context.Amount(row, _feeReturned, currency, out _) ?? 0,
            RecoveredMinor = context.Amount(row, _recovered, currency, out _) ?? 0,
            Country = Countries.Of(row, _country),
            Bin6 = row.Digits(_bin, 6),
            Last4 = row.Digits(_last4, 4),
            CardFingerprint = row.Reference(_fingerprint),
            Product = row.Pooled(_product),
            Line = row.Line,
        };
        chargeback.TransactionCurrency = chargeback.TransactionAmountMinor is null ? null : chargedIn?.Code;
        var reason = ReasonCodes.Classify(chargeback.Network, chargeback.ReasonCode, chargeback.SubReason, provider: null, chargeback.ProviderReason, state);
        DisputeRules.Apply(chargeback, reason, row);
        Validate.Chargeback(chargeback, row);
        chunk.Chargebacks.Add(new Incoming<Chargeback>(chargeback, context.VendorOf(row, _vendor)));
    }
}

internal sealed class ChargebackEventMap(MapContext context, ColumnMap columns) : IRowMap
{
    private readonly Column _chargeback = columns["chargeback_id"], _event = columns["event_id"], _occurred = columns["occurred_at"], _state = columns["state"];
    private readonly Column _amount = columns["amount"], _currency = columns["currency"];

    public void Map(Row row, FactChunk chunk)
    {
        Currency? currency = row.Currency(_currency, context.Profile.Currencies);
        chunk.ChargebackEvents.Add(new ChargebackEvent
        {
            ChargebackRef = row.Id(_chargeback),
            EventId = row.Id(_event),
            OccurredAt = row.RequiredInstant(_occurred),
            State = row.Word(_state, Words.DisputeState) ?? "",
            RawStatus = row.Pooled(_state),
            AmountMinor = context.Amount(row, _amount, currency, out _),
            Line = row.Line,
        });
    }
}
