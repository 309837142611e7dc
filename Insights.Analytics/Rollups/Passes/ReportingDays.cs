using Insights.Import.Store;
using NodaTime;

namespace Insights.Analytics.Rollups.Passes;

/// <summary>Instants to days in the reporting zone. Asked of every fact and several times of every clock, so the stretch between two clock changes that was found last is asked first.</summary>
internal sealed class ReportingDays(DateTimeZone zone)
{
    private const int Day = 86_400;

    // Between two clock changes local time is UTC and a fixed offset; an empty stretch at first.
    private long _from = 1;
    private long _to;
    private int _offset;

    public DateTimeZone Zone => zone;

    /// <summary>The local day of an instant, as days since 1970-01-01. Clock-change days have 23 or 25 hours and are one day all the same.</summary>
    public int Of(long unixSeconds) => (int)FloorDay(Local(unixSeconds));

    public DateOnly DateOf(DateTime instant) => UnixTime.FromDays(Of(UnixTime.ToSeconds(instant)));

    /// <summary>The local hour of the week: 0 = Monday 00:00 to 01:00, 167 = Sunday 23:00 to 24:00. The hour that exists twice in autumn counts twice.</summary>
    public int HourOfWeek(DateTime instant)
    {
        var local = Local(UnixTime.ToSeconds(instant));
        var day = FloorDay(local);
        // 1970-01-01 was a Thursday; days before it are negative.
        var weekday = (int)((((day + 3) % 7) + 7) % 7);
        return (weekday * 24) + (int)((local - (day * Day)) / 3600);
    }

    /// <summary>First instant of the day.</summary>
    public DateTime Start(DateOnly day) => zone.AtStartOfDay(LocalDate.FromDateOnly(day)).ToInstant().ToDateTimeUtc();

    /// <summary>First instant after the day.</summary>
    public DateTime End(DateOnly day) => Start(day.AddDays(1));

    private static long FloorDay(long local) => local >= 0 ? local / Day : -((-local + Day - 1) / Day);

    private long Local(long unixSeconds)
    {
        if (unixSeconds < _from || unixSeconds >= _to)
        {
            var stretch = zone.GetZoneInterval(Instant.FromUnixTimeSeconds(unixSeconds));
            _from = stretch.HasStart ? stretch.Start.ToUnixTimeSeconds() : long.MinValue;
            _to = stretch.HasEnd ? stretch.End.ToUnixTimeSeconds() : long.MaxValue;
            _offset = stretch.WallOffset.Seconds;
        }
        return unixSeconds + _offset;
    }
}
