using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace Insights.Web.Pages.Rules;

/// <summary>Hours, lengths and instants as people type them in the forms of calendars and policies.</summary>
internal static partial class TimeTexts
{
    private static readonly LocalDateTimePattern s_local = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    /// <summary>"09:00-12:00, 13:00-17:30" → [["09:00","12:00"],["13:00","17:30"]]. What is no time is left as typed: the checks behind name it.</summary>
    public static JsonArray Intervals(string text)
    {
        var list = new JsonArray();
        foreach (var part in text.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var ends = part.Split(['-', '–'], 2, StringSplitOptions.TrimEntries);
            list.Add(new JsonArray(Padded(ends[0]), Padded(ends.Length > 1 ? ends[1] : "")));
        }

        return list;
    }

    /// <summary>The way back.</summary>
    public static string Of(JsonNode? intervals) => intervals switch
    {
        JsonArray list => string.Join(", ", list.Select(pair => pair is JsonArray { Count: 2 } ends ? $"{ends[0]}-{ends[1]}" : pair?.ToString())),
        JsonObject map => string.Join(", ", map.Select(pair => $"{pair.Key}-{pair.Value}")),
        _ => "",
    };

    /// <summary>"8h", "1h 30m", "90 min", "1:30", "45s", "2d" → seconds; null: not understood.</summary>
    public static long? Seconds(string text)
    {
        text = text.Trim().ToLowerInvariant();
        if (Colon().Match(text) is { Success: true } colon)
            return (long.Parse(colon.Groups["hours"].Value, CultureInfo.InvariantCulture) * 3600) + (long.Parse(colon.Groups["minutes"].Value, CultureInfo.InvariantCulture) * 60)
                + (colon.Groups["seconds"].Success ? long.Parse(colon.Groups["seconds"].Value, CultureInfo.InvariantCulture) : 0);
        if (!Units().IsMatch(text))
            return null;
        return Unit().Matches(text).Sum(part => long.Parse(part.Groups["number"].Value, CultureInfo.InvariantCulture) * part.Groups["unit"].Value[0] switch { 'd' => 86_400, 'h' => 3600, 'm' => 60, _ => 1 });
    }

    /// <summary>"1h 30m".</summary>
    public static string OfSeconds(long seconds)
    {
        var parts = new List<string>(3);
        if (seconds >= 3600)
            parts.Add(FormattableString.Invariant($"{seconds / 3600}h"));
        if (seconds / 60 % 60 > 0)
            parts.Add(FormattableString.Invariant($"{seconds / 60 % 60}m"));
        if (seconds % 60 > 0 || parts.Count == 0)
            parts.Add(FormattableString.Invariant($"{seconds % 60}s"));
        return string.Join(" ", parts);
    }

    /// <summary>The local time of a form field as an instant; false: it is none.</summary>
    public static bool TryInstant(string text, DateTimeZone zone, out Instant? instant)
    {
        instant = null;
        if (text.Length == 0)
            return true;
        if (!s_local.Parse(text.Length > 16 ? text[..16] : text.Length == 10 ? text + "T00:00" : text).TryGetValue(default, out var local))
            return false;
        instant = zone.AtLeniently(local).ToInstant();
        return true;
    }

    public static string Field(Instant? instant, DateTimeZone zone) => instant is { } at ? s_local.Format(at.InZone(zone).LocalDateTime) : "";

    public static string Iso(Instant instant) => InstantPattern.General.Format(Instant.FromUnixTimeSeconds(instant.ToUnixTimeSeconds()));

    private static string Padded(string time) => time.Length == 4 && time[1] == ':' ? "0" + time : time;

    [GeneratedRegex(@"^(?<hours>\d{1,4}):(?<minutes>[0-5]\d)(?::(?<seconds>[0-5]\d))?$", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Colon();

    [GeneratedRegex(@"^(\d{1,6}\s*(d|days?|h|hours?|m|min|minutes?|s|sec|seconds?)\s*)+$", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Units();

    [GeneratedRegex(@"(?<number>\d{1,6})\s*(?<unit>[dhms])[a-z]*", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Unit();
}
