namespace Insights.Import.Pipeline.Values;

/// <summary>Instants as text to UTC in whole seconds. Every accepted form has the year first: an order of day and month is never guessed.</summary>
internal static class InstantText
{
    public static Fault NotAnInstant { get; } = new("instant-not-recognised", "This is not an instant. Write it as 2026-10-31T14:05:00Z.");
    public static Fault DateOnly { get; } = new("instant-without-time", "This is a date without a time of day. Metrics need the instant; write it as 2026-10-31T14:05:00Z.");
    public static Fault NoZone { get; } = new("instant-without-zone", "This time names no zone. Add Z for UTC or an offset, like 2026-10-31T14:05:00+01:00.");
    public static Fault Impossible { get; } = new("instant-impossible", "No such day or time exists in the calendar. Correct it at the source.");
    public static Fault OutOfRange { get; } = new("instant-out-of-range", "The year lies outside 1990 to 2100. Check the column's order of day, month and year.");
    public static Fault DayOrMonthFirst { get; } = new("instant-order-unknown", "The date is written with the day or the month first, and which of them is not stated. Say it in the source's settings (dates), or write it with the year first, like 2026-10-31T14:05:00Z.");
    public static Fault Damaged { get; } = new("damaged-by-spreadsheet", "A spreadsheet cut this time down to minutes and seconds, so the day is lost. Export again and import without opening the file in a spreadsheet.");

