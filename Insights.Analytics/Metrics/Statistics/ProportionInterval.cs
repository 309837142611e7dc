using Insights.Analytics.Metrics.Values;

namespace Insights.Analytics.Metrics.Statistics;

/// <summary>Where the true share (or difference of shares) plausibly lies.</summary>
public readonly record struct Interval95(double Lower, double Upper)
{
    public bool Contains(double value) => value >= Lower && value <= Upper;
}

/// <summary>95 % intervals of a share of counts, and the rule for small samples. Pure formulas; sources in the members.</summary>
public static class ProportionInterval
{
    /// <summary>Under this many a rate or percentile carries a small-sample mark.</summary>
    public const int SmallSample = 30;

    /// <summary>97.5 % quantile of the standard normal distribution.</summary>
    internal const double Z95 = 1.959963984540054;

    public static bool IsSmall(long n) => n < SmallSample;

    /// <summary>
    /// Wilson's score interval: (p̂ + z²/2n ± z√(p̂(1−p̂)/n + z²/4n²)) / (1 + z²/n), clamped to 0 and 1. Null when the denominator is 0.
    /// The interval shown beside every rate: right also at 0 % and 100 % and for few cases.
    /// </summary>
    public static Interval95? Wilson(Ratio share)
    {
        if (share.Denominator <= 0)
            return null;
        Check(share);
        double n = share.Denominator, p = share.Numerator / n, z2 = Z95 * Z95;
        var centre = p + (z2 / (2 * n));
        var half = Z95 * Math.Sqrt((p * (1 - p) / n) + (z2 / (4 * n * n)));
        var scale = 1 + (z2 / n);
        // At the ends the formula is 0 and 1 exactly; its arithmetic is not.
        return new(
            share.Numerator == 0 ? 0 : Math.Max(0, (centre - half) / scale),
            share.Numerator == share.Denominator ? 1 : Math.Min(1, (centre + half) / scale));
    }

    /// <summary>Clopper and Pearson's exact interval: Beta⁻¹(α/2; x, n−x+1) to Beta⁻¹(1−α/2; x+1, n−x). Never too narrow, so for tests and guarantees.</summary>
    public static Interval95? ClopperPearson(Ratio share)
    {
        if (share.Denominator <= 0)
            return null;
        Check(share);
        double x = share.Numerator, n = share.Denominator;
        return new(
            share.Numerator == 0 ? 0 : BetaDistribution.Quantile(0.025, x, n - x + 1),
            share.Numerator == share.Denominator ? 1 : BetaDistribution.Quantile(0.975, x + 1, n - x));
    }

    /// <summary>Newcombe's interval (1998, method 10) of <paramref name="one"/> − <paramref name="other"/>, from their Wilson intervals. Null when a denominator is 0.</summary>
    public static Interval95? Newcombe(Ratio one, Ratio other)
    {
        if (Wilson(one) is not { } a || Wilson(other) is not { } b)
            return null;
        double p = one.Value!.Value, q = other.Value!.Value;
        return new(
            p - q - Math.Sqrt(Square(p - a.Lower) + Square(b.Upper - q)),
            p - q + Math.Sqrt(Square(a.Upper - p) + Square(q - b.Lower)));
    }

    private static double Square(double x) => x * x;

    private static void Check(Ratio share)
    {
        if (share.Numerator < 0 || share.Numerator > share.Denominator)
            throw new ArgumentException($"{share.Numerator} of {share.Denominator} is not a share: an interval needs a part of a whole. Disputes ÷ payments of another period is a ratio, not a share.", nameof(share));
    }
}
