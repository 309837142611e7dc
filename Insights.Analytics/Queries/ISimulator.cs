using Insights.Analytics.Reports;
using NodaTime;

namespace Insights.Analytics.Queries;

/// <summary>"A ticket created at X with priority P: due when, and why", worked out by the very machine that judges real tickets, by the rules in force.</summary>
public interface ISimulator
{
    /// <summary>What tickets have been given so far, to choose from.</summary>
    Task<SimulatorChoices> ChoicesAsync(CancellationToken cancel = default);

    Task<Simulation> RunAsync(SimulatedTicket ticket, CancellationToken cancel = default);
}

/// <summary>A made-up ticket. Nothing is known of what is null.</summary>
public sealed record SimulatedTicket
{
    public required Instant CreatedAt { get; init; }
    public string? Priority { get; init; }
    public string? Vendor { get; init; }
    public string? Channel { get; init; }
    public string? Category { get; init; }
    public string? Tier { get; init; }
    public string? Brand { get; init; }
    public string? Team { get; init; }

    /// <summary>Separated by spaces.</summary>
    public string? Tags { get; init; }

    /// <summary>new, open, pending, on_hold.</summary>
    public string Status { get; init; } = "new";

    /// <summary>What happens to it later, in any order.</summary>
    public IReadOnlyList<SimulatedEvent> Events { get; init; } = [];
}

/// <param name="Kind">status, priority, reply, question.</param>
/// <param name="Value">The status or priority; null for a reply of ours and a question of the customer's.</param>
/// <param name="Reason">For on hold: what is waited for.</param>
public sealed record SimulatedEvent(Instant At, string Kind, string? Value = null, string? Reason = null);

public sealed record SimulatorChoices(
    IReadOnlyList<string> Priorities, IReadOnlyList<string> Vendors, IReadOnlyList<string> Channels, IReadOnlyList<string> Categories, IReadOnlyList<string> Tiers, IReadOnlyList<string> Brands, IReadOnlyList<string> Teams);

/// <param name="Policies">Every policy in the order it is tried, and why it was taken or not.</param>
/// <param name="Clocks">One for each promise.</param>
public sealed record Simulation(IReadOnlyList<TriedPolicies> Policies, IReadOnlyList<SimulatedClock> Clocks);

/// <param name="To">To whom the promise is: customer, team, third party.</param>
/// <param name="At">When they are looked through: when it is created, or when its priority changes.</param>
public sealed record TriedPolicies(string To, Instant At, Table Policies);

/// <param name="Summary">One sentence: what is promised by which version, and when it is due.</param>
/// <param name="DueFill">The deadline shown: closing time when it falls there.</param>
/// <param name="DueNext">Up to here a reply is in time.</param>
/// <param name="NoDeadline">Why there is none.</param>
/// <param name="Days">Day by day: the open hours that count, and their sum up to the target.</param>
/// <param name="Story">Stretch by stretch, as on a ticket's page.</param>
public sealed record SimulatedClock(
    string Title, string Verdict, string Summary, string? Policy, int PolicyVersion, string Calendar, int CalendarVersion, long? TargetSeconds, bool InBusinessHours,
    Instant? DueFill, Instant? DueNext, string? NoDeadline, Table Days, ClockStory Story);
