using Insights.Import.Store;
using Insights.Import.Store.Facts;

namespace Insights.Import.Sources.Stripe;

/// <summary>
/// The payments export tells how much of a payment was refunded; balance and API tell each refund. Both together would count the money twice,
/// so a sum gives way to the single refunds, whichever comes first.
/// </summary>
internal static class StripeRefunds
{
    /// <summary>Id of what was refunded of a payment as one sum.</summary>
    public static string SumOf(string charge) => charge + "#refund";

    /// <summary>All that was refunded of a charge, as one movement.</summary>
    public static Transaction Sum(Transaction charge, long refunded, DateTime at) => new()
    {
        ExternalId = SumOf(charge.ExternalId),
        Kind = "refund",
        Status = "succeeded",
        OccurredAt = at,
        AmountMinor = refunded,
        Currency = charge.Currency,
        OriginalRef = charge.ExternalId,
        RefundExtent = refunded >= charge.AmountMinor ? "full" : "partial",
        CustomerRef = charge.CustomerRef,
        OrderRef = charge.OrderRef,
        Gateway = charge.Gateway,
        Method = charge.Method,
        Brand = charge.Brand,
        Country = charge.Country,
        CustomerCountry = charge.CustomerCountry,
        Last4 = charge.Last4,
        CardFingerprint = charge.CardFingerprint,
        Descriptor = charge.Descriptor,
        Product = charge.Product,
        Line = charge.Line,
    };

    /// <summary>
    /// Takes the place of the payment's sum: cancelled, so that no number counts it, and dated, so that a sum, which carries no date of its
    /// version, does not come back with the next payments export.
    /// </summary>
    public static void Supersede(string? charge, DateTime known, Transaction refund, string? vendor, FactChunk chunk)
    {
        if (charge is null)
            return;
        chunk.Transactions.Add(new Incoming<Transaction>(
            new Transaction
            {
                ExternalId = SumOf(charge),
                Kind = "refund",
                Status = "canceled",
                OccurredAt = known,
                VersionAt = known,
                AmountMinor = 0,
                Currency = refund.Currency,
                OriginalRef = charge,
                Gateway = refund.Gateway,
                Descriptor = "told by single refunds",
                Line = refund.Line,
            },
            vendor, CountsAsRow: false, Partial: true));
    }
}
