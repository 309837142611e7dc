using Insights.Web.Exports.Pdf.Fonts;

namespace Insights.Web.Exports.Pdf.FileFormat;

/// <summary>
/// One page being drawn: origin at the top left, y downwards, points. All content is either marked with the structure element it belongs to
/// or is an artifact (running headers, rules); nothing may stand outside both.
/// </summary>
internal sealed class PageCanvas(PdfFile file, StructureTree tree, double width, double height)
{
    private readonly List<StructureElement> marked = [];
    private readonly List<PdfRef> annotations = [];
    private readonly List<PdfRef> contents = [];
    private ByteText ops = new(16 * 1024);
    private (EmbeddedFont? Font, double Size) font;
    private PdfColour? fill, stroke;
    private double lineWidth = -1;
    private bool dashed;

    public PdfRef Ref { get; } = file.Reserve();
    public double Width => width;
    public double Height => height;

    /// <summary>Content between this and <see cref="End"/> belongs to the element.</summary>
    public void Begin(StructureElement element)
    {
        ops.Add('/').Add(element.Type).Add("<</MCID ").Add(marked.Count).Add(">>BDC\n");
        element.AddContent(Ref, marked.Count);
        marked.Add(element);
    }

    public void BeginArtifact(bool furniture = false) => ops.Add(furniture ? "/Artifact<</Type/Pagination>>BDC\n" : "/Artifact BMC\n");

    public void End() => ops.Add("EMC\n");

    public void Text(double x, double baseline, ReadOnlySpan<char> text, EmbeddedFace face, double size, PdfColour colour, bool tabularDigits = true)
    {
        if (text.IsEmpty)
            return;
        Fill(colour);
        ops.Add("BT ").Add(x).Add(height - baseline).Add("Td ");
        for (var rest = VisualOrder.Of(text); !rest.IsEmpty;)
        {
            var part = face.FontAt(rest, out var length);
            if (font != (part, size))
            {
                ops.Add('/').Add(part.ResourceName).Add(' ').Add(size).Add("Tf ");
                font = (part, size);
            }

            ops.Add('<');
            part.Encode(rest[..length], tabularDigits, ops);
            ops.Add(">Tj ");
            rest = rest[length..];
        }

        ops.Add("ET\n");
    }

    public void Box(double x, double y, double boxWidth, double boxHeight, PdfColour colour)
    {
        Fill(colour);
        ops.Add(x).Add(height - y - boxHeight).Add(boxWidth).Add(boxHeight).Add("re f\n");
    }

    public void Line(double x1, double y1, double x2, double y2, PdfColour colour, double thickness, bool dash = false)
    {
        Stroke(colour, thickness, dash);
        ops.Add(x1).Add(height - y1).Add("m ").Add(x2).Add(height - y2).Add("l S\n");
    }

    public void Path(IEnumerable<(double X, double Y)> points, PdfColour colour, double thickness, bool dash)
    {
        Stroke(colour, thickness, dash);
        var first = true;
        foreach (var (x, y) in points)
        {
            ops.Add(x).Add(height - y).Add(first ? "m " : "l ");
            first = false;
        }

        ops.Add("S\n");
    }

    /// <summary>A picture of the page's resources, scaled into the area.</summary>
    public void Picture(string name, double x, double y, double areaWidth, double areaHeight) =>
        ops.Add("q ").Add(areaWidth).Add("0 0 ").Add(areaHeight).Add(x).Add(height - y - areaHeight).Add("cm /").Add(name).Add(" Do Q\n");

    public void Triangle((double X, double Y) a, (double X, double Y) b, (double X, double Y) c, PdfColour colour)
    {
        Fill(colour);
        ops.Add(a.X).Add(height - a.Y).Add("m ").Add(b.X).Add(height - b.Y).Add("l ").Add(c.X).Add(height - c.Y).Add("l f\n");
    }

