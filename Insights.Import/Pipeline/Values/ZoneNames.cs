using NodaTime;
using NodaTime.TimeZones;

namespace Insights.Import.Pipeline.Values;

/// <summary>
/// What a text in a file says about the zone of its times: an offset, an abbreviation of the curated list, an IANA name, or the names some
/// providers use (Rails, Windows). Whatever is not listed is no zone, because a wrong guess would move every clock by hours.
/// </summary>
internal sealed class ZoneNames
{
    // Abbreviations that mean two zones are not here: CST (Chicago, China, Cuba), IST (India, Israel, Ireland), AST (Halifax, Riyadh). A
    // provider that uses one in a known sense adds it in its profile.
    private static readonly (string Name, int Minutes)[] CommonAbbreviations =
    [
        ("UTC", 0), ("Z", 0), ("GMT", 0), ("UCT", 0), ("WET", 0), ("WEST", 60), ("BST", 60), ("CET", 60), ("CEST", 120), ("MEZ", 60), ("MESZ", 120),
        ("EET", 120), ("EEST", 180), ("OEZ", 120), ("OESZ", 180), ("MSK", 180), ("SAST", 120),
        ("PST", -480), ("PDT", -420), ("MST", -420), ("MDT", -360), ("CDT", -300), ("EST", -300), ("EDT", -240), ("ADT", -180), ("AKST", -540), ("AKDT", -480), ("HST", -600), ("BRT", -180),
        ("AEST", 600), ("AEDT", 660), ("ACST", 570), ("ACDT", 630), ("AWST", 480), ("NZST", 720), ("NZDT", 780), ("JST", 540), ("KST", 540), ("HKT", 480), ("SGT", 480),
    ];

    private readonly Dictionary<string, DateTimeZone> _abbreviations = new(StringComparer.OrdinalIgnoreCase);

    private ZoneNames(IEnumerable<(string Name, int Minutes)> abbreviations)
    {
        foreach (var (name, minutes) in abbreviations)
            _abbreviations[name] = DateTimeZone.ForOffset(Offset.FromSeconds(minutes * 60));
    }

    /// <summary>The abbreviations that mean one thing wherever they are written. BST is British Summer Time.</summary>
    public static ZoneNames Common { get; } = new(CommonAbbreviations);

    /// <summary>The common list and what one provider means by further abbreviations, in minutes east of UTC.</summary>
    public static ZoneNames With(params (string Name, int Minutes)[] abbreviations) => new(CommonAbbreviations.Concat(abbreviations));

    /// <summary>Null for a name that is not known.</summary>
    public DateTimeZone? Find(string name)
    {
        name = name.Trim();
        if (name.Length is 0 or > 80)
            return null;
        if (_abbreviations.TryGetValue(name, out var zone))
            return zone;
        return OffsetOf(name) ?? Iana(name);
    }

    /// <summary>A place's zone with its clock changes; not an abbreviation, because those mean one side of a change only.</summary>
    public static DateTimeZone? Iana(string name)
    {
        // Square's own zones, and as tools that write its export themselves call them.
        if (RailsZones.Names.TryGetValue(name.Replace(" Standard Time (", " Time (", StringComparison.OrdinalIgnoreCase), out string? rails))
            name = rails;
        // "EST" and its like are also ids of the database, with meanings of their own.
        if (name.Contains('/', StringComparison.Ordinal))
            return DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) ?? SameButForCase(name);
        if (string.Equals(name, "UTC", StringComparison.OrdinalIgnoreCase))
            return DateTimeZone.Utc;
        return TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping.TryGetValue(name, out string? windows) ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(windows) : null;
    }

    private static DateTimeZone? SameButForCase(string name) =>
        DateTimeZoneProviders.Tzdb.Ids.FirstOrDefault(id => string.Equals(id, name, StringComparison.OrdinalIgnoreCase)) is { } id ? DateTimeZoneProviders.Tzdb[id] : null;

    /// <summary><c>+01:00</c>, <c>-0800</c>, <c>GMT+2</c>, <c>UTC-08:00</c>.</summary>
    private static DateTimeZone? OffsetOf(string name)
    {
        var text = name.AsSpan();
        if (text.StartsWith("UTC", StringComparison.OrdinalIgnoreCase) || text.StartsWith("GMT", StringComparison.OrdinalIgnoreCase))
            text = text[3..].Trim();
        if (text.Length < 2 || text[0] is not ('+' or '-'))
            return null;
        var digits = text[1..];
        int colon = digits.IndexOf(':');
        var hours = colon >= 0 ? digits[..colon] : digits.Length <= 2 ? digits : digits[..^2];
        var minutes = colon >= 0 ? digits[(colon + 1)..] : digits.Length <= 2 ? "0" : digits[^2..];
        if (hours.Length is 0 or > 2 || minutes.Length > 2 || !byte.TryParse(hours, out byte h) || !byte.TryParse(minutes, out byte m) || h > 14 || m > 59)
            return null;
        int seconds = ((h * 60) + m) * 60;
        return DateTimeZone.ForOffset(Offset.FromSeconds(text[0] == '-' ? -seconds : seconds));
    }
}
