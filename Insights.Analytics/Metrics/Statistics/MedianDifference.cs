using Insights.Analytics.Metrics.Values;

namespace Insights.Analytics.Metrics.Statistics;

/// <summary>
/// The difference of two medians with its 95 % interval, without assuming a shape of the times (Price and Bonett 2002): the spread of a median
/// is read off two order statistics around it, and the two spreads add.
/// </summary>
/// <param name="Seconds">First median − second median.</param>
public readonly record struct MedianDifference(double Seconds, double Lower, double Upper)
{
    /// <summary>Neither side is plausibly the longer one.</summary>
    public bool IsWithinChance => Lower <= 0 && Upper >= 0;

    /// <summary>Null where a side has fewer than <see cref="ProportionInterval.SmallSample"/> values: the interval would promise more than it holds.</summary>
    public static MedianDifference? Of(IReadOnlyCollection<long> one, IReadOnlyCollection<long> other)
    {
        if (ProportionInterval.IsSmall(one.Count) || ProportionInterval.IsSmall(other.Count))
            return null;
        var (a, b) = (Sorted(one), Sorted(other));
        var difference = Percentile.Of(a, 0.5)!.Value - Percentile.Of(b, 0.5)!.Value;
        var half = ProportionInterval.Z95 * Math.Sqrt(Variance(Sorted(one)) + Variance(Sorted(other)));
        return new(difference, difference - half, difference + half);
    }

    /// <summary>
    /// ((y₍n−c+1₎ − y₍c₎) / 2z)² with c = (n + 1)/2 − √n rounded, at least 1, and z the normal quantile of the exact chance
    /// that the median lies outside the two: 2·P(Binomial(n, ½) &lt; c).
    /// </summary>
    internal static double Variance(ReadOnlySpan<long> sorted)
    {
        var n = sorted.Length;
        var c = Math.Max(1, (int)Math.Round(((n + 1) / 2.0) - Math.Sqrt(n), MidpointRounding.AwayFromZero));
        var outside = 0.0;
        // Binomial terms on the log scale: 2^-n is no number any more for a year of tickets.
        var term = -n * Math.Log(2);
        for (var i = 0; i < c; i++)
        {
            outside += Math.Exp(term);
            term += Math.Log((double)(n - i) / (i + 1));
        }
        var width = (sorted[n - c] - sorted[c - 1]) / (2 * NormalQuantile(1 - outside));
        return width * width;
    }

    private static long[] Sorted(IReadOnlyCollection<long> values)
    {
        long[] sorted = [.. values];
        Array.Sort(sorted);
        return sorted;
    }

    /// <summary>For p of a half and more, by halving: the series below is exact enough at every point asked for here.</summary>
    private static double NormalQuantile(double p)
    {
        double low = 0, high = 40;
        for (var i = 0; i < 80; i++)
        {
            var middle = (low + high) / 2;
            if (UpToZ(middle) < p)
                low = middle;
            else
                high = middle;
        }
        return (low + high) / 2;
    }

    /// <summary>Φ(z) for z ≥ 0: ½ + φ(z)·(z + z³/3 + z⁵/(3·5) + …).</summary>
    private static double UpToZ(double z)
    {
        if (z > 9)
            return 1;
        double term = z, sum = z;
        for (var k = 3; term > sum * 1e-17; k += 2)
        {
            term *= z * z / k;
            sum += term;
        }
        return 0.5 + (Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI) * sum);
    }
}
