using Insights.Analytics.Metrics.Statistics;
using Insights.Analytics.Metrics.Values;

namespace Insights.Analytics.Metrics.Chargebacks.Programmes;

/// <summary>One month of a vendor on a network against one programme.</summary>
public sealed record ProgrammeVerdict
{
    public required ProgrammeStatus Status { get; init; }

    /// <summary>What the network counts, over what it divides by; whole units of <see cref="Currency"/> where it goes by amounts.</summary>
    public required Ratio Ratio { get; init; }
    public string? Currency { get; init; }

    /// <summary>The network adds fraud reports that no imported file tells: its own figure can be higher.</summary>
    public bool IsLowerBound { get; init; }

    /// <summary>Highest first.</summary>
    public required IReadOnlyList<TierVerdict> Tiers { get; init; }

    /// <summary>The highest tier of the network that is reached; null when none is.</summary>
    public TierVerdict? Reached => Tiers.FirstOrDefault(tier => tier.Reached && !tier.Line.IsOwn);

    /// <summary>The lowest tier of the network: the line that people call "the line".</summary>
    public TierVerdict? FirstLine => Tiers.LastOrDefault(tier => !tier.Line.IsOwn);

    /// <summary>The next tier to be reached; null when all are.</summary>
    public TierVerdict? Next => Tiers.LastOrDefault(tier => !tier.Reached && !tier.Line.IsOwn);

    public bool EarlyWarning => Tiers.Any(tier => tier.Reached && tier.Line.IsOwn);

    /// <summary>The count at the end of the month; null once it is over, or where it goes by amounts.</summary>
    public MonthEndForecast? Forecast { get; init; }

    /// <summary>Too few payments for a ratio to say anything, and no least count that would keep chance out: shown, and not judged.</summary>
    public bool IsSmall => ProportionInterval.IsSmall(Ratio.Denominator) && FirstLine is { Line: { MinCount: null, MinAmount: null } };

    /// <summary>How near the first line is, 1 being there: what standings are ordered by within a status.</summary>
    public double Closeness => FirstLine switch
    {
        { Limit: > 0 and var limit } => (double)Ratio.Numerator / limit,
        { Line.ByAmount: true, AmountLeft: > 0 and var lacks, Line.MinAmount: > 0 and var least } => Math.Max(0, 1 - ((double)lacks / least)),
        { Line.RatioBasisPoints: > 0 and var points } => (Ratio.Value ?? 0) * 10_000 / points,
        _ => 0,
    };
}
