using Xunit;

namespace Insights.Import.Tests.Pipeline;

/// <summary>Exports that a spreadsheet saved again: semicolons, its country's dates and decimal commas. Read so where a value proves it, and never guessed.</summary>
public sealed class SavedAgainTests
{
    private const string Header = "id;Created (UTC);Amount;Amount Refunded;Currency;Captured;Fee;Mode;Status;Card Last4\r\n";

    [Fact]
    public async Task Import_GermanSpreadsheet_IsReadAsItsValuesProve()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("s.csv", "\uFEFF" + Header
            + "ch_1;07.06.2026 02:38;1234,50;0;eur;WAHR;35,80;Live;Paid;42\r\n"
            + "ch_2;13.06.2026 12:38;12,5;0;eur;FALSCH;0,61;Live;Paid;4444\r\n"
            + "ch_3;14.06.2026 12:38;1.250,00;0;eur;WAHR;1;Live;Paid;4444\r\n");

        Assert.Equal((3L, 3L), (file.Rows, file.Inserted));
        var first = import.Store.Transactions["1:ch_1"].Row;
        Assert.Equal((123450L, 3580L, new DateTime(2026, 6, 7, 2, 38, 0), "0042"), (first.AmountMinor, first.FeeMinor, first.OccurredAt, first.Last4));
        Assert.Equal(125000, import.Store.Transactions["1:ch_3"].Row.AmountMinor);
        Assert.Equal([("dates-as-saved-again", "13.06.2026 12:38 (line 3)"), ("amounts-as-saved-again", "1234,50 (line 2)")], file.FirstProblems.Select(p => (p.Rule, p.Value!)));
    }

    /// <summary>Nothing proves the order of these days: the person is asked, and no row is rejected for it.</summary>
    [Fact]
    public async Task Import_DatesThatProveNothing_AreAskedAbout()
    {
        using var import = new ImportFixture();
        const string text = Header + "ch_1;07/06/2026 02:38;12.50;0;eur;TRUE;0.80;Live;Paid;42\r\nch_2;08/06/2026 02:38;12.50;0;eur;TRUE;0.80;Live;Paid;42\r\n";

        var file = await import.ImportAsync("s.csv", text);
        Assert.Equal(("failed", 0L), (file.State, file.Rows));
        Assert.Contains("07/06/2026 02:38 (line 2)", file.Error, StringComparison.Ordinal);
        import.Settings("stripe", """{ "dates": "month-first" }""");

        Assert.Equal(2, (await import.ImportAsync("s.csv", text)).Inserted);
        Assert.Equal(new DateTime(2026, 7, 6, 2, 38, 0), import.Store.Transactions["1:ch_1"].Row.OccurredAt);
    }

    /// <summary>1,250 is a thousand or one and a quarter: nobody can know. And where points are decimal points, a comma proves nothing about the file.</summary>
    [Theory]
    [InlineData("1,250", "2,500")]
    [InlineData("12.50", "12,5")]
    public async Task Import_AmountsThatProveNothing_AreRejected(string one, string other)
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("s.csv", Header + $"ch_1;2026-06-07 02:38:00;{one};0;usd;TRUE;;Live;Paid;42\r\nch_2;2026-06-08 02:38:00;{other};0;usd;TRUE;;Live;Paid;42\r\n");

        Assert.True(file.Rejected > 0 && file.FirstProblems.Any(p => p.Rule == "amount-in-local-format"), file.Error);
        Assert.DoesNotContain(file.FirstProblems, p => p.Rule == "amounts-as-saved-again");
    }

    /// <summary>Formats that write amounts as their account's language does: English columns with a French account's numbers, German ones with points.</summary>
    [Theory]
    [InlineData("Date;Time;TimeZone;Name;Type;Status;Currency;Gross;Fee;Net;Transaction ID", "13/05/2026;10:00:00;Europe/Paris;x;Website Payment;Completed;EUR;1\u202f234,56;-30,00;1\u202f204,56;F1")]
    [InlineData("Datum,Uhrzeit,Zeitzone,Name,Typ,Status,Währung,Brutto,Gebühr,Netto,Transaktionscode", "13.05.2026,10:00:00,MESZ,x,PayPal Express-Zahlung,Abgeschlossen,EUR,1234.56,-30.00,1204.56,F1")]
    public async Task Import_AmountsOfAnotherLanguage_AreReadAsTheyProve(string header, string row)
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("p.csv", header + "\n" + row + "\n");

        Assert.Equal((1L, 1L), (file.Rows, file.Inserted));
        Assert.Equal((123456L, 3000L), (import.Store.Transactions["1:F1"].Row.AmountMinor, import.Store.Transactions["1:F1"].Row.FeeMinor));
        Assert.Contains(file.FirstProblems, p => p.Rule == "amounts-as-saved-again");
    }

    /// <summary>A comma behind the last property, or the last record, is a slip of the hand and no doubt about what is meant.</summary>
    [Fact]
    public async Task Import_JsonWithTrailingCommas_IsRead()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("e.json", "[{\"id\":1,\"ticket_id\":7,\"metric\":\"reply_time\",\"instance_id\":1,\"type\":\"fulfill\",\"time\":\"2026-05-01T10:00:00Z\",},\n{\"id\":2,\"ticket_id\":7,\"metric\":\"reply_time\",\"instance_id\":1,\"type\":\"fulfill\",\"time\":\"2026-05-01T10:01:00Z\",\"note\":[4111111111111111,],},]");

        Assert.Equal((2L, 2L, 0L), (file.Rows, file.Inserted, file.Rejected));
        Assert.Equal(1, file.CardNumbersTruncated);
    }

    /// <summary>What a person has said of the source stands, whatever a file's values look like.</summary>
    [Fact]
    public async Task Import_WhereThePersonHasSaidIt_ProvesNothing()
    {
        using var import = new ImportFixture();
        import.Settings("stripe", """{ "dates": "iso", "amounts": "major" }""");

        var file = await import.ImportAsync("s.csv", Header + "ch_1;13.06.2026 02:38;12,50;0;usd;TRUE;;Live;Paid;42\r\n");

        Assert.Equal((1L, 1L), (file.Rows, file.Rejected));
    }

    [Fact]
    public async Task Import_HeaderWithoutRows_SaysSo()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("s.csv", Header);

        Assert.Equal(("done", 0L), (file.State, file.Rows));
        Assert.Equal("no-rows", Assert.Single(file.FirstProblems).Rule);
    }
}
