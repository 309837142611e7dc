namespace Insights.Analytics.Metrics.ServiceLevels;

/// <summary>What a clock measures. Which statuses it counts in and pauses in is in <see cref="ClockMetrics"/>.</summary>
internal enum ClockMetric
{
    FirstReplyTime,
    NextReplyTime,
    PeriodicUpdateTime,
    PausableUpdateTime,
    RequesterWaitTime,
    AgentWorkTime,
    TotalResolutionTime,

    /// <summary>One stay of the ticket in a team: what teams promise each other (OLA).</summary>
    GroupOwnershipTime,

    /// <summary>One stay on hold for a third party: what suppliers promise us (underpinning contract).</summary>
    ThirdPartyTime,
    FirstResolutionTime,
    FullResolutionTime,
    AgentWaitTime,
    OnHoldTime,

    /// <summary>One stay in a support tier of a ticket that was passed from tier to tier.</summary>
    TierTime,
}

/// <summary>Whom a target binds: us to the customer, one team to another, a supplier to us.</summary>
internal enum PromiseKind
{
    Customer,
    Group,
    ThirdParty,
}

/// <summary>The six statuses every source's own are mapped to.</summary>
internal enum TicketStatus
{
    New,
    Open,
    Pending,
    OnHold,
    Solved,
    Closed,
}

/// <summary>Set of statuses, one bit each.</summary>
[Flags]
internal enum StatusSet
{
    None = 0,
    New = 1 << TicketStatus.New,
    Open = 1 << TicketStatus.Open,
    Pending = 1 << TicketStatus.Pending,
    OnHold = 1 << TicketStatus.OnHold,
    Solved = 1 << TicketStatus.Solved,
    Closed = 1 << TicketStatus.Closed,
    Unsolved = New | Open | Pending | OnHold,
    All = Unsolved | Solved | Closed,
}

/// <summary>The table of the metrics: id, and the statuses in which seconds count.</summary>
internal static class ClockMetrics
{
    private static readonly string[] s_ids =
    [
        "first_reply_time", "next_reply_time", "periodic_update_time", "pausable_update_time", "requester_wait_time", "agent_work_time", "total_resolution_time",
        "group_ownership_time", "third_party_time",
        "first_resolution_time", "full_resolution_time", "agent_wait_time", "on_hold_time", "tier_time",
    ];

    private static readonly StatusSet[] s_countsIn =
    [
        StatusSet.All, StatusSet.All, StatusSet.Unsolved, StatusSet.New | StatusSet.Open | StatusSet.OnHold,
        StatusSet.New | StatusSet.Open | StatusSet.OnHold, StatusSet.New | StatusSet.Open, StatusSet.Unsolved,
        StatusSet.Unsolved, StatusSet.OnHold,
        StatusSet.All, StatusSet.All, StatusSet.Pending, StatusSet.OnHold, StatusSet.Unsolved,
    ];

    /// <summary>Metrics a policy may set a target for; the others are durations that nobody is judged by.</summary>
    public static IReadOnlyList<ClockMetric> WithTarget { get; } = [.. Enum.GetValues<ClockMetric>().Where(CanHaveTarget)];

    public static IReadOnlyList<ClockMetric> All { get; } = Enum.GetValues<ClockMetric>();

    public static bool CanHaveTarget(this ClockMetric metric) => metric <= ClockMetric.ThirdPartyTime;

    /// <summary>To whom a target of the metric is promised; policies of one kind do not stand in the way of those of another.</summary>
    public static PromiseKind Promise(this ClockMetric metric) => metric switch
    {
        ClockMetric.GroupOwnershipTime => PromiseKind.Group,
        ClockMetric.ThirdPartyTime => PromiseKind.ThirdParty,
        _ => PromiseKind.Customer,
    };

    /// <summary>Clocks that exist only where a policy sets them a target: without one they measure nothing anybody asks for.</summary>
    public static bool NeedsTarget(this ClockMetric metric) =>
        metric is ClockMetric.PeriodicUpdateTime or ClockMetric.PausableUpdateTime or ClockMetric.GroupOwnershipTime or ClockMetric.ThirdPartyTime;

    /// <summary>As policies, files and the catalogue name it: first_reply_time.</summary>
    public static string Id(this ClockMetric metric) => s_ids[(int)metric];

    public static StatusSet CountsIn(this ClockMetric metric) => s_countsIn[(int)metric];

    /// <summary>The statuses of which a policy may take some out for this metric: what is solved needs no further news, but a reply may still be owed.</summary>
    public static StatusSet MayCountIn(this ClockMetric metric) => metric.CountsIn() == StatusSet.All ? StatusSet.All : StatusSet.Unsolved;

    /// <summary>Whether a policy may say in which statuses the metric pauses; what a third party is given is its time on hold by definition.</summary>
    public static bool MayPause(this ClockMetric metric) => metric.CanHaveTarget() && metric != ClockMetric.ThirdPartyTime;

    public static bool Has(this StatusSet set, TicketStatus status) => ((int)set & (1 << (int)status)) != 0;

    /// <summary>A reply is what ends it.</summary>
    public static bool IsReply(this ClockMetric metric) =>
        metric is ClockMetric.FirstReplyTime or ClockMetric.NextReplyTime or ClockMetric.PeriodicUpdateTime or ClockMetric.PausableUpdateTime;

    public static ClockMetric? Find(string id) => Array.IndexOf(s_ids, id) is >= 0 and var index ? (ClockMetric)index : null;
}
