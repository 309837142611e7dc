using Insights.Analytics.Rollups.Ledger;
using Insights.Analytics.Rollups.Passes;
using Insights.Analytics.Rollups.Tables;
using Insights.Analytics.Rollups.Writing;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Reading;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Rollups.Payments;

/// <summary>Which days of payment cases a changed fact reaches: those within a week of a payment; of a ticket only those on which something of its payment or customer lies.</summary>
internal sealed class PaymentMarks(StoreTransaction transaction, AnalyticsDbContext analytics, DerivedWriter writer)
{
    private const int AtOnce = 500;

    /// <summary>What payments look for in a case. Two that are equal are the same to every payment.</summary>
    private readonly record struct Asked(int VendorId, long? Customer, long? Payment, long At, string? Category)
    {
        /// <summary>Customers are looked for by these types of request alone (FailureChains, BillingFinder); payments by whatever names them.</summary>
        public bool Matters => Payment is not null || (Customer is not null && Category is "failed_payment" or "payment_method" or "billing_error");
    }

    /// <summary>Charges and refunds of these days have changed.</summary>
    public async Task PaymentsAsync(IEnumerable<DateOnly> touched, CancellationToken cancel)
    {
        var reached = touched.SelectMany(day => Enumerable.Range(-PaymentCasePass.Margin, (2 * PaymentCasePass.Margin) + 1).Select(day.AddDays)).ToHashSet();
        foreach (var day in reached)
            await MarkAsync(TouchedPayments.OneDay, day, cancel);
    }

    /// <summary>Before tickets are derived anew: a ticket that says the same to payments as before reaches none of them.</summary>
    public async Task TicketsAsync(IReadOnlyCollection<TicketName> tickets, ReportingDays days, CancellationToken cancel)
    {
        var reached = new HashSet<DateOnly>();
        foreach (var chunk in tickets.Chunk(AtOnce))
        {
            var (before, after, refs) = (await StoredAsync(chunk, cancel), new Dictionary<TicketName, Asked>(), new Dictionary<long, string>());
            using (var cursor = transaction.Facts.ReadTickets(chunk, nameof(Ticket.SourceId), nameof(Ticket.ExternalId), nameof(Ticket.VendorId), nameof(Ticket.CustomerRef), nameof(Ticket.TransactionRef), nameof(Ticket.CreatedAt), nameof(Ticket.Category), nameof(Ticket.MergedInto)))
            {
                while (cursor.Read())
                {
                    if (!string.IsNullOrEmpty(cursor.Text(7)))
                        continue;
                    var vendor = cursor.Int32(2);
                    long? payment = cursor.Text(4) is { Length: > 0 } named ? TimeWindows.HashOf(vendor, named) : null;
                    if (payment is { } hash)
                        refs[hash] = cursor.Text(4)!;
                    after[new(cursor.Int32(0), cursor.Text(1)!)] = new(vendor, Payer.HashOf(vendor, cursor.Text(3), null), payment, cursor.Int64(5), cursor.Text(6));
                }
            }
            var changed = new List<Asked>();
            foreach (var name in chunk)
            {
                var (was, isNow) = (before.TryGetValue(name, out var old) ? old : (Asked?)null, after.TryGetValue(name, out var fresh) ? fresh : (Asked?)null);
                if (was != isNow)
                    changed.AddRange(new[] { was, isNow }.OfType<Asked>().Where(asked => asked.Matters));
            }
            if (changed.Count > 0)
                await ReachAsync(changed, refs, days, reached, cancel);
        }
        foreach (var day in reached)
            await MarkAsync(TouchedPayments.OneDay, day, cancel);
    }

    private async Task<Dictionary<TicketName, Asked>> StoredAsync(TicketName[] names, CancellationToken cancel)
    {
        var hashes = names.Select(name => TimeWindows.HashOf(name.SourceId, name.TicketRef)).ToArray();
        var rows = await analytics.TicketOutcomes.AsNoTracking().Where(row => hashes.Contains(row.TicketHash) && !row.Merged)
            .Select(row => new { row.SourceId, row.TicketRef, row.VendorId, row.CustomerHash, row.PaymentHash, row.CreatedAt, row.Category }).ToListAsync(cancel);
        return rows.ToDictionary(row => new TicketName(row.SourceId, row.TicketRef), row => new Asked(row.VendorId, row.CustomerHash, row.PaymentHash, UnixTime.ToSeconds(row.CreatedAt), row.Category));
    }

