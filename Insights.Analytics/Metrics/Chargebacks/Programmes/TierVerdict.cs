using Insights.Analytics.Metrics.Values;

namespace Insights.Analytics.Metrics.Chargebacks.Programmes;

/// <summary>One tier of a programme against one month.</summary>
/// <param name="Reached">Everything that is measured holds.</param>
/// <param name="Limit">The count at which count and ratio hold, with the payments known or, in a running month, expected; null where it goes by amounts or is undefined.</param>
/// <param name="Left">How many more until then; 0 when they are there.</param>
/// <param name="AmountLeft">What the amount condition still lacks, in whole units of its currency; null without one, or where an exchange rate is missing.</param>
/// <param name="Chance">That count and ratio hold at the end of the month; null once it is over, or where it goes by amounts.</param>
public sealed record TierVerdict(ProgrammeLine Line, bool Reached, long? Limit, long? Left, long? AmountLeft, double? Chance)
{
    /// <summary>The share of payments sent through 3-D Secure, where the line asks for it and it is known.</summary>
    public Ratio? ThreeDs { get; init; }

    /// <summary>The count at which the ratio alone is reached, whatever least count the line takes besides.</summary>
    public long? RatioLimit { get; init; }

    /// <summary>The chance of that at the end of the month: where a small vendor's ratio is going, while its count alone keeps it out.</summary>
    public double? RatioChance { get; init; }
}
