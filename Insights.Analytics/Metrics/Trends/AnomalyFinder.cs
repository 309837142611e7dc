using Insights.Analytics.Metrics.Statistics;

namespace Insights.Analytics.Metrics.Trends;

/// <summary>
/// Judges each whole day of a daily count by the eight weeks before it. What is expected is a level times the share of its day of the week, both medians, so
/// that an outage last week does not excuse one today; the count is compared with a negative binomial of that mean, as wide as such expectations have been
/// off in the last half year (never narrower than chance alone, Poisson). Where it is known out of how many the count is (failures out of attempts), level and
/// shares are of the rate, so that a busy day is not an alarm.
/// </summary>
internal static class AnomalyFinder
{
    private const int Week = 7;

    /// <summary>Days an expectation is made of.</summary>
    private const int History = 8 * Week;

    /// <summary>Expectations that must have been checked before a day is judged by how far they are usually off.</summary>
    private const int LeastChecks = 4 * Week;

    /// <summary>The first day that is judged.</summary>
    public const int FirstJudged = History + LeastChecks;

    private const int MostChecks = 26 * Week;

    /// <summary>The level follows the last three weeks: a lasting change is told for as long and then is the new normal.</summary>
    private const int LevelDays = 3 * Week;

    /// <summary>A series whose median is none still has some now and then.</summary>
    private const double LeastExpected = 0.5;

    /// <summary>Median absolute deviation → standard deviation, of normal values.</summary>
    private const double MadToSigma = 1.4826;

    /// <summary>The variance of a median against that of a mean, of normal values: π ÷ 2.</summary>
    private const double MedianVariance = Math.PI / 2;

    /// <param name="counts">Whole days, oldest first.</param>
    /// <param name="skipped">Days that are not judged and teach nothing: holidays, days without data. May be empty.</param>
    /// <param name="exposures">Out of how many, day by day; null where a count is of nothing but days. A day of none is skipped.</param>
    /// <returns>Oldest first; none before <see cref="FirstJudged"/>.</returns>
    public static IReadOnlyList<Anomaly> Find(IReadOnlyList<double> counts, AnomalySettings settings, IReadOnlySet<int>? skipped = null, IReadOnlyList<double>? exposures = null)
    {
        double Exposure(int day) => exposures?[day] ?? 1;
        var rates = counts.Select((count, day) => Exposure(day) > 0 ? count / Exposure(day) : 0).ToArray();
        if (exposures is not null)
            skipped = new HashSet<int>((skipped ?? new HashSet<int>()).Concat(Enumerable.Range(0, counts.Count).Where(day => exposures[day] <= 0)));
        var left = new HashSet<int>(skipped ?? new HashSet<int>());
        var found = new List<Anomaly>();
        var checks = new Queue<double>();
        for (var day = History; day < counts.Count; day++)
        {
            if (skipped?.Contains(day) == true || Expect(rates, day, left) is not { } rate)
                continue;
            var expected = Math.Max(LeastExpected, rate * Exposure(day));
            if (checks.Count >= LeastChecks && Width(checks) is var width && Judge(counts[day], expected, width, settings) is { } chance)
            {
                found.Add(new(day, counts[day], expected, chance, width));
                left.Add(day);
                // Three weeks of nothing but alarms are a new level, not an alarm.
                if (found.Count >= LevelDays && found[^LevelDays].Day == day - LevelDays + 1)
                    left.RemoveWhere(known => known > day - LevelDays && skipped?.Contains(known) != true);
                continue;
            }

            checks.Enqueue(Math.Abs(counts[day] - expected) / Math.Sqrt(expected));
            if (checks.Count > MostChecks)
                checks.Dequeue();
        }

        return found;
    }

    /// <summary>Variance ÷ mean, from how far expectations were off. A spread that rests on n checks is itself off by about 1/√n, and is taken as that much wider.</summary>
    private static double Width(Queue<double> checks)
    {
        var sigma = MadToSigma * Median([.. checks]) * (1 + (1 / Math.Sqrt(checks.Count)));
        return Math.Max(1, sigma * sigma);
    }

