using Insights.Import.Tests.Pipeline;
using Xunit;

namespace Insights.Import.Tests.Setup;

public sealed class SourceSettingsTests
{
    [Theory]
    [InlineData("""{ "vendr": {} }""", "vendr")]
    [InlineData("""{ "vendor": { "colum": "x" } }""", "vendor.colum")]
    [InlineData("""{ "vendor": "oak" }""", "vendor")]
    [InlineData("""{ "vendor": {} }""", "vendor")]
    [InlineData("""{ "vendor": { "column": "a", "constant": "b" } }""", "vendor")]
    [InlineData("""{ "vendor": { "column": "a", "patterns": [ { "match": "a" }, { "match": "(" } ] } }""", "vendor.patterns[1].match")]
    [InlineData("""{ "vendor": { "column": "a", "table_file": "nowhere.csv" } }""", "vendor.table_file")]
    [InlineData("""{ "zone": "CET" }""", "zone")]
    [InlineData("""{ "zone": "Berlin/Europe" }""", "zone")]
    [InlineData("""{ "dates": "dmy" }""", "dates")]
    [InlineData("""{ "amounts": "cents" }""", "amounts")]
    [InlineData("""{ "test_rows": "maybe" }""", "test_rows")]
    [InlineData("""{ "decimals": { "YEN": 2 } }""", "decimals.YEN")]
    [InlineData("""{ "decimals": { "JPY": 9 } }""", "decimals.JPY")]
    [InlineData("""{ "columns": { "amount": [] } }""", "columns.amount")]
    [InlineData("""{ "formats": { "stripe-payments-csv": { "zone": "Mars" } } }""", "formats.stripe-payments-csv.zone")]
    [InlineData("{", "")]
    [InlineData("null", "")]
    public void Parse_WhatCannotBeRight_NamesTheProperty(string json, string property) =>
        Assert.Equal(property, Assert.Throws<InvalidSettingsException>(() => SourceSettings.Parse(json)).Property);

    [Fact]
    public void Save_ThenRead_IsTheSame()
    {
        using var import = new ImportFixture();
        string path = Path.Combine(import.Folder, "s.json");
        var settings = new SourceSettings
        {
            Vendor = new VendorSettings { Field = "descriptor", Patterns = [new VendorPatternSettings("^OAK", "oak"), new VendorPatternSettings("^(?<vendor>\\w+)\\*")], Table = new Dictionary<string, string> { ["a"] = "b" }, Fallback = "rest" },
            Zone = "Europe/Berlin",
            Dates = "day-first",
            Amounts = "decimal-comma",
            Decimals = new Dictionary<string, int> { ["JPY"] = 2 },
            TestRows = "keep",
            Columns = new Dictionary<string, IReadOnlyList<string>> { ["amount"] = ["Betrag"] },
            Formats = new Dictionary<string, SourceSettings> { ["stripe-disputes-csv"] = new() { Zone = "UTC" } },
        };

        settings.Save(path);

        Assert.Equal(SettingsDocument.Write(settings), SettingsDocument.Write(SourceSettings.Read(path)));
        Assert.DoesNotContain("null", File.ReadAllText(path), StringComparison.Ordinal);
    }

    /// <summary>A document by hand: one name without a list, a comment, a comma too many.</summary>
    [Fact]
    public void Parse_WrittenByHand_IsUnderstood()
    {
        var settings = SourceSettings.Parse("""
            { // shop of the north
              "columns": { "amount": "Betrag" }, "dates": "day-first", }
            """);

        Assert.Equal(["Betrag"], settings.Columns!["amount"]);
    }
}

public sealed class VendorRuleTests
{
    private const string Header = "transaction_id,kind,status,occurred_at,amount,currency,descriptor,seller (metadata),acct,vendor\n";
    private const string Rows = "t1,charge,succeeded,2026-01-01T00:00:00Z,1,EUR,OAK*TABLE 9,ash,acct_1,given\nt2,charge,succeeded,2026-01-01T00:00:00Z,1,EUR,PAY BIRCH,,acct_2,given\nt3,charge,succeeded,2026-01-01T00:00:00Z,1,EUR,,elm,,given\n";

