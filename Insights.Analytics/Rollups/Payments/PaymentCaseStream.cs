using Insights.Analytics.Rollups.Cells;
using Insights.Analytics.Rollups.Passes;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Reading;

namespace Insights.Analytics.Rollups.Payments;

/// <summary>Rows that are finished; no row comes twice.</summary>
internal sealed record PaymentCaseBatch(
    IReadOnlyList<IReadOnlyList<PaymentFacetRow>> Facets, IReadOnlyList<IReadOnlyList<DailyCells>> Cells, IReadOnlyList<FailedOrder> Orders, IReadOnlyList<RefundCase> Refunds, IReadOnlyList<OpenPayment> Open,
    IReadOnlyList<BillingFinding> Findings, IReadOnlyList<FraudSignal> Signals, IReadOnlyList<BlockCandidate> Candidates);

/// <summary>
/// One walk over the charges, refunds and cases of a stretch of days and a margin on both sides: every fact is read once, in the order of time. What a finder needs of the
/// past it remembers for as long as it may matter; an order is told when its week is over.
/// </summary>
internal sealed class PaymentCaseStream(IFactReader facts, ReportingDays days)
{
    /// <summary>Days that are read on both sides: a week, and a day because clock changes make weeks of 167 and 169 hours.</summary>
    public const int Margin = FailureChains.Days + 1;

    private const int DaysAtOnce = 14;

    public IEnumerable<PaymentCaseBatch> Derive(DateOnly from, DateOnly to, CancellationToken cancel) => Derive(from, to, null, cancel);

    /// <param name="only">Days between <paramref name="from"/> and <paramref name="to"/> whose rows are wanted; null = all.</param>
    public IEnumerable<PaymentCaseBatch> Derive(DateOnly from, DateOnly to, IReadOnlySet<int>? only, CancellationToken cancel)
    {
        var (first, last) = (UnixTime.ToDays(from), UnixTime.ToDays(to));
        Func<int, bool> wanted = only is null ? day => day >= first && day <= last : only.Contains;
        var (start, end) = (from.AddDays(-Margin), to.AddDays(Margin));
        var cases = new CasesAround();
        var window = new PaymentWindow(facts, days);
        var (chains, billing, fees, fraud) = (new FailureChains(wanted), new BillingFinder(wanted), new FeeFinder(wanted), new FraudFinder(wanted));
        for (var day = start; day <= end; day = day.AddDays(DaysAtOnce))
        {
            var until = day.AddDays(DaysAtOnce - 1) < end ? day.AddDays(DaysAtOnce - 1) : end;
            cases.ReadUntil(facts, days, start, until.AddDays(Margin));
            cases.Forget(UnixTime.ToSeconds(days.Start(day.AddDays(-Margin))));
            var sums = new FacetSums();
            var own = new PaymentDays(sums, days, cases);
            List<FailedOrder> orders = [];
            List<PaymentFacetRow> facets = [];
            window.Read(day, until, move =>
            {
                if (wanted(move.Day))
                    own.Add(move);
                chains.Add(move);
                billing.Add(move);
                fees.Add(move);
                fraud.Add(move);
            },
            textOf =>
            {
                orders = chains.Take(cases, until == end ? to : until.AddDays(-Margin));
                facets = sums.Rows(textOf);
            }, cancel);
            // An order belongs to the day it failed, which may lie in the stretch before: its sums have facets of their own, so the two never meet.
            var ofOrders = new FacetSums();
            var (orderCells, refundCells) = (new CellSums(CellKind.FailedOrders), new CellSums(CellKind.Refunds));
            foreach (var order in orders)
            {
                FailureChains.Sum(ofOrders, order);
                PaymentCells.Add(orderCells, order);
            }
            foreach (var refund in own.Refunds)
                PaymentCells.Add(refundCells, refund);
            var signs = until == end ? fraud.Finish(days.Of, CardsOf) : (Signals: [], Candidates: []);
            yield return new([facets, ofOrders.Rows(_ => null)], [orderCells.Pack(), refundCells.Pack()], orders, own.Refunds, own.Open, [.. billing.Take(cases), .. fees.Take(cases, until == end)], signs.Signals, signs.Candidates);
        }
    }

    /// <summary>The cards of a wave: its hours are read again, because keeping the card of every payment would cost more than few waves are worth.</summary>
    private List<FraudFinder.CardTried> CardsOf(int vendorId, string bin, long from, long to)
    {
        var cards = new Dictionary<string, FraudFinder.CardTried>();
        using var cursor = facts.Read<Transaction>(UnixTime.FromSeconds(from), UnixTime.FromSeconds(to + 1),
            nameof(Transaction.VendorId), nameof(Transaction.Kind), nameof(Transaction.Status), nameof(Transaction.Bin6), nameof(Transaction.CardFingerprint), nameof(Transaction.OccurredAt));
        while (cursor.Read())
        {
            if (cursor.Int32(0) != vendorId || cursor.Interned(1) != "charge" || cursor.Interned(2) is not ("succeeded" or "failed") || cursor.Interned(3) != bin || cursor.Text(4) is not { Length: > 0 } token)
                continue;
            var passed = cursor.Interned(2) == "succeeded" ? 1 : 0;
            cards[token] = cards.TryGetValue(token, out var known)
                ? known with { Tries = known.Tries + 1, Passed = known.Passed + passed, LastAt = cursor.Int64(5) }
                : new(token, 1, passed, cursor.Int64(5));
        }
        return [.. cards.Values];
    }
}
