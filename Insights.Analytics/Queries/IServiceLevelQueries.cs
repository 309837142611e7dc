using Insights.Import.Store;

namespace Insights.Analytics.Queries;

/// <summary>What the service-level pages and reports need beyond single metrics: rates with their reconciliation, times, and why promises were broken.</summary>
public interface IServiceLevelQueries
{
    /// <summary>Verdicts of the clocks decided in the range, with those that entered no rate beside them. Several splits of one filter share one pass over the clocks.</summary>
    /// <param name="by">metric, policy, agent, hour (of the week, of the ticket's creation), party (a team or third party that promised), or a ticket dimension of <see cref="ReportFilter.Dimensions"/>; null = one line for all.</param>
    /// <param name="metricId">Only this clock metric (first_reply_time …, also group_ownership_time and third_party_time); null = all promises to customers.</param>
    Task<IReadOnlyList<AttainmentLine>> AttainmentAsync(ReportFilter filter, DataScope scope, string? by = null, string? metricId = null, CancellationToken cancel = default);

    /// <summary>How the decided clocks of one metric spread relative to their target: up to a quarter of it, half, three quarters, on target, up to 1.5×, 2×, 4×, beyond.</summary>
    Task<IReadOnlyList<TargetBin>> DistributionAsync(string metricId, ReportFilter filter, DataScope scope, CancellationToken cancel = default);

    /// <summary>Median, p90 and p95 of the clocks that ended in the range, one line a kind of clock, in the order people read them.</summary>
    /// <param name="by">A split of <paramref name="metricId"/> by policy, agent or a ticket dimension; null = one line a kind of clock.</param>
    Task<IReadOnlyList<TimesLine>> TimesAsync(ReportFilter filter, DataScope scope, string? metricId = null, string? by = null, CancellationToken cancel = default);

    /// <summary>Breaches decided in the range by whose time used most of the target.</summary>
    /// <param name="by">As in <see cref="AttainmentAsync"/>.</param>
    Task<IReadOnlyList<CauseLine>> CausesAsync(ReportFilter filter, DataScope scope, string? by = null, string? metricId = null, CancellationToken cancel = default);

    /// <summary>On whom kept and broken promises waited: one line for those met, one for those breached.</summary>
    Task<IReadOnlyList<WaitingLine>> WaitingAsync(ReportFilter filter, DataScope scope, string? metricId = null, CancellationToken cancel = default);
}