    /// <summary>The two-sided chance of a count as far out; null: as expected, or too little to judge.</summary>
    internal static double? Judge(double count, double expected, double width, AnomalySettings settings)
    {
        if (Math.Max(count, expected) < settings.LeastCount)
            return null;
        var chance = 2 * Math.Min(0.5, Beyond(count, expected, width, count > expected));
        return chance < settings.Chance ? chance : null;
    }

    /// <summary>The chance of as many or more, or of as few or fewer.</summary>
    internal static double Beyond(double count, double expected, double width, bool high) => high ? Upper(count, expected, expected * width) : 1 - Upper(count + 1, expected, expected * width);

    /// <summary>Level × share of the weekday, by one of exposure; null where too few days are left to learn from.</summary>
    private static double? Expect(double[] rates, int day, HashSet<int> left)
    {
        var before = Enumerable.Range(day - History, History).Where(past => !left.Contains(past)).ToList();
        if (before.Count < History / 2)
            return null;
        var shares = Shares(rates, before, day);
        var levels = before.Where(past => past >= day - LevelDays && shares[past % Week] > 0).Select(past => rates[past] / shares[past % Week]).ToList();
        return levels.Count < Week ? null : Median(levels) * shares[day % Week];
    }

    /// <summary>
    /// The share of each day of the week in its own week, as medians over the weeks; they add up to one week. They are believed only as far as they differ by more than
    /// the weeks differ among themselves: of eight days a week, chance alone makes Thursdays look a quarter quieter than they are, and the next usual one an alarm.
    /// </summary>
    private static double[] Shares(double[] rates, List<int> before, int day)
    {
        var ratios = new List<double>[Week];
        for (var weekday = 0; weekday < Week; weekday++)
            ratios[weekday] = [];
        for (var start = day - History; start < day; start += Week)
        {
            var week = before.Where(past => past >= start && past < start + Week).ToList();
            var mean = week.Count == Week ? week.Average(past => rates[past]) : 0;
            if (mean <= 0)
                continue;
            foreach (var past in week)
                ratios[past % Week].Add(rates[past] / mean);
        }

        var shares = ratios.Select(ratio => ratio.Count == 0 ? 1 : Median(ratio)).ToArray();
        var sum = shares.Sum();
        if (sum <= 0)
            return [.. Enumerable.Repeat(1.0, Week)];
        for (var weekday = 0; weekday < Week; weekday++)
            shares[weekday] *= Week / sum;
        var belief = Belief(shares, ratios);
        return [.. shares.Select(share => 1 + (belief * (share - 1)))];
    }

    /// <summary>How much of the spread between the days of the week is theirs: 1 − (spread that chance gives medians of so many weeks) ÷ (spread they have); never below nothing.</summary>
    private static double Belief(double[] shares, List<double>[] ratios)
    {
        var between = shares.Sum(share => (share - 1) * (share - 1)) / (Week - 1);
        if (between <= 0)
            return 0;
        var deviations = ratios.SelectMany((ratio, weekday) => ratio.Select(one => Math.Abs(one - shares[weekday]))).ToList();
        if (deviations.Count == 0)
            return 1;
        var sigma = MadToSigma * Median(deviations);
        var weeks = (double)deviations.Count / Week;
        return Math.Clamp(1 - (MedianVariance * sigma * sigma / weeks / between), 0, 1);
    }

    /// <summary>P(X ≥ count) of a negative binomial with this mean and variance; of a Poisson where they are equal.</summary>
    internal static double Upper(double count, double mean, double variance)
    {
        if (count <= 0)
            return 1;
        if (mean <= 0)
            return 0;
        if (variance <= mean * (1 + 1e-9))
            return PoissonTail.AtLeast((long)Math.Ceiling(count), mean);
        // P(X ≤ k) = I_p(r, k + 1), so P(X ≥ k) is the incomplete beta function from the other side, which keeps the small numbers' digits.
        var size = mean * mean / (variance - mean);
        return BetaDistribution.Cdf(1 - (mean / variance), Math.Ceiling(count), size);
    }

    private static double Median(List<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
