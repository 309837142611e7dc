using System.Globalization;
using System.Text;
using Insights.Web.Exports.Pdf.Fonts;

namespace Insights.Web.Exports.Pdf.Layout;

/// <summary>
/// Text as it is measured and drawn: composed letters, joined where the script joins them, no control characters, no invisible direction marks (they could make a number read
/// backwards on screen and forwards when copied).
/// </summary>
internal static class PrintableText
{
    public static string Of(string text)
    {
        foreach (var c in text)
        {
            if (c is < ' ' or > '~')
                return Cleaned(text);
        }

        return text;
    }

    private static string Cleaned(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                result.Append(' ');
            else if (!Invisible(rune.Value))
                result.Append(rune.ToString());
        }

        var cleaned = result.ToString();
        if (!cleaned.IsNormalized())
            cleaned = cleaned.Normalize();
        return cleaned.AsSpan().IndexOfAnyInRange('\u0621', '\u06FF') < 0 ? cleaned : ArabicForms.Joined(cleaned);
    }

    private static bool Invisible(int character) => character is 0x00AD or 0x034F or 0x061C or (>= 0x200B and <= 0x200F) or (>= 0x202A and <= 0x202E)
        or (>= 0x2060 and <= 0x206F) or (>= 0xFE00 and <= 0xFE0F) or 0xFEFF or (>= 0xE0000 and <= 0xE0FFF);
}
