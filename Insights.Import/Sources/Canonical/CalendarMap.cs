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
    private static readonly string[] Weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    private static readonly Fault WrongShape = new("calendar-shape", "This part of the calendar has not the documented form (see Sources/Canonical/README.md).");

    public void Map(JsonElement record, RowProblems row, FactChunk chunk)
    {
        string code = JsonFields.Id(record, "code", row);
        int version = CodeVersion.Of(record, row);
        string? zone = JsonFields.Text(record, "timezone");
        if (zone is null || DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null)
            row.Reject("timezone", zone, "zone-unknown", "This is no IANA time zone. Write it like Europe/Berlin.");
        var validFrom = JsonFields.Instant(record, "valid_from", row, required: JsonFields.Text(record, "valid_from") is not null);
        bool alwaysOpen = JsonFields.IsTrue(record, "always_open");
        bool anyHours = Hours(JsonFields.Child(record, "hours"), row);
        Exceptions(JsonFields.Child(record, "exceptions"), row);
        Holidays(JsonFields.Child(record, "holidays"), row);
        YearlyHolidays(JsonFields.Child(record, "yearly_holidays"), row);
        Breaks(JsonFields.Child(record, "breaks"), row);
        if (!alwaysOpen && !anyHours && !row.IsRejected)
            row.Reject("hours", null, "calendar-never-open", "The calendar is never open, so no deadline could ever be reached. Give it hours, or set always_open.");
        if (row.IsRejected)
            return;
        chunk.Calendars.Add(new BusinessCalendar
        {
            Code = code,
            Version = version,
            Name = JsonFields.Text(record, "name", 200) ?? code,
            ValidFrom = validFrom,
            DefinitionJson = JsonSerializer.Serialize(record),
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

    private static void Exceptions(JsonElement exceptions, RowProblems row)
    {
        if (!IsObject(exceptions, "exceptions", row))
            return;
        foreach (var day in exceptions.EnumerateObject())
        {
            Day(day.Name, "exceptions", row);
            Intervals(day.Value, "exceptions." + day.Name, row);
        }
    }

    /// <summary>True when the list holds an interval. Overlaps are refused; an end before its start runs overnight and stays within a day.</summary>
    private static bool Intervals(JsonElement list, string where, RowProblems row)
    {
        if (list.ValueKind != JsonValueKind.Array)
        {
            row.Reject(where, list.GetRawText(), WrongShape);
            return false;
        }

        var taken = new List<(int From, int To)>();
        foreach (var interval in list.EnumerateArray())
        {
            if (interval.ValueKind != JsonValueKind.Array || interval.GetArrayLength() != 2
                || TimeOfDay(interval[0]) is not { } from || TimeOfDay(interval[1]) is not { } to)
            {
                row.Reject(where, interval.GetRawText(), "interval-not-recognised", "An interval is two local times, like [\"09:00\", \"17:30\"].");
                continue;
            }

            if (from == to || from == 24 * 60)
            {
                row.Reject(where, interval.GetRawText(), "interval-empty", "The interval ends when it starts. For a whole day write [\"00:00\", \"24:00\"].");
                continue;
            }

            int end = to < from ? to + (24 * 60) : to;
            if (taken.Exists(t => from < t.To && t.From < end))
                row.Reject(where, interval.GetRawText(), "intervals-overlap", "Two intervals of a day overlap; business time would be counted twice.");
            taken.Add((from, end));
        }

        return taken.Count > 0;
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
            Day(day.ValueKind == JsonValueKind.String ? day.GetString()! : day.GetRawText(), "holidays", row);
    }

    private static void YearlyHolidays(JsonElement holidays, RowProblems row)
    {
        if (holidays.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return;
        foreach (var day in JsonFields.Items(holidays))
        {
            // 2024 is a leap year, so that 02-29 passes.
            string text = day.ValueKind == JsonValueKind.String ? day.GetString()! : day.GetRawText();
            if (!DateOnly.TryParseExact("2024-" + text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
                row.Reject("yearly_holidays", text, "day-impossible", "A yearly holiday is month and day, like 12-25.");
        }
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
            return true;
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
        if (text == "24:00")
            return 24 * 60;
        return TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? (time.Hour * 60) + time.Minute : null;
    }
}

internal static class CodeVersion
{
    public static int Of(JsonElement record, RowProblems row)
    {
        int? version = JsonFields.WholeNumber(record, "version");
        if (version is not > 0)
            row.Reject("version", JsonFields.Text(record, "version"), "version-not-a-number", "Versions are whole numbers from 1.");
        return version ?? 0;
    }
}
