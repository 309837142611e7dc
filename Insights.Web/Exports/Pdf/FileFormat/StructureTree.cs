using System.Text;

namespace Insights.Web.Exports.Pdf.FileFormat;

/// <summary>Writes the structure elements and the table that leads from page content back to them.</summary>
internal sealed class StructureTree
{
    private readonly List<Entry> entries = [];

    public StructureElement Document { get; } = new("Document", null);

    /// <summary>The key of a page or annotation in the parent tree.</summary>
    public int Register(IReadOnlyList<StructureElement> contents)
    {
        entries.Add(new(contents, null));
        return entries.Count - 1;
    }

    public int Register(StructureElement element)
    {
        entries.Add(new(null, element));
        return entries.Count - 1;
    }

    public PdfRef Write(PdfFile file)
    {
        var root = file.Reserve();
        Number(file, Document);
        WriteElement(file, Document, root);

        var numbers = new StringBuilder();
        for (var i = 0; i < entries.Count; i++)
        {
            numbers.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i} ");
            if (entries[i].Element is { } element)
                numbers.Append(element.Ref).Append(' ');
            else
                numbers.Append(file.Add("[" + string.Join(' ', entries[i].Contents!.Select(content => content.Ref)) + "]")).Append(' ');
        }

        var parents = file.Add($"<</Nums[{numbers}]>>");
        file.Write(root, FormattableString.Invariant($"<</Type/StructTreeRoot/K {Document.Ref}/ParentTree {parents}/ParentTreeNextKey {entries.Count}>>"));
        return root;
    }

    private static void Number(PdfFile file, StructureElement element)
    {
        element.Ref = file.Reserve();
        foreach (var kid in element.Kids)
        {
            if (kid.Element is { } child)
                Number(file, child);
        }
    }

    private static void WriteElement(PdfFile file, StructureElement element, PdfRef parent)
    {
        var page = element.Kids.FirstOrDefault(kid => kid.Element is null).Page;
        var text = new StringBuilder("<</Type/StructElem/S/").Append(element.Type).Append("/P ").Append(parent);
        if (page.Number > 0)
            text.Append("/Pg ").Append(page);
        if (element.Alt is { } alt)
            text.Append("/Alt").Append(PdfText.String(alt));
        if (element.Scope is { } scope)
            text.Append("/A<</O/Table/Scope/").Append(scope).Append(">>");
        else if (element.Box is var (left, bottom, right, top))
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"/A<</O/Layout/Placement/Block/BBox[{PdfText.Number(left)} {PdfText.Number(bottom)} {PdfText.Number(right)} {PdfText.Number(top)}]>>");
        else if (element.Type == "L")
            text.Append("/A<</O/List/ListNumbering/None>>");

        text.Append("/K[");
        foreach (var kid in element.Kids)
        {
            if (kid.Element is { } child)
                text.Append(child.Ref);
            else if (kid.Mark < 0)
                text.Append("<</Type/OBJR/Obj ").Append(new PdfRef(-kid.Mark)).Append("/Pg ").Append(kid.Page).Append(">>");
            else if (kid.Page == page)
                text.Append(kid.Mark);
            else
                text.Append("<</Type/MCR/Pg ").Append(kid.Page).Append("/MCID ").Append(kid.Mark).Append(">>");
            text.Append(' ');
        }

        file.Write(element.Ref, text.Append("]>>").ToString());
        foreach (var kid in element.Kids)
        {
            if (kid.Element is { } child)
                WriteElement(file, child, element.Ref);
        }
    }

    private readonly record struct Entry(IReadOnlyList<StructureElement>? Contents, StructureElement? Element);
}
