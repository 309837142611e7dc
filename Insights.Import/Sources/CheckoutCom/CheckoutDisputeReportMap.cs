using Insights.Import.Pipeline;
using Insights.Import.Sources.Vocabularies;
using Insights.Import.Store;
using Insights.Import.Store.Facts;

namespace Insights.Import.Sources.CheckoutCom;

/// <summary>One dispute a row, as far as it has come.</summary>
internal sealed class CheckoutDisputeReportMap(MapContext context, ColumnMap columns) : IRowMap
{
    private readonly Column _id = columns["id"], _issued = columns["issued"], _created = columns["created"], _updated = columns["updated"], _indicator = columns["indicator"], _status = columns["status"];
    private readonly Column _payment = columns["payment"], _amount = columns["amount"], _currency = columns["currency"], _code = columns["code"], _category = columns["category"];
    private readonly Column _method = columns["method"], _due = columns["due"], _paid = columns["paid"], _paidAmount = columns["paid_amount"], _paidCurrency = columns["paid_currency"];
    private readonly Column _country = columns["country"], _vendor = columns["vendor"];

    public void Map(Row row, FactChunk chunk)
    {
        string id = row.Id(_id);
        var opened = context.Day(row, _issued) ?? context.Day(row, _created);
        string? indicator = row.Pooled(_indicator);
        string? status = row.Pooled(_status);
        var state = (status is null ? null : CheckoutWords.StateOf(status)) ?? (indicator is null ? null : CheckoutWords.OfIndicator(indicator));
        if (state?.State is null && row.Meaning(ValueKinds.DisputeStatus, status ?? indicator) is { } said)
            state = new DisputeState(said, IsFinal: false);
        if (state?.State is null && !row.IsRejected)
            row.Reject(_indicator.Header, status ?? indicator, "status-unknown", $"This state of a dispute is not known. Known: ADJM, AUTO, CBRV, RPDR, RPDL, RPDW, ARBR, ARBW, ARBL; {DisputeStates.Known("checkoutcom")}.");
        var currency = row.Currency(_currency, context.Profile.Currencies);
        if (currency is null && !row.IsRejected)
            row.Reject(_currency.Header, null, "required-value-missing", "The row names no currency, so its amount means nothing. Add the currency to the report.");
        if (row.IsRejected)
            return;
        var paidIn = row.IsEmpty(_paidCurrency) ? currency : row.Currency(_paidCurrency, context.Profile.Currencies);
        var dispute = new Chargeback
        {
            ExternalId = id,
            TransactionRef = row.Reference(_payment),
            Network = CheckoutWords.MethodOf(row.Pooled(_method)).Brand,
            ReasonCode = row.Pooled(_code),
            ProviderReason = row.Pooled(_category),
            RawStatus = status ?? indicator,
            State = state!.State!,
            OpenedAt = opened ?? default,
            ChargedAt = context.Day(row, _paid),
            VersionAt = context.Day(row, _updated),
            EvidenceDueAt = Due(row),
            AmountMinor = Math.Abs(CheckoutAmount.Of(row, _amount, currency!) ?? 0),
            Currency = currency!.Code,
            TransactionAmountMinor = paidIn is null || row.IsEmpty(_paidAmount) ? null : Math.Abs(CheckoutAmount.Of(row, _paidAmount, paidIn) ?? 0),
            Country = row.Bytes(_country).Length == 2 ? Countries.Of(row, _country) : null,
            Line = row.Line,
        };
        dispute.TransactionCurrency = dispute.TransactionAmountMinor is null ? null : paidIn!.Code;
        CheckoutDisputes.Add(dispute, context.VendorOf(row, _vendor), countsAsRow: true, at: null, row, chunk);
    }

    /// <summary>A day without a time is one on which evidence may still be sent.</summary>
    private DateTime? Due(Row row) => context.Day(row, _due) is not { } due ? null : row.IsDayAlone(_due) ? due.AddDays(1).AddSeconds(-1) : due;
}
