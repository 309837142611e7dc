using System.Text;

namespace Insights.Import.Tests.Reading;

/// <summary>Small harm done to a good file, the same for the same seed.</summary>
internal static class Mutations
{
    private static readonly string[] Xml =
    [
        "<", ">", "/>", "\"", "&amp;", "&#0;", "&x;", "<row r=\"1048577\">", "<row r=\"-1\">", "<c r=\"A1\"/>", "<c r=\"XFE1\"><v>1</v></c>", "<c r=\"1A\"/>", "<c r=\"ZZZZZZZZZZ99999999999\"><v>2</v></c>", "t=\"s\"", "t=\"d\"", "t=\"e\"",
        "<v>1e308</v>", "<v>-1</v>", "<v></v>", "<v>99999999999</v>", "s=\"9\"", "<mergeCell ref=\"A1:XFD1048576\"/>", "<mergeCell ref=\"x\"/>", "<dimension ref=\"A1:XFD1048576\"/>", "<cols><col min=\"1\" max=\"2147483647\" width=\"1\"/></cols>",
        "<!DOCTYPE x [<!ENTITY a \"b\">]>", "<![CDATA[", "<?x?>", "xmlns=\"urn:other\"", "numFmtId=\"2147483648\"", "<si/>", "<si><r><t>a</t></r><r><t>b</t></r></si>",
    ];

    public static byte[] Of(byte[] seed, Random random)
    {
        var bytes = seed.ToList();
        for (int changes = random.Next(1, 6); changes > 0; changes--)
        {
            int at = bytes.Count == 0 ? 0 : random.Next(bytes.Count);
            switch (random.Next(7))
            {
                case 0 when bytes.Count > 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1 when bytes.Count > 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes.Insert(at, "\"',\n\r;\0{}[]\\|"u8[random.Next(13)]);
                    break;
                case 3 when bytes.Count > 0:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 30), bytes.Count - at));
                    break;
                case 4 when bytes.Count > 0:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 5:
                    bytes.InsertRange(at, seed.Skip(random.Next(Math.Max(1, seed.Length))).Take(60).ToArray());
                    break;
                default:
                    bytes.InsertRange(at, Enumerable.Repeat((byte)"x\",9 \n"[random.Next(6)], random.Next(1, 800)));
                    break;
            }
        }

        return [.. bytes];
    }

    public static byte[] OfXml(byte[] seed, Random random)
    {
        if (random.Next(3) == 0)
            return Of(seed, random);
        string text = Encoding.UTF8.GetString(seed);
        for (int changes = random.Next(1, 4); changes > 0; changes--)
        {
            int mark = text.IndexOf(random.Next(2) == 0 ? '<' : ' ', random.Next(text.Length));
            text = text.Insert(mark < 0 ? text.Length : mark, Xml[random.Next(Xml.Length)]);
        }

        return Encoding.UTF8.GetBytes(text);
    }
}
