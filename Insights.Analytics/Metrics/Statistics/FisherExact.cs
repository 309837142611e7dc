namespace Insights.Analytics.Metrics.Statistics;

/// <summary>Fisher's exact test of two shares: x of n against y of m, with both margins given.</summary>
public static class FisherExact
{
    /// <summary>P that the first share holds x or more of the x + y hits.</summary>
    public static double AtLeast(long x, long n, long y, long m)
    {
        double sum = 0;
        for (var k = Math.Min(n, x + y); k >= x; k--)
            sum += Probability(k, n, x + y, m);
        return Math.Min(1, sum);
    }

    /// <summary>All tables with these margins that are no more likely than this one.</summary>
    public static double TwoSided(long x, long n, long y, long m)
    {
        var limit = Probability(x, n, x + y, m) * (1 + 1e-7);
        double sum = 0;
        for (var k = Math.Max(0, x + y - m); k <= Math.Min(n, x + y); k++)
        {
            if (Probability(k, n, x + y, m) is var p && p <= limit)
                sum += p;
        }
        return Math.Min(1, sum);
    }

    /// <summary>The hypergeometric probability, as a quotient of three binomial ones so that no factorial is needed.</summary>
    private static double Probability(long k, long n, long hits, long m)
    {
        var p = (double)hits / (n + m);
        return p is <= 0 or >= 1 ? 1 : SaddlePoint.Binomial(k, n, p) * SaddlePoint.Binomial(hits - k, m, p) / SaddlePoint.Binomial(hits, n + m, p);
    }
}
