namespace Insights.Analytics.Metrics.Trends;

/// <summary>Days in a row that together are out of the ordinary, though each alone may be too small to judge.</summary>
/// <param name="First">Counted from the first day of the series.</param>
/// <param name="Last">Its last day.</param>
/// <param name="Chance">Of the seven days that stood out most.</param>
/// <param name="Width">Variance ÷ mean they were judged by.</param>
internal sealed record Stretch(int First, int Last, double Count, double Expected, double Chance, double Width)
{
    public bool IsHigh => Count > Expected;
}

/// <summary>
/// Judges the last seven days together, day after day, by the mean of such weeks from two weeks ago backwards: a trickle that never makes a day stand out does make
/// a week do so, and does not teach itself to be usual for a fortnight. Which days it was is then the unbroken run that speaks most against "as usual".
/// </summary>
internal static class StretchFinder
{
    private const int Week = 7;

    /// <summary>Weeks the expectation is made of, and how many of them must be clean.</summary>
    private const int Weeks = 8;
    private const int LeastWeeks = 4;

    /// <summary>Days that are not asked because they may belong to what is going on.</summary>
    private const int Gap = 2 * Week;
    private const int LeastChecks = 4 * Week;
    private const int MostChecks = 26 * Week;
    /// <summary>Of a week; what hardly ever happens is judged as if it did now and then, because a median of noughts knows no spread.</summary>
    private const double LeastExpected = 2.5;

    /// <summary>The part of the squared deviations that a spread is taken from, and the mean of that part of normal ones: the mean of x² where x is within 1.645.</summary>
    private const double Trimmed = 0.9;
    private const double TrimmedSquare = 0.6230;

    /// <param name="counts">Whole days, oldest first.</param>
    /// <param name="exposures">As for <see cref="AnomalyFinder.Find"/>.</param>
    public static IReadOnlyList<Stretch> Find(IReadOnlyList<double> counts, AnomalySettings settings, IReadOnlyList<double>? exposures = null)
    {
        var sums = Sums(counts);
        var exposed = exposures is null ? null : Sums(exposures);
        var left = new bool[counts.Count];
        var checks = new Queue<double>();
        var found = new List<Stretch>();
        var run = new List<(int Day, double Expected, double Chance, double Width, bool High)>();
        for (var day = Gap + (Weeks * Week); day < counts.Count; day++)
        {
            if (Expect(day) is not { } usual)
            {
                Close();
                continue;
            }

            var expected = Math.Max(LeastExpected, usual);
            if (checks.Count >= LeastChecks && Width(checks) is var width && AnomalyFinder.Judge(sums[day], expected, width, settings) is { } chance)
            {
                var high = sums[day] > expected;
                if (run.Count > 0 && run[^1].High != high)
                    Close();
                run.Add((day, expected, chance, width, high));
                for (var past = day - Week + 1; past <= day; past++)
                    left[past] = true;
                continue;
            }

            Close();
            checks.Enqueue(Math.Pow(sums[day] - usual, 2) / Math.Max(0.5, usual));
            if (checks.Count > MostChecks)
                checks.Dequeue();
        }

        Close();
        return found;

        double Rate(int end) => exposed is null ? sums[end] : exposed[end] > 0 ? sums[end] / exposed[end] : 0;

        double? Expect(int day)
        {
            if (exposed is not null && exposed[day] <= 0)
                return null;
            var ends = Enumerable.Range(0, Weeks).Select(week => day - Gap - (week * Week)).ToList();
            var clean = ends.Where(end => !Enumerable.Range(end - Week + 1, Week).Any(past => left[past])).ToList();
            // Where nearly all of two months was out of the ordinary, that is what is usual now.
            var rates = (clean.Count >= LeastWeeks ? clean : ends).Select(Rate).Order().ToList();
            // Without the highest and the lowest: as deaf to one bad week as a median, and not off where there is one or two a week.
            return rates.Skip(1).SkipLast(1).Average() * (exposed?[day] ?? 1);
        }

        void Close()
        {
            if (run.Count == 0)
                return;
            var most = run.MinBy(one => one.Chance);
            var (first, last) = Days(run[0].Day - Week + 1, run[^1].Day, most.High, past => ExpectedOn(past, most.Day, most.Expected));
            found.Add(new(first, last, Enumerable.Range(first, last - first + 1).Sum(past => counts[past]), Enumerable.Range(first, last - first + 1).Sum(past => ExpectedOn(past, most.Day, most.Expected)), most.Chance, most.Width));
            run.Clear();
        }

        double ExpectedOn(int past, int judged, double expected) => exposures is null ? expected / Week : expected * exposures[past] / exposed![judged];

        (int First, int Last) Days(int from, int to, bool high, Func<int, double> expected)
        {
            var (best, first, last) = (double.NegativeInfinity, from, to);
            for (var begin = from; begin <= to; begin++)
            {
                double count = 0, usual = 0;
                for (var end = begin; end <= to; end++)
                {
                    count += counts[end];
                    usual += expected(end);
                    if (usual <= 0 || count > usual != high)
                        continue;
                    var gain = (count > 0 ? count * Math.Log(count / usual) : 0) - (count - usual);
                    if (gain > best)
                        (best, first, last) = (gain, begin, end);
                }
            }

            return (first, last);
        }
    }

    /// <summary>From the smaller nine tenths of the squared deviations, so that a week that stood out and was too small to be told does not widen it; weeks that overlap say the same several times, so that their number counts for a seventh.</summary>
    private static double Width(Queue<double> checks)
    {
        var least = checks.Order().Take((int)(checks.Count * Trimmed)).ToList();
        return Math.Max(1, least.Average() / TrimmedSquare * Math.Pow(1 + (1 / Math.Sqrt((double)checks.Count / Week)), 2));
    }

    private static double[] Sums(IReadOnlyList<double> values)
    {
        var sums = new double[values.Count];
        double sum = 0;
        for (var day = 0; day < sums.Length; day++)
        {
            sum += values[day] - (day >= Week ? values[day - Week] : 0);
            sums[day] = sum;
        }

        return sums;
    }
}
