using Xunit;

namespace Insights.Import.Tests.Pipeline;

/// <summary>Lines of sums below or between the rows are skipped with their reason: they are no rows, and nobody has to mend them.</summary>
public sealed class TotalsRowTests
{
    private const string Header = "transaction_id,vendor,kind,status,occurred_at,amount,currency\n";
    private const string Rows = "t1,oak,charge,succeeded,2026-01-05T10:00:00Z,12.50,EUR\nt2,oak,charge,succeeded,2026-01-05T11:00:00Z,7.50,EUR\n";

    [Theory]
    [InlineData("Total,,,,,20.00,")]
    [InlineData("Grand total:,,,,,20.00,EUR")]
    [InlineData(",,Summe,,,\"20,00\",EUR")]
    [InlineData("TOTAL GÉNÉRAL,,,,,20.00,")]
    [InlineData("Subtotal,,,,,20.00,")]
    [InlineData("Totaal,,,,,20.00,EUR")]
    [InlineData("\"Total: 1,250.00\",,,,,,")]
    public async Task Import_LineOfSums_IsSkippedWithItsReason(string totals)
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("p.csv", Header + Rows + totals + "\n");

        Assert.Equal((3L, 2L, 1L, 0L), (file.Rows, file.Inserted, file.Skipped, file.Rejected));
        var problem = Assert.Single(file.FirstProblems);
        Assert.Equal((4, "skipped", "totals-row"), (problem.Line, problem.Severity, problem.Rule));
        Assert.Null(file.RejectsFile);
    }

    /// <summary>How many rows there are and when they were exported stands below many a table.</summary>
    [Theory]
    [InlineData("2 rows exported")]
    [InlineData("(2 rows),,,,,,")]
    [InlineData("Records: 2")]
    [InlineData("Total tickets: 2,,,,,,")]
    [InlineData("*** End of report ***,,,,,,")]
    [InlineData("Generated on 2026-01-06 by Example Shop")]
    [InlineData("Page 1 of 1,,,,,,")]
    public async Task Import_ClosingLine_IsSkippedWithItsReason(string closing)
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("p.csv", Header + Rows + closing + "\n");

        Assert.Equal((3L, 2L, 1L, 0L), (file.Rows, file.Inserted, file.Skipped, file.Rejected));
        Assert.Equal("closing-line", Assert.Single(file.FirstProblems).Rule);
    }

    /// <summary>What can be read as a row is one, whatever it is called; what is full of values is one that somebody has to mend.</summary>
    [Fact]
    public async Task Import_RowsThatMerelyBeginWithTheWord_AreRows()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("p.csv", Header
            + "total,oak,charge,succeeded,2026-01-05T10:00:00Z,1.00,EUR\n"
            + "sum,oak,charge,succeeded,never,1.00,EUR\n"
            + "Totally,,,,,20.00,\n");

        Assert.Equal((3L, 1L, 0L, 2L), (file.Rows, file.Inserted, file.Skipped, file.Rejected));
    }
}
