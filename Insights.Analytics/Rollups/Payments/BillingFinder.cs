using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;

namespace Insights.Analytics.Rollups.Payments;

/// <summary>
/// Charges that look wrong: the same customer charged the same amount twice within ten minutes; an order charged with another amount than the attempt before
/// it; an order charged after it was refunded in full or cancelled by the house. All of it within a week, so that it can be told from a week around a day.
/// </summary>
internal sealed class BillingFinder(Func<int, bool> wanted)
{
    /// <summary>Two charges further apart are two purchases until somebody says otherwise.</summary>
    public const int DuplicateSeconds = 600;

    private const long Window = FailureChains.Days * 86_400L;

    private readonly record struct Seen(long At, int SourceId, string Ref, string? Order, long AmountMinor);

    private readonly Recent<Seen> _lastCharge = new(DuplicateSeconds);
    private readonly Recent<Seen> _refusedAttempt = new(Window);
    private readonly Recent<Seen> _cancelled = new(Window);
    private List<BillingFinding> _found = [];

    public void Add(Move move)
    {
        var order = move.OrderKey;
        if (move.IsRefund)
        {
            if (order is { } refunded && move is { Status: MoveStatus.Succeeded, Extent: "full" })
                _cancelled.Put(refunded, SeenOf(move), move.At);
            return;
        }
        switch (move.Status)
        {
            case MoveStatus.Failed when order is { } tried:
                _refusedAttempt.Put(tried, SeenOf(move), move.At);
                break;
            // What the customer gave up at the till is no cancellation: many come back and pay.
            case MoveStatus.Canceled when order is { } stopped && move.Cause is not (null or "customer_abandoned"):
                _cancelled.Put(stopped, SeenOf(move), move.At);
                break;
            case MoveStatus.Succeeded:
                Charged(move, order);
                break;
        }
    }

    private void Charged(Move move, long? order)
    {
        var duplicate = false;
        if (move.PayerKey is { } payer)
        {
            var key = Move.Mix(Move.Mix(payer, move.AmountMinor), move.CurrencyCode);
            if (_lastCharge.TryGet(key, out var other) && move.At - other.At <= DuplicateSeconds && other.Ref != move.Ref)
            {
                duplicate = true;
                Find(BillingFinding.Duplicate, move, other, expected: null);
            }
            _lastCharge.Put(key, SeenOf(move), move.At);
        }
        if (order is not { } known)
            return;
        if (!duplicate && _refusedAttempt.TryGet(known, out var tried) && move.At - tried.At <= Window && tried.AmountMinor != move.AmountMinor)
            Find(BillingFinding.Amount, move, tried, tried.AmountMinor);
        if (_cancelled.TryGet(known, out var cancelled) && move.At > cancelled.At && move.At - cancelled.At <= Window)
            Find(BillingFinding.AfterRefund, move, cancelled, expected: null);
    }

    /// <summary>What was found since the last time, with the customers' cases beside it.</summary>
    public List<BillingFinding> Take(CasesAround cases)
    {
        var found = _found;
        _found = [];
        foreach (var one in found)
            Ask(one, cases);
        return found;
    }

    public static void Ask(BillingFinding one, CasesAround cases)
    {
        var from = UnixTime.ToSeconds(one.PaidAt);
        var asked = OfMoney(cases.About(one.VendorId, one.PaymentRef, from, from + Window))
            ?? (one.OtherRef is { } other ? OfMoney(cases.About(one.VendorId, other, from, from + Window)) : null)
            ?? cases.Of(one.VendorId, one.CustomerRef, from, from + Window, "billing_error");
        if (asked is not null)
            (one.TicketSourceId, one.TicketRef) = (asked.SourceId, asked.Ref);
    }

    /// <summary>A case about something else (a delivery, a late payment) confirms nothing.</summary>
    private static CaseAround? OfMoney(CaseAround? asked) => asked is { Category: "billing_error" or "refund" or "fraud" } ? asked : null;

    private void Find(string kind, Move move, Seen other, long? expected)
    {
        if (!wanted(move.Day))
            return;
        var finding = Of(kind, move);
        finding.OtherRef = other.Ref;
        finding.OtherHash = TimeWindows.HashOf(other.SourceId, other.Ref);
        finding.OtherAt = UnixTime.FromSeconds(other.At);
        finding.ExpectedMinor = expected;
        finding.SameOrder = move.Order is null || other.Order is null ? null : move.Order == other.Order ? 1 : 0;
        _found.Add(finding);
    }

    public static BillingFinding Of(string kind, Move move) => new()
    {
        Kind = kind,
        SourceId = move.SourceId,
        PaymentRef = move.Ref,
        VendorId = move.VendorId,
        Day = UnixTime.FromDays(move.Day),
        PaidAt = UnixTime.FromSeconds(move.At),
        PaymentHash = move.Hash,
        CustomerRef = move.Customer,
        OrderRef = move.Order,
        Gateway = move.Gateway,
        Method = move.Method,
        AmountMinor = move.AmountMinor,
        Currency = move.Currency,
    };

    private static Seen SeenOf(Move move) => new(move.At, move.SourceId, move.Ref, move.Order, move.AmountMinor);
}
