using Insights.Analytics.Rollups.Passes;
using Insights.Analytics.Rollups.Tables;
using Insights.Analytics.Rollups.Writing;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Reading;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Rollups.Ledger;

/// <summary>
/// Which ledger rows a changed fact reaches. Before the change: the rows that were derived from it, which their links tell. After it: the rows whose payment,
/// customer or case it now is. Both together find every row that may differ, and few others.
/// </summary>
internal sealed class LedgerMarks(StoreTransaction transaction, AnalyticsDbContext analytics, DerivedWriter writer)
{
    /// <summary>Values in one IN list.</summary>
    private const int AtOnce = 500;

    private readonly HashSet<TicketName> _marked = [];
    private readonly HashSet<long> _keys = [];

    /// <summary>How many rows of the ledger are read one after another in the time one of them is looked up.</summary>
    private const int ReadPerLookUp = 5;

    /// <summary>Payments and refunds of these days have changed.</summary>
    public async Task PaymentsAsync(IReadOnlyCollection<DateOnly> touched, ReportingDays days, CancellationToken cancel)
    {
        await PayerDays.ForgetAsync(analytics, PayerDayKind.Payments, touched, cancel);
        if (!await analytics.DisputeLedger.AnyAsync(cancel))
            return;
        await LinkedAsync((links, chunk) => links.Where(link => chunk.Contains(link.Day) && link.Kind != DisputeLinkKind.Ticket), touched, cancel);
        var (payments, payers) = (new HashSet<long>(), new HashSet<long>());
        foreach (var (from, to) in RollupPass.Runs(touched))
        {
            using var cursor = transaction.Facts.Read<Transaction>(
                days.Start(from), days.End(to),
                nameof(Transaction.Kind), nameof(Transaction.SourceId), nameof(Transaction.ExternalId), nameof(Transaction.OriginalRef), nameof(Transaction.VendorId), nameof(Transaction.CustomerRef),
                nameof(Transaction.CardFingerprint));
            while (cursor.Read())
            {
                var kind = cursor.Interned(0);
                if (kind == "refund" && cursor.Text(3) is { Length: > 0 } original)
                    payments.Add(TimeWindows.HashOf(cursor.Int32(1), original));
                payments.Add(TimeWindows.HashOf(cursor.Int32(1), cursor.Text(2)!));
                if (kind == "charge" && LedgerReader.PayerOf(cursor, 4, 5, 6) is { } payer)
                    payers.Add(payer);
            }
        }
        await OfAsync(payments, payers, cancel);
        await WriteAsync(cancel);
    }

    /// <summary>Disputes opened on these days have come, changed or gone: they, the others of their payments, and those whose earlier payments these were.</summary>
    public async Task DisputesAsync(IReadOnlyCollection<DateOnly> touched, ReportingDays days, CancellationToken cancel)
    {
        var payments = new HashSet<long>();
        foreach (var chunk in touched.Chunk(AtOnce))
        {
            foreach (var row in await analytics.DisputeLedger.AsNoTracking().Where(row => chunk.Contains(row.OpenedDay))
                .Select(row => new { row.SourceId, row.DisputeRef, row.PaymentHash }).ToListAsync(cancel))
            {
                _marked.Add(new(row.SourceId, row.DisputeRef));
                if (row.PaymentHash is { } payment)
                    payments.Add(payment);
            }
        }
        foreach (var (from, to) in RollupPass.Runs(touched))
        {
            using var cursor = transaction.Facts.Read<Chargeback>(
                days.Start(from), days.End(to), nameof(Chargeback.SourceId), nameof(Chargeback.ExternalId), nameof(Chargeback.TransactionRef));
            while (cursor.Read())
            {
                _marked.Add(new(cursor.Int32(0), cursor.Text(1)!));
                if (cursor.Text(2) is { Length: > 0 } payment)
                    payments.Add(TimeWindows.HashOf(cursor.Int32(0), payment));
            }
        }
        await OfAsync(payments, [], cancel);
        await LinkedAsync((links, chunk) => links.Where(link => chunk.Contains(link.RefHash) && link.Kind != DisputeLinkKind.Ticket), payments, cancel);
        await WriteAsync(cancel);
    }

