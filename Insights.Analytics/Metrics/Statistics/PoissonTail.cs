namespace Insights.Analytics.Metrics.Statistics;

/// <summary>Exact probabilities of counts that have an expected value and no upper end.</summary>
public static class PoissonTail
{
    /// <summary>P(X ≥ x) for X ~ Poisson(mean).</summary>
    public static double AtLeast(long x, double mean) => x <= 0 ? 1 : mean <= 0 ? 0 : GammaDistribution.Cdf(mean, x);

    public static double MidP(long x, double mean) => AtLeast(x, mean) - (0.5 * SaddlePoint.Poisson(x, mean));

    /// <summary>All counts that are no more likely than x, as R's poisson.test sums them.</summary>
    public static double TwoSided(long x, double mean) =>
        ExactTest.TwoSided(x, 0, long.MaxValue / 4, mean, k => SaddlePoint.Poisson(k, mean), k => AtLeast(k, mean));

    /// <summary>Two counts over two exposures: the p-value of equal rates, their ratio, and its exact 95 % interval (conditional on the sum of the counts).</summary>
    public static (double P, double Ratio, Interval95 Interval) Compare(long one, double oneExposure, long other, double otherExposure)
    {
        var p = BinomialTail.TwoSided(one, one + other, oneExposure / (oneExposure + otherExposure));
        var share = ProportionInterval.ClopperPearson(new(one, one + other))!.Value;
        double Odds(double of) => of >= 1 ? double.PositiveInfinity : of / (1 - of) * otherExposure / oneExposure;
        return (p, one / oneExposure / (other / otherExposure), new(Odds(share.Lower), Odds(share.Upper)));
    }
}
