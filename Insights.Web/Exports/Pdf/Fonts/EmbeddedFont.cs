using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Insights.Web.Exports.Pdf.FileFormat;

namespace Insights.Web.Exports.Pdf.Fonts;

/// <summary>
/// One face of the document: gives characters their codes while pages are written, and the subset, widths and way back to Unicode at the end.
/// Every code stands for one character, so copied text is the text that went in, also where the font has no shape for it.
/// </summary>
internal sealed class EmbeddedFont(FontMetrics metrics, string resourceName)
{
    private readonly Dictionary<(ushort Glyph, int Character), ushort> codes = [];
    private readonly ushort[] quickProportional = new ushort[0x250];
    private readonly ushort[] quickTabular = new ushort[0x250];
    private readonly List<ushort> glyphs = [0];
    private readonly List<int> characters = [0xFFFD];

    public string ResourceName => resourceName;
    public FontMetrics Metrics => metrics;

    /// <summary>Characters drawn as the font's "missing" box.</summary>
    public SortedSet<int> Uncovered { get; } = [];

    public bool Used => glyphs.Count > 1;

    public void Encode(ReadOnlySpan<char> text, bool tabularDigits, ByteText into)
    {
        var quick = tabularDigits ? quickTabular : quickProportional;
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value < quick.Length)
            {
                if (quick[rune.Value] == 0)
                    quick[rune.Value] = Code(rune, tabularDigits);
                into.AddCode(quick[rune.Value]);
            }
            else
                into.AddCode(Code(rune, tabularDigits));
        }
    }

    public PdfRef Write(PdfFile file)
    {
        var font = metrics.Font;
        var subset = FontSubset.Build(font, glyphs);
        var name = Tag(subset) + "+" + font.Name;
        var data = file.AddStream(FormattableString.Invariant($"/Length1 {subset.Length}"), subset);
        int S(int units) => metrics.Scaled(units);
        // 80 at regular and 120 at semi-bold weight: viewers use it only when they have to replace the font.
        var stem = font.Weight / 5;
        var descriptor = file.Add(FormattableString.Invariant($"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[{S(font.Box.Left)} {S(font.Box.Bottom)} {S(font.Box.Right)} {S(font.Box.Top)}]/ItalicAngle 0/Ascent {S(font.Ascender)}/Descent {S(font.Descender)}/CapHeight {S(font.CapHeight)}/StemV {stem}/FontFile2 {data}>>"));
        var widths = string.Join(' ', glyphs.Select(glyph => S(font.AdvanceOf(glyph))));
        var descendant = file.Add($"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor {descriptor}/DW 600/W[0[{widths}]]/CIDToGIDMap/Identity>>");
        var toUnicode = file.AddStream("", ToUnicode());
        return file.Add($"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{descendant}]/ToUnicode {toUnicode}>>");
    }

    private ushort Code(Rune rune, bool tabularDigits)
    {
        var glyph = metrics.GlyphFor(rune, tabularDigits);
        if (glyph == 0)
            Uncovered.Add(rune.Value);
        if (codes.TryGetValue((glyph, rune.Value), out var code))
            return code;
        code = checked((ushort)glyphs.Count);
        glyphs.Add(glyph);
        characters.Add(rune.Value);
        return codes[(glyph, rune.Value)] = code;
    }

    /// <summary>What is copied for a shape: the forms of Arabic letters are for drawing, the letter itself is the text.</summary>
    private static string Copied(int character)
    {
        var text = char.ConvertFromUtf32(character);
        return character is >= 0xFB50 and <= 0xFEFC ? text.Normalize(NormalizationForm.FormKC) : text;
    }

    /// <summary>Six letters that differ between different subsets of one font, as the format asks; from the content, so they repeat.</summary>
    private static string Tag(byte[] subset) => string.Concat(SHA256.HashData(subset).Take(6).Select(b => (char)('A' + b % 26)));

    private byte[] ToUnicode()
    {
        var map = new StringBuilder("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        // The format allows at most 100 entries in a block.
        for (var start = 1; start < characters.Count; start += 100)
        {
            var count = Math.Min(100, characters.Count - start);
            map.Append(CultureInfo.InvariantCulture, $"{count} beginbfchar\n");
            for (var i = start; i < start + count; i++)
            {
                map.Append(CultureInfo.InvariantCulture, $"<{i:X4}> <");
                foreach (var unit in Copied(characters[i]))
                    map.Append(CultureInfo.InvariantCulture, $"{(int)unit:X4}");
                map.Append(">\n");
            }

            map.Append("endbfchar\n");
        }

        return Encoding.ASCII.GetBytes(map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString());
    }
}
