using Insights.Analytics.Reports;
using Insights.Web.Exports.Excel;
using Insights.Web.Tests.Exports.Charts;
using Xunit;

namespace Insights.Web.Tests.Exports.Excel;

public sealed class ExcelWriterTests
{
    private readonly WorkbookReader workbook = Read(Documents.Hand());

    [Fact]
    public void Write_HandDocument_IsValid() => Assert.Empty(workbook.Errors);

    [Fact]
    public void Write_HandDocument_HasASheetPerPart() =>
        Assert.Equal(["About", "Summary", "Charts", "Disputes by vendor"], workbook.Sheets.Select(sheet => sheet.Name));

    [Fact]
    public void About_SaysFiltersZoneAsOfAndDefinitions()
    {
        var texts = workbook["About"].Cells.Values.Select(cell => cell.Text).ToList();
        Assert.Contains("Dispute activity rose to 1.5 %, +0.4 points vs September", texts);
        Assert.Contains("1 Oct 2026 to 31 Oct 2026", texts);
        Assert.Contains("Europe/Berlin", texts);
        Assert.Contains("1 Nov 2026 23:00 CET", texts);
        Assert.Contains(texts, text => text?.Contains("disputes ÷ successful payments", StringComparison.Ordinal) ?? false);
        Assert.Contains("no data yet (very late)", texts);
        Assert.Contains("Counted by dispute date.", texts);
    }

    [Fact]
    public void Table_Cells_AreTyped()
    {
        var sheet = workbook["Disputes by vendor"];
        Assert.Equal(("1,234.50 EUR", 1234.5), (sheet[3, 2]!.Shown, sheet[3, 2]!.Number));
        Assert.Equal(("3.0 %", 0.03), (sheet[2, 2]!.Shown, sheet[2, 2]!.Number));
        // 90,061 s = 25 h 1 min 1 s.
        Assert.Equal(("25:01:01", "[h]:mm:ss"), (sheet[4, 2]!.Shown, sheet[4, 2]!.Format));
        Assert.Equal("31 Oct 2026", sheet[5, 2]!.Shown);
        // 13:05 UTC after the end of summer time is 14:05 in Berlin.
        Assert.Equal("3 Nov 2026 14:05 CET", sheet[6, 2]!.Shown);
        Assert.Equal("–", sheet[6, 3]!.Text);
    }

    [Fact]
    public void Table_TextLikeAFormula_StaysText()
    {
        var cell = workbook["Disputes by vendor"][0, 3]!;
        Assert.Equal("=cmd|' /C calc'!A0", cell.Text);
        Assert.Null(cell.Formula);
    }

    [Fact]
    public void Table_Totals_AreFormulasWithOurValue()
    {
        var sheet = workbook["Disputes by vendor"];
        Assert.Equal(("SUBTOTAL(109,B2:B3)", 15.0), (sheet[1, 4]!.Formula, sheet[1, 4]!.Number));
        Assert.Equal(("SUBTOTAL(109,D2:D3)", "1,334.55 EUR"), (sheet[3, 4]!.Formula, sheet[3, 4]!.Shown));
        // The sum of two shares is no share: the total is our own 15 of 1,000.
        Assert.Equal((null, "1.5 %"), (sheet[2, 4]!.Formula, sheet[2, 4]!.Shown));
    }

    [Fact]
    public void Table_TotalBeyondShownRows_IsNoFormula()
    {
        var capped = Documents.Vendors() with { Rows = [Documents.Vendors().Rows[0]], Cap = "first 1 of 2" };
        var sheet = Read(Documents.With(new Block.DataTable(capped)))["Disputes by vendor"];
        Assert.Equal((null, 15.0), (sheet[1, 3]!.Formula, sheet[1, 3]!.Number));
        Assert.Equal("first 1 of 2", sheet[0, 5]!.Text);
    }

