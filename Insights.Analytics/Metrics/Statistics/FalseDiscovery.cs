namespace Insights.Analytics.Metrics.Statistics;

/// <summary>What is left of p-values when many questions were asked at once. Which of the three depends on how the questions hang together and what a false answer costs.</summary>
public static class FalseDiscovery
{
    /// <summary>
    /// q-values of Benjamini and Hochberg (1995): the least share of false discoveries at which each is one. q₍ᵢ₎ = min over j ≥ i of min(1, m·p₍ⱼ₎/j), in the order given.
    /// The least of them is Simes' p-value of "nothing is there at all". For questions that are independent, or rise and fall together: segments of one dimension.
    /// </summary>
    public static double[] QValues(IReadOnlyList<double> p) => StepUp(p, 1);

    /// <summary>
    /// Benjamini and Yekutieli (2001): the same times 1 + ½ + … + 1/m, which holds however the questions depend on one another. For series of many vendors, which share
    /// gateways, weeks and the baseline they are held against.
    /// </summary>
    public static double[] QValuesUnderAnyDependence(IReadOnlyList<double> p) => StepUp(p, Enumerable.Range(1, p.Count).Sum(i => 1.0 / i));

    /// <summary>
    /// Holm (1979): p-values after which not even one false answer is likely, however the questions depend. Largest over j ≤ i of min(1, (m − j + 1)·p₍ⱼ₎), in the order given.
    /// For few questions of which each answer is acted upon: what came of the actions that one vendor took.
    /// </summary>
    public static double[] Holm(IReadOnlyList<double> p)
    {
        var order = Enumerable.Range(0, p.Count).OrderBy(i => p[i]).ToArray();
        var adjusted = new double[p.Count];
        var most = 0.0;
        for (var rank = 0; rank < p.Count; rank++)
        {
            most = Math.Max(most, Math.Min(1, (p.Count - rank) * p[order[rank]]));
            adjusted[order[rank]] = most;
        }
        return adjusted;
    }

    private static double[] StepUp(IReadOnlyList<double> p, double times)
    {
        var order = Enumerable.Range(0, p.Count).OrderBy(i => p[i]).ToArray();
        var q = new double[p.Count];
        var least = 1.0;
        for (var rank = p.Count; rank >= 1; rank--)
        {
            least = Math.Min(least, times * p.Count * p[order[rank - 1]] / rank);
            q[order[rank - 1]] = least;
        }
        return q;
    }
}
