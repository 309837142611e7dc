namespace Insights.Analytics.Rollups.Tables;

/// <summary>
/// One clock of a ticket: one measured instance of one service-level metric, with its verdict. Seconds are raw: percentiles come from here.
/// What every question is asked of; what is stored of it is <see cref="StoredClock"/>, and the dimensions are read from its ticket's row where a question names them.
/// </summary>
internal sealed class TicketClock : ITicketRow
{
    /// <summary>Its columns, of the clock itself and of its ticket, as a query on both. A question that names no dimension reads the clocks alone: each has one ticket row at most.</summary>
    public static string Select(string clocks, string tickets) =>
        "SELECT c.ticket_key, c.metric, c.instance, c.vendor_id, o.channel, o.category, o.priority, o.team, o.tier, o.state, o.issue, o.issue_cause, o.agent, c.party, c.started_at, o.created_hour, "
        + "c.closed_at, c.closed_day, c.closed_hour, c.decided_at, c.decided_day, c.risk_at, c.verdict, c.excluded_because, c.business_seconds, c.wall_seconds, c.target_seconds, "
        + "c.judged_by_business_time, c.cause, c.agent_seconds, c.vendor_seconds, c.customer_seconds, c.third_party_seconds, c.off_hours_seconds, c.due_at, c.closed_by, "
        + "c.enters_percentiles, c.policy, c.policy_version, c.calendar, c.calendar_version "
        + $"FROM {clocks} AS c LEFT JOIN {tickets} AS o ON o.ticket_key = c.ticket_key";

    public const string Met = "met";
    public const string Breached = "breached";
    public const string Open = "open";
    public const string Excluded = "excluded";
    public const string NoPolicy = "no_policy";
    public const string Unmeasured = "unmeasured";
    public const string NoTarget = "no_target";

    public long TicketKey { get; set; }

    /// <summary>Metric id of the clock: first_reply_time, total_resolution_time …</summary>
    public string Metric { get; set; } = "";

    /// <summary>From 1, in the order they started.</summary>
    public int Instance { get; set; }
    public int VendorId { get; set; }
    public string? Channel { get; set; }
    public string? Category { get; set; }
    public string? Priority { get; set; }
    public string? Team { get; set; }
    public string? Tier { get; set; }
    public string? State { get; set; }
    public string? Issue { get; set; }
    public string? IssueCause { get; set; }

    /// <summary>Who has the ticket now. People are counted by it and never ranked.</summary>
    public string? Agent { get; set; }

    /// <summary>Whose it is where it is not the desk's: the team of a stay, the third party waited for, the path from tier to tier.</summary>
    public string? Party { get; set; }
    public DateTime StartedAt { get; set; }

    /// <summary>Hour of the week of the ticket's creation in the reporting zone: 0 = Monday 00:00, 167 = Sunday 23:00.</summary>
    public int CreatedHour { get; set; }

    /// <summary>When it stopped; null while it runs or is paused.</summary>
    public DateTime? ClosedAt { get; set; }
    public DateOnly? ClosedDay { get; set; }

    /// <summary>Hour of the week in which it stopped; null while it runs or is paused.</summary>
    public int? ClosedHour { get; set; }

    /// <summary>When its verdict fell: closing, or the instant of the breach.</summary>
    public DateTime? DecidedAt { get; set; }
    public DateOnly? DecidedDay { get; set; }

    /// <summary>From when on it was at risk: the first warning share of its target was used up, or will be if it goes on running. Null when it did not, and while it stands still before that.</summary>
    public DateTime? RiskAt { get; set; }

    /// <summary>met, breached, open (in time), excluded, no_policy, unmeasured, no_target.</summary>
    public string Verdict { get; set; } = Open;

    /// <summary>For excluded clocks: "merged", or the exemption's reason.</summary>
    public string? ExcludedBecause { get; set; }

    /// <summary>Null while it is open: what has elapsed by now is worked out when asked.</summary>
    public long? BusinessSeconds { get; set; }
    public long? WallSeconds { get; set; }
    public long? TargetSeconds { get; set; }

    /// <summary>True when the target is in business time, false when in wall-clock time.</summary>
    public bool JudgedByBusinessTime { get; set; }

    /// <summary>For a breach: whose time used most of the target (agent, vendor, customer, third_party, off_hours).</summary>
    public string? Cause { get; set; }

    /// <summary>Seconds from start to close by whom the ticket waited on; they add up to that stretch. Null while open, unmeasured, or of no promise.</summary>
    public long? AgentSeconds { get; set; }
    public long? VendorSeconds { get; set; }
    public long? CustomerSeconds { get; set; }
    public long? ThirdPartySeconds { get; set; }
    public long? OffHoursSeconds { get; set; }

    /// <summary>When it will breach if it goes on running; null while it cannot.</summary>
    public DateTime? DueAt { get; set; }

    /// <summary>reply, solve, leave, merge; empty while open.</summary>
    public string ClosedBy { get; set; } = "";

    /// <summary>Closed, measured, not merged, and for reply clocks closed by a reply: its seconds belong into medians and percentiles.</summary>
    public bool EntersPercentiles { get; set; }
    public string? Policy { get; set; }
    public int? PolicyVersion { get; set; }
    public string? Calendar { get; set; }
    public int? CalendarVersion { get; set; }
}
