namespace Insights.Analytics.Metrics.Statistics.ControlCharts;

/// <summary>The C1 rule of the Early Aberration Reporting System: one count against the seven before it. Sees sudden jumps, and needs no history.</summary>
public static class Ears
{
    public const int Baseline = 7;

    /// <summary>No alarm under so many cases in the last four counts (the rule of Farrington): one dispute after seven weeks without any is no jump.</summary>
    public const int FewestCases = 5;

    private const int CasesOver = 4;

    /// <summary>99.9 % quantile of the standard normal distribution.</summary>
    private const double Z999 = 3.090232306167813;

    /// <summary>Mean + z₀.₉₉₉ × standard deviation of seven counts.</summary>
    public static double Limit(IReadOnlyList<double> seven)
    {
        if (seven.Count != Baseline)
            throw new ArgumentException($"C1 takes the {Baseline} counts before, not {seven.Count}.", nameof(seven));
        var mean = seven.Average();
        return mean + (Z999 * Math.Sqrt(seven.Sum(x => (x - mean) * (x - mean)) / (Baseline - 1)));
    }

    /// <summary>Whether the count at this place is an alarm; false where fewer than seven lie before it.</summary>
    public static bool IsAlarm(IReadOnlyList<long> counts, int at) =>
        at >= Baseline
        && counts.Skip(at - CasesOver + 1).Take(CasesOver).Sum() >= FewestCases
        && counts[at] > Limit([.. counts.Skip(at - Baseline).Take(Baseline).Select(count => (double)count)]);
}
