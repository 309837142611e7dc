using System.Text;
using Insights.Import.Sources;
using NodaTime;

namespace Insights.Import.Pipeline.Values;

/// <summary>Times as people's software writes them: day or month first, a month's name, twelve-hour clocks, zones by name. The profile says the order; no form is tried in turn.</summary>
internal static class LocalTime
{
    private static readonly Fault ContradictsOrder = new("date-against-convention", "The value above 12 stands where the month should be. The file's order of day and month is another than its source's settings say; correct the settings.");
    private static readonly Fault UnknownZone = new("zone-unknown", "This time zone is not known, or its abbreviation means several. Set the source's zone (Asia/Kolkata), which says which one is meant, or write an offset like +01:00 or a name like Europe/Berlin.");

    /// <param name="date">The date, or date and time in one.</param>
    /// <param name="time">The time of day where it stands apart; else empty.</param>
    /// <param name="zone">The zone's name where it stands apart; else empty.</param>
    /// <param name="atNight">What a date without a time means: the day's start, or (false) a fault.</param>
    public static Fault? TryInstant(ReadOnlySpan<byte> date, ReadOnlySpan<byte> time, ReadOnlySpan<byte> zone, ValueRules rules, bool atNight, out DateTime utc)
    {
        utc = default;
        if (date.Length + time.Length > 80)
            return InstantText.NotAnInstant;
        string text = Encoding.UTF8.GetString(date);
        if (time.Length > 0)
            text += " " + Encoding.UTF8.GetString(time);
        var rest = text.AsSpan().Trim();
        int seconds = 0;
        bool hasClock = false;
        LocalDate day;
        Fault? fault;
        if (rules.SerialEpoch is { } epoch && SpreadsheetSerial.TryRead(date, epoch, out day, out seconds, out hasClock, out fault))
            rest = time.Length > 0 ? text.AsSpan(text.IndexOf(' ', StringComparison.Ordinal)) : default;
        else
            fault = TryDay(ref rest, rules.Dates, out day);
        if (fault is not null)
            return fault;
        rest = rest.TrimStart(" ,T");
        if (rules.SerialEpoch is not null && SpreadsheetSerial.TryClock(time, out int clock))
        {
            // The cell's number takes the place of what its text looks like: 0.25 is six in the morning.
            seconds = clock;
            rest = default;
        }
        else if (hasClock && rest.IsEmpty)
        {
            // The serial number held the time of day.
        }
        else if (rest.Length > 0 && (char.IsAsciiDigit(rest[0]) || rest[0] == '午'))
        {
            fault = TryClock(ref rest, out seconds);
            if (fault is not null)
                return fault;
        }
        else if (!atNight)
        {
            return InstantText.DateOnly;
        }

        var named = rest.Trim().Trim("()").Trim();
        var local = day.PlusDays(seconds / 86400).AtMidnight().PlusSeconds(seconds % 86400);
        string? name = named.Length > 0 ? named.ToString() : zone.Length > 0 ? Encoding.UTF8.GetString(zone) : null;
        var place = name is null ? rules.Zone : rules.ZoneNames.Find(name) ?? OfPlace(name, rules.Zone, local);
        if (place is null)
            return name is null ? InstantText.NoZone : UnknownZone;
        utc = place.AtLeniently(local).ToDateTimeUtc();
        return null;
    }

    /// <summary>
    /// An abbreviation that means several zones (IST, CST) is clear where the source's settings name its place and that is how the place
    /// calls its time at that moment.
    /// </summary>
    private static DateTimeZone? OfPlace(string name, DateTimeZone? place, LocalDateTime local)
    {
        if (place is null)
            return null;
        var map = place.MapLocal(local);
        return string.Equals(map.EarlyInterval.Name, name, StringComparison.OrdinalIgnoreCase) ? DateTimeZone.ForOffset(map.EarlyInterval.WallOffset)
            : string.Equals(map.LateInterval.Name, name, StringComparison.OrdinalIgnoreCase) ? DateTimeZone.ForOffset(map.LateInterval.WallOffset)
            : null;
    }

    /// <summary>Which part of a date is above 12, if it is written with numbers and not with the year first.</summary>
    public static DateConvention? Proves(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        int first = Number(ref text, out int firstDigits);
        if (firstDigits is 0 or > 2 || text.IsEmpty || text[0] is not ('/' or '.' or '-'))
            return null;
        char mark = text[0];
        text = text[1..];
        int second = Number(ref text, out int secondDigits);
        if (secondDigits is 0 or > 2 || text.IsEmpty || text[0] != mark)
            return null;
        return (first, second) switch
        {
            ( > 12 and <= 31, >= 1 and <= 12) => DateConvention.DayFirst,
            ( >= 1 and <= 12, > 12 and <= 31) => DateConvention.MonthFirst,
            _ => null,
        };
    }

