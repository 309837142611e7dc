using Insights.Analytics.Rollups.History;
using Insights.Analytics.Rollups.Tables;
using Insights.Analytics.Rollups.Writing;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Reading;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Rollups.Passes;

/// <summary>Tickets and their events → outcomes, spans, clocks, daily_tickets and daily_clocks.</summary>
internal sealed class TicketPass(StoreTransaction transaction, AnalyticsDbContext analytics, DerivedWriter writer, TicketDeriver deriver, ReportingDays days, Restater restater)
{
    /// <summary>Keys in one IN list.</summary>
    private const int KeysAtOnce = 500;

    private readonly TicketReader _reader = new(transaction.Facts);
    private readonly TicketMargins _margins = new();
    private readonly RecurringIssues _recurring = new(analytics, writer);

    /// <summary>Every ticket, into empty tables.</summary>
    public async Task<long> AllAsync(IReportingStore store, Action<double>? progress, CancellationToken cancel)
    {
        if (transaction.Facts.Range<Ticket>() is not { } range)
        {
            await restater.FinishAsync(cancel);
            await DerivedDays.AllAsync(writer, cancel);
            return 0;
        }
        // Sorted once at the end an index costs a third of what it costs row by row.
        var indexes = await writer.DropIndexesAsync([TicketTables.Outcomes.Name, TicketTables.Spans.Name, TicketTables.Clocks.Name], TicketTables.GrowingIndexes, cancel);
        long count = 0;
        await _recurring.ReadAllAsync(cancel);
        await new TicketsAhead(store, deriver, days, _margins).RunAsync(range.First, range.Last, async slice =>
        {
            await WriteAsync(slice, cancel);
            await restater.LookAtSliceAsync(slice.Tickets, isLast: false, cancel);
            count += slice.Tickets.Count;
            progress?.Invoke(slice.Fraction);
        }, cancel);
        await _margins.InsertAsync(writer, cancel);
        await writer.CreateIndexesAsync(indexes, cancel);
        await _recurring.GatherAsync(null, cancel);
        await new CustomerSignals(analytics, writer).AllAsync(cancel);
        await restater.FinishAsync(cancel);
        await DerivedDays.AllAsync(writer, cancel);
        return count;
    }

    /// <summary>These tickets anew: what they were is taken out, what they are is put in.</summary>
    public async Task<long> SomeAsync(IReadOnlyCollection<TicketName> names, CancellationToken cancel)
    {
        // All old rows leave before any new one comes: a moved ticket may now hold the key another one gave up.
        foreach (var chunk in names.Chunk(KeysAtOnce))
            await TakeOutAsync(chunk, cancel);
        var slice = new TicketSlice();
        foreach (var chunk in names.Chunk(10 * KeysAtOnce))
            await WriteAsync(slice.Fill(_reader.Named(chunk), deriver, _margins), cancel);
        await _margins.AddToStoredAsync(analytics, writer, cancel);
        await _recurring.GatherAsync([.. _margins.Support.Keys], cancel);
        await new CustomerSignals(analytics, writer).SomeAsync(_margins.Support.Customers, cancel);
        await restater.CompareAsync(names, cancel);
        await DerivedDays.WriteAsync(writer, DerivedDay.Tickets, _margins.Days, cancel);
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
        var spans = (await analytics.TicketSpans.AsNoTracking().Where(row => keys.Contains(row.TicketKey)).OrderBy(row => row.TicketKey).ThenBy(row => row.Number).ToListAsync(cancel)).ToLookup(row => row.TicketKey);
        foreach (var outcome in outcomes)
            _margins.Add(outcome, spans[outcome.TicketKey].ToArray(), -1);
        foreach (var clock in await analytics.StoredClocks.AsNoTracking().Where(row => keys.Contains(row.TicketKey) && (row.DecidedDay != null || row.ClosedDay != null))
            .Select(row => new { row.VendorId, row.Metric, row.Verdict, row.DecidedDay, row.ClosedDay }).ToListAsync(cancel))
        {
            _margins.AddClock(clock.VendorId, clock.Metric, clock.Verdict, clock.DecidedDay, clock.ClosedDay, -1);
        }
        await analytics.TicketSpans.Where(row => keys.Contains(row.TicketKey)).ExecuteDeleteAsync(cancel);
        await analytics.StoredClocks.Where(row => keys.Contains(row.TicketKey)).ExecuteDeleteAsync(cancel);
        await analytics.DeskClocks.Where(row => keys.Contains(row.TicketKey)).ExecuteDeleteAsync(cancel);
        await analytics.DeskTickets.Where(row => keys.Contains(row.TicketKey)).ExecuteDeleteAsync(cancel);
        await analytics.TicketOutcomes.Where(row => keys.Contains(row.TicketKey)).ExecuteDeleteAsync(cancel);
    }

    private async Task WriteAsync(TicketSlice slice, CancellationToken cancel)
    {
        if (slice.Tickets.Count == 0)
            return;
        await _recurring.KeepAsync(slice.Keys, cancel);
        await writer.InsertAsync(TicketTables.Outcomes, slice.Outcomes.Taken, cancel);
        await writer.InsertAsync(TicketTables.Spans, slice.Spans.Taken, cancel);
        await writer.InsertAsync(TicketTables.Clocks, slice.Clocks.Taken, cancel);
        await writer.InsertAsync(TicketTables.DeskTickets, slice.Tickets.Where(ticket => ticket.Desk.Ticket is not null).Select(ticket => ticket.Desk.Ticket!), cancel);
        await writer.InsertAsync(TicketTables.DeskClocks, slice.Tickets.SelectMany(ticket => ticket.Desk.Clocks), cancel);
    }
}