    [Fact]
    public void Table_HasFilterFrozenHeaderAndPrintSetUp()
    {
        var sheet = workbook["Disputes by vendor"];
        Assert.Equal(["A1:G3"], sheet.Tables);
        Assert.Contains("state=\"frozen\"", sheet.Xml, StringComparison.Ordinal);
        Assert.Contains("Page &amp;P of &amp;N", sheet.Xml, StringComparison.Ordinal);
        Assert.Contains("Market &amp;&amp;", sheet.Xml.Replace("&amp;&amp;amp;", "&amp;&amp;", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("fitToHeight=\"0\"", sheet.Xml, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_WithoutRows_SaysWhy()
    {
        var sheet = Read(Documents.With(new Block.DataTable(Documents.Vendors() with { Rows = [], Totals = null, EmptyText = "No disputes in October." })))["Disputes by vendor"];
        Assert.Equal("No disputes in October.", sheet[0, 2]!.Text);
        Assert.Empty(sheet.Tables);
    }

    [Fact]
    public void Charts_AreNativeAndHeatmapIsColoured()
    {
        var sheet = workbook["Charts"];
        Assert.Equal(2, sheet.Charts);
        Assert.Contains("colorScale", sheet.Xml, StringComparison.Ordinal);
        Assert.Contains(sheet.Cells.Values, cell => cell.Text == "Oct (incomplete)");
    }

    [Fact]
    public void Triangle_IsColouredByValueLikeThePage_AndEmptyWhereNothingHasCome()
    {
        var sheet = Read(Documents.With(new Block.Chart(SampleCharts.Triangle)))["Charts"];

        // Title, words and headings above; three cohorts of three ages.
        Assert.Contains("sqref=\"B4:D6\"", sheet.Xml, StringComparison.Ordinal);
        Assert.Equal(0, sheet.Charts);
        Assert.Equal(("0.30 %", CellText.Missing), (sheet[1, 6]!.Shown, sheet[2, 6]!.Shown));
    }

    // Each block is a title, a text, 18 rows of chart and a blank one: 21 and more, of which a page of this width holds one, not two.
    [Fact]
    public void Charts_ThatDoNotFitOnOnePage_EachBeginAnother()
    {
        var sheet = Read(Documents.With([.. Enumerable.Repeat(new Block.Chart(Documents.Columns()), 3)]))["Charts"];
        var titles = sheet.Cells.Where(cell => cell.Value.Text == Documents.Columns().Title).Select(cell => int.Parse(cell.Key.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture)).Order().ToList();

        Assert.Equal(3, titles.Count);
        foreach (var row in titles.Skip(1))
            Assert.Contains(FormattableString.Invariant($"<x:brk id=\"{row - 1}\" max=\"16383\" man=\"1\" />"), sheet.Xml, StringComparison.Ordinal);
        Assert.Contains("count=\"2\" manualBreakCount=\"2\"", sheet.Xml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ChartKind.Bars)]
    [InlineData(ChartKind.Bullet)]
    [InlineData(ChartKind.Triangle)]
    [InlineData(ChartKind.StackedColumns)]
    [InlineData(ChartKind.Columns)]
    [InlineData(ChartKind.Line)]
    public void Charts_OfEachKind_AreValid(ChartKind kind) =>
        Assert.Empty(Read(Documents.With(new Block.Chart(Documents.Columns() with { Kind = kind }))).Errors);

    [Fact]
    public void Write_WithPortal_LinksNumbersToTheirRows()
    {
        using var stream = new MemoryStream();
        ExcelWriter.Write(Documents.Hand(), stream, new Uri("https://insights.example"));
        var linked = new WorkbookReader(stream.ToArray());
        Assert.Empty(linked.Errors);
        Assert.Contains("hyperlink", linked["Disputes by vendor"].Xml, StringComparison.Ordinal);
        Assert.DoesNotContain("hyperlink", workbook["Disputes by vendor"].Xml, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_SameDocumentTwice_GivesTheSameBytes() =>
        Assert.Equal(EqualRenderings.Bytes(stream => ExcelWriter.Write(Documents.Hand(), stream)), EqualRenderings.Bytes(stream => ExcelWriter.Write(Documents.Hand(), stream)));

    // The sheet is deflated on another thread; its failure must not be lost there.
    [Fact]
    public void Write_OutputThatFails_Throws()
    {
        var row = Documents.Vendors().Rows[0];
        var document = Documents.With(new Block.DataTable(Documents.Vendors() with { Rows = [.. Enumerable.Repeat(row, 50_000)] }));
        var error = Assert.ThrowsAny<IOException>(() => ExcelWriter.Write(document, new FullDisk()));
        Assert.Equal("The disk is full.", error.Message);
    }

    private sealed class FullDisk : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count)
        {
            if (Length > 100_000)
                throw new IOException("The disk is full.");
            base.Write(buffer, offset, count);
        }
    }

    [Fact]
    public void Write_EqualTitles_GiveDifferentSheets()
    {
        var table = Documents.Vendors() with { Title = "Disputes whose evidence is due: within [7] days" };
        var read = Read(Documents.With(new Block.DataTable(table), new Block.DataTable(table)));
        Assert.Equal(["About", "Disputes whose evidence is due", "Disputes whose evidence is 2"], read.Sheets.Select(sheet => sheet.Name));
        Assert.Empty(read.Errors);
    }

    private static WorkbookReader Read(ReportDocument document) => new(EqualRenderings.Bytes(stream => ExcelWriter.Write(document, stream)));
}
