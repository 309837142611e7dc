using Insights.Import.Tests.Pipeline;
using Xunit;

namespace Insights.Import.Tests.Sources.PayPal;

public sealed class PayPalActivityTests
{
    private const string English = "\uFEFF\"Date\",\"Time\",\"TimeZone\",\"Name\",\"Type\",\"Status\",\"Currency\",\"Gross\",\"Fee\",\"Net\",\"From Email Address\",\"To Email Address\",\"Transaction ID\",\"Item Title\",\"Reference Txn ID\",\"Invoice Number\",\"Balance\",\"Country Code\",\"Balance Impact\"\n";

    private const string German = "\uFEFF\"Datum\",\"Uhrzeit\",\"Zeitzone\",\"Name\",\"Typ\",\"Status\",\"Währung\",\"Brutto\",\"Gebühr\",\"Netto\",\"Absender E-Mail-Adresse\",\"Empfänger E-Mail-Adresse\",\"Transaktionscode\",\"Zugehöriger Transaktionscode\",\"Rechnungsnummer\",\"Guthaben\",\"Auswirkung auf Guthaben\"\n";

    /// <summary>The 25th proves that the day comes first. Fee −2.33 was taken; the refund gave 0.40 of it back.</summary>
    [Fact]
    public async Task Map_English_TellsPaymentsRefundsWithdrawalsAndConversions()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("Download.CSV", English
            + "\"05/04/2026\",\"14:10:00\",\"Europe/London\",\"Ada Example\",\"Website Payment\",\"Completed\",\"GBP\",\"1,594.36\",\"-2.33\",\"1,592.03\",\"ada@example.com\",\"shop@example.com\",\"TX1\",\"Lamp\",\"\",\"R-7\",\"...\",\"GB\",\"Credit\"\n"
            + "\"06/04/2026\",\"09:00:00\",\"BST\",\"Ada Example\",\"Payment Refund\",\"Completed\",\"GBP\",\"-94.36\",\"0.40\",\"-93.96\",\"shop@example.com\",\"ada@example.com\",\"TX2\",\"Lamp\",\"TX1\",\"R-7\",\"1,498.07\",\"GB\",\"Debit\"\n"
            + "\"25/04/2026\",\"09:00:00\",\"BST\",\"\",\"General Withdrawal - Bank Account\",\"Completed\",\"GBP\",\"-500.00\",\"0.00\",\"-500.00\",\"shop@example.com\",\"\",\"TX3\",\"\",\"\",\"\",\"998.07\",\"\",\"Debit\"\n"
            + "\"26/04/2026\",\"10:00:00\",\"BST\",\"Cy Example\",\"Express Checkout Payment\",\"Pending\",\"GBP\",\"10.00\",\"0.00\",\"10.00\",\"cy@example.com\",\"shop@example.com\",\"TX4\",\"\",\"\",\"\",\"\",\"\",\"Memo\"\n"
            + "\"26/04/2026\",\"11:00:00\",\"BST\",\"Di Example\",\"Mobile Payment\",\"Completed\",\"USD\",\"40.00\",\"-1.00\",\"39.00\",\"di@example.com\",\"shop@example.com\",\"TX5\",\"\",\"\",\"\",\"39.00\",\"US\",\"Credit\"\n"
            + "\"26/04/2026\",\"11:00:00\",\"BST\",\"\",\"General Currency Conversion\",\"Completed\",\"USD\",\"-39.00\",\"0.00\",\"-39.00\",\"\",\"\",\"TX6\",\"\",\"TX5\",\"\",\"0.00\",\"\",\"Debit\"\n"
            + "\"26/04/2026\",\"11:00:00\",\"BST\",\"\",\"General Currency Conversion\",\"Completed\",\"GBP\",\"30.12\",\"0.00\",\"30.12\",\"\",\"\",\"TX6\",\"\",\"TX5\",\"\",\"1,028.19\",\"\",\"Credit\"\n"
            + "\"26/04/2026\",\"12:00:00\",\"BST\",\"Eve Example\",\"Invoice Sent\",\"Sent\",\"GBP\",\"15.00\",\"0.00\",\"15.00\",\"shop@example.com\",\"eve@example.com\",\"TX7\",\"\",\"\",\"\",\"\",\"\",\"Memo\"\n"
            + "\"26/04/2026\",\"13:00:00\",\"BST\",\"Host\",\"PreApproved Payment Bill User Payment\",\"Completed\",\"GBP\",\"-8.00\",\"0.00\",\"-8.00\",\"shop@example.com\",\"host@example.com\",\"TX8\",\"\",\"B-1\",\"\",\"\",\"\",\"Debit\"\n");

