using Insights.Analytics.Rollups.Tables;
using Insights.Analytics.Rollups.Writing;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Rollups.Payments;

/// <summary>What joins rows that may lie far apart: refunds of one payment, refunds and disputes of a doubtful charge, the disputes of one customer.</summary>
internal sealed class PaymentJoins(AnalyticsDbContext analytics, DerivedWriter writer)
{
    /// <summary>A customer with that many disputes at one vendor is listed.</summary>
    public const int LeastDisputes = 3;

    private const int HashesAtOnce = 500;

    /// <summary>Payments refunded in these days that have other refunds too: when these go, the others stand alone.</summary>
    public async Task<List<long>> RefundedTogetherAsync(DateOnly from, DateOnly to, CancellationToken cancel) =>
        await analytics.RefundCases.AsNoTracking().Where(row => row.Day >= from && row.Day <= to && row.Others > 0 && row.PaymentHash != null).Select(row => row.PaymentHash!.Value).Distinct().ToListAsync(cancel);

    /// <summary>All refunds, where none is linked yet: only payments that were refunded more than once.</summary>
    public Task RefundsAsync(CancellationToken cancel) =>
        LinkAsync($"SELECT payment_hash FROM {writer.Sql("refund_cases")} WHERE payment_hash IS NOT NULL GROUP BY payment_hash HAVING count(*) > 1", cancel);

    /// <summary>The refunds of every payment that is refunded in these days.</summary>
    public Task RefundsAsync(DateOnly from, DateOnly to, CancellationToken cancel) =>
        LinkAsync($"SELECT payment_hash FROM {writer.Sql("refund_cases")} WHERE day BETWEEN {UnixTime.ToDays(from)} AND {UnixTime.ToDays(to)} AND payment_hash IS NOT NULL", cancel);

    public async Task RefundsAsync(IReadOnlyCollection<long> hashes, CancellationToken cancel)
    {
        foreach (var chunk in hashes.Chunk(HashesAtOnce))
            await LinkAsync(string.Join(", ", chunk.Select(hash => hash.ToString(System.Globalization.CultureInfo.InvariantCulture))), cancel);
    }

    /// <summary>Days of all refunds of payments that are refunded in these days and on others too.</summary>
    public Task<List<DateOnly>> LinkedDaysAsync(DateOnly from, DateOnly to, CancellationToken cancel)
    {
        var hashes = analytics.RefundCases.Where(row => row.Day >= from && row.Day <= to && row.Others > 0 && row.PaymentHash != null).Select(row => row.PaymentHash);
        return analytics.RefundCases.AsNoTracking().Where(row => row.PaymentHash != null && hashes.Contains(row.PaymentHash)).Select(row => row.Day).Distinct().ToListAsync(cancel);
    }

    /// <summary>Days of all refunds of these payments.</summary>
    public async Task<HashSet<DateOnly>> LinkedDaysAsync(IReadOnlyCollection<long> hashes, CancellationToken cancel)
    {
        var days = new HashSet<DateOnly>();
        foreach (var chunk in hashes.Chunk(HashesAtOnce))
        {
            var own = chunk.Select(hash => (long?)hash).ToArray();
            days.UnionWith(await analytics.RefundCases.AsNoTracking().Where(row => own.Contains(row.PaymentHash)).Select(row => row.Day).Distinct().ToListAsync(cancel));
        }
        return days;
    }

    /// <summary>What stands out of all refunds, where none is told yet.</summary>
    public Task OddRefundsAsync(CancellationToken cancel) => TellOddAsync("", cancel);

    /// <summary>What stands out of the refunds of these days, now that they are linked.</summary>
    public async Task OddRefundsAsync(DateOnly from, DateOnly to, CancellationToken cancel)
    {
        var during = $"day BETWEEN {UnixTime.ToDays(from)} AND {UnixTime.ToDays(to)}";
        await writer.ExecuteAsync($"DELETE FROM {writer.Sql("odd_refunds")} WHERE {during}", cancel);
        await TellOddAsync(during + " AND ", cancel);
    }

    private Task<int> TellOddAsync(string during, CancellationToken cancel)
    {
        const string Owed = "status <> 'succeeded' AND made_good_at IS NULL";
        return writer.ExecuteAsync(
            $"INSERT INTO {writer.Sql("odd_refunds")} (day, refund_key, vendor_id, currency, gateway, method, amount_minor, owed, repeated, failed_before_at, done_at) "
            + $"SELECT day, refund_key, vendor_id, currency, gateway, method, amount_minor, CASE WHEN {Owed} THEN 1 ELSE 0 END, CASE WHEN repeats > 0 THEN 1 ELSE 0 END, failed_before_at, COALESCE(settled_at, requested_at) "
            + $"FROM {writer.Sql("refund_cases")} WHERE {during}(({Owed}) OR repeats > 0 OR failed_before_at IS NOT NULL)", cancel);
    }

