using Insights.Web.Exports.Pdf.Fonts;

namespace Insights.Web.Exports.Charts;

/// <summary>Text in a chart: measured with the real font, wrapped at words, shortened only where the full text is said elsewhere (tip, table, alt text).</summary>
internal static class ChartText
{
    private const string Ellipsis = "…";

    public static double Width(string text, double size, bool bold = false) =>
        (bold ? DocumentFonts.SemiBold : DocumentFonts.Regular).Width(text, size);

    public static string Shortened(string text, double size, double room, bool bold = false)
    {
        if (Width(text, size, bold) <= room)
            return text;
        var length = text.Length;
        while (length > 0 && (char.IsHighSurrogate(text[length - 1]) || Width(text[..length].TrimEnd() + Ellipsis, size, bold) > room))
            length--;
        return length == 0 ? Ellipsis : text[..length].TrimEnd() + Ellipsis;
    }

    /// <summary>At most <paramref name="lines"/> lines; the last one is shortened when the text is longer than that.</summary>
    public static IReadOnlyList<string> Wrapped(string text, double size, double room, int lines)
    {
        var result = new List<string>();
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var current = "";
        for (var i = 0; i < words.Length; i++)
        {
            var longer = current.Length == 0 ? words[i] : current + " " + words[i];
            if (current.Length == 0 || Width(longer, size) <= room)
            {
                current = longer;
                continue;
            }

            if (result.Count == lines - 1)
            {
                current += " " + string.Join(' ', words[i..]);
                break;
            }

            result.Add(Shortened(current, size, room));
            current = words[i];
        }

        result.Add(Shortened(current, size, room));
        return result;
    }
}
