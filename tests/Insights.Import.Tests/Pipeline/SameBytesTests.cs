using System.Security.Cryptography;
using System.Text;
using Xunit;

namespace Insights.Import.Tests.Pipeline;

/// <summary>The same bytes are the same import only under the same settings: another zone, vendor rule or mapping is said, and what to do about it.</summary>
public sealed class SameBytesTests
{
    private const string Desk = "Ticket ID,Subject,Status,Priority,Created time,Last update time\n7,Card declined,Open,High,2026-07-03 16:29:08,2026-07-03 17:00:00\n";
    private const string Stripe = "id,Created (UTC),Amount,Amount Refunded,Currency,Mode,Status,Statement Descriptor,shop\nch_1,2024-06-07 02:38:54,10.00,0,usd,Live,Paid,OAK,north\nch_2,2024-06-07 02:39:54,5.00,0,usd,Test,Paid,OAK,south\n";

    [Fact]
    public async Task Import_AgainInAnotherZone_SaysBothZonesAndWhatToDo()
    {
        using var import = new ImportFixture();
        import.Settings("freshdesk", """{ "zone": "Europe/Berlin" }""");
        await import.ImportAsync("desk.csv", Desk);
        import.Settings("freshdesk", """{ "zone": "America/New_York" }""");

        var again = await import.ImportAsync("desk.csv", Desk);

        Assert.Equal(("failed", 0L), (again.State, again.Rows));
        Assert.Equal([new SettingDifference("zone", "Time zone", "Europe/Berlin", "America/New_York")], again.SettingsDiffer);
        Assert.Equal((1, 1), (again.Earlier!.BatchId, again.Earlier.FileId));
        Assert.Contains("Time zone: Europe/Berlin then, America/New_York now", again.Error, StringComparison.Ordinal);
        // 16:29 in Berlin, as it was stored then.
        Assert.Equal(new DateTime(2026, 7, 3, 14, 29, 8), import.Store.Tickets["1:7"].Row.CreatedAt);
        Assert.Equal("failed", import.Store.Batches[1].State);

        import.Settings("freshdesk", """{ "zone": "Europe/Berlin" }""");
        Assert.Equal("already_imported", (await import.ImportAsync("desk.csv", Desk)).State);
    }

