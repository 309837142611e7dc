using System.Text;

namespace Insights.Web.Exports.Pdf.Fonts;

/// <summary>The document typeface, brought by npm at build and embedded in this assembly (see Fonts.targets). Parsed once.</summary>
internal static class InterFonts
{
    private static readonly Lazy<FontMetrics> LazyRegular = new(() => Load("Inter-Regular"));
    private static readonly Lazy<FontMetrics> LazySemiBold = new(() => Load("Inter-SemiBold"));

    public static FontMetrics Regular => LazyRegular.Value;
    public static FontMetrics SemiBold => LazySemiBold.Value;

    private static FontMetrics Load(string name)
    {
        using var stream = typeof(InterFonts).Assembly.GetManifestResourceStream(name + ".ttf")
            ?? throw new InvalidOperationException($"The font {name} is not embedded in this build. Build Insights.Web again: its restore step brings the font from npm.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new FontMetrics(new TrueTypeFont(bytes, name));
    }
}

/// <summary>Widths of text, in thousandths of the font size, quick enough to measure every cell of a long table.</summary>
internal sealed class FontMetrics
{
    private readonly ushort[] proportional = new ushort[0x250];
    private readonly ushort[] tabular = new ushort[0x250];

    public FontMetrics(TrueTypeFont font)
    {
        Font = font;
        for (var c = 0; c < proportional.Length; c++)
        {
            proportional[c] = (ushort)Scaled(font.AdvanceOf(font.GlyphOf(c)));
            tabular[c] = (ushort)Scaled(font.AdvanceOf(font.Tabular(font.GlyphOf(c))));
        }
    }

    public TrueTypeFont Font { get; }

    /// <summary>Width at the given size, in points.</summary>
    public double Width(ReadOnlySpan<char> text, double size, bool tabularDigits = true)
    {
        var sum = 0;
        var quick = tabularDigits ? tabular : proportional;
        foreach (var rune in text.EnumerateRunes())
            sum += rune.Value < quick.Length ? quick[rune.Value] : Scaled(Font.AdvanceOf(GlyphFor(rune, tabularDigits)));
        return sum * size / 1000;
    }

    public ushort GlyphFor(Rune rune, bool tabularDigits)
    {
        var glyph = Font.GlyphOf(rune.Value);
        return tabularDigits ? Font.Tabular(glyph) : glyph;
    }

    public int Scaled(int units) => (int)Math.Round(units * 1000.0 / Font.UnitsPerEm, MidpointRounding.AwayFromZero);
}
