using System.Text.RegularExpressions;
using Insights.Analytics.Reports;
using Insights.Web.Tests.Exports.Charts;
using static Insights.Web.Tests.Exports.Pdf.PdfTools;

namespace Insights.Web.Tests.Exports.Pdf;

/// <summary>What a screen reader meets.</summary>
public sealed class StructureTests
{
    [Fact]
    public void Structure_HasHeadingsInOrderWithoutSkippedLevels()
    {
        var levels = Regex.Matches(Structure(SampleDocuments.Executive), @"^\s*H(\d)", RegexOptions.Multiline, TimeSpan.FromSeconds(5)).Select(match => match.Groups[1].Value[0] - '0').ToList();

        Assert.Equal(1, levels[0]);
        Assert.Equal(1, levels.Count(level => level == 1));
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1));
    }

    [Fact]
    public void Structure_GivesEveryFigureItsWords()
    {
        var attributes = Run(Written(SampleDocuments.Executive), "qpdf", "--qdf", "--object-streams=disable", "FILE", "-").Output;
        var figures = Regex.Matches(attributes, @"/S /Figure", RegexOptions.None, TimeSpan.FromSeconds(5)).Count;
        var described = Regex.Matches(attributes, @"/Alt [(<]", RegexOptions.None, TimeSpan.FromSeconds(5)).Count;

        // Ten charts and five trend lines: the sixth tile's amount is too long to leave room for one.
        Assert.Equal(15, figures);
        Assert.Equal(figures, described);
        Assert.Contains(SampleCharts.Reasons.AltText.Split('(')[0], attributes.Replace("\\(", "(", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Structure_OfATable_NamesItsHeadersAndHasEveryRowOnce()
    {
        var structure = Structure(SampleDocuments.LongTable(300));

        Assert.Equal(1, Count(structure, "Table"));
        // One row of heads, 300 rows, one of totals; heads repeated on later pages are no structure.
        Assert.Equal(302, Count(structure, "TR"));
        Assert.Equal(8 + 300 + 1, Count(structure, "TH"));
        Assert.Equal(301 * 7, Count(structure, "TD"));
        Assert.Contains("Scope /Column", Run(Written(SampleDocuments.LongTable(3)), "qpdf", "--qdf", "--object-streams=disable", "FILE", "-").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Structure_ReadsInTheOrderOfTheReport()
    {
        var text = Run(Written(SampleDocuments.Vendor), "pdfinfo", "-struct-text", "FILE").Output;
        Assert.True(text.IndexOf("Vendor chargeback report", StringComparison.Ordinal) < text.IndexOf("Tickets created", StringComparison.Ordinal));
        Assert.True(text.IndexOf("Tickets created", StringComparison.Ordinal) < text.IndexOf("dp_7Q1X041", StringComparison.Ordinal));
        Assert.DoesNotContain("Page 1 of", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Structure_LinesOfOneText_DoNotGrowTogether()
    {
        var text = Run(Written(SampleDocuments.Vendor), "pdfinfo", "-struct-text", "FILE").Output;

        Assert.Contains("Gateway Northgate Payments, Blue Harbor", text, StringComparison.Ordinal);
        Assert.Contains("First reply, P1 (median, business time) 41 min 9 min worse vs September 2026 target 30 min", text, StringComparison.Ordinal);
        Assert.Contains("31 Oct 2026 05:00 CET late", text, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryPage_HasStructuredTabOrder_AndLinksBelongToTheStructure()
    {
        var text = Run(Written(SampleDocuments.Executive), "qpdf", "--qdf", "--object-streams=disable", "FILE", "-").Output;

        var pages = Regex.Matches(text, @"/Type /Page\b(?!s)", RegexOptions.None, TimeSpan.FromSeconds(5)).Count;
        Assert.Equal(pages, Regex.Matches(text, "/Tabs /S", RegexOptions.None, TimeSpan.FromSeconds(5)).Count);
        var links = Regex.Matches(text, "/Subtype /Link", RegexOptions.None, TimeSpan.FromSeconds(5)).Count;
        Assert.True(links > 10);
        Assert.Equal(links, Regex.Matches(text, "/Type /OBJR", RegexOptions.None, TimeSpan.FromSeconds(5)).Count);
        Assert.Contains("/DisplayDocTitle true", text, StringComparison.Ordinal);
        Assert.Contains("/Marked true", text, StringComparison.Ordinal);
        Assert.Contains("/Lang (en-GB)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Bookmarks_ListEverySectionAndTable()
    {
        var text = Run(Written(SampleDocuments.Executive), "qpdf", "--qdf", "--object-streams=disable", "FILE", "-").Output;

        Assert.All(SampleDocuments.Executive.Sections, section => Assert.Contains($"/Title ({section.Title})", text, StringComparison.Ordinal));
        Assert.Contains("/Title (Service levels by priority)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void AllContent_IsMarkedOrAnArtifact()
    {
        // Content streams in their order: between marks nothing may paint or show text.
        var text = Run(Written(SampleDocuments.Executive), "qpdf", "--qdf", "--object-streams=disable", "FILE", "-").Output;
        var depth = 0;
        foreach (var line in text.Split('\n').Where(line => line.Length < 20_000))
        {
            if (line.EndsWith(">>BDC", StringComparison.Ordinal) || line.EndsWith("/Artifact BMC", StringComparison.Ordinal))
                depth++;
            else if (line == "EMC")
                depth--;
            else if (line.EndsWith("Tj ET", StringComparison.Ordinal) || line.EndsWith(" re f", StringComparison.Ordinal) || line.EndsWith(" l S", StringComparison.Ordinal))
                Assert.Equal(1, depth);
        }

        Assert.Equal(0, depth);
    }

    private static string Structure(ReportDocument document) => Run(Written(document), "pdfinfo", "-struct", "FILE").Output;

    private static int Count(string structure, string type) => Regex.Matches(structure, $@"^\s*{type}\b", RegexOptions.Multiline, TimeSpan.FromSeconds(5)).Count;
}
