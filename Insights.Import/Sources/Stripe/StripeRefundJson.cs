using System.Text.Json;
using Insights.Import.Pipeline;
using Insights.Import.Pipeline.Values;
using Insights.Import.Store;
using Insights.Import.Store.Facts;

namespace Insights.Import.Sources.Stripe;

internal static class StripeRefundJson
{
    private static readonly Vocabulary Status = new(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["succeeded"] = "succeeded",
        ["pending"] = "pending",
        ["requires_action"] = "pending",
        ["failed"] = "failed",
        ["canceled"] = "canceled",
    });

    /// <param name="charge">The charge whose list the refund stood in; its row is the one that counts.</param>
    public static void Add(JsonElement refund, StripeEvent? happened, (Transaction Row, string? Vendor)? charge, MapContext context, RowProblems row, FactChunk chunk)
    {
        var currency = StripeJson.Currency(refund, context, row);
        var booking = JsonFields.Child(refund, "balance_transaction");
        var of = charge?.Row;
        long amount = context.Amount(refund, "amount", currency, row, required: true) ?? 0;
        var fact = new Transaction
        {
            ExternalId = JsonFields.Id(refund, "id", row),
            Kind = "refund",
            Status = JsonFields.Word(refund, "status", Status, row) ?? "succeeded",
            OccurredAt = context.Instant(refund, "created", row, required: true) ?? default,
            VersionAt = happened?.At,
            AmountMinor = amount,
            Currency = currency?.Code ?? "",
            OriginalRef = StripeJson.IdOf(refund, "charge", row) ?? of?.ExternalId,
            RefundExtent = of is null ? null : amount >= of.AmountMinor ? "full" : "partial",
            // Stripe itself refunds what expired uncaptured; people give one of the other reasons.
            RefundMode = JsonFields.Text(refund, "reason", 60) switch
            {
                "expired_uncaptured_charge" => "automatic",
                "requested_by_customer" or "duplicate" or "fraudulent" => "manual",
                _ => null,
            },
            CustomerRef = of?.CustomerRef,
            OrderRef = of?.OrderRef ?? StripeJson.IdOf(refund, "payment_intent", row),
            Gateway = "stripe",
            Method = of?.Method,
            Brand = of?.Brand,
            Country = of?.Country,
            CustomerCountry = of?.CustomerCountry,
            Last4 = of?.Last4,
            CardFingerprint = of?.CardFingerprint,
            Descriptor = of?.Descriptor,
            Product = of?.Product,
            FailureCode = JsonFields.Text(refund, "failure_reason", 100),
            Line = row.Line,
        };
        if (StripeJson.BookedIn(booking, currency))
        {
            fact.FeeMinor = context.Amount(booking, "fee", currency, row) ?? 0;
            fact.SettledAt = context.Instant(booking, "available_on", row);
        }

        string? vendor = charge?.Vendor ?? context.VendorOf(refund);
        Validate.Transaction(fact, row);
        if (row.IsRejected)
            return;
        chunk.Transactions.Add(new Incoming<Transaction>(fact, vendor, CountsAsRow: charge is null, Partial: true));
        StripeRefunds.Supersede(fact.OriginalRef, fact.OccurredAt, fact, vendor, chunk);
    }
}
