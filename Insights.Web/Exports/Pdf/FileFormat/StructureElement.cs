namespace Insights.Web.Exports.Pdf.FileFormat;

/// <summary>One node of the document's logical structure: what a screen reader walks through, in reading order.</summary>
internal sealed class StructureElement(string type, StructureElement? parent)
{
    private readonly List<Kid> kids = [];

    public string Type => type;
    public StructureElement? Parent => parent;
    public IReadOnlyList<Kid> Kids => kids;

    /// <summary>Set when the tree is written.</summary>
    public PdfRef Ref { get; set; }

    /// <summary>What a figure shows, in words.</summary>
    public string? Alt { get; init; }

    /// <summary>Row or Column, for table headers.</summary>
    public string? Scope { get; init; }

    /// <summary>Where a figure lies on its page, in points from the lower left.</summary>
    public (double Left, double Bottom, double Right, double Top)? Box { get; set; }

    public StructureElement Add(string childType, string? alt = null, string? scope = null)
    {
        var child = new StructureElement(childType, this) { Alt = alt, Scope = scope };
        kids.Add(new(child, default, default));
        return child;
    }

    /// <summary>Content on a page, by its marked-content number there.</summary>
    public void AddContent(PdfRef page, int mark) => kids.Add(new(null, page, mark));

    public void AddObject(PdfRef page, PdfRef annotation) => kids.Add(new(null, page, -annotation.Number));

    /// <param name="Element">A child, or null for content.</param>
    /// <param name="Page">The page of the content.</param>
    /// <param name="Mark">The content's number; below zero, the negated number of an annotation object.</param>
    internal readonly record struct Kid(StructureElement? Element, PdfRef Page, int Mark);
}
