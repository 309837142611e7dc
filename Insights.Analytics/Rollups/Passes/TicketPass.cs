using Insights.Analytics.Rollups.History;
using Insights.Analytics.Rollups.Tables;
using Insights.Analytics.Rollups.Writing;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Reading;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Rollups.Passes;

/// <summary>Tickets and their events → outcomes, spans, clocks and daily_tickets.</summary>
internal sealed class TicketPass(StoreTransaction transaction, AnalyticsDbContext analytics, DerivedWriter writer, TicketDeriver deriver, ReportingDays days, Restater restater)
{
    /// <summary>Keys in one IN list.</summary>
    private const int KeysAtOnce = 500;

    private readonly TicketReader _reader = new(transaction.Facts);
    private readonly TicketMargins _margins = new();

    /// <summary>Every ticket, into empty tables.</summary>
    public async Task<long> AllAsync(IReportingStore store, Action<double>? progress, CancellationToken cancel)
    {
        if (transaction.Facts.Range<Ticket>() is not { } range)
        {
            await restater.FinishAsync(cancel);
            return 0;
        }
        // Sorted once at the end an index costs a third of what it costs row by row.
        var indexes = await writer.DropIndexesAsync([TicketTables.Outcomes.Name, TicketTables.Spans.Name, TicketTables.Clocks.Name], TicketTables.SmallIndexes, cancel);
        long count = 0;
        await new TicketsAhead(store, deriver, days, _margins).RunAsync(range.First, range.Last, async (tickets, fraction) =>
        {
            await WriteAsync(tickets, cancel);
            await restater.LookAtSliceAsync(tickets, isLast: false, cancel);
            count += tickets.Count;
            progress?.Invoke(fraction);
        }, cancel);
        await _margins.InsertAsync(writer, cancel);
        await writer.CreateIndexesAsync(indexes, cancel);
        await restater.FinishAsync(cancel);
        return count;
    }

    /// <summary>These tickets anew: what they were is taken out, what they are is put in.</summary>
    public async Task<long> SomeAsync(IReadOnlyCollection<TicketName> names, CancellationToken cancel)
    {
        // All old rows leave before any new one comes: a moved ticket may now hold the key another one gave up.
        foreach (var chunk in names.Chunk(KeysAtOnce))
            await TakeOutAsync(chunk, cancel);
        foreach (var chunk in names.Chunk(10 * KeysAtOnce))
        {
            var derived = TicketsAhead.Derived(_reader.Named(chunk), deriver, _margins);
            await WriteAsync(derived, cancel);
        }
        await _margins.AddToStoredAsync(writer, cancel);
        await restater.CompareAsync(names, cancel);
        return names.Count;
    }

    private async Task TakeOutAsync(TicketName[] names, CancellationToken cancel)
    {
        var wanted = names.ToHashSet();
        var hashes = names.Select(name => TimeWindows.HashOf(name.SourceId, name.TicketRef)).Distinct().ToArray();
        var outcomes = (await analytics.TicketOutcomes.AsNoTracking().Where(row => hashes.Contains(row.TicketHash)).ToListAsync(cancel))
            .FindAll(row => wanted.Contains(new(row.SourceId, row.TicketRef)));
        if (outcomes.Count == 0)
            return;
        var keys = outcomes.ConvertAll(row => row.TicketKey).ToArray();
        foreach (var outcome in outcomes)
            _margins.Add(outcome, -1);
        foreach (var span in await analytics.TicketSpans.AsNoTracking().Where(row => keys.Contains(row.TicketKey)).ToListAsync(cancel))
            _margins.Add(span, -1);
        await analytics.TicketSpans.Where(row => keys.Contains(row.TicketKey)).ExecuteDeleteAsync(cancel);
        await analytics.StoredClocks.Where(row => keys.Contains(row.TicketKey)).ExecuteDeleteAsync(cancel);
        await analytics.DeskClocks.Where(row => keys.Contains(row.TicketKey)).ExecuteDeleteAsync(cancel);
        await analytics.DeskTickets.Where(row => keys.Contains(row.TicketKey)).ExecuteDeleteAsync(cancel);
        await analytics.TicketOutcomes.Where(row => keys.Contains(row.TicketKey)).ExecuteDeleteAsync(cancel);
    }

    private async Task WriteAsync(IReadOnlyList<DerivedTicket> derived, CancellationToken cancel)
    {
        if (derived.Count == 0)
            return;
        await writer.InsertAsync(TicketTables.Outcomes, derived.Select(ticket => ticket.Outcome), cancel);
        await writer.InsertAsync(TicketTables.Spans, derived.SelectMany(ticket => ticket.Spans), cancel);
        await writer.InsertAsync(TicketTables.Clocks, derived.SelectMany(ticket => ticket.Clocks), cancel);
        await writer.InsertAsync(TicketTables.DeskTickets, derived.Where(ticket => ticket.Desk.Ticket is not null).Select(ticket => ticket.Desk.Ticket!), cancel);
        await writer.InsertAsync(TicketTables.DeskClocks, derived.SelectMany(ticket => ticket.Desk.Clocks), cancel);
    }
}
