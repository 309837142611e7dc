using System.Globalization;
using System.Text;
using NodaTime;

namespace Insights.Import.Pipeline.Values;

/// <summary>
/// Dates that a spreadsheet keeps as numbers: days since its epoch, the time of day behind the point. A column whose cells lost their date's style
/// shows them so. Only numbers that are a day of the accepted years are dates.
/// </summary>
internal static class SpreadsheetSerial
{
    /// <summary>Serial 0 of the calendar that begins in 1900: it counts a 29 February 1900 that never was, so from March 1900 on the days fit this.</summary>
    public static LocalDate From1900 { get; } = new(1899, 12, 30);

    /// <summary>Serial 0 of the calendar of old Macs.</summary>
    public static LocalDate From1904 { get; } = new(1904, 1, 1);

    private static readonly System.Buffers.SearchValues<byte> NumberBytes = System.Buffers.SearchValues.Create("0123456789."u8);

    private const int SecondsOfDay = 86_400;
    private const int Earliest = 1990;
    private const int Latest = 2100;

    private static readonly Fault Implausible = new("instant-out-of-range", "As a spreadsheet counts days, this number is no date from 1990 to 2100. Check that the column holds dates, and give it a date's format.");

    /// <summary>False when the text is no plain number, and so is written in another way.</summary>
    /// <param name="seconds">Of the day; 0 where only the day is said.</param>
    /// <param name="hasClock">The number says a time of day.</param>
    public static bool TryRead(ReadOnlySpan<byte> date, LocalDate epoch, out LocalDate day, out int seconds, out bool hasClock, out Fault? fault)
    {
        day = default;
        seconds = 0;
        hasClock = false;
        fault = null;
        if (!TryNumber(date, out decimal serial))
            return false;
        decimal days = decimal.Truncate(serial);
        if (days is < 1 or > 99_999 || epoch.PlusDays((int)days).Year is < Earliest or > Latest)
        {
            fault = Implausible;
            return true;
        }

        day = epoch.PlusDays((int)days);
        if (days == serial)
            return true;
        hasClock = true;
        int second = (int)decimal.Round((serial - days) * SecondsOfDay);
        (day, seconds) = second == SecondsOfDay ? (day.PlusDays(1), 0) : (day, second);
        return true;
    }

    /// <summary>A time of day as the part of a day that has passed: 0.75.</summary>
    public static bool TryClock(ReadOnlySpan<byte> time, out int seconds)
    {
        seconds = 0;
        if (!TryNumber(time, out decimal part) || part >= 1)
            return false;
        seconds = Math.Min((int)decimal.Round(part * SecondsOfDay), SecondsOfDay - 1);
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<byte> text, out decimal number)
    {
        number = 0;
        return text.Length is > 0 and < 32 && text[0] is >= (byte)'0' and <= (byte)'9' && text.IndexOfAnyExcept(NumberBytes) < 0
            && decimal.TryParse(Encoding.ASCII.GetString(text), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
    }
}
