namespace Insights.Import.Store.Facts;

/// <summary>One immutable thing that happened to a ticket. Read ordered by (OccurredAt, EventId): files are not in time order.</summary>
public sealed class TicketEvent
{
    /// <summary>Stable 64-bit hash of (source, ticket id): events of one ticket lie together, whether or not the ticket has arrived yet.</summary>
    public long TicketHash { get; set; }
    public DateTime OccurredAt { get; set; }

    /// <summary>The source's event id; unique within the ticket.</summary>
    public string EventId { get; set; } = "";
    public int SourceId { get; set; }

    /// <summary>The ticket's external id; compared on reading, so that a hash collision cannot mix two tickets.</summary>
    public string TicketRef { get; set; } = "";

    /// <summary>created, comment, status, priority, team, tier, agent, merged, satisfaction.</summary>
    public string Kind { get; set; } = "";

    /// <summary>customer, agent, bot, system.</summary>
    public string ActorKind { get; set; } = "";
    public string? Actor { get; set; }

    /// <summary>For comments: visible to the customer.</summary>
    public bool IsPublic { get; set; }

    /// <summary>The new value: a canonical status, a priority, a team, the ticket merged into.</summary>
    public string? Value { get; set; }

    /// <summary>Hold reason, or null.</summary>
    public string? Reason { get; set; }
    public int FileId { get; set; }
    public int Line { get; set; }
}
