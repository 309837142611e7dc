using System.Globalization;
using System.Text.Json;
using Insights.Import.Pipeline;
using Insights.Import.Pipeline.Values;
using Insights.Import.Sources.Vocabularies;
using Insights.Import.Store;
using Insights.Import.Store.Facts;

namespace Insights.Import.Sources.PayPal;

/// <summary>A dispute of the API with its whole story: stages, messages, offers, decisions and movements of money.</summary>
internal sealed class PayPalDisputeJsonMap(MapContext context) : IJsonMap
{
    public void Map(JsonElement record, RowProblems row, FactChunk chunk)
    {
        if (JsonFields.Text(record, "event_type", 80) is { } happened)
        {
            if (!happened.StartsWith("CUSTOMER.DISPUTE", StringComparison.OrdinalIgnoreCase) && !happened.StartsWith("RISK.DISPUTE", StringComparison.OrdinalIgnoreCase))
            {
                row.Skip("event_type", happened, "event-not-used", "This kind of event tells of no dispute.");
                return;
            }

            record = JsonFields.Child(record, "resource");
        }

        var sum = JsonFields.Child(record, "dispute_amount");
        var currency = Currency(sum, row);
        var paid = JsonFields.Items(JsonFields.Child(record, "disputed_transactions")).FirstOrDefault();
        var buyer = JsonFields.Child(paid, "buyer");
        string status = JsonFields.Text(record, "status", 60)?.ToUpperInvariant() ?? "";
        string? channel = JsonFields.Text(record, "dispute_channel", 40)?.ToUpperInvariant();
        var stage = Stage(record);
        string outcome = JsonFields.Text(JsonFields.Child(record, "dispute_outcome"), "outcome_code", 60)?.ToUpperInvariant() ?? "";
        string state = State(record, stage, status, channel, outcome, row);
        var dispute = new Chargeback
        {
            ExternalId = JsonFields.Id(record, "dispute_id", row),
            TransactionRef = JsonFields.Reference(paid, "seller_transaction_id", row),
            CustomerRef = JsonFields.Text(buyer, "email", 200) ?? JsonFields.Text(buyer, "payer_id", 200) ?? JsonFields.Text(buyer, "name", 200),
            Network = "paypal",
            ReasonCode = JsonFields.Text(record, "external_reason_code", 40),
            ProviderReason = JsonFields.Text(record, "reason", 80),
            RawStatus = outcome.Length == 0 ? status : $"{status}: {outcome}",
            State = state,
            OpenedAt = context.Instant(record, "create_time", row, required: true) ?? default,
            ChargedAt = context.Instant(paid, "create_time", row),
            EvidenceDueAt = context.Instant(record, "seller_response_due_date", row),
            VersionAt = context.Instant(record, "update_time", row),
            AmountMinor = context.Amount(sum, "value", currency, row, required: true) ?? 0,
            Currency = currency?.Code ?? "",
            Line = row.Line,
        };
        var gross = JsonFields.Child(paid, "gross_amount");
        if (context.Profile.Currencies.Find(JsonFields.Text(gross, "currency_code", 10) ?? "") is { } paidIn)
        {
            dispute.TransactionAmountMinor = context.Amount(gross, "value", paidIn, row);
            dispute.TransactionCurrency = dispute.TransactionAmountMinor is null ? null : paidIn.Code;
        }

        dispute.EvidenceSubmittedAt = Submitted(record, row);
        if (DisputeRules.IsDecided(state))
            dispute.DecidedAt = Decided(record, row) ?? dispute.VersionAt;
        Money(record, dispute, currency, row);
        Classify(dispute, row);
        Validate.Chargeback(dispute, row);
        string? vendor = context.VendorOf(record);
        chunk.Chargebacks.Add(new Incoming<Chargeback>(dispute, vendor, Partial: true));
        if (row.IsRejected)
            return;
        if (channel == "EXTERNAL" || stage is PayPalStage.Chargeback or PayPalStage.PreArbitration or PayPalStage.Arbitration)
            PayPalLedger.Supersede(dispute, vendor, chunk);
        PayPalDisputeStory.Add(record, dispute, stage, context, row, chunk);
    }

    private Currency? Currency(JsonElement money, RowProblems row)
    {
        string? code = JsonFields.Text(money, "currency_code", 10);
        var currency = code is null ? null : context.Profile.Currencies.Find(code);
        if (currency is null)
            row.Reject("dispute_amount", code, "currency-unknown", "The dispute's amount has no ISO 4217 currency code, so it has no known decimals.");
        return currency;
    }

