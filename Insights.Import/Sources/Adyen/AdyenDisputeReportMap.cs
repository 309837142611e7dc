using Insights.Import.Pipeline;
using Insights.Import.Sources.Vocabularies;
using Insights.Import.Store;
using Insights.Import.Store.Facts;

namespace Insights.Import.Sources.Adyen;

/// <summary>
/// One entry of a dispute's log a row. The shopper's name, e-mail, address, card and bank account stand in the file too: they are not read,
/// and the card's number was truncated before this step.
/// </summary>
internal sealed class AdyenDisputeReportMap(MapContext context, ColumnMap columns) : IRowMap
{
    private readonly Column _vendor = columns["vendor"], _psp = columns["psp"], _method = columns["method"], _variant = columns["variant"];
    private readonly Column _recorded = columns["recorded"], _recordedZone = columns["recorded_zone"], _type = columns["type"], _dispute = columns["dispute"];
    private readonly Column _currency = columns["currency"], _amount = columns["amount"], _reason = columns["reason"];
    private readonly Column _inquiryScheme = columns["rfi_scheme"], _inquiryCode = columns["rfi_code"], _scheme = columns["cb_scheme"], _code = columns["cb_code"];
    private readonly Column _noticeScheme = columns["nof_scheme"], _noticeCode = columns["nof_code"];
    private readonly Column _paid = columns["paid"], _paidZone = columns["paid_zone"], _paidCurrency = columns["paid_currency"], _paidAmount = columns["paid_amount"];
    private readonly Column _opened = columns["opened"], _openedZone = columns["opened_zone"], _customer = columns["customer"], _issuerCountry = columns["issuer_country"];
    private readonly Column _ends = columns["ends"], _endsZone = columns["ends_zone"];

    public void Map(Row row, FactChunk chunk)
    {
        string type = row.Pooled(_type) ?? "";
        var at = context.Instant(row, _recorded, _recordedZone) ?? default;
        var currency = row.Currency(_currency, context.Profile.Currencies);
        long amount = Math.Abs(row.Amount(_amount, currency) ?? 0);
        string id = row.Id(_dispute);
        if (row.IsRejected)
            return;
        bool isInquiry = row.IsEmpty(_code) && !row.IsEmpty(_inquiryCode);
        string record = AdyenWords.DisputeType(type) ?? AdyenWords.Fold(type);
        if (State(row, type, isInquiry) is not { } state)
            return;
        var (scheme, code) = Reason(record);
        var paidIn = row.IsEmpty(_paidCurrency) ? null : row.Currency(_paidCurrency, context.Profile.Currencies);
        var dispute = new Chargeback
        {
            ExternalId = id,
            TransactionRef = row.IsEmpty(_psp) ? null : row.Reference(_psp),
            CustomerRef = row.Reference(_customer),
            Network = AdyenWords.NetworkOf(row.Pooled(scheme)) ?? AdyenWords.MethodOf(row.Pooled(_method), row.Pooled(_variant)).Brand,
            ReasonCode = row.Pooled(code),
            ProviderReason = row.Pooled(_reason),
            OpenedAt = row.IsEmpty(_opened) ? at : context.Instant(row, _opened, Zone(row, _openedZone)) ?? at,
            ChargedAt = row.IsEmpty(_paid) ? null : context.Instant(row, _paid, Zone(row, _paidZone)),
            EvidenceDueAt = row.IsEmpty(_ends) ? null : context.Instant(row, _ends, Zone(row, _endsZone)),
            AmountMinor = amount,
            Currency = currency!.Code,
            TransactionAmountMinor = paidIn is null || row.IsEmpty(_paidAmount) ? null : row.Amount(_paidAmount, paidIn),
            Country = Countries.Of(row, _issuerCountry),
            Line = row.Line,
        };
        dispute.TransactionCurrency = dispute.TransactionAmountMinor is null ? null : paidIn!.Code;
        AdyenDisputes.Add(dispute, record, type, at, state, AdyenReport.Disputes, context.VendorOf(row, _vendor), countsAsRow: false, row, chunk);
    }

    private DisputeState? State(Row row, string type, bool isInquiry)
    {
        if (AdyenWords.DisputeType(type) is { } record)
            return AdyenDisputes.StateOf(record, isInquiry);
        if (row.Meaning(ValueKinds.DisputeStatus, type) is { } said)
            return new DisputeState(said, DisputeRules.IsDecided(said));
        if (row.MeansNothing(ValueKinds.DisputeStatus, type))
            row.Skip(_type.Header, type, "no-movement", "A row of this type was said to change nothing.");
        else
            row.Reject(_type.Header, type, "record-type-unknown", "This record type is not known here, so it is not known what state it leads to. Say so under 'to be mapped', or that it means nothing, and run the rejected rows again.");
        return null;
    }

    /// <summary>The code of the stage the entry belongs to; entries of later stages repeat the chargeback's.</summary>
    private (Column Scheme, Column Code) Reason(string record) => record switch
    {
        "requestforinformation" => (_inquiryScheme, _inquiryCode),
        "notificationoffraud" => (_noticeScheme, _noticeCode),
        _ => (_scheme, _code),
    };

    private Column Zone(Row row, Column zone) => row.IsEmpty(zone) ? _recordedZone : zone;
}
