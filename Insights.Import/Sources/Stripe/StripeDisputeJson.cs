using System.Text.Json;
using Insights.Import.Pipeline;
using Insights.Import.Sources.Vocabularies;
using Insights.Import.Store;
using Insights.Import.Store.Facts;

namespace Insights.Import.Sources.Stripe;

/// <summary>
/// A dispute with the movements it caused: none while it is an inquiry, one when the funds were withdrawn, two when they came back. The second
/// one is the instant it was won; a loss moves nothing, so its instant is known from the event of its closing only.
/// </summary>
internal static class StripeDisputeJson
{
    public static void Add(JsonElement record, StripeEvent? happened, MapContext context, RowProblems row, FactChunk chunk)
    {
        var currency = StripeJson.Currency(record, context, row);
        var charge = JsonFields.Child(record, "charge");
        var evidence = JsonFields.Child(record, "evidence_details");
        var method = JsonFields.Child(record, "payment_method_details");
        var card = JsonFields.Child(method, "card");
        string? raw = JsonFields.Text(record, "status", 60);
        string state = StripeDisputeState.Of(raw, row);
        var dispute = new Chargeback
        {
            ExternalId = JsonFields.Id(record, "id", row),
            TransactionRef = StripeJson.IdOf(record, "charge", row),
            CustomerRef = StripeJson.IdOf(charge, "customer", row),
            Network = StripeJson.Brand(card) ?? (JsonFields.Text(method, "type", 40) is { } type && type != "card" ? type : null),
            ReasonCode = JsonFields.Text(card, "network_reason_code", 40) ?? JsonFields.Text(record, "network_reason_code", 40),
            ProviderReason = JsonFields.Text(record, "reason", 100),
            RawStatus = raw,
            State = state,
            OpenedAt = context.Instant(record, "created", row, required: true) ?? default,
            ChargedAt = charge.ValueKind == JsonValueKind.Object ? context.Instant(charge, "created", row) : null,
            EvidenceDueAt = context.Instant(evidence, "due_by", row),
            VersionAt = happened?.At,
            AmountMinor = context.Amount(record, "amount", currency, row, required: true) ?? 0,
            Currency = currency?.Code ?? "",
            Product = JsonFields.Text(JsonFields.Child(record, "metadata"), "product", 200),
            Line = row.Line,
        };
        if (charge.ValueKind == JsonValueKind.Object && context.Profile.Currencies.Find(JsonFields.Text(charge, "currency", 10) ?? "") is { } paid)
        {
            dispute.TransactionAmountMinor = context.Amount(charge, "amount", paid, row);
            dispute.TransactionCurrency = dispute.TransactionAmountMinor is null ? null : paid.Code;
        }

        if (happened is { } told)
        {
            if (told.Type == "charge.dispute.closed" && DisputeRules.IsDecided(state))
                dispute.DecidedAt = told.At;
            if (told.Type == "charge.dispute.updated" && state is "challenged" or "inquiry_answered")
                dispute.EvidenceSubmittedAt = told.At;
        }

        var moves = new List<ChargebackEvent>();
        foreach (var moved in JsonFields.Items(JsonFields.Child(record, "balance_transactions")).Where(m => m.ValueKind == JsonValueKind.Object))
            Movement(moved, dispute, moves, context, row);
        StripeDisputeState.RemarkOnDecision(dispute, context, row);
        DisputeRules.Apply(dispute, ReasonCodes.Classify(dispute.Network, dispute.ReasonCode, subReason: null, "stripe", dispute.ProviderReason, state), row);
        Validate.Chargeback(dispute, row);
        chunk.Chargebacks.Add(new Incoming<Chargeback>(dispute, context.VendorOf(record), Partial: true));
        if (row.IsRejected)
            return;
        bool asInquiry = raw!.StartsWith("warning_", StringComparison.OrdinalIgnoreCase);
        chunk.ChargebackEvents.Add(Event(dispute, "opened", dispute.OpenedAt, asInquiry ? "inquiry_open" : "needs_response"));
        chunk.ChargebackEvents.AddRange(moves);
        if (happened is not null)
            chunk.ChargebackEvents.Add(Event(dispute, happened.Id, happened.At, state, raw: dispute.RawStatus));
    }

    private static void Movement(JsonElement moved, Chargeback dispute, List<ChargebackEvent> moves, MapContext context, RowProblems row)
    {
        var currency = StripeJson.Currency(moved, context, row);
        if (context.Instant(moved, "created", row) is not { } at || JsonFields.Reference(moved, "id", row) is not { } id)
            return;
        long amount = context.Amount(moved, "amount", currency, row) ?? 0;
        long fee = context.Amount(moved, "fee", currency, row) ?? 0;
        bool isReturn = amount > 0;
        if (isReturn)
        {
            // The later of several: a dispute that was won, lost again and won.
            dispute.DecidedAt = dispute.State == "won" && (dispute.DecidedAt is null || at > dispute.DecidedAt) ? at : dispute.DecidedAt;
        }

        if (currency?.Code == dispute.Currency)
        {
            if (isReturn)
                dispute.RecoveredMinor += amount;
            else if (dispute.RecoveredMinor > 0)
                dispute.RecoveredMinor = Math.Max(0, dispute.RecoveredMinor + amount);
            dispute.FeeMinor += Math.Max(0, fee);
            dispute.FeeReturnedMinor += Math.Max(0, -fee);
        }
        else if (fee != 0 && context.FirstTime("fee-in-other-currency"))
        {
            row.Warn("balance_transactions", null, "fee-in-other-currency", $"The fee is in {currency?.Code} and the dispute in {dispute.Currency}. Fees and returns of such disputes were left out. Said once for this file.");
        }

        moves.Add(Event(dispute, id, at, isReturn ? "won" : "needs_response", Math.Abs(amount)));
    }

    /// <param name="raw">Of the moment itself; the object's own status is that of today and says nothing about what happened earlier.</param>
    private static ChargebackEvent Event(Chargeback dispute, string id, DateTime at, string state, long? amount = null, string? raw = null) => new()
    {
        ChargebackRef = dispute.ExternalId,
        EventId = id,
        OccurredAt = at,
        State = state,
        RawStatus = raw,
        AmountMinor = amount,
        Line = dispute.Line,
    };
}

/// <summary>What the dispute exports, CSV and JSON, share about a status.</summary>
internal static class StripeDisputeState
{
    public static string Of(string? raw, RowProblems row)
    {
        if (raw is null)
        {
            row.Reject("status", null, "required-value-missing", "This value is required and is missing. Fill it in at the source.");
            return "";
        }

        if (DisputeStates.Find("stripe", raw)?.State is { } state)
            return state;
        if (row.Meaning(ValueKinds.DisputeStatus, raw) is { } said)
            return said;
        row.Reject("status", raw, "status-unknown", $"This is no dispute status of Stripe's. Known: {DisputeStates.Known("stripe")}.");
        return "";
    }

    public static void RemarkOnDecision(Chargeback dispute, MapContext context, RowProblems row)
    {
        if (dispute.DecidedAt is null && DisputeRules.IsDecided(dispute.State) && dispute.IsDisputeState() && context.FirstTime("decision-date-unknown"))
        {
            row.Warn(
                "status", dispute.RawStatus, "decision-date-unknown",
                "The dispute is closed, and this export does not say when. Its decision stays undated and enters no number by decision date until a balance report (won: the reversal) or Stripe's events (charge.dispute.closed) bring the date. Said once for this file.");
        }
    }

    private static bool IsDisputeState(this Chargeback dispute) => dispute.State is not ("inquiry_closed" or "prevented");
}
