using System.Text.Json;
using Insights.Import.Pipeline;
using Insights.Import.Pipeline.Values;
using Insights.Import.Store;
using Insights.Import.Store.Facts;

namespace Insights.Import.Sources.Stripe;

/// <summary>
/// A payment intent is an order to pay and no payment. Where its charges came along, they are read; where it only names its latest charge, that one is known by its sum and
/// status; without a charge it stands under its own id as in the payments export, pending or canceled.
/// </summary>
internal static class StripeIntentJson
{
    private static readonly Vocabulary Statuses = new(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["succeeded"] = "succeeded",
        ["requires_capture"] = "pending",
        ["processing"] = "pending",
        ["requires_action"] = "pending",
        ["requires_confirmation"] = "pending",
        ["requires_payment_method"] = "pending",
        ["canceled"] = "canceled",
    });

    public static void Add(JsonElement intent, StripeEventSums sums, MapContext context, RowProblems row, FactChunk chunk)
    {
        var charges = Charges(intent);
        for (int i = 0; i < charges.Count; i++)
            StripeChargeJson.Add(charges[i], null, sums, context, row, chunk, countsAsRow: i == 0);
        if (charges.Count > 0)
            return;

        string? charge = StripeJson.IdOf(intent, "latest_charge", row);
        var currency = StripeJson.Currency(intent, context, row);
        string status = JsonFields.Word(intent, "status", Statuses, row, required: true) ?? "";
        var error = JsonFields.Child(intent, "last_payment_error");
        // A charge that came to nothing leaves the intent waiting for another means of payment.
        if (charge is not null && status == "pending" && error.ValueKind == JsonValueKind.Object)
            status = "failed";
        var metadata = JsonFields.Child(intent, "metadata");
        var fact = new Transaction
        {
            ExternalId = charge ?? JsonFields.Id(intent, "id", row),
            Kind = "charge",
            Status = status,
            OccurredAt = context.Instant(intent, "created", row, required: true) ?? default,
            AmountMinor = context.Amount(intent, status == "succeeded" ? "amount_received" : "amount", currency, row, required: true) ?? 0,
            Currency = currency?.Code ?? "",
            CustomerRef = StripeJson.IdOf(intent, "customer", row) ?? JsonFields.Text(intent, "receipt_email", 200),
            OrderRef = JsonFields.Reference(metadata, "order_id", row) ?? JsonFields.Reference(metadata, "order", row) ?? JsonFields.Id(intent, "id", row),
            Gateway = "stripe",
            Descriptor = JsonFields.Text(intent, "statement_descriptor", 200),
            Product = JsonFields.Text(metadata, "product", 200),
            Line = row.Line,
        };
        if (status == "failed")
        {
            fact.FailureCode = JsonFields.Text(error, "decline_code", 100) ?? JsonFields.Text(error, "code", 100);
            fact.FailureCause = StripeWords.CauseOf(fact.FailureCode);
        }

        Validate.Transaction(fact, row);
        chunk.Transactions.Add(new Incoming<Transaction>(fact, context.VendorOf(intent), Partial: true, Fills: charge is not null));
    }

    /// <summary>The latest charge written out, or the list that versions of the API before 2022-11-15 carry.</summary>
    private static List<JsonElement> Charges(JsonElement intent)
    {
        var listed = JsonFields.Items(JsonFields.Child(JsonFields.Child(intent, "charges"), "data")).Where(charge => charge.ValueKind == JsonValueKind.Object).ToList();
        return listed.Count > 0 ? listed : JsonFields.Child(intent, "latest_charge") is { ValueKind: JsonValueKind.Object } charge ? [charge] : [];
    }
}
