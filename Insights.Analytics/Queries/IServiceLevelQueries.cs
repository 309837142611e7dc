using Insights.Analytics.Metrics.Values;
using Insights.Import.Store;

namespace Insights.Analytics.Queries;

/// <summary>What the service-level pages need beyond single metrics: rates with their reconciliation, and how far from the target clocks ended.</summary>
public interface IServiceLevelQueries
{
    /// <summary>Verdicts of the clocks decided in the range, with those that entered no rate beside them.</summary>
    /// <param name="by">metric, policy, agent, or a ticket dimension of <see cref="ReportFilter.Dimensions"/>; null = one line for all.</param>
    /// <param name="metricId">Only this clock metric (first_reply_time …); null = all that have a target.</param>
    Task<IReadOnlyList<AttainmentLine>> AttainmentAsync(ReportFilter filter, DataScope scope, string? by = null, string? metricId = null, CancellationToken cancel = default);

    /// <summary>How the decided clocks of one metric spread relative to their target: up to a quarter of it, half, three quarters, on target, up to 1.5×, 2×, 4×, beyond.</summary>
    Task<IReadOnlyList<TargetBin>> DistributionAsync(string metricId, ReportFilter filter, DataScope scope, CancellationToken cancel = default);
}

/// <summary>Counts of clocks; all of them add up to <see cref="Total"/>.</summary>
/// <param name="Key">The member: a metric id, a policy code, a dimension's value; "all" without one.</param>
public sealed record AttainmentLine(string Key, string Label, long Met, long Breached, long OpenInTime, long Excluded, long NoPolicy, long Unmeasured)
{
    /// <summary>Met ÷ (met + breached), over clocks decided in the period.</summary>
    public Ratio Attainment => new(Met, Met + Breached);

    public long Total => Met + Breached + OpenInTime + Excluded + NoPolicy + Unmeasured;
}

/// <summary>Clocks whose elapsed time was over <paramref name="From"/> and up to <paramref name="To"/> times the target.</summary>
/// <param name="To">Null for the last, open bin.</param>
public sealed record TargetBin(double From, double? To, long Count);
