namespace Insights.Import;

/// <summary>Reads holidays from an iCalendar file (RFC 5545), as public feeds and calendar programs write them.</summary>
public interface IHolidayFile
{
    /// <param name="text">The file's text.</param>
    /// <param name="zoneId">IANA zone of the calendar the holidays are for: times of other zones are brought into it.</param>
    /// <param name="fromYear">Events that repeat a limited number of times are written out from this year on.</param>
    /// <param name="toYear">… up to this one.</param>
    HolidayReading Read(string text, string zoneId, int fromYear, int toYear);
}

/// <param name="Holidays">In the order of the file.</param>
/// <param name="Problems">What was left out, and why; nothing is left out silently.</param>
public sealed record HolidayReading(IReadOnlyList<HolidayEntry> Holidays, IReadOnlyList<string> Problems);

/// <param name="Day">2026-12-25, or 12-25 when it returns each year.</param>
/// <param name="ClosedFrom">Start of the closed part, 12:00; null = the whole day.</param>
/// <param name="ClosedTo">End of the closed part, up to 24:00.</param>
public sealed record HolidayEntry(string Day, bool IsYearly, string? ClosedFrom, string? ClosedTo, string Name);
