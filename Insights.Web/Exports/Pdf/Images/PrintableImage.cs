namespace Insights.Web.Exports.Pdf.Images;

/// <summary>A picture as a PDF holds it.</summary>
/// <param name="Data">Of a JPEG the file itself; of a PNG its points, three bytes each.</param>
/// <param name="Jpeg">Whether the data is a JPEG file.</param>
/// <param name="Grey">One value a point instead of three.</param>
/// <param name="Opacity">A byte a point; null where everything is opaque.</param>
internal sealed record PrintableImage(int Width, int Height, byte[] Data, bool Jpeg, bool Grey, byte[]? Opacity)
{
    public static void CheckSize(int width, int height)
    {
        if (width is < 1 or > PdfLogo.MostPoints || height is < 1 or > PdfLogo.MostPoints)
            throw new InvalidDataException($"The picture is {width} by {height} pixels; each side may have 1 to {PdfLogo.MostPoints}.");
    }
}
