using System.Globalization;
using System.Text.Json;
using Insights.Import.Pipeline;
using Insights.Import.Pipeline.Values;
using Insights.Import.Store;
using Insights.Import.Store.Dimensions;
using NodaTime;

namespace Insights.Import.Sources.Canonical;

/// <summary>One version of a business calendar. Nonsense is refused here, because every clock would silently run on it.</summary>
internal sealed class CalendarMap : IJsonMap
{
    private const int SecondsPerDay = 86_400;
    private static readonly string[] Weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    private static readonly string[] Keys =
        ["code", "version", "name", "valid_from", "timezone", "always_open", "hours", "exceptions", "holidays", "yearly_holidays", "breaks"];

    private static readonly string[] HolidayKeys = ["date", "closed", "name", "country", "source", "reviewed_by"];
    private static readonly Fault WrongShape = new("calendar-shape", "This part of the calendar has not the documented form (see Sources/Canonical/README.md).");

    public void Map(JsonElement record, RowProblems row, FactChunk chunk)
    {
        RuleRecord.OnlyKnownKeys(record, "", Keys, row);
        string code = JsonFields.Id(record, "code", row);
        int version = RuleRecord.Version(record, row);
        string? zone = JsonFields.Text(record, "timezone");
        if (zone is null || DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null)
            row.Reject("timezone", zone, "zone-unknown", "This is no IANA time zone. Write it like Europe/Berlin.");
        var validFrom = JsonFields.Instant(record, "valid_from", row, required: JsonFields.Text(record, "valid_from") is not null);
        bool alwaysOpen = JsonFields.IsTrue(record, "always_open");
        bool anyHours = Hours(JsonFields.Child(record, "hours"), row);
        if (alwaysOpen && anyHours && !row.IsRejected)
            row.Reject("always_open", "true", "calendar-open-twice", "The calendar is always open and has weekly hours as well, which would never be used. Remove one of the two.");
        bool anyException = Exceptions(JsonFields.Child(record, "exceptions"), row);
        Holidays(JsonFields.Child(record, "holidays"), row);
        YearlyHolidays(JsonFields.Child(record, "yearly_holidays"), row);
        Breaks(JsonFields.Child(record, "breaks"), row);
        if (!alwaysOpen && !anyHours && !anyException && !row.IsRejected)
            row.Reject("hours", null, "calendar-never-open", "The calendar is never open, so no deadline could ever be reached. Give it hours, or set always_open.");
        if (row.IsRejected)
            return;
        chunk.Calendars.Add(new BusinessCalendar
        {
            Code = code,
            Version = version,
            Name = JsonFields.Text(record, "name", 200) ?? code,
            ValidFrom = validFrom,
            DefinitionJson = RuleRecord.Definition(record, validFrom, null),
        });
    }

    private static bool Hours(JsonElement hours, RowProblems row)
    {
        if (!IsObject(hours, "hours", row))
            return false;
        bool any = false;
        foreach (var day in hours.EnumerateObject())
        {
            if (Array.IndexOf(Weekdays, day.Name) < 0)
            {
                row.Reject("hours", day.Name, "weekday-unknown", "Weekdays are mon, tue, wed, thu, fri, sat, sun.");
                continue;
            }

            any |= Intervals(day.Value, "hours." + day.Name, row);
        }

        return any;
    }

    private static bool Exceptions(JsonElement exceptions, RowProblems row)
    {
        if (!IsObject(exceptions, "exceptions", row))
            return false;
        bool any = false;
        foreach (var day in exceptions.EnumerateObject())
        {
            Day(day.Name, "exceptions", row);
            any |= Intervals(day.Value, "exceptions." + day.Name, row);
        }

        return any;
    }

