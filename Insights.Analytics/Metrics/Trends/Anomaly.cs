namespace Insights.Analytics.Metrics.Trends;

/// <summary>A day whose count is not what its own past leads to expect.</summary>
/// <param name="Day">Counted from the first day of the series.</param>
/// <param name="Expected">From the level of the last weeks and the share of this day of the week.</param>
/// <param name="Chance">The probability of a count as far out or farther, if nothing has happened.</param>
/// <param name="Width">Variance ÷ mean it was judged by.</param>
internal sealed record Anomaly(int Day, double Count, double Expected, double Chance, double Width)
{
    public bool IsHigh => Count > Expected;

    /// <summary>How many times the expected; infinite where nothing was expected.</summary>
    public double Times => Expected > 0 ? Count / Expected : double.PositiveInfinity;
}

/// <summary>When a day is called out of the ordinary. Fixed before looking.</summary>
/// <param name="Chance">Two-sided; 1/1500 a day makes about one false alarm in four years of a series.</param>
/// <param name="LeastCount">Days on which fewer were counted and expected are not judged: two instead of none is no news.</param>
internal sealed record AnomalySettings(double Chance = 1.0 / 1500, double LeastCount = 10)
{
    public static readonly AnomalySettings Standard = new();

    /// <summary>How many false alarms a year are accepted, over all series together: a reader who is called in vain once a season still comes.</summary>
    public const double FalseAlarmsAYear = 4;

    /// <summary>
    /// The most false alarms a series and year that tests count, days and weeks together, at the standard chance shared between them, in made series of several levels and spreads
    /// in which nothing happens.
    /// </summary>
    public const double FalseAlarmsInASeriesYear = 0.25;

    /// <summary>Days and weeks are looked at side by side: each gets half of the false alarms.</summary>
    /// <param name="chance">Of both together.</param>
    public static AnomalySettings ForEach(double chance) => Standard with { Chance = Math.Min(chance, Standard.Chance) / 2 };
}
