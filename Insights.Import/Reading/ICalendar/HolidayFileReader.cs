using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Insights.Import.Reading.ICalendar;

/// <summary>VEVENTs → holidays. What it cannot honour exactly it refuses by name: a feed half understood would open the desk on a holiday.</summary>
internal sealed class HolidayFileReader : IHolidayFile
{
    private const int MostDaysOfOneEvent = 60;

    public HolidayReading Read(string text, string zoneId, int fromYear, int toYear)
    {
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(zoneId) ?? DateTimeZone.Utc;
        var holidays = new List<HolidayEntry>();
        var problems = new List<string>();
        var events = ICalendarText.Events(text, problems);
        if (events.Count == 0 && problems.Count == 0)
            problems.Add("The file holds no event (BEGIN:VEVENT). Is it an iCalendar file?");
        foreach (var happening in events)
        {
            try
            {
                Add(happening, zone, fromYear, toYear, holidays);
            }
            catch (FormatException refused)
            {
                problems.Add($"“{happening.Summary}” (line {happening.Line.ToString(CultureInfo.InvariantCulture)}) was left out: {refused.Message}");
            }
        }

        return new(holidays, problems);
    }

    private static void Add(ICalendarEvent happening, DateTimeZone zone, int fromYear, int toYear, List<HolidayEntry> holidays)
    {
        if (string.Equals(happening.Value("STATUS"), "CANCELLED", StringComparison.OrdinalIgnoreCase))
            throw new FormatException("it is cancelled.");
        if (happening.Value("RECURRENCE-ID") is not null)
            throw new FormatException("it changes one occurrence of a repeating event (RECURRENCE-ID), which is not understood here.");
        if (happening.Value("RDATE") is not null)
            throw new FormatException("it lists further dates (RDATE), which is not understood here.");
        var start = happening.Property("DTSTART") ?? throw new FormatException("it has no start (DTSTART).");
        var isDate = start.Value.Length == 8;
        var spans = isDate ? Whole(happening, start.Value) : Part(happening, start, zone);
        var rule = happening.Value("RRULE");
        var left = Exceptions(happening, zone);
        if (rule is null)
        {
            holidays.AddRange(spans.Where(span => !left.Contains(span.Date)).Select(span => Entry(happening, span, false)));
            return;
        }

        var yearly = YearlyRule.Parse(rule, spans[0].Date, zone);
        if (yearly.IsEndless && left.Count == 0)
        {
            holidays.AddRange(spans.Select(span => Entry(happening, span, true)));
            return;
        }

        // An end, a step of years or a date left out cannot be said of "each year": written out date by date.
        foreach (var year in yearly.Years(fromYear, toYear))
        {
            foreach (var span in spans)
            {
                var years = year + span.Date.Year - spans[0].Date.Year;
                if (span.Date is { Month: 2, Day: 29 } && !CalendarSystem.Iso.IsLeapYear(years))
                    continue;
                var date = new LocalDate(years, span.Date.Month, span.Date.Day);
                if (!left.Contains(date))
                    holidays.Add(Entry(happening, span with { Date = date }, false));
            }
        }
    }

    private static List<Span> Whole(ICalendarEvent happening, string start)
    {
        var first = Date(start);
        // The end is the first day after it; without one it is a single day.
        var after = happening.Value("DTEND") is { } end ? Date(end.Length >= 8 ? end[..8] : end)
            : happening.Value("DURATION") is { } duration ? first.PlusDays(Days(duration))
            : first.PlusDays(1);
        if (after <= first)
            throw new FormatException("it ends before it starts.");
        if (Period.DaysBetween(first, after) > MostDaysOfOneEvent)
            throw new FormatException($"it lasts longer than {MostDaysOfOneEvent.ToString(CultureInfo.InvariantCulture)} days. Give the team another version of the calendar instead.");
        return [.. Enumerable.Range(0, Period.DaysBetween(first, after)).Select(day => new Span(first.PlusDays(day), null, null))];
    }

    private static List<Span> Part(ICalendarEvent happening, ICalendarProperty start, DateTimeZone zone)
    {
        var from = ICalendarText.Local(start, zone);
        var to = happening.Property("DTEND") is { } end ? ICalendarText.Local(end, zone)
            : happening.Value("DURATION") is { } duration ? from + Length(duration)
            : throw new FormatException("it starts at a time of day and has neither an end nor a duration.");
        if (to <= from)
            throw new FormatException("it ends before it starts.");
        if (Period.DaysBetween(from.Date, to.Date) > MostDaysOfOneEvent)
            throw new FormatException($"it lasts longer than {MostDaysOfOneEvent.ToString(CultureInfo.InvariantCulture)} days.");
        var spans = new List<Span>();
        for (var date = from.Date; date <= to.Date; date = date.PlusDays(1))
        {
            var (begins, ends) = (date == from.Date ? from.TimeOfDay : LocalTime.Midnight, date == to.Date ? to.TimeOfDay : (LocalTime?)null);
            if (ends == LocalTime.Midnight)
                break;
            spans.Add(begins == LocalTime.Midnight && ends is null ? new(date, null, null) : new(date, Clock(begins), ends is { } at ? Clock(at) : "24:00"));
        }

        return spans;
    }

    private static HashSet<LocalDate> Exceptions(ICalendarEvent happening, DateTimeZone zone) =>
        [.. happening.Properties("EXDATE").SelectMany(property => property.Value.Split(',').Select(value => value.Length == 8 ? Date(value) : ICalendarText.Local(property with { Value = value }, zone).Date))];

    private static HolidayEntry Entry(ICalendarEvent happening, Span span, bool isYearly) =>
        new(isYearly ? span.Date.ToString("MM-dd", CultureInfo.InvariantCulture) : span.Date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture), isYearly, span.From, span.To, happening.Summary);

    private static LocalDate Date(string value) => ICalendarText.Date(value);

    private static int Days(string duration) => Length(duration) is { } length && length.ToDuration() >= Duration.FromDays(1) && length.ToDuration().TotalDays % 1 == 0
        ? (int)length.ToDuration().TotalDays
        : throw new FormatException($"its duration {duration} is not a number of whole days.");

    private static Period Length(string duration) => PeriodPattern.NormalizingIso.Parse(duration.TrimStart('+')) is { Success: true } parsed && parsed.Value is { Years: 0, Months: 0 }
        ? parsed.Value
        : throw new FormatException($"its duration {duration} is not understood.");

    private static string Clock(LocalTime time) => time.ToString(time.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture);

    /// <param name="From">Null: the whole day.</param>
    private sealed record Span(LocalDate Date, string? From, string? To);
}
