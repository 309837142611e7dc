using Insights.Analytics.Rollups.Ledger;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;

namespace Insights.Analytics.Rollups.Payments;

/// <summary>
/// Failed attempts → orders that failed, and what came of each. Attempts belong together by the order they name; without an order by customer, amount and
/// currency; without a customer by the card. A failure begins a new chain when none of the same order came in the seven days before it, so that where a chain
/// begins can be told from a week around it; what happens within seven days of the beginning is its outcome.
/// </summary>
internal sealed class FailureChains(Func<int, bool> wanted)
{
    public const int Days = 7;

    private const long Window = Days * 86_400L;

    private readonly Recent<Chain> _open = new(Window);
    private readonly Queue<Chain> _begun = new();

    public void Add(Move move)
    {
        if (move.IsRefund || move.Status == MoveStatus.Canceled)
            return;
        var key = KeyOf(move);
        if (move.Status != MoveStatus.Failed)
        {
            if (key is { } tried && _open.TryGet(tried, out var chain) && move.At - chain.Row.FirstAtSeconds <= Window)
                chain.Tried(move);
            return;
        }
        if (key is not { } failed)
        {
            Begin(new(move, followed: false), move);
            return;
        }
        if (_open.TryGet(failed, out var known) && move.At - known.LastFailureAt <= Window)
        {
            known.LastFailureAt = move.At;
            _open.Put(failed, known, move.At);
            if (move.At - known.Row.FirstAtSeconds <= Window)
            {
                known.Tried(move);
                known.Row.Order.Failures++;
                known.Refs.Add(move.Ref);
            }
            return;
        }
        var begun = new Chain(move, followed: true);
        _open.Put(failed, begun, move.At);
        Begin(begun, move);
    }

    /// <summary>The orders whose first failure lies in the days asked for and not after <paramref name="through"/>, by whole days: the week after them has been read.</summary>
    public List<FailedOrder> Take(CasesAround cases, DateOnly through)
    {
        var done = new List<FailedOrder>();
        while (_begun.TryPeek(out var chain) && chain.Row.Order.Day <= through)
        {
            _begun.Dequeue();
            var order = chain.Row.Order;
            done.Add(order);
            var (from, until) = (chain.Row.FirstAtSeconds, chain.Row.FirstAtSeconds + Window);
            var asked = chain.Refs.Select(reference => cases.About(order.VendorId, reference, from, until)).Append(cases.Of(order.VendorId, order.CustomerRef, from, until, "failed_payment", "payment_method"))
                .Where(one => one is not null).MinBy(one => one!.At);
            if (asked is null)
                continue;
            (order.TicketSourceId, order.TicketRef) = (asked.SourceId, asked.Ref);
            var at = UnixTime.FromSeconds(asked.At);
            if (order.NextAt is null || at < order.NextAt)
                (order.Next, order.NextAt, order.NextMethod) = (FailedOrder.Asked, at, null);
        }
        return done;
    }

    public static void Sum(FacetSums sums, FailedOrder order)
    {
        var (vendor, day, currency) = (order.VendorId, UnixTime.ToDays(order.Day), sums.Word(order.Currency));
        var recovered = sums.Number(order.Recovered);
        sums.Add(PaymentFacet.Order, vendor, day, sums.Member(order.FailureCause), sums.Word(order.Next), recovered, count: 1, minor: order.AmountMinor, currency: currency);
        sums.Add(PaymentFacet.OrderMethod, vendor, day, sums.Member(order.Method), order.NextMethod is null ? sums.Word(order.Next) : sums.Member(order.NextMethod), recovered, count: 1);
        sums.Add(PaymentFacet.OrderGateway, vendor, day, sums.Member(order.Gateway), recovered, count: 1);
        sums.Add(PaymentFacet.Case, vendor, day, sums.Word(Queries.RowSets.OrdersFailed), count: 1, minor: order.AmountMinor, currency: currency);
        foreach (var (dimension, member) in MembersOf(order))
            sums.Add(PaymentFacet.CaseBy, vendor, day, sums.Word(dimension), sums.Member(member), count: 1, of: order.Recovered);
        if (order.Recovered == 1)
            sums.Add(PaymentFacet.Case, vendor, day, sums.Word(Queries.RowSets.OrdersRecovered), count: 1, minor: order.RecoveredMinor, currency: currency);
        else
            sums.Add(PaymentFacet.Case, vendor, day, sums.Word(Queries.RowSets.OrdersLost), count: 1, minor: order.AmountMinor, currency: currency);
    }

    /// <summary>Properties by which counts of orders are kept.</summary>
    public static IReadOnlySet<string> KeptBy { get; } = MembersOf(new()).Select(one => one.Dimension).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<(string Dimension, string? Member)> MembersOf(FailedOrder order) =>
    [
        (nameof(order.Gateway), order.Gateway), (nameof(order.Method), order.Method), (nameof(order.Brand), order.Brand), (nameof(order.Country), order.Country),
        (nameof(order.CustomerCountry), order.CustomerCountry), (nameof(order.FailureCause), order.FailureCause), (nameof(order.Next), order.Next),
    ];

    private void Begin(Chain chain, Move move)
    {
        if (wanted(move.Day))
            _begun.Enqueue(chain);
    }

    private static long? KeyOf(Move move) => move.OrderKey ?? (move.PayerKey is { } payer ? Move.Mix(Move.Mix(payer, move.AmountMinor), ~(long)move.CurrencyCode) : null);

    private sealed class Chain
    {
        public Chain(Move move, bool followed)
        {
            Row = (new()
            {
                PaymentKey = move.Key,
                VendorId = move.VendorId,
                SourceId = move.SourceId,
                PaymentRef = move.Ref,
                CustomerRef = move.Customer,
                OrderRef = move.Order,
                Currency = move.Currency,
                AmountMinor = move.AmountMinor,
                FirstAt = UnixTime.FromSeconds(move.At),
                Day = UnixTime.FromDays(move.Day),
                Gateway = move.Gateway,
                Method = move.Method,
                Brand = move.Brand,
                Country = move.Country,
                CustomerCountry = move.CustomerCountry,
                Bin6 = move.Bin,
                FailureCode = move.FailureCode,
                FailureCause = move.Cause,
                Failures = 1,
                Next = followed ? FailedOrder.Left : FailedOrder.NotKnown,
            }, move.At);
            (LastFailureAt, _card) = (move.At, move.Card);
            Refs.Add(move.Ref);
        }

        private readonly string? _card;

        public (FailedOrder Order, long FirstAtSeconds) Row { get; }

        public long LastFailureAt { get; set; }

        public List<string> Refs { get; } = [];

        public void Tried(Move move)
        {
            var order = Row.Order;
            if (order.NextAt is null)
            {
                order.NextAt = UnixTime.FromSeconds(move.At);
                order.NextMethod = move.Method;
                order.Next = move.Method != order.Method ? FailedOrder.OtherMethod
                    : _card is not null && move.Card is not null && move.Card != _card ? FailedOrder.OtherCard
                    : FailedOrder.SameMethod;
            }
            if (move.Status == MoveStatus.Succeeded && order.Recovered == 0)
            {
                order.Recovered = 1;
                order.RecoveredAt = UnixTime.FromSeconds(move.At);
                order.RecoveredRef = move.Ref;
                order.RecoveredMinor = move.AmountMinor;
            }
        }
    }
}