        Assert.Equal(("paypal-activity-csv-en", "paypal", 9L, 8L, 1L, 0L), (file.Format, file.Source, file.Rows, file.Inserted, file.Skipped, file.Rejected));
        Assert.Equal(
            [
                "TX1 charge succeeded 159436 GBP", "TX2 refund succeeded 9436 GBP", "TX3 payout succeeded 50000 GBP", "TX4 charge pending 1000 GBP", "TX5 charge succeeded 4000 USD",
                "TX6:T0200:CR:GBP adjustment succeeded 3012 GBP", "TX6:T0200:DR:USD adjustment succeeded 3900 USD", "TX8:T0003:DR adjustment succeeded 800 GBP",
            ],
            import.Store.Transactions.Values.Select(t => $"{t.Row.ExternalId} {t.Row.Kind} {t.Row.Status} {t.Row.AmountMinor} {t.Row.Currency}").Order(StringComparer.Ordinal));
        var charge = import.Store.Transactions["1:TX1"].Row;
        Assert.Equal((233L, "ada@example.com", "R-7", "Lamp", "GB", new DateTime(2026, 4, 5, 13, 10, 0)), (charge.FeeMinor, charge.CustomerRef, charge.OrderRef, charge.Product, charge.CustomerCountry, charge.OccurredAt));
        var refund = import.Store.Transactions["1:TX2"].Row;
        Assert.Equal(("TX1", -40L, "ada@example.com", new DateTime(2026, 4, 6, 8, 0, 0)), (refund.OriginalRef, refund.FeeMinor, refund.CustomerRef, refund.OccurredAt));
        Assert.Equal("TX5", import.Store.Transactions["1:TX6:T0200:CR:GBP"].Row.OriginalRef);
    }

    [Fact]
    public async Task Import_DatesThatCouldBeBoth_AskFirst()
    {
        string row = English + "\"05/04/2026\",\"14:10:00\",\"PST\",\"Ada\",\"Website Payment\",\"Completed\",\"USD\",\"5.00\",\"-0.33\",\"4.67\",\"a@example.com\",\"\",\"TX1\",\"\",\"\",\"\",\"\",\"\",\"Credit\"\n";
        await using var import = await SqliteImport.CreateAsync();

        var refused = await import.ImportAsync("a.csv", row);
        import.Settle("paypal", """{ "dates": "month-first" }""");
        var taken = await import.ImportAsync("a.csv", row);

        Assert.Equal(("failed", "done"), (refused.State, taken.State));
        Assert.Equal(new DateTime(2026, 5, 4, 22, 10, 0), Assert.Single(await import.TransactionsAsync()).OccurredAt);
    }

    /// <summary>IST is Israel, India or Ireland; the source's zone says which one the account means.</summary>
    [Fact]
    public async Task Map_AbbreviationOfSeveralZones_NeedsTheSourcesZone()
    {
        string row = English + "\"25/04/2026\",\"10:00:00\",\"IST\",\"Ada\",\"Website Payment\",\"Completed\",\"USD\",\"5.00\",\"-0.33\",\"4.67\",\"a@example.com\",\"\",\"TX1\",\"\",\"\",\"\",\"\",\"\",\"Credit\"\n";
        await using var import = await SqliteImport.CreateAsync();

        var unknown = await import.ImportAsync("a.csv", row);
        import.Settle("paypal", """{ "zone": "Asia/Kolkata" }""");
        var known = await import.ImportAsync("b.csv", row + "\n");

        Assert.Equal((1L, "zone-unknown", 1L), (unknown.Rejected, unknown.FirstProblems[0].Rule, known.Inserted));
        Assert.Equal(new DateTime(2026, 4, 25, 4, 30, 0), Assert.Single(await import.TransactionsAsync()).OccurredAt);
    }

    [Fact]
    public async Task Map_German_ReadsItsWordsAndNumbers()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("Download.CSV", German
            + "\"05.07.2026\",\"14:10:00\",\"MESZ\",\"Ada Beispiel\",\"Website-Zahlung\",\"Abgeschlossen\",\"EUR\",\"1.594,36\",\"-40,05\",\"1.554,31\",\"ada@example.com\",\"laden@example.com\",\"TX1\",\"\",\"R-7\",\"...\",\"Haben\"\n"
            + "\"06.12.2026\",\"09:00:00\",\"MEZ\",\"Ada Beispiel\",\"Rückzahlung\",\"Abgeschlossen\",\"EUR\",\"-94,36\",\"0,00\",\"-94,36\",\"laden@example.com\",\"ada@example.com\",\"TX2\",\"TX1\",\"R-7\",\"1.459,95\",\"Soll\"\n"
            + "\"07.12.2026\",\"09:00:00\",\"MEZ\",\"\",\"Von Nutzer eingeleitete Abbuchung\",\"Ausstehend\",\"EUR\",\"-500,00\",\"0,00\",\"-500,00\",\"\",\"\",\"TX3\",\"\",\"\",\"959,95\",\"Soll\"\n"
            + "\"08.12.2026\",\"09:00:00\",\"MEZ\",\"Bo Beispiel\",\"Handyzahlung\",\"Abgelehnt\",\"EUR\",\"7,00\",\"0,00\",\"7,00\",\"bo@example.com\",\"\",\"TX4\",\"\",\"\",\"959,95\",\"Memo\"\n");

        Assert.Equal(("paypal-activity-csv-de", 4L, 4L), (file.Format, file.Rows, file.Inserted));
        Assert.Equal(["TX1 charge succeeded 159436 4005", "TX2 refund succeeded 9436 0", "TX3 payout pending 50000 0", "TX4 charge failed 700 0"], import.Store.Transactions.Values.Select(t => $"{t.Row.ExternalId} {t.Row.Kind} {t.Row.Status} {t.Row.AmountMinor} {t.Row.FeeMinor}"));
        Assert.Equal((new DateTime(2026, 7, 5, 12, 10, 0), new DateTime(2026, 12, 6, 8, 0, 0)), (import.Store.Transactions["1:TX1"].Row.OccurredAt, import.Store.Transactions["1:TX2"].Row.OccurredAt));
        Assert.Equal(("TX1", "abgelehnt"), (import.Store.Transactions["1:TX2"].Row.OriginalRef, import.Store.Transactions["1:TX4"].Row.FailureCode));
    }

    /// <summary>No ids: two equal rows of one file are two, the same file again adds none.</summary>
    [Fact]
    public async Task Map_PersonalExport_TellsEqualRowsApart()
    {
        const string text = "\"Date\",\"Time\",\"TimeZone\",\"Name\",\"Type\",\"Status\",\"Currency\",\"Amount\",\"Receipt ID\",\"Balance\"\n"
            + "\"25/04/2026\",\"10:00:00\",\"CEST\",\"Ada\",\"General Payment\",\"Completed\",\"EUR\",\"5.00\",\"\",\"5.00\"\n\"25/04/2026\",\"10:00:00\",\"CEST\",\"Ada\",\"General Payment\",\"Completed\",\"EUR\",\"5.00\",\"\",\"10.00\"\n"
            + "\"25/04/2026\",\"11:00:00\",\"CEST\",\"Shop\",\"Express Checkout Payment\",\"Completed\",\"EUR\",\"-3.00\",\"\",\"7.00\"\n";
        using var import = new ImportFixture();

        var first = await import.ImportAsync("a.csv", text);
        var again = await import.ImportAsync("b.csv", text + "\n");

        Assert.Equal(("paypal-activity-csv-personal", 3L, 3L), (first.Format, first.Inserted, again.Unchanged));
        Assert.Equal(["adjustment", "charge", "charge"], import.Store.Transactions.Values.Select(t => t.Row.Kind).Order());
    }

    /// <summary>A pending payment becomes completed; an older download does not make it pending again. The user's event codes decide where they are.</summary>
    [Fact]
    public async Task Import_PendingThenCompleted_StaysCompleted()
    {
        static string Row(string status) => "\"Date\",\"Time\",\"Time Zone\",\"Description\",\"Currency\",\"Gross\",\"Fee\",\"Net\",\"Status\",\"Transaction ID\",\"Transaction Event Code\"\n\"25/04/2026\",\"10:00:00\",\"+0200\",\"Whatever\",\"EUR\",\"5.00\",\"\",\"5.00\",\"" + status + "\",\"TX1\",\"T0006\"\n";
        await using var import = await SqliteImport.CreateAsync();

        await import.ImportAsync("a.csv", Row("Pending"));
        var completed = await import.ImportAsync("b.csv", Row("Completed"));
        var old = await import.ImportAsync("c.csv", Row("Pending") + "\n");

        Assert.Equal((1L, 1L), (completed.Updated, old.Unchanged));
        var row = Assert.Single(await import.TransactionsAsync());
        Assert.Equal(("charge", "succeeded"), (row.Kind, row.Status));
    }

    [Theory]
    [InlineData("Payment Review Something New", "Completed", "charge", null)]
    [InlineData("Interstellar", "Completed", "adjustment", "type-unknown")]
    [InlineData("Website Payment", "In orbit", null, "status-unknown")]
    public async Task Map_WordsNobodyListed_AreTold(string type, string status, string? kind, string? rule)
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("a.csv", English + $"\"25/04/2026\",\"10:00:00\",\"BST\",\"Ada\",\"{type}\",\"{status}\",\"GBP\",\"5.00\",\"0.00\",\"5.00\",\"a@example.com\",\"\",\"TX1\",\"\",\"\",\"\",\"\",\"\",\"Credit\"\n");

        Assert.Equal(kind, import.Store.Transactions.Values.SingleOrDefault().Row?.Kind);
        Assert.Equal(rule, file.FirstProblems.SingleOrDefault()?.Rule);
    }
}