    public void Dot(double x, double y, double radius, PdfColour colour)
    {
        // Four Bézier arcs; 0.5523 brings them within 0.03 % of a circle.
        var (k, cy) = (radius * 0.5523, height - y);
        Fill(colour);
        ops.Add(x + radius).Add(cy).Add("m ");
        ops.Add(x + radius).Add(cy + k).Add(x + k).Add(cy + radius).Add(x).Add(cy + radius).Add("c ");
        ops.Add(x - k).Add(cy + radius).Add(x - radius).Add(cy + k).Add(x - radius).Add(cy).Add("c ");
        ops.Add(x - radius).Add(cy - k).Add(x - k).Add(cy - radius).Add(x).Add(cy - radius).Add("c ");
        ops.Add(x + k).Add(cy - radius).Add(x + radius).Add(cy - k).Add(x + radius).Add(cy).Add("c f\n");
    }

    /// <summary>A clickable area that leads out of the document.</summary>
    public void LinkTo(Uri target, string description, StructureElement link, double x, double y, double areaWidth, double areaHeight) =>
        Annotate($"/A<</S/URI/URI{PdfText.String(target.AbsoluteUri)}>>", description, link, x, y, areaWidth, areaHeight);

    /// <summary>A clickable area that leads to a place in the document.</summary>
    public void LinkTo(PageCanvas page, double top, string description, StructureElement link, double x, double y, double areaWidth, double areaHeight) =>
        Annotate($"/Dest[{page.Ref}/XYZ 0 {PdfText.Number(page.Height - top)} null]", description, link, x, y, areaWidth, areaHeight);

    /// <summary>Writes what was drawn so far and starts a fresh content stream; a long document keeps no finished page in memory.</summary>
    public void Flush()
    {
        if (ops.Length == 0)
            return;
        contents.Add(file.AddStream("", ops.Span));
        ops = new ByteText(2048);
        // Content streams are read as one, but the next one may be written much later: take nothing for granted.
        (font, fill, stroke, lineWidth, dashed) = ((null, 0), null, null, -1, false);
        ops.Add("[]0 d\n");
    }

    public void Write(PdfRef parent, PdfRef resources)
    {
        Flush();
        var key = tree.Register(marked);
        var annots = annotations.Count == 0 ? "" : $"/Annots[{string.Join(' ', annotations)}]";
        file.Write(Ref, FormattableString.Invariant($"<</Type/Page/Parent {parent}/MediaBox[0 0 {PdfText.Number(width)} {PdfText.Number(height)}]/Resources {resources}/Contents[{string.Join(' ', contents)}]/StructParents {key}/Tabs/S{annots}>>"));
    }

    private void Annotate(string action, string description, StructureElement link, double x, double y, double areaWidth, double areaHeight)
    {
        var key = tree.Register(link);
        var annotation = file.Add(FormattableString.Invariant($"<</Type/Annot/Subtype/Link/Rect[{PdfText.Number(x)} {PdfText.Number(height - y - areaHeight)} {PdfText.Number(x + areaWidth)} {PdfText.Number(height - y)}]/Border[0 0 0]/F 4/P {Ref}/StructParent {key}/Contents{PdfText.String(description)}{action}>>"));
        link.AddObject(Ref, annotation);
        annotations.Add(annotation);
    }

    private void Fill(PdfColour colour)
    {
        if (fill == colour)
            return;
        fill = colour;
        Colour(colour, "rg ");
    }

    private void Stroke(PdfColour colour, double thickness, bool dash)
    {
        if (stroke != colour)
        {
            stroke = colour;
            Colour(colour, "RG ");
        }

        if (lineWidth != thickness)
            ops.Add(lineWidth = thickness).Add("w ");
        if (dashed != dash)
            ops.Add((dashed = dash) ? "[2.5 2]0 d " : "[]0 d ");
    }

    private void Colour(PdfColour colour, string op) =>
        ops.Add(Share(colour.Red)).Add(Share(colour.Green)).Add(Share(colour.Blue)).Add(op);

    private static double Share(byte value) => value / 255.0;
}
