using Insights.Web.Exports.Pdf.Images;

namespace Insights.Web.Exports.Pdf;

/// <summary>A picture that was checked and can be printed: only <see cref="Read"/> makes one.</summary>
internal sealed record PdfLogo
{
    /// <summary>A logo is a few inches wide; more bytes than this would be a photograph on every report's first page.</summary>
    public const int MostBytes = 256 * 1024;

    /// <summary>Both sides.</summary>
    public const int MostPoints = 2_000;

    private PdfLogo(PrintableImage image, string text) => (Image, Text) = (image, text);

    public PrintableImage Image { get; }

    /// <summary>What it says, for whoever does not see it.</summary>
    public string Text { get; }

    /// <returns>The logo, or what is wrong with the file, for the person who chose it.</returns>
    public static (PdfLogo? Logo, string? Problem) Read(byte[] file, string text)
    {
        if (file.Length > MostBytes)
            return (null, $"The logo has {file.Length / 1024:N0} KiB; at most {MostBytes / 1024} KiB can be used. Save it smaller: 600 pixels wide are plenty in print.");
        if (string.IsNullOrWhiteSpace(text))
            return (null, "Say in words what the logo shows, for readers who do not see it.");
        try
        {
            var image = PngImage.Is(file) ? PngImage.Read(file) : JpegImage.Is(file) ? JpegImage.Read(file) : null;
            return image is null ? (null, "The logo is neither a PNG nor a JPEG picture.") : (new PdfLogo(image, text.Trim()), null);
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException or IndexOutOfRangeException or ArgumentException or OverflowException)
        {
            return (null, broken is InvalidDataException ? broken.Message : "The picture is damaged. Save it again and choose it once more.");
        }
    }
}
