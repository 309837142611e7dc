using System.Globalization;

namespace Insights.Import.Reading.Containers;

/// <summary>A cell's value as text that the maps read: numbers without exponents, dates as ISO.</summary>
internal static class SheetValue
{
    /// <summary>A spreadsheet keeps 15 digits of a number and writes zeros for the rest.</summary>
    private const double FifteenDigits = 1e15;

    /// <summary>Up to here a double holds every whole number.</summary>
    private const double Exact = 9007199254740992;

    /// <param name="format">The cell's number format; asked for only where it decides.</param>
    public static string Text(object value, Func<string?> format) => value switch
    {
        string text => text,
        bool yes => yes ? "TRUE" : "FALSE",
        DateTime instant => Date(instant, format()),
        TimeSpan span => string.Create(CultureInfo.InvariantCulture, $"{(span < TimeSpan.Zero ? "-" : "")}{Math.Abs((long)span.TotalHours)}:{span:mm\\:ss}"),
        double number => Number(number),
        IConvertible other => other.ToString(CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>
    /// Whole numbers of 16 digits and more that end in zero were rounded by the spreadsheet: they identify nothing any more, and may be what is
    /// left of a card number. They are written short and in the notation that ids are rejected for.
    /// </summary>
    public static string Number(double number)
    {
        if (!double.IsFinite(number))
            return "";
        double size = Math.Abs(number);
        if (size >= FifteenDigits && (size >= Exact || number % 10 == 0))
            return number.ToString("0.#####E+0", CultureInfo.InvariantCulture);
        if (size >= FifteenDigits)
            return ((long)number).ToString(CultureInfo.InvariantCulture);
        // Decimal takes the 15 digits a spreadsheet shows, so that 0.1 + 0.2 is 0.3 again.
        return ((decimal)number).ToString("0.#############################", CultureInfo.InvariantCulture);
    }

    private static string Date(DateTime instant, string? format)
    {
        // Serial 0 is a time without a day.
        if (instant.Year < 1900)
            return instant.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        bool showsTime = instant.TimeOfDay != TimeSpan.Zero || HasTime(format);
        return instant.ToString(!showsTime ? "yyyy-MM-dd" : instant.Millisecond == 0 ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
    }

    private static bool HasTime(string? format)
    {
        bool literal = false;
        foreach (char c in format ?? "")
        {
            if (c is '"' or '[' or ']')
                literal = c == '"' ? !literal : c == '[';
            else if (!literal && c is 'h' or 'H' or 's' or 'S')
                return true;
        }

        return false;
    }
}
