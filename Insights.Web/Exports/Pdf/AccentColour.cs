using Insights.Web.Exports.Pdf.FileFormat;

namespace Insights.Web.Exports.Pdf;

/// <summary>Whether a colour can carry text on white paper.</summary>
internal static class AccentColour
{
    /// <summary>WCAG 2.2, 1.4.3: text smaller than 18 points.</summary>
    public const double LeastContrast = 4.5;

    /// <returns>What is wrong with it, for the person who chose it; null: nothing.</returns>
    public static string? Problem(string hex)
    {
        if (hex.Length != 7 || hex[0] != '#' || !hex.AsSpan(1).ToString().All(char.IsAsciiHexDigit))
            return "The accent is written as six hexadecimal digits, for example #2653c7.";
        var contrast = OnWhite(hex);
        return contrast >= LeastContrast ? null : FormattableString.Invariant($"{hex} has a contrast of {Math.Floor(contrast * 10) / 10:0.0} : 1 against white; text needs {LeastContrast} : 1. Choose a darker one.");
    }

    /// <summary>Contrast ratio against white, from 1 to 21 (WCAG: relative luminance of sRGB).</summary>
    public static double OnWhite(string hex)
    {
        var colour = PdfColour.Of(hex);
        return 1.05 / (0.2126 * Linear(colour.Red) + 0.7152 * Linear(colour.Green) + 0.0722 * Linear(colour.Blue) + 0.05);
    }

    private static double Linear(byte value) => value / 255.0 is var share && share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
}
