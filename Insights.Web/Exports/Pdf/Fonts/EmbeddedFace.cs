using System.Buffers;
using System.Text;
using Insights.Web.Exports.Pdf.FileFormat;

namespace Insights.Web.Exports.Pdf.Fonts;

/// <summary>One weight of the document: its main font and those of other scripts, embedded when a text needs them.</summary>
internal sealed class EmbeddedFace
{
    private readonly FontStack stack;
    private readonly EmbeddedFont main;
    private readonly List<EmbeddedFont> behind = [];

    public EmbeddedFace(FontStack stack, string resourceName)
    {
        this.stack = stack;
        main = new EmbeddedFont(stack.Main, resourceName);
    }

    /// <summary>Characters no font has a shape for, drawn as a box.</summary>
    public IEnumerable<int> Uncovered => main.Uncovered;

    /// <summary>The font of the first character, and how much of the text stands in it.</summary>
    public EmbeddedFont FontAt(ReadOnlySpan<char> text, out int length)
    {
        FontMetrics? first = null;
        length = 0;
        while (length < text.Length)
        {
            // Half of a pair alone is drawn as what stands for a broken character.
            var whole = Rune.DecodeFromUtf16(text[length..], out var rune, out var units) == OperationStatus.Done;
            var font = whole ? stack.For(rune) : stack.Main;
            if (first is not null && font != first)
                break;
            first = font;
            length += units;
        }

        return Embedded(first ?? stack.Main);
    }

    /// <summary>Entries of the pages' font resources.</summary>
    public string Write(PdfFile file) => string.Concat(behind.Prepend(main).Where(font => font.Used).Select(font => $"/{font.ResourceName} {font.Write(file)}"));

    private EmbeddedFont Embedded(FontMetrics metrics)
    {
        if (metrics == main.Metrics)
            return main;
        var known = behind.Find(font => font.Metrics == metrics);
        if (known is null)
            behind.Add(known = new EmbeddedFont(metrics, FormattableString.Invariant($"{main.ResourceName}{behind.Count + 1}")));
        return known;
    }
}
