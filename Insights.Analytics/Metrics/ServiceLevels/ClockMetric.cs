namespace Insights.Analytics.Metrics.ServiceLevels;

/// <summary>What a clock measures. Which statuses it counts in and pauses in is in <see cref="ClockMetrics"/>.</summary>
internal enum ClockMetric
{
    FirstReplyTime,
    NextReplyTime,
    RequesterWaitTime,
    AgentWorkTime,
    TotalResolutionTime,
    FirstResolutionTime,
    FullResolutionTime,
    AgentWaitTime,
    OnHoldTime,
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
        "first_reply_time", "next_reply_time", "requester_wait_time", "agent_work_time", "total_resolution_time",
        "first_resolution_time", "full_resolution_time", "agent_wait_time", "on_hold_time",
    ];

    private static readonly StatusSet[] s_countsIn =
    [
        StatusSet.All, StatusSet.All, StatusSet.New | StatusSet.Open | StatusSet.OnHold, StatusSet.New | StatusSet.Open, StatusSet.Unsolved,
        StatusSet.All, StatusSet.All, StatusSet.Pending, StatusSet.OnHold,
    ];

    /// <summary>Metrics a policy may set a target for; the others are durations that nobody is judged by.</summary>
    public static IReadOnlyList<ClockMetric> WithTarget { get; } =
    [
        ClockMetric.FirstReplyTime, ClockMetric.NextReplyTime, ClockMetric.RequesterWaitTime, ClockMetric.AgentWorkTime, ClockMetric.TotalResolutionTime,
    ];

    public static IReadOnlyList<ClockMetric> All { get; } = Enum.GetValues<ClockMetric>();

    /// <summary>As policies, files and the catalogue name it: first_reply_time.</summary>
    public static string Id(this ClockMetric metric) => s_ids[(int)metric];

    public static StatusSet CountsIn(this ClockMetric metric) => s_countsIn[(int)metric];

    public static bool Has(this StatusSet set, TicketStatus status) => ((int)set & (1 << (int)status)) != 0;

    public static bool IsReply(this ClockMetric metric) => metric is ClockMetric.FirstReplyTime or ClockMetric.NextReplyTime;

    public static ClockMetric? Find(string id) => Array.IndexOf(s_ids, id) is >= 0 and var index ? (ClockMetric)index : null;
}
