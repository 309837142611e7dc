using NodaTime;

namespace Insights.Analytics.Metrics.ServiceLevels;

/// <summary>Why a clock shows what it shows: every stretch from its start to its end, in an order a person can add up by hand.</summary>
/// <param name="Clock">The clock as it is stored.</param>
/// <param name="Segments">Without gaps; the counted seconds add up to <see cref="Clock.JudgedSeconds"/>.</param>
internal sealed record ClockExplanation(Clock Clock, IReadOnlyList<ClockSegment> Segments);

/// <summary>What a stretch did to the clock.</summary>
internal enum SegmentEffect
{
    /// <summary>The clock ran.</summary>
    Ran,

    /// <summary>It stood still: the metric does not count in this status.</summary>
    Paused,

    /// <summary>No time passed: another policy took over and its rule changed what had been counted (see <see cref="TargetChange"/>).</summary>
    Adjusted,
}

/// <summary>One stretch of a clock under one status, one policy and one version of its calendar.</summary>
internal sealed record ClockSegment
{
    public required Instant From { get; init; }
    public required Instant To { get; init; }
    public required TicketStatus Status { get; init; }
    public string? HoldReason { get; init; }
    public required TimeOwner Owner { get; init; }
    public required SegmentEffect Effect { get; init; }
    public string? PolicyCode { get; init; }
    public int PolicyVersion { get; init; }

    /// <summary>For an adjustment: the rule of the policy that took over.</summary>
    public TargetChange? Rule { get; init; }

    /// <summary>Target of the policy for this metric; null where it sets none.</summary>
    public long? TargetSeconds { get; init; }
    public required string CalendarCode { get; init; }
    public required int CalendarVersion { get; init; }

    /// <summary>The zone its hours are written in.</summary>
    public required DateTimeZone CalendarZone { get; init; }
    public required long WallClockSeconds { get; init; }
    public required long BusinessSeconds { get; init; }

    /// <summary>Open hours of the stretch; they add up to <see cref="BusinessSeconds"/>.</summary>
    public required IReadOnlyList<Interval> OpenHours { get; init; }

    /// <summary>What the stretch added to the clock: business or wall-clock seconds as the policy judges; negative for an adjustment that took away.</summary>
    public required long CountedSeconds { get; init; }

    /// <summary>The clock after the stretch.</summary>
    public required long SumSeconds { get; init; }
}
