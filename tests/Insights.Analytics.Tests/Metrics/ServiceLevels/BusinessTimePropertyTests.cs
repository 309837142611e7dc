using Insights.Analytics.Metrics.ServiceLevels;
using NodaTime;
using Xunit;

namespace Insights.Analytics.Tests.Metrics.ServiceLevels;

/// <summary>Laws that hold for every calendar, and an independent minute-by-minute count of random ones around the clock changes of many zones.</summary>
public sealed class BusinessTimePropertyTests
{
    private static readonly string[] s_zones =
    [
        "Australia/Lord_Howe", "Europe/London", "America/New_York", "America/Sao_Paulo", "America/St_Johns", "Pacific/Chatham", "Asia/Beirut",
        "Africa/Casablanca", "America/Havana", "Atlantic/Azores", "Antarctica/Troll", "Asia/Kathmandu", "Pacific/Apia", "America/Asuncion",
        "Asia/Tehran", "Europe/Dublin", "Asia/Gaza", "Africa/Cairo", "America/Scoresbysund", "Etc/UTC",
    ];

    public static TheoryData<int> Seeds => new(Enumerable.Range(1, 120));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void ElapsedAndDue_RandomCalendar_EqualTheMinuteByMinuteCount(int seed)
    {
        var random = new Random(seed);
        var zone = DateTimeZoneProviders.Tzdb[s_zones[seed % s_zones.Length]];
        var around = AClockChange(zone, random);
        var (definition, json) = RandomCalendar.Make(zone, around, random);
        var calendar = new BusinessTime(definition);
        var minutes = new MinuteByMinute(definition, around - Duration.FromDays(8), 16 * 1440);

        for (var i = 0; i < 40; i++)
        {
            var from = minutes.From + Duration.FromSeconds(random.Next(0, minutes.Seconds));
            var to = minutes.From + Duration.FromSeconds(random.Next(0, minutes.Seconds));
            Assert.True(minutes.Elapsed(from, to) == calendar.Elapsed(from, to), $"{json} {from} → {to}: counted {minutes.Elapsed(from, to)}, computed {calendar.Elapsed(from, to)}");

            var target = random.Next(1, 40) * 900L;
            if (minutes.Due(from, target) is { } due)
                Assert.True(due == calendar.Due(from, target), $"{json} {from} + {target} s: counted {due}, computed {calendar.Due(from, target)}");
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Laws_RandomCalendar_Hold(int seed)
    {
        var random = new Random(seed * 7919);
        var zone = DateTimeZoneProviders.Tzdb[s_zones[seed % s_zones.Length]];
        var around = AClockChange(zone, random);
        var calendar = new BusinessTime(RandomCalendar.Make(zone, around, random).Definition);
        for (var i = 0; i < 40; i++)
        {
            var from = around + Duration.FromSeconds(random.Next(-900_000, 900_000));
            var middle = from + Duration.FromSeconds(random.Next(0, 900_000));
            var to = middle + Duration.FromSeconds(random.Next(0, 900_000));
            var elapsed = calendar.Elapsed(from, to);

            // Splitting adds up, and business time never exceeds the wall clock.
            Assert.Equal(elapsed, calendar.Elapsed(from, middle) + calendar.Elapsed(middle, to));
            Assert.InRange(elapsed, 0, (long)(to - from).TotalSeconds);

            // Pausing never adds, and what it takes is the business time inside it.
            var pause = new Interval(middle, middle + Duration.FromSeconds(random.Next(0, 300_000)));
            Assert.InRange(calendar.Elapsed(from, to, [pause]), 0, elapsed);

            // Deadline and elapsed are inverse: at the deadline exactly the target has passed, a second before it less, after the next opening more.
            var target = random.Next(1, 200_000);
            var due = calendar.Due(from, target, pause);
            if (due.Fill is not { } fill)
                continue;
            Assert.Equal(target, calendar.Elapsed(from, fill, [pause]));
            Assert.Equal(target - 1, calendar.Elapsed(from, fill - Duration.FromSeconds(1), [pause]));
            if (due.Next is { } next)
            {
                Assert.Equal(target, calendar.Elapsed(from, next, [pause]));
                Assert.Equal(target + 1, calendar.Elapsed(from, next + Duration.FromSeconds(1), [pause]));
            }
        }
    }

    /// <summary>An instant near a clock change of the zone since 2008; any instant where there is none.</summary>
    private static Instant AClockChange(DateTimeZone zone, Random random)
    {
        var changes = zone.GetZoneIntervals(Instant.FromUtc(2008, 1, 1, 0, 0), Instant.FromUtc(2026, 12, 1, 0, 0)).Where(each => each.HasStart).Select(each => each.Start).Skip(1).ToArray();
        var change = changes.Length == 0 ? Instant.FromUtc(2026, 5, 5, 0, 0) : changes[random.Next(changes.Length)];
        return change + Duration.FromHours(random.Next(-48, 48));
    }
}
