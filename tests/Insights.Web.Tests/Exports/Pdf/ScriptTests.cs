using Insights.Analytics.Reports;
using Insights.Web.Exports.Pdf.Fonts;
using Insights.Web.Exports.Pdf.Layout;
using static Insights.Web.Tests.Exports.Pdf.PdfTools;

namespace Insights.Web.Tests.Exports.Pdf;

/// <summary>Names and words in scripts the document's typeface lacks.</summary>
public sealed class ScriptTests
{
    /// <summary>A vendor's name as its language writes it, by the font that must draw it.</summary>
    public static TheoryData<string, string> Names => new()
    {
        { "日本語の店と东方商店", "NotoSansSC-Regular" },
        { "한국어 상점", "NanumGothic-Regular" },
        { "ร้านค้าไทย", "NotoSansThai-Regular" },
        { "Հայերեն խանութ", "NotoSansArmenian-Regular" },
        { "ქართული მაღაზია", "NotoSansGeorgian-Regular" },
        { "חנות הספרים", "NotoSansHebrew-Regular" },
        { "متجر الكتب", "NotoSansArabic-Regular" },
        { "فروشگاه پارسی", "NotoSansArabic-Regular" },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Name_InAnotherScript_IsDrawnByItsFont_AndCopiedAsItIs(string name, string font)
    {
        var pdf = Written(With(name));

        // Without -raw pdftotext puts words that are read from the right back into their order, between marks of the direction.
        var text = string.Concat(Run(pdf, "pdftotext", "-enc", "UTF-8", "FILE", "-").Output.Where(c => c is not (>= '\u202A' and <= '\u202E')));
        Assert.True(text.Contains(name, StringComparison.Ordinal), text);
        Assert.DoesNotContain("Not covered", Text(pdf), StringComparison.Ordinal);
        var fonts = Run(pdf, "pdffonts", "FILE").Output;
        Assert.Contains("+" + font, fonts, StringComparison.Ordinal);
        // Only what is needed, and every font with its way back to Unicode.
        Assert.All(fonts.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2), line => Assert.Matches("CID TrueType +Identity-H +yes yes yes", line));
        Assert.True(pdf.Length < 60_000, $"{pdf.Length:N0} bytes: is a font embedded whole?");
    }

    [Fact]
    public void Latin_BringsNoOtherFont() => Assert.DoesNotContain("Noto", Run(Written(With("Łódź, İstanbul, Ελλάδα, Россия")), "pdffonts", "FILE").Output, StringComparison.Ordinal);

    [Theory]
    // Each expected value by hand: letters alone, at the end, the beginning and the middle of a word.
    [InlineData("\u0628", "\uFE8F")]
    [InlineData("\u0628\u0628\u0628", "\uFE91\uFE92\uFE90")]
    [InlineData("\u062F\u0628", "\uFEA9\uFE8F")]
    [InlineData("\u0643\u062A\u0627\u0628", "\uFEDB\uFE98\uFE8E\uFE8F")]
    [InlineData("\u0633\u0644\u0627\u0645", "\uFEB3\uFEFC\uFEE1")]
    [InlineData("\u067E\u06CC", "\uFB58\uFBFD")]
    [InlineData("\u0628\u064E\u0628", "\uFE91\u064E\uFE90")]
    [InlineData("\u0640\u0628", "\u0640\uFE90")]
    public void Arabic_IsJoined(string letters, string forms) => Assert.Equal(forms, ArabicForms.Joined(letters));

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("אבג", "גבא")]
    [InlineData("see אבג now", "see גבא now")]
    [InlineData("אב גד", "דג בא")]
    [InlineData("אב 1,250.50 גד", "דג 1,250.50 בא")]
    [InlineData("אב 12", "12 בא")]
    [InlineData("12 אב", "12 בא")]
    [InlineData("אב (גד) הו", "וה (דג) בא")]
    [InlineData("אב, Ltd. גד", "בא, Ltd. דג")]
    public void RightToLeft_IsDrawnInItsDirection_AndNumbersInTheirs(string text, string drawn) => Assert.Equal(drawn, VisualOrder.Of(text).ToString());

    [Fact]
    public void Han_BreaksBetweenCharacters_ButNotBeforeAFullStop() =>
        Assert.Equal(["一二三", "四五", "六。七"], LineBreaker.Lines("一二三四五六。七", 3, part => part.Length));

    private static ReportDocument With(string name) => SampleDocuments.Empty with { Headline = "Sales of " + name, WorkspaceName = "Scripts" };
}
