using Xunit;

namespace Insights.Import.Tests.Pipeline;

public sealed class ImportPipelineTests
{
    private const string Transactions = """
        transaction_id,vendor,kind,status,occurred_at,amount,currency
        t1,acme,charge,succeeded,2026-01-05T10:00:00Z,12.50,EUR
        t2,acme,charge,failed,2026-01-05T11:00:00+01:00,1000,JPY

        """;

    [Fact]
    public async Task RunAsync_CanonicalTransactions_StoresTypedFacts()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("payments.csv", Transactions);

        Assert.Equal("canonical-transactions", file.Format);
        Assert.Equal("done", file.State);
        Assert.Equal(2, file.Inserted);
        var first = import.Store.Transactions["1:t1"];
        Assert.Equal(("acme", 1250L, "EUR"), (first.Vendor, first.Row.AmountMinor, first.Row.Currency));
        Assert.Equal(2, first.Row.Line);
        var second = import.Store.Transactions["1:t2"].Row;
        Assert.Equal((1000L, new DateTime(2026, 1, 5, 10, 0, 0, DateTimeKind.Utc)), (second.AmountMinor, second.OccurredAt));
    }

    [Fact]
    public async Task RunAsync_SameBytesAgain_IsAReportedNoOp()
    {
        using var import = new ImportFixture();
        await import.ImportAsync("payments.csv", Transactions);

        var again = await import.ImportAsync("renamed.csv", Transactions);

        Assert.Equal("already_imported", again.State);
        Assert.Contains("payments.csv", again.Error, StringComparison.Ordinal);
        Assert.Equal(0, again.Rows);
    }
}
