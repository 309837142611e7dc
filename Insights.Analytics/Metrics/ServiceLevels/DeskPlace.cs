using NodaTime;

namespace Insights.Analytics.Metrics.ServiceLevels;

/// <summary>The queue a case lies in by its status, before time moves it into an expired one. Stored as a number.</summary>
internal enum DeskQueue
{
    /// <summary>Closed for good, or merged into another case.</summary>
    Closed = 0,

    /// <summary>No agent has taken it.</summary>
    New = 1,

    /// <summary>The work is with us.</summary>
    Open = 2,

    /// <summary>Waiting for somebody else: pending, on hold, or solved and not closed yet.</summary>
    Waiting = 3,

    /// <summary>Its source's status is mapped to none of the six: in no queue but All.</summary>
    Unmapped = 4,
}

/// <summary>What the place is told from.</summary>
/// <param name="Status">Null: not mapped.</param>
internal sealed record DeskFacts(TicketStatus? Status, Instant CreatedAt)
{
    public string? HoldReason { get; init; }
    public bool IsMerged { get; init; }

    /// <summary>The source says who wrote what; where it does not, nobody can say that an agent has not replied.</summary>
    public bool RepliesAreKnown { get; init; }
    public Instant? RepliedAt { get; init; }

    /// <summary>The first word of the customer since the last reply.</summary>
    public Instant? AskedAt { get; init; }
    public Instant? SolvedAt { get; init; }
}

/// <summary>Where a case lies on the desk, and when it expires if nothing happens. Told once from its history; the instant it is looked at decides the rest.</summary>
internal sealed record DeskPlace
{
    /// <summary>30 times 24 hours, weekends, holidays and clock changes included.</summary>
    public static readonly Duration ExpiresAfter = Duration.FromDays(30);

    public required DeskQueue Queue { get; init; }

    /// <summary>It is the customer's turn: answered, and neither closed nor written to again. Expires into Expired 2; otherwise it is ours, and expires into Expired 1.</summary>
    public bool IsAnswered { get; init; }

    /// <summary>The first second of being expired: more than 30 days after the reply (the answer) that the queue counts from. Null when it cannot expire.</summary>
    public Instant? ExpiresAt { get; init; }

    /// <summary>On whom an unsolved case waits; null when it is solved, closed or merged, or its status is not mapped.</summary>
    public TimeOwner? WaitsOn { get; init; }

    /// <summary>The last public comment by an agent.</summary>
    public Instant? RepliedAt { get; init; }

    /// <summary>For a case that waits for the customer although the customer has answered: since when.</summary>
    public Instant? UnheardSince { get; init; }

    public static DeskPlace Of(DeskFacts facts)
    {
        if (facts.IsMerged || facts.Status == TicketStatus.Closed)
            return new() { Queue = DeskQueue.Closed };
        if (facts.Status is not { } status)
            return new() { Queue = DeskQueue.Unmapped };
        // What came with the solve answers too; a "thanks" on a solved case asks for nothing.
        var isAnswered = status == TicketStatus.Solved || (status == TicketStatus.Pending && facts.RepliedAt is not null && facts.AskedAt is null);
        return new()
        {
            Queue = status switch { TicketStatus.New => DeskQueue.New, TicketStatus.Open => DeskQueue.Open, _ => DeskQueue.Waiting },
            IsAnswered = isAnswered,
            ExpiresAt = (isAnswered ? Latest(facts.RepliedAt, facts.SolvedAt) : facts.RepliesAreKnown ? facts.RepliedAt ?? facts.CreatedAt : null)
                + ExpiresAfter + Duration.FromSeconds(1),
            WaitsOn = status == TicketStatus.Solved ? null : TimeShares.OwnerOf(status, facts.HoldReason),
            RepliedAt = facts.RepliedAt,
            UnheardSince = status == TicketStatus.Pending ? facts.AskedAt : null,
        };
    }

    private static Instant? Latest(Instant? one, Instant? other) => one is { } first && other is { } second ? Instant.Max(first, second) : one ?? other;
}