    /// <summary>These tickets have been derived anew.</summary>
    public async Task TicketsAsync(IReadOnlyCollection<TicketName> tickets, ReportingDays days, CancellationToken cancel)
    {
        if (tickets.Count == 0)
            return;
        var (payers, references, created) = (new HashSet<long>(), new HashSet<string>(), new HashSet<DateOnly>());
        foreach (var chunk in tickets.Chunk(10 * AtOnce))
        {
            using var cursor = transaction.Facts.ReadTickets(chunk, nameof(Ticket.VendorId), nameof(Ticket.CustomerRef), nameof(Ticket.TransactionRef), nameof(Ticket.CreatedAt));
            while (cursor.Read())
            {
                if (Payer.HashOf(cursor.Int32(0), cursor.Text(1), null) is { } payer)
                    payers.Add(payer);
                if (cursor.Text(2) is { Length: > 0 } payment)
                    references.Add(payment);
                created.Add(UnixTime.FromDays(days.Of(cursor.Int64(3))));
            }
        }
        await PayerDays.ForgetAsync(analytics, PayerDayKind.Tickets, created, cancel);
        if (!await analytics.DisputeLedger.AnyAsync(cancel))
            return;
        await LinkedAsync(
            (links, chunk) => links.Where(link => chunk.Contains(link.RefHash) && link.Kind == DisputeLinkKind.Ticket),
            tickets.Select(name => TimeWindows.HashOf(name.SourceId, name.TicketRef)).ToHashSet(), cancel);
        // A case names a payment of any source; a dispute one of its own.
        var sources = await transaction.Reporting.Sources.AsNoTracking().Select(source => source.Id).ToListAsync(cancel);
        var payments = references.SelectMany(reference => sources.Select(source => TimeWindows.HashOf(source, reference))).ToHashSet();
        await OfAsync(payments, payers, cancel);
        await WriteAsync(cancel);
    }

    /// <summary>Every dispute: when tickets were derived all at once, nobody knows which of them changed.</summary>
    public Task AllAsync(CancellationToken cancel) =>
        writer.ExecuteAsync($"INSERT INTO {writer.Sql("touched_disputes")} (dispute_hash, source_id, dispute_ref) VALUES (0, 0, '') ON CONFLICT DO NOTHING", cancel);

    /// <summary>
    /// The disputes of these payments and customers, by look-up: the cost is that of the change. A change so large that its look-ups would take longer than
    /// reading the ledger once reads it once.
    /// </summary>
    private async Task OfAsync(HashSet<long> payments, HashSet<long> payers, CancellationToken cancel)
    {
        var ledger = analytics.DisputeLedger.AsNoTracking();
        if ((long)ReadPerLookUp * (payments.Count + payers.Count) > await ledger.LongCountAsync(cancel))
        {
            await foreach (var row in ledger.Select(row => new { row.DisputeKey, row.PaymentHash, row.CustomerHash }).AsAsyncEnumerable().WithCancellation(cancel))
            {
                if ((row.PaymentHash is { } payment && payments.Contains(payment)) || (row.CustomerHash is { } customer && payers.Contains(customer)))
                    _keys.Add(row.DisputeKey);
            }
            return;
        }
        foreach (var chunk in payments.Select(hash => (long?)hash).Chunk(AtOnce))
            _keys.UnionWith(await ledger.Where(row => chunk.Contains(row.PaymentHash)).Select(row => row.DisputeKey).ToListAsync(cancel));
        foreach (var chunk in payers.Select(hash => (long?)hash).Chunk(AtOnce))
            _keys.UnionWith(await ledger.Where(row => chunk.Contains(row.CustomerHash)).Select(row => row.DisputeKey).ToListAsync(cancel));
    }

    private async Task LinkedAsync<T>(Func<IQueryable<DisputeLink>, T[], IQueryable<DisputeLink>> select, IReadOnlyCollection<T> values, CancellationToken cancel)
    {
        foreach (var chunk in values.Chunk(AtOnce))
            _keys.UnionWith(await select(analytics.DisputeLinks.AsNoTracking(), chunk).Select(link => link.DisputeKey).Distinct().ToListAsync(cancel));
    }

    private async Task WriteAsync(CancellationToken cancel)
    {
        foreach (var chunk in _keys.Chunk(AtOnce))
            _marked.UnionWith(await analytics.DisputeLedger.AsNoTracking().Where(row => chunk.Contains(row.DisputeKey)).Select(row => new TicketName(row.SourceId, row.DisputeRef)).ToListAsync(cancel));
        foreach (var name in _marked)
        {
            await writer.ExecuteAsync(
                $"INSERT INTO {writer.Sql("touched_disputes")} (dispute_hash, source_id, dispute_ref) VALUES (@hash, @source, @ref) ON CONFLICT DO NOTHING", cancel,
                ("@hash", TimeWindows.HashOf(name.SourceId, name.TicketRef)), ("@source", name.SourceId), ("@ref", name.TicketRef));
        }
        _marked.Clear();
        _keys.Clear();
    }
}