    private async Task LinkAsync(string hashes, CancellationToken cancel)
    {
        var table = writer.Sql("refund_cases");
        await writer.ExecuteAsync($"UPDATE {table} AS r SET others = (SELECT count(*) - 1 FROM {table} AS o WHERE o.payment_hash = r.payment_hash), repeats = 0, made_good_at = NULL, failed_before_at = NULL WHERE r.payment_hash IN ({hashes})", cancel);
        await writer.ExecuteAsync(
            $"UPDATE {table} AS r SET repeats = CASE WHEN r.status = 'succeeded' THEN (SELECT count(*) FROM {table} AS o WHERE o.payment_hash = r.payment_hash AND o.status = 'succeeded' AND o.refund_key < r.refund_key AND (o.extent = 'full' OR r.extent = 'full')) ELSE 0 END, "
            + $"made_good_at = CASE WHEN r.status <> 'succeeded' THEN (SELECT min(o.requested_at) FROM {table} AS o WHERE o.payment_hash = r.payment_hash AND o.status = 'succeeded' AND o.refund_key > r.refund_key) END, "
            + $"failed_before_at = CASE WHEN r.status = 'succeeded' THEN (SELECT min(o.requested_at) FROM {table} AS o WHERE o.payment_hash = r.payment_hash AND o.status = 'failed' AND o.refund_key < r.refund_key) END "
            + $"WHERE r.others > 0 AND r.payment_hash IN ({hashes})", cancel);
    }

    /// <summary>Refunds and disputes of doubtful charges, and customers who dispute again and again: few rows, made anew each time.</summary>
    public async Task AllAsync(CancellationToken cancel)
    {
        var (findings, refunds, ledger) = (writer.Sql("billing_findings"), writer.Sql("refund_cases"), writer.Sql("dispute_ledger"));
        await writer.ExecuteAsync(
            $"UPDATE {findings} AS f SET refunded_at = (SELECT min(r.requested_at) FROM {refunds} AS r WHERE r.payment_hash IN (f.payment_hash, f.other_hash) AND r.status = 'succeeded' AND r.requested_at >= f.paid_at), "
            + $"disputed_at = (SELECT min(d.opened_at) FROM {ledger} AS d WHERE d.payment_hash IN (f.payment_hash, f.other_hash) AND d.vendor_id = f.vendor_id)", cancel);

        await analytics.FraudSignals.Where(row => row.Kind == FraudSignal.Disputer).ExecuteDeleteAsync(cancel);
        await analytics.BlockCandidates.Where(row => row.Reason == FraudSignal.Disputer).ExecuteDeleteAsync(cancel);
        var disputers = await analytics.DisputeLedger.AsNoTracking().Where(row => row.IsDispute && row.CustomerRef != null && row.CustomerRef != "")
            .GroupBy(row => new { row.VendorId, row.CustomerRef })
            .Where(group => group.Count() >= LeastDisputes)
            .Select(group => new { group.Key.VendorId, group.Key.CustomerRef, Count = group.Count(), First = group.Min(row => row.OpenedAt), Last = group.Max(row => row.OpenedAt), Day = group.Max(row => row.OpenedDay), Least = group.Min(row => row.AmountMinor), Most = group.Max(row => row.AmountMinor), Currency = group.Min(row => row.Currency), Other = group.Max(row => row.Currency) })
            .ToListAsync(cancel);
        await writer.InsertAsync(PaymentCaseTables.Signals, disputers.ConvertAll(one => new FraudSignal
        {
            Kind = FraudSignal.Disputer,
            VendorId = one.VendorId,
            StartedAt = one.First,
            EndedAt = one.Last,
            Member = one.CustomerRef!,
            Day = one.Day,
            Disputes = one.Count,
            LeastMinor = one.Least,
            MostMinor = one.Most,
            Currency = one.Currency == one.Other ? one.Currency ?? "" : "",
        }), cancel);
        await writer.InsertAsync(PaymentCaseTables.Candidates, disputers.ConvertAll(one => new BlockCandidate
        {
            VendorId = one.VendorId,
            TokenKind = BlockCandidate.Customer,
            Token = one.CustomerRef!,
            Reason = FraudSignal.Disputer,
            Day = one.Day,
            Attempts = 0,
            Passed = one.Count,
            LastAt = one.Last,
        }), cancel);
    }
}
