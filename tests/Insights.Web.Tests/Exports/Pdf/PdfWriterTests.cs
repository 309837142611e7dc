using Insights.Analytics.Reports;
using Insights.Web.Exports.Pdf;
using Insights.Web.Exports.Pdf.Layout;
using Insights.Web.Tests.Exports.Charts;
using NodaTime;
using static Insights.Web.Tests.Exports.Pdf.PdfTools;

namespace Insights.Web.Tests.Exports.Pdf;

public sealed class PdfWriterTests
{
    public static TheoryData<string> Names => [.. SampleDocuments.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Write_EverySample_IsAFileThatQpdfFindsNoFaultWith(string name)
    {
        var (exitCode, output) = Run(Written(SampleDocuments.All[name]), "qpdf", "--check", "FILE");

        Assert.True(exitCode == 0, output);
        Assert.DoesNotContain("WARNING", output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Write_EverySample_IsReadByPopplerWithoutComplaint(string name)
    {
        var (exitCode, output) = Run(Written(SampleDocuments.All[name]), "pdftotext", "FILE", "-");

        Assert.True(exitCode == 0 && !output.Contains("Syntax", StringComparison.Ordinal) && !output.Contains("Internal Error", StringComparison.Ordinal), output);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Write_Twice_GivesTheSameBytes(string name) => Assert.Equal(Written(SampleDocuments.All[name]), Written(SampleDocuments.All[name]));

    [Fact]
    public void Write_OtherContent_GivesAnotherIdentifier()
    {
        static string Id(byte[] pdf) => System.Text.Encoding.Latin1.GetString(pdf) is var text ? text.Substring(text.LastIndexOf("/ID[<", StringComparison.Ordinal) + 5, 32) : "";

        Assert.NotEqual(Id(Written(SampleDocuments.Executive)), Id(Written(SampleDocuments.Executive with { Headline = "Another finding" })));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Text_OfEveryCell_StandsInTheFileInReadingOrder(string name)
    {
        var document = SampleDocuments.All[name];
        var text = Letters(Text(Written(document)));
        var at = 0;
        foreach (var expected in Texts(document, name == "wide"))
        {
            var wanted = Letters(PrintableText.Of(expected));
            // Notes, running heads and page numbers may stand between two texts, never the other way round.
            var found = text.IndexOf(wanted, at, StringComparison.Ordinal);
            Assert.True(found >= 0, $"“{expected}” is missing after “{text[Math.Max(0, at - 60)..at]}”");
            at = found + wanted.Length;
        }
    }

    /// <summary>Arabic letters are drawn in forms of their own, and copied as the letters they are.</summary>
    private static string Letters(string text) => WithoutSpaces(text).Normalize(System.Text.NormalizationForm.FormKC);

    [Fact]
    public void Text_OfARowTallerThanAPage_IsContinuedToItsLastWord()
    {
        var words = Text(Written(SampleDocuments.Awkward)).Split([' ', '\n', '\f']).Where(word => word.Length > 4 && word.StartsWith("word", StringComparison.Ordinal) && word[4..].All(char.IsDigit));

        Assert.Equal(Enumerable.Range(1, 1500).Select(i => $"word{i}"), words);
    }

    [Fact]
    public void Text_OfTilesAndCover_StandsInTheFile()
    {
        var text = WithoutSpaces(Text(Written(SampleDocuments.Executive)));
        var document = SampleDocuments.Executive;
        var expected = document.Filters.SelectMany(filter => new[] { filter.Label, filter.Value })
            .Concat([document.Title, document.Headline, document.WorkspaceName, document.Scope, "Europe/Berlin", "31 Oct 2026 23:55 CET", "on time", "very late"])
            .Concat(document.Sections.SelectMany(section => section.Blocks).OfType<Block.Tiles>().SelectMany(tiles => tiles.Items)
                .SelectMany(tile => new[] { tile.Label, CellText.Of(tile.Value, document.Zone), CellText.Of(tile.Delta, document.Zone), tile.ComparedTo!, CellText.Of(tile.Target, document.Zone) }))
            .Concat(["worse", "better", "small sample", "n = 46,218"])
            .Concat(document.Footnotes).Concat(document.Definitions.SelectMany(definition => new[] { definition.Name, definition.Definition, definition.Formula }));

        Assert.All(expected, part => Assert.Contains(WithoutSpaces(part), text, StringComparison.Ordinal));
    }

    [Fact]
    public void EveryPage_HasItsNumberOfHowMany_AndAsOf()
    {
        var pages = PageTexts(Written(SampleDocuments.LongTable(300)));

        Assert.True(pages.Count > 5);
        for (var i = 0; i < pages.Count; i++)
        {
            Assert.Contains($"Page {i + 1} of {pages.Count}", pages[i], StringComparison.Ordinal);
            Assert.Contains("Data as of 31 Oct 2026 23:55 CET", pages[i], StringComparison.Ordinal);
            Assert.Contains("1 Oct 2026 – 31 Oct 2026", pages[i], StringComparison.Ordinal);
            Assert.Contains("Europe/Berlin", pages[i], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void EveryPage_OfALongTable_RepeatsItsHead()
    {
        var pages = PageTexts(Written(SampleDocuments.LongTable(300)));

        Assert.All(pages.Where(page => page.Contains("EUR", StringComparison.Ordinal)), page => Assert.Equal(1, page.Split("Sales value").Length - 1));
    }

    [Fact]
    public void Fonts_AreEmbeddedSubsetsWithAWayBackToUnicode()
    {
        var lines = Run(Written(SampleDocuments.Executive), "pdffonts", "FILE").Output.Split('\n').Skip(2).Where(line => line.Length > 0).ToList();

        Assert.Equal(2, lines.Count);
        Assert.All(lines, line => Assert.Matches(@"^[A-Z]{6}\+Inter-(Regular|SemiBold)\s+CID TrueType\s+Identity-H\s+yes yes yes", line));
    }

    [Fact]
    public void Metadata_NamesTheReportAndItsDate()
    {
        var info = Run(Written(SampleDocuments.Executive), "pdfinfo", "FILE").Output;

        Assert.Contains("Monthly executive report – All vendors, 1 Oct 2026 – 31 Oct 2026", info, StringComparison.Ordinal);
        Assert.Matches(@"Tagged:\s+yes", info);
        Assert.Matches(@"PDF version:\s+1\.7", info);
        Assert.Matches(@"CreationDate:\s+Sun Nov\s+1 0[56]:00:00 2026", info);
        Assert.Contains("<rdf:li>en-GB</rdf:li>", Run(Written(SampleDocuments.Executive), "pdfinfo", "-meta", "FILE").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void WideSection_IsLandscape_AndTheNextOneIsNot()
    {
        var info = Run(Written(SampleDocuments.Wide), "pdfinfo", "-f", "1", "-l", "9", "FILE").Output;

        Assert.Matches(@"Page\s+1 size:\s+841\.89 x 595\.28", info);
        Assert.Matches(@"Page\s+3 size:\s+595\.28 x 841\.89", info);
    }

    [Fact]
    public void WideSection_WhoseTablesFitUpright_StaysUpright()
    {
        var document = SampleDocuments.LongTable(5);
        document = document with { Sections = [document.Sections[0] with { Wide = true }] };

        Assert.Matches(@"Page\s+1 size:\s+595\.28 x 841\.89", Run(Written(document), "pdfinfo", "-f", "1", "-l", "9", "FILE").Output);
    }

    [Fact]
    public void CharactersWithoutAShape_AreShownReportedAndCopiedUnchanged()
    {
        var text = Text(Written(SampleDocuments.Awkward));

        Assert.Contains("🙂", text, StringComparison.Ordinal);
        Assert.Contains("Ελληνικά, кириллица, tiếng Việt, Łódź, İstanbul", text, StringComparison.Ordinal);
        Assert.Contains("Not covered by this document", text, StringComparison.Ordinal);
        Assert.Contains("(U+0939)", text, StringComparison.Ordinal);
        Assert.DoesNotContain("(U+65E5)", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Not covered", Text(Written(SampleDocuments.Vendor)), StringComparison.Ordinal);
    }

    [Fact]
    public void MissingValues_SayWhyBelowTheTable()
    {
        var text = Text(Written(SampleDocuments.Executive));

        Assert.Contains("– no target agreed", text, StringComparison.Ordinal);
        Assert.Contains("– a not yet decided", text, StringComparison.Ordinal);
        Assert.Contains("– b new this month", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_LeadToThePortal_AndAreLeftOutWhereItsAddressIsUnknown()
    {
        var links = Run(Written(SampleDocuments.Executive), "pdfinfo", "-url", "FILE").Output;

        Assert.Contains("https://portal.example/Rows?set=breached&priority=p1", links, StringComparison.Ordinal);
        Assert.Contains("https://portal.example/Rows?set=tickets&period=last-month", links, StringComparison.Ordinal);
        Assert.DoesNotContain("http", Run(Written(SampleDocuments.Executive, new PdfOptions()), "pdfinfo", "-url", "FILE").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void EmptyReport_SaysWhyAndWhatHelps() => Assert.Contains("No data yet: import a first file", Text(Written(SampleDocuments.Empty)), StringComparison.Ordinal);

    [Fact]
    public void Write_ToAStreamThatCannotSeek_Works()
    {
        using var memory = new MemoryStream();
        using (var forward = new System.IO.Compression.GZipStream(memory, System.IO.Compression.CompressionLevel.NoCompression, leaveOpen: true))
            PdfWriter.Write(SampleDocuments.Vendor, forward, Options);

        Assert.True(memory.Length > 10_000);
    }

    [Fact]
    public void Accent_ThatIsNoColour_IsRefusedInWords()
    {
        var error = Assert.Throws<ArgumentException>(() => Written(SampleDocuments.Vendor, new PdfOptions { Accent = "blue" }));

        Assert.Contains("#rrggbb", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Every text of the blocks, row by row; in a table of several parts, part by part is not row by row, so only its titles.</summary>
    private static IEnumerable<string> Texts(ReportDocument document, bool titlesOnly)
    {
        yield return document.Title;
        foreach (var section in document.Sections)
        {
            yield return section.Title;
            foreach (var block in section.Blocks)
            {
                if (block is Block.Paragraph paragraph)
                    yield return paragraph.Text;
                if (block is Block.Bullets bullets)
                {
                    foreach (var item in bullets.Items)
                        yield return item.Text;
                }

                if (block is Block.Chart chart)
                    yield return chart.Spec.Title;
                if (block is not Block.DataTable { Table: var table })
                    continue;
                yield return table.Title;
                // A cell that runs over pages ends after its neighbours: Text_OfARowTallerThanAPage.
                foreach (var cell in titlesOnly ? [] : table.Rows.SelectMany(row => row).Concat(table.Totals?.OfType<Cell>() ?? []))
                {
                    var text = CellText.Of(cell, document.Zone);
                    if (text.Length <= 2_000)
                        yield return text;
                }
            }
        }
    }

    [Fact]
    public void TableInParts_HasEveryCellOnce()
    {
        var table = ((Block.DataTable)SampleDocuments.Wide.Sections[0].Blocks[0]).Table;
        var text = Text(Written(SampleDocuments.Wide));

        Assert.All(table.Rows.SelectMany(row => row.Skip(1)), cell => Assert.Contains(CellText.Of(cell, DateTimeZone.Utc), text, StringComparison.Ordinal));
        Assert.Contains("of 25", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Charts_TextIsSelectable()
    {
        var text = Text(Written(SampleDocuments.Executive));

        Assert.Contains("Programme limit 0.90 %", text, StringComparison.Ordinal);
        Assert.All(SampleCharts.Reasons.Series[0].Values, cell => Assert.Contains(CellText.Of(cell, DateTimeZone.Utc), text, StringComparison.Ordinal));
    }
}
