using System.Globalization;
using System.Text.RegularExpressions;
using Insights.Analytics.Reports;
using Insights.Web.Exports.Pdf.Fonts;
using Insights.Web.Exports.Pdf.Layout;
using static Insights.Web.Tests.Exports.Pdf.PdfTools;

namespace Insights.Web.Tests.Exports.Pdf;

public sealed class LayoutTests
{
    [Theory]
    [InlineData("one two three", 7, "one two|three")]
    [InlineData("12.3 % more", 6, "12.3 %|more")]
    [InlineData("pre-paid and/or", 5, "pre-|paid|and/|or")]
    [InlineData("abcdefghij", 4, "abcd|efgh|ij")]
    [InlineData("a abcdefghij b", 4, "a|abcd|efgh|ij b")]
    [InlineData("1,234.50 EUR", 40, "1,234.50 EUR")]
    [InlineData("😀😀😀", 4, "😀😀|😀")]
    [InlineData("", 4, "")]
    public void Lines_BreakWhereAReaderExpects(string text, int width, string expected) =>
        // Every UTF-16 unit is one wide.
        Assert.Equal(expected, string.Join('|', LineBreaker.Lines(text, width, part => part.Length).Select(line => line.TrimEnd())));

    [Fact]
    public void Lines_LoseNoLetter()
    {
        var random = new Random(20261031);
        for (var n = 0; n < 500; n++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(0, 80)).Select(_ => "abcdef -/%é1"[random.Next(12)]));
            var width = random.Next(1, 30);
            var lines = LineBreaker.Lines(text, width, part => part.Length);

            // Put together again they are the text, with single spaces where lines end.
            Assert.Equal(Squeezed(text), Squeezed(string.Concat(lines)));
            Assert.All(lines, line => Assert.True(line.TrimEnd().Length <= Math.Max(1, width), $"“{line}” in {width}"));
        }
    }

    private static string Squeezed(string text) => string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public void Digits_AreEquallyWideInTables() =>
        Assert.Single("0123456789".Select(digit => DocumentFonts.Regular.Width(digit.ToString(), 10)).Distinct());

    [Fact]
    public void Digits_KeepTheirNaturalWidthInProse() =>
        Assert.True(DocumentFonts.Regular.Width("1", 10, tabularDigits: false) < DocumentFonts.Regular.Width("0", 10, tabularDigits: false));

    [Fact]
    public void Printable_ControlAndDirectionCharacters_DoNotReachThePage()
    {
        Assert.Equal("100 €", PrintableText.Of("\u202E100 €\u202C"));
        Assert.Equal("a b c", PrintableText.Of("a\tb\nc"));
        Assert.Equal("é", PrintableText.Of("e\u0301"));
    }

    [Fact]
    public void NoText_LeavesThePage_AndNoRowIsCutAtItsFoot()
    {
        foreach (var (name, document) in SampleDocuments.All)
        {
            var boxes = Run(Written(document), "pdftotext", "-bbox", "FILE", "-").Output;
            var (width, height) = (0d, 0d);
            var lowest = 0d;
            foreach (Match match in Regex.Matches(boxes, "<(?:page width=\"(?<w>[\\d.]+)\" height=\"(?<h>[\\d.]+)\"|word xMin=\"(?<x1>[-\\d.]+)\" yMin=\"(?<y1>[-\\d.]+)\" xMax=\"(?<x2>[-\\d.]+)\" yMax=\"(?<y2>[-\\d.]+)\">(?<t>[^<]*))", RegexOptions.None, TimeSpan.FromSeconds(20)))
            {
                if (match.Groups["w"].Success)
                {
                    (width, height) = (Number(match, "w"), Number(match, "h"));
                    continue;
                }

                var (x1, x2, y1, y2) = (Number(match, "x1"), Number(match, "x2"), Number(match, "y1"), Number(match, "y2"));
                Assert.True(x1 >= 47 && x2 <= width - 47, $"{name}: “{match.Groups["t"].Value}” from {x1} to {x2} on a page {width} wide");
                // The foot's own line begins 36 points above the edge; the text area ends 52 above it.
                var inFoot = y1 > height - 40;
                Assert.True(inFoot || y2 <= height - 50, $"{name}: “{match.Groups["t"].Value}” reaches {y2} of {height}");
                lowest = Math.Max(lowest, y2);
            }

            Assert.True(lowest > 0, name);
        }

        static double Number(Match match, string group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Heading_IsNeverTheLastThingOnAPage()
    {
        // A growing paragraph pushes a heading and its table over every position at the foot of the page.
        for (var lines = 20; lines < 60; lines += 3)
        {
            var document = SampleDocuments.LongTable(6);
            document = document with
            {
                Sections =
                [
                    new() { Id = "push", Title = "Push", Blocks = [.. Enumerable.Range(0, lines).Select(i => new Block.Paragraph($"Line {i}"))] },
                    document.Sections[0] with { Title = "Marked heading" },
                ],
            };
            var page = PageTexts(Written(document)).Single(text => text.Contains("Marked heading", StringComparison.Ordinal));

            var after = page[page.IndexOf("Marked heading", StringComparison.Ordinal)..];
            Assert.Contains("Alder & Finch", after, StringComparison.Ordinal);
            Assert.Contains("Brightwater Outdoor", after, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ShortTable_IsNeverParted()
    {
        for (var lines = 20; lines < 60; lines += 3)
        {
            var document = SampleDocuments.LongTable(6);
            document = document with { Sections = [new() { Id = "push", Title = "Push", Blocks = [.. Enumerable.Range(0, lines).Select(i => new Block.Paragraph($"Line {i}"))] }, document.Sections[0]] };

            Assert.Single(PageTexts(Written(document)), text => text.Contains(" pp", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void LongerTable_IsPartedWithThreeRowsAtLeastOnEitherSide()
    {
        var parted = 0;
        for (var lines = 20; lines < 60; lines++)
        {
            var document = SampleDocuments.LongTable(12);
            document = document with { Sections = [new() { Id = "push", Title = "Push", Blocks = [.. Enumerable.Range(0, lines).Select(i => new Block.Paragraph($"Line {i}"))] }, document.Sections[0]] };
            var rows = PageTexts(Written(document)).Select(text => text.Split('\n').Count(line => line.Contains(" pp", StringComparison.Ordinal))).Where(count => count > 0).ToList();

            Assert.All(rows, count => Assert.True(count >= 3, $"{count} rows stand alone after {lines} lines"));
            parted += rows.Count > 1 ? 1 : 0;
        }
        Assert.True(parted > 3, "No table was parted: the pages in between are left empty.");
    }

    [Fact]
    public void Totals_NeverStandAloneOnAPage()
    {
        for (var rows = 20; rows < 60; rows += 2)
        {
            var pages = PageTexts(Written(SampleDocuments.LongTable(rows)));
            var page = pages.Single(text => text.Contains("Total 614,201", StringComparison.Ordinal));

            // The head and at least one row stand above them.
            Assert.True(page[..page.IndexOf("Total 614,201", StringComparison.Ordinal)].Split(" EUR").Length > 2, $"{rows} rows");
        }
    }
}
