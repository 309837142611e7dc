using Insights.Analytics.Rollups.Passes;
using Insights.Analytics.Rollups.Tables;
using Insights.Analytics.Rollups.Writing;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Rollups.Payments;

/// <summary>
/// Charges, refunds and cases → what the payments screens read. Everything about one day can be told from a week before it to a week after it, so a changed fact
/// costs the days within a week of it anew and no other. What joins rows further apart is linked behind (<see cref="PaymentJoins"/>). Runs behind the ledger.
/// </summary>
internal sealed class PaymentCasePass(StoreTransaction transaction, AnalyticsDbContext analytics, DerivedWriter writer, ReportingDays days)
{
    /// <summary>Days that are read on both sides: a week, and a day because clock changes make weeks of 167 and 169 hours.</summary>
    public const int Margin = FailureChains.Days + 1;

    private const int DaysAtOnce = 31;

    private static readonly string[] s_byDay = ["failed_orders", "refund_cases", "open_payments", "billing_findings"];

    private readonly PaymentJoins _joins = new(analytics, writer);

    /// <summary>Every payment, whatever is stored.</summary>
    public async Task AllAsync(CancellationToken cancel)
    {
        foreach (var table in PaymentCaseTables.Derived)
            await writer.ExecuteAsync($"DELETE FROM {writer.Sql(table)}", cancel);
        if (transaction.Facts.Range<Transaction>() is { } range)
        {
            var (first, last) = (days.DateOf(range.First), days.DateOf(range.Last));
            for (var day = first; day <= last; day = day.AddDays(DaysAtOnce))
                await DeriveAsync(day, day.AddDays(DaysAtOnce - 1) < last ? day.AddDays(DaysAtOnce - 1) : last, cancel);
            await _joins.RefundsAsync(first, last, cancel);
            await MonthsAsync(NetworkMonths.Between(first, last), cancel);
        }
        await _joins.AllAsync(cancel);
    }

    /// <summary>The days that are marked. Returns false when none is.</summary>
    public async Task<bool> MarkedAsync(CancellationToken cancel)
    {
        var marks = await analytics.TouchedPayments.AsNoTracking().ToListAsync(cancel);
        if (marks.Count == 0)
            return false;
        if (marks.Exists(mark => mark.Kind == TouchedPayments.Everything))
        {
            await AllAsync(cancel);
            return true;
        }
        await writer.ExecuteAsync($"DELETE FROM {writer.Sql("touched_payments")}", cancel);
        var touched = marks.Where(mark => mark.Kind == TouchedPayments.OneDay).Select(mark => mark.Day).ToList();
        foreach (var (from, to) in RollupPass.Runs(touched))
        {
            for (var day = from; day <= to; day = day.AddDays(DaysAtOnce))
            {
                var end = day.AddDays(DaysAtOnce - 1) < to ? day.AddDays(DaysAtOnce - 1) : to;
                var parted = await _joins.RefundedTogetherAsync(day, end, cancel);
                await RemoveAsync(day, end, cancel);
                await DeriveAsync(day, end, cancel);
                await _joins.RefundsAsync(day, end, cancel);
                await _joins.RefundsAsync(parted, cancel);
            }
        }
        await MonthsAsync(NetworkMonths.Of(touched), cancel);
        await _joins.AllAsync(cancel);
        return true;
    }

    private async Task RemoveAsync(DateOnly from, DateOnly to, CancellationToken cancel)
    {
        var (first, last) = (UnixTime.ToDays(from), UnixTime.ToDays(to));
        await writer.ExecuteAsync($"DELETE FROM {writer.Sql("payment_facets")} WHERE {EveryFacet()} AND grain = {PaymentFacetRow.OfDay} AND day BETWEEN {first} AND {last}", cancel);
        foreach (var table in s_byDay)
            await writer.ExecuteAsync($"DELETE FROM {writer.Sql(table)} WHERE day BETWEEN {first} AND {last}", cancel);
        await writer.ExecuteAsync($"DELETE FROM {writer.Sql("fraud_signals")} WHERE day BETWEEN {first} AND {last} AND kind <> '{FraudSignal.Disputer}'", cancel);
        await writer.ExecuteAsync($"DELETE FROM {writer.Sql("block_candidates")} WHERE day BETWEEN {first} AND {last} AND reason <> '{FraudSignal.Disputer}'", cancel);
    }

