using System.Text;
using Insights.Import.Pipeline.Values;
using Insights.Import.Sources;
using Insights.Import.Tests.Reading.Containers;
using DateTimeZone = NodaTime.DateTimeZone;
using Xunit;
using static Insights.Import.Tests.Reading.Containers.TestWorkbook;

namespace Insights.Import.Tests.Pipeline.Values;

/// <summary>Dates of spreadsheets that lost their style and are plain numbers. 45292 is 1 January 2024, counted from 1900.</summary>
public sealed class SpreadsheetSerialTests
{
    [Theory]
    [InlineData("45292.75", "2024-01-01 18:00:00")]
    [InlineData("45292.5000115741", "2024-01-01 12:00:01")]
    [InlineData("45292.9999999", "2024-01-02 00:00:00")]
    [InlineData("32874.25", "1990-01-01 06:00:00")]
    public void TryInstant_SerialOfASheet_IsTheInstant(string serial, string expected) => Assert.Equal((null, expected), Read(serial));

    [Theory]
    [InlineData("20240101")]
    [InlineData("5")]
    [InlineData("32873.9")]
    [InlineData("99999.5")]
    [InlineData("1704110400")]
    public void TryInstant_ImplausibleNumber_IsRefused(string serial) => Assert.Equal("instant-out-of-range", Read(serial).Fault);

    [Fact]
    public void TryInstant_DayAlone_IsADateWithoutATime() => Assert.Equal("instant-without-time", Read("45292").Fault);

    [Fact]
    public void TryInstant_NumberOutsideASheet_IsNoDate() =>
        Assert.NotNull(LocalTime.TryInstant("45292.75"u8, default, default, new ValueRules { Zone = DateTimeZone.Utc }, atNight: false, out _));

    [Theory]
    [InlineData("45292", "0.75", "2024-01-01 18:00:00")]
    [InlineData("45292", "18:00:05", "2024-01-01 18:00:05")]
    [InlineData("2024-01-01", "0.25", "2024-01-01 06:00:00")]
    public void TryInstant_DayAndTimeApart_AreOneInstant(string day, string time, string expected)
    {
        Assert.Null(LocalTime.TryInstant(Encoding.UTF8.GetBytes(day), Encoding.UTF8.GetBytes(time), default, Rules, atNight: false, out var utc));
        Assert.Equal(expected, utc.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>The two calendars of spreadsheets are 1,462 days apart.</summary>
    [Theory]
    [InlineData(false, 45292.75)]
    [InlineData(true, 45292.75 - 1462)]
    public async Task Import_SheetWithNumbersInADateColumn_ReadsThemByTheWorkbooksCalendar(bool from1904, double serial)
    {
        using var import = new ImportFixture();
        import.Settings("freshdesk", """{ "zone": "UTC" }""");
        object?[] header = ["Ticket ID", "Subject", "Status", "Priority", "Created time", "Last update time"];
        byte[] book = new TestWorkbook { From1904 = from1904 }.Sheet("Tickets", [
            header,
            ["7", "plain number", "Open", "High", serial, serial],
            ["8", "shown as a date", "Open", "High", Serial(serial, 2), Serial(serial, 2)],
            ["9", "no date", "Open", "High", 12.0, 12.0],
        ]).ToBytes();

        var file = await import.ImportFileAsync(import.Write("tickets.xlsx", book));

        Assert.Equal((3L, 2L, 1L), (file.Rows, file.Inserted, file.Rejected));
        Assert.All(import.Store.Tickets.Values, ticket => Assert.Equal(new DateTime(2024, 1, 1, 18, 0, 0), ticket.Row.CreatedAt));
        Assert.Contains(file.FirstProblems, p => p is { Line: 4, Rule: "instant-out-of-range", Value: "12" });
    }

    private static ValueRules Rules { get; } = new() { Times = TimeConvention.SourceZone, Zone = DateTimeZone.Utc, SerialEpoch = SpreadsheetSerial.From1900 };

    private static (string? Fault, string? Instant) Read(string text)
    {
        var fault = InstantText.TryInstant(Encoding.UTF8.GetBytes(text), Rules, out var utc);
        return (fault?.Rule, fault is null ? utc.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture) : null);
    }
}
