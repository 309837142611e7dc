namespace Insights.Web.Exports.Pdf.FileFormat;

/// <summary>Bookmarks: the tree of headings a viewer shows beside the pages.</summary>
internal sealed class Outline
{
    private readonly List<Entry> entries = [];

    public bool IsEmpty => entries.Count == 0;

    /// <param name="level">1 for the document, 2 for its sections, 3 within them.</param>
    /// <param name="title">As the heading reads.</param>
    /// <param name="page">Where it is.</param>
    /// <param name="top">Its upper edge, in points from the lower edge of the page.</param>
    public void Add(int level, string title, PdfRef page, double top) => entries.Add(new(level, title, page, top));

    public PdfRef Write(PdfFile file)
    {
        var root = file.Reserve();
        var refs = entries.Select(_ => file.Reserve()).ToArray();
        var parents = new int[entries.Count];
        for (var i = 0; i < entries.Count; i++)
            parents[i] = Enumerable.Range(0, i).LastOrDefault(k => entries[k].Level < entries[i].Level, -1);

        for (var i = 0; i < entries.Count; i++)
        {
            var siblings = Children(parents, parents[i]);
            var place = siblings.IndexOf(i);
            var (_, title, page, top) = entries[i];
            var body = $"<</Title{PdfText.String(title)}/Parent {(parents[i] < 0 ? root : refs[parents[i]])}/Dest[{page}/XYZ 0 {PdfText.Number(top)} null]";
            if (place > 0)
                body += $"/Prev {refs[siblings[place - 1]]}";
            if (place < siblings.Count - 1)
                body += $"/Next {refs[siblings[place + 1]]}";
            var children = Children(parents, i);
            // Below zero: closed, so that the sections are seen at a glance.
            if (children.Count > 0)
                body += FormattableString.Invariant($"/First {refs[children[0]]}/Last {refs[children[^1]]}/Count {(entries[i].Level == 1 ? children.Count : -children.Count)}");
            file.Write(refs[i], body + ">>");
        }

        var top1 = Children(parents, -1);
        file.Write(root, FormattableString.Invariant($"<</Type/Outlines/First {refs[top1[0]]}/Last {refs[top1[^1]]}/Count {top1.Count}>>"));
        return root;
    }

    private static List<int> Children(int[] parents, int of) => [.. Enumerable.Range(0, parents.Length).Where(i => parents[i] == of)];

    private readonly record struct Entry(int Level, string Title, PdfRef Page, double Top);
}
