using Insights.Analytics.Reports;
using Insights.Web.Exports.Pdf.Layout;

namespace Insights.Web.Exports.Pdf;

/// <summary>
/// A report as a PDF 1.7 file: selectable text, vector charts, tagged for screen readers, the same bytes for the same document and options.
/// </summary>
internal static class PdfWriter
{
    public const string MediaType = "application/pdf";

    /// <param name="document">What to print; every text comes from it or from <see cref="CellText"/>.</param>
    /// <param name="output">Written front to back, never read or sought; left open.</param>
    /// <param name="options">Branding and links.</param>
    public static void Write(ReportDocument document, Stream output, PdfOptions options)
    {
        using var press = new Press(document, output, options);
        new DocumentLayout(press).Compose();
        press.Finish();
    }
}