    /// <summary>A big file is hashed while it is imported, unless one of its length is stored already.</summary>
    [Fact]
    public async Task Import_OfABigFile_KnowsItsBytesAfterwards()
    {
        using var import = new ImportFixture();
        string note = new('n', 40_000);
        string big = "Ticket ID,Subject,Status,Priority,Created time,Last update time,Note\n"
            + string.Concat(Enumerable.Range(1, 450).Select(i => $"{i},Card declined,Open,High,2026-07-03 16:29:08,2026-07-03 17:00:00,{note}\n"));
        Assert.True(big.Length > 1 << 24);

        Assert.Equal(("done", 450L), await OutcomeAsync(big));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(big))), import.Store.Files[0].Sha256);
        Assert.Equal(("already_imported", 0L), await OutcomeAsync(big));
        Assert.Equal(import.Store.Files[0].Sha256, import.Store.Files[1].Sha256);

        // As long, and other bytes.
        Assert.Equal(("done", 450L), await OutcomeAsync(big.Replace("Card declined", "Card accepted", StringComparison.Ordinal)));

        async Task<(string State, long Rows)> OutcomeAsync(string text)
        {
            var result = await import.ImportAsync("big.csv", text);
            return (result.State, result.Rows);
        }
    }

    /// <summary>The workspace's zone stood in for the one nobody had set; setting the same one changes nothing.</summary>
    [Fact]
    public async Task Import_AgainWithTheZoneThatWasAssumed_IsANoOp()
    {
        using var import = new ImportFixture();
        import.Store.Zone = "Europe/Berlin";
        await import.ImportAsync("desk.csv", Desk);
        import.Settings("freshdesk", """{ "zone": "Europe/Berlin" }""");

        Assert.Equal("already_imported", (await import.ImportAsync("desk.csv", Desk)).State);
        import.Settings("freshdesk", """{ "zone": "UTC" }""");
        Assert.Equal("failed", (await import.ImportAsync("desk.csv", Desk)).State);
    }

    [Theory]
    [InlineData("""{ "vendor": { "column": "shop" } }""", "vendor", "as the format says", "column shop")]
    [InlineData("""{ "test_rows": "keep" }""", "test_rows", "skip", "keep")]
    [InlineData("""{ "currencies": "two" }""", "currencies", "as the format says", "two")]
    [InlineData("""{ "decimals": { "USD": 3 } }""", "decimals", "as the format says", "USD 3")]
    [InlineData("""{ "formats": { "stripe-payments-csv": { "vendor": { "constant": "oak" } } } }""", "vendor", "as the format says", "always oak")]
    public async Task Import_AgainWithAnotherSetting_NamesIt(string settings, string name, string then, string now)
    {
        using var import = new ImportFixture();
        await import.ImportAsync("s.csv", Stripe);
        import.Settings("stripe", settings);

        var again = await import.ImportAsync("s.csv", Stripe);

        var difference = Assert.Single(again.SettingsDiffer);
        Assert.Equal((name, then, now), (difference.Setting, difference.Then, difference.Now));
    }

    [Theory]
    [InlineData("""{ "vendor": { "field": "descriptor", "table": { "OAK": "oak" } } }""", """{ "vendor": { "field": "descriptor", "table": { "OAK": "elm" } } }""", "field descriptor, by a table of 1", "field descriptor, by a table of 1, with other entries")]
    [InlineData("""{ "vendor": { "column": "shop" } }""", """{ "vendor": { "column": "shop", "fallback": "house" } }""", "column shop", "column shop, else house")]
    public async Task Import_AgainWithAnotherVendorRule_SaysBoth(string before, string after, string then, string now)
    {
        using var import = new ImportFixture();
        import.Settings("stripe", before);
        await import.ImportAsync("s.csv", Stripe);
        import.Settings("stripe", after);

        var difference = Assert.Single((await import.ImportAsync("s.csv", Stripe)).SettingsDiffer);

        Assert.Equal(("vendor", then, now), (difference.Setting, difference.Then, difference.Now));
    }

    /// <summary>A table of vendors may be long; of a long one the hash is kept, and it tells as well.</summary>
    [Fact]
    public async Task Import_AgainWithOneEntryOfALongTableChanged_IsTold()
    {
        using var import = new ImportFixture();
        import.Settings("stripe", Table("v7"));
        await import.ImportAsync("s.csv", Stripe);
        Assert.True(import.Store.Files[0].Settings!.Length < 1000, "A long table is kept as its hash.");
        Assert.Equal("already_imported", (await import.ImportAsync("s.csv", Stripe)).State);
        import.Settings("stripe", Table("v8"));

        Assert.Equal("vendor", Assert.Single((await import.ImportAsync("s.csv", Stripe)).SettingsDiffer).Setting);

        static string Table(string last) => $$"""{ "vendor": { "field": "descriptor", "table": { {{string.Join(", ", Enumerable.Range(0, 200).Select(i => $"\"d{i}\": \"{(i == 199 ? last : "v" + i)}\""))}} } } }""";
    }

    [Fact]
    public async Task Import_AgainUnderAnotherMapping_NamesTheFieldsThatDiffer()
    {
        using var import = new ImportFixture();
        const string text = "No,At,Sum,Gross,Ccy\nn1,2026-01-05T10:00:00Z,5.00,6.00,EUR\n";
        await import.Setup.SaveMappingAsync(Mapping("Sum"));
        await import.ImportAsync("own.csv", text);
        await import.Setup.SaveMappingAsync(Mapping("Gross"));

        var difference = Assert.Single((await import.ImportAsync("own.csv", text)).SettingsDiffer);

        Assert.Equal(("mapping", "amount from Sum", "amount from Gross"), (difference.Setting, difference.Then, difference.Now));

        static MappedFormat Mapping(string amount) => new()
        {
            Id = "own-table",
            Name = "Own",
            Kind = "transactions",
            Fields = new Dictionary<string, MappedField>
            {
                ["transaction_id"] = MappedField.Of("No"),
                ["occurred_at"] = MappedField.Of("At"),
                ["amount"] = MappedField.Of(amount),
                ["currency"] = MappedField.Of("Ccy"),
                ["kind"] = new() { Constant = "charge" },
                ["status"] = new() { Constant = "succeeded" },
            },
        };
    }

    /// <summary>Where nothing was stored there is nothing to undo: with the mistake in the settings mended, the file is simply imported.</summary>
    [Fact]
    public async Task Import_AgainWhereEveryRowWasRejected_ImportsUnderTheSettingsOfNow()
    {
        using var import = new ImportFixture();
        const string text = "transaction_id,vendor,kind,status,occurred_at,amount,currency\nt1,oak,charge,succeeded,2026-01-05T10:00:00Z,1.255,EUR\n";
        Assert.Equal(1, (await import.ImportAsync("p.csv", text)).Rejected);
        Assert.Contains("insights replay 1", (await import.ImportAsync("p.csv", text)).Error, StringComparison.Ordinal);
        import.Settings("canonical", """{ "amounts": "decimal-comma" }""");

        Assert.Equal(("done", 1L), await Outcome(import.ImportAsync("p.csv", text)));
        Assert.Equal(("already_imported", 0L), await Outcome(import.ImportAsync("p.csv", text)));
    }

    /// <summary>Under another source the rows are others, and are stored twice: that is allowed, and said.</summary>
    [Fact]
    public async Task Import_IntoAnotherSource_IsRemarkedUpon()
    {
        using var import = new ImportFixture();
        await import.ImportAsync("s.csv", Stripe);

        var other = await import.ImportAsync("s.csv", Stripe, source: "stripe-two");

        Assert.Equal(("done", 1L), (other.State, other.Inserted));
        Assert.Contains(other.FirstProblems, p => p.Rule == "same-bytes-elsewhere" && p.Reason.Contains("source stripe (batch 1)", StringComparison.Ordinal));
    }

    private static async Task<(string State, long Inserted)> Outcome(Task<FileResult> import) => ((await import).State, (await import).Inserted);
}
