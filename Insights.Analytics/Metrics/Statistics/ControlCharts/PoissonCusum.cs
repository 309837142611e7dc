namespace Insights.Analytics.Metrics.Statistics.ControlCharts;

/// <summary>
/// Cumulative sums of Poisson counts: for counts whose expected value moves with what they are counted among, such as disputes with payments.
/// Raw counts would signal every good month of sales.
/// </summary>
public static class PoissonCusum
{
    /// <summary>k = (λ₁ − λ₀)/(ln λ₁ − ln λ₀): counts below it speak for λ₀, counts above for λ₁.</summary>
    public static double ReferenceValue(double usual, double raised) => (raised - usual) / (Math.Log(raised) - Math.Log(usual));

    /// <summary>C = max(0, C + x − k) at one level.</summary>
    public static double[] Of(IReadOnlyList<long> counts, double usual, double raised)
    {
        var k = ReferenceValue(usual, raised);
        return Cusum.Sums(counts.Count, i => counts[i] - k);
    }

    /// <summary>
    /// The same with an expected value for each count, in units of the log likelihood: C = max(0, C + x·ln ρ − e·(ρ − 1)). Where counts follow their expected values, a limit of
    /// h is passed by chance once in e^h counts on average or more seldom (Lorden 1971), whatever the values are.
    /// </summary>
    /// <param name="ratio">ρ: the rise that is looked for, as a multiple of what is expected.</param>
    public static double[] LogLikelihood(IReadOnlyList<long> counts, IReadOnlyList<double> expected, double ratio) =>
        Cusum.Sums(counts.Count, i => (counts[i] * Math.Log(ratio)) - (expected[i] * (ratio - 1)));

    /// <summary>The limit that chance passes once in so many counts, at most.</summary>
    public static double LimitFor(double countsBetweenFalseAlarms) => Math.Log(countsBetweenFalseAlarms);
}
