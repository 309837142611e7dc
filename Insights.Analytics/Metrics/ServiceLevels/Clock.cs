using NodaTime;

namespace Insights.Analytics.Metrics.ServiceLevels;

internal enum ClockState
{
    Active,
    Paused,
    Closed,
}

/// <summary>The judgement on a clock. Rate = met ÷ (met + breached); every other value is counted beside it and enters no rate.</summary>
internal enum Verdict
{
    /// <summary>Still running and in time.</summary>
    Open,
    Met,

    /// <summary>Over target, closed or not: from <see cref="Clock.BreachedAt"/> on.</summary>
    Breached,

    /// <summary>Taken out with a reason: merged, exempt.</summary>
    Excluded,

    /// <summary>No policy matched the ticket.</summary>
    NoPolicy,

    /// <summary>The history needed is missing.</summary>
    Unmeasured,

    /// <summary>A policy matched but sets no target for this metric, or the metric never has one.</summary>
    NoTarget,
}

/// <summary>What closed a clock. Reply clocks closed by a solve are left out of reply-time percentiles.</summary>
internal enum ClosedBy
{
    Nothing,
    Reply,
    Solve,

    /// <summary>The status left what is measured (duration metrics).</summary>
    Leave,
    Merge,
}

/// <summary>One measured instance of a metric on a ticket. Derived from immutable events, and rebuilt from them at any time.</summary>
internal sealed record Clock
{
    public required ClockMetric Metric { get; init; }

    /// <summary>1, 2, … within the metric.</summary>
    public required int Instance { get; init; }

    /// <summary>1 until the first solve; a reopen starts the next.</summary>
    public required int Cycle { get; init; }

    public required Instant StartedAt { get; init; }
    public Instant? ClosedAt { get; init; }
    public ClosedBy ClosedBy { get; init; }
    public required ClockState State { get; init; }

    /// <summary>Counted seconds inside business hours, up to the close or the as-of instant.</summary>
    public long BusinessSeconds { get; init; }

    /// <summary>The same round the clock.</summary>
    public long WallClockSeconds { get; init; }

    /// <summary>Wall-clock seconds it stood still because the ticket was pending.</summary>
    public long PendingSeconds { get; init; }

    /// <summary>Wall-clock seconds it stood still because the ticket was on hold.</summary>
    public long OnHoldSeconds { get; init; }

    /// <summary>On whom it waited from its start to its close (or the as-of instant), pauses included; all shares add up to that stretch. Zero where history is missing.</summary>
    public TimeShares Shares { get; init; }

    /// <summary>For a breach: whose time used most of the target, of the time that counted.</summary>
    public TimeOwner? BreachCause { get; init; }

    /// <summary>For group_ownership_time: the team.</summary>
    public string? Team { get; init; }

    /// <summary>For on_hold_time and third_party_time: what was waited for.</summary>
    public string? HoldReason { get; init; }

    /// <summary>For tier_time: the tier, and the one it was passed to: "tier 1 &gt; tier 2".</summary>
    public string? Path { get; init; }

    public string? PolicyCode { get; init; }
    public int PolicyVersion { get; init; }

    /// <summary>Calendar the business seconds were last counted by, and its version in force at the clock's start.</summary>
    public string? CalendarCode { get; init; }
    public int CalendarVersion { get; init; }

    /// <summary>Whether the target is judged in business seconds; wall-clock seconds otherwise.</summary>
    public bool JudgedInBusinessHours { get; init; } = true;
    public long? TargetSeconds { get; init; }

    /// <summary>The seconds the target is compared with. Equals the business or wall-clock seconds unless a policy change reset or recounted them.</summary>
    public long JudgedSeconds { get; init; }

    /// <summary>The deadline shown: closing time when it falls there. Null without a target, or when the calendar has no hours ahead.</summary>
    public Instant? DueFill { get; init; }

    /// <summary>The same rolled to the next opening; up to here a reply is in time.</summary>
    public Instant? DueNext { get; init; }

    /// <summary>The deadline as it stood at the start, before pauses and changes of target.</summary>
    public Instant? OriginalDue { get; init; }

    /// <summary>For an open promise: what it held at its last change, from which every later instant is told without its history.</summary>
    public ClockOutlook? Outlook { get; init; }

    /// <summary>From when on the first warning share of its target was used up: past, or ahead while it runs there. Null when it stopped, or stands still, before that.</summary>
    public Instant? RiskAt { get; init; }

    /// <summary>The first second with more elapsed than the target; exactly one an instance.</summary>
    public Instant? BreachedAt { get; init; }
    public required Verdict Verdict { get; init; }

    /// <summary>For excluded clocks: "merged", or the exemption's reason.</summary>
    public string? ExcludedBecause { get; init; }

    /// <summary>A resolution that a reopen may still move.</summary>
    public bool IsProvisional { get; init; }

    /// <summary>The clock belongs to the attainment of its metric: judged, or counted beside the rate (open, excluded, no policy, unmeasured).</summary>
    public bool CountsInAttainment { get; init; }

    /// <summary>When the clock entered the rate: at its close, or at the breach when that came first. Null while it has not.</summary>
    public Instant? DecidedAt => Verdict switch
    {
        Verdict.Breached => BreachedAt,
        Verdict.Met => ClosedAt,
        _ => null,
    };

    /// <summary>Whether the value enters percentiles: closed, measured, not merged, and a reply clock only when a reply closed it.</summary>
    public bool EntersPercentiles =>
        State == ClockState.Closed && Verdict is not (Verdict.Excluded or Verdict.Unmeasured) && (!Metric.IsReply() || ClosedBy == ClosedBy.Reply);
}
