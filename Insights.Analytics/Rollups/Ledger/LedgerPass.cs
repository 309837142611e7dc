using Insights.Analytics.Rollups.Passes;
using Insights.Analytics.Rollups.Tables;
using Insights.Analytics.Rollups.Writing;
using Insights.Import.Store;
using Insights.Import.Store.Reading;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Rollups.Ledger;

/// <summary>Disputes and what lies around them → dispute_ledger, dispute_links, daily_ledger and daily_cells. Runs behind the tickets, whose outcomes it reads.</summary>
internal sealed class LedgerPass(StoreTransaction transaction, AnalyticsDbContext analytics, DerivedWriter writer, ReportingDays days)
{
    private const int KeysAtOnce = 500;

    private readonly LedgerReader _reader = new(transaction.Facts, analytics, new(transaction.Facts, analytics, days));
    private readonly LedgerDeriver _deriver = new(days);
    private readonly LedgerMargin _margin = new(analytics, writer);

    /// <summary>Every dispute, whatever is stored.</summary>
    public async Task<long> AllAsync(CancellationToken cancel)
    {
        foreach (var table in new[] { "dispute_ledger", "dispute_links", "touched_disputes", "payer_days" })
            await writer.ExecuteAsync($"DELETE FROM {writer.Sql(table)}", cancel);
        var written = await WriteAsync(null, cancel);
        await _margin.AllAsync(cancel);
        return written;
    }

    /// <summary>The disputes that are marked, in one go. Returns 0 when none is.</summary>
    public async Task<long> MarkedAsync(CancellationToken cancel)
    {
        var marked = await analytics.TouchedDisputes.AsNoTracking().ToListAsync(cancel);
        if (marked.Count == 0)
            return 0;
        if (marked.Exists(mark => mark.DisputeRef.Length == 0))
            return Math.Max(1, await AllAsync(cancel));
        await writer.ExecuteAsync($"DELETE FROM {writer.Sql("touched_disputes")}", cancel);
        var names = marked.Select(mark => new TicketName(mark.SourceId, mark.DisputeRef)).ToHashSet();
        // All old rows leave before any new one comes: a moved dispute may now hold the key another one gave up.
        foreach (var chunk in marked.Chunk(KeysAtOnce))
        {
            var hashes = chunk.Select(mark => mark.DisputeHash).Distinct().ToArray();
            var rows = (await analytics.DisputeLedger.AsNoTracking().Where(row => hashes.Contains(row.DisputeHash))
                .Select(row => new { row.DisputeKey, row.SourceId, row.DisputeRef, row.OpenedDay, row.DecidedDay }).ToListAsync(cancel))
                .FindAll(row => names.Contains(new(row.SourceId, row.DisputeRef)));
            rows.ForEach(row => _margin.Touch(row.OpenedDay, row.DecidedDay));
            var keys = rows.ConvertAll(row => row.DisputeKey).ToArray();
            await analytics.DisputeLinks.Where(row => keys.Contains(row.DisputeKey)).ExecuteDeleteAsync(cancel);
            await analytics.DisputeLedger.Where(row => keys.Contains(row.DisputeKey)).ExecuteDeleteAsync(cancel);
        }
        await WriteAsync(names, cancel);
        await _margin.TouchedAsync(cancel);
        return marked.Count;
    }

    private async Task<long> WriteAsync(IReadOnlySet<TicketName>? names, CancellationToken cancel)
    {
        var (disputes, all) = _reader.Disputes(names);
        if (disputes.Count == 0)
            return 0;
        var payments = _reader.Payments(disputes);
        var ofDispute = disputes.ToDictionary(dispute => dispute.Key, dispute => PaymentOf(dispute, payments));
        var payers = disputes.Select(dispute => LedgerDeriver.PayerOf(dispute, ofDispute[dispute.Key])).OfType<long>().ToHashSet();
        var hashes = disputes.Select(dispute => dispute.PaymentHash).OfType<long>().ToHashSet();
        var first = disputes.Min(dispute => ofDispute[dispute.Key]?.At ?? dispute.ChargedAt ?? dispute.OpenedAt.AddDays(-Metrics.Chargebacks.DisputeMaturity.Days));
        var (charges, refunds) = await _reader.MovementsAsync(payers, hashes, first - LedgerReader.LookBack, cancel);
        // Cases that name the payment may be older than the charge date a dispute reports.
        var (byPayer, byPayment) = await _reader.ContactsAsync(
            payers, disputes.Select(dispute => dispute.PaymentRef).OfType<string>().Where(reference => reference.Length > 0).ToHashSet(), first - LedgerReader.LookBack, cancel);
        var ofPayment = all.ToLookup(each => each.PaymentHash);
        var reported = all.Where(each => each.IsDispute || each.State == Metrics.Chargebacks.Ledger.DisputeState.FraudNotice).Select(each => each.PaymentHash).ToHashSet();

        var links = new List<DisputeLink>();
        var rows = new List<DisputeLedger>(disputes.Count);
        foreach (var dispute in disputes)
        {
            var payment = ofDispute[dispute.Key];
            var payer = LedgerDeriver.PayerOf(dispute, payment);
            var (row, linked) = _deriver.Derive(dispute, new(
                payment,
                payer is { } known ? charges.GetValueOrDefault(known) ?? [] : [],
                dispute.PaymentHash is { } hash ? refunds.GetValueOrDefault(hash) ?? [] : [],
                [.. payer is { } asker ? byPayer[asker] : [], .. dispute.PaymentRef is { Length: > 0 } reference ? byPayment[reference] : []],
                dispute.PaymentHash is { } disputed ? [.. ofPayment[disputed]] : [],
                reported.Contains));
            rows.Add(row);
            if (names is not null)
                _margin.Touch(row.OpenedDay, row.DecidedDay);
            links.AddRange(linked);
        }
        await writer.InsertAsync(LedgerTables.Rows, rows, cancel);
        await writer.InsertAsync(LedgerTables.Links, links, cancel);
        return rows.Count;
    }

    /// <summary>A payment of another vendor is none of this dispute's: its row would be read by somebody it is not for.</summary>
    private static PaymentFact? PaymentOf(DisputeFact dispute, Dictionary<TicketName, PaymentFact> payments) =>
        dispute.PaymentRef is { Length: > 0 } reference && payments.GetValueOrDefault(new(dispute.Name.SourceId, reference)) is { } payment && payment.VendorId == dispute.VendorId ? payment : null;
}
