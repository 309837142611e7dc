namespace Insights.Analytics.Metrics.Statistics;

/// <summary>Exact probabilities of counts out of a number of trials.</summary>
public static class BinomialTail
{
    /// <summary>P(X ≥ x) for X ~ Binomial(n, p).</summary>
    public static double AtLeast(long x, long n, double p) => x <= 0 ? 1 : x > n ? 0 : p <= 0 ? 0 : p >= 1 ? 1 : BetaDistribution.Cdf(p, x, n - x + 1);

    /// <summary>P(X > x) + ½·P(X = x): the exact tail is too careful by about half of the last step.</summary>
    public static double MidP(long x, long n, double p) => AtLeast(x, n, p) - (0.5 * SaddlePoint.Binomial(x, n, p));

    /// <summary>All outcomes that are no more likely than x, as R's binom.test sums them.</summary>
    public static double TwoSided(long x, long n, double p) =>
        ExactTest.TwoSided(x, 0, n, n * p, k => SaddlePoint.Binomial(k, n, p), k => AtLeast(k, n, p));

    /// <summary>The smallest x with P(X ≤ x) ≥ <paramref name="level"/>.</summary>
    public static long Quantile(double level, long n, double p)
    {
        long low = 0, high = n;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (1 - AtLeast(middle + 1, n, p) >= level)
                high = middle;
            else
                low = middle + 1;
        }
        return low;
    }
}
