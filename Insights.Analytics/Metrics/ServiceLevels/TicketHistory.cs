using NodaTime;

namespace Insights.Analytics.Metrics.ServiceLevels;

/// <summary>What happened, in the words of the canonical files.</summary>
internal enum HistoryKind
{
    Created,
    Comment,
    Status,
    Priority,
    Team,
    Tier,
    Agent,
    Merged,
    Other,
}

internal enum ActorKind
{
    Customer,
    Agent,
    Bot,
    System,
}

/// <summary>One immutable thing that happened to a ticket.</summary>
/// <param name="Value">The new value: a canonical status, a priority, a team; for <see cref="HistoryKind.Created"/> the first status.</param>
/// <param name="Reason">For a change to on-hold: what is waited for.</param>
internal readonly record struct HistoryEvent(Instant At, HistoryKind Kind, ActorKind Actor = ActorKind.System, bool IsPublic = false, string? Value = null, string? Reason = null)
{
    public static HistoryKind ParseKind(string kind) => kind switch
    {
        "created" => HistoryKind.Created,
        "comment" => HistoryKind.Comment,
        "status" => HistoryKind.Status,
        "priority" => HistoryKind.Priority,
        "team" => HistoryKind.Team,
        "tier" => HistoryKind.Tier,
        "agent" => HistoryKind.Agent,
        "merged" => HistoryKind.Merged,
        _ => HistoryKind.Other,
    };

    /// <summary>Who is not known to be a customer or an agent stops no clock.</summary>
    public static ActorKind ParseActor(string actorKind) => actorKind switch
    {
        "customer" => ActorKind.Customer,
        "agent" => ActorKind.Agent,
        "bot" => ActorKind.Bot,
        _ => ActorKind.System,
    };

    /// <summary>Null for a status that is none of the six: a finding, never silently open.</summary>
    public static TicketStatus? ParseStatus(string? status) => status switch
    {
        "new" => TicketStatus.New,
        "open" => TicketStatus.Open,
        "pending" => TicketStatus.Pending,
        "on_hold" => TicketStatus.OnHold,
        "solved" => TicketStatus.Solved,
        "closed" => TicketStatus.Closed,
        _ => null,
    };
}

/// <summary>What the source's history can be trusted for. A clock whose history is missing is unmeasured, never zero.</summary>
[Flags]
internal enum HistoryCoverage
{
    None = 0,
    Statuses = 1,
    Comments = 2,
    All = Statuses | Comments,
}

/// <summary>Everything the clocks of one ticket are derived from. Nothing else enters: same history, same policies, same calendars, same clocks.</summary>
internal sealed record TicketHistory
{
    public required Instant CreatedAt { get; init; }

    /// <summary>In time order; events of one second in the source's order. Unordered input is sorted.</summary>
    public required IReadOnlyList<HistoryEvent> Events { get; init; }

    /// <summary>The ticket's attributes as last imported. Values that changed are taken back to their start with the help of the events.</summary>
    public TicketAttributes Attributes { get; init; } = TicketAttributes.None;

    /// <summary>The status as last imported; when the events end in another one, the status history is incomplete.</summary>
    public TicketStatus? CurrentStatus { get; init; }

    /// <summary>When the source says the ticket was solved. Used for backlog and solved counts only where the status history is missing.</summary>
    public Instant? ReportedSolvedAt { get; init; }

    /// <summary>This ticket was merged into another and leaves every rate.</summary>
    public bool IsMerged { get; init; }

    /// <summary>What of the ticket was taken out of judgement, why and by whom; empty = all of it is judged.</summary>
    public IReadOnlyList<Exemption> Exemptions { get; init; } = [];

    public HistoryCoverage Coverage { get; init; } = HistoryCoverage.All;
}

/// <summary>What policies match on.</summary>
/// <param name="Tags">Separated by spaces, as stored.</param>
/// <param name="ThirdParty">While on hold: what for.</param>
internal sealed record TicketAttributes(
    string? Priority = null, string? Vendor = null, string? Channel = null, string? Category = null, string? Tier = null, string? Team = null, string? Tags = null, string? ThirdParty = null,
    string? Brand = null)
{
    public static readonly TicketAttributes None = new();
}

/// <summary>A ticket is exempt only with a reason and a name.</summary>
/// <param name="Metric">Only this metric's clocks; null = all of them.</param>
internal sealed record Exemption(string Reason, string By, ClockMetric? Metric = null)
{
    public static Exemption? Of(IReadOnlyList<Exemption> exemptions, ClockMetric metric)
    {
        for (var i = 0; i < exemptions.Count; i++)
        {
            if (exemptions[i].Metric is null || exemptions[i].Metric == metric)
                return exemptions[i];
        }

        return null;
    }
}
