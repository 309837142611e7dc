namespace Insights.Analytics.Metrics.Statistics.ControlCharts;

/// <summary>Exponentially weighted moving average (Roberts 1959): z = λx + (1−λ)z from the mean on. Sees slow drifts that no single value shows.</summary>
/// <param name="Lambda">Weight of the newest value, above 0 and up to 1; 0.2 to 0.3 for small shifts.</param>
/// <param name="Width">L: the limits lie so many standard deviations of z from the mean; 3 as a rule.</param>
public sealed record Ewma(double Lambda, double Width)
{
    public double[] Of(IReadOnlyList<double> values, double mean)
    {
        var z = new double[values.Count];
        for (var t = 0; t < z.Length; t++)
            z[t] = (Lambda * values[t]) + ((1 - Lambda) * (t == 0 ? mean : z[t - 1]));
        return z;
    }

    /// <summary>μ ± Lσ√(λ/(2−λ)·[1−(1−λ)^2t]): tighter for the first values, of which there is less chance in z.</summary>
    /// <param name="t">The value's number, from 1; null = after many.</param>
    public (double Lower, double Upper) Limits(double mean, double deviation, int? t = null)
    {
        var half = Width * deviation * Math.Sqrt(Lambda / (2 - Lambda) * (t is { } number ? 1 - Math.Pow(1 - Lambda, 2.0 * number) : 1));
        return (mean - half, mean + half);
    }
}
