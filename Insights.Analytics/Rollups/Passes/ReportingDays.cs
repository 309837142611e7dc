using Insights.Import.Store;
using NodaTime;

namespace Insights.Analytics.Rollups.Passes;

/// <summary>Instants to days in the reporting zone. Facts arrive nearly in time order, so the day found last is asked first.</summary>
internal sealed class ReportingDays(DateTimeZone zone)
{
    private long _start = 1;
    private long _end;
    private int _day;

    /// <summary>The local day of an instant, as days since 1970-01-01. Clock-change days have 23 or 25 hours and are one day all the same.</summary>
    public int Of(long unixSeconds)
    {
        if (unixSeconds >= _start && unixSeconds < _end)
            return _day;
        var date = Instant.FromUnixTimeSeconds(unixSeconds).InZone(zone).Date;
        _start = zone.AtStartOfDay(date).ToInstant().ToUnixTimeSeconds();
        _end = zone.AtStartOfDay(date.PlusDays(1)).ToInstant().ToUnixTimeSeconds();
        return _day = UnixTime.ToDays(date.ToDateOnly());
    }

    public DateOnly DateOf(DateTime instant) => UnixTime.FromDays(Of(UnixTime.ToSeconds(instant)));

    /// <summary>The local hour of the week: 0 = Monday 00:00 to 01:00, 167 = Sunday 23:00 to 24:00. The hour that exists twice in autumn counts twice.</summary>
    public int HourOfWeek(DateTime instant)
    {
        var local = Instant.FromUnixTimeSeconds(UnixTime.ToSeconds(instant)).InZone(zone).LocalDateTime;
        return (((int)local.DayOfWeek - 1) * 24) + local.Hour;
    }

    /// <summary>First instant of the day.</summary>
    public DateTime Start(DateOnly day) => zone.AtStartOfDay(LocalDate.FromDateOnly(day)).ToInstant().ToDateTimeUtc();

    /// <summary>First instant after the day.</summary>
    public DateTime End(DateOnly day) => Start(day.AddDays(1));
}
