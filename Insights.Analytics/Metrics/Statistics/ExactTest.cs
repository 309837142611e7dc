namespace Insights.Analytics.Metrics.Statistics;

/// <summary>Two-sided p-values of distributions with one peak: the tail at hand plus everything on the other side that is no more likely.</summary>
internal static class ExactTest
{
    /// <summary>Probabilities that should be equal differ in their last digits; R allows as much.</summary>
    private const double Slack = 1 + 1e-7;

    public static double TwoSided(long x, long least, long most, double centre, Func<long, double> probability, Func<long, double> atLeast)
    {
        var limit = probability(x) * Slack;
        if (probability((long)Math.Floor(centre)) <= limit && probability((long)Math.Ceiling(centre)) <= limit)
            return 1;
        if (x > centre)
        {
            var below = LastUpTo(least - 1, (long)Math.Floor(centre), k => probability(k) <= limit);
            return Math.Min(1, atLeast(x) + (below < least ? 0 : 1 - atLeast(below + 1)));
        }

        var end = Math.Min(most, (long)Math.Ceiling(centre) + 1);
        while (end < most && probability(end) > limit)
            end = Math.Min(most, end + 1 + ((end - (long)centre) * 2));
        var lastAbove = LastUpTo((long)Math.Ceiling(centre) - 1, end, k => probability(k) > limit);
        return Math.Min(1, 1 - atLeast(x + 1) + (lastAbove >= most ? 0 : atLeast(lastAbove + 1)));
    }

    /// <summary>The last k for which <paramref name="holds"/>, which holds first and then does not; <paramref name="before"/> where it never does.</summary>
    private static long LastUpTo(long before, long last, Func<long, bool> holds)
    {
        long low = before, high = last;
        while (low < high)
        {
            var middle = low + ((high - low + 1) / 2);
            if (holds(middle))
                low = middle;
            else
                high = middle - 1;
        }
        return low;
    }
}
