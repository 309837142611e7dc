using Insights.Import.Store;
using Insights.Import.Store.Facts;

namespace Insights.Import.Pipeline;

/// <summary>How far a chunk was filled before a record, so that a rejected record takes back whatever its map had added.</summary>
internal readonly record struct ChunkMark(
    int Tickets, int TicketEvents, int Transactions, int Chargebacks, int ChargebackEvents, int Vendors, int Agents, int FxRates, int Calendars, int Policies)
{
    public static ChunkMark Of(FactChunk c) => new(
        c.Tickets.Count, c.TicketEvents.Count, c.Transactions.Count, c.Chargebacks.Count, c.ChargebackEvents.Count,
        c.Vendors.Count, c.Agents.Count, c.FxRates.Count, c.Calendars.Count, c.Policies.Count);

    public void Restore(FactChunk c)
    {
        Cut(c.Tickets, Tickets);
        Cut(c.TicketEvents, TicketEvents);
        Cut(c.Transactions, Transactions);
        Cut(c.Chargebacks, Chargebacks);
        Cut(c.ChargebackEvents, ChargebackEvents);
        Cut(c.Vendors, Vendors);
        Cut(c.Agents, Agents);
        Cut(c.FxRates, FxRates);
        Cut(c.Calendars, Calendars);
        Cut(c.Policies, Policies);
    }

    private static void Cut<T>(List<T> rows, int count) => rows.RemoveRange(count, rows.Count - count);
}

/// <summary>Gives every row of a chunk its file and source, and finds the latest instant the chunk speaks of and the stretch of time its facts lie in.</summary>
internal static class Lineage
{
    public static void Stamp(FactChunk chunk)
    {
        DateTime latest = default;
        var (first, last) = (DateTime.MaxValue, DateTime.MinValue);
        foreach (var incoming in chunk.Transactions)
            Stamp(incoming.Row, chunk, incoming.Row.OccurredAt, ref latest, ref first, ref last);
        foreach (var incoming in chunk.Tickets)
            Stamp(incoming.Row, chunk, incoming.Row.CreatedAt, ref latest, ref first, ref last);
        foreach (var incoming in chunk.Chargebacks)
            Stamp(incoming.Row, chunk, incoming.Row.OpenedAt, ref latest, ref first, ref last);
        if (first <= last)
            (chunk.RowsFrom, chunk.RowsUntil) = (first, last);
        foreach (var happened in chunk.TicketEvents)
        {
            happened.FileId = chunk.FileId;
            happened.SourceId = chunk.SourceId;
            latest = Later(latest, happened.OccurredAt);
        }

        foreach (var happened in chunk.ChargebackEvents)
        {
            happened.FileId = chunk.FileId;
            happened.SourceId = chunk.SourceId;
            latest = Later(latest, happened.OccurredAt);
        }

        foreach (var rate in chunk.FxRates)
            latest = Later(latest, rate.Day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
        if (latest != default)
            chunk.DataUntil = latest;
    }

    private static void Stamp(IFact row, FactChunk chunk, DateTime date, ref DateTime latest, ref DateTime first, ref DateTime last)
    {
        row.FileId = chunk.FileId;
        row.SourceId = chunk.SourceId;
        latest = Later(latest, row.VersionAt ?? date);
        if (date < first)
            first = date;
        if (date > last)
            last = date;
    }

    private static DateTime Later(DateTime a, DateTime b) => a > b ? a : b;
}
