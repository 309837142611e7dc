namespace Insights.Import.Pipeline.Values;

/// <summary>Amounts as text to whole minor units, without a detour over a floating-point number.</summary>
internal static class AmountText
{
    public static Fault NotANumber { get; } = new("amount-not-a-number", "This is not an amount. Write it as digits with a point for decimals, like 1234.50.");
    public static Fault LocalFormat { get; } = new("amount-in-local-format", "The amount uses a decimal comma or separates thousands. Write it with a point and nothing else, like 1234.50.");
    public static Fault TooManyDecimals { get; } = new("amount-too-precise", "The amount has more decimals than its currency. Check the currency, or round the amount at the source.");
    public static Fault TooLarge { get; } = new("amount-too-large", "The amount is larger than any payment can be. Check the column and its decimals.");
    public static Fault Negative { get; } = new("amount-negative", "The amount is negative. Amounts are positive in this format; the kind of the row says the direction.");
    public static Fault Scientific { get; } = new("damaged-by-spreadsheet", "A spreadsheet rewrote this number in scientific notation, so its digits are lost. Export again and import without opening the file in a spreadsheet.");

    private static readonly System.Buffers.SearchValues<byte> LocalAmount = System.Buffers.SearchValues.Create("0123456789,. '-+"u8);

    // More than any payment; small enough that sums over a year of them still fit a long.
    private const long Limit = 1_000_000_000_000_000;

    /// <summary>Decimal text in major units, such as 1234.5, with the currency's decimals.</summary>
    public static Fault? TryMajor(ReadOnlySpan<byte> text, int decimals, out long minor)
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

    private static bool AllDigits(ReadOnlySpan<byte> rest) => rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;

    private static Fault WhyNot(ReadOnlySpan<byte> text)
    {
        if (SpreadsheetDamage.IsScientific(text))
            return Scientific;
        return text.IndexOfAnyExcept(LocalAmount) < 0 && text.IndexOfAnyInRange((byte)'0', (byte)'9') >= 0 ? LocalFormat : NotANumber;
    }
}

internal static class SpreadsheetDamage
{
    public static Fault Id { get; } = new("damaged-by-spreadsheet", "A spreadsheet rewrote this id in scientific notation, so its digits are lost and other rows may look the same. Export again and import without opening the file in a spreadsheet.");

    /// <summary><c>1.23E+15</c>, also with a decimal comma.</summary>
    public static bool IsScientific(ReadOnlySpan<byte> text)
    {
        int e = text.IndexOfAny((byte)'E', (byte)'e');
        if (e < 1 || e + 2 > text.Length || text.Length > 24)
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
