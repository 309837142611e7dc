using Insights.Analytics.Reports;
using NodaTime;

namespace Insights.Web.Pages.Shared;

/// <summary>Instants of the portal's database as every page writes them.</summary>
internal static class Moments
{
    public static string Text(DateTime utc, DateTimeZone zone) => Text(Instant.FromDateTimeUtc(utc), zone);

    public static string Text(Instant instant, DateTimeZone zone) => instant.InZone(zone).DayOfWeek.ToString()[..3] + " " + CellText.Of(new Cell.Moment(instant), zone);
}
