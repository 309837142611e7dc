using System.Buffers.Binary;
using System.Text;

namespace Insights.Web.Exports.Pdf.Fonts;

/// <summary>
/// A small TrueType file with only the glyphs a document uses, in the order it first used them; glyph 0 stays the missing glyph.
/// Glyphs composed of others bring their parts along.
/// </summary>
internal static class FontSubset
{
    private const int ArgumentsAreWords = 1, HasScale = 8, MoreParts = 32, HasTwoScales = 64, HasMatrix = 128;

    /// <param name="font">The whole font.</param>
    /// <param name="glyphs">Glyphs of the whole font by their number in the subset; the same glyph may stand under several numbers.</param>
    public static byte[] Build(TrueTypeFont font, IReadOnlyList<ushort> glyphs)
    {
        var all = glyphs.ToList();
        var partNumbers = new Dictionary<ushort, ushort>();
        var outlines = new List<byte[]>();
        // The list grows while parts of composed glyphs are found.
        for (var i = 0; i < all.Count; i++)
            outlines.Add(Renumbered(font.Outline(all[i]), all, partNumbers));

        var glyf = new MemoryStream();
        var loca = new byte[4 * (all.Count + 1)];
        for (var i = 0; i < all.Count; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(loca.AsSpan(4 * i), (uint)glyf.Position);
            glyf.Write(outlines[i]);
            while (glyf.Position % 4 != 0)
                glyf.WriteByte(0);
        }

        BinaryPrimitives.WriteUInt32BigEndian(loca.AsSpan(4 * all.Count), (uint)glyf.Position);
        var hmtx = new byte[4 * all.Count];
        for (var i = 0; i < all.Count; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(hmtx.AsSpan(4 * i), (ushort)font.AdvanceOf(all[i]));
            BinaryPrimitives.WriteInt16BigEndian(hmtx.AsSpan(4 * i + 2), (short)font.LeftBearingOf(all[i]));
        }

        var head = font.TableBytes("head").ToArray();
        head.AsSpan(8, 4).Clear();
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(50), 1);
        var hhea = font.TableBytes("hhea").ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(hhea.AsSpan(34), (ushort)all.Count);
        var maxp = font.TableBytes("maxp").ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(maxp.AsSpan(4), (ushort)all.Count);

        var tables = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["head"] = head,
            ["hhea"] = hhea,
            ["maxp"] = maxp,
            ["hmtx"] = hmtx,
            ["loca"] = loca,
            ["glyf"] = glyf.ToArray(),
        };
        foreach (var hinting in new[] { "cvt ", "fpgm", "prep" })
        {
            if (!font.TableBytes(hinting).IsEmpty)
                tables[hinting] = font.TableBytes(hinting).ToArray();
        }

        return Assemble(tables);
    }

    /// <summary>The outline with its parts' numbers changed to those of the subset, which are appended where they are new.</summary>
    private static byte[] Renumbered(ReadOnlySpan<byte> outline, List<ushort> all, Dictionary<ushort, ushort> partNumbers)
    {
        var copy = outline.ToArray();
        if (copy.Length == 0 || BinaryPrimitives.ReadInt16BigEndian(copy) >= 0)
            return copy;
        for (var at = 10; ;)
        {
            var flags = BinaryPrimitives.ReadUInt16BigEndian(copy.AsSpan(at));
            var part = BinaryPrimitives.ReadUInt16BigEndian(copy.AsSpan(at + 2));
            if (!partNumbers.TryGetValue(part, out var number))
            {
                number = (ushort)all.Count;
                all.Add(part);
                partNumbers[part] = number;
            }

            BinaryPrimitives.WriteUInt16BigEndian(copy.AsSpan(at + 2), number);
            at += 4 + ((flags & ArgumentsAreWords) != 0 ? 4 : 2)
                + ((flags & HasScale) != 0 ? 2 : (flags & HasTwoScales) != 0 ? 4 : (flags & HasMatrix) != 0 ? 8 : 0);
            if ((flags & MoreParts) == 0)
                return copy;
        }
    }

    private static byte[] Assemble(SortedDictionary<string, byte[]> tables)
    {
        var log = (int)Math.Floor(Math.Log2(tables.Count));
        var directory = 12 + 16 * tables.Count;
        var file = new byte[directory + tables.Values.Sum(table => (table.Length + 3) & ~3)];
        BinaryPrimitives.WriteUInt32BigEndian(file, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(4), (ushort)tables.Count);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(6), (ushort)(16 << log));
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(8), (ushort)log);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(10), (ushort)(16 * tables.Count - (16 << log)));
        var (entry, offset, head) = (12, directory, 0);
        foreach (var (tag, table) in tables)
        {
            table.CopyTo(file.AsSpan(offset));
            Encoding.ASCII.GetBytes(tag, file.AsSpan(entry));
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(entry + 4), Checksum(file.AsSpan(offset, (table.Length + 3) & ~3)));
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(entry + 8), (uint)offset);
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(entry + 12), (uint)table.Length);
            if (tag == "head")
                head = offset;
            (entry, offset) = (entry + 16, offset + ((table.Length + 3) & ~3));
        }

        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(head + 8), unchecked(0xB1B0AFBA - Checksum(file)));
        return file;
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var sum = 0u;
        for (var i = 0; i < bytes.Length; i += 4)
            sum = unchecked(sum + BinaryPrimitives.ReadUInt32BigEndian(bytes[i..]));
        return sum;
    }
}
