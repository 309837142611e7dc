using Insights.Import.Pipeline;
using Insights.Import.Pipeline.Values;
using Insights.Import.Sources.Vocabularies;
using Insights.Import.Store;
using Insights.Import.Store.Facts;

namespace Insights.Import.Sources.Stripe;

/// <summary>
/// What a movement on the balance says about payments, refunds, disputes and payouts. A balance knows less of a payment than the payments
/// export does, so its rows are partial; and it is bookkeeping, so the movement is the row that counts.
/// </summary>
internal static class StripeLedger
{
    private static readonly Dictionary<(string Field, string Name), string> Categories = EmbeddedTable.Read("stripe-categories.csv")
        .ToDictionary(row => (row["field"], row["name"]), row => row["moves"]);

    /// <summary>The meaning of a reporting category; an unknown one is an adjustment, as Stripe asks readers to expect new ones.</summary>
    public static string Moves(string? reportingCategory, string? type, string? source, long gross)
    {
        string? moves = reportingCategory is not null ? Find("reporting_category", reportingCategory) : null;
        moves ??= type is not null ? Find("type", type) : null;
        if (reportingCategory is null && moves is "adjustment" && IsDispute(source))
            return gross < 0 ? "dispute" : "dispute_reversal";
        return moves ?? "adjustment";
    }

    public static bool IsKnown(string? reportingCategory, string? type) =>
        (reportingCategory is not null && Find("reporting_category", reportingCategory) is not null) || (type is not null && Find("type", type) is not null);

    /// <summary>Stripe's own sum. A file in which it does not hold was edited or cut, and is refused as a whole.</summary>
    public static void Check(long gross, long fee, long net, Currency? currency, MapContext context, RowProblems row)
    {
        if (!row.IsRejected)
            context.Totals.Check("net = gross − fee", gross - fee, net, row.Line, currency);
    }

    public static void Add(StripeMovement moved, string? vendor, MapContext context, RowProblems row, FactChunk chunk)
    {
        if (row.IsRejected)
            return;
        bool isNameless = moved.Source is null && (moved.Moves == "dispute" || (moved.Charge is null && moved.Moves is "charge" or "refund"));
        if (isNameless && context.FirstTime("source-id-missing"))
        {
            row.Warn(
                "source_id", null, "source-id-missing",
                "The report does not name its payments or disputes, so they are kept under the ids of their balance transactions. Export it with the columns source_id and charge_id; otherwise those imported from another Stripe export as well count twice. Said once for this file.");
        }

        var movement = Movement(moved);
        Validate.Transaction(movement, row);
        bool ownsItself = movement.Kind is "fee" or "adjustment";
        movement.Kind = moved.SaidKind ?? movement.Kind;
        chunk.Transactions.Add(new Incoming<Transaction>(movement, vendor, Partial: !ownsItself, Fills: !ownsItself && moved.PayoutStatus is null));
        if (moved.Moves == "refund")
            StripeRefunds.Supersede(movement.OriginalRef, moved.CreatedAt, movement, vendor, chunk);
        if (moved.Moves is "dispute" or "dispute_reversal")
            AddDispute(moved, vendor, row, chunk);
    }

    private static Transaction Movement(StripeMovement moved)
    {
        string kind = moved.Moves is "dispute" or "dispute_reversal" ? "adjustment" : moved.Moves;
        // A fee row carries its amount as gross or as fee.
        long amount = kind == "fee" ? moved.Net : moved.Gross;
        long fee = kind == "fee" ? 0 : moved.Fee;
        string currency = moved.Currency;
        if (kind is "charge" or "refund" && moved.CustomerCurrency is { } paid && paid != currency && moved.CustomerAmount is { } inItsCurrency)
        {
            // The payment has its customer's currency in every export; the fee was taken in the balance's and cannot stand beside it.
            amount = inItsCurrency;
            currency = paid;
            fee = 0;
        }

        return new Transaction
        {
            ExternalId = Key(moved),
            Kind = kind,
            Status = moved.PayoutStatus ?? "succeeded",
            OccurredAt = moved.CreatedAt,
            SettledAt = moved.AvailableAt,
            AmountMinor = Math.Abs(amount),
            Currency = currency,
            FeeMinor = fee,
            OriginalRef = kind == "charge" ? null : moved.Charge,
            CustomerRef = moved.CustomerRef,
            OrderRef = moved.OrderRef,
            Gateway = "stripe",
            Method = moved.Method,
            Brand = moved.Brand,
            Country = moved.Country,
            CustomerCountry = moved.CustomerCountry,
            // For bookkeeping rows the only word there is on what they were.
            Descriptor = kind is "charge" or "refund" ? moved.Descriptor : moved.Category,
            Line = moved.Line,
        };
    }

    /// <summary>The payment's, refund's or payout's own id, which other exports use too; every other movement is its balance transaction.</summary>
    private static string Key(StripeMovement moved) => moved.Moves switch
    {
        "charge" => moved.Charge ?? moved.Source ?? moved.Id,
        "refund" or "payout" => moved.Source ?? moved.Id,
        _ => moved.Id,
    };

    /// <summary>
    /// Funds withdrawn for a dispute, or given back. The state follows from the movement alone and carries no status of Stripe's, so that
    /// a list of disputes overrules it; the instant of a reversal is when the dispute was won, which the list does not tell.
    /// </summary>
    private static void AddDispute(StripeMovement moved, string? vendor, RowProblems row, FactChunk chunk)
    {
        string id = moved.Source ?? moved.Id;
        bool won = moved.Moves == "dispute_reversal";
        if (won && moved.Source is null)
            return;
        var dispute = new Chargeback
        {
            ExternalId = id,
            TransactionRef = moved.Charge,
            Network = moved.Brand,
            ProviderReason = moved.DisputeReason,
            State = won ? "won" : "needs_response",
            OpenedAt = moved.CreatedAt,
            DecidedAt = won ? moved.CreatedAt : null,
            AmountMinor = Math.Abs(moved.Gross),
            Currency = moved.Currency,
            FeeMinor = won ? 0 : moved.Fee,
            FeeReturnedMinor = won && moved.Fee < 0 ? -moved.Fee : 0,
            RecoveredMinor = won ? Math.Abs(moved.Gross) : 0,
            Country = moved.Country,
            Line = moved.Line,
        };
        DisputeRules.Apply(dispute, ReasonCodes.Classify(dispute.Network, code: null, subReason: null, "stripe", moved.DisputeReason, dispute.State), row);
        chunk.Chargebacks.Add(new Incoming<Chargeback>(dispute, vendor, CountsAsRow: false, Partial: true, Fills: true));
        chunk.ChargebackEvents.Add(new ChargebackEvent { ChargebackRef = id, EventId = moved.Id, OccurredAt = moved.CreatedAt, State = dispute.State, AmountMinor = dispute.AmountMinor, Line = moved.Line });
    }

    private static bool IsDispute(string? source) =>
        source is not null && (source.StartsWith("du_", StringComparison.Ordinal) || source.StartsWith("dp_", StringComparison.Ordinal) || source.StartsWith("pdp_", StringComparison.Ordinal));

    private static string? Find(string field, string name) => Categories.GetValueOrDefault((field, name.Trim().Replace(' ', '_').ToLowerInvariant()));
}
