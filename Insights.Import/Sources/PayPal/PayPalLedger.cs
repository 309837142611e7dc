using System.Globalization;
using Insights.Import.Pipeline;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Writing;

namespace Insights.Import.Sources.PayPal;

/// <summary>
/// What a movement of the account means: payments and refunds under PayPal's own Transaction ID, so that settlement, transaction and activity
/// reports speak of the same ones; every other movement under its id, code and direction, because holds, releases and conversions share ids.
/// </summary>
internal sealed class PayPalLedger(MapContext context)
{
    // A report of a day has hundreds of disputes at most; beyond this they are handed over and forgotten.
    private const int KeptDisputes = 20_000;
    private readonly Dictionary<string, Chargeback> _disputes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _parents = new(StringComparer.Ordinal);
    private readonly List<(string Parent, long Fee, string Currency, PayPalMovement Moved)> _fees = [];

    /// <summary>False for what moves no money: authorisations, orders, invoices.</summary>
    public bool Add(PayPalMovement moved, bool fills, string? vendor, RowProblems row, FactChunk chunk)
    {
        if (moved.Code.Moves == "authorization")
        {
            row.Skip("Transaction Event Code", moved.Code.Code, "no-movement", $"{moved.Code.Name}: a promise of money and no movement. The payment has a row of its own.");
            return false;
        }

        var fact = Fact(moved);
        Validate.Transaction(fact, row);
        bool isShared = fact.Kind is "charge" or "refund" or "payout";
        fact.Kind = moved.SaidKind ?? fact.Kind;
        chunk.Transactions.Add(new Incoming<Transaction>(fact, vendor, Partial: isShared, Fills: isShared && fills));
        if (!row.IsRejected)
            Dispute(moved, vendor, chunk);
        return true;
    }

    /// <summary>Disputes are handed over last, with the fees that came on rows of their own.</summary>
    public void Finish(FactChunk chunk)
    {
        foreach (var (parent, fee, currency, moved) in _fees)
        {
            string key = _parents.GetValueOrDefault(parent, parent);
            if (_disputes.TryGetValue(key, out var dispute) && dispute.Currency == currency)
            {
                if (fee >= 0)
                    dispute.FeeMinor += fee;
                else
                    dispute.FeeReturnedMinor -= fee;
            }
            else if (dispute is null)
            {
                HandOver(key, fee, moved, chunk);
            }
        }

        foreach (var dispute in _disputes.Values)
            HandOver(dispute, chunk);
        _disputes.Clear();
        _fees.Clear();
        _parents.Clear();
    }

    /// <summary>Id of the dispute of a payment that is known from money alone; a case of PayPal's takes its place (<see cref="Supersede"/>).</summary>
    public static string DisputeOf(string payment) => FeeOfCase.IdOf(payment);

    /// <summary>
    /// A case has been read: the dispute that the account's movements told of is the same one, and counts no more. It is dated, so that the
    /// undated one does not come back with the next settlement report.
    /// </summary>
    public static void Supersede(Chargeback told, string? vendor, FactChunk chunk)
    {
        if (told.TransactionRef is null)
            return;
        chunk.Chargebacks.Add(new Incoming<Chargeback>(
            new Chargeback
            {
                ExternalId = DisputeOf(told.TransactionRef),
                TransactionRef = told.TransactionRef,
                ProviderReason = FeeOfCase.Told,
                ReasonGroup = "other",
                ReasonCategory = "general",
                RawStatus = FeeOfCase.RawStatus,
                SubReason = told.ExternalId,
                State = "withdrawn",
                IsDispute = false,
                OpenedAt = told.OpenedAt,
                VersionAt = told.OpenedAt,
                AmountMinor = 0,
                Currency = told.Currency,
                Line = told.Line,
            },
            vendor, CountsAsRow: false, Partial: true));
    }

    private static Transaction Fact(PayPalMovement moved)
    {
        string kind = Kind(moved.Code.Moves, moved.IsCredit);
        bool isPayment = kind is "charge" or "refund";
        return new Transaction
        {
            ExternalId = kind is "charge" or "refund" or "payout" || moved.IsOwnId ? moved.Id : Key(moved),
            Kind = kind,
            Status = moved.Status,
            OccurredAt = moved.At,
            SettledAt = moved.SettledAt,
            AmountMinor = Math.Abs(moved.Amount),
            Currency = moved.Currency,
            FeeMinor = moved.Fee,
            OriginalRef = kind == "charge" ? null : moved.Reference,
            CustomerRef = moved.CustomerRef,
            OrderRef = moved.OrderRef,
            Gateway = "paypal",
            Method = isPayment ? moved.PaidByCard ? "card" : "wallet" : null,
            Brand = moved.Brand,
            CustomerCountry = moved.CustomerCountry,
            FailureCode = moved.FailureCode,
            FailureCause = kind == "charge" && moved.Status == "failed" ? "unknown" : null,
            Descriptor = isPayment ? null : $"{moved.Code.Name} ({moved.Code.Code}, {(moved.IsCredit ? "credit" : "debit")})",
            Product = moved.Product,
            Line = moved.Line,
        };
    }

