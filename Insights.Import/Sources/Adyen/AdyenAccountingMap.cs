using Insights.Import.Pipeline;
using Insights.Import.Store;
using Insights.Import.Store.Facts;

namespace Insights.Import.Sources.Adyen;

/// <summary>
/// One booking a row, several rows a payment, in any order. Each row completes its payment, refund or dispute; of what changes (status,
/// amount, instant of settlement) the newest booking's word counts.
/// </summary>
internal sealed class AdyenAccountingMap(MapContext context, ColumnMap columns) : IRowMap
{
    private readonly Column _vendor = columns["vendor"], _psp = columns["psp"], _order = columns["order"], _method = columns["method"], _variant = columns["variant"];
    private readonly Column _booked = columns["booked"], _zone = columns["zone"], _created = columns["created"], _type = columns["type"], _modification = columns["modification"];
    private readonly Column _currency = columns["currency"], _amount = columns["amount"], _settlementCurrency = columns["settlement_currency"];
    private readonly Column _commission = columns["commission"], _markup = columns["markup"], _schemeFees = columns["scheme_fees"], _interchange = columns["interchange"];
    private readonly Column _customer = columns["customer"], _country = columns["country"], _customerCountry = columns["customer_country"], _refusal = columns["refusal"], _rawRefusal = columns["raw_refusal"];
    private readonly Captures _captures = new();

    public void Map(Row row, FactChunk chunk)
    {
        string type = row.Pooled(_type) ?? "";
        string psp = row.Id(_psp);
        var booked = context.Instant(row, _booked, _zone) ?? default;
        var currency = row.Currency(_currency, context.Profile.Currencies);
        // Debits are negative in some versions of the report; the record type says the direction.
        long amount = Math.Abs(row.Amount(_amount, currency) ?? 0);
        string? modification = row.IsEmpty(_modification) ? null : row.Reference(_modification);
        if (row.IsRejected)
            return;
        if (AdyenWords.StatusOf(type) is { } status)
        {
            bool isCapture = status == "succeeded" || AdyenWords.Fold(type) == "capturefailed";
            Add(row, chunk, "charge", status, isCapture ? _captures.IdOf(psp, modification) : psp, null, booked, amount, currency!.Code);
        }
        else if (AdyenWords.RefundStatusOf(type) is { } refund)
        {
            Add(row, chunk, "refund", refund, modification is null || modification == psp ? psp + "#refund" : modification, psp, booked, amount, currency!.Code);
        }
        else if (AdyenWords.DisputeType(type) is { } dispute)
        {
            AddDispute(row, chunk, dispute, type, psp, modification, booked, amount, currency!.Code);
        }
        else if (AdyenWords.SaysNothing(type))
        {
            row.Skip(_type.Header, type, "no-movement", "A row of this type moves no money and changes no state.");
        }
        else if (row.Meaning(ValueKinds.TransactionStatus, type) is { } said)
        {
            Add(row, chunk, "charge", said, psp, null, booked, amount, currency!.Code);
        }
        else if (row.MeansNothing(ValueKinds.TransactionStatus, type))
        {
            row.Skip(_type.Header, type, "no-movement", "A row of this type was said to change nothing.");
        }
        else
        {
            row.Reject(_type.Header, type, "record-type-unknown", "This record type is not known here, so it is not known what the row changes. Say under 'to be mapped' which status it gives its payment, or that it means nothing, and run the rejected rows again.");
        }
    }

    private void Add(Row row, FactChunk chunk, string kind, string status, string id, string? original, DateTime booked, long amount, string currency)
    {
        string folded = AdyenWords.Fold(row.Pooled(_type)!);
        bool isSettled = folded.StartsWith("settled", StringComparison.Ordinal) || folded.StartsWith("refunded", StringComparison.Ordinal);
        var transaction = new Transaction
        {
            ExternalId = id,
            Kind = kind,
            Status = status,
            OccurredAt = kind == "charge" && id.IndexOf('#', StringComparison.Ordinal) < 0 && !row.IsEmpty(_created) ? context.Instant(row, _created, _zone) ?? booked : booked,
            VersionAt = AdyenWords.VersionOf(folded, booked),
            SettledAt = isSettled && status == "succeeded" ? booked : null,
            AmountMinor = amount,
            Currency = currency,
            FeeMinor = isSettled ? Fee(row, currency) : 0,
            OriginalRef = original,
            CustomerRef = row.Reference(_customer),
            OrderRef = row.IsEmpty(_order) ? null : row.Reference(_order),
            Gateway = "adyen",
            Country = Countries.Of(row, _country),
            CustomerCountry = Countries.Of(row, _customerCountry),
            Line = row.Line,
        };
        (transaction.Method, transaction.Brand) = AdyenWords.MethodOf(row.Pooled(_method), row.Pooled(_variant), row);
        if (status == "failed" && kind == "charge")
        {
            string? reason = row.Pooled(_refusal);
            transaction.FailureCode = row.Pooled(_rawRefusal) ?? reason;
            transaction.FailureCause = AdyenWords.CauseOf(reason);
            if (transaction.FailureCause == "unknown")
                transaction.FailureCause = AdyenWords.CauseOf(transaction.FailureCode);
            if (transaction.FailureCause == "unknown" && folded == "error")
                transaction.FailureCause = "gateway_error";
        }

        Validate.Transaction(transaction, row);
        chunk.Transactions.Add(new Incoming<Transaction>(transaction, context.VendorOf(row, _vendor), Partial: true));
    }

    private void AddDispute(Row row, FactChunk chunk, string record, string type, string psp, string? modification, DateTime booked, long amount, string currency)
    {
        var dispute = new Chargeback
        {
            ExternalId = modification ?? psp + "#dispute",
            TransactionRef = psp,
            CustomerRef = row.Reference(_customer),
            Network = AdyenWords.MethodOf(row.Pooled(_method), row.Pooled(_variant)).Brand,
            OpenedAt = booked,
            AmountMinor = amount,
            Currency = currency,
            FeeMinor = record == "chargeback" ? Fee(row, currency) : 0,
            Line = row.Line,
        };
        AdyenDisputes.Add(dispute, record, type, booked, AdyenDisputes.StateOf(record, isInquiry: false), AdyenReport.Accounting, context.VendorOf(row, _vendor), countsAsRow: true, row, chunk);
    }

    /// <summary>
    /// What the payment cost, where it is in the payment's currency. Processing fees are left to the settlement report, which deducts them
    /// once a month.
    /// </summary>
    private long Fee(Row row, string currency)
    {
        if (row.IsEmpty(_settlementCurrency) || row.Currency(_settlementCurrency, context.Profile.Currencies) is not { } settled)
            return 0;
        long fee = 0;
        foreach (var column in (ReadOnlySpan<Column>)[_commission, _markup, _schemeFees, _interchange])
            fee += row.IsEmpty(column) ? 0 : row.Amount(column, settled) ?? 0;
        if (settled.Code == currency || fee == 0)
            return fee;
        if (context.FirstTime("fee-in-other-currency"))
            row.Warn(_settlementCurrency.Header, settled.Code, "fee-in-other-currency", $"The fee is in {settled.Code} and the payment in {currency}. Fees of such payments were left out. Said once for this file.");
        return 0;
    }
}
