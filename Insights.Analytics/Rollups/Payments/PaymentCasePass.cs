using System.Threading.Channels;
using Insights.Analytics.Rollups.Cells;
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
internal sealed class PaymentCasePass(IReportingStore store, StoreTransaction transaction, AnalyticsDbContext analytics, DerivedWriter writer, ReportingDays days)
{
    /// <summary>Days that are told from a changed fact, on both sides of it.</summary>
    public const int Margin = PaymentCaseStream.Margin;

    /// <summary>Batches that are derived and not yet written: some days each.</summary>
    private const int BatchesWaiting = 2;

    private static readonly string[] s_byDay = ["failed_orders", "refund_cases", "open_payments", "billing_findings"];

    private static readonly CellKind[] s_cells = [CellKind.FailedOrders, CellKind.Refunds];

    private readonly PaymentJoins _joins = new(analytics, writer);

    /// <summary>Every payment, whatever is stored.</summary>
    public async Task AllAsync(CancellationToken cancel)
    {
        foreach (var table in PaymentCaseTables.Derived)
            await writer.ExecuteAsync($"DELETE FROM {writer.Sql(table)}", cancel);
        foreach (var kind in s_cells)
            await CellTable.RemoveAsync(writer, kind, cancel);
        if (transaction.Facts.Range<Transaction>() is { } range)
        {
            var (first, last) = (days.DateOf(range.First), days.DateOf(range.Last));
            // Sorted once at the end an index costs a third of what it costs row by row.
            var indexes = await writer.DropIndexesAsync([PaymentCaseTables.Orders.Name, PaymentCaseTables.Refunds.Name], [], cancel);
            await AheadAsync(first, last, cancel);
            await writer.CreateIndexesAsync(indexes, cancel);
            await _joins.RefundsAsync(cancel);
            await _joins.OddRefundsAsync(cancel);
            await MonthsAsync(NetworkMonths.Between(first, last), cancel);
        }
        await _joins.AllAsync(cancel);
        await DerivedDays.AllAsync(writer, cancel);
    }

