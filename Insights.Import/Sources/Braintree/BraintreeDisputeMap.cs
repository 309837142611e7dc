using System.Text.Json;
using Insights.Import.Pipeline;
using Insights.Import.Pipeline.Values;
using Insights.Import.Sources.Vocabularies;
using Insights.Import.Store;
using Insights.Import.Store.Facts;

namespace Insights.Import.Sources.Braintree;

/// <summary>One dispute a record, with its history. The history comes in any order.</summary>
internal sealed class BraintreeDisputeMap(MapContext context) : IJsonMap
{
    public void Map(JsonElement record, RowProblems row, FactChunk chunk)
    {
        var fields = new BraintreeFields(record);
        Map(fields, row, chunk, context.VendorOf(fields.Element, fields.Text("merchantAccountId")), countsAsRow: true);
    }

    /// <param name="vendor">Null: as the dispute's payment.</param>
    /// <param name="saidAt">When the record was written, for one that carries no date of its own.</param>
    public void Map(BraintreeFields fields, RowProblems row, FactChunk chunk, string? vendor, bool countsAsRow, DateTime? saidAt = null)
    {
        var paid = fields.Child("transaction");
        var beside = fields.Text("currencyIsoCode", "currencyCode") is { } code ? context.Profile.Currencies.Find(code) : null;
        // Libraries before amountDisputed, and what they stored, call it the dispute's amount.
        string said = fields.Has("amountDisputed") || !fields.Has("amount") ? "amountDisputed" : "amount";
        var (amount, currency) = fields.Money(said, context, row, beside, required: true);
        string kind = BraintreeWords.Kind.Find(fields.Text("kind", "type") ?? "") ?? "chargeback";
        string raw = fields.Text("status") ?? "";
        string? program = fields.Text("preDisputeProgram");
        string? id = fields.KnownId(row);
        if (id is null)
            row.Reject("id", null, "required-value-missing", "This value is required and is missing. Fill it in at the source.");
        if ((BraintreeWords.StateOf(raw, kind, program) ?? row.Meaning(ValueKinds.DisputeStatus, raw)) is not { } state)
        {
            row.Reject("status", raw, "status-unknown", $"This status is not known. Known: {DisputeStates.Known("braintree")}.");
            return;
        }

        var answer = fields.Child("processorResponse");
        var paidIn = paid.Text("currencyIsoCode") is { } paidCode ? context.Profile.Currencies.Find(paidCode) : currency;
        var (paidAmount, paidCurrency) = paid.Money("amount", context, row, paidIn);
        var card = paid.Child("paymentMethodSnapshot", "creditCard", "creditCardDetails");
        var dispute = new Chargeback
        {
            ExternalId = id ?? "",
            TransactionRef = paid.KnownId(row) ?? fields.Text("transactionId"),
            CustomerRef = fields.Text("customerId"),
            Network = BraintreeWords.BrandOf(card.Text("brandCode", "cardType") ?? paid.Text("paymentInstrumentSubtype")),
            ReasonCode = fields.Text("reasonCode") ?? answer.Text("reasonCode", "code"),
            ProviderReason = fields.Text("reason") ?? answer.Text("reason") ?? (kind == "retrieval" ? "RETRIEVAL" : null),
            RawStatus = raw,
            State = state,
            OpenedAt = fields.Instant("createdAt", context, row) ?? fields.Instant("receivedDate", context, row) ?? fields.Instant("dateOpened", context, row) ?? default,
            ChargedAt = paid.Instant("createdAt", context, row),
            EvidenceDueAt = fields.Deadline("replyByDate", context, row),
            AmountMinor = amount ?? 0,
            Currency = currency?.Code ?? "",
            TransactionAmountMinor = paidAmount,
            TransactionCurrency = paidAmount is null ? null : paidCurrency?.Code,
            RecoveredMinor = fields.Money("amountWon", context, row, beside).Minor ?? 0,
            Line = row.Line,
        };
        if (dispute.OpenedAt == default)
            row.Reject("createdAt", null, "required-value-missing", "Neither createdAt nor receivedDate says when the dispute was opened.");
        var history = History(fields, kind, program, dispute, row);
        Follow(dispute, history, fields, row);
        dispute.VersionAt ??= saidAt;
        if (row.IsRejected)
            return;
        var reason = ReasonCodes.Classify(dispute.Network, dispute.ReasonCode, dispute.SubReason, "braintree", dispute.ProviderReason, state);
        DisputeRules.Apply(dispute, reason, row);
        Validate.Chargeback(dispute, row);
        chunk.Chargebacks.Add(new Incoming<Chargeback>(dispute, vendor, countsAsRow, Partial: !countsAsRow));
        chunk.ChargebackEvents.AddRange(history);
    }

    private List<ChargebackEvent> History(BraintreeFields fields, string kind, string? program, Chargeback dispute, RowProblems row)
    {
        var history = new List<ChargebackEvent>();
        foreach (var item in fields.Items("statusHistory"))
        {
            var entry = new BraintreeFields(item);
            string? status = entry.Text("status");
            var at = entry.Instant("timestamp", context, row) ?? entry.Instant("effectiveDate", context, row);
            if (status is null || at is not { } when)
                continue;
            if (BraintreeWords.StateOf(status, kind, program) is not { } state)
            {
                row.Warn("statusHistory.status", status, "status-unknown", $"This status is not known. Known: {DisputeStates.Known("braintree")}. The entry was left out of the history.");
                continue;
            }

            history.Add(new ChargebackEvent
            {
                ChargebackRef = dispute.ExternalId,
                EventId = $"{status.ToLowerInvariant()}@{when:yyyy-MM-ddTHH:mm:ssZ}",
                OccurredAt = when,
                State = state,
                RawStatus = status,
                AmountMinor = dispute.AmountMinor,
                Line = row.Line,
            });
        }

        history.Sort((one, other) => one.OccurredAt.CompareTo(other.OccurredAt));
        return history;
    }

    /// <summary>What only the history tells: when evidence went out, when it was decided, and which version of the dispute this is.</summary>
    private void Follow(Chargeback dispute, List<ChargebackEvent> history, BraintreeFields fields, RowProblems row)
    {
        dispute.EvidenceSubmittedAt = history.Find(e => e.State is "challenged" or "inquiry_answered")?.OccurredAt;
        if (DisputeRules.IsDecided(dispute.State))
            dispute.DecidedAt = history.FindLast(e => e.State == dispute.State)?.OccurredAt;
        dispute.VersionAt = fields.Instant("updatedAt", context, row) ?? (history.Count > 0 ? history[^1].OccurredAt : null);
    }
}
