using System.Text.Json;
using Insights.Import.Pipeline;
using Insights.Import.Pipeline.Values;
using Insights.Import.Store;
using Insights.Import.Store.Facts;

namespace Insights.Import.Sources.Stripe;

internal static class StripeBalanceJson
{
    private static readonly Vocabulary PayoutStatus = new(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["paid"] = "succeeded",
        ["in_transit"] = "pending",
        ["pending"] = "pending",
        ["failed"] = "failed",
        ["canceled"] = "canceled",
    });

    public static void Add(JsonElement record, MapContext context, RowProblems row, FactChunk chunk)
    {
        var currency = StripeJson.Currency(record, context, row);
        string? source = StripeJson.IdOf(record, "source", row);
        var expanded = JsonFields.Child(record, "source");
        string? category = JsonFields.Text(record, "reporting_category", 60);
        string? type = JsonFields.Text(record, "type", 60);
        long gross = context.Amount(record, "amount", currency, row, required: true) ?? 0;
        long fee = context.Amount(record, "fee", currency, row) ?? 0;
        long net = context.Amount(record, "net", currency, row) ?? gross - fee;
        StripeLedger.Check(gross, fee, net, currency, context, row);
        string? said = row.IsRejected || StripeLedger.IsKnown(category, type) || (category ?? type) is not { } word ? null
            : UnknownKind.Said(row, "reporting_category", word, "category-unknown", "This kind of movement is not known here. It is kept as an adjustment, which enters no payment number.");
        var paid = context.Profile.Currencies.Find(JsonFields.Text(expanded, "currency", 10) ?? "");
        string moves = StripeLedger.Moves(category, type, source, gross);
        StripeLedger.Add(
            new StripeMovement
            {
                Id = JsonFields.Id(record, "id", row),
                Source = source,
                Charge = expanded.ValueKind == JsonValueKind.Object && moves != "charge" ? StripeJson.IdOf(expanded, "charge", row) : null,
                Moves = moves,
                SaidKind = said,
                Category = category ?? type,
                CreatedAt = context.Instant(record, "created", row, required: true) ?? default,
                AvailableAt = context.Instant(record, "available_on", row),
                Currency = currency?.Code ?? "",
                Gross = gross,
                Fee = fee,
                Net = net,
                CustomerAmount = paid is null ? null : context.Amount(expanded, "amount", paid, row),
                CustomerCurrency = paid?.Code,
                DisputeReason = moves is "dispute" or "dispute_reversal" ? JsonFields.Text(expanded, "reason", 60) : null,
                Line = row.Line,
            },
            context.VendorOf(record), context, row, chunk);
    }

    public static void AddPayout(JsonElement record, StripeEvent? happened, MapContext context, RowProblems row, FactChunk chunk)
    {
        var currency = StripeJson.Currency(record, context, row);
        var payout = new Transaction
        {
            ExternalId = JsonFields.Id(record, "id", row),
            Kind = "payout",
            Status = JsonFields.Word(record, "status", PayoutStatus, row) ?? "pending",
            OccurredAt = context.Instant(record, "created", row, required: true) ?? default,
            SettledAt = context.Instant(record, "arrival_date", row),
            VersionAt = happened?.At,
            AmountMinor = Math.Abs(context.Amount(record, "amount", currency, row, required: true) ?? 0),
            Currency = currency?.Code ?? "",
            Gateway = "stripe",
            FailureCode = JsonFields.Text(record, "failure_code", 60),
            Descriptor = JsonFields.Text(record, "statement_descriptor", 200),
            Line = row.Line,
        };
        Validate.Transaction(payout, row);
        chunk.Transactions.Add(new Incoming<Transaction>(payout, context.VendorOf(record), Partial: true));
    }
}
