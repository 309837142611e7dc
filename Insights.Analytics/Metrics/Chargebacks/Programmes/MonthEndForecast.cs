using Insights.Analytics.Metrics.Statistics;

namespace Insights.Analytics.Metrics.Chargebacks.Programmes;

/// <summary>
/// How many there will be at the end of a month of which a part is over: what is still to come follows a negative binomial distribution
/// of size N + ½ and probability d/D, the posterior prediction of a Poisson rate that is not known itself. Taking the rate so far for certain is too sure.
/// </summary>
/// <param name="Seen">N: counted so far.</param>
/// <param name="ElapsedDays">d: days of the month that are over; a part of a day counts as that part.</param>
/// <param name="Days">D: days of the month.</param>
public sealed record MonthEndForecast(long Seen, double ElapsedDays, int Days)
{
    private double Probability => ElapsedDays / Days;

    private double Size => Seen + 0.5;

    /// <summary>Null before anything of the month is over: there is nothing to go by.</summary>
    public static MonthEndForecast? Of(long seen, double elapsedDays, int days) =>
        elapsedDays <= 0 || seen < 0 ? null : new(seen, Math.Min(elapsedDays, days), days);

    /// <summary>(N + ½)(D − d)/d.</summary>
    public double ExpectedToCome => Size * (Days - ElapsedDays) / ElapsedDays;

    public double ExpectedTotal => Seen + ExpectedToCome;

    /// <summary>P(total ≥ this many).</summary>
    public double ChanceOfAtLeast(long total) => total <= Seen ? 1 : ElapsedDays >= Days ? 0 : 1 - Cdf(total - 1 - Seen);

    /// <summary>The smallest total that is not exceeded with probability <paramref name="p"/> or more.</summary>
    public long Quantile(double p)
    {
        if (p is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(p), p, "A probability between 0 and 1.");
        if (ElapsedDays >= Days)
            return Seen;
        long low = -1, high = 1;
        while (Cdf(high) < p)
            (low, high) = (high, high * 2);
        while (high - low > 1)
        {
            var middle = low + ((high - low) / 2);
            if (Cdf(middle) < p)
                low = middle;
            else
                high = middle;
        }
        return Seen + high;
    }

    /// <summary>P(to come ≤ k): the regularised incomplete beta function at d/D.</summary>
    private double Cdf(long k) => k < 0 ? 0 : BetaDistribution.Cdf(Probability, Size, k + 1);
}
