using Insights.Analytics.Reports;
using Insights.Web.Exports.Pdf.FileFormat;
using Insights.Web.Exports.Pdf.Fonts;

namespace Insights.Web.Exports.Pdf.Layout;

/// <summary>What all parts of one printed document share: the file, its structure and bookmarks, the fonts, the colours, the pages.</summary>
internal sealed class Press : IDisposable
{
    public static readonly PdfColour White = PdfColour.Of("#ffffff");
    public static readonly PdfColour Hairline = PdfColour.Of("#dfe3e8");
    public static readonly PdfColour Rule = PdfColour.Of("#8a93a1");

    private readonly PdfColour accent;
    private readonly EmbeddedFace regular = new(DocumentFonts.Regular, "R");
    private readonly EmbeddedFace bold = new(DocumentFonts.SemiBold, "S");

    public Press(ReportDocument document, Stream output, PdfOptions options)
    {
        (Document, Options) = (document, options);
        accent = PdfColour.Of(options.Accent);
        File = new PdfFile(output);
        Logo = options.Logo is { } logo ? new LogoMark(this, logo) : null;
    }

    public ReportDocument Document { get; }
    public PdfOptions Options { get; }
    public PdfFile File { get; }
    public StructureTree Structure { get; } = new();
    public Outline Outline { get; } = new();
    public List<PageCanvas> Pages { get; } = [];

    /// <summary>Of whoever the report is for; null: none.</summary>
    public LogoMark? Logo { get; }

    /// <summary>What can only be drawn when all pages are known, on pages that were held back.</summary>
    public List<Action> AtTheEnd { get; } = [];

    /// <summary>Characters no typeface of ours has a shape for, in the order of their codes.</summary>
    public IEnumerable<int> Uncovered => regular.Uncovered.Union(bold.Uncovered).Order();

    public PdfColour Colour(Tone tone) => tone switch
    {
        Tone.Text => PdfColour.Of("#14171d"),
        Tone.Muted => PdfColour.Of("#545d6d"),
        Tone.Accent => accent,
        Tone.Good => PdfColour.Of("#12693a"),
        Tone.Bad => PdfColour.Of("#ad2117"),
        Tone.Warning => PdfColour.Of("#7d5200"),
        _ => throw new ArgumentOutOfRangeException(nameof(tone), tone, "Unknown tone."),
    };

    public EmbeddedFace Face(bool isBold) => isBold ? bold : regular;

    /// <summary>A space at the end takes no room.</summary>
    public double Width(ReadOnlySpan<char> text, TextStyle style) => (style.Bold ? DocumentFonts.SemiBold : DocumentFonts.Regular).Width(text.TrimEnd(' '), style.Size, style.Tabular);

    public List<string> Lines(string text, TextStyle style, double width) => LineBreaker.Lines(PrintableText.Of(text), width, part => Width(part, style));

    /// <summary>One line of printable text whose line box starts at <paramref name="top"/>.</summary>
    public void Draw(PageCanvas page, double x, double top, ReadOnlySpan<char> line, TextStyle style, Tone? tone = null) =>
        page.Text(x, top + style.Baseline, line, Face(style.Bold), style.Size, Colour(tone ?? style.Tone), style.Tabular);

    /// <summary>Lines of which more text of the same element follows: a space keeps their last word from growing into the next.</summary>
    public List<string> LinesBeforeMore(string text, TextStyle style, double width)
    {
        var lines = Lines(text, style, width);
        lines[^1] += " ";
        return lines;
    }

    /// <summary>For texts that must stay on one line and may be shortened because they stand in full elsewhere.</summary>
    public string Shortened(string text, TextStyle style, double width)
    {
        if (Width(text, style) <= width)
            return text;
        var length = text.Length;
        while (length > 0 && (char.IsHighSurrogate(text[length - 1]) || Width(text[..length].TrimEnd() + "…", style) > width))
            length--;
        return text[..length].TrimEnd() + "…";
    }

    /// <summary>Where a link of the report leads outside the portal; null when that is not known.</summary>
    public Uri? Target(string? link) => link is null || Options.PortalBaseUrl is not { } portal ? null : new Uri(portal, link);

    public void Finish()
    {
        foreach (var action in AtTheEnd)
            action();
        Furniture.Draw(this);

        var tree = File.Reserve();
        var fonts = regular.Write(File) + bold.Write(File);
        var pictures = Logo is null ? "" : $"/XObject<</{LogoMark.ResourceName} {Logo.Write()}>>";
        var resources = File.Add($"<</Font<<{fonts}>>{pictures}>>");
        foreach (var page in Pages)
            page.Write(tree, resources);
        File.Write(tree, FormattableString.Invariant($"<</Type/Pages/Kids[{string.Join(' ', Pages.Select(page => page.Ref))}]/Count {Pages.Count}>>"));

        var title = $"{Document.Title} – {Document.Scope}, {Document.Filters.Select(filter => filter.Value).FirstOrDefault() ?? Document.WorkspaceName}";
        var metadata = File.AddStream("/Type/Metadata/Subtype/XML", XmpMetadata.Of(title, Document.Headline, Document.WorkspaceName, Options.Language, Document.MadeAt), compress: false);
        var structure = Structure.Write(File);
        var outlines = Outline.IsEmpty ? "" : $"/Outlines {Outline.Write(File)}";
        var catalog = File.Add($"<</Type/Catalog/Pages {tree}/Metadata {metadata}/StructTreeRoot {structure}{outlines}/MarkInfo<</Marked true>>/Lang{PdfText.String(Options.Language)}/ViewerPreferences<</DisplayDocTitle true>>>>");
        var date = PdfText.Date(Document.MadeAt);
        var info = File.Add($"<</Title{PdfText.String(title)}/Subject{PdfText.String(Document.Headline)}/Author{PdfText.String(Document.WorkspaceName)}/Producer(Insights)/CreationDate{date}/ModDate{date}>>");
        File.Finish(catalog, info);
    }

    public void Dispose() => File.Dispose();
}
