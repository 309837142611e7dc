namespace Insights.Analytics.Metrics.Statistics;

/// <summary>
/// The beta distribution, to about 13 digits also for a million trials. The density factor is computed by Loader's saddle-point expansion
/// (C. Loader, 2000): differences of large log-gammas would lose half of the digits.
/// </summary>
internal static class BetaDistribution
{
    /// <summary>P(X ≤ x) for X ~ Beta(a, b): the regularised incomplete beta function.</summary>
    public static double Cdf(double x, double a, double b)
    {
        if (x <= 0)
            return 0;
        if (x >= 1)
            return 1;
        // The continued fraction converges fast on the side of the mean it is written for.
        return x < (a + 1) / (a + b + 2)
            ? Front(x, a, b) * Fraction(x, a, b) / a
            : 1 - (Front(x, a, b) * Fraction(1 - x, b, a) / b);
    }

    /// <summary>The x with P(X ≤ x) = p.</summary>
    public static double Quantile(double p, double a, double b)
    {
        double low = 0, high = 1, x = a / (a + b);
        for (var i = 0; i < 200; i++)
        {
            var error = Cdf(x, a, b) - p;
            if (error > 0)
                high = x;
            else
                low = x;
            // Newton where it stays inside the bracket, halving where it does not.
            var density = Front(x, a, b) / (x * (1 - x));
            var next = density > 0 ? x - (error / density) : double.NaN;
            if (!(next > low && next < high))
                next = (low + high) / 2;
            if (Math.Abs(next - x) <= 1e-16 * x || high - low <= 1e-17)
                return next;
            x = next;
        }

        return x;
    }

    /// <summary>xᵃ(1−x)ᵇ / B(a, b).</summary>
    private static double Front(double x, double a, double b)
    {
        var n = a + b;
        var log = SaddlePoint.StirlingError(n) - SaddlePoint.StirlingError(a) - SaddlePoint.StirlingError(b) - SaddlePoint.Deviance(a, n * x) - SaddlePoint.Deviance(b, n * (1 - x));
        return Math.Exp(log) * Math.Sqrt(a * b / (2 * Math.PI * n));
    }

    /// <summary>Continued fraction of the incomplete beta function, by Lentz's method.</summary>
    private static double Fraction(double x, double a, double b)
    {
        const double tiny = 1e-300;
        double c = 1, d = 1 - ((a + b) * x / (a + 1));
        d = 1 / (Math.Abs(d) < tiny ? tiny : d);
        var result = d;
        for (var m = 1; m <= 10_000; m++)
        {
            var even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            Step(even);
            var odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            if (Math.Abs(Step(odd) - 1) < 1e-16)
                break;
        }

        return result;

        double Step(double term)
        {
            d = 1 + (term * d);
            c = 1 + (term / c);
            d = 1 / (Math.Abs(d) < tiny ? tiny : d);
            c = Math.Abs(c) < tiny ? tiny : c;
            result *= d * c;
            return d * c;
        }
    }
}
