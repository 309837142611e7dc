using System.Text;

namespace Insights.Web.Exports.Pdf.Fonts;

/// <summary>A font and its widths in thousandths of the font size, quick enough to measure every cell of a long table.</summary>
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

    /// <summary>A font of this assembly.</summary>
    /// <exception cref="InvalidOperationException">It was not there when the assembly was built.</exception>
    public static FontMetrics Load(string name)
    {
        using var stream = typeof(FontMetrics).Assembly.GetManifestResourceStream(name + ".ttf")
            ?? throw new InvalidOperationException($"The font {name} is not embedded in this build. Build Insights.Web again: its restore step brings the font from npm.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new FontMetrics(new TrueTypeFont(bytes, name));
    }

    public bool Covers(Rune rune) => Font.GlyphOf(rune.Value) != 0;

    public int Advance(Rune rune, bool tabularDigits) => rune.Value < tabular.Length
        ? (tabularDigits ? tabular : proportional)[rune.Value]
        : Scaled(Font.AdvanceOf(GlyphFor(rune, tabularDigits)));

    public ushort GlyphFor(Rune rune, bool tabularDigits)
    {
        var glyph = Font.GlyphOf(rune.Value);
        return tabularDigits ? Font.Tabular(glyph) : glyph;
    }

    public int Scaled(int units) => (int)Math.Round(units * 1000.0 / Font.UnitsPerEm, MidpointRounding.AwayFromZero);
}