    /// <summary>The days on which a payment, an order, a refund or a doubtful charge of the case's payment or customer lies. A few too many, never one too few.</summary>
    private async Task ReachAsync(List<Asked> changed, Dictionary<long, string> refs, ReportingDays days, HashSet<DateOnly> reached, CancellationToken cancel)
    {
        // What a ticket named before is known by its hash alone: its whole window, as for a payment.
        foreach (var asked in changed.Where(asked => asked.Payment is { } payment && !refs.ContainsKey(payment)))
            reached.UnionWith(Window(asked, days));
        var named = changed.Where(asked => asked.Payment is { } payment && refs.ContainsKey(payment)).ToList();
        var sources = await transaction.Reporting.Sources.AsNoTracking().Select(source => source.Id).ToListAsync(cancel);
        var payers = changed.Where(asked => asked.Customer is not null).Select(asked => (asked.VendorId, Customer: asked.Customer!.Value)).ToHashSet();
        var texts = named.Select(asked => refs[asked.Payment!.Value]).ToHashSet(StringComparer.Ordinal);
        var orders = new HashSet<(int, string)>();
        using (var cursor = transaction.Facts.ReadTransactions([.. texts.SelectMany(text => sources.Select(source => new TicketName(source, text)))], nameof(Transaction.OccurredAt), nameof(Transaction.VendorId), nameof(Transaction.CustomerRef), nameof(Transaction.OrderRef)))
        {
            while (cursor.Read())
            {
                var vendor = cursor.Int32(1);
                reached.Add(UnixTime.FromDays(days.Of(cursor.Int64(0))));
                if (Payer.HashOf(vendor, cursor.Text(2), null) is { } payer)
                    payers.Add((vendor, payer));
                if (cursor.Text(3) is { Length: > 0 } order)
                    orders.Add((vendor, order));
            }
        }
        foreach (var group in changed.GroupBy(asked => asked.VendorId))
        {
            foreach (var (from, to) in RollupPass.Runs([.. group.SelectMany(asked => Window(asked, days)).Distinct()]))
            {
                var vendor = group.Key;
                foreach (var row in await analytics.FailedOrders.AsNoTracking().Where(row => row.VendorId == vendor && row.Day >= from && row.Day <= to).Select(row => new { row.Day, row.CustomerRef, row.OrderRef, row.PaymentRef }).ToListAsync(cancel))
                {
                    // Without an order a later attempt of the chain names it by amount or card, which its row does not tell: the customer's, and those of nobody.
                    if (texts.Contains(row.PaymentRef) || (row.OrderRef is { } order ? orders.Contains((vendor, order)) : row.CustomerRef is null && texts.Count > 0) || (Payer.HashOf(vendor, row.CustomerRef, null) is { } payer && payers.Contains((vendor, payer))))
                        reached.Add(row.Day);
                }
                foreach (var row in await analytics.BillingFindings.AsNoTracking().Where(row => row.VendorId == vendor && row.Day >= from && row.Day <= to).Select(row => new { row.Day, row.CustomerRef, row.OtherRef, row.PaymentRef }).ToListAsync(cancel))
                {
                    if (texts.Contains(row.PaymentRef) || (row.OtherRef is { } other && texts.Contains(other)) || (Payer.HashOf(vendor, row.CustomerRef, null) is { } payer && payers.Contains((vendor, payer))))
                        reached.Add(row.Day);
                }
            }
        }
        foreach (var chunk in texts.SelectMany(text => sources.Select(source => (long?)TimeWindows.HashOf(source, text))).Chunk(AtOnce))
            reached.UnionWith(await analytics.RefundCases.AsNoTracking().Where(row => chunk.Contains(row.PaymentHash)).Select(row => row.Day).Distinct().ToListAsync(cancel));
    }

    private static IEnumerable<DateOnly> Window(Asked asked, ReportingDays days)
    {
        var day = UnixTime.FromDays(days.Of(asked.At));
        return Enumerable.Range(-PaymentCasePass.Margin, (2 * PaymentCasePass.Margin) + 1).Select(day.AddDays);
    }

    /// <summary>Everything: nobody knows which tickets changed.</summary>
    public Task AllAsync(CancellationToken cancel) => MarkAsync(TouchedPayments.Everything, DateOnly.FromDayNumber(UnixEpochDay), cancel);

    /// <summary>Disputes have changed.</summary>
    public Task JoinsAsync(CancellationToken cancel) => MarkAsync(TouchedPayments.Joins, DateOnly.FromDayNumber(UnixEpochDay), cancel);

    private static readonly int UnixEpochDay = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    private Task<int> MarkAsync(int kind, DateOnly day, CancellationToken cancel) =>
        writer.ExecuteAsync($"INSERT INTO {writer.Sql("touched_payments")} (kind, day) VALUES (@kind, @day) ON CONFLICT DO NOTHING", cancel, ("@kind", kind), ("@day", UnixTime.ToDays(day)));
}
