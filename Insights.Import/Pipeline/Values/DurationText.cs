using System.Globalization;

namespace Insights.Import.Pipeline.Values;

/// <summary>What a bare number of a duration counts.</summary>
internal enum DurationUnit
{
    Seconds = 1,
    Minutes = 60,
    Hours = 3600,
}

/// <summary>
/// Durations as help desks print them: a number of the column's unit (<c>90</c>, <c>1.5</c>), <c>hh:mm</c> or <c>hh:mm:ss</c> in any column, days and
/// hours in words (<c>1 Day 9 Hours</c>, <c>2d 3h</c>), and ServiceNow's instants counted from 1970 (<c>1970-01-02 09:46:18</c> is 1 d 9:46:18).
/// </summary>
internal static class DurationText
{
    private static readonly Fault NotADuration = new("duration-not-recognised", "This is not a duration. Write it as hh:mm:ss or as a number.");

    /// <summary>Ten years: more is a timestamp or a sum that went wrong.</summary>
    private const double Limit = 10d * 365 * 86400;

    private static readonly DateTime Zero = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static Fault? TrySeconds(ReadOnlySpan<char> text, DurationUnit unit, out int seconds)
    {
        seconds = 0;
        text = text.Trim();
        double? found = text.Contains(':') ? OfClock(text) : OfNumber(text, unit) ?? OfWords(text);
        if (found is not (>= 0 and <= Limit))
            return NotADuration;
        seconds = (int)found.Value;
        return null;
    }

    private static double? OfNumber(ReadOnlySpan<char> text, DurationUnit unit)
    {
        // Thousands are separated in what people export from screens: 1,234.
        Span<char> plain = stackalloc char[24];
        if (text.Length > plain.Length)
            return null;
        int length = 0;
        foreach (char c in text)
        {
            if (c != ',')
                plain[length++] = c;
        }

        return double.TryParse(plain[..length], NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out double number)
            ? number * (int)unit
            : null;
    }

    private static double? OfClock(ReadOnlySpan<char> text)
    {
        if (text.Length >= 16 && text[4] == '-')
        {
            return DateTime.TryParseExact(text, ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ssZ"], CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var instant)
                ? (instant - Zero).TotalSeconds
                : null;
        }

        Span<Range> parts = stackalloc Range[4];
        int count = text.Split(parts, ':');
        if (count is not (2 or 3))
            return null;
        double total = 0;
        for (int i = 0; i < count; i++)
        {
            if (!int.TryParse(text[parts[i]].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int part) || (i > 0 && part > 59))
                return null;
            total = (total * 60) + part;
        }

        return count == 2 ? total * 60 : total;
    }

    private static double? OfWords(ReadOnlySpan<char> text)
    {
        double total = 0;
        bool any = false;
        while (!(text = text.TrimStart(" ,")).IsEmpty)
        {
            int digits = 0;
            while (digits < text.Length && (char.IsAsciiDigit(text[digits]) || text[digits] == '.'))
                digits++;
            int letters = digits;
            while (letters < text.Length && text[letters] == ' ')
                letters++;
            int word = letters;
            while (letters < text.Length && char.IsLetter(text[letters]))
                letters++;
            if (!double.TryParse(text[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) || Unit(text[word..letters]) is not { } seconds)
                return null;
            total += number * seconds;
            any = true;
            text = text[letters..];
        }

        return any ? total : null;
    }

    private static int? Unit(ReadOnlySpan<char> word) => word.ToString().ToLowerInvariant() switch
    {
        "w" or "week" or "weeks" => 7 * 86400,
        "d" or "day" or "days" => 86400,
        "h" or "hr" or "hrs" or "hour" or "hours" => 3600,
        "m" or "min" or "mins" or "minute" or "minutes" => 60,
        "s" or "sec" or "secs" or "second" or "seconds" => 1,
        _ => null,
    };
}
