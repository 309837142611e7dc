namespace Insights.Analytics.Metrics.Statistics;

/// <summary>The gamma distribution with scale 1, and with it Poisson tails and chi-square quantiles, to about 13 digits.</summary>
internal static class GammaDistribution
{
    /// <summary>P(X ≤ x) for X ~ Gamma(shape): the regularised lower incomplete gamma function.</summary>
    public static double Cdf(double x, double shape) => x <= 0 ? 0 : x < shape + 1 ? Series(x, shape) : 1 - Fraction(x, shape);

    /// <summary>P(X > x), with all its digits where it is small.</summary>
    public static double Above(double x, double shape) => x <= 0 ? 1 : x < shape + 1 ? 1 - Series(x, shape) : Fraction(x, shape);

    /// <summary>The x with P(X ≤ x) = p.</summary>
    public static double Quantile(double p, double shape)
    {
        double low = 0, high = shape + 10;
        while (Cdf(high, shape) < p)
            high *= 2;
        var x = Math.Min(shape, high / 2);
        for (var i = 0; i < 300; i++)
        {
            var error = p < 0.5 ? Cdf(x, shape) - p : 1 - p - Above(x, shape);
            if (error > 0)
                high = x;
            else
                low = x;
            // Newton where it stays inside the bracket, halving where it does not.
            var density = SaddlePoint.Poisson(shape, x) * shape / x;
            var next = density > 0 ? x - (error / density) : double.NaN;
            if (!(next > low && next < high))
                next = (low + high) / 2;
            if (Math.Abs(next - x) <= 1e-16 * x || high - low <= 1e-300)
                return next;
            x = next;
        }
        return x;
    }

    /// <summary>The quantile of the chi-square distribution.</summary>
    public static double ChiSquareQuantile(double p, double degrees) => 2 * Quantile(p, degrees / 2);

    private static double Series(double x, double shape)
    {
        double term = 1, sum = 1;
        for (var n = 1; term > sum * 1e-17 && n < 100_000; n++)
            sum += term *= x / (shape + n);
        return SaddlePoint.Poisson(shape, x) * sum;
    }

    /// <summary>Legendre's continued fraction, by Lentz's method.</summary>
    private static double Fraction(double x, double shape)
    {
        const double tiny = 1e-300;
        var b = x + 1 - shape;
        double c = 1 / tiny, d = 1 / b, result = d;
        for (var i = 1; i < 100_000; i++)
        {
            var a = -i * (i - shape);
            b += 2;
            d = (a * d) + b;
            d = 1 / (Math.Abs(d) < tiny ? tiny : d);
            c = b + (a / c);
            c = Math.Abs(c) < tiny ? tiny : c;
            result *= d * c;
            if (Math.Abs((d * c) - 1) < 1e-16)
                break;
        }
        return SaddlePoint.Poisson(shape, x) * shape * result;
    }
}
