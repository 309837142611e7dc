using System.IO.Compression;
using System.Text;
using Insights.Analytics.Reports;
using Insights.Web.Exports.Csv;
using Xunit;

namespace Insights.Web.Tests.Exports.Csv;

public sealed class CsvWriterTests
{
    [Fact]
    public void Write_ForExcel_NeutralisesTextAndLeavesNumbers()
    {
        var table = new Table
        {
            Id = "t",
            Title = "T",
            Columns = [new("name", "Name", ColumnKind.Text), new("change", "Change", ColumnKind.Count), new("net", "Net", ColumnKind.Money)],
            Rows =
            [
                [new Cell.Text("=HYPERLINK(\"http://x\")"), new Cell.Count(-5), new Cell.Money(-1050, "EUR")],
                [new Cell.Text("-dash"), new Cell.Count(1_234_567), new Cell.Money(5, "EUR")],
            ],
        };
        Assert.Equal("Name,Change,Net (EUR)\r\n\"'=HYPERLINK(\"\"http://x\"\")\",-5,-10.50\r\n'-dash,1234567,0.05\r\n", Text(Documents.With(new Block.DataTable(table)), CsvOptions.Excel));
    }

    [Fact]
    public void Write_ForExcelWithSemicolon_WritesDecimalCommas() =>
        Assert.Contains("Anna & Söhne;12;3,0%;1234,50;25:01:01;2026-10-31;2026-11-03 14:05:00\r\n", Text(Documents.With(new Block.DataTable(Documents.Vendors())), CsvOptions.Excel with { Separator = ';' }), StringComparison.Ordinal);

    [Fact]
    public void Write_ForMachines_NamesUnitsAndKeepsRawValues()
    {
        var text = Text(Documents.With(new Block.DataTable(Documents.Vendors())), CsvOptions.Machine);
        Assert.Equal(
            "vendor,disputes,activity,disputed_minor_eur,median_seconds,last,due\r\nAnna & Söhne,12,0.03,123450,90061,2026-10-31,2026-11-03T13:05:00Z\r\n=cmd|' /C calc'!A0,3,0.005,10005,59,2026-10-02,\r\n", text);
    }

    [Fact]
    public void Write_TotalsOnlyForExcel()
    {
        var document = Documents.With(new Block.DataTable(Documents.Vendors()));
        Assert.EndsWith("Total,15,1.5%,1334.55,,,\r\n", Text(document, CsvOptions.Excel), StringComparison.Ordinal);
        Assert.DoesNotContain("Total", Text(document, CsvOptions.Machine), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_SeveralCurrencies_NamesThemInAColumn()
    {
        var table = new Table { Id = "t", Title = "T", Columns = [new("amount", "Amount", ColumnKind.Money)], Rows = [[new Cell.Money(100, "EUR")], [new Cell.Money(100, "JPY")]] };
        Assert.Equal("amount_minor,amount_currency\r\n100,EUR\r\n100,JPY\r\n", Text(Documents.With(new Block.DataTable(table)), CsvOptions.Machine));
        Assert.Equal("Amount,Amount currency\r\n1.00,EUR\r\n100,JPY\r\n", Text(Documents.With(new Block.DataTable(table)), CsvOptions.Excel));
    }

    [Fact]
    public void Write_WholeDocument_IsAZipWithAFilePerTable()
    {
        using var zip = new ZipArchive(new MemoryStream(EqualRenderings.Bytes(stream => CsvWriter.Write(Documents.Hand(), stream, CsvOptions.Machine))));
        Assert.Equal(["about.csv", "tiles.csv", "chart-by-month.csv", "chart-reply.csv", "chart-arrivals.csv", "vendors.csv"], zip.Entries.Select(entry => entry.FullName));
    }

    [Fact]
    public void Write_UnknownTable_NamesTheKnownOnes()
    {
        var error = Assert.Throws<ArgumentException>(() => CsvWriter.Write(Documents.Hand(), Stream.Null, CsvOptions.Machine, "nope"));
        Assert.Contains("tiles, chart-by-month, chart-reply, chart-arrivals, vendors", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_Cap_IsTheLastRow()
    {
        var document = Documents.With(new Block.DataTable(Documents.Vendors() with { Cap = "first 2 of 12,345" }));
        Assert.EndsWith("\"first 2 of 12,345\",,,,,,\r\n", Text(document, CsvOptions.Excel), StringComparison.Ordinal);
        Assert.EndsWith("\"first 2 of 12,345\",,,,,,\r\n", Text(document, CsvOptions.Machine), StringComparison.Ordinal);
    }

    private static string Text(ReportDocument document, CsvOptions options) =>
        Encoding.UTF8.GetString(EqualRenderings.Bytes(stream => CsvWriter.Write(document, stream, options))).TrimStart('\uFEFF');
}
