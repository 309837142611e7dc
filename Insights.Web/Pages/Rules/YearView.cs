using System.Globalization;
using Insights.Analytics.Queries;
using NodaTime;

namespace Insights.Web.Pages.Rules;

/// <summary>A calendar's year as twelve small tables and a list of the days that are not ordinary.</summary>
internal sealed record YearView(string Zone, IReadOnlyList<MonthView> Months, IReadOnlyList<SpecialDay> Special)
{
    public static YearView Of(CalendarYear year) => new(
        year.Zone,
        [.. year.Days.GroupBy(day => day.Date.Month).Select(MonthView.Of)],
        [.. year.Days.Where(day => day.Note is not null || ClocksChange(day)).Select(SpecialDay.Of)]);

    /// <summary>On such a day other than the hours say is open.</summary>
    private static bool ClocksChange(CalendarDay day) => day.Seconds != day.Open.Sum(open => (long)open.Length);
}

/// <param name="Weeks">Seven days each; null outside the month.</param>
internal sealed record MonthView(string Name, IReadOnlyList<IReadOnlyList<DayView?>> Weeks)
{
    public static MonthView Of(IGrouping<int, CalendarDay> days)
    {
        var cells = new List<DayView?>(Enumerable.Repeat<DayView?>(null, (int)days.First().Date.DayOfWeek - 1));
        cells.AddRange(days.Select(DayView.Of));
        while (cells.Count % 7 != 0)
            cells.Add(null);
        return new(CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(days.Key), [.. cells.Chunk(7)]);
    }
}

/// <param name="Hours">"8", "7.5", "–" when closed.</param>
/// <param name="Kind">open, part (not an ordinary day), closed, holiday.</param>
/// <param name="Text">The hours and why, for those who point at it or hear it.</param>
internal sealed record DayView(int Day, string Hours, string Kind, string Text)
{
    public static DayView Of(CalendarDay day)
    {
        var hours = day.Open.Count == 0 ? "closed" : string.Join(", ", day.Open);
        return new(
            day.Date.Day,
            day.Seconds == 0 ? "–" : (day.Seconds / 3600m).ToString("0.#", CultureInfo.InvariantCulture),
            day.IsHoliday ? "holiday" : day.Note is not null ? "part" : day.Seconds == 0 ? "closed" : "open",
            hours + (day.Note is null ? "" : ": " + day.Note));
    }
}

internal sealed record SpecialDay(string Date, string Hours, string Length, string Why)
{
    public static SpecialDay Of(CalendarDay day) => new(
        day.Date.ToString("ddd d MMMM", CultureInfo.InvariantCulture),
        day.Open.Count == 0 ? "closed" : string.Join(", ", day.Open),
        TimeTexts.OfSeconds(day.Seconds),
        day.Note ?? "the clocks change");
}
