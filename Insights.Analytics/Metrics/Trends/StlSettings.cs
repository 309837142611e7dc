namespace Insights.Analytics.Metrics.Trends;

/// <summary>How far each smoother of <see cref="Stl"/> reaches. The defaults are those of R's <c>stl</c>.</summary>
/// <param name="Period">Points in a cycle: 7 for days of the week.</param>
/// <param name="SeasonalSpan">Neighbouring cycles that shape a season, odd; null: the season is the same in every cycle.</param>
/// <param name="RobustRounds">Rounds in which outliers lose their weight; 0 for none.</param>
internal sealed record StlSettings(int Period, int? SeasonalSpan = null, int RobustRounds = 0)
{
    public int TrendSpan { get; init; }

    public int Inner => RobustRounds > 0 ? 1 : 2;

    public int SeasonalSpanFor(int points) => SeasonalSpan ?? ((10 * points) + 1);

    /// <summary>The smallest odd number from 1.5 periods ÷ (1 − 1.5 ÷ seasonal span): less would let the season into the trend.</summary>
    public int TrendSpanFor(int points) => TrendSpan > 0 ? TrendSpan : Odd((int)Math.Ceiling(1.5 * Period / (1 - (1.5 / SeasonalSpanFor(points)))));

    public int LowPassSpan => Odd(Period);

    private static int Odd(int number) => number % 2 == 0 ? number + 1 : number;
}