    /// <summary>Debits of the codes for payments are money the account paid to others; credits of those for fees and withdrawals came back.</summary>
    private static string Kind(string moves, bool isCredit) => (moves, isCredit) switch
    {
        ("payment", true) => "charge",
        ("refund", false) => "refund",
        ("fee" or "chargeback_fee", false) => "fee",
        ("payout", false) => "payout",
        _ => "adjustment",
    };

    private static string Key(PayPalMovement moved)
    {
        string key = string.Create(CultureInfo.InvariantCulture, $"{moved.Id}:{moved.Code.Code}:{(moved.IsCredit ? "CR" : "DR")}");
        return moved.Code.Moves == "fx" ? key + ":" + moved.Currency : key;
    }

    private void Dispute(PayPalMovement moved, string? vendor, FactChunk chunk)
    {
        switch (moved.Code.Moves)
        {
            case "chargeback_fee" when moved.Reference is not null:
                // The fee's row carries it as its amount.
                if (_fees.Count < KeptDisputes)
                    _fees.Add((moved.Reference, moved.IsCredit ? -Math.Abs(moved.Amount) : Math.Abs(moved.Amount), moved.Currency, moved));
                break;
            case "chargeback" or "chargeback_reversal":
                Money(moved, vendor, chunk);
                break;
            default:
                break;
        }
    }

    private void Money(PayPalMovement moved, string? vendor, FactChunk chunk)
    {
        string payment = moved.Reference ?? moved.Id;
        bool won = moved.Code.Moves == "chargeback_reversal" && moved.IsCredit;
        string key = _parents.GetValueOrDefault(payment, payment);
        _parents.TryAdd(moved.Id, key);
        if (!_disputes.TryGetValue(key, out var dispute))
        {
            if (_disputes.Count >= KeptDisputes)
                Finish(chunk);
            _disputes[key] = dispute = new Chargeback
            {
                ExternalId = DisputeOf(key),
                TransactionRef = key,
                State = won ? "won" : "needs_response",
                OpenedAt = moved.At,
                AmountMinor = Math.Abs(moved.Amount),
                Currency = moved.Currency,
                CustomerRef = moved.CustomerRef,
                Network = moved.Brand,
                ReasonGroup = "other",
                ReasonCategory = "general",
                IsDispute = true,
                Line = moved.Line,
            };
            _vendors[key] = vendor;
        }

        if (won)
        {
            dispute.State = "won";
            dispute.DecidedAt = moved.At;
            dispute.RecoveredMinor += Math.Abs(moved.Amount);
        }
        else if (moved.At < dispute.OpenedAt)
        {
            dispute.OpenedAt = moved.At;
        }

        if (moved.Fee > 0 && moved.Code.Moves == "chargeback")
            dispute.FeeMinor += moved.Fee;
        chunk.ChargebackEvents.Add(new ChargebackEvent
        {
            ChargebackRef = dispute.ExternalId,
            EventId = Key(moved),
            OccurredAt = moved.At,
            State = won ? "won" : "needs_response",
            AmountMinor = Math.Abs(moved.Amount),
            Line = moved.Line,
        });
    }

    private readonly Dictionary<string, string?> _vendors = new(StringComparer.Ordinal);

    /// <summary>
    /// The chargeback itself stands in another file, or came before this row was run again: the fee goes to the dispute that is stored, or waits
    /// for it as a dispute of which nothing else is known.
    /// </summary>
    private static void HandOver(string payment, long fee, PayPalMovement moved, FactChunk chunk) => chunk.Chargebacks.Add(new Incoming<Chargeback>(
        new Chargeback
        {
            ExternalId = DisputeOf(payment),
            TransactionRef = payment,
            State = "withdrawn",
            RawStatus = FeeAlone.RawStatus,
            ProviderReason = "fee of a chargeback that no file has told of yet",
            ReasonGroup = "other",
            ReasonCategory = "general",
            OpenedAt = moved.At,
            Currency = moved.Currency,
            FeeMinor = Math.Max(fee, 0),
            FeeReturnedMinor = Math.Max(-fee, 0),
            IsDispute = false,
            Line = moved.Line,
        },
        null, CountsAsRow: false, Partial: true, Fills: true));

    private void HandOver(Chargeback dispute, FactChunk chunk)
    {
        chunk.Chargebacks.Add(new Incoming<Chargeback>(dispute, _vendors.GetValueOrDefault(dispute.TransactionRef!), CountsAsRow: false, Partial: true, Fills: true));
        if (context.FirstTime("dispute-from-money"))
            context.Note("Transaction Event Code", "T1201", "dispute-from-money", "Chargebacks were read off the account's movements. PayPal's cases (case report, or disputes of the API) say reason and state; once they are imported into the same source, they take their place.");
    }
}