    private static PayPalStage Stage(JsonElement record) => (JsonFields.Text(record, "dispute_life_cycle_stage", 40)?.ToUpperInvariant(), JsonFields.Text(record, "dispute_channel", 40)?.ToUpperInvariant()) switch
    {
        ("INQUIRY", _) => PayPalStage.Inquiry,
        ("CHARGEBACK", "EXTERNAL") => PayPalStage.Chargeback,
        ("CHARGEBACK", _) => PayPalStage.Claim,
        ("PRE_ARBITRATION", _) => PayPalStage.PreArbitration,
        ("ARBITRATION", _) => PayPalStage.Arbitration,
        _ => JsonFields.Text(record, "dispute_state", 40)?.ToUpperInvariant() == "OPEN_INQUIRIES" ? PayPalStage.Inquiry : PayPalStage.Claim,
    };

    private static string State(JsonElement record, PayPalStage stage, string status, string? channel, string outcome, RowProblems row)
    {
        if (channel == "ALERT")
            return "alert";
        var known = DisputeStates.Find("paypal.status", status);
        bool isFinal = known?.IsFinal ?? DisputeStates.Find("paypal.dispute_state", JsonFields.Text(record, "dispute_state", 40) ?? "")?.IsFinal == true;
        if (isFinal)
        {
            if (stage == PayPalStage.Inquiry)
                return "inquiry_closed";
            if (DisputeStates.Find("paypal.outcome_code", outcome)?.State is { } decided)
                return decided;
            if (outcome == "DENIED" && Denied(record) is { } denied)
                return denied;
            if (row.Meaning(ValueKinds.DisputeStatus, outcome) is { } said)
                return said;
            row.Reject("dispute_outcome", outcome.Length == 0 ? null : outcome, "outcome-unknown", "The dispute is resolved, and its outcome does not say for whom. Read it again from PayPal with its details (GET /v1/customer/disputes/{id}).");
            return "";
        }

        string? open = known?.State ?? DisputeStates.Find("paypal.dispute_state", JsonFields.Text(record, "dispute_state", 40) ?? "")?.State;
        if (open is null && row.Meaning(ValueKinds.DisputeStatus, status) is { } meant)
            return meant;
        if (open is null)
        {
            row.Reject("status", status, "status-unknown", $"This is no status of a PayPal dispute. Known: {DisputeStates.Known("paypal.status")}.");
            return "";
        }

        return stage switch
        {
            PayPalStage.Inquiry => open is "needs_response" or "inquiry_open" ? "inquiry_open" : "inquiry_answered",
            PayPalStage.PreArbitration => "pre_arbitration",
            PayPalStage.Arbitration => "arbitration",
            _ => open,
        };
    }

    /// <summary>Whose request was denied stands in the last decision.</summary>
    private static string? Denied(JsonElement record)
    {
        string? last = null;
        foreach (var decision in JsonFields.Items(JsonFields.Child(record, "adjudications")))
            last = JsonFields.Text(decision, "type", 60)?.ToUpperInvariant() ?? last;
        return last switch
        {
            "DENY_BUYER" or "PAYOUT_TO_SELLER" or "PAYOUT_TO_BUYER" => "won",
            "DENY_SELLER" or "RECOVER_FROM_SELLER" => "lost",
            _ => null,
        };
    }

    private DateTime? Decided(JsonElement record, RowProblems row)
    {
        DateTime? last = null;
        foreach (var decision in JsonFields.Items(JsonFields.Child(record, "adjudications")))
        {
            if (context.Instant(decision, "adjudication_time", row) is { } at && (last is null || at > last))
                last = at;
        }

        return last;
    }

    private DateTime? Submitted(JsonElement record, RowProblems row)
    {
        DateTime? first = null;
        foreach (var evidence in JsonFields.Items(JsonFields.Child(record, "evidences")))
        {
            if (JsonFields.Text(evidence, "source", 60)?.Contains("SELLER", StringComparison.OrdinalIgnoreCase) == true
                && context.Instant(evidence, "date", row) is { } at && (first is null || at < first))
                first = at;
        }

        return first;
    }

