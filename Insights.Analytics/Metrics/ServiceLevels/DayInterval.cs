using System.Globalization;

namespace Insights.Analytics.Metrics.ServiceLevels;

/// <summary>
/// Part of a local day in seconds after its midnight, half-open: 09:00–17:00 ends before 17:00:00. <see cref="End"/> may be 86,400 (24:00).
/// An end at or before the start means that the shift runs into the next day.
/// </summary>
public readonly record struct DayInterval(int Start, int End)
{
    public const int SecondsPerDay = 86_400;

    public static readonly DayInterval WholeDay = new(0, SecondsPerDay);

    public bool IsOvernight => End <= Start;

    /// <summary>Nominal length in seconds, before any clock change of that day.</summary>
    public int Length => IsOvernight ? End + SecondsPerDay - Start : End - Start;

    public override string ToString() => $"{Text(Start)}–{Text(End)}";

    private static string Text(int second) => second % 60 == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{second / 3600:00}:{second / 60 % 60:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{second / 3600:00}:{second / 60 % 60:00}:{second % 60:00}");

    /// <summary>Sorted, with overlapping and touching intervals made one: 09–13 and 12–17 is eight hours, not nine. Takes no overnight interval.</summary>
    internal static DayInterval[] Merge(IEnumerable<DayInterval> intervals)
    {
        var merged = new List<DayInterval>();
        foreach (var next in intervals.Where(each => each.End > each.Start).OrderBy(each => each.Start))
        {
            if (merged.Count > 0 && next.Start <= merged[^1].End)
                merged[^1] = merged[^1] with { End = Math.Max(merged[^1].End, next.End) };
            else
                merged.Add(next);
        }

        return [.. merged];
    }

    /// <summary>What is left of merged <paramref name="open"/> hours when merged <paramref name="cuts"/> are taken out.</summary>
    internal static DayInterval[] Cut(DayInterval[] open, DayInterval[] cuts)
    {
        var left = new List<DayInterval>(open);
        foreach (var cut in cuts)
        {
            for (var i = left.Count - 1; i >= 0; i--)
            {
                var each = left[i];
                if (cut.End <= each.Start || cut.Start >= each.End)
                    continue;
                left.RemoveAt(i);
                if (cut.End < each.End)
                    left.Insert(i, each with { Start = cut.End });
                if (cut.Start > each.Start)
                    left.Insert(i, each with { End = cut.Start });
            }
        }

        return [.. left];
    }
}
