namespace Insights.Analytics.Metrics.Trends;

/// <summary>
/// Locally weighted regression on equally spaced points, as STL uses it (Cleveland, Cleveland, McRae and Terpenning 1990, section 2): tricube weights over
/// the <c>span</c> nearest points, a constant or a line fitted to them. Positions count from 1.
/// </summary>
internal static class Loess
{
    /// <param name="span">How many neighbours take part; may be more than there are points.</param>
    /// <param name="degree">0: a constant; 1: a line.</param>
    /// <param name="jump">Fitted at every so many points, with straight lines between.</param>
    /// <param name="robustness">A weight for each point, or empty.</param>
    public static double[] Smooth(ReadOnlySpan<double> y, int span, int degree, int jump, ReadOnlySpan<double> robustness)
    {
        var n = y.Length;
        if (n < 2)
            return y.ToArray();
        var fitted = new double[n];
        jump = Math.Min(jump, n - 1);
        for (var at = 1; at <= n; at += jump)
            fitted[at - 1] = Around(y, span, degree, at, robustness);
        var last = ((n - 1) / jump * jump) + 1;
        if (last != n)
            fitted[n - 1] = Around(y, span, degree, n, robustness);
        for (var from = 1; from < n; from += jump)
        {
            var to = Math.Min(from + jump, n);
            var step = (fitted[to - 1] - fitted[from - 1]) / (to - from);
            for (var at = from + 1; at < to; at++)
                fitted[at - 1] = fitted[from - 1] + (step * (at - from));
        }

        return fitted;
    }

    /// <summary>The fit at any place, also beside the points, from the points <paramref name="first"/> to <paramref name="last"/>; null where none has weight.</summary>
    public static double? At(ReadOnlySpan<double> y, int span, int degree, double place, int first, int last, ReadOnlySpan<double> robustness)
    {
        var n = y.Length;
        var reach = Math.Max(place - first, last - place);
        if (span > n)
            reach += (span - n) / 2;
        Span<double> weights = last - first < 512 ? stackalloc double[last - first + 1] : new double[last - first + 1];
        var total = 0.0;
        for (var j = first; j <= last; j++)
        {
            var distance = Math.Abs(j - place);
            var weight = distance > 0.999 * reach ? 0 : distance <= 0.001 * reach ? 1 : Tricube(distance / reach);
            if (!robustness.IsEmpty)
                weight *= robustness[j - 1];
            weights[j - first] = weight;
            total += weight;
        }

        if (total <= 0)
            return null;
        foreach (ref var weight in weights)
            weight /= total;
        if (reach > 0 && degree > 0)
            Slope(weights, first, place, n);
        var sum = 0.0;
        for (var j = first; j <= last; j++)
            sum += weights[j - first] * y[j - 1];
        return sum;
    }

    private static double Around(ReadOnlySpan<double> y, int span, int degree, int at, ReadOnlySpan<double> robustness)
    {
        var n = y.Length;
        var first = span >= n ? 1 : Math.Clamp(at - ((span + 1) / 2) + 1, 1, n - span + 1);
        var last = span >= n ? n : first + span - 1;
        return At(y, span, degree, at, first, last, robustness) ?? y[at - 1];
    }

    private static void Slope(Span<double> weights, int first, double place, int n)
    {
        double mean = 0, spread = 0;
        for (var i = 0; i < weights.Length; i++)
            mean += weights[i] * (first + i);
        for (var i = 0; i < weights.Length; i++)
            spread += weights[i] * (first + i - mean) * (first + i - mean);
        // Points that lie on one place carry no slope.
        if (Math.Sqrt(spread) <= 0.001 * (n - 1))
            return;
        var slope = (place - mean) / spread;
        for (var i = 0; i < weights.Length; i++)
            weights[i] *= (slope * (first + i - mean)) + 1;
    }

    private static double Tricube(double distance)
    {
        var rest = 1 - (distance * distance * distance);
        return rest * rest * rest;
    }
}
