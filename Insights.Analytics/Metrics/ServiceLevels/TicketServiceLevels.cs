using NodaTime;

namespace Insights.Analytics.Metrics.ServiceLevels;

/// <summary>A stretch in which the ticket was unsolved; <see cref="To"/> is null while it still is. Half-open.</summary>
internal readonly record struct UnsolvedSpan(Instant From, Instant? To)
{
    public bool Contains(Instant at) => at >= From && (To is null || at < To);
}

/// <summary>What is odd about a ticket's history: listed on the data-quality page, never silently repaired.</summary>
[Flags]
internal enum HistoryFindings
{
    None = 0,

    /// <summary>An event lies before the ticket's creation: its time counts as 0 s.</summary>
    StopBeforeStart = 1,

    /// <summary>No events, or events that end in another status than the ticket has.</summary>
    MissingStatusHistory = 2,

    /// <summary>A status that is none of the six; the one before it was kept.</summary>
    UnmappedStatus = 4,

    /// <summary>A closed ticket went on; counted as a reopen.</summary>
    ReopenedAfterClosed = 8,

    /// <summary>The policy names a calendar that is not known; counted round the clock.</summary>
    UnknownCalendar = 16,
}

/// <summary>Everything derived from one ticket's history.</summary>
internal sealed record TicketServiceLevels
{
    public required IReadOnlyList<Clock> Clocks { get; init; }

    /// <summary>For the backlog at an exact instant.</summary>
    public required IReadOnlyList<UnsolvedSpan> Unsolved { get; init; }

    /// <summary>Every change from unsolved to solved (or closed), in order.</summary>
    public required IReadOnlyList<Instant> SolvedAt { get; init; }

    /// <summary>Solves − 1, never below 0.</summary>
    public int Reopens => Math.Max(0, SolvedAt.Count - 1);

    /// <summary>Public comments of agents, without the one an agent opened the ticket with; null where the source tells no comments.</summary>
    public int? Replies { get; init; }

    /// <summary>Public comments of the customer on the closed ticket, and when the last one came.</summary>
    public int ClosedReplies { get; init; }

    public Instant? LastClosedReply { get; init; }

    public required HistoryFindings Findings { get; init; }

    /// <summary>Where the ticket lies on the desk now, and until when.</summary>
    public required DeskPlace Place { get; init; }
}
