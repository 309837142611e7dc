using System.Text;
using Insights.Web.Exports.Calendar;
using NodaTime;
using Xunit;

namespace Insights.Web.Tests.Exports.Calendar;

public sealed class CalendarFileTests
{
    private static readonly Instant s_made = Instant.FromUtc(2026, 11, 22, 10, 0, 5);
    private static readonly CalendarEntry s_entry = new("dispute-1-00ff@insights", Instant.FromUtc(2026, 12, 8, 8, 0), "Evidence due: cb3, GBP 30.00", "Network: visa\nReason: not received", "http://localhost/rows/dispute?source=1&id=cb3", false);

    [Fact]
    public void Of_OneEntry_IsTheTextOfTheStandard() => Assert.Equal(
        string.Join("\r\n", "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Insights//Deadlines//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH", "X-WR-CALNAME:Deadlines",
            "BEGIN:VEVENT", "UID:dispute-1-00ff@insights", "DTSTAMP:20261122T100005Z", "DTSTART:20261208T080000Z", "SUMMARY:Evidence due: cb3\\, GBP 30.00",
            "DESCRIPTION:Network: visa\\nReason: not received", "URL:http://localhost/rows/dispute?source=1&id=cb3", "STATUS:CONFIRMED", "TRANSP:TRANSPARENT",
            "BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:Evidence due: cb3\\, GBP 30.00", "TRIGGER:-P1D", "END:VALARM", "END:VEVENT", "END:VCALENDAR", ""),
        CalendarFile.Of("Deadlines", s_made, [s_entry]));

    [Fact]
    public void Of_LongLines_AreFoldedAt75OctetsBetweenCharacters()
    {
        var long_ = string.Concat(Enumerable.Repeat("Größe €; ", 40));
        var text = CalendarFile.Of("Deadlines", s_made, [s_entry with { Summary = long_ }]);

        Assert.All(text.Split("\r\n"), line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75, line));
        // Unfolded as a reader does it, every octet is there again.
        Assert.Contains("SUMMARY:" + long_.Replace(";", "\\;", StringComparison.Ordinal), text.Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("\uFFFD", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_LineEndsInATitle_OpenNoLineOfTheirOwn()
    {
        var text = CalendarFile.Of("Deadlines", s_made, [s_entry with { Summary = "x\r\nATTENDEE:mailto:a@b\rBEGIN:VEVENT\nEND" }]);
        Assert.Single(text.Split("\r\n"), line => line.StartsWith("BEGIN:VEVENT", StringComparison.Ordinal));
        Assert.DoesNotContain(text.Split("\r\n"), line => line.StartsWith("ATTENDEE", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_AnEstimatedDate_IsTentative() => Assert.Contains("STATUS:TENTATIVE", CalendarFile.Of("Deadlines", s_made, [s_entry with { IsTentative = true }]), StringComparison.Ordinal);
}