    /// <param name="text">ISO 8601: <c>2026-10-31T14:05:00Z</c>, a space instead of the T, fractions of a second, an offset, no seconds.</param>
    /// <param name="assumeUtc">The format states that its times are UTC, so a text without a zone is complete.</param>
    /// <param name="utc">Fractions of a second are cut off.</param>
    public static Fault? TryInstant(ReadOnlySpan<byte> text, bool assumeUtc, out DateTime utc)
    {
        utc = default;
        if (text.Length < 10 || text[4] != '-' || text[7] != '-')
            return WhyNot(text);
        unchecked
        {
            if (!Digits(text, 0, 4, out int year) || !Digits(text, 5, 2, out int month) || !Digits(text, 8, 2, out int day))
                return WhyNot(text);
            if (text.Length == 10)
                return IsDay(year, month, day) ? DateOnly : Impossible;
            if (text[10] is not ((byte)'T' or (byte)' ' or (byte)'t') || text.Length < 16 || text[13] != ':'
                || !Digits(text, 11, 2, out int hour) || !Digits(text, 14, 2, out int minute))
                return NotAnInstant;
            int second = 0;
            int at = 16;
            if (at < text.Length && text[at] == ':')
            {
                if (text.Length < 19 || !Digits(text, 17, 2, out second))
                    return NotAnInstant;
                at = 19;
                if (at < text.Length && text[at] is (byte)'.' or (byte)',')
                {
                    int fraction = ++at;
                    while (at < text.Length && (uint)(text[at] - '0') <= 9)
                        at++;
                    if (at == fraction || at - fraction > 9)
                        return NotAnInstant;
                }
            }

            int offset = 0;
            var zone = text[at..].TrimStart((byte)' ');
            if (zone.IsEmpty)
            {
                if (!assumeUtc)
                    return NoZone;
            }
            else if (!zone.SequenceEqual("Z"u8) && !zone.SequenceEqual("z"u8) && !zone.SequenceEqual("UTC"u8) && !TryOffset(zone, out offset))
            {
                return NotAnInstant;
            }

            // 24:00 is the next day's midnight in ISO 8601; a leap second is counted with the second before it.
            bool midnight = hour == 24 && minute == 0 && second == 0;
            if (second == 60)
                second = 59;
            if (!IsDay(year, month, day) || (hour > 23 && !midnight) || minute > 59 || second > 59)
                return Impossible;
            if (year is < 1990 or > 2100)
                return OutOfRange;
            long ticks = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc).Ticks
                + ((((hour * 60L) + minute - offset) * 60) + second) * TimeSpan.TicksPerSecond;
            utc = new DateTime(ticks, DateTimeKind.Utc);
            return null;
        }
    }

    /// <summary>
    /// By the file's conventions: first the year-first forms, which most sources write, then those people write
    /// (<see cref="LocalTime"/>), which need the profile's word on order or zone.
    /// </summary>
    public static Fault? TryInstant(ReadOnlySpan<byte> text, ValueRules rules, out DateTime utc)
    {
        if (rules.SerialEpoch is null && TryUnix(text, out utc))
            return null;
        var fault = TryInstant(text, rules.IsUtc, out utc);
        if (fault is null || ReferenceEquals(fault, OutOfRange) || ReferenceEquals(fault, Impossible) || ReferenceEquals(fault, DateOnly))
            return fault;
        return LocalTime.TryInstant(text, default, default, rules, atNight: false, out utc);
    }

    /// <summary>
    /// Unix seconds, or milliseconds, as databases and interfaces write them: ten digits, or thirteen, and nothing else. Ten digits that might be a
    /// day with its hour (2026070110) are none.
    /// </summary>
    private static bool TryUnix(ReadOnlySpan<byte> text, out DateTime utc)
    {
        utc = default;
        if (text.Length is not (10 or 13) || text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0 || !Digits(text, 0, 10, out long seconds))
            return false;
        long hour = seconds % 100, day = seconds / 100 % 100, month = seconds / 10_000 % 100;
        bool mayBeDay = text.Length == 10 && seconds / 1_000_000 is >= 1990 and <= 2100 && month is >= 1 and <= 12 && day is >= 1 and <= 31 && hour <= 24;
        if (mayBeDay || seconds is < 631_152_000 or >= 4_133_980_800)
            return false;
        utc = DateTime.UnixEpoch.AddSeconds(seconds);
        return true;
    }

    private static bool IsDay(int year, int month, int day) =>
        year >= 1 && month is >= 1 and <= 12 && day >= 1 && (day <= 28 || day <= DateTime.DaysInMonth(year, month));

    /// <summary>Minutes east of UTC from <c>+01:00</c>, <c>-0800</c> or <c>+01</c>.</summary>
    private static bool TryOffset(ReadOnlySpan<byte> zone, out int minutes)
    {
        minutes = 0;
        if (zone[0] is not ((byte)'+' or (byte)'-') || !Digits(zone, 1, 2, out int hours))
            return false;
        int rest = 0;
        if (zone.Length > 3 && !(zone.Length == 6 && zone[3] == ':' && Digits(zone, 4, 2, out rest)) && !(zone.Length == 5 && Digits(zone, 3, 2, out rest)))
            return false;
        if (hours > 14 || rest > 59)
            return false;
        minutes = (hours * 60) + rest;
        if (zone[0] == '-')
            minutes = -minutes;
        return true;
    }

    private static bool Digits(ReadOnlySpan<byte> text, int at, int count, out long value)
    {
        value = 0;
        foreach (byte digit in text.Slice(at, count))
            value = (value * 10) + digit - '0';
        return true;
    }

    private static bool Digits(ReadOnlySpan<byte> text, int at, int count, out int value)
    {
        value = 0;
        if (at + count > text.Length)
            return false;
        unchecked
        {
            for (int i = at; i < at + count; i++)
            {
                uint digit = (uint)text[i] - '0';
                if (digit > 9)
                    return false;
                value = (value * 10) + (int)digit;
            }
        }

        return true;
    }

    private static Fault WhyNot(ReadOnlySpan<byte> text)
    {
        // 31/10/2026, 10.31.26 …
        int separator = text.IndexOfAny((byte)'/', (byte)'.', (byte)'-');
        if (separator is 1 or 2 && text.Length >= 8 && char.IsAsciiDigit((char)text[0]) && text[(separator + 1)..].Contains(text[separator]))
            return DayOrMonthFirst;
        // 05:30.0
        return separator is 4 or 5 && text[separator] == '.' && text.IndexOf((byte)':') is 1 or 2 && text.Length <= 7 ? Damaged : NotAnInstant;
    }
}
