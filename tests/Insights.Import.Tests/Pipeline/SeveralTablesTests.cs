using Insights.Import.Tests.Reading.Containers;
using Xunit;

namespace Insights.Import.Tests.Pipeline;

/// <summary>Files that hold more than one table: each is recognised on its own, nothing is lost, nothing is counted twice.</summary>
public sealed class SeveralTablesTests
{
    private const string Agents = "agent,team,tier\nAda,Payments,tier 1\nBen,Refunds,tier 2\n";
    private const string Events = "chargeback_id,event_id,occurred_at,state,amount,currency\ncb5,e3,2025-11-29T08:00:00Z,lost,60.00,EUR\n";

    [Theory]
    [InlineData("\n")]
    [InlineData("")]
    [InlineData("\r\n\r\n")]
    public async Task Import_TwoTables_AreTwoFiles(string between)
    {
        using var import = new ImportFixture();
        string text = "agent,team,tier\nAda,\"Payments\nand more\",tier 1\nBen,Refunds,tier 2\n" + between + Events + "cb6,e9,never,lost,1.00,EUR\n";
        var files = await Import(import, text);

        Assert.Equal([("both.csv", "canonical-agents", 2L, 0L), (files[1].File, "canonical-chargeback-events", 2L, 1L)], files.Select(f => (f.File, f.Format, f.Rows, f.Rejected)));
        int blank = between.Count(c => c == '\n');
        Assert.Equal($"both.csv (table at line {5 + blank})", files[1].File);
        Assert.Contains(files[1].FirstProblems, p => p.Severity == "rejected" && p.Line == 7 + blank);
        Assert.Single(import.Store.ChargebackEvents);

        var again = await Import(import, text);
        Assert.Equal(["already_imported", "already_imported"], again.Select(f => f.State));
    }

    [Fact]
    public async Task Import_ThreeTables_AreThreeFiles()
    {
        using var import = new ImportFixture();
        var files = await Import(import, Agents + Events + "\nagent,tier,team\nCem,tier 1,Fraud\n");

        Assert.Equal([2L, 1, 1], files.Select(f => f.Rows));
        Assert.Equal("both.csv (table at line 7)", files[2].File);
        Assert.Equal(3, import.Store.Dimensions.Count);
    }

    [Fact]
    public async Task Import_FilesPutOneBehindTheOther_AreOneTable()
    {
        using var import = new ImportFixture();
        var file = Assert.Single(await Import(import, Agents + "agent,team,tier\nCem,Fraud,tier 1\nAgent,Team,Tier\nDora,Fraud,tier 1\n"));

        Assert.Equal((4L, 4L), (file.Rows, file.Inserted));
        Assert.Equal([4, 6], file.FirstProblems.Where(p => p.Rule == "header-again").Select(p => p.Line));
    }

    [Fact]
    public async Task Import_RowThatBeginsWithAColumnsName_IsARow()
    {
        using var import = new ImportFixture();
        var file = Assert.Single(await Import(import, Agents + "vendor,Fraud,tier 1\nAgent,Fraud,tier 1\n"));

        Assert.Equal((4L, 4L), (file.Rows, file.Inserted));
    }

    [Fact]
    public async Task Import_UnknownTableBelow_IsRejectedRowByRow()
    {
        using var import = new ImportFixture();
        var file = Assert.Single(await Import(import, Events + "\nmonth,sum\n2026-01,7\n"));

        Assert.Equal((3L, 2L), (file.Rows, file.Rejected));
    }

    [Fact]
    public async Task Import_TwoTablesInASheet_AreTwoFiles()
    {
        using var import = new ImportFixture();
        string path = import.Write("book.xlsx", new TestWorkbook().Sheet("Both", [
            ["agent", "team", "tier"],
            ["Ada", "Payments\nand more", "tier 1"],
            [],
            ["chargeback_id", "event_id", "occurred_at", "state", "amount", "currency"],
            ["cb5", "e3", "2025-11-29T08:00:00Z", "lost", 60.0, "EUR"],
            ["cb6", "e3", "never", "lost", 60.0, "EUR"],
        ]).ToBytes());
        var result = await import.Runner.RunAsync(new ImportRequest { Paths = [path] });

        Assert.Equal(["book.xlsx", "book.xlsx (table at line 4)"], result.Files.Select(f => f.File));
        Assert.Equal([1L, 2L], result.Files.Select(f => f.Rows));
        Assert.Contains(result.Files[1].FirstProblems, p => p.Severity == "rejected" && p.Line == 6);
    }

    private static async Task<IReadOnlyList<FileResult>> Import(ImportFixture import, string text)
    {
        var result = await import.Runner.RunAsync(new ImportRequest { Paths = [import.Write("both.csv", text)] });
        Assert.All(result.Files, ImportFixture.AssertReconciles);
        return result.Files;
    }
}
