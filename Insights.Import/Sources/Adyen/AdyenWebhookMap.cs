using System.Globalization;
using System.Text.Json;
using Insights.Import.Pipeline;
using Insights.Import.Sources.Vocabularies;
using Insights.Import.Store;
using Insights.Import.Store.Facts;

namespace Insights.Import.Sources.Adyen;

/// <summary>Webhooks as they were received: a record is one message and holds one item, seldom several; each item is a row.</summary>
internal sealed class AdyenWebhookMap(MapContext context) : IJsonMap
{
    public void Map(JsonElement record, RowProblems row, FactChunk chunk)
    {
        if (JsonFields.Text(record, "live") is { } live && context.IsLeftOutAsTest(row, string.Equals(live, "false", StringComparison.OrdinalIgnoreCase), "live", live))
            return;
        var list = JsonFields.Child(record, "notificationItems");
        JsonElement[] items = list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [record];
        int disputes = 0;
        string? other = null;
        foreach (var wrapped in items)
        {
            var item = JsonFields.Child(wrapped, "NotificationRequestItem") is { ValueKind: JsonValueKind.Object } inner ? inner : wrapped;
            string code = JsonFields.Text(item, "eventCode", 100)?.ToUpperInvariant() ?? "";
            // Some payment methods open with the chargeback.
            if (code == "DISPUTE_OPENED_WITH_CHARGEBACK")
                code = "CHARGEBACK";
            if (DisputeStates.Find("adyen.event", code) is not { } state || code == "ISSUER_COMMENTS")
            {
                other = code.Length > 0 ? code : "none";
                continue;
            }

            disputes++;
            Item(item, code, state, row, chunk);
        }

        if (disputes == 0 && items.Length == 1)
            row.Skip("eventCode", other, "no-dispute-event", "This message is not about a state of a dispute. Payments come from the payments accounting report.");
        else if (!row.IsRejected && items.Length > 0)
            CountOthers(items.Length, disputes, other, row, chunk);
    }

    /// <summary>A message is counted as one row when it was read; what else it holds are rows too, those about other things left out ones.</summary>
    private void CountOthers(int items, int disputes, string? other, RowProblems row, FactChunk chunk)
    {
        chunk.RowsRead += items - 1;
        if (disputes == 0)
        {
            chunk.Skipped += items - 1;
            row.Skip("eventCode", other, "no-dispute-event", "No item of this message is about a state of a dispute. Payments come from the payments accounting report.");
        }
        else if (items > disputes)
        {
            chunk.Skipped += items - disputes;
            row.Warn("eventCode", other, "no-dispute-event", "Other items of this message are not about a state of a dispute and were left out. Payments come from the payments accounting report.");
        }
    }

    private void Item(JsonElement item, string code, DisputeState state, RowProblems row, FactChunk chunk)
    {
        var extra = JsonFields.Child(item, "additionalData");
        var amount = JsonFields.Child(item, "amount");
        string type = AdyenWords.Fold(code);
        string id = JsonFields.Id(item, "pspReference", row);
        var at = context.Instant(item, "eventDate", row, required: true) ?? default;
        string? inquiryCode = Extra(extra, "rfiReasonCode"), noticeCode = Extra(extra, "nofReasonCode"), code4 = Extra(extra, "chargebackReasonCode");
        string? reasonCode = code == "REQUEST_FOR_INFORMATION" ? inquiryCode ?? code4 : code == "NOTIFICATION_OF_FRAUD" ? noticeCode ?? code4 : code4;
        string? scheme = Extra(extra, "chargebackSchemeCode") ?? Extra(extra, "rfiSchemeCode") ?? Extra(extra, "nofSchemeCode");
        var (method, brand) = AdyenWords.MethodOf(JsonFields.Text(item, "paymentMethod", 100), Extra(extra, "paymentMethodVariant"));
        var dispute = new Chargeback
        {
            ExternalId = id,
            TransactionRef = JsonFields.Reference(item, "originalReference", row) ?? Extra(extra, "capturePspReference"),
            CustomerRef = Extra(extra, "shopperReference"),
            Network = AdyenWords.NetworkOf(scheme) ?? (method == "card" ? brand : null),
            ReasonCode = reasonCode,
            ProviderReason = JsonFields.Text(item, "reason", 200),
            OpenedAt = at,
            EvidenceDueAt = code is "REQUEST_FOR_INFORMATION" or "NOTIFICATION_OF_CHARGEBACK" or "CHARGEBACK" or "PREARBITRATION_OPEN" ? context.Instant(extra, "defensePeriodEndsAt", row) : null,
            Line = row.Line,
        };
        Money(amount, extra, dispute, row);
        bool isInquiry = state.State is "inquiry_open" || (inquiryCode is not null && code4 is null);
        var reached = Reached(code, state, isInquiry, extra);
        if (!row.IsRejected)
            AdyenDisputes.Add(dispute, type, code, at, reached, AdyenReport.Webhook, context.VendorOf(item, JsonFields.Text(item, "merchantAccountCode", 200)), countsAsRow: false, row, chunk);
    }

    /// <summary>The state an event leads to, where more than its name decides.</summary>
    private static DisputeState Reached(string code, DisputeState state, bool isInquiry, JsonElement extra)
    {
        string status = Extra(extra, "disputeStatus") ?? "";
        return code switch
        {
            "INFORMATION_SUPPLIED" when isInquiry => state with { State = "inquiry_answered" },
            "DISPUTE_DEFENSE_PERIOD_ENDED" when Is(status, "Accepted") => new DisputeState("accepted", IsFinal: true),
            "DISPUTE_DEFENSE_PERIOD_ENDED" when isInquiry => new DisputeState("inquiry_closed", IsFinal: true),
            "CHARGEBACK" or "NOTIFICATION_OF_CHARGEBACK" when Is(status, "Accepted") => new DisputeState("accepted", IsFinal: true),
            // Adyen says in the first message when nothing can be done.
            "CHARGEBACK" when Is(Extra(extra, "defendable"), "false") => new DisputeState("lost", IsFinal: false),
            _ => state,
        };
    }

    /// <summary>The amount is an integer of minor units; older messages carry it as text in <c>additionalData</c> only.</summary>
    private void Money(JsonElement amount, JsonElement extra, Chargeback dispute, RowProblems row)
    {
        string? code = JsonFields.Text(amount, "currency", 10) ?? Extra(extra, "grossCurrency") ?? Extra(extra, "chargebackCurrency");
        var currency = code is null ? null : context.Profile.Currencies.Find(code);
        if (currency is null)
        {
            row.Reject("amount.currency", code, "currency-unknown", "This is no ISO 4217 currency code, so the amount has no known decimals.");
            return;
        }

        long? value = context.Amount(amount, "value", currency, row) ?? context.Amount(extra, "grossValue", currency, row);
        if (value is null)
            row.Reject("amount.value", null, "required-value-missing", "The message names no amount.");
        dispute.AmountMinor = Math.Abs(value ?? 0);
        dispute.Currency = currency.Code;
    }

    private static string? Extra(JsonElement extra, string name) => JsonFields.Text(extra, name, 200);

    private static bool Is(string? text, string word) => string.Equals(text, word, StringComparison.OrdinalIgnoreCase);
}