    [Theory]
    [InlineData("""{ "column": "acct" }""", "acct_1,acct_2,")]
    [InlineData("""{ "column": "acct", "fallback": "house" }""", "acct_1,acct_2,house")]
    [InlineData("""{ "metadata": "seller" }""", "ash,,elm")]
    [InlineData("""{ "constant": "one" }""", "one,one,one")]
    [InlineData("""{ "column": "acct", "table": { "ACCT_1": "oak" }, "fallback": "rest" }""", "oak,rest,rest")]
    [InlineData("""{ "field": "descriptor", "patterns": [ { "match": "^(?<vendor>\\w+)\\*" }, { "match": "birch$", "vendor": "birch" } ] }""", "OAK,birch,")]
    [InlineData("""{ "field": "descriptor", "patterns": [ { "match": "^(\\w+)\\*" } ], "table": { "oak": "Oak Ltd" }, "fallback": "rest" }""", "Oak Ltd,rest,rest")]
    [InlineData("""{ "column": "not there", "fallback": "rest" }""", "rest,rest,rest")]
    public async Task Rule_OfTheSettings_SaysWhoseRowsAre(string rule, string expected)
    {
        using var import = new ImportFixture();
        import.Settings("canonical", $$"""{ "vendor": {{rule}} }""");

        await import.ImportAsync("t.csv", Header + Rows);

        Assert.Equal(expected, string.Join(',', import.Store.Transactions.Values.Select(t => t.Vendor)));
    }

    [Fact]
    public async Task Rule_TableFile_IsReadFromBesideTheDocument()
    {
        using var import = new ImportFixture();
        import.Settings("canonical", """{ "vendor": { "column": "acct", "table_file": "accounts.csv" } }""");
        File.WriteAllText(Path.Combine(import.DataDirectory, "sources", "accounts.csv"), "account;vendor\nacct_1;oak\nacct_2;birch\n");

        await import.ImportAsync("t.csv", Header + Rows);

        Assert.Equal("oak,birch,", string.Join(',', import.Store.Transactions.Values.Select(t => t.Vendor)));
    }

    /// <summary>Nested quantifiers over a long text would run for hours.</summary>
    [Fact]
    public void Pattern_ThatRunsAway_IsStopped()
    {
        var pattern = Insights.Import.Sources.VendorPattern.Of("^(a+)+$", "x");

        Assert.Null(pattern.Match(new string('a', 40) + "!"));
    }

    [Theory]
    [InlineData("""{ "path": "meta.shop" }""", "oak")]
    [InlineData("""{ "custom_field": "Seller" }""", "ash")]
    [InlineData("""{ "custom_field": "77" }""", "elm")]
    [InlineData("""{ "column": "brand_id" }""", "5")]
    public async Task Rule_ForJson_FindsPathsAndCustomFields(string rule, string expected)
    {
        using var import = new ImportFixture();
        import.Settings("zendesk", $$"""{ "vendor": {{rule}} }""");

        await import.ImportAsync("z.json", """
            {"id":1,"created_at":"2026-01-01T00:00:00Z","updated_at":"2026-01-01T00:00:00Z","status":"open","requester_id":2,"brand_id":5,"meta":{"shop":"oak"},
             "tags":["vendor:wrong"],"custom_fields":[{"title":"Seller","value":"ash"},{"id":77,"value":"elm"}]}
            """);

        Assert.Equal(expected, Assert.Single(import.Store.Tickets.Values).Vendor);
    }
}

public sealed class ConventionsOfASourceTests
{
    private const string Header = "transaction_id,kind,status,occurred_at,amount,currency\n";