    /// <summary>
    /// Reads and derives on a thread and a connection of its own while what came before is written: each fills a core. The facts do not change while the store's turn to write is held.
    /// </summary>
    private async Task AheadAsync(DateOnly first, DateOnly last, CancellationToken cancel)
    {
        var batches = Channel.CreateBounded<PaymentCaseBatch>(new BoundedChannelOptions(BatchesWaiting) { SingleReader = true, SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var reading = Task.Run(async () =>
        {
            try
            {
                using var facts = store.OpenFactReader();
                foreach (var batch in new PaymentCaseStream(facts, days).Derive(first, last, stop.Token))
                    await batches.Writer.WriteAsync(batch, stop.Token);
                batches.Writer.Complete();
            }
            catch (Exception failure)
            {
                batches.Writer.TryComplete(failure);
            }
        }, CancellationToken.None);
        try
        {
            await foreach (var batch in batches.Reader.ReadAllAsync(cancel))
                await WriteAsync(batch, cancel);
        }
        finally
        {
            await stop.CancelAsync();
            // Its failure came through the channel; here it is only waited for, so that no reader outlives the transaction.
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
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
        var linked = touched.ToHashSet();
        foreach (var walk in Walks(touched))
        {
            var parted = new HashSet<long>();
            foreach (var (from, to) in RollupPass.Runs(walk))
            {
                parted.UnionWith(await _joins.RefundedTogetherAsync(from, to, cancel));
                await RemoveAsync(from, to, cancel);
            }
            foreach (var batch in new PaymentCaseStream(transaction.Facts, days).Derive(walk[0], walk[^1], walk.Select(UnixTime.ToDays).ToHashSet(), cancel))
                await WriteAsync(batch, cancel);
            foreach (var (from, to) in RollupPass.Runs(walk))
                await _joins.RefundsAsync(from, to, cancel);
            await _joins.RefundsAsync(parted, cancel);
            foreach (var (from, to) in RollupPass.Runs(walk))
                linked.UnionWith(await _joins.LinkedDaysAsync(from, to, cancel));
            linked.UnionWith(await _joins.LinkedDaysAsync(parted, cancel));
        }
        foreach (var (from, to) in RollupPass.Runs([.. linked]))
            await _joins.OddRefundsAsync(from, to, cancel);
        await MonthsAsync(NetworkMonths.Of(touched), cancel);
        await _joins.AllAsync(cancel);
        await DerivedDays.WriteAsync(writer, DerivedDay.PaymentCases, touched.Select(UnixTime.ToDays).Distinct(), cancel);
        await DerivedDays.WriteAsync(writer, DerivedDay.LinkedRefunds, linked.Select(UnixTime.ToDays), cancel);
        return true;
    }

    /// <summary>Days so near each other that one walk over all of them reads less than one each.</summary>
    private static IEnumerable<List<DateOnly>> Walks(IEnumerable<DateOnly> touched)
    {
        var walk = new List<DateOnly>();
        foreach (var day in touched.Distinct().Order())
        {
            if (walk.Count > 0 && day.DayNumber - walk[^1].DayNumber > 2 * Margin)
            {
                yield return walk;
                walk = [];
            }
            walk.Add(day);
        }
        if (walk.Count > 0)
            yield return walk;
    }

    private async Task RemoveAsync(DateOnly from, DateOnly to, CancellationToken cancel)
    {
        var (first, last) = (UnixTime.ToDays(from), UnixTime.ToDays(to));
        await writer.ExecuteAsync($"DELETE FROM {writer.Sql("payment_facets")} WHERE {EveryFacet()} AND grain = {PaymentFacetRow.OfDay} AND day BETWEEN {first} AND {last}", cancel);
        foreach (var table in s_byDay)
            await writer.ExecuteAsync($"DELETE FROM {writer.Sql(table)} WHERE day BETWEEN {first} AND {last}", cancel);
        foreach (var kind in s_cells)
            await CellTable.RemoveAsync(writer, kind, from, to, cancel);
        await writer.ExecuteAsync($"DELETE FROM {writer.Sql("fraud_signals")} WHERE day BETWEEN {first} AND {last} AND kind <> '{FraudSignal.Disputer}'", cancel);
        await writer.ExecuteAsync($"DELETE FROM {writer.Sql("block_candidates")} WHERE day BETWEEN {first} AND {last} AND reason <> '{FraudSignal.Disputer}'", cancel);
    }

    /// <summary>Facet and vendor lead the key of the facets, so naming them all turns a scan of the table into some hundred look-ups.</summary>
    private string EveryFacet() =>
        $"facet IN ({string.Join(", ", Enum.GetValues<PaymentFacet>().Select(facet => (int)facet))}) AND vendor_id IN (SELECT id FROM {writer.Sql("vendors")} UNION ALL SELECT 0 UNION ALL SELECT {RollupVendor.All})";

    private async Task WriteAsync(PaymentCaseBatch batch, CancellationToken cancel)
    {
        foreach (var facets in batch.Facets)
            await writer.InsertAsync(PaymentCaseTables.Facets, facets, cancel);
        foreach (var cells in batch.Cells)
            await writer.InsertAsync(CellTable.Rows, cells, cancel);
        await writer.InsertAsync(PaymentCaseTables.Orders, batch.Orders, cancel);
        await writer.InsertAsync(PaymentCaseTables.Refunds, batch.Refunds, cancel);
        await writer.InsertAsync(PaymentCaseTables.Open, batch.Open, cancel);
        await writer.InsertAsync(PaymentCaseTables.Findings, batch.Findings, cancel);
        await writer.InsertAsync(PaymentCaseTables.Signals, batch.Signals, cancel);
        await writer.InsertAsync(PaymentCaseTables.Candidates, batch.Candidates, cancel);
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
