namespace Insights.Analytics.Metrics.Payments;

/// <summary>
/// Hours from one moment to another as counts by stretch: what a percentile of millions is read from. A percentile is told as the end of the stretch it
/// falls in ("90 % within 48 hours"), which is true whatever lies inside.
/// </summary>
internal static class DelayBuckets
{
    /// <summary>Stands for a moment nobody told.</summary>
    public const int NotKnown = 99;

    /// <summary>Ends of the stretches, in hours; the last one has none.</summary>
    public static readonly int[] Hours = [1, 6, 12, 24, 36, 48, 72, 96, 120, 168, 240, 336, 720];

    public static int Of(long seconds)
    {
        for (var i = 0; i < Hours.Length; i++)
        {
            if (seconds <= Hours[i] * 3600L)
                return i;
        }
        return Hours.Length;
    }

    /// <summary>The end of the stretch that the share lies in, in hours; null when it lies behind the last end, or nothing was counted.</summary>
    /// <param name="counts">By stretch; <see cref="NotKnown"/> is not among them.</param>
    public static int? Within(IReadOnlyDictionary<int, long> counts, double share)
    {
        var total = counts.Values.Sum();
        long sum = 0;
        for (var i = 0; i < Hours.Length && total > 0; i++)
        {
            sum += counts.GetValueOrDefault(i);
            if (sum >= share * total)
                return Hours[i];
        }
        return null;
    }
}
