using NodaTime;
using NodaTime.TimeZones;

namespace Insights.Analytics.Metrics.ServiceLevels;

/// <summary>
/// Lays the local hours of every version onto the UTC line. Clock changes happen here and nowhere else:
/// a time in a gap moves forward by the gap's length, a time that exists twice means its earlier occurrence, for starts and for ends.
/// </summary>
internal static class OpenHoursBuilder
{
    private const long Day = DayInterval.SecondsPerDay;
    private static readonly LocalDate s_epoch = new(1970, 1, 1);

    /// <param name="versions">In the order they come into force, each with the second it does.</param>
    public static OpenHours Build(IReadOnlyList<(long InForceFrom, CalendarDays Days)> versions, long from, long to)
    {
        var open = new List<(long Start, long End)>();
        for (var i = 0; i < versions.Count; i++)
        {
            // Before the first version there is no other: its hours reach back, so that a ticket older than the calendar still has hours.
            var start = i == 0 ? from : Math.Max(from, versions[i].InForceFrom);
            var end = i == versions.Count - 1 ? to : Math.Min(to, versions[i + 1].InForceFrom);
            if (start < end)
                AddVersion(versions[i].Days, start, end, open);
        }

        return new OpenHours(from, to, Merged(open));
    }

    private static void AddVersion(CalendarDays days, long from, long to, List<(long Start, long End)> open)
    {
        var zone = days.Zone;
        var interval = zone.GetZoneInterval(Instant.FromUnixTimeSeconds(from));
        // A local date lies within a day and a bit of the same UTC date; two more on each side are clipped away below.
        for (var number = FloorDiv(from, Day) - 2; number <= FloorDiv(to, Day) + 2; number++)
        {
            var date = s_epoch.PlusDays((int)number);
            var hours = days.OpenOn(date);
            if (hours.Length == 0)
                continue;
            var midnight = number * Day;
            while (interval.HasEnd && interval.End.ToUnixTimeSeconds() <= midnight - (2 * Day))
                interval = zone.GetZoneInterval(interval.End);
            var quiet = (!interval.HasStart || interval.Start.ToUnixTimeSeconds() < midnight - (2 * Day))
                && (!interval.HasEnd || interval.End.ToUnixTimeSeconds() > midnight + (3 * Day));
            if (!quiet && IsSkipped(zone, date))
                continue;
            foreach (var each in hours)
            {
                var start = quiet ? midnight + each.Start - interval.WallOffset.Seconds : Resolve(zone, date, each.Start);
                var end = quiet ? midnight + each.End - interval.WallOffset.Seconds : Resolve(zone, date, each.End);
                start = Math.Max(start, from);
                end = Math.Min(end, to);
                if (start < end)
                    open.Add((start, end));
            }
        }
    }

    /// <summary>The instant of a local time. NodaTime's lenient resolver is exactly the two rules of this class.</summary>
    private static long Resolve(DateTimeZone zone, LocalDate date, int second)
    {
        var local = second == DayInterval.SecondsPerDay ? date.PlusDays(1).AtMidnight() : date.AtMidnight().PlusSeconds(second);
        return zone.ResolveLocal(local, Resolvers.LenientResolver).ToInstant().ToUnixTimeSeconds();
    }

    /// <summary>A date that a zone jumped over (Samoa, 2011-12-30) has no hours: shifting them would open the day after it twice.</summary>
    private static bool IsSkipped(DateTimeZone zone, LocalDate date)
    {
        var midnight = zone.MapLocal(date.AtMidnight());
        return midnight.Count == 0 && midnight.LateInterval.IsoLocalStart >= date.PlusDays(1).AtMidnight();
    }

    /// <summary>Clock changes and versions can make neighbours touch, overlap or change places.</summary>
    private static List<(long Start, long End)> Merged(List<(long Start, long End)> open)
    {
        open.Sort();
        var merged = new List<(long Start, long End)>(open.Count);
        foreach (var next in open)
        {
            if (merged.Count > 0 && next.Start <= merged[^1].End)
                merged[^1] = (merged[^1].Start, Math.Max(merged[^1].End, next.End));
            else
                merged.Add(next);
        }

        return merged;
    }

    private static long FloorDiv(long value, long by) => value >= 0 ? value / by : -((-value + by - 1) / by);
}