    [Fact]
    public async Task Settings_ColumnsAmountsAndDecimals_TakeTheFormatsPlace()
    {
        using var import = new ImportFixture();
        import.Settings("canonical", """{ "amounts": "decimal-comma", "decimals": { "JPY": 2 }, "columns": { "amount": ["Betrag"], "transaction_id": "Nummer" }, "ignore_columns": ["Notiz"] }""");

        var file = await import.ImportAsync("t.csv", "Nummer;kind;status;occurred_at;Betrag;currency;Notiz\nt1;charge;succeeded;2026-01-01T00:00:00Z;1.234,50;EUR;x\nt2;charge;succeeded;2026-01-01T00:00:00Z;100,00;JPY;y\n");

        Assert.Equal(("canonical-transactions", 2L, 0L), (file.Format, file.Inserted, file.Warnings));
        Assert.Equal([123450L, 100], import.Store.Transactions.Values.Select(t => t.Row.AmountMinor));
    }

    [Fact]
    public async Task Settings_OfTheFormat_GoBeforeThoseOfTheSource()
    {
        using var import = new ImportFixture();
        import.Settings("canonical", """{ "amounts": "minor", "formats": { "canonical-transactions": { "amounts": "decimal-comma" } } }""");

        await import.ImportAsync("t.csv", Header + "t1,charge,succeeded,2026-01-01T00:00:00Z,\"12,50\",EUR\n");

        Assert.Equal(1250, Assert.Single(import.Store.Transactions.Values).Row.AmountMinor);
    }

    [Fact]
    public async Task Settings_GivenToTheImport_TakeTheSourcesPlace()
    {
        using var import = new ImportFixture();
        import.Settings("shop", """{ "amounts": "decimal-comma" }""");
        string path = import.Write("t.csv", Header + "t1,charge,succeeded,2026-01-01T00:00:00Z,5200,EUR\n");

        var result = await import.Runner.RunAsync(new ImportRequest { Paths = [path], Settings = new SourceSettings { Source = "shop", Amounts = "minor" } });

        Assert.Equal("shop", Assert.Single(result.Files).Source);
        Assert.Equal(5200, Assert.Single(import.Store.Transactions.Values).Row.AmountMinor);
    }

    [Fact]
    public async Task Settings_TestRowsKept_AreImported()
    {
        using var import = new ImportFixture();
        import.Settings("stripe", """{ "test_rows": "keep" }""");

        var file = await import.ImportAsync("s.csv", "id,Created (UTC),Amount,Amount Refunded,Currency,Mode,Status\nch_1,2024-06-07 02:38:54,5.00,0,usd,Test,Paid\n");

        Assert.Equal((1L, 0L), (file.Inserted, file.Skipped));
    }

    [Fact]
    public async Task Settings_DayFirst_ReadsDatesSo()
    {
        using var import = new ImportFixture();
        import.Settings("canonical", """{ "dates": "day-first" }""");

        await import.ImportAsync("t.csv", Header + "t1,charge,succeeded,04/05/2024 10:00 +00:00,1,EUR\n");

        Assert.Equal(new DateTime(2024, 5, 4, 10, 0, 0), Assert.Single(import.Store.Transactions.Values).Row.OccurredAt);
    }

    /// <summary>How programs keep a spreadsheet from taking an id for a number.</summary>
    [Fact]
    public async Task FormulaOfAText_IsTheText()
    {
        using var import = new ImportFixture();

        await import.ImportAsync("t.csv", "transaction_id,kind,status,occurred_at,amount,currency\n\"=\"\"00123\"\"\",charge,succeeded,2026-01-05T10:00:00Z,\"=\"\"12.50\"\"\",EUR\n");

        Assert.Equal(1250, import.Store.Transactions["1:00123"].Row.AmountMinor);
    }

    [Theory]
    [InlineData("'12.50", 1250, "apostrophe-removed")]
    [InlineData("12.50", 1250, null)]
    public async Task Apostrophe_BeforeANumber_IsRemovedWithAWarning(string amount, long expected, string? rule)
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("t.csv", Header + $"t1,charge,succeeded,2026-01-01T00:00:00Z,{amount},EUR\n");

        Assert.Equal(expected, Assert.Single(import.Store.Transactions.Values).Row.AmountMinor);
        Assert.Equal(rule, file.FirstProblems.SingleOrDefault()?.Rule);
    }
}
