namespace Insights.Analytics.Metrics.Statistics;

/// <summary>What is left of p-values when many questions were asked at once (Benjamini and Hochberg 1995).</summary>
public static class FalseDiscovery
{
    /// <summary>
    /// q-values: the least share of false discoveries at which each is one. q₍ᵢ₎ = min over j ≥ i of min(1, m·p₍ⱼ₎/j), in the order given.
    /// The least of them is Simes' p-value of "nothing is there at all".
    /// </summary>
    public static double[] QValues(IReadOnlyList<double> p)
    {
        var order = Enumerable.Range(0, p.Count).OrderBy(i => p[i]).ToArray();
        var q = new double[p.Count];
        var least = 1.0;
        for (var rank = p.Count; rank >= 1; rank--)
        {
            least = Math.Min(least, p.Count * p[order[rank - 1]] / rank);
            q[order[rank - 1]] = least;
        }
        return q;
    }
}