    /// <summary>Facet and vendor lead the key of the facets, so naming them all turns a scan of the table into some hundred look-ups.</summary>
    private string EveryFacet() =>
        $"facet IN ({string.Join(", ", Enum.GetValues<PaymentFacet>().Select(facet => (int)facet))}) AND vendor_id IN (SELECT id FROM {writer.Sql("vendors")} UNION ALL SELECT 0 UNION ALL SELECT {RollupVendor.All})";

    private async Task DeriveAsync(DateOnly from, DateOnly to, CancellationToken cancel)
    {
        var (first, last) = (UnixTime.ToDays(from), UnixTime.ToDays(to));
        var cases = CasesAround.Read(transaction.Facts, days, from.AddDays(-Margin), to.AddDays(Margin));
        var sums = new FacetSums();
        var own = new PaymentDays(sums, days, cases);
        var (chains, billing, fees, fraud) = (new FailureChains(first, last), new BillingFinder(first, last), new FeeFinder(first, last), new FraudFinder(first, last));
        List<FailedOrder> orders = [];
        List<PaymentFacetRow> facets = [];
        new PaymentWindow(transaction.Facts, days).Read(from.AddDays(-Margin), to.AddDays(Margin), move =>
        {
            if (move.Day >= first && move.Day <= last)
                own.Add(move);
            chains.Add(move);
            billing.Add(move);
            fees.Add(move);
            fraud.Add(move);
        },
        textOf =>
        {
            orders = chains.Finish(cases);
            foreach (var order in orders)
                FailureChains.Sum(sums, order);
            facets = sums.Rows(textOf);
        }, cancel);
        billing.Finish(cases);
        var (signals, candidates) = fraud.Finish(days.Of, CardsOf);

        await writer.InsertAsync(PaymentCaseTables.Facets, facets, cancel);
        await writer.InsertAsync(PaymentCaseTables.Orders, orders, cancel);
        await writer.InsertAsync(PaymentCaseTables.Refunds, own.Refunds, cancel);
        await writer.InsertAsync(PaymentCaseTables.Open, own.Open, cancel);
        await writer.InsertAsync(PaymentCaseTables.Findings, [.. billing.Found, .. fees.Finish(cases)], cancel);
        await writer.InsertAsync(PaymentCaseTables.Signals, signals, cancel);
        await writer.InsertAsync(PaymentCaseTables.Candidates, candidates, cancel);
    }

    /// <summary>The cards of a wave: its hours are read again, because keeping the card of every payment would cost more than few waves are worth.</summary>
    private List<FraudFinder.CardTried> CardsOf(int vendorId, string bin, long from, long to)
    {
        var cards = new Dictionary<string, FraudFinder.CardTried>();
        using var cursor = transaction.Facts.Read<Transaction>(UnixTime.FromSeconds(from), UnixTime.FromSeconds(to + 1),
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

    private async Task MonthsAsync(IEnumerable<DateOnly> months, CancellationToken cancel)
    {
        var table = writer.Sql("payment_facets");
        foreach (var month in months)
        {
            var (first, last) = (UnixTime.ToDays(month), UnixTime.ToDays(month.AddMonths(1).AddDays(-1)));
            var where = EveryFacet();
            await writer.ExecuteAsync($"DELETE FROM {table} WHERE {where} AND grain = {PaymentFacetRow.OfMonth} AND day = {first}", cancel);
            await writer.ExecuteAsync(
                $"INSERT INTO {table} (facet, vendor_id, grain, day, member, currency, count, base, minor) SELECT facet, vendor_id, {PaymentFacetRow.OfMonth}, {first}, member, currency, SUM(count), SUM(base), SUM(minor) FROM {table} "
                + $"WHERE {where} AND grain = {PaymentFacetRow.OfDay} AND day BETWEEN {first} AND {last} GROUP BY facet, vendor_id, member, currency", cancel);
        }
    }
}
