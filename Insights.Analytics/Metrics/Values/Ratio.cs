namespace Insights.Analytics.Metrics.Values;

/// <summary>A share kept as its two counts, so that it can be summed, traced and given an interval. Denominator 0 is undefined, never 0.</summary>
public readonly record struct Ratio(long Numerator, long Denominator)
{
    public double? Value => Denominator == 0 ? null : (double)Numerator / Denominator;
}
