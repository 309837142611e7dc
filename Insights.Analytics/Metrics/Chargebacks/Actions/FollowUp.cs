using Insights.Analytics.Metrics.Statistics;
using Insights.Analytics.Metrics.Values;

namespace Insights.Analytics.Metrics.Chargebacks.Actions;

public enum FollowUpVerdict
{
    /// <summary>Not enough days have passed, or too few payments and disputes on both sides.</summary>
    TooEarly,
    Lower,
    Higher,

    /// <summary>The difference is within what chance explains.</summary>
    NoDifference,
}

/// <summary>
/// Disputes per payment before and after an action, at equal maturity, with Newcombe's 95 % interval of the difference. It says what happened, not what caused it:
/// whatever else changed on these days is in it.
/// </summary>
/// <param name="Difference">After − before; null while it is too early.</param>
public sealed record FollowUp(Ratio Before, Ratio After, Interval95? Difference, FollowUpVerdict Verdict)
{
    /// <summary>Fewer disputes than this on both sides together decide nothing.</summary>
    public const int FewestDisputes = 5;

    /// <summary>Fisher's exact chance of a difference as large where there is none; null while it is too early.</summary>
    public double? P { get; init; }

    public static FollowUp Of(Ratio before, Ratio after)
    {
        // Several disputes of one payment can outnumber the payments of a shop that has hardly any; that is no share.
        var judged = !ProportionInterval.IsSmall(before.Denominator) && !ProportionInterval.IsSmall(after.Denominator)
            && before.Numerator <= before.Denominator && after.Numerator <= after.Denominator && before.Numerator + after.Numerator >= FewestDisputes;
        if (!judged || ProportionInterval.Newcombe(after, before) is not { } interval)
            return new(before, after, null, FollowUpVerdict.TooEarly);
        return new(before, after, interval, interval.Upper < 0 ? FollowUpVerdict.Lower : interval.Lower > 0 ? FollowUpVerdict.Higher : FollowUpVerdict.NoDifference)
        {
            P = FisherExact.TwoSided(after.Numerator, after.Denominator, before.Numerator, before.Denominator),
        };
    }

    /// <summary>
    /// Several actions of one vendor, told together: a difference stands only where it is beyond chance with all of them allowed for (Holm). They are counted on the same
    /// payments, so nothing is known of how their chances hang together, and one wrong "it helped" among few would be acted upon.
    /// </summary>
    public static IReadOnlyList<FollowUp?> Together(IReadOnlyList<FollowUp?> several)
    {
        var adjusted = new Queue<double>(FalseDiscovery.Holm([.. several.Select(one => one?.P).OfType<double>()]));
        return [.. several.Select(one => one?.P is null ? one : adjusted.Dequeue() <= 0.05 ? one : one with { Verdict = FollowUpVerdict.NoDifference })];
    }
}
