namespace Insights.Analytics.Metrics.Trends;

internal enum Seasonality
{
    /// <summary>A season adds the same number whatever the level.</summary>
    Additive,

    /// <summary>A season multiplies the level.</summary>
    Multiplicative,
}

/// <summary>How fast level, slope and season follow what is new: 0 never, 1 at once.</summary>
internal readonly record struct Smoothing(double Level, double Slope, double Season);

/// <summary>
/// Exponential smoothing with trend and season (Winters 1960), started as R's <c>HoltWinters</c> does: a moving average over the first two periods gives
/// level, slope and seasons, and the recursion begins with the second.
/// </summary>
internal sealed class HoltWinters
{
    private readonly double[] _seasons;
    private readonly Seasonality _seasonality;
    private readonly int _period;
    private readonly int _length;

    private HoltWinters(double level, double slope, double[] seasons, int period, int length, double squares, Seasonality seasonality) =>
        (Level, Slope, _seasons, _period, _length, SquaredErrors, _seasonality) = (level, slope, seasons, period, length, squares, seasonality);

    public double Level { get; }

    /// <summary>A step's rise.</summary>
    public double Slope { get; }

    /// <summary>Of the one-step forecasts from the second period on.</summary>
    public double SquaredErrors { get; }

    /// <exception cref="ArgumentException">Fewer than two periods.</exception>
    public static HoltWinters Fit(ReadOnlySpan<double> values, int period, Seasonality seasonality, Smoothing smoothing)
    {
        if (values.Length < 2 * period)
            throw new ArgumentException($"Smoothing with seasons needs two periods: {2 * period} points, here {values.Length}.", nameof(values));
        var (level, slope, first) = Start(values[..(2 * period)], period, seasonality);
        var seasons = new double[values.Length];
        first.CopyTo(seasons, 0);
        var squares = 0.0;
        for (var i = period; i < values.Length; i++)
        {
            var (value, season) = (values[i], seasons[i - period]);
            var error = value - With(level + slope, season, seasonality);
            squares += error * error;
            var before = level;
            level = (smoothing.Level * Without(value, season, seasonality)) + ((1 - smoothing.Level) * (level + slope));
            slope = (smoothing.Slope * (level - before)) + ((1 - smoothing.Slope) * slope);
            seasons[i] = (smoothing.Season * Without(value, level, seasonality)) + ((1 - smoothing.Season) * season);
        }

        return new HoltWinters(level, slope, seasons, period, values.Length, squares, seasonality);
    }

    /// <param name="steps">1: the next point.</param>
    public double Forecast(int steps) =>
        With(Level + (steps * Slope), _seasons[_length - _period + ((steps - 1) % _period)], _seasonality);

    private static (double Level, double Slope, double[] Seasons) Start(ReadOnlySpan<double> values, int period, Seasonality seasonality)
    {
        var trend = Centred(values, period);
        var begins = period / 2;
        var seasons = new double[period];
        for (var phase = 0; phase < period; phase++)
        {
            var (sum, count) = (0.0, 0);
            for (var i = phase; i < values.Length; i += period)
            {
                if (i < begins || i - begins >= trend.Length)
                    continue;
                sum += Without(values[i], trend[i - begins], seasonality);
                count++;
            }

            seasons[phase] = sum / count;
        }

        var mean = seasons.Average();
        for (var phase = 0; phase < period; phase++)
            seasons[phase] = Without(seasons[phase], mean, seasonality);
        var (level, slope) = Line(trend);
        return (level, slope, seasons);
    }

    /// <summary>A mean over one period; an even one ends with two halves, so that it lies on a point.</summary>
    private static double[] Centred(ReadOnlySpan<double> values, int period)
    {
        var half = period / 2;
        var means = new double[values.Length - (2 * half)];
        for (var i = 0; i < means.Length; i++)
        {
            var window = values.Slice(i, (2 * half) + 1);
            var sum = 0.0;
            foreach (var value in window)
                sum += value;
            if (period % 2 == 0)
                sum -= (window[0] + window[^1]) / 2;
            means[i] = sum / period;
        }

        return means;
    }

    private static (double Level, double Slope) Line(double[] trend)
    {
        var (middle, mean) = ((trend.Length + 1) / 2.0, trend.Average());
        double up = 0, across = 0;
        for (var i = 0; i < trend.Length; i++)
        {
            up += (i + 1 - middle) * (trend[i] - mean);
            across += (i + 1 - middle) * (i + 1 - middle);
        }

        var slope = across > 0 ? up / across : 0;
        return (mean - (slope * middle), slope);
    }

    private static double With(double level, double season, Seasonality seasonality) => seasonality == Seasonality.Additive ? level + season : level * season;

    private static double Without(double value, double part, Seasonality seasonality) =>
        seasonality == Seasonality.Additive ? value - part : part == 0 ? 0 : value / part;
}
