using System.Globalization;
using Insights.Analytics.Metrics.Chargebacks.Ledger;
using Insights.Analytics.Rollups.Cells;
using Insights.Analytics.Rollups.Passes;
using Insights.Analytics.Rollups.Tables;
using Insights.Analytics.Rollups.Writing;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Rollups.Ledger;

/// <summary>dispute_ledger → daily_ledger and, one by one, daily_cells: the days whose rows were written or taken out, anew.</summary>
internal sealed class LedgerMargin(AnalyticsDbContext analytics, DerivedWriter writer)
{
    /// <summary>Days in one IN list.</summary>
    private const int AtOnce = 200;

    private static readonly string s_columns = string.Join(", ",
    [
        "received", "challenged", "expired", "expired_cost_minor", "late", "responded", "contacted", "never_contacted", "deflectable", "deflectable_minor", "deflectable_fees_minor", "refunded",
        "double_loss", "double_loss_minor", "refunded_lost", "refunded_lost_cost_minor", "inquiries", "late_inquiries", "late_inquiries_cost_minor", "duplicate", "noticed", "won", "won_recovered_minor", "prevented", "prevented_or_received", "charge_known", "held", "vendor_held_seconds", "acquirer_held_seconds",
    ]);

    private readonly HashSet<DateOnly> _opened = [];
    private readonly HashSet<DateOnly> _decided = [];

    public void Touch(DateOnly opened, DateOnly? decided)
    {
        _opened.Add(opened);
        if (decided is { } day)
            _decided.Add(day);
    }

    public async Task AllAsync(CancellationToken cancel)
    {
        await writer.ExecuteAsync($"DELETE FROM {writer.Sql("daily_ledger")}", cancel);
        await SumAsync(DisputeBasis.Opened, "", cancel);
        await SumAsync(DisputeBasis.Decided, "", cancel);
        await CellTable.RemoveAsync(writer, CellKind.Ledger, cancel);
        await PackAsync(analytics.DisputeLedger, cancel);
        await DerivedDays.AllAsync(writer, cancel);
    }

    public async Task TouchedAsync(CancellationToken cancel)
    {
        await DerivedDays.WriteAsync(writer, DerivedDay.Ledger, _opened.Union(_decided).Select(UnixTime.ToDays), cancel);
        foreach (var chunk in _opened.Order().Chunk(AtOnce))
        {
            foreach (var (first, last) in RollupPass.Runs([.. chunk]))
                await CellTable.RemoveAsync(writer, CellKind.Ledger, first, last, cancel);
            await PackAsync(analytics.DisputeLedger.Where(row => chunk.Contains(row.OpenedDay)), cancel);
        }
        foreach (var (basis, touched) in new[] { (DisputeBasis.Opened, _opened), (DisputeBasis.Decided, _decided) })
        {
            foreach (var chunk in touched.Order().Chunk(AtOnce))
            {
                var days = string.Join(", ", chunk.Select(day => UnixTime.ToDays(day).ToString(CultureInfo.InvariantCulture)));
                // Vendors lead the key: naming them turns a scan into look-ups.
                await writer.ExecuteAsync(
                    $"DELETE FROM {writer.Sql("daily_ledger")} WHERE basis = {(int)basis} AND vendor_id IN (SELECT id FROM {writer.Sql("vendors")} UNION ALL SELECT 0 UNION ALL SELECT {RollupVendor.All}) AND day IN ({days})", cancel);
                await SumAsync(basis, $"AND {Day(basis)} IN ({days}) ", cancel);
            }
            touched.Clear();
        }
    }

    private async Task PackAsync(IQueryable<DisputeLedger> rows, CancellationToken cancel)
    {
        var blocks = new DisputeBlocks(CellKind.Ledger);
        await foreach (var row in rows.AsNoTracking().AsAsyncEnumerable().WithCancellation(cancel))
            LedgerCell.Add(blocks, row);
        await writer.InsertAsync(CellTable.Rows, blocks.Pack(), cancel);
    }

