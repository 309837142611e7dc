using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Insights.Analytics.Reports;
using NodaTime;

namespace Insights.Web.Exports.Charts;

/// <summary>
/// Charts as SVG for pages. Colours are custom properties with the light theme as fallback, so one picture serves light and dark;
/// no script, no inline style (a strict content policy forbids both), the same bytes for the same spec.
/// </summary>
internal static class ChartSvg
{
    // Leaves the letters of the world alone and escapes what ends or opens markup.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All);

    /// <summary>An image with title and description. <paramref name="idSuffix"/> keeps ids apart where a page holds the same chart twice (wide and narrow).</summary>
    public static string Render(ChartSpec spec, double width, double height, DateTimeZone? zone = null, string idSuffix = "")
    {
        var style = ChartStyle.Screen with { Zone = zone ?? DateTimeZone.Utc };
        var drawing = ChartLayout.Of(spec, width, height, style);
        var id = Encoder.Encode(spec.Id + idSuffix);
        var svg = new StringBuilder(4096);
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"chart\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {N(width)} {N(height)}\" width=\"{N(width)}\" height=\"{N(height)}\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" font-family=\"Inter, system-ui, sans-serif\">");
        svg.Append(CultureInfo.InvariantCulture, $"<title id=\"{id}-title\">{Encoder.Encode(spec.Title)}</title><desc id=\"{id}-desc\">{Encoder.Encode(spec.AltText)}</desc>");
        Draw(svg, drawing);
        return svg.Append("</svg>").ToString();
    }

    /// <summary>The line of a tile. Hidden from assistive technology: the tile says its value, change and comparison in words.</summary>
    public static string Sparkline(IReadOnlyList<Cell> cells, double width = 96, double height = 28)
    {
        var svg = new StringBuilder(512);
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"sparkline\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {N(width)} {N(height)}\" width=\"{N(width)}\" height=\"{N(height)}\" aria-hidden=\"true\" focusable=\"false\">");
        Draw(svg, SparklineLayout.Of(cells, width, height, 1.5));
        return svg.Append("</svg>").ToString();
    }

    /// <summary>The height at which the chart reads best at this width.</summary>
    public static double PreferredHeight(ChartSpec spec, double width) => Math.Round(ChartLayout.PreferredHeight(spec, width, ChartStyle.Screen));

    private static void Draw(StringBuilder svg, ChartDrawing drawing)
    {
        foreach (var mark in drawing.Marks)
        {
            switch (mark)
            {
                case Mark.Stroke stroke: Stroke(svg, stroke); break;
                case Mark.Box box:
                    svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{N(box.X)}\" y=\"{N(box.Y)}\" width=\"{N(Math.Max(0, box.Width))}\" height=\"{N(Math.Max(0, box.Height))}\" fill=\"{Colour(box.Ink)}\"");
                    if (box.Opacity < 1)
                        svg.Append(CultureInfo.InvariantCulture, $" fill-opacity=\"{N(box.Opacity)}\"");
                    Close(svg, "rect", box.Tip);
                    break;
                case Mark.Dot dot:
                    svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{N(dot.X)}\" cy=\"{N(dot.Y)}\" r=\"{N(dot.Radius)}\" fill=\"{Colour(dot.Ink)}\"");
                    Close(svg, "circle", dot.Tip);
                    break;
                case Mark.Label label: Label(svg, label); break;
                default: throw new InvalidOperationException($"Unknown mark {mark}.");
            }
        }
    }

    private static void Stroke(StringBuilder svg, Mark.Stroke stroke)
    {
        svg.Append("<path d=\"");
        for (var i = 0; i < stroke.Points.Count; i++)
            svg.Append(i == 0 ? 'M' : 'L').Append(N(stroke.Points[i].X)).Append(' ').Append(N(stroke.Points[i].Y));
        svg.Append(CultureInfo.InvariantCulture, $"\" fill=\"none\" stroke=\"{Colour(stroke.Ink)}\" stroke-width=\"{N(stroke.Thickness)}\"");
        if (stroke.Dashed)
            svg.Append(" stroke-dasharray=\"4 3\"");
        else if (stroke.Points.Count > 2)
            svg.Append(" stroke-linejoin=\"round\" stroke-linecap=\"round\"");
        svg.Append("/>");
    }

    private static void Label(StringBuilder svg, Mark.Label label)
    {
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{N(label.X)}\" y=\"{N(label.Y)}\" font-size=\"{N(label.Size)}\" fill=\"{Colour(label.Ink)}\"");
        if (label.Anchor != Anchor.Start)
            svg.Append(label.Anchor == Anchor.Middle ? " text-anchor=\"middle\"" : " text-anchor=\"end\"");
        if (label.Bold)
            svg.Append(" font-weight=\"600\"");
        if (label.Halo)
            svg.Append(CultureInfo.InvariantCulture, $" stroke=\"{Colour(Ink.Surface)}\" stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\"");
        svg.Append('>').Append(Encoder.Encode(label.Text)).Append("</text>");
    }

    private static void Close(StringBuilder svg, string element, string? tip)
    {
        if (tip is null)
            svg.Append("/>");
        else
            svg.Append("><title>").Append(Encoder.Encode(tip)).Append("</title></").Append(element).Append('>');
    }

    private static string Colour(Ink ink) => $"var({ChartPalette.Token(ink)},{ChartPalette.Hex(ink)})";

    private static string N(double value) => Math.Round(value, 2, MidpointRounding.AwayFromZero).ToString("0.##", CultureInfo.InvariantCulture);
}
