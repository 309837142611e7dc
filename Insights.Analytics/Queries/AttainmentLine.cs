using Insights.Analytics.Metrics.Statistics;
using Insights.Analytics.Metrics.Values;

namespace Insights.Analytics.Queries;

/// <summary>Counts of clocks; all of them add up to <see cref="Total"/>.</summary>
/// <param name="Key">The member: a metric id, a policy code, an hour of the week, a dimension's value; "all" without one.</param>
public sealed record AttainmentLine(string Key, string Label, long Met, long Breached, long OpenInTime, long Excluded, long NoPolicy, long Unmeasured)
{
    /// <summary>Met with more than <see cref="NearMissShare"/> of the target used up: part of <see cref="Met"/>.</summary>
    public long NearMisses { get; init; }

    /// <summary>Open in time at the end of the period, and the first warning share of the target (80 % unless the policy says otherwise) used up by then: part of <see cref="OpenInTime"/>.</summary>
    public long AtRisk { get; init; }

    /// <summary>Excluded because the ticket was merged into another: part of <see cref="Excluded"/>.</summary>
    public long Merged { get; init; }

    /// <summary>From this share of the target on a promise that was kept was a near thing.</summary>
    public const double NearMissShare = 0.8;

    /// <summary>Excluded for another reason: exempt, or the policy was taken away.</summary>
    public long Exempt => Excluded - Merged;

    /// <summary>Clocks that were decided: what the rate rests on.</summary>
    public long Decided => Met + Breached;

    /// <summary>Met ÷ (met + breached), over clocks decided in the period.</summary>
    public Ratio Attainment => new(Met, Decided);

    /// <summary>Where the rate plausibly lies (Wilson, 95 %); null when nothing was decided.</summary>
    public Interval95? Interval => ProportionInterval.Wilson(Attainment);

    /// <summary>Too few to be compared with others.</summary>
    public bool SmallSample => ProportionInterval.IsSmall(Decided);

    public long Total => Met + Breached + OpenInTime + Excluded + NoPolicy + Unmeasured;
}