    /// <summary>True for a date whose order of day and month its text does not tell: 04/05/2024.</summary>
    public static bool NeedsOrder(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        Number(ref text, out int firstDigits);
        if (firstDigits is 0 or > 2 || text.IsEmpty || text[0] is not ('/' or '.' or '-'))
            return false;
        char mark = text[0];
        text = text[1..];
        Number(ref text, out int secondDigits);
        return secondDigits is 1 or 2 && !text.IsEmpty && text[0] == mark;
    }

    /// <summary>False for a time that would have a meaning if only its zone were known.</summary>
    /// <param name="isInstant">It has a meaning as it stands.</param>
    public static bool NamesZone(string text, out bool isInstant, LocalDate? serialEpoch = null)
    {
        var fault = InstantText.TryInstant(Encoding.UTF8.GetBytes(text), new ValueRules { Dates = Proves(text) ?? DateConvention.DayFirst, SerialEpoch = serialEpoch }, out _);
        isInstant = fault is null;
        return !ReferenceEquals(fault, InstantText.NoZone) && !ReferenceEquals(fault, InstantText.DateOnly);
    }

    private static Fault? TryDay(ref ReadOnlySpan<char> text, DateConvention order, out LocalDate day)
    {
        day = default;
        int month = 0;
        if (text.Length > 0 && char.IsLetter(text[0]))
        {
            // Jul 18, 2026 — perhaps behind a weekday, which says nothing.
            var word = Word(ref text);
            month = MonthNames.Find(word);
            if (month == 0 && text.Length > 0 && text[0] == ',')
            {
                text = text[1..].TrimStart();
                if (text.Length > 0 && char.IsLetter(text[0]))
                    month = MonthNames.Find(Word(ref text));
                else
                    return TryDay(ref text, order, out day);
            }

            if (month == 0)
                return InstantText.NotAnInstant;
            text = text.TrimStart(" .");
            int dayOfMonth = Number(ref text, out int digits);
            text = text.TrimStart(" ,");
            int written = Number(ref text, out int yearDigits);
            return digits is 0 or > 2 ? InstantText.NotAnInstant : Day(Year(written, yearDigits), month, dayOfMonth, out day);
        }

        int first = Number(ref text, out int firstDigits);
        if (firstDigits == 0 || text.IsEmpty || (text[0] is not ('-' or '/' or '.' or ' ') && !(text[0] >= 0x80)))
            return WhyNot(text, firstDigits);
        char mark = text[0];
        text = text[1..].TrimStart();
        if (mark == '年')
            return TryCounted(ref text, first, firstDigits, out day);
        if (text.Length > 0 && char.IsLetter(text[0]))
        {
            month = MonthNames.Find(Word(ref text));
            if (month == 0)
                return InstantText.NotAnInstant;
            text = text.TrimStart("-/. ,");
            int last = Number(ref text, out int lastDigits);
            return firstDigits == 4 ? Day(first, month, last, out day) : Day(Year(last, lastDigits), month, first, out day);
        }

        if (mark == ' ')
            return InstantText.NotAnInstant;
        int second = Number(ref text, out int secondDigits);
        // 18/7月/26: the month's name is its number and says so.
        bool isMonth = secondDigits > 0 && text.Length > 0 && text[0] == '月';
        if (isMonth)
            text = text[1..];
        if (secondDigits is 0 or > 2 || text.IsEmpty || text[0] != mark)
            return text.Length > 0 && text[0] == ':' ? InstantText.Damaged : InstantText.NotAnInstant;
        text = text[1..].TrimStart();
        int third = Number(ref text, out int thirdDigits);
        if (firstDigits == 4)
            return thirdDigits is 0 or > 2 ? InstantText.NotAnInstant : Day(first, second, third, out day);
        if (firstDigits > 2 || thirdDigits is not (2 or 4))
            return InstantText.NotAnInstant;
        if (isMonth)
            return Day(Year(third, thirdDigits), second, first, out day);
        if (order is not (DateConvention.DayFirst or DateConvention.MonthFirst))
            return InstantText.DayOrMonthFirst;
        (int d, int m) = order == DateConvention.DayFirst ? (first, second) : (second, first);
        return m is > 12 and <= 31 && d <= 12 ? ContradictsOrder : Day(Year(third, thirdDigits), m, d, out day);
    }

