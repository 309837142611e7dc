namespace Insights.Analytics.Metrics.Trends;

/// <summary>Whole days on which a number was beyond its limit, in a row.</summary>
/// <param name="First">Index of the first day.</param>
/// <param name="Recovered">Index of the first day on the right side again; null while it goes on.</param>
internal readonly record struct LimitStretch(int First, int Last, int? Recovered, double Worst, int WorstDay);

/// <summary>Holds a daily number against a limit. A stretch is one alert, however long; it ends on the first day on the right side of the limit.</summary>
internal static class LimitJudge
{
    /// <summary>A share of fewer rows says little: such a day neither crosses nor recovers.</summary>
    public const long LeastRows = 30;

    /// <param name="values">By day; null: nothing to judge.</param>
    public static IReadOnlyList<LimitStretch> Find(IReadOnlyList<double?> values, double limit, bool isAbove)
    {
        var stretches = new List<LimitStretch>();
        LimitStretch? open = null;
        for (var day = 0; day < values.Count; day++)
        {
            if (values[day] is not { } value)
                continue;
            var beyond = isAbove ? value > limit : value < limit;
            if (beyond && open is { } current)
            {
                var worse = isAbove ? value > current.Worst : value < current.Worst;
                open = current with { Last = day, Worst = worse ? value : current.Worst, WorstDay = worse ? day : current.WorstDay };
            }
            else if (beyond)
            {
                open = new(day, day, null, value, day);
            }
            else if (open is { } over)
            {
                stretches.Add(over with { Recovered = day });
                open = null;
            }
        }
        if (open is { } going)
            stretches.Add(going);
        return stretches;
    }

    /// <summary>A number over the last days up to each day; null where fewer days are known, or a share rests on too few rows.</summary>
    /// <param name="below">Null for counts.</param>
    public static double?[] Windowed(IReadOnlyList<long> above, IReadOnlyList<long>? below, int days)
    {
        var values = new double?[above.Count];
        for (var day = days - 1; day < above.Count; day++)
        {
            long top = 0, bottom = 0;
            for (var i = day - days + 1; i <= day; i++)
            {
                top += above[i];
                bottom += below?[i] ?? 0;
            }
            values[day] = below is null ? top : bottom < LeastRows ? null : (double)top / bottom;
        }
        return values;
    }
}
