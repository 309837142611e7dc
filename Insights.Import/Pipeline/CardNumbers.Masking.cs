namespace Insights.Import.Pipeline;

/// <content>What is put in the place of digits that must go.</content>
internal static partial class CardNumbers
{
    private static void Mask(ReadOnlySpan<char> text, int at, int length, int digits, Span<byte> cell, ReadOnlySpan<int> offsets)
    {
        int keptInFront = digits >= 14 ? 6 : 0;
        int seen = 0;
        for (int i = at; i < at + length; i++)
        {
            if (!char.IsAsciiDigit(text[i]))
                continue;
            if (seen >= keptInFront && seen < digits - 4)
                Star(cell, offsets, i);
            seen++;
        }
    }

    private static void Star(Span<byte> cell, ReadOnlySpan<int> offsets, int character)
    {
        // A full-width digit takes three bytes; its star must take three as well.
        var bytes = cell[offsets[character]..offsets[character + 1]];
        if (bytes.Length == 3)
            "\uFF0A"u8.CopyTo(bytes);
        else
            bytes.Fill((byte)'*');
    }

    /// <summary><c>cvv: 123</c> in any case, with <c>:</c> or <c>=</c>.</summary>
    private static int MaskVerificationCodes(ReadOnlySpan<char> text, Span<byte> cell, ReadOnlySpan<int> offsets)
    {
        int found = 0;
        int at = 0;
        while (true)
        {
            int next = text[at..].IndexOf("cvv", StringComparison.OrdinalIgnoreCase);
            if (next < 0)
                return found;
            at += next + 3;
            int i = at;
            if (i < text.Length && text[i] == '2')
                i++;
            while (i < text.Length && text[i] == ' ')
                i++;
            if (i >= text.Length || text[i] is not (':' or '='))
                continue;
            i++;
            while (i < text.Length && char.IsWhiteSpace(text[i]))
                i++;
            int run = DigitsFrom(text, i);
            if (run is not (3 or 4))
                continue;
            for (int digit = i; digit < i + run; digit++)
                Star(cell, offsets, digit);
            found++;
        }
    }
}