    private async Task SumAsync(DisputeBasis basis, string days, CancellationToken cancel)
    {
        foreach (var vendor in new[] { "vendor_id", RollupVendor.All.ToString(CultureInfo.InvariantCulture) })
        {
            await writer.ExecuteAsync(
                $"INSERT INTO {writer.Sql("daily_ledger")} (basis, vendor_id, day, currency, {s_columns}) "
                + $"SELECT {(int)basis}, {vendor}, {Day(basis)}, currency, {(basis == DisputeBasis.Opened ? Received() : Decided())} "
                + $"FROM {writer.Sql("dispute_ledger")} WHERE {Day(basis)} IS NOT NULL {days}GROUP BY {(vendor == "vendor_id" ? "vendor_id, " : "")}{Day(basis)}, currency", cancel);
        }
    }

    private static string Day(DisputeBasis basis) => basis == DisputeBasis.Opened ? "opened_day" : "decided_day";

    // The same conditions as LedgerSets, column by column in the order of s_columns; tests hold the two equal.
    private static string Received()
    {
        var lost = $"outcome IN ('{DisputeState.Lost}', '{DisputeState.Accepted}', '{DisputeState.Expired}')";
        var deflectable = $"contact_at IS NOT NULL AND refund_state <> '{DisputeLedger.FullRefund}'";
        var expired = $"outcome = '{DisputeState.Expired}'";
        var refundedLost = $"refund_state = '{DisputeLedger.FullRefund}' AND {lost}";
        var inquiry = $"NOT is_dispute AND stage = {(int)DisputeStage.Inquiry}";
        var doubleLoss = $"refunded_minor > 0 AND {lost}";
        var won = $"outcome = '{DisputeState.Won}'";
        return string.Join(", ",
        [
            Count("true"), Count("challenged"), Count(expired), Sum(expired, Cost), Count("responded_late = 1"), Count("responded_at IS NOT NULL"),
            Count("contact_at IS NOT NULL"), Count("contact_at IS NULL AND customer_ref IS NOT NULL"),
            Count(deflectable), Sum(deflectable, "amount_minor"), Sum(deflectable, "fee_minor - fee_returned_minor"),
            Count($"refund_state <> '{DisputeLedger.NoRefund}'"), Count(doubleLoss),
            Sum(doubleLoss, "CASE WHEN amount_minor <= recovered_minor THEN 0 WHEN refunded_minor < amount_minor - recovered_minor THEN refunded_minor ELSE amount_minor - recovered_minor END"),
            Count(refundedLost), Sum(refundedLost, Cost), $"SUM(CASE WHEN {inquiry} THEN 1 ELSE 0 END)", $"SUM(CASE WHEN {inquiry} AND responded_late = 1 THEN 1 ELSE 0 END)", $"SUM(CASE WHEN {inquiry} AND responded_late = 1 THEN {Cost} ELSE 0 END)",
            Count("duplicate_ref IS NOT NULL"), Count("notice_at IS NOT NULL"), Count(won), Sum(won, "recovered_minor"),
            $"SUM(CASE WHEN outcome = '{DisputeState.Prevented}' THEN 1 ELSE 0 END)", $"SUM(CASE WHEN is_dispute OR outcome = '{DisputeState.Prevented}' THEN 1 ELSE 0 END)", Count("days_to_dispute IS NOT NULL"),
            Count("vendor_held_seconds IS NOT NULL"), Sum("vendor_held_seconds IS NOT NULL", "vendor_held_seconds"), Sum("acquirer_held_seconds IS NOT NULL", "acquirer_held_seconds"),
        ]);
    }

    private static string Decided()
    {
        var won = $"outcome = '{DisputeState.Won}'";
        return string.Join(", ", [.. Enumerable.Repeat("0", 21), Count(won), Sum(won, "recovered_minor"), .. Enumerable.Repeat("0", 6)]);
    }

    private const string Cost = "amount_minor + fee_minor - fee_returned_minor";

    private static string Count(string condition) => $"SUM(CASE WHEN is_dispute AND {condition} THEN 1 ELSE 0 END)";

    private static string Sum(string condition, string amount) => $"SUM(CASE WHEN is_dispute AND {condition} THEN {amount} ELSE 0 END)";
}