    /// <summary>What follows the year of <c>2026年7月18日</c>.</summary>
    private static Fault? TryCounted(ref ReadOnlySpan<char> text, int year, int yearDigits, out LocalDate day)
    {
        day = default;
        int month = Number(ref text, out int monthDigits);
        if (monthDigits is 0 or > 2 || text.IsEmpty || text[0] != '月')
            return InstantText.NotAnInstant;
        text = text[1..].TrimStart();
        int dayOfMonth = Number(ref text, out int dayDigits);
        if (dayDigits is 0 or > 2 || text.IsEmpty || text[0] != '日')
            return InstantText.NotAnInstant;
        text = text[1..];
        return Day(Year(year, yearDigits), month, dayOfMonth, out day);
    }

    private static Fault WhyNot(ReadOnlySpan<char> rest, int digits) =>
        digits is 1 or 2 && rest.Length is >= 3 and <= 6 && rest[0] == ':' && rest.Contains('.') ? InstantText.Damaged : InstantText.NotAnInstant;

    private static Fault? Day(int year, int month, int dayOfMonth, out LocalDate day)
    {
        day = default;
        if (year < 0)
            return InstantText.NotAnInstant;
        if (month is < 1 or > 12 || dayOfMonth < 1 || year is < 1 or > 9999 || dayOfMonth > DateTime.DaysInMonth(year, month))
            return InstantText.Impossible;
        if (year is < 1990 or > 2100)
            return InstantText.OutOfRange;
        day = new LocalDate(year, month, dayOfMonth);
        return null;
    }

    /// <summary>Seconds of the day from <c>9:10 AM</c>, <c>14:05</c>, <c>14:05:09.123</c>.</summary>
    private static Fault? TryClock(ref ReadOnlySpan<char> text, out int seconds)
    {
        seconds = 0;
        // 午前9:10: here the half of the day comes first.
        bool? isAfternoon = Half(ref text);
        text = text.TrimStart();
        int hour = Number(ref text, out int hourDigits);
        if (hourDigits is 0 or > 2)
            return InstantText.NotAnInstant;
        int minute = 0;
        int second = 0;
        bool hasMinutes = text.Length > 0 && text[0] is ':' or '.';
        if (hasMinutes)
        {
            text = text[1..];
            minute = Number(ref text, out int digits);
            if (digits != 2)
                return InstantText.NotAnInstant;
            if (text.Length > 0 && text[0] == ':')
            {
                text = text[1..];
                second = Number(ref text, out digits);
                if (digits != 2)
                    return InstantText.NotAnInstant;
                if (text.Length > 0 && text[0] is '.' or ',')
                {
                    text = text[1..];
                    Number(ref text, out digits);
                    if (digits is 0 or > 9)
                        return InstantText.NotAnInstant;
                }
            }
        }

        // Narrow and no-break spaces stand before AM and PM in what newer software writes.
        text = text.TrimStart();
        isAfternoon ??= Half(ref text);
        if (isAfternoon is not null)
        {
            if (hour is < 1 or > 12)
                return InstantText.Impossible;
            hour = (hour % 12) + (isAfternoon.Value ? 12 : 0);
        }
        else if (!hasMinutes)
        {
            return InstantText.NotAnInstant;
        }

        bool midnight = hour == 24 && minute == 0 && second == 0;
        if (second == 60)
            second = 59;
        if ((hour > 23 && !midnight) || minute > 59 || second > 59)
            return InstantText.Impossible;
        seconds = (((hour * 60) + minute) * 60) + second;
        return null;
    }

    private static bool? Half(ref ReadOnlySpan<char> text)
    {
        foreach (var (word, afternoon) in ((string, bool)[])[("AM", false), ("PM", true), ("a.m.", false), ("p.m.", true), ("a. m.", false), ("p. m.", true), ("午前", false), ("午後", true)])
        {
            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase) && (text.Length == word.Length || !char.IsLetter(text[word.Length])))
            {
                text = text[word.Length..];
                return afternoon;
            }
        }

        return null;
    }

    private static ReadOnlySpan<char> Word(ref ReadOnlySpan<char> text)
    {
        int length = 0;
        while (length < text.Length && (char.IsLetter(text[length]) || text[length] == '.'))
            length++;
        var word = text[..length];
        text = text[length..];
        return word;
    }

    private static int Number(ref ReadOnlySpan<char> text, out int digits)
    {
        int value = 0;
        digits = 0;
        while (digits < text.Length && digits < 9 && char.IsAsciiDigit(text[digits]))
            value = (value * 10) + text[digits++] - '0';
        text = text[digits..];
        return value;
    }

    /// <summary>Two digits are of this century: nothing we import is older.</summary>
    private static int Year(int written, int digits) => digits switch
    {
        2 => 2000 + written,
        4 => written,
        _ => -1,
    };
}
