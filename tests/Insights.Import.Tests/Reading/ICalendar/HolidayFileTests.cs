using Insights.Import.Reading.ICalendar;
using Xunit;

namespace Insights.Import.Tests.Reading.ICalendar;

public sealed class HolidayFileTests
{
    private static HolidayReading Read(string events, string zone = "Europe/Berlin") =>
        new HolidayFileReader().Read($"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events.ReplaceLineEndings("\r\n")}\r\nEND:VCALENDAR\r\n", zone, 2026, 2029);

    private static HolidayReading One(string lines, string zone = "Europe/Berlin") => Read($"BEGIN:VEVENT\nSUMMARY:Feast\n{lines}\nEND:VEVENT", zone);

    private static string[] Days(HolidayReading read)
    {
        Assert.Empty(read.Problems);
        return [.. read.Holidays.Select(day => day.Day + (day.ClosedFrom is null ? "" : $" {day.ClosedFrom}-{day.ClosedTo}"))];
    }

    [Theory]
    [InlineData("DTSTART;VALUE=DATE:20261225", "2026-12-25")]
    [InlineData("DTSTART;VALUE=DATE:20261225\nDTEND;VALUE=DATE:20261227", "2026-12-25,2026-12-26")] // the end is the first day after
    [InlineData("DTSTART;VALUE=DATE:20261231\nDURATION:P2D", "2026-12-31,2027-01-01")]
    [InlineData("DTSTART;VALUE=DATE:20261221\nDURATION:P1W", "2026-12-21,2026-12-22,2026-12-23,2026-12-24,2026-12-25,2026-12-26,2026-12-27")]
    [InlineData("DTSTART;VALUE=DATE:20201225\nRRULE:FREQ=YEARLY", "12-25")]
    [InlineData("DTSTART;VALUE=DATE:20201225\nRRULE:FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25", "12-25")]
    [InlineData("DTSTART;VALUE=DATE:20251225\nRRULE:FREQ=YEARLY;COUNT=3", "2026-12-25,2027-12-25")] // the first of three was in 2025
    [InlineData("DTSTART;VALUE=DATE:20241225\nRRULE:FREQ=YEARLY;INTERVAL=2", "2026-12-25,2028-12-25")]
    [InlineData("DTSTART;VALUE=DATE:20241225\nRRULE:FREQ=YEARLY;UNTIL=20271225", "2026-12-25,2027-12-25")]
    [InlineData("DTSTART;VALUE=DATE:20241225\nRRULE:FREQ=YEARLY\nEXDATE;VALUE=DATE:20271225", "2026-12-25,2028-12-25,2029-12-25")]
    [InlineData("DTSTART;VALUE=DATE:20240229\nRRULE:FREQ=YEARLY;COUNT=2", "2028-02-29")]
    [InlineData("DTSTART:20261224T120000\nDTEND:20261225T000000", "2026-12-24 12:00-24:00")] // floating: the calendar's own
    [InlineData("DTSTART;TZID=Europe/Berlin:20261224T120000\nDURATION:PT4H", "2026-12-24 12:00-16:00")]
    [InlineData("DTSTART:20261224T110000Z\nDTEND:20261224T150000Z", "2026-12-24 12:00-16:00")] // Berlin is an hour ahead
    [InlineData("DTSTART;TZID=America/New_York:20261224T120000\nDTEND;TZID=America/New_York:20261224T200000", "2026-12-24 18:00-24:00,2026-12-25 00:00-02:00")]
    public void Event_BecomesHolidays(string lines, string expected) => Assert.Equal(expected.Split(','), Days(One(lines)));

    [Theory]
    [InlineData("DTSTART;VALUE=DATE:20261225\nSTATUS:CANCELLED", "cancelled")]
    [InlineData("DTSTART;VALUE=DATE:20261126\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "BYDAY=4TH")]
    [InlineData("DTSTART;VALUE=DATE:20261126\nRRULE:FREQ=WEEKLY", "FREQ=WEEKLY")]
    [InlineData("DTSTART;VALUE=DATE:20261126\nRDATE;VALUE=DATE:20271126", "RDATE")]
    [InlineData("DTSTART;VALUE=DATE:20261126\nRECURRENCE-ID;VALUE=DATE:20261126", "RECURRENCE-ID")]
    [InlineData("DTSTART;VALUE=DATE:20261126\nDTEND;VALUE=DATE:20261126", "ends before it starts")]
    [InlineData("DTSTART;VALUE=DATE:20260101\nDTEND;VALUE=DATE:20270101", "longer than 60 days")]
    [InlineData("DTSTART:20261126T120000", "neither an end nor a duration")]
    [InlineData("DTSTART;TZID=Middle/Earth:20261126T120000\nDURATION:PT1H", "Middle/Earth is not known")]
    [InlineData("DTSTART;VALUE=DATE:20261345", "20261345 is not a date")]
    [InlineData("DESCRIPTION:no start", "no start")]
    public void Event_ThatCannotBeHonoured_IsRefusedByName(string lines, string reason)
    {
        var read = One(lines);

        Assert.Empty(read.Holidays);
        Assert.Contains(reason, Assert.Single(read.Problems), StringComparison.Ordinal);
        Assert.Contains("“Feast” (line 3)", read.Problems[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Text_FoldedEscapedAndNested_IsReadAsMeant()
    {
        var read = Read("BEGIN:VEVENT\nSUMMARY;LANGUAGE=en:Saint Stephen\\, second\n  day\nDTSTART;VALUE=DA\n TE:20261226\nBEGIN:VALARM\nSUMMARY:Wake up\nDURATION:PT5M\nEND:VALARM\nEND:VEVENT");

        Assert.Empty(read.Problems);
        Assert.Equal(("2026-12-26", "Saint Stephen, second day"), (read.Holidays[0].Day, read.Holidays[0].Name));
    }

    [Theory]
    [InlineData("", "no event")]
    [InlineData("BEGIN:VEVENT\nSUMMARY:Half\nDTSTART;VALUE=DATE:20261226", "cut off")]
    public void File_WithoutAWholeEvent_SaysSo(string events, string reason) => Assert.Contains(reason, Assert.Single(Read(events).Problems), StringComparison.Ordinal);
}
