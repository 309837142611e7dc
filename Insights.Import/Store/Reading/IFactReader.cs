using Insights.Import.Store.Facts;

namespace Insights.Import.Store.Reading;

/// <summary>
/// Streams facts past a job that derives tables from them: all vendors, forward only, no objects, bounded memory. Columns are named by the fact's
/// properties (<c>nameof(Transaction.VendorId)</c>) and read by position; ask only for what is used. One cursor open at a time.
/// </summary>
public interface IFactReader : IDisposable
{
    /// <summary>Facts in time order whose own date (a transaction's instant, a ticket's creation, a dispute's opening) lies in [from, to).</summary>
    FactCursor Read<T>(DateTime from, DateTime to, params string[] columns) where T : IFact;

    /// <summary>Every fact in time order.</summary>
    FactCursor ReadAll<T>(params string[] columns) where T : IFact;

    /// <summary>Disputes by another of their dates: <see cref="Chargeback.ChargedAt"/> or <see cref="Chargeback.DecidedAt"/> in [from, to); no order promised.</summary>
    FactCursor ReadChargebacksBy(string dateColumn, DateTime from, DateTime to, params string[] columns);

    /// <summary>
    /// Ticket events by (TicketHash, OccurredAt, EventId): a ticket's history in one piece. Should two tickets ever share a hash their events mix,
    /// so compare TicketRef and SourceId. Null hashes: all tickets.
    /// </summary>
    FactCursor ReadTicketEvents(IReadOnlyCollection<long>? ticketHashes, params string[] columns);

    /// <summary>Dispute events, as <see cref="ReadTicketEvents"/>.</summary>
    FactCursor ReadChargebackEvents(IReadOnlyCollection<long>? chargebackHashes, params string[] columns);

    /// <summary>The tickets named, no order promised; one that has not arrived yet (only its events have) is left out.</summary>
    FactCursor ReadTickets(IReadOnlyCollection<TicketName> tickets, params string[] columns);

    /// <summary>The transactions named by (source, external id), as <see cref="ReadTickets"/>.</summary>
    FactCursor ReadTransactions(IReadOnlyCollection<TicketName> transactions, params string[] columns);

    /// <summary>The facts under these keys, no order promised; a key that holds no fact any more is left out.</summary>
    FactCursor ReadKeys<T>(IReadOnlyCollection<long> keys, params string[] columns) where T : IFact;

    /// <summary>Instants of the first and last fact; null when there is none.</summary>
    (DateTime First, DateTime Last)? Range<T>() where T : IFact;
}

/// <summary>A ticket's natural key, as events and touched tickets carry it.</summary>
public readonly record struct TicketName(int SourceId, string TicketRef);
