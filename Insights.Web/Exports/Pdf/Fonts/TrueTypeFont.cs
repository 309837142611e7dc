using System.Buffers.Binary;
using System.Text;

namespace Insights.Web.Exports.Pdf.Fonts;

/// <summary>
/// A TrueType font as far as a document needs it: which glyph shows a character, how wide it is, and its outline.
/// All lengths are in the font's own units, <see cref="UnitsPerEm"/> to the em.
/// </summary>
internal sealed class TrueTypeFont
{
    private readonly byte[] data;
    private readonly Dictionary<string, (int Offset, int Length)> tables = [];
    private readonly ushort[] glyphOfBmp = new ushort[0x10000];
    private readonly Dictionary<int, ushort> glyphOfAstral = [];
    private readonly Dictionary<ushort, ushort> tabular;
    private readonly int measuredGlyphs;
    private readonly bool longLocations;

    public TrueTypeFont(byte[] data, string name)
    {
        this.data = data;
        Name = name;
        if (data.Length < 12 || U32(0) is not (0x00010000 or 0x74727565))
            throw new InvalidDataException($"{name}: not a TrueType font with outlines (the file starts with other bytes).");
        for (var i = 0; i < U16(4); i++)
        {
            var entry = 12 + 16 * i;
            tables[Encoding.ASCII.GetString(data, entry, 4)] = ((int)U32(entry + 8), (int)U32(entry + 12));
        }

        var head = Table("head");
        UnitsPerEm = U16(head + 18);
        Box = (I16(head + 36), I16(head + 38), I16(head + 40), I16(head + 42));
        longLocations = I16(head + 50) == 1;
        var hhea = Table("hhea");
        Ascender = I16(hhea + 4);
        Descender = I16(hhea + 6);
        measuredGlyphs = U16(hhea + 34);
        GlyphCount = U16(Table("maxp") + 4);
        var os2 = Table("OS/2");
        Weight = U16(os2 + 4);
        CapHeight = U16(os2) >= 2 ? I16(os2 + 88) : Ascender;
        ReadCharacterMap();
        tabular = GlyphSubstitutions.Single(data, tables.TryGetValue("GSUB", out var gsub) ? gsub.Offset : null, "tnum");
    }

    public string Name { get; }
    public int UnitsPerEm { get; }
    public int GlyphCount { get; }
    public int Ascender { get; }
    public int Descender { get; }
    public int CapHeight { get; }
    public int Weight { get; }
    public (int Left, int Bottom, int Right, int Top) Box { get; }

    /// <summary>0, the "missing" glyph, when the font has no shape for the code point.</summary>
    public ushort GlyphOf(int codePoint) =>
        codePoint < glyphOfBmp.Length ? glyphOfBmp[codePoint] : glyphOfAstral.GetValueOrDefault(codePoint);

    /// <summary>The variant of the same width as all other digits; the glyph itself when there is none.</summary>
    public ushort Tabular(ushort glyph) => tabular.GetValueOrDefault(glyph, glyph);

    public int AdvanceOf(int glyph) => U16(Table("hmtx") + 4 * Math.Min(glyph, measuredGlyphs - 1));

    public int LeftBearingOf(int glyph) => glyph < measuredGlyphs
        ? I16(Table("hmtx") + 4 * glyph + 2)
        : I16(Table("hmtx") + 4 * measuredGlyphs + 2 * (glyph - measuredGlyphs));

    /// <summary>The outline as stored; empty for a glyph without ink.</summary>
    public ReadOnlySpan<byte> Outline(int glyph)
    {
        var loca = Table("loca");
        var (start, end) = longLocations
            ? ((int)U32(loca + 4 * glyph), (int)U32(loca + 4 * glyph + 4))
            : (2 * U16(loca + 2 * glyph), 2 * U16(loca + 2 * glyph + 2));
        return data.AsSpan(Table("glyf") + start, end - start);
    }

    /// <summary>The bytes of a table that a subset carries over; empty when the font has none.</summary>
    public ReadOnlySpan<byte> TableBytes(string tag) =>
        tables.TryGetValue(tag, out var table) ? data.AsSpan(table.Offset, table.Length) : default;

    private int Table(string tag) => tables.TryGetValue(tag, out var table)
        ? table.Offset
        : throw new InvalidDataException($"{Name}: the font has no table “{tag}”.");

    private void ReadCharacterMap()
    {
        var cmap = Table("cmap");
        int? bmp = null, full = null;
        for (var i = 0; i < U16(cmap + 2); i++)
        {
            var map = cmap + (int)U32(cmap + 4 + 8 * i + 4);
            switch (U16(map))
            {
                case 4: bmp = map; break;
                case 12: full = map; break;
            }
        }

        if (full is { } groups)
            ReadGroups(groups);
        else if (bmp is { } segments)
            ReadSegments(segments);
        else
            throw new InvalidDataException($"{Name}: the font maps no Unicode characters.");
    }

    private void ReadGroups(int map)
    {
        for (var i = 0; i < (int)U32(map + 12); i++)
        {
            var group = map + 16 + 12 * i;
            var (first, last, glyph) = ((int)U32(group), (int)U32(group + 4), (int)U32(group + 8));
            for (var c = first; c <= last; c++)
            {
                if (c < glyphOfBmp.Length)
                    glyphOfBmp[c] = (ushort)(glyph + c - first);
                else
                    glyphOfAstral[c] = (ushort)(glyph + c - first);
            }
        }
    }

    private void ReadSegments(int map)
    {
        var count = U16(map + 6) / 2;
        var (ends, starts) = (map + 14, map + 16 + 2 * count);
        var (deltas, offsets) = (starts + 2 * count, starts + 4 * count);
        for (var i = 0; i < count; i++)
        {
            var offset = U16(offsets + 2 * i);
            for (int c = U16(starts + 2 * i); c <= U16(ends + 2 * i) && c < 0xFFFF; c++)
            {
                var glyph = offset == 0 ? c : U16(offsets + 2 * i + offset + 2 * (c - U16(starts + 2 * i)));
                if (glyph != 0)
                    glyphOfBmp[c] = (ushort)((glyph + U16(deltas + 2 * i)) & 0xFFFF);
            }
        }
    }

    private ushort U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(data.AsSpan(at));

    private short I16(int at) => BinaryPrimitives.ReadInt16BigEndian(data.AsSpan(at));

    private uint U32(int at) => BinaryPrimitives.ReadUInt32BigEndian(data.AsSpan(at));
}
