using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Insights.Web.Exports.Calendar;

/// <summary>
/// Calendar entries as RFC 5545 text: CRLF, lines folded at 75 octets, instants in UTC, one VEVENT with an alarm the day before for each entry. No package of the
/// registry writes it; what is written here is the small part that one list of instants needs.
/// </summary>
internal static class CalendarFile
{
    public const string ContentType = "text/calendar; charset=utf-8";

    /// <summary>Octets of a line without its end.</summary>
    private const int Longest = 75;

    private static readonly InstantPattern s_instant = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    /// <param name="made">When the file was made; later files win over earlier ones.</param>
    public static string Of(string name, Instant made, IEnumerable<CalendarEntry> entries)
    {
        var text = new StringBuilder();
        Line(text, "BEGIN:VCALENDAR");
        Line(text, "VERSION:2.0");
        Line(text, "PRODID:-//Insights//Deadlines//EN");
        Line(text, "CALSCALE:GREGORIAN");
        Line(text, "METHOD:PUBLISH");
        Line(text, "X-WR-CALNAME:" + Escaped(name));
        foreach (var entry in entries)
        {
            Line(text, "BEGIN:VEVENT");
            Line(text, "UID:" + Escaped(entry.Uid));
            Line(text, "DTSTAMP:" + s_instant.Format(made));
            Line(text, "DTSTART:" + s_instant.Format(entry.At));
            Line(text, "SUMMARY:" + Escaped(entry.Summary));
            Line(text, "DESCRIPTION:" + Escaped(entry.Description));
            // A URI is no text: nothing in it is escaped.
            Line(text, "URL:" + entry.Url);
            Line(text, entry.IsTentative ? "STATUS:TENTATIVE" : "STATUS:CONFIRMED");
            // A deadline keeps nobody busy.
            Line(text, "TRANSP:TRANSPARENT");
            Line(text, "BEGIN:VALARM");
            Line(text, "ACTION:DISPLAY");
            Line(text, "DESCRIPTION:" + Escaped(entry.Summary));
            Line(text, "TRIGGER:-P1D");
            Line(text, "END:VALARM");
            Line(text, "END:VEVENT");
        }
        Line(text, "END:VCALENDAR");
        return text.ToString();
    }

    private static string Escaped(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal).Replace("\r\n", "\\n", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\n", StringComparison.Ordinal);

    /// <summary>Folded so that no line has more than 75 octets and no character is cut in two.</summary>
    private static void Line(StringBuilder text, string line)
    {
        var used = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (used + rune.Utf8SequenceLength > Longest)
            {
                text.Append("\r\n ");
                // The space that marks the continuation is an octet of its line.
                used = 1;
            }
            text.Append(rune.ToString());
            used += rune.Utf8SequenceLength;
        }
        text.Append("\r\n");
    }
}
