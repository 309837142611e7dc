namespace Insights.Analytics.Metrics.Statistics;

/// <summary>Rates of many groups pulled towards what is usual, the small ones most: a raw rate of few payments ranks first by luck alone.</summary>
public static class Shrinkage
{
    /// <summary>
    /// Marshall (1991): m = Σe/Σb, s² = Σb(r−m)²/Σb, A = max(0, s² − m/b̄), w = A/(A + m/b), estimate = w·r + (1−w)·m.
    /// </summary>
    public static (double Mean, double Variance, double[] Estimates) Marshall(IReadOnlyList<double> events, IReadOnlyList<double> bases)
    {
        double total = bases.Sum(), mean = events.Sum() / total, spread = 0;
        for (var i = 0; i < bases.Count; i++)
            spread += bases[i] * Math.Pow((events[i] / bases[i]) - mean, 2);
        var variance = Math.Max(0, (spread / total) - (mean / (total / bases.Count)));
        var estimates = new double[bases.Count];
        for (var i = 0; i < bases.Count; i++)
        {
            var weight = variance == 0 ? 0 : variance / (variance + (mean / bases[i]));
            estimates[i] = (weight * events[i] / bases[i]) + ((1 - weight) * mean);
        }
        return (mean, variance, estimates);
    }

    /// <summary>The beta distribution with Marshall's mean and variance of rates; a thousand trials strong at most where no spread is left beyond chance.</summary>
    public static BetaPrior FitBeta(IReadOnlyList<double> events, IReadOnlyList<double> trials)
    {
        var (mean, variance, _) = Marshall(events, trials);
        mean = Math.Clamp(mean, 1e-9, 1 - 1e-9);
        var strength = Math.Clamp((mean * (1 - mean) / Math.Max(variance, 1e-300)) - 1, 1, Math.Max(1_000, trials.Sum()));
        return new(mean * strength, (1 - mean) * strength);
    }
}

/// <summary>What is known of a share before its own cases are looked at.</summary>
public readonly record struct BetaPrior(double Alpha, double Beta)
{
    /// <summary>Beta(α + x, β + n − x).</summary>
    public BetaPrior After(double hits, double trials) => new(Alpha + hits, Beta + trials - hits);

    public double Mean => Alpha / (Alpha + Beta);

    public Interval95 Interval => new(BetaDistribution.Quantile(0.025, Alpha, Beta), BetaDistribution.Quantile(0.975, Alpha, Beta));

    /// <summary>How sure it is that the share lies above <paramref name="limit"/>.</summary>
    public double Exceeds(double limit) => BetaDistribution.Cdf(1 - limit, Beta, Alpha);
}
