namespace Insights.Analytics.Metrics.Trends;

/// <summary>How a forecast was made.</summary>
internal enum ForecastMethod
{
    /// <summary>The same day of the week before: what anybody would say without a model.</summary>
    SeasonalNaive,

    /// <summary>Level, slope and weekly seasons that follow what is new.</summary>
    ExponentialSmoothing,
}

/// <summary>One day ahead: in nine of ten backtested forecasts as far ahead the value lay between the two.</summary>
internal readonly record struct ForecastPoint(double Value, double Lower, double Upper);

/// <param name="Error">Mean absolute error of the backtest, in the series' own unit.</param>
/// <param name="NaiveError">The same of the seasonal-naive forecast; never less than <paramref name="Error"/>.</param>
/// <param name="Backtests">Forecasts that were made of days that are known.</param>
internal sealed record Forecast(ForecastMethod Method, IReadOnlyList<ForecastPoint> Days, double Error, double NaiveError, int Backtests)
{
    /// <summary>1 where the model does not beat the naive forecast, which is then shown.</summary>
    public double ErrorAgainstNaive => NaiveError == 0 ? 1 : Error / NaiveError;
}

/// <summary>
/// Forecasts a daily series by what has proved itself on its own past: from each of the last weeks a forecast is made of the days that followed, and the
/// method with the least error is taken, the naive one unless another is better. The intervals are the errors of these forecasts. What smoothing learns from is tamed
/// first (<see cref="Outliers"/>), so that one day's outage is not carried into the next weeks; errors are counted against the days as they were.
/// </summary>
internal static class Forecaster
{
    public const int Week = 7;

    /// <summary>Weeks a forecast is backtested from, one forecast a week.</summary>
    private const int Origins = 8;

    /// <summary>Less history than this and no forecast is given.</summary>
    public const int LeastDays = 8 * Week;

    private const double Coverage = 0.9;

    // Few and far apart: what is chosen among many on eight weeks fits their noise.
    private static readonly Smoothing[] s_smoothings = [new(0.1, 0, 0.1), new(0.2, 0, 0.1), new(0.2, 0.02, 0.1), new(0.4, 0, 0.2), new(0.05, 0, 0.05)];

    /// <param name="values">Whole days, oldest first.</param>
    /// <returns>Null where there is too little history.</returns>
    public static Forecast? Of(IReadOnlyList<double> values, int ahead)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ahead, 1);
        var known = values.ToArray();
        if (known.Length < LeastDays)
            return null;
        // The same past is smoothed by every setting, and tamed once.
        var tamed = new Dictionary<int, double[]>();
        double[] Tame(double[] past)
        {
            if (!tamed.TryGetValue(past.Length, out var calm))
                tamed[past.Length] = calm = Outliers.Tame(past, Week);
            return calm;
        }

        var naive = Backtest(known, ahead, Naive);
        var (method, best, chosen) = (ForecastMethod.SeasonalNaive, naive, (Func<double[], int, double[]>)Naive);
        foreach (var smoothing in s_smoothings)
        {
            double[] Smooth(double[] past, int steps) => Smoothed(Tame(past), steps, smoothing);
            var errors = Backtest(known, ahead, Smooth);
            if (errors.Mean < best.Mean)
                (method, best, chosen) = (ForecastMethod.ExponentialSmoothing, errors, Smooth);
        }

        var days = chosen(known, ahead);
        return new Forecast(method, [.. days.Select((day, step) => Around(day, best.Off(step)))], best.Mean, naive.Mean, best.Count);
    }

    private static ForecastPoint Around(double value, double off) => new(Math.Max(0, value), Math.Max(0, value - off), Math.Max(0, value) + off);

    private static double[] Naive(double[] past, int steps) => [.. Enumerable.Range(0, steps).Select(step => past[past.Length - Week + (step % Week)])];

    private static double[] Smoothed(double[] past, int steps, Smoothing smoothing)
    {
        var model = HoltWinters.Fit(past, Week, Seasonality.Additive, smoothing);
        return [.. Enumerable.Range(1, steps).Select(model.Forecast)];
    }

    private static Errors Backtest(double[] known, int ahead, Func<double[], int, double[]> method)
    {
        var errors = new Errors(ahead);
        for (var origin = 0; origin < Origins; origin++)
        {
            var end = known.Length - ((origin + 1) * Week);
            if (end < 2 * Week)
                break;
            var steps = Math.Min(ahead, known.Length - end);
            var said = method(known[..end], steps);
            for (var step = 0; step < steps; step++)
                errors.Add(step, Math.Abs(known[end + step] - Math.Max(0, said[step])));
        }

        return errors;
    }

    /// <summary>Absolute errors by how far ahead they were made.</summary>
    private sealed class Errors(int ahead)
    {
        private readonly List<double>[] _weeks = [.. Enumerable.Range(0, ((ahead - 1) / Week) + 1).Select(_ => new List<double>())];

        public int Count => _weeks.Sum(week => week.Count);

        public double Mean => _weeks.SelectMany(week => week).DefaultIfEmpty(0).Average();

        public void Add(int step, double error) => _weeks[step / Week].Add(error);

        /// <summary>The 90 % quantile of the week's errors and of all nearer ones: what lies farther ahead is never surer.</summary>
        public double Off(int step)
        {
            var widest = 0.0;
            for (var week = 0; week <= step / Week; week++)
            {
                // At least nine forecasts, else one of them would be the whole quantile.
                if (_weeks[week].Count >= 9)
                    widest = Math.Max(widest, Quantile([.. _weeks[week].Order()]));
            }

            return widest;
        }

        private static double Quantile(double[] sorted)
        {
            var place = Math.Min(sorted.Length - 1, (int)Math.Ceiling(Coverage * (sorted.Length + 1)) - 1);
            return sorted[place];
        }
    }
}
