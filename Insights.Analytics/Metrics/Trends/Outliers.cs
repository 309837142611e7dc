namespace Insights.Analytics.Metrics.Trends;

/// <summary>
/// Draws days far from trend and season back to where the usual ones end (winsorising): what robust STL leaves over beyond three robust standard deviations is cut to three.
/// A new level is no outlier for long: once most of a month is on it, the trend is.
/// </summary>
internal static class Outliers
{
    private const double Deviations = 3;

    /// <summary>Of a normal variable: standard deviation over median absolute deviation.</summary>
    private const double OfMedian = 1.4826;

    private const int Rounds = 3;

    /// <param name="values">At least two periods, oldest first.</param>
    public static double[] Tame(double[] values, int period)
    {
        var parts = Stl.Of(values, new(period, RobustRounds: Rounds) { TrendSpan = (4 * period) | 1 });
        var left = values.Select((value, i) => value - parts.Trend[i] - parts.Seasonal[i]).ToArray();
        var sizes = left.Select(Math.Abs).Order().ToArray();
        var bound = Deviations * OfMedian * sizes[sizes.Length / 2];
        // Most days are exactly as trend and season say: then every other one would be an outlier.
        if (bound <= 0)
            return values;
        return [.. values.Select((value, i) => Math.Abs(left[i]) <= bound ? value : value - left[i] + Math.Clamp(left[i], -bound, bound))];
    }
}
