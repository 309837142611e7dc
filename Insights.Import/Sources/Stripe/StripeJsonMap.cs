using System.Text.Json;
using Insights.Import.Pipeline;
using Insights.Import.Store;

namespace Insights.Import.Sources.Stripe;

/// <summary>One object of the API a record, or an event that carries one.</summary>
internal sealed class StripeJsonMap(MapContext context) : IJsonMap
{
    private readonly StripeEventSums _sums = new();

    public void Map(JsonElement record, RowProblems row, FactChunk chunk)
    {
        string? kind = JsonFields.Text(record, "object", 60);
        StripeEvent? happened = null;
        if (kind == "event")
        {
            var at = context.Instant(record, "created", row, required: true);
            happened = new StripeEvent(JsonFields.Id(record, "id", row), JsonFields.Text(record, "type", 100) ?? "", at ?? default);
            if (LeftOut(record, row))
                return;
            record = JsonFields.Child(JsonFields.Child(record, "data"), "object");
            kind = JsonFields.Text(record, "object", 60);
        }

        if (LeftOut(record, row))
            return;
        switch (kind)
        {
            case "charge":
                StripeChargeJson.Add(record, happened, _sums, context, row, chunk);
                break;
            case "payment_intent" when happened is null:
                StripeIntentJson.Add(record, _sums, context, row, chunk);
                break;
            case "refund":
                StripeRefundJson.Add(record, happened, null, context, row, chunk);
                break;
            case "dispute":
                StripeDisputeJson.Add(record, happened, context, row, chunk);
                break;
            case "balance_transaction":
                StripeBalanceJson.Add(record, context, row, chunk);
                break;
            case "payout":
                StripeBalanceJson.AddPayout(record, happened, context, row, chunk);
                break;
            case null:
                row.Reject("object", null, "object-missing", "The record does not say which object of Stripe's it is (charge, payment_intent, refund, dispute, balance_transaction, payout). Export it whole.");
                break;
            default:
                row.Skip("object", kind, "object-not-used", "This kind of object tells of no payment, refund, dispute or payout that others do not tell of.");
                break;
        }
    }

    private bool LeftOut(JsonElement record, RowProblems row)
    {
        bool isTest = record.ValueKind == JsonValueKind.Object && record.TryGetProperty("livemode", out var live) && live.ValueKind == JsonValueKind.False;
        return context.IsLeftOutAsTest(row, isTest, "livemode", "false");
    }
}

/// <summary>
/// Sums refunded of charges, as a file's events tell them. Lists of events come newest first, and a sum carries no version, so an older event's
/// must not follow a newer one's.
/// </summary>
internal sealed class StripeEventSums
{
    private const int Kept = 100_000;
    private readonly Dictionary<string, DateTime> _newest = new(StringComparer.Ordinal);

    public bool IsNews(string charge, StripeEvent? happened)
    {
        if (happened is null)
            return true;
        if (_newest.TryGetValue(charge, out var known) && happened.At < known)
            return false;
        if (_newest.Count < Kept)
            _newest[charge] = happened.At;
        return true;
    }
}

/// <summary>An event of Stripe's: its instant tells which of several versions of an object is the newest.</summary>
internal sealed record StripeEvent(string Id, string Type, DateTime At);
