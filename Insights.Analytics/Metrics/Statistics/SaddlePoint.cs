namespace Insights.Analytics.Metrics.Statistics;

/// <summary>
/// The parts of Loader's saddle-point expansion (C. Loader, 2000), which gives probabilities of counts to about 15 digits also where the factorials
/// they are made of have millions of digits.
/// </summary>
internal static class SaddlePoint
{
    /// <summary>P(X = x) for X ~ Poisson(mean); x need not be whole, for densities of the gamma family.</summary>
    public static double Poisson(double x, double mean)
    {
        if (mean <= 0)
            return x == 0 ? 1 : 0;
        return x == 0 ? Math.Exp(-mean) : Math.Exp(-StirlingError(x) - Deviance(x, mean)) / Math.Sqrt(2 * Math.PI * x);
    }

    /// <summary>P(X = x) for X ~ Binomial(n, p).</summary>
    public static double Binomial(double x, double n, double p)
    {
        if (p <= 0)
            return x == 0 ? 1 : 0;
        if (p >= 1)
            return x == n ? 1 : 0;
        if (x == 0)
            return Math.Exp(n * LogOneMinus(p));
        if (x == n)
            return Math.Exp(n * Math.Log(p));
        var log = StirlingError(n) - StirlingError(x) - StirlingError(n - x) - Deviance(x, n * p) - Deviance(n - x, n * (1 - p));
        return Math.Exp(log) * Math.Sqrt(n / (2 * Math.PI * x * (n - x)));
    }

    /// <summary>ln(1 − p) that keeps its digits for small p.</summary>
    private static double LogOneMinus(double p)
    {
        if (p > 0.01)
            return Math.Log(1 - p);
        double sum = 0, power = p;
        for (var k = 1; k < 30; k++, power *= p)
            sum -= power / k;
        return sum;
    }

    /// <summary>ln n! minus Stirling's approximation of it.</summary>
    public static double StirlingError(double n)
    {
        if (n <= 15)
            return LogGamma(n + 1) - ((n + 0.5) * Math.Log(n)) + n - (0.5 * Math.Log(2 * Math.PI));
        var n2 = n * n;
        return ((1.0 / 12) - (((1.0 / 360) - (((1.0 / 1260) - (((1.0 / 1680) - (1.0 / 1188 / n2)) / n2)) / n2)) / n2)) / n;
    }

    /// <summary>x·ln(x/m) + m − x without cancellation near x = m.</summary>
    public static double Deviance(double x, double m)
    {
        if (Math.Abs(x - m) >= 0.1 * (x + m))
            return (x * Math.Log(x / m)) + m - x;
        var v = (x - m) / (x + m);
        var sum = (x - m) * v;
        var term = 2 * x * v;
        for (var j = 1; j < 1000; j++)
        {
            term *= v * v;
            var next = sum + (term / ((2 * j) + 1));
            if (next == sum)
                break;
            sum = next;
        }

        return sum;
    }

    /// <summary>Lanczos' approximation (g = 7), to 15 digits for the small arguments it is used for.</summary>
    private static double LogGamma(double x)
    {
        ReadOnlySpan<double> terms =
        [
            0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
            12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
        ];
        var sum = terms[0];
        for (var i = 1; i < terms.Length; i++)
            sum += terms[i] / (x - 1 + i);
        var t = x + 6.5;
        return (0.5 * Math.Log(2 * Math.PI)) + ((x - 0.5) * Math.Log(t)) - t + Math.Log(sum);
    }
}