    /// <summary>True when the list holds an interval. Overlapping ones are counted once; an end before its start runs overnight.</summary>
    private static bool Intervals(JsonElement list, string where, RowProblems row)
    {
        if (list.ValueKind != JsonValueKind.Array)
        {
            row.Reject(where, list.GetRawText(), WrongShape);
            return false;
        }

        bool any = false;
        foreach (var interval in list.EnumerateArray())
        {
            if (interval.ValueKind != JsonValueKind.Array || interval.GetArrayLength() != 2
                || TimeOfDay(interval[0]) is not { } from || TimeOfDay(interval[1]) is not { } to)
            {
                row.Reject(where, interval.GetRawText(), "interval-not-recognised", "An interval is two local times, like [\"09:00\", \"17:30\"].");
                continue;
            }

            if (from == to || from == SecondsPerDay || (from, to) == (0, 0))
            {
                row.Reject(where, interval.GetRawText(), "interval-empty", "The interval ends when it starts. For a whole day write [\"00:00\", \"24:00\"].");
                continue;
            }

            any = true;
        }

        return any;
    }

    private static void Holidays(JsonElement holidays, RowProblems row)
    {
        if (holidays.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return;
        if (holidays.ValueKind != JsonValueKind.Array)
        {
            row.Reject("holidays", holidays.GetRawText(), WrongShape);
            return;
        }

        foreach (var day in holidays.EnumerateArray())
            Day(HolidayDate(day, "holidays", row), "holidays", row);
    }

    private static void YearlyHolidays(JsonElement holidays, RowProblems row)
    {
        if (holidays.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return;
        if (holidays.ValueKind != JsonValueKind.Array)
        {
            row.Reject("yearly_holidays", holidays.GetRawText(), WrongShape);
            return;
        }

        foreach (var day in holidays.EnumerateArray())
        {
            // 2024 is a leap year, so that 02-29 passes.
            string text = HolidayDate(day, "yearly_holidays", row);
            if (!DateOnly.TryParseExact("2024-" + text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
                row.Reject("yearly_holidays", text, "day-impossible", "A yearly holiday is month and day, like 12-25.");
        }
    }

    /// <summary>A date, or an object that says more: which part of the day is closed, what it is called, whose holiday it is, and who says so.</summary>
    private static string HolidayDate(JsonElement day, string where, RowProblems row)
    {
        if (day.ValueKind != JsonValueKind.Object)
            return day.ValueKind == JsonValueKind.String ? day.GetString()! : day.GetRawText();
        RuleRecord.OnlyKnownKeys(day, where, HolidayKeys, row);
        if (JsonFields.Child(day, "closed") is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } closed)
            Intervals(closed, where + ".closed", row);
        return JsonFields.Text(day, "date") ?? "";
    }

    private static void Breaks(JsonElement breaks, RowProblems row)
    {
        if (!IsObject(breaks, "breaks", row))
            return;
        foreach (var day in breaks.EnumerateObject())
        {
            Day(day.Name, "breaks", row);
            if (!IsObject(day.Value, "breaks", row))
                continue;
            foreach (var pause in day.Value.EnumerateObject())
            {
                int? from = TimeOfDay(pause.Name);
                int? to = TimeOfDay(pause.Value);
                if (from is null || to is null || to <= from)
                    row.Reject("breaks." + day.Name, pause.Name, "break-not-recognised", "A break is a start and a later end on the same day, like \"12:00\": \"13:00\".");
            }
        }
    }

    private static bool IsObject(JsonElement value, string where, RowProblems row)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var (name, _) in value.EnumerateObject().CountBy(member => member.Name).Where(count => count.Value > 1))
                row.Reject(where, name, "named-twice", "This is named twice, and one of the two would win silently. Write its intervals in one list.");
            return true;
        }

        if (value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null))
            row.Reject(where, value.GetRawText(), WrongShape);
        return false;
    }

    private static void Day(string text, string where, RowProblems row)
    {
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            row.Reject(where, text, "day-impossible", "No such day exists. Write it as 2026-12-25.");
    }

    private static int? TimeOfDay(JsonElement time) => time.ValueKind == JsonValueKind.String ? TimeOfDay(time.GetString()!) : null;

    private static int? TimeOfDay(string text)
    {
        if (text is "24:00" or "24:00:00")
            return SecondsPerDay;
        return TimeOnly.TryParseExact(text, ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? (int)(time.Ticks / TimeSpan.TicksPerSecond) : null;
    }
}
