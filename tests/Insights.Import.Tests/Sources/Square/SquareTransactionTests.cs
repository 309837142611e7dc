using Insights.Import.Tests.Pipeline;
using Xunit;

namespace Insights.Import.Tests.Sources.Square;

public sealed class SquareTransactionTests
{
    private const string Header = "Date,Time,Time Zone,Gross Sales,Discounts,Net Sales,Gift Card Sales,Tax,Tip,Partial Refunds,Total Collected,Source,Card,Card Entry Methods,Cash,Square Gift Card,Other Tender,Other Tender Type,Other Tender Note,Fees,Net Total,Transaction ID,Payment ID,Card Brand,PAN Suffix,Device Name,Staff Name,Staff ID,Details,Description,Event Type,Location,Dining Option,Customer ID,Customer Name,Customer Reference ID,Device Nickname\n";

    private static string Row(string date, string total, string fees, string net, string id, string payment, string @event, string card = "", string cash = "$0.00", string brand = "Visa", string suffix = "1881") =>
        $"{date},21:50:48,Pacific Time (US & Canada),\"{total}\",$0.00,\"{total}\",$0.00,$0.00,$0.00,$0.00,\"{total}\",Point of Sale,\"{(card.Length == 0 ? total : card)}\",Keyed,\"{cash}\",$0.00,$0.00,\"\",\"\",{fees},\"{net}\",{id},{payment},{brand},{suffix},,,,https://example.com,Lamp,{@event},Main Street,,CUS1,Ada Example,,\n";

    /// <summary>1,234.56 with a fee of 0.95; 22.50 refunded; 8.00 in cash. 21:50:48 in Los Angeles in November is 05:50:48 UTC of the next day.</summary>
    [Fact]
    public async Task Map_Sales_ReadSignsZonesAndTenders()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("transactions.csv", Header
            + Row("2022-11-10", "$1,234.56", "-$0.95", "$1,233.61", "TRX1", "PAY1", "Payment")
            + Row("2022-11-12", "-$22.50", "$0.10", "-$22.40", "TRX1", "PAY1", "Refund")
            + Row("2022-11-12", "-$22.50", "$0.10", "-$22.40", "TRX1", "PAY1", "Refund")
            + Row("2022-11-13", "$8.00", "$0.00", "$8.00", "TRX2", "", "Payment", card: "$0.00", cash: "$8.00", brand: "", suffix: "")
            + Row("2022-11-14", "$5.00", "$0.00", "$5.00", "TRX3", "PAY3", "Eclipse"));

