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
        var hits = x + y;
        var (least, most) = (Math.Max(0, hits - m), Math.Min(n, hits));
        var limit = Probability(x, n, hits, m) * (1 + 1e-7);
        // Tables grow less likely on both sides of the likeliest one, so that those that count are two tails.
        var mode = Math.Clamp((long)((n + 1.0) * (hits + 1) / (n + m + 2.0)), least, most);
        if (Probability(mode, n, hits, m) <= limit)
            return 1;
        var below = x < mode ? x : Last(least, mode, k => Probability(k, n, hits, m) <= limit);
        var above = x > mode ? x : -Last(-most, -mode, k => Probability(-k, n, hits, m) <= limit);
        return Math.Min(1, (below >= least ? Tail(below, least, -1, n, hits, m) : 0) + (above <= most ? Tail(above, most, 1, n, hits, m) : 0));
    }

    /// <summary>The last of these that still holds, where all before it do; one before the first where none does.</summary>
    private static long Last(long from, long to, Func<long, bool> holds)
    {
        var (low, high) = (from - 1, to);
        while (low < high)
        {
            var middle = low + ((high - low + 1) / 2);
            if (holds(middle))
                low = middle;
            else
                high = middle - 1;
        }
        return low;
    }

    /// <summary>The tables from this one outwards, each from the one before it; what is too small to change the sum ends it.</summary>
    private static double Tail(long from, long to, int step, long n, long hits, long m)
    {
        var p = Probability(from, n, hits, m);
        var sum = p;
        for (var k = from; k != to && p > sum * 1e-18; k += step)
        {
            p *= step > 0
                ? (double)(n - k) / (k + 1) * (hits - k) / (m - hits + k + 1)
                : (double)k / (n - k + 1) * (m - hits + k) / (hits - k + 1);
            sum += p;
        }
        return sum;
    }

    /// <summary>The hypergeometric probability, as a quotient of three binomial ones so that no factorial is needed.</summary>
    private static double Probability(long k, long n, long hits, long m)
    {
        var p = (double)hits / (n + m);
        return p is <= 0 or >= 1 ? 1 : SaddlePoint.Binomial(k, n, p) * SaddlePoint.Binomial(hits - k, m, p) / SaddlePoint.Binomial(hits, n + m, p);
    }
}
