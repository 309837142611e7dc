using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Insights.Analytics.Metrics.ServiceLevels;

/// <summary>
/// calendars.json → <see cref="CalendarDefinition"/>. Strict on purpose: a misspelt key would otherwise silently turn a holiday into a working day.
/// </summary>
internal static class CalendarJson
{
    private static readonly string[] s_weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    private static readonly string[] s_holidayKeys = ["date", "closed", "name", "country", "source", "reviewed_by"];

    private static readonly string[] s_keys =
        ["code", "version", "name", "valid_from", "timezone", "always_open", "hours", "exceptions", "holidays", "yearly_holidays", "breaks"];

    public static CalendarDefinition ParseOne(string json, IDateTimeZoneProvider? zones = null)
    {
        using var document = Read(json, "calendar");
        if (document.RootElement.ValueKind == JsonValueKind.Array)
        {
            if (document.RootElement.GetArrayLength() != 1)
                throw new CalendarException($"One calendar was expected and the text holds {document.RootElement.GetArrayLength()}.");
            return Parse(document.RootElement[0], "The calendar", zones);
        }

        return Parse(document.RootElement, "The calendar", zones);
    }

    public static IReadOnlyList<CalendarDefinition> ParseAll(string json, IDateTimeZoneProvider? zones = null)
    {
        using var document = Read(json, "calendars file");
        if (document.RootElement.ValueKind != JsonValueKind.Array)
            return [Parse(document.RootElement, "The calendar", zones)];
        return [.. document.RootElement.EnumerateArray().Select((item, index) => Parse(item, $"Calendar {index + 1} in the file", zones))];
    }

