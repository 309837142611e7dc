using System.Text;

namespace Insights.Import.Pipeline.Values;

/// <summary>Amounts as text to whole minor units, without a detour over a floating-point number.</summary>
internal static class AmountText
{
    public static Fault NotANumber { get; } = new("amount-not-a-number", "This is not an amount. Write it as digits with a point for decimals, like 1234.50.");
    public static Fault LocalFormat { get; } = new("amount-in-local-format", "The amount uses a decimal comma or separates thousands. Write it with a point and nothing else, like 1234.50, or say in the source's settings how it writes amounts (amounts: decimal-comma or decimal-point).");
    public static Fault TooManyDecimals { get; } = new("amount-too-precise", "The amount has more decimals than its currency. Check the currency, or round the amount at the source.");
    public static Fault TooLarge { get; } = new("amount-too-large", "The amount is larger than any payment can be. Check the column and its decimals.");
    public static Fault Negative { get; } = new("amount-negative", "The amount is negative. Amounts are positive in this format; the kind of the row says the direction.");
    public static Fault Scientific { get; } = new("damaged-by-spreadsheet", "A spreadsheet rewrote this number in scientific notation, so its digits are lost. Export again and import without opening the file in a spreadsheet.");

    public static Fault NotMinor { get; } = new("amount-not-minor", "In this format amounts are whole minor units (5200 for 52.00), and this one has decimals. Check the format or the source's settings.");
    public static Fault AgainstConvention { get; } = new("amount-against-convention", "The points and commas of this amount do not fit the decimal mark the source's settings say. Correct the settings (amounts), or the amount.");

    private static readonly System.Buffers.SearchValues<byte> LocalAmount = System.Buffers.SearchValues.Create("0123456789,. '-+()"u8);

    // More than any payment; small enough that sums over a year of them still fit a long.
    private const long Limit = 1_000_000_000_000_000;

    /// <summary>Decimal text in major units, such as 1234.5, with the currency's decimals.</summary>
    public static Fault? TryMajor(ReadOnlySpan<byte> text, int decimals, out long minor)
    {
        var fault = TryPlain(text, decimals, out minor);
        return (ReferenceEquals(fault, LocalFormat) || ReferenceEquals(fault, NotANumber)) && HasOneMeaning(text) && TryLocalised(text, '.', decimals, out minor) is null ? null : fault;
    }

    /// <summary>Digits, a point, a sign before them, and nothing else.</summary>
    private static Fault? TryPlain(ReadOnlySpan<byte> text, int decimals, out long minor)
    {
        minor = 0;
        bool negative = false;
        int at = 0;
        if (text.Length > 0 && text[0] is (byte)'-' or (byte)'+')
        {
            negative = text[0] == '-';
            at = 1;
        }

        if (at == text.Length || text.Length > 24)
            return NotANumber;
        long value = 0;
        int fraction = -1;
        unchecked
        {
            for (; at < text.Length; at++)
            {
                uint digit = (uint)text[at] - '0';
                if (digit <= 9)
                {
                    if (fraction >= 0 && ++fraction > decimals)
                    {
                        if (digit != 0)
                            return AllDigits(text[at..]) ? TooManyDecimals : WhyNot(text);
                        continue;
                    }

                    value = (value * 10) + digit;
                    if (value > Limit)
                        return AllDigits(text[at..]) ? TooLarge : WhyNot(text);
                }
                else if (text[at] == '.' && fraction < 0)
                {
                    fraction = 0;
                }
                else
                {
                    return WhyNot(text);
                }
            }

            for (int i = Math.Max(fraction, 0); i < decimals; i++)
                value *= 10;
        }

        if (value > Limit)
            return TooLarge;
        if (fraction == 0 && text.Length == 1)
            return NotANumber;
        minor = negative ? -value : value;
        return null;
    }

    /// <summary>
    /// What has only one meaning where points are decimals, however it is dressed: thousands set apart before a point (1,234.50), more than one such
    /// group (1,234,567), a currency sign ($12.00). A lone comma or a comma behind a point has two and is a fault.
    /// </summary>
    private static bool HasOneMeaning(ReadOnlySpan<byte> text)
    {
        int comma = text.IndexOf((byte)',');
        int point = text.LastIndexOf((byte)'.');
        return comma < 0 ? point >= 0 : point > text.LastIndexOf((byte)',') || (point < 0 && text[(comma + 1)..].Contains((byte)','));
    }

    /// <summary>Whole minor units, such as 5200 for 52.00.</summary>
    public static Fault? TryMinor(ReadOnlySpan<byte> text, out long minor)
    {
        var fault = TryMajor(text, 0, out minor);
        return ReferenceEquals(fault, TooManyDecimals) || (fault is null && text.Contains((byte)'.')) ? NotMinor : fault;
    }

