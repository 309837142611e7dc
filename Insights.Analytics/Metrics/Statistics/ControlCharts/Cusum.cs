namespace Insights.Analytics.Metrics.Statistics.ControlCharts;

/// <summary>Cumulative sums (Page 1954): what lies above a reference value adds up until it is used up again. The series left its course where the sum last was 0.</summary>
public static class Cusum
{
    /// <summary>C⁺ = max(0, C⁺ + x − μ − k).</summary>
    public static double[] Upper(IReadOnlyList<double> values, double mean, double slack) => Sums(values.Count, i => values[i] - mean - slack);

    /// <summary>C⁻ = max(0, C⁻ + μ − k − x).</summary>
    public static double[] Lower(IReadOnlyList<double> values, double mean, double slack) => Sums(values.Count, i => mean - slack - values[i]);

    /// <summary>Index of the first sum above the decision limit; null when there is none.</summary>
    public static int? FirstSignal(IReadOnlyList<double> sums, double limit)
    {
        for (var i = 0; i < sums.Count; i++)
        {
            if (sums[i] > limit)
                return i;
        }
        return null;
    }

    /// <summary>Index from which on the sum has been above 0 without a break up to <paramref name="at"/>: the best guess of where the change began.</summary>
    public static int Began(IReadOnlyList<double> sums, int at)
    {
        while (at > 0 && sums[at - 1] > 0)
            at--;
        return at;
    }

    internal static double[] Sums(int count, Func<int, double> step)
    {
        var sums = new double[count];
        for (var i = 0; i < count; i++)
            sums[i] = Math.Max(0, (i == 0 ? 0 : sums[i - 1]) + step(i));
        return sums;
    }
}
