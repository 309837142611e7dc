using System.Globalization;
using NodaTime;

namespace Insights.Import.Reading.ICalendar;

/// <summary>A recurrence rule (RRULE) that returns each year, or every few years, on the same date. Every other rule is refused.</summary>
/// <param name="Interval">Every how many years.</param>
/// <param name="Count">How often in all; null = for ever.</param>
/// <param name="Until">The last date it may fall on.</param>
internal sealed record YearlyRule(LocalDate First, int Interval, int? Count, LocalDate? Until)
{
    public bool IsEndless => Interval == 1 && Count is null && Until is null;

    public static YearlyRule Parse(string rule, LocalDate first, DateTimeZone zone)
    {
        var (interval, count, until, isYearly) = (1, (int?)null, (LocalDate?)null, false);
        foreach (var part in rule.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var (key, value) = part.Split('=', 2) is [var left, var right] ? (left.ToUpperInvariant(), right) : throw new FormatException($"its rule {rule} is not understood.");
            switch (key)
            {
                case "FREQ" when value.Equals("YEARLY", StringComparison.OrdinalIgnoreCase):
                    isYearly = true;
                    break;
                case "INTERVAL":
                    interval = Number(value, rule);
                    break;
                case "COUNT":
                    count = Number(value, rule);
                    break;
                case "UNTIL":
                    until = value.Length == 8 ? ICalendarText.Date(value) : ICalendarText.Local(new("UNTIL", new Dictionary<string, string>(), value, 0), zone).Date;
                    break;
                // They say again what the start says.
                case "BYMONTH" when value == first.Month.ToString(CultureInfo.InvariantCulture):
                case "BYMONTHDAY" when value == first.Day.ToString(CultureInfo.InvariantCulture):
                case "WKST":
                    break;
                default:
                    throw new FormatException($"it repeats by {part}, and only yearly repetition on the same date is understood. Enter its dates one by one.");
            }
        }

        return isYearly ? new(first, interval, count, until) : throw new FormatException($"its rule {rule} does not repeat yearly.");
    }

    /// <summary>Years of its occurrences within the bounds. A 29 February occurs, and counts, in leap years only.</summary>
    public IEnumerable<int> Years(int from, int to)
    {
        var occurrences = 0;
        for (var year = First.Year; year <= to; year += Interval)
        {
            if (First is { Month: 2, Day: 29 } && !CalendarSystem.Iso.IsLeapYear(year))
                continue;
            if (Count is { } most && occurrences >= most)
                yield break;
            if (Until is { } last && new LocalDate(year, First.Month, First.Day) > last)
                yield break;
            occurrences++;
            if (year >= from)
                yield return year;
        }
    }

    private static int Number(string value, string rule) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : throw new FormatException($"its rule {rule} is not understood.");
}
