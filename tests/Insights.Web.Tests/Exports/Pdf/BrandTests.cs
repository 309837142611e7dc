using System.Diagnostics;
using Insights.Web.Exports;
using Insights.Web.Exports.Pdf;
using Insights.Web.Portal;
using static Insights.Web.Tests.Exports.Pdf.PdfTools;

namespace Insights.Web.Tests.Exports.Pdf;

/// <summary>Logo, accent and footer on paper.</summary>
public sealed class BrandTests
{
    // The worked examples of the contrast formula: black is 21, white 1, and #767676 the lightest grey that carries text.
    [Theory]
    [InlineData("#000000", 21.0)]
    [InlineData("#ffffff", 1.0)]
    [InlineData("#767676", 4.54)]
    public void Contrast_IsThatOfTheFormula(string colour, double contrast) => Assert.Equal(contrast, AccentColour.OnWhite(colour), 2);

    [Theory]
    [InlineData("#777777", "4.4 : 1")]
    [InlineData("#ffd400", "darker")]
    [InlineData("blue", "hexadecimal")]
    [InlineData("#12345g", "hexadecimal")]
    [InlineData("#767676", null)]
    public void Accent_ThatCannotBeRead_IsRefusedInWords(string colour, string? words)
    {
        var problem = AccentColour.Problem(colour);

        Assert.Equal(words is null, problem is null);
        Assert.Contains(words ?? "", problem ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("png")]
    [InlineData("jpeg")]
    public void Logo_IsPrintedOnPageOne_WithItsWords(string kind)
    {
        var (logo, problem) = PdfLogo.Read(Picture(kind), "Lumora Learning");
        Assert.Null(problem);
        var options = Options with { Logo = logo, Footer = "Lumora Learning GmbH · Confidential", Accent = "#7a1f5c" };
        var pdf = Written(SampleDocuments.Executive, options);

        Assert.Equal(0, Run(pdf, "qpdf", "--check", "FILE").ExitCode);
        Assert.Equal(pdf, Written(SampleDocuments.Executive, options));
        Assert.Matches(@"1\s+0 image\s+83\s+117", Run(pdf, "pdfimages", "-list", "FILE").Output);
        Assert.Contains("Lumora Learning", Run(pdf, "qpdf", "--qdf", "--object-streams=disable", "FILE", "-").Output, StringComparison.Ordinal);
        Assert.All(PageTexts(pdf), page => Assert.Contains("Lumora Learning GmbH · Confidential", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Logo_ThatIsNone_IsRefusedInWords()
    {
        var png = Picture("png");

        Assert.Contains("neither", PdfLogo.Read("<svg/>"u8.ToArray(), "x").Problem, StringComparison.Ordinal);
        Assert.Contains("KiB", PdfLogo.Read(new byte[PdfLogo.MostBytes + 1], "x").Problem, StringComparison.Ordinal);
        Assert.Contains("in words", PdfLogo.Read(png, " ").Problem, StringComparison.Ordinal);
        Assert.Contains("damaged", PdfLogo.Read(Picture("jpeg")[..400], "x").Problem, StringComparison.Ordinal);
        // Cut anywhere, or one byte wrong: words, never an exception.
        for (var at = 8; at < png.Length; at += 7)
        {
            PdfLogo.Read(png[..at], "x");
            var wrong = png.ToArray();
            wrong[at] ^= 0x5A;
            PdfLogo.Read(wrong, "x");
        }
    }

    [Fact]
    public void Vendor_WearsItsOwn_AndWhatItLacksIsTheWorkspaces()
    {
        var workspace = new Brand { Accent = "#123456", Footer = "The house", Logo = Picture("png"), LogoText = "House" };
        var vendor = new Brand { VendorCode = "lumora", Accent = "#654321" };

        var options = Branding.Options(vendor, workspace, null);

        Assert.Equal(("#654321", "The house", "House"), (options.Accent, options.Footer, options.Logo!.Text));
        Assert.Equal(new PdfOptions(), Branding.Options(null, null, null));
    }

    /// <summary>A page of ours as somebody else's program draws it: 83 by 117 points.</summary>
    private static byte[] Picture(string kind)
    {
        var folder = Directory.CreateTempSubdirectory("insights-logo-").FullName;
        try
        {
            var file = Path.Combine(folder, "page.pdf");
            File.WriteAllBytes(file, Written(SampleDocuments.Vendor));
            using var drawing = Process.Start(new ProcessStartInfo("pdftoppm", ["-r", "10", "-singlefile", "-" + kind, file, Path.Combine(folder, "logo")]))!;
            drawing.WaitForExit();
            return File.ReadAllBytes(Directory.GetFiles(folder, "logo.*").Single());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
