using NodaTime;

namespace Insights.Analytics.Metrics.ServiceLevels;

/// <summary>What a change of priority (or team, tier) does to a running clock when it brings another target.</summary>
internal enum TargetChange
{
    /// <summary>The new target from the change on, elapsed seconds carried over, an earlier breach kept.</summary>
    Carry,

    /// <summary>Judged as if the new target and calendar had applied from the clock's start; an earlier breach of the old target is dropped.</summary>
    Recompute,

    /// <summary>Elapsed starts at zero at the change; an earlier breach is kept.</summary>
    Reset,
}

/// <summary>One version of a policy: which tickets it is for, and what they are promised.</summary>
internal sealed record SlaPolicyDefinition
{
    private static readonly double[] s_warnAt = [0.8];

    public required string Code { get; init; }
    public int Version { get; init; } = 1;
    public string Name { get; init; } = "";

    /// <summary>Clocks started from here on use this version; null = from the beginning. A clock keeps the version it started with.</summary>
    public Instant? ValidFrom { get; init; }

    /// <summary>Clocks started from here on do not use the policy; null = in force until the next version.</summary>
    public Instant? ValidTo { get; init; }

    /// <summary>Its place in the order of matching from <see cref="ValidFrom"/> on; null = the place its code has had.</summary>
    public int? Position { get; init; }
    public PolicyMatch Match { get; init; } = PolicyMatch.Everything;

    /// <summary>Code of the calendar of its business hours; null = the workspace's default.</summary>
    public string? CalendarCode { get; init; }

    /// <summary>Targets are business seconds; wall-clock seconds otherwise.</summary>
    public bool InBusinessHours { get; init; } = true;
    public required IReadOnlyDictionary<ClockMetric, long> Targets { get; init; }

    /// <summary>Statuses in which a metric's clock stands still, where the policy says so itself; other metrics pause as <see cref="ClockMetrics"/> says.</summary>
    public IReadOnlyDictionary<ClockMetric, StatusSet> Pauses { get; init; } = new Dictionary<ClockMetric, StatusSet>();

    /// <summary>Shares of the target at which a running clock is called at risk; the last one before the breach is the one lists are ordered by.</summary>
    public IReadOnlyList<double> WarnAt { get; init; } = s_warnAt;
    public TargetChange OnChange { get; init; }

    /// <summary>Statuses in which the metric's seconds count.</summary>
    public StatusSet CountsIn(ClockMetric metric) => Pauses.TryGetValue(metric, out var pauses) ? metric.MayCountIn() & ~pauses : metric.CountsIn();

    /// <summary>Reads sla-policies.json, or one policy of it.</summary>
    /// <exception cref="CalendarException">The text is not a list of policies, or one makes no sense; the message names it.</exception>
    public static IReadOnlyList<SlaPolicyDefinition> ParseAll(string json) => SlaPolicyJson.ParseAll(json);
}

/// <summary>Conditions of a policy: every one that is named must hold; a value list is "any of these".</summary>
internal sealed record PolicyMatch
{
    public static readonly PolicyMatch Everything = new();

    public IReadOnlyList<string>? Priority { get; init; }
    public IReadOnlyList<string>? Vendor { get; init; }
    public IReadOnlyList<string>? Channel { get; init; }
    public IReadOnlyList<string>? Category { get; init; }
    public IReadOnlyList<string>? Tier { get; init; }
    public IReadOnlyList<string>? Brand { get; init; }
    public IReadOnlyList<string>? Team { get; init; }
    public IReadOnlyList<string>? Tag { get; init; }

    /// <summary>For targets of third_party_time: what the ticket is on hold for.</summary>
    public IReadOnlyList<string>? ThirdParty { get; init; }

    public bool Holds(TicketAttributes ticket) =>
        Any(Priority, ticket.Priority) && Any(Vendor, ticket.Vendor) && Any(Channel, ticket.Channel) && Any(Category, ticket.Category)
        && Any(Tier, ticket.Tier) && Any(Brand, ticket.Brand) && Any(Team, ticket.Team) && Any(ThirdParty, ticket.ThirdParty) && AnyTag(ticket.Tags);

    /// <summary>The conditions with the ticket's value of each, in the order they are written; those that are not named are left out.</summary>
    public IEnumerable<(string Condition, IReadOnlyList<string> Wanted, string? Has, bool Holds)> Conditions(TicketAttributes ticket)
    {
        (string Condition, IReadOnlyList<string>? Wanted, string? Has)[] all =
        [
            ("priority", Priority, ticket.Priority), ("vendor", Vendor, ticket.Vendor), ("channel", Channel, ticket.Channel), ("category", Category, ticket.Category),
            ("tier", Tier, ticket.Tier), ("brand", Brand, ticket.Brand), ("team", Team, ticket.Team), ("third party", ThirdParty, ticket.ThirdParty), ("tag", Tag, ticket.Tags),
        ];
        foreach (var (condition, wanted, has) in all)
        {
            if (wanted is not null)
                yield return (condition, wanted, has, condition == "tag" ? AnyTag(ticket.Tags) : Any(wanted, has));
        }
    }

    private static bool Any(IReadOnlyList<string>? wanted, string? value)
    {
        if (wanted is null)
            return true;
        for (var i = 0; i < wanted.Count; i++)
        {
            if (string.Equals(wanted[i], value, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private bool AnyTag(string? tags) =>
        Tag is null || (tags is not null && tags.Split(' ', StringSplitOptions.RemoveEmptyEntries).Any(tag => Any(Tag, tag)));
}
