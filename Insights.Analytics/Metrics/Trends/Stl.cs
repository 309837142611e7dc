namespace Insights.Analytics.Metrics.Trends;

/// <summary>A series taken apart: value = seasonal + trend + remainder.</summary>
internal sealed record Decomposition(double[] Seasonal, double[] Trend, double[] Remainder);

/// <summary>
/// Seasonal-trend decomposition by loess (Cleveland, Cleveland, McRae and Terpenning, Journal of Official Statistics 1990), with the settings of R's
/// <c>stl</c>. Robust: a holiday or an outage loses its weight instead of bending the trend.
/// </summary>
internal static class Stl
{
    /// <exception cref="ArgumentException">Fewer than two periods.</exception>
    public static Decomposition Of(ReadOnlySpan<double> values, StlSettings settings)
    {
        var (n, period) = (values.Length, settings.Period);
        if (n < 2 * period)
            throw new ArgumentException($"A series is taken apart from two periods on: {2 * period} points, here {n}.", nameof(values));
        var (season, trend, weights) = (new double[n], new double[n], Array.Empty<double>());
        for (var round = 0; round <= settings.RobustRounds; round++)
        {
            for (var inner = 0; inner < settings.Inner; inner++)
                (season, trend) = Step(values, trend, weights, settings);
            if (round < settings.RobustRounds)
                weights = Robustness(values, season, trend);
        }

        if (settings.SeasonalSpan is null)
            season = SameInEveryCycle(season, period);
        var remainder = new double[n];
        for (var i = 0; i < n; i++)
            remainder[i] = values[i] - season[i] - trend[i];
        return new Decomposition(season, trend, remainder);
    }

    private static (double[] Season, double[] Trend) Step(ReadOnlySpan<double> values, double[] trend, double[] weights, StlSettings settings)
    {
        var n = values.Length;
        var cycles = Cycles(Less(values, trend), weights, settings);
        // What is left of a trend in the seasons is taken out of them.
        var low = Mean(Mean(Mean(cycles, settings.Period), settings.Period), 3);
        low = Loess.Smooth(low, settings.LowPassSpan, 1, Jump(settings.LowPassSpan), []);
        var season = new double[n];
        for (var i = 0; i < n; i++)
            season[i] = cycles[settings.Period + i] - low[i];
        var span = settings.TrendSpanFor(n);
        return (season, Loess.Smooth(Less(values, season), span, 1, Jump(span), weights));
    }

    /// <summary>Each day of the cycle smoothed along the cycles, one cycle longer at either end.</summary>
    private static double[] Cycles(double[] values, double[] weights, StlSettings settings)
    {
        var (n, period) = (values.Length, settings.Period);
        var (span, degree) = (settings.SeasonalSpanFor(n), settings.SeasonalSpan is null ? 0 : 1);
        var result = new double[n + (2 * period)];
        for (var phase = 0; phase < period; phase++)
        {
            var count = ((n - phase - 1) / period) + 1;
            var (own, ownWeights) = (new double[count], weights.Length > 0 ? new double[count] : []);
            for (var i = 0; i < count; i++)
            {
                own[i] = values[(i * period) + phase];
                if (weights.Length > 0)
                    ownWeights[i] = weights[(i * period) + phase];
            }

            var smooth = Loess.Smooth(own, span, degree, Jump(span), ownWeights);
            for (var i = 0; i < count; i++)
                result[((i + 1) * period) + phase] = smooth[i];
            result[phase] = Loess.At(own, span, degree, 0, 1, Math.Min(span, count), ownWeights) ?? smooth[0];
            result[((count + 1) * period) + phase] = Loess.At(own, span, degree, count + 1, Math.Max(1, count - span + 1), count, ownWeights) ?? smooth[^1];
        }

        return result;
    }

    /// <summary>Bisquare weights: a remainder of six medians and more counts for nothing.</summary>
    private static double[] Robustness(ReadOnlySpan<double> values, double[] season, double[] trend)
    {
        var n = values.Length;
        var off = new double[n];
        for (var i = 0; i < n; i++)
            off[i] = Math.Abs(values[i] - season[i] - trend[i]);
        var sorted = off.Order().ToArray();
        var six = 3 * (sorted[n / 2] + sorted[n - (n / 2) - 1]);
        return Array.ConvertAll(off, at => at <= 0.001 * six ? 1 : at > 0.999 * six ? 0 : Bisquare(at / six));
    }

    private static double Bisquare(double at)
    {
        var rest = 1 - (at * at);
        return rest * rest;
    }

    private static double[] SameInEveryCycle(double[] season, int period)
    {
        var means = Enumerable.Range(0, period).Select(phase => season.Where((_, i) => i % period == phase).Average()).ToArray();
        return [.. season.Select((_, i) => means[i % period])];
    }

    private static double[] Less(ReadOnlySpan<double> values, double[] what)
    {
        var rest = new double[values.Length];
        for (var i = 0; i < rest.Length; i++)
            rest[i] = values[i] - what[i];
        return rest;
    }

    private static double[] Mean(double[] values, int length)
    {
        var means = new double[values.Length - length + 1];
        var sum = values.AsSpan(0, length).ToArray().Sum();
        means[0] = sum / length;
        for (var i = 1; i < means.Length; i++)
        {
            sum += values[i + length - 1] - values[i - 1];
            means[i] = sum / length;
        }

        return means;
    }

    private static int Jump(int span) => (span + 9) / 10;
}
