using Insights.Import.Store.Facts;
using Insights.Import.Store.Keys;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Insights.Import.Store;

/// <summary>
/// Reading facts the way the store finds them fast: by time and by id. Windows are half-open, in the fact's own date (a ticket's creation,
/// a transaction's instant, a dispute's opening), filtered by the context's scope and not tracked.
/// </summary>
public static class TimeWindows
{
    public static IQueryable<Transaction> During(this DbSet<Transaction> facts, DateTime from, DateTime to) => Window(facts, from, to);

    public static IQueryable<Ticket> During(this DbSet<Ticket> facts, DateTime from, DateTime to) => Window(facts, from, to);

    public static IQueryable<Chargeback> During(this DbSet<Chargeback> facts, DateTime from, DateTime to) => Window(facts, from, to);

    /// <summary>The transaction with this id in its source: one row, or none.</summary>
    public static IQueryable<Transaction> ByRef(this DbSet<Transaction> facts, int sourceId, string externalId) => Context(facts).ByExternalId<Transaction>(sourceId, externalId);

    public static IQueryable<Ticket> ByRef(this DbSet<Ticket> facts, int sourceId, string externalId) => Context(facts).ByExternalId<Ticket>(sourceId, externalId);

    public static IQueryable<Chargeback> ByRef(this DbSet<Chargeback> facts, int sourceId, string externalId) => Context(facts).ByExternalId<Chargeback>(sourceId, externalId);

    /// <summary>A ticket's events in the order they happened.</summary>
    public static IQueryable<TicketEvent> Of(this DbSet<TicketEvent> events, int sourceId, string ticketRef)
    {
        var hash = FactKey.IdHash(sourceId, ticketRef);
        return events.AsNoTracking().Where(row => row.TicketHash == hash && row.TicketRef == ticketRef && row.SourceId == sourceId)
            .OrderBy(row => row.OccurredAt).ThenBy(row => row.EventId);
    }

    /// <summary>A dispute's state changes in the order they happened.</summary>
    public static IQueryable<ChargebackEvent> Of(this DbSet<ChargebackEvent> events, int sourceId, string chargebackRef)
    {
        var hash = FactKey.IdHash(sourceId, chargebackRef);
        return events.AsNoTracking().Where(row => row.ChargebackHash == hash && row.ChargebackRef == chargebackRef && row.SourceId == sourceId)
            .OrderBy(row => row.OccurredAt).ThenBy(row => row.EventId);
    }

    /// <summary>The hash by which events name their ticket or dispute.</summary>
    public static long HashOf(int sourceId, string externalId) => FactKey.IdHash(sourceId, externalId);

    private static IQueryable<T> Window<T>(DbSet<T> facts, DateTime from, DateTime to) where T : class, IFact =>
        Context(facts).DuringKeys<T>(FactKey.Floor(UnixTime.ToSeconds(from)), FactKey.Floor(UnixTime.ToSeconds(to)));

    private static ReportingDbContext Context<T>(DbSet<T> facts) where T : class =>
        (ReportingDbContext)facts.GetService<ICurrentDbContext>().Context;
}
