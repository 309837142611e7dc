using NodaTime;

namespace Insights.Analytics.Metrics.ServiceLevels;

/// <summary>
/// One version of a business calendar as written by a person. Layers, in order: weekly hours → an exception replaces that <em>local</em> date →
/// a whole-day holiday empties it → breaks cut pieces out. To open on a holiday, delete the holiday.
/// </summary>
public sealed record CalendarDefinition
{
    public string Code { get; init; } = "";
    public int Version { get; init; } = 1;
    public string Name { get; init; } = "";

    /// <summary>First instant this version is in force; null = from the beginning.</summary>
    public Instant? ValidFrom { get; init; }

    public required DateTimeZone Zone { get; init; }

    /// <summary>Open round the clock; a flag and not seven intervals, because days have 23, 24 or 25 hours.</summary>
    public bool AlwaysOpen { get; init; }

    public IReadOnlyDictionary<IsoDayOfWeek, IReadOnlyList<DayInterval>> Hours { get; init; } =
        new Dictionary<IsoDayOfWeek, IReadOnlyList<DayInterval>>();

    public IReadOnlyDictionary<LocalDate, IReadOnlyList<DayInterval>> Exceptions { get; init; } =
        new Dictionary<LocalDate, IReadOnlyList<DayInterval>>();

    public IReadOnlySet<LocalDate> Holidays { get; init; } = new HashSet<LocalDate>();

    /// <summary>Holidays that return on the same date each year; 02-29 only in leap years.</summary>
    public IReadOnlySet<AnnualDate> YearlyHolidays { get; init; } = new HashSet<AnnualDate>();

    /// <summary>Pieces cut out of single dates: breaks and partial holidays.</summary>
    public IReadOnlyDictionary<LocalDate, IReadOnlyList<DayInterval>> Breaks { get; init; } =
        new Dictionary<LocalDate, IReadOnlyList<DayInterval>>();

    /// <summary>Pieces cut out of the same date each year: a holiday's eve that closes at noon.</summary>
    public IReadOnlyDictionary<AnnualDate, IReadOnlyList<DayInterval>> YearlyBreaks { get; init; } =
        new Dictionary<AnnualDate, IReadOnlyList<DayInterval>>();

    /// <summary>The holidays as written, with what is known about them; the hours are in the sets above.</summary>
    public IReadOnlyList<Holiday> HolidayNotes { get; init; } = [];

    /// <summary>Round the clock in UTC: what wall-clock metrics and policies with hours "calendar" count by.</summary>
    public static CalendarDefinition RoundTheClock { get; } = new() { Code = "24/7", Name = "Round the clock", Zone = DateTimeZone.Utc, AlwaysOpen = true };

    /// <summary>Reads one calendar in the layout of calendars.json.</summary>
    /// <exception cref="CalendarException">The text is not a calendar, or a calendar that makes no sense.</exception>
    public static CalendarDefinition Parse(string json) => CalendarJson.ParseOne(json);

    /// <summary>Reads a whole calendars.json: an array with one item a version.</summary>
    /// <exception cref="CalendarException">As <see cref="Parse"/>; the message names the item.</exception>
    public static IReadOnlyList<CalendarDefinition> ParseAll(string json) => CalendarJson.ParseAll(json);

    /// <summary>Refuses what can never be right, so that no clock hangs or counts zero for ever.</summary>
    internal CalendarDefinition Checked()
    {
        var where = Code.Length == 0 ? "The calendar" : $"Calendar '{Code}' version {Version}";
        foreach (var (place, intervals) in Places())
        {
            foreach (var each in intervals)
            {
                if (each.Start == each.End || each is { Start: 0, End: 0 })
                    throw new CalendarException($"{where}: {place} has the interval {each}, which has no length. Leave it out, or write 00:00–24:00 for the whole day.");
                if (each.Start is < 0 or >= DayInterval.SecondsPerDay || each.End is < 0 or > DayInterval.SecondsPerDay)
                    throw new CalendarException($"{where}: {place} has the interval {each}, which is not inside one day and the night after it.");
            }
        }

        if (AlwaysOpen && Hours.Values.Any(list => list.Count > 0))
            throw new CalendarException($"{where} is always open and has weekly hours as well. Remove one of the two: the hours would never be used.");
        var opensOnADate = Exceptions.Any(pair => pair.Value.Count > 0 && !Holidays.Contains(pair.Key));
        if (!AlwaysOpen && Hours.Values.All(list => list.Count == 0) && !opensOnADate)
            throw new CalendarException($"{where} has no business hours at all, so no deadline could ever be reached. Give it weekly hours, a date with hours, or set always_open.");
        if (YearlyHolidays.Count >= 365 && !opensOnADate)
            throw new CalendarException($"{where} has a yearly holiday on every day of the year, so it would never open. Remove the ones that are working days.");
        return this;
    }

    private IEnumerable<(string Place, IReadOnlyList<DayInterval> Intervals)> Places() =>
        Hours.Select(pair => (pair.Key.ToString(), pair.Value))
            .Concat(Exceptions.Select(pair => ($"the exception {pair.Key:uuuu-MM-dd}", pair.Value)))
            .Concat(Breaks.Select(pair => ($"the break on {pair.Key:uuuu-MM-dd}", pair.Value)))
            .Concat(YearlyBreaks.Select(pair => ($"the yearly break on {pair.Key}", pair.Value)));
}
