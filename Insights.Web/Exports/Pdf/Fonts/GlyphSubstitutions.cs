using System.Buffers.Binary;
using System.Text;

namespace Insights.Web.Exports.Pdf.Fonts;

/// <summary>Reads one-for-one glyph substitutions of a feature from a font's GSUB table: all that tabular digits need.</summary>
internal static class GlyphSubstitutions
{
    private const int SingleLookup = 1, ExtensionLookup = 7;

    public static Dictionary<ushort, ushort> Single(byte[] data, int? table, string feature)
    {
        var found = new Dictionary<ushort, ushort>();
        if (table is not { } gsub)
            return found;
        var (features, lookups) = (gsub + U16(data, gsub + 6), gsub + U16(data, gsub + 8));
        for (var i = 0; i < U16(data, features); i++)
        {
            var record = features + 2 + 6 * i;
            if (Encoding.ASCII.GetString(data, record, 4) != feature)
                continue;
            var entry = features + U16(data, record + 4);
            for (var k = 0; k < U16(data, entry + 2); k++)
                Read(data, lookups + U16(data, lookups + 2 + 2 * U16(data, entry + 4 + 2 * k)), found);
        }

        return found;
    }

    private static void Read(byte[] data, int lookup, Dictionary<ushort, ushort> found)
    {
        var kind = U16(data, lookup);
        for (var i = 0; i < U16(data, lookup + 4); i++)
        {
            var subtable = lookup + U16(data, lookup + 6 + 2 * i);
            var actual = kind;
            if (kind == ExtensionLookup)
            {
                actual = U16(data, subtable + 2);
                subtable += (int)BinaryPrimitives.ReadUInt32BigEndian(data.AsSpan(subtable + 4));
            }

            if (actual != SingleLookup)
                continue;
            var index = 0;
            foreach (var glyph in Coverage(data, subtable + U16(data, subtable + 2)))
            {
                // Format 1 shifts every covered glyph by one distance, format 2 lists the substitutes.
                var substitute = U16(data, subtable) == 1
                    ? (ushort)((glyph + U16(data, subtable + 4)) & 0xFFFF)
                    : U16(data, subtable + 6 + 2 * index);
                found.TryAdd(glyph, substitute);
                index++;
            }
        }
    }

    private static IEnumerable<ushort> Coverage(byte[] data, int table)
    {
        var count = U16(data, table + 2);
        if (U16(data, table) == 1)
        {
            for (var i = 0; i < count; i++)
                yield return U16(data, table + 4 + 2 * i);
            yield break;
        }

        for (var i = 0; i < count; i++)
            for (int glyph = U16(data, table + 4 + 6 * i); glyph <= U16(data, table + 6 + 6 * i); glyph++)
                yield return (ushort)glyph;
    }

    private static ushort U16(byte[] data, int at) => BinaryPrimitives.ReadUInt16BigEndian(data.AsSpan(at));
}