    private void Money(JsonElement record, Chargeback dispute, Currency? currency, RowProblems row)
    {
        foreach (var moved in JsonFields.Items(JsonFields.Child(record, "money_movements")))
        {
            var amount = JsonFields.Child(moved, "amount");
            if (currency is null || JsonFields.Text(moved, "affected_party", 20)?.ToUpperInvariant() != "SELLER" || JsonFields.Text(amount, "currency_code", 10) != currency.Code)
                continue;
            long minor = context.Amount(amount, "value", currency, row) ?? 0;
            bool isCredit = JsonFields.Text(moved, "type", 20)?.ToUpperInvariant() == "CREDIT";
            bool isFee = JsonFields.Text(moved, "reason", 60)?.Contains("FEE", StringComparison.OrdinalIgnoreCase) == true;
            if (isFee && isCredit)
                dispute.FeeReturnedMinor += minor;
            else if (isFee)
                dispute.FeeMinor += minor;
            else if (isCredit)
                dispute.RecoveredMinor += minor;
        }

        if (dispute.State == "won" && dispute.RecoveredMinor == 0)
            dispute.RecoveredMinor = dispute.AmountMinor;
        dispute.RecoveredMinor = Math.Min(dispute.RecoveredMinor, dispute.AmountMinor);
    }

    private static void Classify(Chargeback dispute, RowProblems row) =>
        DisputeRules.Apply(dispute, ReasonCodes.Classify(network: null, dispute.ReasonCode, subReason: null, "paypal", dispute.ProviderReason?.ToUpperInvariant().Replace(' ', '_'), dispute.State), row);
}

/// <summary>What happened in a dispute, as its events: opened, talked about, offered, decided.</summary>
internal static class PayPalDisputeStory
{
    public static void Add(JsonElement record, Chargeback dispute, PayPalStage stage, MapContext context, RowProblems row, FactChunk chunk)
    {
        bool talked = stage == PayPalStage.Inquiry || JsonFields.Child(record, "messages").ValueKind == JsonValueKind.Array;
        bool external = JsonFields.Text(record, "dispute_channel", 40)?.ToUpperInvariant() == "EXTERNAL";
        Put("opened", dispute.OpenedAt, stage == PayPalStage.Inquiry || (talked && !external) ? "inquiry_open" : "needs_response", null);
        int n = 0;
        foreach (var message in JsonFields.Items(JsonFields.Child(record, "messages")))
        {
            string by = JsonFields.Text(message, "posted_by", 20)?.ToUpperInvariant() ?? "";
            if (context.Instant(message, "time_posted", row) is { } at)
                Put(Id("message", ++n), at, by == "SELLER" ? "inquiry_answered" : "inquiry_open", $"message of {by}");
        }

        n = 0;
        foreach (var offer in JsonFields.Items(JsonFields.Child(JsonFields.Child(record, "offer"), "history")))
        {
            string by = JsonFields.Text(offer, "actor", 20)?.ToUpperInvariant() ?? "";
            if (context.Instant(offer, "offer_time", row) is { } at)
                Put(Id("offer", ++n), at, by == "SELLER" ? "inquiry_answered" : "inquiry_open", $"offer {JsonFields.Text(offer, "event_type", 40)} by {by}: {JsonFields.Text(offer, "offer_type", 60)}");
        }

        if (dispute.EvidenceSubmittedAt is { } submitted && stage != PayPalStage.Inquiry)
            Put("evidence", submitted, "challenged", null);
        n = 0;
        foreach (var decision in JsonFields.Items(JsonFields.Child(record, "adjudications")))
        {
            if (context.Instant(decision, "adjudication_time", row) is { } at)
                Put(Id("adjudication", ++n), at, StageState(decision) ?? dispute.State, JsonFields.Text(decision, "type", 60));
        }

        if (dispute.DecidedAt is { } decided)
            Put(dispute.State, decided, dispute.State, dispute.RawStatus);
        else if (dispute.VersionAt is { } version && version > dispute.OpenedAt)
            Put("state " + dispute.State, version, dispute.State, dispute.RawStatus);

        void Put(string id, DateTime at, string state, string? raw) => chunk.ChargebackEvents.Add(new ChargebackEvent
        {
            ChargebackRef = dispute.ExternalId,
            EventId = id,
            OccurredAt = at,
            State = state,
            RawStatus = raw,
            AmountMinor = dispute.AmountMinor,
            Line = dispute.Line,
        });
    }

    private static string Id(string what, int number) => what + "." + number.ToString(CultureInfo.InvariantCulture);

    private static string? StageState(JsonElement decision) => JsonFields.Text(decision, "dispute_life_cycle_stage", 40)?.ToUpperInvariant() switch
    {
        "PRE_ARBITRATION" => "pre_arbitration",
        "ARBITRATION" => "arbitration",
        "INQUIRY" => "inquiry_answered",
        _ => null,
    };
}
