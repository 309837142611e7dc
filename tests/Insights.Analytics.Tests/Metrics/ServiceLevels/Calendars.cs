using Insights.Analytics.Metrics.ServiceLevels;
using NodaTime;
using NodaTime.Text;

namespace Insights.Analytics.Tests.Metrics.ServiceLevels;

/// <summary>Calendars and instants as short as the examples say them.</summary>
internal static class Calendars
{
    /// <summary>Monday to Friday, 9 to 17.</summary>
    public static BusinessTime Office(string zone = "Etc/UTC", string code = "office") => Of(zone, code, "mon tue wed thu fri", ("09:00", "17:00"));

    public static BusinessTime RoundTheClock(string zone) => new(CalendarDefinition.Parse($$"""{ "timezone": "{{zone}}", "always_open": true }"""));

    public static BusinessTime Of(string zone, string code, string days, params (string From, string To)[] hours)
    {
        var intervals = string.Join(", ", hours.Select(each => $"""["{each.From}", "{each.To}"]"""));
        var week = string.Join(", ", days.Split(' ').Select(day => $"\"{day}\": [{intervals}]"));
        return new(CalendarDefinition.Parse($$"""{ "code": "{{code}}", "timezone": "{{zone}}", "hours": { {{week}} } }"""));
    }

    /// <summary>"2026-11-02T09:00Z", seconds optional.</summary>
    public static Instant At(string text) =>
        (text.Length == 17 ? InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm'Z'") : InstantPattern.General).Parse(text).Value;

    public static Interval Between(string from, string to) => new(At(from), At(to));

    /// <summary>The instants of a whole local day.</summary>
    public static (Instant From, Instant To) Day(string zone, int year, int month, int day)
    {
        var date = new LocalDate(year, month, day);
        var place = DateTimeZoneProviders.Tzdb[zone];
        return (place.AtStartOfDay(date).ToInstant(), place.AtStartOfDay(date.PlusDays(1)).ToInstant());
    }
}
