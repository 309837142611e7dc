namespace Insights.Analytics.Metrics.Statistics;

/// <summary>
/// Control limits of a funnel plot (Spiegelhalter, Statistics in Medicine 2005): how far a rate may lie from the common one by chance, by its size.
/// With many payments everything would lie outside, because vendors do differ: the limits then widen by the spread that is usual among them.
/// </summary>
public static class Funnel
{
    /// <summary>The count below which, or at which, a share <paramref name="level"/> of groups of this size lies.</summary>
    public static long Limit(double level, long size, double common) => BinomialTail.Quantile(level, size, common);

    /// <summary>Limits of observed ÷ expected: χ²⁻¹(α/2; 2E)/2E and χ²⁻¹(1−α/2; 2(E+1))/2E.</summary>
    public static (double Lower, double Upper) RatioLimits(double expected, double outside) =>
        (GammaDistribution.Quantile(outside / 2, expected) / expected, GammaDistribution.Quantile(1 - (outside / 2), expected + 1) / expected);

    /// <summary>
    /// Overdispersion on the arcsine scale: Y = asin√p, s = 1/(2√n), z winsorised at its 10 % and 90 % quantiles, φ = Σz²/k,
    /// τ² = max(0, (kφ − (k−1)) / (Σw − Σw²/Σw)) with w = 1/s²; the adjusted z is (Y−θ′)/√(s²+τ²).
    /// </summary>
    public static Overdispersion Disperse(IReadOnlyList<long> events, IReadOnlyList<long> sizes)
    {
        var k = events.Count;
        var common = (double)events.Sum() / sizes.Sum();
        var centre = Math.Asin(Math.Sqrt(common));
        double[] spread = [.. sizes.Select(n => 1 / (2 * Math.Sqrt(n)))];
        double[] away = [.. events.Select((x, i) => Math.Asin(Math.Sqrt((double)x / sizes[i])) - centre)];
        double[] z = [.. away.Select((y, i) => y / spread[i])];
        var (low, high) = (Quantile(z, 0.1), Quantile(z, 0.9));
        var phi = z.Sum(value => Math.Pow(Math.Clamp(value, low, high), 2)) / k;
        double w = spread.Sum(s => 1 / (s * s)), w2 = spread.Sum(s => 1 / (s * s * s * s));
        var tau2 = k < 2 ? 0 : Math.Max(0, ((k * phi) - (k - 1)) / (w - (w2 / w)));
        return new(common, phi, tau2, z, [.. away.Select((y, i) => y / Math.Sqrt((spread[i] * spread[i]) + tau2))]);
    }

    /// <summary>A limit of the funnel at a size, on the arcsine scale with the spread between groups added.</summary>
    public static double WidenedLimit(double common, double tau2, double size, double z)
    {
        var angle = Math.Clamp(Math.Asin(Math.Sqrt(common)) + (z * Math.Sqrt((1 / (4 * size)) + tau2)), 0, Math.PI / 2);
        return Math.Pow(Math.Sin(angle), 2);
    }

    /// <summary>Laney's σ_z = mean|zᵢ − zᵢ₋₁| ÷ 1.128 of the z-values about the common rate, in the order given.</summary>
    public static double Laney(IReadOnlyList<long> events, IReadOnlyList<long> sizes)
    {
        var common = (double)events.Sum() / sizes.Sum();
        double[] z = [.. events.Select((x, i) => (((double)x / sizes[i]) - common) / Math.Sqrt(common * (1 - common) / sizes[i]))];
        double sum = 0;
        for (var i = 1; i < z.Length; i++)
            sum += Math.Abs(z[i] - z[i - 1]);
        return sum / (z.Length - 1) / 1.128;
    }

    /// <summary>R's type 7: linear between the order statistics.</summary>
    private static double Quantile(double[] values, double level)
    {
        double[] sorted = [.. values.Order()];
        var at = (sorted.Length - 1) * level;
        var below = (int)at;
        return below + 1 >= sorted.Length ? sorted[^1] : sorted[below] + ((at - below) * (sorted[below + 1] - sorted[below]));
    }
}

/// <summary>How much groups differ beyond chance.</summary>
/// <param name="Phi">1 where chance explains the spread of z.</param>
/// <param name="Tau2">The spread between groups, on the arcsine scale.</param>
/// <param name="Z">About the common rate, as if groups were alike.</param>
/// <param name="AdjustedZ">With the spread between groups allowed for.</param>
public sealed record Overdispersion(double Common, double Phi, double Tau2, IReadOnlyList<double> Z, IReadOnlyList<double> AdjustedZ);
