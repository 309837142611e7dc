namespace Insights.Analytics.Tests.Metrics.Trends;

/// <summary>Daily counts in which nothing happens.</summary>
internal static class MadeSeries
{
    private static readonly double[] s_weekdays = [1.2, 1.1, 1.0, 1.0, 1.1, 0.9, 0.7];

    /// <summary>Days that follow the week and nothing else; wider than chance by mixing the level of each day.</summary>
    public static double[] OfWeeks(int seed, int days, double level, double dispersion)
    {
        var dice = new Random(seed);
        return [.. Enumerable.Range(0, days).Select(day => (double)Count(dice, level * s_weekdays[day % 7], dispersion))];
    }

    /// <summary>Days that are all alike.</summary>
    public static double[] Flat(int seed, int days, double level)
    {
        var dice = new Random(seed);
        return [.. Enumerable.Range(0, days).Select(_ => (double)Poisson(dice, level))];
    }

    private static long Count(Random dice, double mean, double dispersion)
    {
        // A gamma level makes the Poisson count a negative binomial of this dispersion.
        var drawn = dispersion > 1 ? Gamma(dice, mean / (dispersion - 1)) * (dispersion - 1) : mean;
        return Poisson(dice, drawn);
    }

    /// <summary>Marsaglia and Tsang 2000.</summary>
    private static double Gamma(Random dice, double shape)
    {
        var d = shape - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = Normal(dice);
            var v = Math.Pow(1 + (c * x), 3);
            if (v > 0 && Math.Log(dice.NextDouble()) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v)))
                return d * v;
        }
    }

    private static double Normal(Random dice) => Math.Sqrt(-2 * Math.Log(1 - dice.NextDouble())) * Math.Cos(2 * Math.PI * dice.NextDouble());

    private static long Poisson(Random dice, double mean)
    {
        // Halves of a big mean are drawn apart, so that no product of numbers runs out of digits.
        if (mean > 30)
            return Poisson(dice, mean / 2) + Poisson(dice, mean / 2);
        var limit = Math.Exp(-mean);
        long count = -1;
        for (var product = 1.0; product > limit; count++)
            product *= dice.NextDouble();
        return count;
    }
}
