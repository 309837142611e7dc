using Insights.Import.Pipeline;
using Insights.Import.Sources.Vocabularies;
using Insights.Import.Store;
using Insights.Import.Store.Facts;

namespace Insights.Import.Sources.Braintree;

/// <summary>The control panel's dispute report as CSV: one dispute a row, in days and without its history.</summary>
internal sealed class BraintreeDisputeReportMap(MapContext context, ColumnMap columns) : IRowMap
{
    private readonly Column _id = columns["id"], _amount = columns["amount"], _currency = columns["currency"], _kind = columns["kind"], _status = columns["status"];
    private readonly Column _received = columns["received"], _reason = columns["reason"], _code = columns["code"], _due = columns["due"], _won = columns["won"];
    private readonly Column _payment = columns["payment"], _paid = columns["paid"], _card = columns["card"], _customer = columns["customer"], _vendor = columns["vendor"];
    private readonly Column _program = columns["program"];

    public void Map(Row row, FactChunk chunk)
    {
        var currency = row.Currency(_currency, context.Profile.Currencies);
        string kind = BraintreeWords.Kind.Find(row.Bytes(_kind)) ?? "chargeback";
        string raw = row.Pooled(_status) ?? "";
        if ((BraintreeWords.StateOf(raw, kind, row.Pooled(_program)) ?? row.Meaning(ValueKinds.DisputeStatus, raw)) is not { } state)
        {
            row.Reject(_status.Header, raw, "status-unknown", $"This status is not known. Known: {DisputeStates.Known("braintree")}.");
            return;
        }

        var due = row.IsEmpty(_due) ? null : context.Day(row, _due);
        var dispute = new Chargeback
        {
            ExternalId = row.Id(_id),
            TransactionRef = row.Reference(_payment),
            CustomerRef = row.Reference(_customer),
            Network = BraintreeWords.BrandOf(row.Pooled(_card)),
            ReasonCode = row.Pooled(_code),
            ProviderReason = row.Pooled(_reason)?.Replace(' ', '_'),
            RawStatus = raw,
            State = state,
            OpenedAt = context.Day(row, _received) ?? default,
            ChargedAt = row.IsEmpty(_paid) ? null : context.Day(row, _paid),
            // Due by a day is due until its end.
            EvidenceDueAt = due is { TimeOfDay.Ticks: 0 } day ? day.AddDays(1).AddSeconds(-1) : due,
            AmountMinor = Math.Abs(row.Amount(_amount, currency) ?? 0),
            Currency = currency?.Code ?? "",
            RecoveredMinor = row.IsEmpty(_won) ? 0 : row.Amount(_won, currency) ?? 0,
            Line = row.Line,
        };
        if (row.IsRejected)
            return;
        var reason = ReasonCodes.Classify(dispute.Network, dispute.ReasonCode, null, "braintree", dispute.ProviderReason ?? (kind == "retrieval" ? "RETRIEVAL" : null), state);
        DisputeRules.Apply(dispute, reason, row);
        Validate.Chargeback(dispute, row);
        chunk.Chargebacks.Add(new Incoming<Chargeback>(dispute, context.VendorOf(row, _vendor), Partial: true));
    }
}
