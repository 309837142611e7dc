using Insights.Import.Store;
using Insights.Import.Store.Facts;

namespace Insights.Import.Sources.Tickets;

/// <summary>Adds what happened to one ticket to the chunk.</summary>
internal readonly struct TicketEvents(FactChunk chunk, string ticketRef, int line)
{
    private readonly int _from = chunk.TicketEvents.Count;

    public int Count => chunk.TicketEvents.Count - _from;

    public void Add(string id, DateTime at, string kind, string actorKind, string? actor = null, bool isPublic = false, string? value = null, string? reason = null) =>
        chunk.TicketEvents.Add(new TicketEvent
        {
            TicketRef = ticketRef,
            EventId = id,
            OccurredAt = at,
            Kind = kind,
            ActorKind = actorKind,
            Actor = actor,
            IsPublic = isPublic,
            Value = value,
            Reason = reason,
            Line = line,
        });

    /// <summary>What the last change to on hold waits for.</summary>
    public string? HoldReason()
    {
        TicketEvent? last = null;
        for (int i = _from; i < chunk.TicketEvents.Count; i++)
        {
            var happened = chunk.TicketEvents[i];
            if (happened.Kind is "status" or "created" && happened.Value == "on_hold" && !(last?.OccurredAt > happened.OccurredAt))
                last = happened;
        }

        return last?.Reason;
    }

    /// <summary>The last change to solved; the last to closed for a ticket that never was.</summary>
    public DateTime? SolvedAt()
    {
        DateTime? solved = null;
        DateTime? closed = null;
        for (int i = _from; i < chunk.TicketEvents.Count; i++)
        {
            var happened = chunk.TicketEvents[i];
            if (happened.Kind is not ("status" or "created"))
                continue;
            if (happened.Value == "solved" && !(solved > happened.OccurredAt))
                solved = happened.OccurredAt;
            else if (happened.Value == "closed" && !(closed > happened.OccurredAt))
                closed = happened.OccurredAt;
        }

        return solved ?? closed;
    }
}
