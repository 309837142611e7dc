using Insights.SampleData.World;

namespace Insights.SampleData.Simulation;

internal enum Actor
{
    Customer,
    Agent,
    Bot,
    System,
}

/// <summary>One thing that happened to a ticket.</summary>
internal readonly record struct CaseEvent(long At, string Kind, Actor Actor, string? Who, bool Public, string? Value, string? Reason);

/// <summary>A ticket with its history up to now; the fields are what the history adds up to.</summary>
internal sealed class SupportCase
{
    public required ulong Number { get; init; }
    public required Contact Contact { get; init; }
    public required Desk? Desk { get; init; }
    public required string Channel { get; init; }
    public required string Subject { get; init; }
    public required long CreatedAt { get; init; }
    public string Priority { get; set; } = "normal";
    public string Status { get; set; } = "new";
    public string? Tier { get; set; }
    public string? Agent { get; set; }
    public long UpdatedAt { get; set; }
    public long SolvedAt { get; set; }
    public string? Satisfaction { get; set; }
    public ulong MergedInto { get; set; }
    public ulong FollowUpOf { get; init; }
    public string Tags { get; init; } = "";

    /// <summary>What the request holds at the start: some of account, error, began, environment, screenshot.</summary>
    public IReadOnlyList<string> Given { get; init; } = [];
    public List<CaseEvent> Events { get; } = [];

    public void Add(long at, string kind, Actor actor, string? who = null, bool isPublic = false, string? value = null, string? reason = null) =>
        Events.Add(new(at, kind, actor, who, isPublic, value, reason));

    /// <summary>Puts the history in order, forgets what has not happened yet, and reads the fields off the rest.</summary>
    public void Conclude(long now)
    {
        Events.RemoveAll(e => e.At > now);
        // Stable: what happened in the same second keeps the order it was decided in.
        var ordered = Events.OrderBy(e => e.At).ToList();
        Events.Clear();
        Events.AddRange(ordered);
        foreach (var e in Events)
        {
            UpdatedAt = Math.Max(UpdatedAt, e.At);
            switch (e.Kind)
            {
                case "created" or "status":
                    Status = e.Value!;
                    if (Status == "solved")
                        SolvedAt = e.At;
                    break;
                case "priority": Priority = e.Value!; break;
                case "tier": Tier = e.Value; break;
                case "agent": Agent = e.Value; break;
                case "satisfaction": Satisfaction = e.Value; break;
                default: break;
            }
        }
    }
}
