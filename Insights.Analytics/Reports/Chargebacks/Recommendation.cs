using Insights.Analytics.Metrics.Chargebacks.Actions;
using Insights.Analytics.Metrics.Statistics;
using Insights.Analytics.Metrics.Values;
using NodaTime;

namespace Insights.Analytics.Reports.Chargebacks;

/// <summary>What stands behind a recommendation: a segment of the vendor's own disputes, with everything a reader needs to believe it or not.</summary>
/// <param name="Segment">In words: "payments with the statement text SP*DGTLSVC 8842".</param>
/// <param name="Base">What the disputes are counted against: payments, or disputes where the question is which part of them.</param>
/// <param name="BaseIsDisputes">The base is disputes, so the rate is a share of them.</param>
/// <param name="Expected">Disputes expected by the comparison; null where nothing is compared (all of them are avoidable).</param>
/// <param name="Q">Under false-discovery control; null where nothing was tested.</param>
/// <param name="Since">First day it stands out; null where it always has, or nothing was tested.</param>
/// <param name="SavingPerMonth">Disputed amounts and fees beyond the expected ones, for thirty days; null where no amount can be put to it.</param>
internal sealed record ActionEvidence(
    string Segment, long Disputes, long Base, bool BaseIsDisputes, double? Expected, Interval95? Interval, double? Q, LocalDate? Since, Money? SavingPerMonth, string? Link);

/// <summary>One action of the catalogue, and why this vendor is given it.</summary>
/// <param name="Evidence">Never empty; what it would save most is first.</param>
internal sealed record Recommendation(ChargebackAction Action, IReadOnlyList<ActionEvidence> Evidence)
{
    /// <summary>Evidence by action, the action that would save most first; what was not tested comes after what was.</summary>
    public static IReadOnlyList<Recommendation> Of(IEnumerable<(ChargebackAction Action, ActionEvidence Evidence)> found) =>
    [
        .. found.GroupBy(one => one.Action)
            .Select(group => new Recommendation(group.Key, [.. group.Select(one => one.Evidence).OrderByDescending(evidence => evidence.SavingPerMonth?.Minor ?? 0).ThenByDescending(evidence => evidence.Disputes)]))
            .OrderBy(one => one.Evidence[0].Q is null)
            .ThenByDescending(one => one.Evidence.Max(evidence => evidence.SavingPerMonth?.Minor ?? 0)).ThenBy(one => one.Action.Id.Length).ThenBy(one => one.Action.Id, StringComparer.Ordinal),
    ];
}
