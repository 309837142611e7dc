using Insights.Analytics.Reports;
using Insights.Web.Exports.Pdf.FileFormat;

namespace Insights.Web.Exports.Pdf.Layout;

/// <summary>The head of page 1: what this is, what it found, what it covers, how old the data is, what is inside. The report starts right below it.</summary>
internal sealed class CoverBlock(Press press, double width)
{
    private const double Gap = 16;
    private const int MostEntries = 16;
    private static readonly TextStyle Label = new(7.5, 10, Tone: Tone.Muted);
    private static readonly TextStyle Value = new(8.25, 11.5);
    private readonly ReportDocument document = press.Document;

    public IEnumerable<Piece> Pieces(StructureElement parent, IReadOnlyList<ContentsEntry> contents)
    {
        var source = parent.Add("P");
        var line = $"{document.WorkspaceName}  ·  {document.Scope}";
        var figure = press.Logo is null ? null : parent.Add("Figure", alt: press.Options.Logo!.Text);
        yield return new Piece(26, (page, x, top) =>
        {
            if (figure is not null)
                press.Logo!.Draw(page, x + width, top, figure);
            page.BeginArtifact();
            page.Box(x, top, 28, 3, press.Colour(Tone.Accent));
            page.End();
            page.Begin(source);
            press.Draw(page, x, top + 11, press.Shortened(PrintableText.Of(line), TextStyle.Small, width - (figure is null ? 0 : LogoMark.Room)), TextStyle.Small with { Bold = true });
            page.End();
        });
        foreach (var piece in TextPieces.Heading(press, parent, 1, document.Title, width - (figure is null ? 0 : LogoMark.Room), before: 2))
            yield return piece;
        foreach (var piece in TextPieces.Paragraph(press, parent, document.Headline, TextStyle.Headline, width, before: 0))
            yield return piece;
        yield return RuleLine(10);
        foreach (var piece in Grid(parent, Facts()))
            yield return piece;
        if (contents.Count >= 3)
        {
            yield return RuleLine(8);
            foreach (var piece in Contents(parent.Add("TOC"), Short(contents)))
                yield return piece;
        }

        yield return RuleLine(8);
        if (document.Introduction is { } introduction)
        {
            foreach (var piece in TextPieces.Paragraph(press, parent, introduction, TextStyle.Body, width, before: 10))
                yield return piece;
        }
    }

    /// <summary>A report of many sections names its parts only ("Refunds" for "Refunds: Refunds that are owed"); the bookmarks name every section.</summary>
    private static IReadOnlyList<ContentsEntry> Short(IReadOnlyList<ContentsEntry> contents)
    {
        if (contents.Count <= MostEntries)
            return contents;
        foreach (var entry in contents)
            entry.Shown = entry.Title.Split(": ")[0];
        return [.. contents.DistinctBy(entry => entry.Shown)];
    }

    private List<Fact> Facts()
    {
        string Moment(NodaTime.Instant? instant) => instant is { } at ? CellText.Of(new Cell.Moment(at), document.Zone) : "no data";
        var facts = document.Filters.Select(filter => new Fact(filter.Label, filter.Value)).ToList();
        facts.Add(new("Scope", document.Scope));
        facts.Add(new("Times in zone", document.Zone.Id));
        facts.Add(new("Data as of", Moment(document.AsOf)));
        facts.Add(new("Made", Moment(document.MadeAt)));
        facts.AddRange(document.Freshness.Select(source => new Fact($"Source {source.Source}, until", Moment(source.DataUntil), source.Late switch
        {
            >= 3 => ("very late", Tone.Bad),
            >= 1 => ("late", Tone.Warning),
            _ => ("on time", Tone.Good),
        })));
        return facts;
    }

    private IEnumerable<Piece> Grid(StructureElement parent, List<Fact> facts)
    {
        var columns = width > 600 ? 6 : 4;
        var cell = (width - Gap * (columns - 1)) / columns;
        for (var start = 0; start < facts.Count; start += columns)
        {
            var row = facts.Skip(start).Take(columns).Select(fact => (Fact: fact, Lines: press.LinesBeforeMore(fact.Value, Value, cell), Element: parent.Add("P"))).ToList();
            var height = Label.Leading + row.Max(item => item.Lines.Count + (item.Fact.Word is null ? 0 : 1)) * Value.Leading;
            yield return new Piece(height, (page, x, top) =>
            {
                for (var i = 0; i < row.Count; i++)
                {
                    var (fact, lines, element) = row[i];
                    var left = x + i * (cell + Gap);
                    page.Begin(element);
                    press.Draw(page, left, top, press.Shortened(PrintableText.Of(fact.Label), Label, cell) + " ", Label);
                    for (var k = 0; k < lines.Count; k++)
                        press.Draw(page, left, top + Label.Leading + k * Value.Leading, lines[k], Value);
                    if (fact.Word is var (word, tone))
                        press.Draw(page, left, top + Label.Leading + lines.Count * Value.Leading, word, Value with { Bold = true }, tone);
                    page.End();
                }
            })
            { Before = start == 0 ? 8 : 6 };
        }
    }

    /// <summary>Two columns, each entry a link to its section; the page numbers are drawn when all pages are known.</summary>
    private IEnumerable<Piece> Contents(StructureElement toc, IReadOnlyList<ContentsEntry> contents)
    {
        var rows = (contents.Count + 1) / 2;
        var cell = (width - 2 * Gap) / 2;
        var elements = contents.Select(_ => toc.Add("TOCI").Add("Reference").Add("Link")).ToList();
        for (var r = 0; r < rows; r++)
        {
            // Down the first column, then down the second, as one reads a list.
            var entries = new[] { r, r + rows }.Where(i => i < contents.Count).ToArray();
            yield return new Piece(12.5, (page, x, top) =>
            {
                foreach (var i in entries)
                {
                    var left = x + (i < rows ? 0 : cell + 2 * Gap);
                    page.Begin(elements[i]);
                    press.Draw(page, left, top + 1, press.Shortened(PrintableText.Of(contents[i].Shown), Value, cell - 28) + " ", Value);
                    page.End();
                    press.AtTheEnd.Add(() => Number(page, contents[i], elements[i], left, top + 1, cell));
                }
            })
            { Before = r == 0 ? 6 : 0, KeepWithNext = r < rows - 1 };
        }
    }

    private void Number(PageCanvas page, ContentsEntry entry, StructureElement element, double left, double top, double cell)
    {
        if (entry.Page is not { } target)
            return;
        var number = (press.Pages.IndexOf(target) + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        page.Begin(element);
        press.Draw(page, left + cell - press.Width(number, Value), top, number, Value, Tone.Muted);
        page.End();
        page.LinkTo(target, entry.Top - 8, $"{entry.Shown}, page {number}", element, left, top, cell, Value.Leading);
    }

    private Piece RuleLine(double before) => new(0.5, (page, x, top) =>
    {
        page.BeginArtifact();
        page.Line(x, top, x + width, top, Press.Hairline, 0.75);
        page.End();
    })
    { Before = before };

    private sealed record Fact(string Label, string Value, (string Text, Tone Tone)? Word = null);
}

/// <summary>A section in the contents list; it learns its place when it is drawn.</summary>
internal sealed class ContentsEntry(string title)
{
    public string Title { get; } = title;

    /// <summary>In the contents list.</summary>
    public string Shown { get; set; } = title;
    public PageCanvas? Page { get; private set; }
    public double Top { get; private set; }

    public void Placed(PageCanvas page, double top) => (Page, Top) = (page, top);
}
