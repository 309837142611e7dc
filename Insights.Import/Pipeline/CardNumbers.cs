namespace Insights.Import.Pipeline;

/// <summary>
/// Finds full card numbers, verification codes and track data in text, and truncates them in place: digits that must go become <c>*</c>,
/// so that the text keeps its length. What stays is the first six and last four (last four alone below 14 digits), as PCI DSS allows.
/// </summary>
internal static partial class CardNumbers
{
    private const int MinDigits = 13;
    private const int MaxDigits = 19;

    // Printed groups, each with its number of digits.
    private static readonly int[][] Groupings = [[4, 4, 4, 4, 3], [4, 4, 4, 4], [4, 6, 5], [4, 6, 4]];

    /// <summary>Truncates what is found in UTF-8 text and returns how many there were.</summary>
    /// <param name="cell">Changed in place; keeps its length in bytes.</param>
    /// <param name="isCardColumn">The column is named card, pan or account: length and prefix are proof enough there.</param>
    public static int Truncate(Span<byte> cell, bool isCardColumn)
    {
        if (cell.Length < 7 || cell.Length > int.MaxValue / 2)
            return 0;
        // One entry per character: the byte it starts at. Full-width digits and unusual spaces are read as their plain forms.
        int count = 0;
        char[]? rentedChars = null;
        int[]? rentedOffsets = null;
        Span<char> text = cell.Length <= 512 ? stackalloc char[cell.Length] : (rentedChars = System.Buffers.ArrayPool<char>.Shared.Rent(cell.Length));
        Span<int> offsets = cell.Length <= 512 ? stackalloc int[cell.Length + 1] : (rentedOffsets = System.Buffers.ArrayPool<int>.Shared.Rent(cell.Length + 1));
        for (int i = 0; i < cell.Length;)
        {
            offsets[count] = i;
            if (cell[i] < 0x80)
            {
                text[count++] = (char)cell[i++];
                continue;
            }

            System.Text.Rune.DecodeFromUtf8(cell[i..], out var rune, out int length);
            text[count++] = Plain(rune.Value);
            i += length;
        }

        offsets[count] = cell.Length;
        int found = Find(text[..count], isCardColumn, cell, offsets);
        if (rentedChars is not null)
            System.Buffers.ArrayPool<char>.Shared.Return(rentedChars, clearArray: true);
        if (rentedOffsets is not null)
            System.Buffers.ArrayPool<int>.Shared.Return(rentedOffsets);
        return found;
    }

    /// <summary>The same for text that is already a string: file names, messages, JSON values.</summary>
    public static string Truncate(string text, bool isCardColumn, ref int found)
    {
        byte[] utf8 = System.Text.Encoding.UTF8.GetBytes(text);
        if (!isCardColumn && !MayContain(utf8))
            return text;
        int here = Truncate(utf8, isCardColumn);
        if (here == 0)
            return text;
        found += here;
        return System.Text.Encoding.UTF8.GetString(utf8);
    }

    /// <summary>Card, PAN and account columns, in whatever spelling.</summary>
    public static bool IsCardColumn(string header)
    {
        foreach (string word in header.Split([' ', '_', '-', '.', '(', ')', '/'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.Equals("card", StringComparison.OrdinalIgnoreCase) || word.Equals("pan", StringComparison.OrdinalIgnoreCase)
                || word.Equals("account", StringComparison.OrdinalIgnoreCase) || word.Equals("cardnumber", StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static int Find(ReadOnlySpan<char> text, bool isCardColumn, Span<byte> cell, ReadOnlySpan<int> offsets)
    {
        int found = 0;
        for (int at = 0; at < text.Length;)
        {
            if (!char.IsAsciiDigit(text[at]))
            {
                at++;
                continue;
            }

            int run = DigitsFrom(text, at);
            bool free = at == 0 || !char.IsAsciiDigit(text[at - 1]);
            if (free && run is >= MinDigits and <= MaxDigits && (IsTrackData(text, at, run) || IsCard(text, at, run, isCardColumn)))
            {
                Mask(text, at, run, run, cell, offsets);
                found++;
                at += run;
                continue;
            }

            int grouped = free && run == 4 ? GroupedCard(text, at, isCardColumn, out int digits) : (digits = 0);
            if (grouped > 0)
            {
                // On with the next group, not behind this number: of two numbers in a row, a false one across both must not hide the second.
                Mask(text, at, grouped, digits, cell, offsets);
                found++;
            }

            at += run;
        }

        return found + MaskVerificationCodes(text, cell, offsets);
    }

    private static int DigitsFrom(ReadOnlySpan<char> text, int at)
    {
        int end = at;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        return end - at;
    }

    /// <summary><c>%B…^</c> or <c>;…=</c>: a magnetic stripe, whose number needs no check digit to be believed.</summary>
    private static bool IsTrackData(ReadOnlySpan<char> text, int at, int run)
    {
        if (at + run >= text.Length)
            return false;
        return (text[at + run] == '^' && at >= 2 && text[at - 2] == '%' && text[at - 1] is 'B' or 'b')
            || (text[at + run] == '=' && at >= 1 && text[at - 1] == ';');
    }

    private static bool IsCard(ReadOnlySpan<char> text, int at, int run, bool isCardColumn)
    {
        Span<char> digits = stackalloc char[MaxDigits];
        text.Slice(at, run).CopyTo(digits);
        return CardBrands.Matches(digits[..run]) && (isCardColumn || LuhnHolds(digits[..run]));
    }

    /// <summary>Length in characters of a number printed in groups with one kind of separator, or 0.</summary>
    private static int GroupedCard(ReadOnlySpan<char> text, int at, bool isCardColumn, out int digitCount)
    {
        Span<char> digits = stackalloc char[MaxDigits];
        foreach (int[] grouping in Groupings)
        {
            int position = at;
            int count = 0;
            char separator = '\0';
            bool fits = true;
            for (int group = 0; group < grouping.Length && fits; group++)
            {
                if (group > 0)
                {
                    char c = position < text.Length ? text[position] : '\0';
                    fits = c is ' ' or '-' or '.' && (separator == '\0' || c == separator);
                    separator = c;
                    position++;
                }

                fits = fits && DigitsFrom(text, Math.Min(position, text.Length)) == grouping[group];
                if (!fits)
                    break;
                text.Slice(position, grouping[group]).CopyTo(digits[count..]);
                count += grouping[group];
                position += grouping[group];
            }

            if (fits && CardBrands.Matches(digits[..count]) && (isCardColumn || LuhnHolds(digits[..count])))
            {
                digitCount = count;
                return position - at;
            }
        }

        digitCount = 0;
        return 0;
    }

    private static bool LuhnHolds(ReadOnlySpan<char> digits)
    {
        int sum = 0;
        for (int i = 0; i < digits.Length; i++)
        {
            int digit = digits[^(i + 1)] - '0';
            if ((i & 1) == 1)
            {
                digit *= 2;
                if (digit > 9)
                    digit -= 9;
            }

            sum += digit;
        }

        return sum % 10 == 0;
    }

    private static char Plain(int codePoint) => codePoint switch
    {
        >= 0xFF10 and <= 0xFF19 => (char)('0' + (codePoint - 0xFF10)),
        0x00A0 or 0x2007 or 0x2009 or 0x202F or 0x3000 => ' ',
        0x2010 or 0x2011 or 0x2012 or 0x2013 or 0xFF0D => '-',
        0xFF0E => '.',
        _ => '\uFFFD',
    };
}
