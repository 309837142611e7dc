using Insights.Analytics.Reports;
using Insights.Web.Exports.Pdf.FileFormat;

namespace Insights.Web.Exports.Pdf.Layout;

/// <summary>Headings, paragraphs and lists as pieces, one a line, so that text flows over pages without lonely first or last lines.</summary>
internal static class TextPieces
{
    public static IEnumerable<Piece> Heading(Press press, StructureElement parent, int level, string text, double width, double before, Action<PageCanvas, double>? placed = null)
    {
        var style = level switch { 1 => TextStyle.Title, 2 => TextStyle.Heading, _ => TextStyle.Subheading };
        var element = parent.Add("H" + level.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var first = true;
        foreach (var line in press.Lines(text, style, width))
        {
            var isFirst = first;
            first = false;
            yield return new Piece(style.Leading, (page, x, top) =>
            {
                if (isFirst)
                {
                    press.Outline.Add(level, text, page.Ref, page.Height - top + 8);
                    placed?.Invoke(page, top);
                }

                page.Begin(element);
                press.Draw(page, x, top, line, style);
                page.End();
            })
            { Before = isFirst ? before : 0, KeepWithNext = true };
        }

        yield return Gap(level == 2 ? 4 : 2) with { KeepWithNext = true };
    }

    /// <param name="inset">Distance from the left edge.</param>
    public static IEnumerable<Piece> Paragraph(Press press, StructureElement parent, string text, TextStyle style, double width, double before, double inset = 0, bool keepWithNext = false)
    {
        foreach (var part in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var element = parent.Add("P");
            var lines = press.Lines(part, style, width - inset);
            for (var i = 0; i < lines.Count; i++)
            {
                var line = lines[i];
                yield return new Piece(style.Leading, (page, x, top) =>
                {
                    page.Begin(element);
                    press.Draw(page, x + inset, top, line, style);
                    page.End();
                })
                { Before = i == 0 ? before : 0, KeepWithNext = keepWithNext || StaysTogether(i, lines.Count) };
            }
        }
    }

    public static IEnumerable<Piece> List(Press press, StructureElement parent, IReadOnlyList<Sentence> items, TextStyle style, double width, double before, Func<int, string>? label = null)
    {
        const double inset = 14;
        var list = parent.Add("L");
        for (var n = 0; n < items.Count; n++)
        {
            var sentence = items[n];
            var item = list.Add("LI");
            var mark = item.Add("Lbl");
            var body = item.Add("LBody");
            var target = press.Target(sentence.Link);
            var content = target is null ? body : body.Add("Link");
            var sign = label?.Invoke(n) ?? "•";
            var lines = press.Lines(sentence.Text, style, width - inset - (target is null ? 0 : style.Size * 1.4));
            for (var i = 0; i < lines.Count; i++)
            {
                var (line, isFirst, isLast) = (lines[i], i == 0, i == lines.Count - 1);
                yield return new Piece(style.Leading, (page, x, top) =>
                {
                    if (isFirst)
                    {
                        page.Begin(mark);
                        press.Draw(page, x + (label is null ? 2 : 0), top, sign, style, label is null ? Tone.Accent : Tone.Muted);
                        page.End();
                    }

                    page.Begin(content);
                    press.Draw(page, x + inset, top, line, style);
                    page.End();
                    if (target is null)
                        return;
                    var lineWidth = press.Width(line, style);
                    page.LinkTo(target, "Show the rows: " + sentence.Text, content, x + inset, top, lineWidth, style.Leading);
                    if (!isLast)
                        return;
                    page.BeginArtifact();
                    press.Draw(page, x + inset + lineWidth + style.Size * 0.4, top, "→", style, Tone.Accent);
                    page.End();
                })
                { Before = isFirst ? (n == 0 ? before : style.Size < 9 ? 1 : 3) : 0, KeepWithNext = StaysTogether(i, lines.Count) };
            }
        }
    }

    public static Piece Gap(double height) => new(height, (_, _, _) => { });

    /// <summary>Two lines at least at the end of a page and at the start of the next.</summary>
    private static bool StaysTogether(int line, int lines) => lines > 1 && (line == 0 || line == lines - 2);
}
