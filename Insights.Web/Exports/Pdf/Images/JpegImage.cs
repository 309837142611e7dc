using System.Buffers.Binary;

namespace Insights.Web.Exports.Pdf.Images;

/// <summary>A JPEG goes into the document as it is, less what it carries besides the picture (places, names, previews); only its size and colours are read.</summary>
internal static class JpegImage
{
    public static bool Is(ReadOnlySpan<byte> file) => file.Length > 4 && file[0] == 0xFF && file[1] == 0xD8 && file[2] == 0xFF;

    public static PrintableImage Read(byte[] file)
    {
        using var kept = new MemoryStream();
        kept.Write(file, 0, 2);
        (int Width, int Height, int Channels)? size = null;
        var at = 2;
        while (at + 4 <= file.Length && file[at] == 0xFF)
        {
            var marker = file[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }
            var length = BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at + 2));
            if (length < 2 || at + 2 + length > file.Length)
                break;
            if (marker is 0xC0 or 0xC1 or 0xC2)
            {
                if (file[at + 4] != 8)
                    throw new InvalidDataException("The JPEG has not eight bits a channel. Save it as an ordinary JPEG.");
                size = (BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at + 7)), BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at + 5)), file[at + 9]);
            }
            // APP0 and APP14 say how the colours are meant; all other application parts and comments are not the picture.
            if (marker is not (>= 0xE1 and <= 0xED or 0xEF or 0xFE))
                kept.Write(file, at, 2 + length);
            at += 2 + length;
            if (marker != 0xDA)
                continue;
            kept.Write(file, at, file.Length - at);
            break;
        }
        if (size is not var (width, height, channels) || file is not [.., 0xFF, 0xD9])
            throw new InvalidDataException("The picture is damaged. Save it again and choose it once more.");
        PrintableImage.CheckSize(width, height);
        if (channels is not (1 or 3))
            throw new InvalidDataException("The JPEG is made for a printing press (four colours). Save it in RGB.");
        return new(width, height, kept.ToArray(), Jpeg: true, Grey: channels == 1, Opacity: null);
    }
}
