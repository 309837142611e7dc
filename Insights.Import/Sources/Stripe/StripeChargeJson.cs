using System.Text.Json;
using Insights.Import.Pipeline;
using Insights.Import.Pipeline.Values;
using Insights.Import.Store;
using Insights.Import.Store.Facts;

namespace Insights.Import.Sources.Stripe;

internal static class StripeChargeJson
{
    private static readonly Vocabulary ThreeDs = new(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["authenticated"] = "authenticated",
        ["attempt_acknowledged"] = "attempted",
        ["failed"] = "failed",
        ["exempted"] = "not_used",
        ["not_supported"] = "not_used",
    });

    public static void Add(JsonElement charge, StripeEvent? happened, StripeEventSums sums, MapContext context, RowProblems row, FactChunk chunk, bool countsAsRow = true)
    {
        var currency = StripeJson.Currency(charge, context, row);
        var details = JsonFields.Child(charge, "payment_method_details");
        string? type = JsonFields.Text(details, "type", 60);
        var card = JsonFields.Child(details, type ?? "card");
        if (details.ValueKind != JsonValueKind.Object && JsonFields.Child(charge, "source") is { ValueKind: JsonValueKind.Object } older)
        {
            // Answers of before 2019 carry the card where others carry what was paid with.
            card = older;
            type = JsonFields.Text(older, "object", 60);
        }

        var metadata = JsonFields.Child(charge, "metadata");
        var outcome = JsonFields.Child(charge, "outcome");
        var booking = JsonFields.Child(charge, "balance_transaction");
        string status = Status(charge, row);
        var fact = new Transaction
        {
            ExternalId = JsonFields.Id(charge, "id", row),
            Kind = "charge",
            Status = status,
            OccurredAt = context.Instant(charge, "created", row, required: true) ?? default,
            VersionAt = happened?.At,
            AmountMinor = context.Amount(charge, "amount", currency, row, required: true) ?? 0,
            Currency = currency?.Code ?? "",
            CustomerRef = StripeJson.IdOf(charge, "customer", row) ?? JsonFields.Text(JsonFields.Child(charge, "billing_details"), "email", 200) ?? JsonFields.Text(charge, "receipt_email", 200),
            OrderRef = JsonFields.Reference(metadata, "order_id", row) ?? JsonFields.Reference(metadata, "order", row) ?? StripeJson.IdOf(charge, "invoice", row) ?? StripeJson.IdOf(charge, "payment_intent", row),
            Gateway = "stripe",
            Method = type is null ? null : StripeWords.Method.Find(type) ?? row.Meaning(ValueKinds.Method, type) ?? "other",
            Brand = StripeJson.Brand(card),
            Country = StripeJson.Country(card),
            CustomerCountry = StripeJson.Country(JsonFields.Child(JsonFields.Child(charge, "billing_details"), "address")) ?? StripeJson.Country(JsonFields.Child(JsonFields.Child(charge, "shipping"), "address")),
            Last4 = JsonFields.Text(card, "last4", 4),
            CardFingerprint = JsonFields.Reference(card, "fingerprint", row),
            Descriptor = JsonFields.Text(charge, "calculated_statement_descriptor", 200) ?? JsonFields.Text(charge, "statement_descriptor", 200),
            Product = JsonFields.Text(metadata, "product", 200),
            CvcResult = JsonFields.Text(JsonFields.Child(card, "checks"), "cvc_check", 40),
            AvsResult = JsonFields.Text(JsonFields.Child(card, "checks"), "address_postal_code_check", 40),
            ThreeDs = JsonFields.Text(JsonFields.Child(card, "three_d_secure"), "result", 60) is { } secure ? ThreeDs.Find(secure) : null,
            Line = row.Line,
        };
        if (status == "failed")
        {
            // What the bank or the risk rules said; the API's own code is the coarser of the two.
            fact.FailureCode = JsonFields.Text(outcome, "reason", 100) ?? JsonFields.Text(charge, "failure_code", 100);
            fact.FailureCause = StripeWords.CauseOf(fact.FailureCode);
        }

        if (StripeJson.BookedIn(booking, currency))
        {
            fact.FeeMinor = context.Amount(booking, "fee", currency, row) ?? 0;
            fact.SettledAt = context.Instant(booking, "available_on", row);
        }

        string? vendor = context.VendorOf(charge);
        Validate.Transaction(fact, row);
        chunk.Transactions.Add(new Incoming<Transaction>(fact, vendor, CountsAsRow: countsAsRow, Partial: true));
        if (!row.IsRejected)
            AddRefunds(charge, fact, vendor, happened, sums, context, row, chunk);
    }

    /// <summary>The refunds themselves where the list came along whole; else their sum, as in the payments export.</summary>
    private static void AddRefunds(JsonElement charge, Transaction fact, string? vendor, StripeEvent? happened, StripeEventSums sums, MapContext context, RowProblems row, FactChunk chunk)
    {
        var list = JsonFields.Child(charge, "refunds");
        var refunds = JsonFields.Items(JsonFields.Child(list, "data")).Where(r => r.ValueKind == JsonValueKind.Object).ToList();
        if (refunds.Count > 0 && !JsonFields.IsTrue(list, "has_more"))
        {
            foreach (var refund in refunds)
                StripeRefundJson.Add(refund, happened, (fact, vendor), context, row, chunk);
            return;
        }

        var currency = context.Profile.Currencies.Find(fact.Currency);
        long refunded = context.Amount(charge, "amount_refunded", currency, row) ?? 0;
        // What was authorised and never captured is released, not refunded.
        if (refunded <= 0 || fact.Status != "succeeded" || !sums.IsNews(fact.ExternalId, happened))
            return;
        bool isDated = happened?.Type == "charge.refunded";
        if (!isDated && context.FirstTime("refund-date-missing"))
            row.Warn("amount_refunded", null, "refund-date-missing", "A charge does not say when it was refunded; such refunds are dated at their charge. Import the refunds as well (GET /v1/refunds), or charges with refunds expanded. Said once for this file.");
        chunk.Transactions.Add(new Incoming<Transaction>(StripeRefunds.Sum(fact, refunded, isDated ? happened!.At : fact.OccurredAt), vendor, CountsAsRow: false));
    }

    private static string Status(JsonElement charge, RowProblems row)
    {
        string status = JsonFields.Word(charge, "status", StripeWords.Status, row, required: true) ?? "";
        if (status != "succeeded" || !charge.TryGetProperty("captured", out var captured) || captured.ValueKind != JsonValueKind.False)
            return status;
        return JsonFields.IsTrue(charge, "refunded") ? "canceled" : "pending";
    }
}
