using System.Text;
using Insights.Import.Reading.Containers;
using Insights.Import.Tests.Pipeline;
using Xunit;
using static Insights.Import.Tests.Reading.Containers.TestWorkbook;

namespace Insights.Import.Tests.Reading.Containers;

public sealed class WorkbookTests
{
    private static readonly System.Text.Json.JsonSerializerOptions WithFields = new() { IncludeFields = true };

    private static readonly object?[] Agents = ["agent", "team", "tier"];

    [Fact]
    public void Sheet_EachKindOfCell_IsTextAPersonSees()
    {
        string csv = Csv(new TestWorkbook().Sheet("All kinds",
        [
            ["kind", "value"],
            ["text", "a, \"b\"\nc"],
            ["inline", Inline(" spaced ")],
            ["whole", 42.0],
            ["negative", -17.5],
            ["sum of tenths", 0.1 + 0.2],
            ["tiny", 0.0000125],
            ["id of 15 digits", 123456789012345.0],
            ["id of 16 digits, exact", 1234567890123457.0],
            ["id of 16 digits, rounded", 1234567890123450.0],
            ["id of 20 digits, rounded", 12345678901234567000.0],
            ["day", Serial(45292, 1)],
            ["day and time", Serial(45292.75, 2)],
            ["midnight", Serial(45292, 2)],
            ["day with a time nobody sees", Serial(45292.5, 1)],
            ["time alone", Serial(0.25, 3)],
            ["truth", new Raw("t=\"b\"", "<v>1</v>")],
            ["formula", Formula("B2&\"!\"", "cached text")],
            ["formula's number", new Raw("", "<f>6*7</f><v>42</v>")],
            ["formula never computed", new Raw("", "<f>6*7</f>")],
        ]));

        Assert.Equal(
            """
            kind,value
            text,"a, ""b""
            c"
            inline, spaced 
            whole,42
            negative,-17.5
            sum of tenths,0.3
            tiny,0.0000125
            id of 15 digits,123456789012345
            "id of 16 digits, exact",1234567890123457
            "id of 16 digits, rounded",1.23457E+15
            "id of 20 digits, rounded",1.23457E+19
            day,2024-01-01
            day and time,2024-01-01 18:00:00
            midnight,2024-01-01 00:00:00
            day with a time nobody sees,2024-01-01 12:00:00
            time alone,06:00:00
            truth,TRUE
            formula,cached text
            formula's number,42
            formula never computed,

            """, csv);
    }

    [Fact]
    public void Sheet_SerialsFrom1904_AreFourYearsLater() =>
        Assert.Equal("day\n2024-01-01\n", Csv(new TestWorkbook { From1904 = true }.Sheet("Mac", [["day"], [Serial(45292 - 1462, 1)]])));

    [Fact]
    public void Sheet_MergedCells_RepeatLabelsAndNeverNumbers() =>
        Assert.Equal(
            "team,agent,sum\nPayments,Ada,300\nPayments,Ben,\nPayments,Cem,\nRefunds,Dora,20\n",
            Csv(new TestWorkbook().Sheet("Merged", [["team", "agent", "sum"], ["Payments", "Ada", 300.0], [null, "Ben"], [null, "Cem"], ["Refunds", "Dora", 20.0]], merged: ["A2:A4", "C2:C4"])));

    [Fact]
    public async Task Import_Workbook_RunsThroughTheMapsWithRowsAsLines()
    {
        using var import = new ImportFixture();
        byte[] bytes = new TestWorkbook().Sheet("Payments", [
            ["transaction_id", "vendor", "kind", "status", "occurred_at", "updated_at", "amount", "currency"],
            ["tx1", "maple", "charge", "succeeded", "2026-01-05T10:00:00Z", "2026-01-05T10:00:00Z", 12.5, "EUR"],
            [],
            ["tx2", "maple", "charge", "succeeded", "2026-01-05T11:00:00Z", "2026-01-05T11:00:00Z", "a\nb", "EUR"],
            ["tx3", "maple", "charge", "succeeded", "never", "2026-01-05T11:00:00Z", 7.0, "EUR"],
        ]).ToBytes();
        var file = await import.ImportFileAsync(import.Write("payments.xlsx", bytes));

        Assert.Equal(("done", 3L, "payments.xlsx", "xlsx, sheet Payments"), (file.State, file.Rows, file.File, file.Encoding));
        Assert.Equal(1250, import.Store.Transactions.Values.Single(t => t.Row.ExternalId == "tx1").Row.AmountMinor);
        Assert.Contains(file.FirstProblems, p => p.Line == 4);
        Assert.Contains(file.FirstProblems, p => p.Line == 5 && p.Severity == "rejected");
    }