    public static JsonDocument Read(string json, string what)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException e)
        {
            throw new CalendarException($"The {what} is not valid JSON at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}: {e.Message}", e);
        }
    }

    /// <param name="where">How errors name this calendar until its code is known.</param>
    /// <param name="zones">Where zone ids are looked up; null = the tz database that comes with the product.</param>
    /// <param name="ignored">Keys that belong to the surrounding layout.</param>
    public static CalendarDefinition Parse(JsonElement item, string where, IDateTimeZoneProvider? zones, params string[] ignored)
    {
        if (item.ValueKind != JsonValueKind.Object)
            throw new CalendarException($"{where} must be a JSON object, not {item.ValueKind}.");
        foreach (var property in item.EnumerateObject())
        {
            if (!s_keys.Contains(property.Name) && !ignored.Contains(property.Name))
                throw new CalendarException($"{where} has the unknown key '{property.Name}'. Known keys: {string.Join(", ", s_keys)}.");
        }

        var code = Text(item, "code") ?? "";
        if (code.Length > 0)
            where = $"Calendar '{code}'";
        var holidays = Holidays(item, "holidays", isYearly: false, where);
        var yearly = Holidays(item, "yearly_holidays", isYearly: true, where);
        return new CalendarDefinition
        {
            Code = code,
            Version = item.TryGetProperty("version", out var version) && version.ValueKind == JsonValueKind.Number ? version.GetInt32() : 1,
            Name = Text(item, "name") ?? code,
            ValidFrom = Text(item, "valid_from") is { } from ? ParseInstant(from, $"{where}: valid_from") : null,
            Zone = ParseZone(Text(item, "timezone"), zones ?? DateTimeZoneProviders.Tzdb, where),
            AlwaysOpen = item.TryGetProperty("always_open", out var open) && ParseFlag(open, where),
            Hours = Weekly(item, where),
            Exceptions = ByDate(item, "exceptions", where),
            Holidays = holidays.Where(each => each.Closed.Count == 0).Select(each => ParseDate(each.Day, where)).ToHashSet(),
            YearlyHolidays = yearly.Where(each => each.Closed.Count == 0).Select(each => ParseAnnual(each.Day, where)).ToHashSet(),
            Breaks = WithPartial(ByDate(item, "breaks", where), holidays, day => ParseDate(day, where)),
            YearlyBreaks = WithPartial([], yearly, day => ParseAnnual(day, where)),
            HolidayNotes = [.. holidays, .. yearly],
        }.Checked();
    }

    public static Instant ParseInstant(string text, string where)
    {
        var offset = OffsetDateTimePattern.ExtendedIso.Parse(text);
        if (!offset.Success)
            throw new CalendarException($"{where}: '{text}' is not an instant. Write it with Z or an offset, for example 2026-10-31T14:05:00Z.");
        // Sub-seconds are cut once, here, never per computation.
        return Instant.FromUnixTimeSeconds(offset.Value.ToInstant().ToUnixTimeSeconds());
    }

    public static string? Text(JsonElement item, string key) =>
        item.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    private static bool ParseFlag(JsonElement value, string where) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False or JsonValueKind.Null => false,
        _ => throw new CalendarException($"{where}: always_open must be true or false."),
    };

    private static DateTimeZone ParseZone(string? id, IDateTimeZoneProvider zones, string where)
    {
        if (id is null)
            throw new CalendarException($"{where} has no timezone. Give an IANA zone id, for example Europe/Berlin.");
        return zones.GetZoneOrNull(id)
            ?? throw new CalendarException($"{where}: '{id}' is not an IANA time zone. Examples: Europe/Berlin, America/New_York, Etc/UTC.");
    }

    private static Dictionary<IsoDayOfWeek, IReadOnlyList<DayInterval>> Weekly(JsonElement item, string where)
    {
        var week = new Dictionary<IsoDayOfWeek, IReadOnlyList<DayInterval>>();
        foreach (var property in Members(item, "hours", where))
        {
            var index = Array.IndexOf(s_weekdays, property.Name);
            if (index < 0)
                throw new CalendarException($"{where}: hours has the unknown day '{property.Name}'. Days are {string.Join(", ", s_weekdays)}.");
            week[(IsoDayOfWeek)(index + 1)] = Intervals(property.Value, $"{where}: hours of {property.Name}");
        }

        return week;
    }

    private static Dictionary<LocalDate, IReadOnlyList<DayInterval>> ByDate(JsonElement item, string key, string where) =>
        Members(item, key, where).ToDictionary(
            property => ParseDate(property.Name, $"{where}: {key}"),
            property => (IReadOnlyList<DayInterval>)Intervals(property.Value, $"{where}: {key} of {property.Name}"));

    /// <summary>"2026-12-25", or { "date": "2026-12-24", "closed": [["12:00", "24:00"]], "name": …, "country": …, "source": …, "reviewed_by": … }.</summary>
    private static List<Holiday> Holidays(JsonElement item, string key, bool isYearly, string where)
    {
        var holidays = new List<Holiday>();
        if (!item.TryGetProperty(key, out var list) || list.ValueKind == JsonValueKind.Null)
            return holidays;
        if (list.ValueKind != JsonValueKind.Array)
            throw new CalendarException($"{where}: {key} must be a list of dates.");
        foreach (var each in list.EnumerateArray())
        {
            var holiday = each.ValueKind switch
            {
                JsonValueKind.String => new Holiday(each.GetString()!, isYearly, []),
                JsonValueKind.Object => Detailed(each, isYearly, $"{where}: {key}"),
                _ => throw new CalendarException($"{where}: {key} must be a list of dates."),
            };
            if (isYearly)
                ParseAnnual(holiday.Day, $"{where}: {key}");
            else
                ParseDate(holiday.Day, $"{where}: {key}");
            holidays.Add(holiday);
        }

        return holidays;
    }

    private static Holiday Detailed(JsonElement item, bool isYearly, string where)
    {
        foreach (var property in item.EnumerateObject().Where(property => !s_holidayKeys.Contains(property.Name)))
            throw new CalendarException($"{where}: a holiday has the unknown key '{property.Name}'. Known keys: {string.Join(", ", s_holidayKeys)}.");
        var day = Text(item, "date") ?? throw new CalendarException($"{where}: a holiday has no date.");
        return new(
            day,
            isYearly,
            item.TryGetProperty("closed", out var closed) && closed.ValueKind != JsonValueKind.Null ? Intervals(closed, $"{where} of {day}") : [],
            Text(item, "name"),
            Text(item, "country"),
            Text(item, "source"),
            Text(item, "reviewed_by"));
    }

    private static Dictionary<T, IReadOnlyList<DayInterval>> WithPartial<T>(Dictionary<T, IReadOnlyList<DayInterval>> breaks, List<Holiday> holidays, Func<string, T> day) where T : notnull
    {
        foreach (var holiday in holidays.Where(each => each.Closed.Count > 0))
            breaks[day(holiday.Day)] = [.. breaks.GetValueOrDefault(day(holiday.Day)) ?? [], .. holiday.Closed];
        return breaks;
    }

    /// <summary>[["09:00", "12:00"], …] or, as breaks are written, {"12:00": "13:00", …}.</summary>
    private static List<DayInterval> Intervals(JsonElement value, string where)
    {
        var intervals = new List<DayInterval>();
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in value.EnumerateObject())
                intervals.Add(Interval(property.Name, property.Value, where));
            return intervals;
        }

        if (value.ValueKind != JsonValueKind.Array)
            throw new CalendarException($"{where} must be a list of intervals such as [[\"09:00\", \"17:00\"]].");
        foreach (var pair in value.EnumerateArray())
        {
            if (pair.ValueKind != JsonValueKind.Array || pair.GetArrayLength() != 2 || pair[0].ValueKind != JsonValueKind.String)
                throw new CalendarException($"{where}: {pair.GetRawText()} is not an interval. Write [\"09:00\", \"17:00\"].");
            intervals.Add(Interval(pair[0].GetString()!, pair[1], where));
        }

        return intervals;
    }

    private static DayInterval Interval(string start, JsonElement end, string where)
    {
        if (end.ValueKind != JsonValueKind.String)
            throw new CalendarException($"{where}: the end after {start} must be a time such as \"17:00\".");
        var interval = new DayInterval(ParseTime(start, where), ParseTime(end.GetString()!, where));
        if (interval.Start == DayInterval.SecondsPerDay)
            throw new CalendarException($"{where}: an interval cannot start at 24:00. Write it on the next day, starting at 00:00.");
        if (interval.Start == interval.End)
            throw new CalendarException($"{where}: {interval} has no length. Leave it out, or write 00:00–24:00 for the whole day.");
        return interval;
    }

    private static int ParseTime(string text, string where)
    {
        if (text is "24:00" or "24:00:00")
            return DayInterval.SecondsPerDay;
        return TimeOnly.TryParseExact(text, ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? (int)(time.Ticks / TimeSpan.TicksPerSecond)
            : throw new CalendarException($"{where}: '{text}' is not a time of day. Write 09:30, or 24:00 for midnight at the day's end.");
    }

    private static LocalDate ParseDate(string text, string where) =>
        LocalDatePattern.Iso.Parse(text) is { Success: true } parsed
            ? parsed.Value
            : throw new CalendarException($"{where}: '{text}' is not a date. Write it as 2026-12-25.");

    private static AnnualDate ParseAnnual(string text, string where) =>
        AnnualDatePattern.Iso.Parse(text) is { Success: true } parsed
            ? parsed.Value
            : throw new CalendarException($"{where}: '{text}' is not a day of the year. Write month and day as 12-25.");

    private static JsonProperty[] Members(JsonElement item, string key, string where)
    {
        if (!item.TryGetProperty(key, out var value) || value.ValueKind == JsonValueKind.Null)
            return [];
        if (value.ValueKind != JsonValueKind.Object)
            throw new CalendarException($"{where}: {key} must be an object, not {value.ValueKind}.");
        JsonProperty[] members = [.. value.EnumerateObject()];
        // One of the two would win silently.
        return members.CountBy(member => member.Name).FirstOrDefault(count => count.Value > 1).Key is { } twice
            ? throw new CalendarException($"{where}: {key} names {twice} twice. Write its intervals in one list.")
            : members;
    }
}
