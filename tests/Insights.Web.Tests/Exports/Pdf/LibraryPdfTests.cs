using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Insights.Analytics.Reports;
using Insights.Import.Store;
using Insights.Web.Components;
using Insights.Web.Tests.SampleData;
using static Insights.Web.Tests.Exports.Pdf.PdfTools;

namespace Insights.Web.Tests.Exports.Pdf;

/// <summary>
/// Every report of the library on paper, over the small set: a sound file, tagged, with bookmarks and links, pages that are filled, and pages that look
/// as they did when somebody last looked at them. After a wanted change: INSIGHTS_GOLDEN=write dotnet test …, look at the pictures in Golden/, commit them.
/// </summary>
public sealed class LibraryPdfTests(SmallSet small) : IClassFixture<SmallSet>
{
    private static readonly string[] s_ids = ["executive-monthly", "vendor-chargebacks", "vendor-service", "sla-monthly", "payment-health", "portfolio-chargebacks", "data-quality"];

    public static TheoryData<string> Reports() => [.. s_ids];

    private static readonly Dictionary<string, (ReportDocument Document, byte[] Pdf)> s_made = [];

    [Fact]
    public void Library_HasTheSevenReportsAndNoOther() =>
        Assert.Equal(s_ids.Order(), small.Data.Get<ReportLibrary>().For(DataScope.Staff).Where(builder => !ReportShelf.IsScreen(builder)).Select(builder => builder.Id).Order());

    [Theory]
    [MemberData(nameof(Reports))]
    public async Task Report_IsASoundTaggedFileOfTheSameBytesEveryTime(string id)
    {
        var (document, pdf) = await MadeAsync(id);

        Assert.Null(document.Empty);
        Assert.Equal(pdf, Written(document));
        var (code, said) = Run(pdf, "qpdf", "--check", "FILE");
        Assert.True(code == 0 && !said.Contains("WARNING", StringComparison.Ordinal), said);
        var info = Run(pdf, "pdfinfo", "FILE").Output;
        Assert.Matches(@"Tagged:\s+yes", info);
        Assert.Contains(document.Title, info, StringComparison.Ordinal);
        Assert.Matches(@"/Lang \(?<?", Run(pdf, "qpdf", "--qdf", "--object-streams=disable", "FILE", "-").Output);
        Assert.Contains("<rdf:li>en-GB</rdf:li>", Run(pdf, "pdfinfo", "-meta", "FILE").Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public async Task Report_ReadsAloudInItsOwnOrder(string id)
    {
        var (document, pdf) = await MadeAsync(id);
        var read = WithoutSpaces(Run(pdf, "pdfinfo", "-struct-text", "FILE").Output);
        var text = WithoutSpaces(Text(pdf));
        // Section titles stand in the contents list first, so the search begins behind the cover.
        var at = read.IndexOf(WithoutSpaces(document.Headline), StringComparison.Ordinal);
        Assert.True(at > 0, "The headline is not read.");
        foreach (var section in document.Sections)
        {
            var found = read.IndexOf("\"" + WithoutSpaces(section.Title), at, StringComparison.Ordinal);
            at = found >= 0 ? found : read.IndexOf(WithoutSpaces(section.Title), at, StringComparison.Ordinal);
            Assert.True(at >= 0, $"“{section.Title}” is not read after what stands before it.");
            foreach (var block in section.Blocks.OfType<Block.DataTable>())
                Assert.Contains(WithoutSpaces(block.Table.Title), block.Table.PrintRows == 0 ? text : read, StringComparison.Ordinal);
        }
        Assert.All(document.Footnotes, note => Assert.Contains(WithoutSpaces(note), text, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public async Task Report_HasBookmarksOfEverySection_LinksOfItsContents_AndTheWayBackToThePortal(string id)
    {
        var (document, pdf) = await MadeAsync(id);
        var raw = Run(pdf, "qpdf", "--qdf", "--object-streams=disable", "FILE", "-").Output;

        // Title, sections, tables and charts; every section at least.
        Assert.True(Regex.Count(raw, @"/Title \(|/Title <", RegexOptions.None, TimeSpan.FromSeconds(5)) > document.Sections.Count);
        Assert.True(Regex.Count(raw, @"/Dest \[", RegexOptions.None, TimeSpan.FromSeconds(5)) >= Math.Min(3, document.Sections.Count), "The contents list has no links.");
        Assert.Contains("https://portal.example/", Run(pdf, "pdfinfo", "-url", "FILE").Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public async Task Report_LeavesNoPageNearlyEmpty(string id)
    {
        var pages = PagePicture.Of((await MadeAsync(id)).Pdf);

        // The last page ends where the report ends.
        Assert.All(pages.SkipLast(1).Select((page, i) => (Number: i + 1, Filled: page.Filled())), page => Assert.True(page.Filled > 0.4, $"Page {page.Number} of {pages.Count} is filled to {page.Filled:P0} only."));
        Assert.True(pages.Count <= (id == "executive-monthly" ? 6 : 18), $"{pages.Count} pages.");
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public async Task Report_LooksAsItDidWhenItWasLastLookedAt(string id)
    {
        var pages = PagePicture.Of((await MadeAsync(id)).Pdf);
        var folder = Path.Combine(Here(), "Golden");
        if (Environment.GetEnvironmentVariable("INSIGHTS_GOLDEN") == "write")
        {
            foreach (var old in Directory.GetFiles(folder, id + "-*.png"))
                File.Delete(old);
            for (var i = 0; i < pages.Count; i++)
                File.WriteAllBytes(Path.Combine(folder, $"{id}-{i + 1:00}.png"), pages[i].Png());
        }
        var golden = Directory.GetFiles(folder, id + "-*.png").Order(StringComparer.Ordinal).Select(page => PagePicture.Read(File.ReadAllBytes(page))).ToList();
        const string how = "If that is meant: INSIGHTS_GOLDEN=write dotnet test tests/Insights.Web.Tests --filter LibraryPdfTests, look at Exports/Pdf/Golden, commit it.";
        Assert.True(golden.Count == pages.Count, $"{id} has {pages.Count} pages, {golden.Count} when it was last looked at. {how}");
        for (var i = 0; i < pages.Count; i++)
        {
            var unlike = pages[i].Unlike(golden[i]);
            Assert.True(unlike is null, $"{id}, page {i + 1}: {unlike}. {how}");
        }
    }

    [Fact]
    public async Task Picture_OfAnotherPage_IsUnlike()
    {
        var pages = PagePicture.Of((await MadeAsync("sla-monthly")).Pdf);
        var (document, _) = await MadeAsync("sla-monthly");
        var changed = PagePicture.Of(Written(document with { Headline = "Another finding of about as many words" }));

        Assert.NotNull(pages[0].Unlike(changed[0]));
        Assert.Null(pages[0].Unlike(PagePicture.Read(pages[0].Png())));
    }

    private async Task<(ReportDocument Document, byte[] Pdf)> MadeAsync(string id)
    {
        if (!s_made.TryGetValue(id, out var made))
        {
            var document = await small.Data.Get<ReportLibrary>().BuildAsync(id, ReportLibrary.Month(2025, 11, id.StartsWith("vendor-", StringComparison.Ordinal) ? "cedar" : null), DataScope.Staff);
            s_made[id] = made = (document, Written(document));
        }
        return made;
    }

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