    /// <summary>
    /// Major units as people write them: thousands separated, a currency sign before or behind, a minus on either side or brackets. The mark
    /// of decimals is the profile's; a text that contradicts it (1.5 where points separate thousands) is a fault and is never read the other way.
    /// </summary>
    public static Fault? TryLocalised(ReadOnlySpan<byte> utf8, char mark, int decimals, out long minor)
    {
        minor = 0;
        if (utf8.Length > 48)
            return NotANumber;
        Span<char> chars = stackalloc char[48];
        var text = chars[..Encoding.UTF8.GetChars(utf8, chars)].Trim();
        bool negative = false;
        if (text.Length > 2 && text[0] == '(' && text[^1] == ')')
        {
            negative = true;
            text = text[1..^1].Trim();
        }

        // R$, US$, CA$: letters that belong to the sign behind them.
        int letters = 0;
        while (letters < text.Length && letters < 4 && char.IsAsciiLetterUpper(text[letters]))
            letters++;
        if (letters is > 0 and < 4 && letters < text.Length && IsCurrencySign(text[letters]))
            text = text[letters..];

        // Sign and currency sign stand in any order on either side: -$0.95, $-0.95, 0,95- €.
        for (int i = 0; i < 4; i++)
        {
            if (text.IsEmpty)
                break;
            bool before = IsMinus(text[0]) || text[0] == '+' || IsCurrencySign(text[0]);
            if (!before && !IsMinus(text[^1]) && !IsCurrencySign(text[^1]))
                break;
            bool isMinus = IsMinus(before ? text[0] : text[^1]);
            // Brackets are a minus already; both together could mean either.
            if (isMinus && negative)
                return NotANumber;
            negative |= isMinus;
            text = before ? text[1..].TrimStart() : text[..^1].TrimEnd();
        }

        Span<byte> plain = stackalloc byte[48];
        int length = 0;
        int group = -1;
        char separator = '\0';
        bool inFraction = false;
        foreach (char c in text)
        {
            if (char.IsAsciiDigit(c))
            {
                plain[length++] = (byte)c;
                if (group >= 0 && !inFraction)
                    group++;
            }
            else if (c == mark && !inFraction)
            {
                if (group is >= 0 and not 3)
                    return AgainstConvention;
                inFraction = true;
                plain[length++] = (byte)'.';
            }
            else if (IsThousands(c, mark) && !inFraction && length > 0 && (separator == '\0' ? length <= 3 : c == separator && group is 2 or 3))
            {
                // Groups of two are how lakhs are written; the last group always has three.
                separator = c;
                group = 0;
            }
            else
            {
                return c is '.' or ',' ? AgainstConvention : SpreadsheetDamage.IsScientific(utf8) ? Scientific : NotANumber;
            }
        }

        if (!inFraction && group is >= 0 and not 3)
            return AgainstConvention;
        var fault = TryPlain(plain[..length], decimals, out minor);
        if (negative)
            minor = -minor;
        return fault;
    }

    private static bool IsMinus(char c) => c is '-' or '\u2212' or '\u2013';

    private static bool IsCurrencySign(char c) => char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.CurrencySymbol;

    private static bool IsThousands(char c, char mark) => (c is '.' or ',' && c != mark) || c is '\'' or '\u2019' || char.IsWhiteSpace(c);

    private static bool AllDigits(ReadOnlySpan<byte> rest) => rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;

    private static Fault WhyNot(ReadOnlySpan<byte> text)
    {
        if (SpreadsheetDamage.IsScientific(text))
            return Scientific;
        // With a currency sign beside it, too, it is an amount as people of a country write it.
        foreach (char c in Encoding.UTF8.GetString(text))
        {
            if (!(c < 0x80 && LocalAmount.Contains((byte)c)) && !IsCurrencySign(c) && !char.IsWhiteSpace(c) && !IsMinus(c))
                return NotANumber;
        }

        return text.IndexOfAnyInRange((byte)'0', (byte)'9') >= 0 ? LocalFormat : NotANumber;
    }
}

internal static class SpreadsheetDamage
{
    public static Fault Id { get; } = new("damaged-by-spreadsheet", "A spreadsheet rewrote this id in scientific notation, so its digits are lost and other rows may look the same. Export again and import without opening the file in a spreadsheet.");

    /// <summary><c>1.23E+15</c>, also with a decimal comma.</summary>
    public static bool IsScientific(ReadOnlySpan<byte> text)
    {
        if (text.Length > 24)
            return false;
        int e = text.IndexOfAny((byte)'E', (byte)'e');
        if (e < 1 || e + 2 > text.Length)
            return false;
        var mantissa = text[..e];
        var exponent = text[(e + 1)..];
        if (exponent[0] != '+')
            return false;
        exponent = exponent[1..];
        if (exponent.IsEmpty || exponent.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0)
            return false;
        if (mantissa[0] == '-')
            mantissa = mantissa[1..];
        int point = mantissa.IndexOfAny((byte)'.', (byte)',');
        return point < 0
            ? mantissa.Length == 1 && char.IsAsciiDigit((char)mantissa[0])
            : point == 1 && char.IsAsciiDigit((char)mantissa[0]) && mantissa.Length > 2 && mantissa[2..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
    }
}
