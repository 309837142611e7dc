using System.Buffers.Binary;
using System.IO.Compression;

namespace Insights.Web.Exports.Pdf.Images;

/// <summary>
/// Reads PNG pictures of eight bits a channel, not interlaced: what every program saves a logo as. Nothing but points is taken over: names, places and
/// comments that a file may carry stay behind.
/// </summary>
internal static class PngImage
{
    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public static bool Is(ReadOnlySpan<byte> file) => file.StartsWith(Signature);

    public static PrintableImage Read(byte[] file)
    {
        var (width, height, kind) = (0, 0, (byte)0);
        byte[] palette = [], paletteOpacity = [];
        using var packed = new MemoryStream();
        for (var at = Signature.Length; at + 12 <= file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            if (length < 0 || length > file.Length - at - 12)
                throw new InvalidDataException("The picture ends in the middle. Save it again and choose it once more.");
            var content = file.AsSpan(at + 8, length);
            switch (System.Text.Encoding.ASCII.GetString(file, at + 4, 4))
            {
                case "IHDR":
                    (width, height, kind) = (BinaryPrimitives.ReadInt32BigEndian(content), BinaryPrimitives.ReadInt32BigEndian(content[4..]), content[9]);
                    PrintableImage.CheckSize(width, height);
                    if (content[8] != 8 || content[12] != 0)
                        throw new InvalidDataException("The PNG is interlaced or has not eight bits a channel. Save it as a plain 8-bit PNG.");
                    break;
                case "PLTE": palette = content.ToArray(); break;
                case "tRNS": paletteOpacity = content.ToArray(); break;
                case "IDAT": packed.Write(content); break;
                default: break;
            }
            at += length + 12;
        }
        var channels = kind switch { 0 or 3 => 1, 2 => 3, 4 => 2, 6 => 4, _ => throw new InvalidDataException("The PNG has an unknown kind of colour.") };
        PrintableImage.CheckSize(width, height);
        var lines = Unfiltered(packed, width * channels, height, channels);
        return Points(lines, width, height, kind, channels, palette, paletteOpacity);
    }

    private static byte[] Unfiltered(MemoryStream packed, int stride, int height, int channels)
    {
        packed.Position = 0;
        using var inflate = new ZLibStream(packed, CompressionMode.Decompress);
        var points = new byte[stride * height];
        for (var y = 0; y < height; y++)
        {
            var filter = inflate.ReadByte();
            var line = points.AsSpan(y * stride, stride);
            inflate.ReadExactly(line);
            var above = y == 0 ? default : points.AsSpan((y - 1) * stride, stride);
            for (var x = 0; x < stride; x++)
            {
                int left = x >= channels ? line[x - channels] : 0, up = y > 0 ? above[x] : 0, corner = x >= channels && y > 0 ? above[x - channels] : 0;
                var guess = filter switch { 0 => 0, 1 => left, 2 => up, 3 => (left + up) / 2, 4 => Paeth(left, up, corner), _ => throw new InvalidDataException("The picture is damaged. Save it again and choose it once more.") };
                line[x] = unchecked((byte)(line[x] + guess));
            }
        }
        return points;
    }

    private static PrintableImage Points(byte[] lines, int width, int height, byte kind, int channels, byte[] palette, byte[] paletteOpacity)
    {
        var colours = new byte[width * height * 3];
        var opacity = new byte[width * height];
        var transparent = false;
        for (var i = 0; i < width * height; i++)
        {
            var at = i * channels;
            var (red, green, blue, seen) = kind switch
            {
                0 => (lines[at], lines[at], lines[at], (byte)255),
                2 => (lines[at], lines[at + 1], lines[at + 2], (byte)255),
                3 => (palette[lines[at] * 3], palette[lines[at] * 3 + 1], palette[lines[at] * 3 + 2], lines[at] < paletteOpacity.Length ? paletteOpacity[lines[at]] : (byte)255),
                4 => (lines[at], lines[at], lines[at], lines[at + 1]),
                _ => (lines[at], lines[at + 1], lines[at + 2], lines[at + 3]),
            };
            (colours[i * 3], colours[i * 3 + 1], colours[i * 3 + 2], opacity[i]) = (red, green, blue, seen);
            transparent |= seen < 255;
        }
        return new(width, height, colours, Jpeg: false, Grey: false, transparent ? opacity : null);
    }

    // The neighbour that the slope of the three points to: PNG specification, 9.4.
    private static int Paeth(int left, int up, int corner)
    {
        var guess = left + up - corner;
        var (a, b, c) = (Math.Abs(guess - left), Math.Abs(guess - up), Math.Abs(guess - corner));
        return a <= b && a <= c ? left : b <= c ? up : corner;
    }
}
