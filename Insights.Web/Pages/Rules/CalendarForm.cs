using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;

namespace Insights.Web.Pages.Rules;

/// <summary>A calendar as the form shows it, and as the file's item it becomes.</summary>
internal sealed record CalendarForm
{
    public static readonly IReadOnlyList<(string Key, string Name)> Weekdays =
        [("mon", "Monday"), ("tue", "Tuesday"), ("wed", "Wednesday"), ("thu", "Thursday"), ("fri", "Friday"), ("sat", "Saturday"), ("sun", "Sunday")];

    /// <summary>Empty lines offered below the holidays.</summary>
    private const int FreeLines = 4;

    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public string Zone { get; init; } = "";

    /// <summary>2026-12-01T00:00 in the calendar's zone; empty: from now on, or from the beginning for a new calendar.</summary>
    public string ValidFrom { get; init; } = "";
    public bool AlwaysOpen { get; init; }
    public IReadOnlyDictionary<string, string> Hours { get; init; } = new Dictionary<string, string>();

    /// <summary>Lines "2026-12-24 09:00-12:00"; a date alone is closed.</summary>
    public string Exceptions { get; init; } = "";

    /// <summary>Lines "2026-06-01 12:00-13:00".</summary>
    public string Breaks { get; init; } = "";
    public IReadOnlyList<HolidayLine> Holidays { get; init; } = [];

    public IEnumerable<HolidayLine> Lines => Holidays.Concat(Enumerable.Repeat(HolidayLine.Empty, FreeLines));

    public static CalendarForm Of(IFormCollection form)
    {
        string Text(string key) => form[key].ToString().Trim();
        string At(string key, int index) => index < form[key].Count ? form[key][index]?.Trim() ?? "" : "";
        return new()
        {
            Code = Text("code"),
            Name = Text("name"),
            Zone = Text("zone"),
            ValidFrom = Text("validFrom"),
            AlwaysOpen = Text("alwaysOpen") == "true",
            Hours = Weekdays.ToDictionary(day => day.Key, day => Text("hours." + day.Key)),
            Exceptions = Text("exceptions").ReplaceLineEndings("\n"),
            Breaks = Text("breaks").ReplaceLineEndings("\n"),
            Holidays = [.. Enumerable.Range(0, form["day"].Count).Select(i => new HolidayLine(At("day", i), At("closed", i), At("holiday", i), At("country", i), At("source", i), At("reviewed", i))).Where(line => !line.IsEmpty)],
        };
    }

    public static CalendarForm Of(string json)
    {
        var item = JsonNode.Parse(json)!.AsObject();
        string Text(string key) => item[key]?.ToString() ?? "";
        return new()
        {
            Code = Text("code"),
            Name = Text("name"),
            Zone = Text("timezone"),
            AlwaysOpen = item["always_open"] is JsonValue open && open.TryGetValue<bool>(out var isOpen) && isOpen,
            Hours = Weekdays.ToDictionary(day => day.Key, day => TimeTexts.Of(item["hours"]?[day.Key])),
            Exceptions = Dated(item["exceptions"]),
            Breaks = Dated(item["breaks"]),
            Holidays = [.. Read(item["holidays"]), .. Read(item["yearly_holidays"])],
        };
    }

    /// <param name="validFrom">The instant it begins; null = from the beginning.</param>
    public string ToJson(int version, Instant? validFrom)
    {
        var hours = new JsonObject();
        foreach (var (day, text) in Hours.Where(day => day.Value.Length > 0))
            hours[day] = TimeTexts.Intervals(text);
        var item = new JsonObject
        {
            ["code"] = Code,
            ["version"] = version,
            ["name"] = Name.Length == 0 ? Code : Name,
            ["valid_from"] = validFrom is { } at ? TimeTexts.Iso(at) : null,
            ["timezone"] = Zone,
            ["always_open"] = AlwaysOpen,
            ["hours"] = hours,
            ["exceptions"] = Dated(Exceptions, (_, text) => TimeTexts.Intervals(text)),
            ["holidays"] = new JsonArray([.. Holidays.Where(line => !IsYearly(line)).Select(Holiday)]),
            ["yearly_holidays"] = new JsonArray([.. Holidays.Where(IsYearly).Select(Holiday)]),
            ["breaks"] = Dated(Breaks, (_, text) => new JsonObject(TimeTexts.Intervals(text).Select(pair => KeyValuePair.Create(pair![0]!.ToString(), (JsonNode?)pair[1]!.ToString())).DistinctBy(pair => pair.Key))),
        };
        return item.ToJsonString();
    }

    private static bool IsYearly(HolidayLine line) => line.Day.Length == 5;

    private static JsonNode Holiday(HolidayLine line)
    {
        var holiday = new JsonObject { ["date"] = line.Day };
        if (line.Closed.Length > 0)
            holiday["closed"] = TimeTexts.Intervals(line.Closed);
        foreach (var (key, value) in new[] { ("name", line.Name), ("country", line.Country), ("source", line.Source), ("reviewed_by", line.ReviewedBy) })
        {
            if (value.Length > 0)
                holiday[key] = value;
        }

        return holiday;
    }

    private static JsonObject Dated(string lines, Func<string, string, JsonNode> value)
    {
        var map = new JsonObject();
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var (day, rest) = line.Split([' ', '\t'], 2, StringSplitOptions.TrimEntries) is [var left, var right] ? (left, right) : (line, "");
            // Said twice, the later line would win silently: the checks behind refuse the doubled key.
            var key = map.ContainsKey(day) ? day + " (twice)" : day;
            map[key] = value(day, rest.Equals("closed", StringComparison.OrdinalIgnoreCase) ? "" : rest);
        }

        return map;
    }

    private static string Dated(JsonNode? map) =>
        map is JsonObject dates ? string.Join("\n", dates.Select(pair => (pair.Key + " " + (TimeTexts.Of(pair.Value) is { Length: > 0 } hours ? hours : "closed")).Trim())) : "";

    private static IEnumerable<HolidayLine> Read(JsonNode? list) => list is not JsonArray items ? [] : items.Select(item => item is JsonObject holiday
        ? new HolidayLine(Of(holiday, "date"), TimeTexts.Of(holiday["closed"]), Of(holiday, "name"), Of(holiday, "country"), Of(holiday, "source"), Of(holiday, "reviewed_by"))
        : HolidayLine.Empty with { Day = item?.ToString() ?? "" });

    private static string Of(JsonObject holiday, string key) => holiday[key]?.ToString() ?? "";
}