        Assert.Equal(("square-transactions-csv", "square", 5L, 5L), (file.Format, file.Source, file.Rows, file.Inserted));
        var sale = import.Store.Transactions["1:TRX1"].Row;
        Assert.Equal(("charge", 123456L, "USD", 95L, "card", "visa", "1881", "CUS1"), (sale.Kind, sale.AmountMinor, sale.Currency, sale.FeeMinor, sale.Method, sale.Brand, sale.Last4, sale.CustomerRef));
        Assert.Equal(new DateTime(2022, 11, 11, 5, 50, 48), sale.OccurredAt);
        var refunds = import.Store.Transactions.Values.Where(t => t.Row.Kind == "refund").Select(t => t.Row).ToList();
        Assert.Equal(2, refunds.Count);
        Assert.All(refunds, refund => Assert.Equal((2250L, "TRX1", -10L), (refund.AmountMinor, refund.OriginalRef, refund.FeeMinor)));
        Assert.Equal(("other", 800L), (import.Store.Transactions["1:TRX2"].Row.Method, import.Store.Transactions["1:TRX2"].Row.AmountMinor));
        Assert.Equal(["type-unknown", "currency-assumed"], file.FirstProblems.Select(p => p.Rule));
    }

    /// <summary>A table cut to some of the columns tells the same rows by the same ids as the whole one.</summary>
    [Fact]
    public async Task Import_TableOfFewColumns_IsTheSameRows()
    {
        await using var import = await SqliteImport.CreateAsync();
        await import.ImportAsync("whole.csv", Header + Row("2022-11-25", "$5.00", "-$0.95", "$4.05", "TRX1", "PAY1", "Payment") + Row("2022-11-26", "-$5.00", "$0.00", "-$5.00", "TRX1", "PAY1", "Refund"));

        var file = await import.ImportAsync("few.csv", """
            Date,Time,Time Zone,Total Collected,Fees,Transaction ID,Event Type
            11/25/2022,21:50:48,Pacific Time (US & Canada),$5.00,-$0.95,TRX1,Payment
            11/26/2022,21:50:48,Pacific Time (US & Canada),-$5.00,$0.00,TRX1,Refund

            """);

        Assert.Equal(("square-transactions-csv", 2L, 0L), (file.Format, file.Rows, file.Inserted));
        Assert.Equal(2, (await import.TransactionsAsync()).Count);
    }

    [Fact]
    public async Task Map_SourceWithACurrency_UsesIt()
    {
        await using var import = await SqliteImport.CreateAsync();
        import.Settle("square", """{ "currency": "CAD" }""");

        var file = await import.ImportAsync("t.csv", Header + Row("2022-11-10", "$1,234.56", "-$0.95", "$1,233.61", "TRX1", "PAY1", "Payment"));

        Assert.Equal("CAD", Assert.Single(await import.TransactionsAsync()).Currency);
        Assert.Empty(file.FirstProblems);
    }

    /// <summary>Month first in some generations: the 25th proves it.</summary>
    [Fact]
    public async Task Map_OtherDateOrder_IsProvenByTheFile()
    {
        using var import = new ImportFixture();

        await import.ImportAsync("t.csv", Header + Row("11/10/2022", "£5.00", "-£0.95", "£4.05", "TRX1", "PAY1", "Payment") + Row("11/25/2022", "£5.00", "-£0.95", "£4.05", "TRX2", "PAY2", "Payment"));

        Assert.Equal((new DateTime(2022, 11, 11, 5, 50, 48), "GBP"), (import.Store.Transactions["1:TRX1"].Row.OccurredAt, import.Store.Transactions["1:TRX1"].Row.Currency));
    }

    [Fact]
    public async Task Import_SameRowsAgain_ChangeNothing()
    {
        await using var import = await SqliteImport.CreateAsync();
        string text = Header + Row("2022-11-10", "$5.00", "-$0.95", "$4.05", "TRX1", "PAY1", "Payment") + Row("2022-11-12", "-$5.00", "$0.00", "-$5.00", "TRX1", "PAY1", "Refund");
        await import.ImportAsync("a.csv", text);

        Assert.Equal(2, (await import.ImportAsync("b.csv", text + "\n")).Unchanged);
        Assert.Equal(2, (await import.TransactionsAsync()).Count);
    }

    /// <summary>
    /// A refund may have a transaction of its own; the payment it gives back is the sale's, also where the sale lists several. The file is newest first. Amounts
    /// below zero may stand in brackets, and some tools write Standard into the zone. One payment of a file is unknown: the refund keeps its own transaction.
    /// </summary>
    [Fact]
    public async Task Map_RefundUnderAnIdOfItsOwn_NamesTheSaleOfItsPayment()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("transactions.csv", Header
            + Row("2022-11-16", "($3.00)", "$0.00", "($3.00)", "RET3", "ELSE", "Refund")
            + Row("2022-11-15", "($2.00)", "$0.00", "($2.00)", "RET2", "PAY3", "Refund")
            + Row("2022-11-14", "-$7.50", "$0.00", "-$7.50", "RET1", "PAY1", "Refund")
            + Row("2022-11-13", "$9.00", "-$0.30", "$8.70", "TRX2", "\"PAY2, PAY3\"", "Payment").Replace("Pacific Time", "Pacific Standard Time", StringComparison.Ordinal)
            + Row("2022-11-12", "$20.00", "-$0.95", "$19.05", "TRX1", "PAY1", "Payment"));

        Assert.Equal((5L, 5L), (file.Rows, file.Inserted));
        Assert.Equal([("TRX1", 750L), ("TRX2", 200L), ("RET3", 300L)], import.Store.Transactions.Values.Where(t => t.Row.Kind == "refund").OrderBy(t => t.Row.OccurredAt).Select(t => (t.Row.OriginalRef, t.Row.AmountMinor)));
        Assert.Equal(new DateTime(2022, 11, 14, 5, 50, 48), import.Store.Transactions["1:TRX2"].Row.OccurredAt);
    }

    /// <summary>Downloads that overlap, one behind the other in a file: the sale is there twice and is one. Another payment under the same id is a sale of its own.</summary>
    [Fact]
    public async Task Map_SameSaleAgain_IsOneSale_AndAnotherPaymentIsAnother()
    {
        await using var import = await SqliteImport.CreateAsync();
        string sale = Row("2022-11-10", "$5.00", "-$0.95", "$4.05", "TRX1", "PAY1", "Payment");

        var file = await import.ImportAsync("both.csv", Header + sale + Row("2022-11-10", "$6.00", "$0.00", "$6.00", "TRX1", "PAY2", "Payment") + Header + sale);

        Assert.Equal((3L, 2L, 1L), (file.Rows, file.Inserted, file.Duplicate));
        Assert.Equal([("TRX1", 500L), ("TRX1#PAY2", 600L)], (await import.TransactionsAsync()).OrderBy(t => t.ExternalId, StringComparer.Ordinal).Select(t => (t.ExternalId, t.AmountMinor)));
    }
}
