using Insights.Web.Exports.Charts;
using Insights.Web.Exports.Pdf.FileFormat;

namespace Insights.Web.Exports.Pdf.Layout;

/// <summary>Draws a laid-out chart with PDF operators. Decides nothing.</summary>
internal static class ChartSurface
{
    /// <param name="figure">Learns where it lies; a screen reader's highlight needs it.</param>
    public static void Draw(Press press, PageCanvas page, ChartDrawing drawing, double x, double y, StructureElement figure)
    {
        figure.Box = (x, page.Height - y - drawing.Height, x + drawing.Width, page.Height - y);
        foreach (var mark in drawing.Marks)
        {
            switch (mark)
            {
                case Mark.Stroke stroke:
                    page.Path(stroke.Points.Select(point => (x + point.X, y + point.Y)), Colour(press, stroke.Ink), stroke.Thickness, stroke.Dashed);
                    break;
                case Mark.Box box:
                    page.Box(x + box.X, y + box.Y, Math.Max(0, box.Width), Math.Max(0, box.Height), Colour(press, box.Ink).OverWhite(box.Opacity));
                    break;
                case Mark.Dot dot:
                    page.Dot(x + dot.X, y + dot.Y, dot.Radius, Colour(press, dot.Ink));
                    break;
                case Mark.Label label:
                    Label(press, page, label, x, y);
                    break;
                default: throw new InvalidOperationException($"Unknown mark {mark}.");
            }
        }
    }

    private static void Label(Press press, PageCanvas page, Mark.Label label, double x, double y)
    {
        var text = PrintableText.Of(label.Text);
        var width = ChartText.Width(text, label.Size, label.Bold);
        var left = x + label.X - (label.Anchor switch { Anchor.Middle => width / 2, Anchor.End => width, _ => 0 });
        // A clear field rather than a rim of the same letters: those would be copied twice.
        if (label.Halo)
            page.Box(left - 1, y + label.Y - label.Size * 0.78, width + 2, label.Size, Press.White);
        page.Text(left, y + label.Y, text, press.Face(label.Bold), label.Size, Colour(press, label.Ink));
    }

    private static PdfColour Colour(Press press, Ink ink) => ink == Ink.Primary ? press.Colour(Tone.Accent) : PdfColour.Of(ChartPalette.Hex(ink));
}
