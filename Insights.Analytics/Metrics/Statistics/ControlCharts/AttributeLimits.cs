using Insights.Analytics.Metrics.Values;

namespace Insights.Analytics.Metrics.Statistics.ControlCharts;

/// <summary>Three-sigma limits of counts and shares (Shewhart). Where the base moves from day to day only p and u charts will do: their limits move with it.</summary>
public static class AttributeLimits
{
    /// <summary>p̄ ± 3√(p̄(1−p̄)/n), between 0 and 1.</summary>
    public static (double Lower, double Upper) P(Ratio overall, long n)
    {
        var p = overall.Value ?? throw new ArgumentException("A share of nothing has no limits.", nameof(overall));
        var half = 3 * Math.Sqrt(p * (1 - p) / n);
        return (Math.Max(0, p - half), Math.Min(1, p + half));
    }

    /// <summary>ū ± 3√(ū/n): events per unit that may happen to one unit more than once.</summary>
    public static (double Lower, double Upper) U(double overall, double n)
    {
        var half = 3 * Math.Sqrt(overall / n);
        return (Math.Max(0, overall - half), overall + half);
    }

    /// <summary>c̄ ± 3√c̄: counts over equal bases.</summary>
    public static (double Lower, double Upper) C(double mean) => U(mean, 1);
}
