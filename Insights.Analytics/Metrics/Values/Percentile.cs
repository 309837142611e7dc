namespace Insights.Analytics.Metrics.Values;

/// <summary>
/// Exact percentiles over raw values. Definition: linear interpolation between the two nearest ranks at h = (n − 1)·p (Hyndman and Fan's type 7),
/// which is what Excel's PERCENTILE.INC computes, so that a reader can check a figure from its exported rows.
/// A roll-up of sums and counts cannot give a percentile: always feed it the raw seconds.
/// </summary>
public static class Percentile
{
    /// <summary>The percentile, or null without values. O(n) by selection; puts <paramref name="values"/> in another order.</summary>
    /// <param name="p">Between 0 and 1: 0.5 is the median.</param>
    public static double? Of(Span<long> values, double p)
    {
        if (p is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(p), p, "A percentile lies between 0 and 1: write 0.9 for p90.");
        if (values.IsEmpty)
            return null;
        var h = (values.Length - 1) * p;
        var rank = (int)h;
        var low = Select(values, rank);
        var share = h - rank;
        if (share <= 0)
            return low;
        // Selection leaves everything from the rank up at least as large, so the next rank is the smallest of the rest.
        var high = values[rank + 1];
        foreach (var each in values[(rank + 1)..])
            high = Math.Min(high, each);
        return low + (share * (high - low));
    }

    /// <summary>The same in whole seconds, half a second up. Round here and only here: never before.</summary>
    public static long? OfSeconds(Span<long> seconds, double p) =>
        Of(seconds, p) is { } value ? (long)Math.Floor(value + 0.5) : null;

    public static long? MedianSeconds(Span<long> seconds) => OfSeconds(seconds, 0.5);

    /// <summary>
    /// The same percentile of values that lie in several sorted runs, such as one a day, without putting them together: what is looked for is a value with so many below it,
    /// and counting those takes a look-up a run.
    /// </summary>
    public static double? OfSorted(IReadOnlyList<ReadOnlyMemory<long>> runs, double p)
    {
        if (p is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(p), p, "A percentile lies between 0 and 1: write 0.9 for p90.");
        long count = 0, low = long.MaxValue, high = long.MinValue;
        foreach (var run in runs)
        {
            if (run.IsEmpty)
                continue;
            count += run.Length;
            (low, high) = (Math.Min(low, run.Span[0]), Math.Max(high, run.Span[^1]));
        }
        if (count == 0)
            return null;
        var h = (count - 1) * p;
        var rank = (long)h;
        var share = h - rank;
        // The smallest value with more than so many at or below it. Each look at a run leaves less of it to look into.
        var (from, to, at) = (new int[runs.Count], new int[runs.Count], new int[runs.Count]);
        for (var i = 0; i < runs.Count; i++)
            to[i] = runs[i].Length;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (UpTo(runs, middle, from, to, at) > rank)
                (high, to, at) = (middle, at, to);
            else
                (low, from, at) = (middle + 1, at, from);
        }
        if (share <= 0 || UpTo(runs, low, from, to, at) > rank + 1)
            return low;
        var next = long.MaxValue;
        for (var i = 0; i < runs.Count; i++)
        {
            if (at[i] < runs[i].Length)
                next = Math.Min(next, runs[i].Span[at[i]]);
        }
        return low + (share * (next - low));
    }

    /// <summary>The same in whole seconds, half a second up.</summary>
    public static long? OfSortedSeconds(IReadOnlyList<ReadOnlyMemory<long>> runs, double p) =>
        OfSorted(runs, p) is { } value ? (long)Math.Floor(value + 0.5) : null;

    /// <summary>How many of all runs are at most this value.</summary>
    /// <param name="from">So many of each run are known to be.</param>
    /// <param name="to">More than so many of each run are known not to be.</param>
    /// <param name="at">How many of each run are.</param>
    private static long UpTo(IReadOnlyList<ReadOnlyMemory<long>> runs, long value, int[] from, int[] to, int[] at)
    {
        long count = 0;
        for (var i = 0; i < at.Length; i++)
        {
            var sorted = runs[i].Span;
            var (low, high) = (from[i], to[i]);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (sorted[middle] <= value)
                    low = middle + 1;
                else
                    high = middle;
            }
            at[i] = low;
            count += low;
        }
        return count;
    }

    /// <summary>The value at the rank (from 0), with all smaller ones before it and all larger ones after it.</summary>
    private static long Select(Span<long> values, int rank)
    {
        int left = 0, right = values.Length - 1;
        while (left < right)
        {
            // Median of three as pivot: sorted and constant runs, which durations often are, stay linear.
            var pivot = Middle(values[left], values[left + ((right - left) / 2)], values[right]);
            int i = left, j = right;
            while (i <= j)
            {
                while (values[i] < pivot)
                    i++;
                while (values[j] > pivot)
                    j--;
                if (i <= j)
                {
                    (values[i], values[j]) = (values[j], values[i]);
                    i++;
                    j--;
                }
            }

            if (rank <= j)
                right = j;
            else if (rank >= i)
                left = i;
            else
                break;
        }

        return values[rank];
    }

    private static long Middle(long a, long b, long c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
