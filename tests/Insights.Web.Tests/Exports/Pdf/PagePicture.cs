using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Insights.Web.Tests.Exports.Pdf;

/// <summary>A page as a small grey picture: read from and written as PNG, compared with a tolerance for another version of the program that draws it.</summary>
internal sealed record PagePicture(int Width, int Height, byte[] Grey)
{
    /// <summary>Coarse enough to forgive how edges are smoothed, fine enough to see a line that moved.</summary>
    private const int Dpi = 36;

    private const int Block = 12;

    public static IReadOnlyList<PagePicture> Of(byte[] pdf)
    {
        var folder = Directory.CreateTempSubdirectory("insights-pages-").FullName;
        try
        {
            var file = Path.Combine(folder, "document.pdf");
            File.WriteAllBytes(file, pdf);
            using var drawing = Process.Start(new ProcessStartInfo("pdftoppm", ["-r", $"{Dpi}", "-gray", file, Path.Combine(folder, "page")]))!;
            drawing.WaitForExit();
            Assert.Equal(0, drawing.ExitCode);
            return [.. Directory.GetFiles(folder, "page*.pgm").Order(StringComparer.Ordinal).Select(page => Drawn(File.ReadAllBytes(page)))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>How much of the page's text area is used, from its top to its lowest mark above the foot.</summary>
    public double Filled()
    {
        var (top, bottom) = (Height * 60 / 842.0, Height * (1 - 52 / 842.0));
        if (Width > Height)
            (top, bottom) = (Height * 60 / 595.0, Height * (1 - 52 / 595.0));
        for (var y = (int)bottom; y > top; y--)
        {
            if (Grey.AsSpan(y * Width, Width).ContainsAnyInRange((byte)0, (byte)180))
                return (y - top) / (bottom - top);
        }
        return 0;
    }

    /// <summary>Null when both look alike; else what differs.</summary>
    public string? Unlike(PagePicture other)
    {
        if ((Width, Height) != (other.Width, other.Height))
            return $"{Width}×{Height} against {other.Width}×{other.Height} points of the golden one";
        for (var top = 0; top < Height; top += Block)
        {
            for (var left = 0; left < Width; left += Block)
            {
                var (sum, other1, count) = (0, 0, 0);
                for (var y = top; y < Math.Min(Height, top + Block); y++)
                {
                    for (var x = left; x < Math.Min(Width, left + Block); x++)
                    {
                        sum += Grey[y * Width + x];
                        other1 += other.Grey[y * Width + x];
                        count++;
                    }
                }
                // A word more or less in a block changes its mean by far more; smoothing by far less.
                if (Math.Abs(sum - other1) > 22 * count)
                    return $"around {left * 100 / Width} % from the left and {top * 100 / Height} % from the top it is {(sum < other1 ? "darker" : "lighter")} than the golden one";
            }
        }
        return null;
    }

    public byte[] Png()
    {
        using var output = new MemoryStream();
        output.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Height);
        header[8] = 8;
        Chunk(output, "IHDR", header);
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            for (var y = 0; y < Height; y++)
            {
                // Sixteen greys are enough to compare and halve the file.
                deflate.WriteByte(0);
                deflate.Write([.. Grey.AsSpan(y * Width, Width).ToArray().Select(grey => (byte)(grey / 17 * 17))]);
            }
        }
        Chunk(output, "IDAT", packed.ToArray());
        Chunk(output, "IEND", []);
        return output.ToArray();
    }

    /// <summary>As pdftoppm writes grey pictures: "P5", width, height and 255 on lines of their own, then a byte a point.</summary>
    private static PagePicture Drawn(byte[] pgm)
    {
        var (words, at) = (new List<string>(), 0);
        while (words.Count < 4)
        {
            var end = Array.FindIndex(pgm, at, one => one is (byte)' ' or (byte)'\n');
            words.Add(Encoding.ASCII.GetString(pgm, at, end - at));
            at = end + 1;
        }
        Assert.Equal(("P5", "255"), (words[0], words[3]));
        return new(int.Parse(words[1], CultureInfo.InvariantCulture), int.Parse(words[2], CultureInfo.InvariantCulture), pgm[at..]);
    }

    public static PagePicture Read(byte[] png)
    {
        var (width, height) = (0, 0);
        using var data = new MemoryStream();
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            var kind = Encoding.ASCII.GetString(png, at + 4, 4);
            var content = png.AsSpan(at + 8, length);
            if (kind == "IHDR")
                (width, height) = (BinaryPrimitives.ReadInt32BigEndian(content), BinaryPrimitives.ReadInt32BigEndian(content[4..]));
            else if (kind == "IDAT")
                data.Write(content);
            at += length + 12;
        }
        data.Position = 0;
        using var inflate = new ZLibStream(data, CompressionMode.Decompress);
        var grey = new byte[width * height];
        for (var y = 0; y < height; y++)
        {
            // Png() writes every line as it is.
            Assert.Equal(0, inflate.ReadByte());
            inflate.ReadExactly(grey.AsSpan(y * width, width));
        }
        return new(width, height, grey);
    }

    private static void Chunk(MemoryStream output, string kind, byte[] content)
    {
        var number = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        output.Write(number);
        byte[] checkedPart = [.. Encoding.ASCII.GetBytes(kind), .. content];
        output.Write(checkedPart);
        var crc = uint.MaxValue;
        foreach (var one in checkedPart)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }
        BinaryPrimitives.WriteUInt32BigEndian(number, ~crc);
        output.Write(number);
    }
}
