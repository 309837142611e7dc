using Xunit;

namespace Insights.Import.Tests.Pipeline;

public sealed class ControlCheckTests
{
    private const string Header = "balance_transaction_id,created_utc,available_on_utc,currency,gross,fee,net,reporting_category,source_id,description\n";
    private const string Sound = "txn_1,2024-06-07 02:38:54,2024-06-09 00:00:00,eur,10.00,0.50,9.50,charge,ch_1,\n";
    private const string Edited = "txn_2,2024-06-07 02:38:54,2024-06-09 00:00:00,eur,10.00,0.50,9.60,charge,ch_2,\n";

    [Fact]
    public async Task Import_FileThatAddsUp_GoesAhead()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("b.csv", Header + Sound);

        Assert.Equal(("done", 1L), (file.State, file.Rows));
    }

    /// <summary>10.00 − 0.50 = 9.50, and the file says 9.60. The sound row before it must not be stored either.</summary>
    [Fact]
    public async Task Import_FileThatDoesNotAddUp_IsRefusedBeforeItsFirstRow()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("b.csv", Header + Sound + Edited);

        Assert.Equal("failed", file.State);
        Assert.Contains("net = gross − fee should be 9.50 EUR (line 3) and is 9.60 EUR", file.Error, StringComparison.Ordinal);
        Assert.Contains("--accept-totals", file.Error, StringComparison.Ordinal);
        Assert.Empty(import.Store.Transactions);
    }

    [Fact]
    public async Task Import_WithAReason_GoesAheadAndKeepsIt()
    {
        using var import = new ImportFixture();
        string path = import.Write("b.csv", Header + Sound + Edited);

        var result = await import.Runner.RunAsync(new ImportRequest { Paths = [path], OverrideTotals = "rounded by the bank, ticket 17" });

        var file = Assert.Single(result.Files);
        Assert.Equal("done", file.State);
        ImportFixture.AssertReconciles(file);
        Assert.Contains(import.Store.Problems, p => p.Rule == "totals-accepted" && p.Reason.EndsWith("rounded by the bank, ticket 17", StringComparison.Ordinal));
        Assert.NotEmpty(import.Store.Transactions);
    }

    [Fact]
    public async Task DryRun_FileThatDoesNotAddUp_SaysSo()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("b.csv", Header + Edited, dryRun: true);

        Assert.Contains("does not add up", file.Error, StringComparison.Ordinal);
    }
}
