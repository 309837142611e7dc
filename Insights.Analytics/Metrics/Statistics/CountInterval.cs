namespace Insights.Analytics.Metrics.Statistics;

/// <summary>95 % intervals of what a count is expected to be, and of a count against its expected value.</summary>
public static class CountInterval
{
    /// <summary>Garwood's exact interval: χ²⁻¹(α/2; 2k)/2 to χ²⁻¹(1−α/2; 2k+2)/2.</summary>
    public static Interval95 Garwood(long count) => new(
        count == 0 ? 0 : GammaDistribution.Quantile(0.025, count),
        GammaDistribution.Quantile(0.975, count + 1));

    /// <summary>Byar's closed form, which needs no quantile and is right to the second digit from 10 on.</summary>
    public static Interval95 Byar(long count) => new(
        count == 0 ? 0 : count * Cube(1 - (1 / (9.0 * count)) - (ProportionInterval.Z95 / (3 * Math.Sqrt(count)))),
        (count + 1) * Cube(1 - (1 / (9.0 * (count + 1))) + (ProportionInterval.Z95 / (3 * Math.Sqrt(count + 1)))));

    /// <summary>Observed ÷ expected: Garwood's interval over the expected value. Null when nothing is expected.</summary>
    public static Interval95? Ratio(long count, double expected) =>
        expected > 0 && Garwood(count) is var of ? new(of.Lower / expected, of.Upper / expected) : null;

    private static double Cube(double x) => x * x * x;
}
