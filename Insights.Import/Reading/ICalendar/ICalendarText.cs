using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Insights.Import.Reading.ICalendar;

/// <summary>One content line: NAME;PARAM=VALUE:value.</summary>
internal sealed record ICalendarProperty(string Name, IReadOnlyDictionary<string, string> Parameters, string Value, int Line);

/// <summary>One VEVENT.</summary>
internal sealed class ICalendarEvent(int line)
{
    private readonly List<ICalendarProperty> _properties = [];

    /// <summary>Where it begins.</summary>
    public int Line { get; } = line;

    public string Summary => Value("SUMMARY") is { Length: > 0 } text ? ICalendarText.Unescaped(text) : "an event without a name";

    public void Add(ICalendarProperty property) => _properties.Add(property);

    public ICalendarProperty? Property(string name) => _properties.Find(property => property.Name == name);

    public IEnumerable<ICalendarProperty> Properties(string name) => _properties.Where(property => property.Name == name);

    public string? Value(string name) => Property(name)?.Value.Trim();
}

/// <summary>The text form of RFC 5545: folded lines, parameters, escapes, dates and times.</summary>
internal static class ICalendarText
{
    private static readonly LocalDatePattern s_date = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");
    private static readonly LocalDateTimePattern s_time = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");

    public static List<ICalendarEvent> Events(string text, List<string> problems)
    {
        var events = new List<ICalendarEvent>();
        ICalendarEvent? current = null;
        var nested = 0;
        foreach (var property in Lines(text))
        {
            switch (property.Name, property.Value.ToUpperInvariant())
            {
                case ("BEGIN", "VEVENT"):
                    current = new(property.Line);
                    break;
                case ("END", "VEVENT") when current is not null:
                    events.Add(current);
                    (current, nested) = (null, 0);
                    break;
                // An alarm has a duration and a summary of its own.
                case ("BEGIN", _) when current is not null:
                    nested++;
                    break;
                case ("END", _) when nested > 0:
                    nested--;
                    break;
                default:
                    if (nested == 0)
                        current?.Add(property);
                    break;
            }
        }

        if (current is not null)
            problems.Add($"“{current.Summary}” has no end (END:VEVENT): the file is cut off.");
        return events;
    }

    public static LocalDate Date(string value) => s_date.Parse(value) is { Success: true } date ? date.Value : throw new FormatException($"{value} is not a date.");

    /// <summary>The local time in the calendar's zone. A time without a zone is the calendar's own.</summary>
    public static LocalDateTime Local(ICalendarProperty property, DateTimeZone zone)
    {
        var value = property.Value.Trim();
        if (value.Length == 8)
            return Date(value).AtMidnight();
        var isUtc = value.EndsWith('Z');
        if (!s_time.Parse(isUtc ? value[..^1] : value).TryGetValue(default, out var local))
            throw new FormatException($"{value} is not a time.");
        if (isUtc)
            return local.InUtc().ToInstant().InZone(zone).LocalDateTime;
        if (!property.Parameters.TryGetValue("TZID", out var id))
            return local;
        var theirs = DateTimeZoneProviders.Tzdb.GetZoneOrNull(id.TrimStart('/')) ?? throw new FormatException($"its time zone {id} is not known.");
        return theirs.AtLeniently(local).ToInstant().InZone(zone).LocalDateTime;
    }

    public static string Unescaped(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length)
                plain.Append(text[++i] is 'n' or 'N' ? ' ' : text[i]);
            else
                plain.Append(text[i]);
        }

        return plain.ToString().Trim();
    }

    private static IEnumerable<ICalendarProperty> Lines(string text)
    {
        var (folded, begin, number) = (new StringBuilder(), 0, 0);
        foreach (var line in text.TrimStart('\uFEFF').Split('\n').Select(line => line.TrimEnd('\r')).Append(""))
        {
            number++;
            // A line that begins with a blank goes on where the one before was broken.
            if (line.Length > 0 && line[0] is ' ' or '\t')
            {
                folded.Append(line, 1, line.Length - 1);
                continue;
            }

            if (folded.Length > 0 && Property(folded.ToString(), begin) is { } property)
                yield return property;
            folded.Clear().Append(line);
            begin = number;
        }
    }

    private static ICalendarProperty? Property(string line, int number)
    {
        // The value begins at the first colon outside quotes.
        var (quoted, colon) = (false, -1);
        for (var i = 0; i < line.Length && colon < 0; i++)
        {
            if (line[i] == '"')
                quoted = !quoted;
            else if (line[i] == ':' && !quoted)
                colon = i;
        }

        if (colon <= 0)
            return null;
        var parts = line[..colon].Split(';');
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in parts.Skip(1))
        {
            if (part.Split('=', 2) is [var name, var value])
                parameters[name] = value.Trim('"');
        }

        return new(parts[0].ToUpperInvariant(), parameters, line[(colon + 1)..], number);
    }
}
