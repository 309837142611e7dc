using System.Text.Json;
using Insights.Import.Pipeline;
using Insights.Import.Sources.Vocabularies;
using Insights.Import.Store;
using Insights.Import.Store.Facts;

namespace Insights.Import.Sources.CheckoutCom;

/// <summary>
/// Messages about disputes (<c>type</c>, <c>timestamp</c>, <c>data</c>) and the API's dispute objects (<c>status</c>, <c>received_on</c>,
/// <c>payment</c>). A message is an entry of a dispute's history; an object is its latest state.
/// </summary>
internal sealed class CheckoutDisputeMap(MapContext context) : IJsonMap
{
    public void Map(JsonElement record, RowProblems row, FactChunk chunk)
    {
        var data = JsonFields.Child(record, "data");
        if (data.ValueKind == JsonValueKind.Object)
            Message(record, data, row, chunk);
        else
            Object(record, row, chunk);
    }

    private void Message(JsonElement record, JsonElement data, RowProblems row, FactChunk chunk)
    {
        string type = JsonFields.Text(record, "type", 100) ?? JsonFields.Text(record, "event_type", 100) ?? "";
        if (!type.StartsWith("dispute", StringComparison.OrdinalIgnoreCase) || CheckoutWords.StateOf(type) is not { State: { } state })
        {
            row.Skip("type", type, "no-dispute-event", "This message is not about a state of a dispute. It was left out.");
            return;
        }

        var at = context.Instant(record, "timestamp", row) ?? context.Instant(record, "created_on", row) ?? context.Instant(data, "date", row) ?? default;
        if (at == default)
            row.Reject("timestamp", null, "required-value-missing", "The message does not say when it was sent.");
        var dispute = Read(data, type, state, row);
        dispute.TransactionRef = JsonFields.Reference(data, "payment_id", row);
        // The message of a stage carries the date of that stage; the first of them is when the dispute was opened.
        dispute.OpenedAt = context.Instant(data, "date", row) ?? at;
        dispute.VersionAt = at;
        dispute.Network = CheckoutWords.MethodOf(JsonFields.Text(data, "payment_method", 100) ?? JsonFields.Text(data, "scheme", 100)).Brand;
        if (!row.IsRejected)
            CheckoutDisputes.Add(dispute, context.VendorOf(record), countsAsRow: true, at, row, chunk);
    }

    private void Object(JsonElement record, RowProblems row, FactChunk chunk)
    {
        string status = JsonFields.Text(record, "status", 100) ?? "";
        if ((CheckoutWords.StateOf(status)?.State ?? row.Meaning(ValueKinds.DisputeStatus, status)) is not { } state)
        {
            row.Reject("status", status, "status-unknown", $"This status is not known. Known: {DisputeStates.Known("checkoutcom")}.");
            return;
        }

        var payment = JsonFields.Child(record, "payment");
        var dispute = Read(record, status, state, row);
        dispute.TransactionRef = JsonFields.Reference(payment, "id", row) ?? JsonFields.Reference(record, "payment_id", row);
        dispute.OpenedAt = context.Instant(record, "received_on", row, required: true) ?? default;
        dispute.VersionAt = context.Instant(record, "last_update", row) ?? dispute.OpenedAt;
        dispute.ChargedAt = context.Instant(payment, "processed_on", row);
        dispute.Network = CheckoutWords.MethodOf(JsonFields.Text(payment, "method", 100) ?? JsonFields.Text(record, "payment_method", 100)).Brand;
        if (JsonFields.Text(payment, "currency", 10) is { } code && context.Profile.Currencies.Find(code) is { } paidIn)
        {
            dispute.TransactionAmountMinor = context.Amount(payment, "amount", paidIn, row);
            dispute.TransactionCurrency = dispute.TransactionAmountMinor is null ? null : paidIn.Code;
        }

        if (!row.IsRejected)
            CheckoutDisputes.Add(dispute, context.VendorOf(record), countsAsRow: true, dispute.VersionAt, row, chunk);
    }

    private Chargeback Read(JsonElement dispute, string raw, string state, RowProblems row)
    {
        string? code = JsonFields.Text(dispute, "currency", 10);
        var currency = code is null ? null : context.Profile.Currencies.Find(code);
        if (currency is null)
            row.Reject("currency", code, "currency-unknown", "This is no ISO 4217 currency code, so the amount has no known decimals.");
        return new Chargeback
        {
            ExternalId = JsonFields.Id(dispute, "id", row),
            ReasonCode = JsonFields.Text(dispute, "reason_code", 100),
            ProviderReason = JsonFields.Text(dispute, "category", 100),
            RawStatus = raw,
            State = state,
            EvidenceDueAt = context.Instant(dispute, "evidence_required_by", row),
            AmountMinor = currency is null ? 0 : context.Amount(dispute, "amount", currency, row, required: true) ?? 0,
            Currency = currency?.Code ?? "",
            Line = row.Line,
        };
    }
}
