using System.Text;

namespace Insights.Web.Exports.Pdf.Fonts;

/// <summary>One weight of the document's typeface, and behind it the fonts of the scripts it lacks. Each of those is read when the first text of its script is met.</summary>
internal sealed class FontStack(FontMetrics main, IReadOnlyList<ScriptFont> behind)
{
    /// <summary>Below this the main font is asked without looking: it has Latin whole, and nearly all text is that.</summary>
    private const int FirstToLookUp = 0x250;

    public FontMetrics Main => main;

    /// <summary>Width at the given size, in points.</summary>
    public double Width(ReadOnlySpan<char> text, double size, bool tabularDigits = true)
    {
        var sum = 0;
        foreach (var rune in text.EnumerateRunes())
            sum += For(rune).Advance(rune, tabularDigits);
        return sum * size / 1000;
    }

    /// <summary>The font that has a shape for the character; the main one, and its box, when none has.</summary>
    public FontMetrics For(Rune rune)
    {
        if (rune.Value < FirstToLookUp || main.Covers(rune))
            return main;
        foreach (var font in behind)
        {
            if (font.MayHave(rune) && font.Metrics.Covers(rune))
                return font.Metrics;
        }

        return main;
    }
}