    [Fact]
    public async Task Import_SeveralSheets_AreTablesOfTheirOwn()
    {
        using var import = new ImportFixture();
        string path = import.Write("book.xlsx", new TestWorkbook()
            .Sheet("Notes", [["Made in January"]])
            .Sheet("Desk", [Agents, ["Ada", "Payments", "tier 1"]])
            .Sheet("Old desk", [Agents, ["Zoe", "Payments", "tier 1"]], state: "hidden")
            .Sheet("Night desk", [Agents, ["Ben", "Refunds", "tier 2"], ["Cem", "Refunds", "tier 2"]]).ToBytes());
        var result = await import.Runner.RunAsync(new ImportRequest { Paths = [path] });

        Assert.Equal([("book.xlsx/Desk", "done", 1L), ("book.xlsx/Night desk", "done", 2L)], result.Files.Select(f => (f.File, f.State, f.Rows)));
        var said = result.Files[0].FirstProblems.Where(p => p.Rule == "sheet-not-read").Select(p => p.Reason).ToList();
        Assert.Contains(said, r => r.Contains("'Old desk' is hidden", StringComparison.Ordinal));
        Assert.Contains(said, r => r.Contains("'Notes' is no table", StringComparison.Ordinal));

        var again = await import.Runner.RunAsync(new ImportRequest { Paths = [path] });
        Assert.All(again.Files, f => Assert.Equal("already_imported", f.State));
    }

    /// <summary>A spreadsheet rounds the last digits of a card number; what is left must not be stored either.</summary>
    [Theory]
    [InlineData(4111111111111111.0)]
    [InlineData(4111111111111110.0)]
    [InlineData(378282246310005.0)]
    public async Task Import_CardNumberAsANumber_IsNotKept(double number)
    {
        using var import = new ImportFixture();
        var file = await import.ImportFileAsync(import.Write("agents.xlsx", new TestWorkbook().Sheet("Desk", [Agents, [number, "Payments", "tier 1"], ["Ada", "Payments", number]]).ToBytes()));

        string kept = System.Text.Json.JsonSerializer.Serialize((file, import.Store.Dimensions.ToList(), import.Store.Problems), WithFields);
        Assert.DoesNotContain("4111111111", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("37828224631", kept, StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_MoreTextThanMemoryAllows_AreRefused()
    {
        byte[] bytes = new TestWorkbook().Sheet("Big", [["x"], .. Enumerable.Range(0, 2000).Select(i => new object?[] { new string((char)('a' + (i % 26)), 100) + i })]).ToBytes();
        var limits = new ContainerLimits { SharedStringsBytes = 100_000 };

        Assert.Contains("Save the sheet as CSV", Assert.Single(FileParts.Of("big.xlsx", () => new MemoryStream(bytes), limits, default)).Problem, StringComparison.Ordinal);
        Assert.Null(Assert.Single(FileParts.Of("big.xlsx", () => new MemoryStream(bytes), ContainerLimits.Default, default)).Problem);
    }

    [Fact]
    public void Parts_OneEndlessText_IsRefused()
    {
        byte[] bytes = new TestWorkbook().Sheet("Long", [["x"], [Inline(new string('a', 200_000))]]).ToBytes();

        Assert.NotNull(Assert.Single(FileParts.Of("long.xlsx", () => new MemoryStream(bytes), new ContainerLimits { XmlRun = 100_000 }, default)).Problem);
    }

    [Theory]
    [InlineData("<c r=\"A2147483647\"><v>1</v></c>")]
    [InlineData("<c r=\"ZZZZZZZ2\"><v>1</v></c>")]
    [InlineData("<c r=\"A2\" t=\"s\"><v>999</v></c>")]
    [InlineData("<c r=\"A2\" t=\"s\"><v>x</v></c>")]
    [InlineData("<c r=\"A2\"><v>1e999</v></c>")]
    [InlineData("<c r=\"A2\" s=\"77\"><v>1</v></c>")]
    [InlineData("<c r=\"A2\" s=\"1\"><v>1e18</v></c>")]
    [InlineData("<c r=\"A2\"><v>1</v>")]
    public async Task Import_CellsThatMakeNoSense_EndInASentence(string cell)
    {
        using var import = new ImportFixture();
        byte[] bytes = new TestWorkbook().Sheet("Odd", [Agents, [new Raw("", "</c>" + cell + "<c>")]]).ToBytes();
        var file = await import.ImportFileAsync(import.Write("odd.xlsx", bytes));

        Assert.True(file.State is "done" or "failed", file.State);
        Assert.True(file.State == "done" || !string.IsNullOrWhiteSpace(file.Error));
    }

    private static string Csv(TestWorkbook workbook)
    {
        byte[] bytes = workbook.ToBytes();
        var part = Assert.Single(FileParts.Of("book.xlsx", () => new MemoryStream(bytes), ContainerLimits.Default, default));
        Assert.Null(part.Problem);
        using var reader = new StreamReader(part.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
