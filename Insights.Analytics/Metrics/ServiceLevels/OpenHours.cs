namespace Insights.Analytics.Metrics.ServiceLevels;

/// <summary>
/// Open intervals of a window of UTC seconds with the business seconds before each: both directions, instant → count and count → instant,
/// are a look-up and a short binary search. Immutable, so it is read by many threads without a lock.
/// </summary>
internal sealed class OpenHours
{
    /// <summary>A slot is 2^16 s (18 h): one or two intervals of a usual calendar, so the search within it is a comparison or two.</summary>
    private const int SlotBits = 16;

    private readonly Interval[] _intervals;

    /// <summary>For each slot, how many intervals start before it.</summary>
    private readonly int[] _startedBefore;

    /// <param name="from">First second of the window.</param>
    /// <param name="to">First second after it.</param>
    /// <param name="open">Sorted, disjoint, inside the window.</param>
    public OpenHours(long from, long to, IReadOnlyList<(long Start, long End)> open)
    {
        From = from;
        To = to;
        _intervals = new Interval[open.Count];
        for (var i = 0; i < open.Count; i++)
        {
            _intervals[i] = new(open[i].Start, open[i].End, Total);
            Total += open[i].End - open[i].Start;
        }

        _startedBefore = new int[((to - from) >> SlotBits) + 2];
        var started = 0;
        for (var slot = 0; slot < _startedBefore.Length; slot++)
        {
            var slotStart = from + ((long)slot << SlotBits);
            while (started < _intervals.Length && _intervals[started].Start < slotStart)
                started++;
            _startedBefore[slot] = started;
        }
    }

    public long From { get; }

    public long To { get; }

    /// <summary>Business seconds of the whole window.</summary>
    public long Total { get; }

    public bool Covers(long second) => second >= From && second <= To;

    /// <summary>Business seconds from the window's start to the instant.</summary>
    public long Before(long second)
    {
        // Every subtraction here is between instants of one window: it cannot overflow, and this is the innermost line of the product.
        unchecked
        {
            var slot = (int)((second - From) >> SlotBits);
            var low = _startedBefore[slot];
            var high = _startedBefore[slot + 1];
            while (low < high)
            {
                var middle = (low + high) >>> 1;
                if (_intervals[middle].Start <= second)
                    low = middle + 1;
                else
                    high = middle;
            }

            if (low == 0)
                return 0;
            ref readonly var interval = ref _intervals[low - 1];
            return interval.Before + Math.Min(second, interval.End) - interval.Start;
        }
    }

    /// <summary>The open intervals between two instants of the window, cut at both.</summary>
    public IEnumerable<(long Start, long End)> Between(long from, long to)
    {
        int low = 0, high = _intervals.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_intervals[middle].End > from)
                high = middle;
            else
                low = middle + 1;
        }

        for (; low < _intervals.Length && _intervals[low].Start < to; low++)
            yield return (Math.Max(from, _intervals[low].Start), Math.Min(to, _intervals[low].End));
    }

    /// <summary>The earliest instant with that many business seconds before it: closing time when the count ends exactly there. Null beyond the window.</summary>
    public long? Reach(long count)
    {
        if (count > Total)
            return null;
        // First interval whose end reaches the count.
        int low = 0, high = _intervals.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_intervals[middle].Before + _intervals[middle].Length >= count)
                high = middle;
            else
                low = middle + 1;
        }

        return low == _intervals.Length ? null : _intervals[low].Start + (count - _intervals[low].Before);
    }

    /// <summary>The latest such instant: the next opening when the count ends exactly at closing time. Null beyond the window.</summary>
    public long? Pass(long count)
    {
        if (count >= Total)
            return null;
        // First interval whose end lies beyond the count.
        int low = 0, high = _intervals.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_intervals[middle].Before + _intervals[middle].Length > count)
                high = middle;
            else
                low = middle + 1;
        }

        return low == _intervals.Length ? null : _intervals[low].Start + (count - _intervals[low].Before);
    }

    private readonly record struct Interval(long Start, long End, long Before)
    {
        public long Length => End - Start;
    }
}
