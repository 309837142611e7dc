namespace Insights.Analytics.Metrics.Trends;

/// <summary>The hours of a day in which a count stood out most from the same hours of earlier days.</summary>
/// <param name="FromHour">First hour, 0 to 23.</param>
/// <param name="ToHour">First hour after it, 1 to 24.</param>
/// <param name="Count">In these hours of the day.</param>
/// <param name="Usual">In the same hours of an earlier day, on average.</param>
internal sealed record HourWindow(int FromHour, int ToHour, double Count, double Usual)
{
    private const int Hours = 24;

    /// <summary>An hour without counts on the earlier days may still have some: half a count over all of them.</summary>
    private const double Unseen = 0.5;

    public double Times => Usual > 0 ? Count / Usual : double.PositiveInfinity;

    /// <summary>The unbroken stretch of hours that speaks most against "as usual" (likelihood ratio of Poisson counts, Kulldorff's scan). Null: none is above.</summary>
    /// <param name="day">24 counts.</param>
    /// <param name="before">24 counts of each earlier day: the same day of the week, nothing out of the ordinary.</param>
    public static HourWindow? Of(IReadOnlyList<double> day, IReadOnlyList<IReadOnlyList<double>> before)
    {
        ArgumentOutOfRangeException.ThrowIfZero(before.Count);
        var usual = Enumerable.Range(0, Hours).Select(hour => Math.Max(Unseen, before.Sum(past => past[hour])) / before.Count).ToArray();
        HourWindow? most = null;
        var best = 0.0;
        for (var from = 0; from < Hours; from++)
        {
            double count = 0, expected = 0;
            for (var to = from; to < Hours; to++)
            {
                count += day[to];
                expected += usual[to];
                var gain = count > expected ? (count * Math.Log(count / expected)) - (count - expected) : 0;
                if (gain <= best)
                    continue;
                best = gain;
                most = new HourWindow(from, to + 1, count, before.Average(past => past.Skip(from).Take(to - from + 1).Sum()));
            }
        }

        return most;
    }
}
