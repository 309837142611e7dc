using Insights.Web.Exports.Pdf.FileFormat;

namespace Insights.Web.Exports.Pdf.Layout;

/// <summary>The logo in the upper right corner of page 1, as large as its place allows and never stretched.</summary>
internal sealed class LogoMark(Press press, PdfLogo logo)
{
    private const double MostWidth = 130, MostHeight = 34;

    /// <summary>As pages name it.</summary>
    public const string ResourceName = "L";

    public static double Room => MostWidth + 16;

    public void Draw(PageCanvas page, double right, double top, StructureElement figure)
    {
        var scale = Math.Min(MostWidth / logo.Image.Width, MostHeight / logo.Image.Height);
        var (width, height) = (logo.Image.Width * scale, logo.Image.Height * scale);
        figure.Box = (right - width, page.Height - top - height, right, page.Height - top);
        page.Begin(figure);
        page.Picture(ResourceName, right - width, top, width, height);
        page.End();
    }

    public PdfRef Write()
    {
        var image = logo.Image;
        var mask = image.Opacity is { } opacity
            ? $"/SMask {press.File.AddStream(FormattableString.Invariant($"/Type/XObject/Subtype/Image/Width {image.Width}/Height {image.Height}/ColorSpace/DeviceGray/BitsPerComponent 8"), opacity)}"
            : "";
        var entries = FormattableString.Invariant($"/Type/XObject/Subtype/Image/Width {image.Width}/Height {image.Height}/ColorSpace/{(image.Grey ? "DeviceGray" : "DeviceRGB")}/BitsPerComponent 8{mask}{(image.Jpeg ? "/Filter/DCTDecode" : "")}");
        return press.File.AddStream(entries, image.Data, compress: !image.Jpeg);
    }
}
