using Insights.Analytics.Queries;
using NodaTime;

namespace Insights.Web.Delivery.Schedules;

/// <summary>Working days by one of the workspace's calendars: a day with open hours that is no holiday.</summary>
internal sealed class WorkingDays(IRuleQueries rules)
{
    /// <summary>Codes of the calendars there are.</summary>
    public async Task<IReadOnlyList<string>> CalendarsAsync(CancellationToken cancel) => [.. (await rules.CalendarsAsync(cancel)).Select(card => card.Code)];

    /// <summary>Over the year of a day and the two after it. Without a calendar, or when it is gone: Monday to Friday.</summary>
    public async Task<Func<LocalDate, bool>> ForAsync(string? calendar, LocalDate from, CancellationToken cancel)
    {
        if (calendar is null)
            return IsWeekday;
        var years = new Dictionary<int, HashSet<LocalDate>>();
        for (var year = from.Year - 1; year <= from.Year + 2; year++)
        {
            if (await rules.YearAsync(calendar, year, cancel) is not { } days)
                return IsWeekday;
            years[year] = [.. days.Days.Where(day => day is { IsHoliday: false, Open.Count: > 0 }).Select(day => day.Date)];
        }
        return day => years.TryGetValue(day.Year, out var open) ? open.Contains(day) : IsWeekday(day);
    }

    private static bool IsWeekday(LocalDate day) => day.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday);
}
