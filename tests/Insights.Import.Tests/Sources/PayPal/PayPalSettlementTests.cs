using Insights.Import.Tests.Pipeline;
using Xunit;

namespace Insights.Import.Tests.Sources.PayPal;

public sealed class PayPalSettlementTests
{
    /// <summary>The header of 18 columns, with the two blanks some files have in one of them.</summary>
    private const string Columns = "\"CH\",\"Transaction ID\",\"Invoice ID\",\"PayPal Reference ID\",\"PayPal Reference ID Type\",\"Transaction Event Code\",\"Transaction Initiation Date\",\"Transaction Completion Date\",\"Transaction  Debit or Credit\",\"Gross Transaction Amount\",\"Gross Transaction Currency\",\"Fee Debit or Credit\",\"Fee Amount\",\"Fee Currency\",\"Custom Field\",\"Consumer ID\",\"Payment Tracking ID\",\"Store ID\"\n";

    private const string Head = "\uFEFF\"RH\",2026/01/07 03:10:00 -0800,\"A\",\"SELLERACCOUNT\",9,\n\"FH\",1\n\"SH\",2026/01/06 00:00:00 -0800,2026/01/06 23:59:59 -0800,\"SELLERACCOUNT\",\"\"\n";

    /// <summary>
    /// One day. Credits: 52.00 + 10.00 (release) + 33.00 + 40.00 (conversion) = 135.00 USD; debits: 12.00 + 10.00 + 33.00 + 20.00 + 50.00 = 125.00 USD;
    /// fees taken 1.81, given back 0.35. Eleven rows with the 36.00 EUR that was converted.
    /// </summary>
    private const string Body =
        "\"SB\",\"PAY0001\",\"INV-7\",\"\",\"\",\"T0006\",2026/01/06 00:00:30 -0800,2026/01/06 00:00:30 -0800,\"CR\",5200,\"USD\",\"DR\",181,\"USD\",\"\",\"BUYER1\",\"\",\"\"\n"
        + "\"SB\",\"REF0001\",\"INV-7\",\"PAY0001\",\"TXN\",\"T1107\",2026/01/06 09:00:00 -0800,2026/01/06 09:00:00 -0800,\"DR\",1200,\"USD\",\"CR\",35,\"USD\",\"\",\"BUYER1\",\"\",\"\"\n"
        + "\"SB\",\"HLD0001\",\"\",\"PAY0001\",\"TXN\",\"T1110\",2026/01/06 10:00:00 -0800,2026/01/06 10:00:00 -0800,\"DR\",1000,\"USD\",\"\",,\"\",\"\",\"\",\"\",\"\"\n"
        + "\"SB\",\"HLD0001\",\"\",\"PAY0001\",\"TXN\",\"T1111\",2026/01/06 11:00:00 -0800,2026/01/06 11:00:00 -0800,\"CR\",1000,\"USD\",\"\",,\"\",\"\",\"\",\"\",\"\"\n"
        + "\"SB\",\"CBK0001\",\"\",\"PAY0000\",\"TXN\",\"T1201\",2026/01/06 12:00:00 -0800,2026/01/06 12:00:00 -0800,\"DR\",3300,\"USD\",\"\",,\"\",\"\",\"BUYER2\",\"\",\"\"\n"
        + "\"SB\",\"CBF0001\",\"\",\"PAY0000\",\"TXN\",\"T0106\",2026/01/06 12:00:00 -0800,2026/01/06 12:00:00 -0800,\"DR\",2000,\"USD\",\"\",,\"\",\"\",\"\",\"\",\"\"\n"
        + "\"SB\",\"CBR0001\",\"\",\"PAY0000\",\"TXN\",\"T1202\",2026/01/06 18:00:00 -0800,2026/01/06 18:00:00 -0800,\"CR\",3300,\"USD\",\"\",,\"\",\"\",\"\",\"\",\"\"\n"
        + "\"SB\",\"PAY0002\",\"INV-8\",\"\",\"\",\"T0007\",2026/01/06 13:00:00 -0800,2026/01/06 13:00:00 -0800,\"CR\",3600,\"EUR\",\"\",,\"\",\"\",\"BUYER3\",\"\",\"\"\n"
        + "\"SB\",\"FXC0001\",\"INV-8\",\"PAY0002\",\"TXN\",\"T0200\",2026/01/06 13:00:00 -0800,2026/01/06 13:00:00 -0800,\"DR\",3600,\"EUR\",\"\",,\"\",\"\",\"\",\"\",\"\"\n"
        + "\"SB\",\"FXC0001\",\"INV-8\",\"PAY0002\",\"TXN\",\"T0200\",2026/01/06 13:00:00 -0800,2026/01/06 13:00:00 -0800,\"CR\",4000,\"USD\",\"\",,\"\",\"\",\"\",\"\",\"\"\n"
        + "\"SB\",\"WDR0001\",\"\",\"\",\"\",\"T0400\",2026/01/06 20:00:00 -0800,2026/01/06 20:00:00 -0800,\"DR\",5000,\"USD\",\"\",,\"\",\"\",\"\",\"\",\"\"\n";

    private const string Foot =
        "\"SF\",\"USD\",13500,12500,35,181,\"CR\",0,\"CR\",854\n\"SF\",\"EUR\",3600,3600,0,0,\"CR\",0,\"CR\",0\n\"SC\",11\n"
        + "\"RF\",\"USD\",13500,12500,35,181,\"CR\",0,\"CR\",854\n\"RF\",\"EUR\",3600,3600,0,0,\"CR\",0,\"CR\",0\n\"RC\",11\n\"FF\",11\n";

    [Fact]
    public async Task Map_SettlementOfADay_IsItsMovements()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("STL-20260106.01.009.CSV", Head + Columns + Body + Foot);

        Assert.Equal(("paypal-stl-csv", "paypal", "done", 11L, 11L, 0L), (file.Format, file.Source, file.State, file.Rows, file.Inserted, file.Rejected));
        Assert.Equal(
            [
                "CBF0001:T0106:DR fee 2000 USD", "CBK0001:T1201:DR adjustment 3300 USD", "CBR0001:T1202:CR adjustment 3300 USD", "FXC0001:T0200:CR:USD adjustment 4000 USD",
                "FXC0001:T0200:DR:EUR adjustment 3600 EUR", "HLD0001:T1110:DR adjustment 1000 USD", "HLD0001:T1111:CR adjustment 1000 USD", "PAY0001 charge 5200 USD",
                "PAY0002 charge 3600 EUR", "REF0001 refund 1200 USD", "WDR0001 payout 5000 USD",
            ],
            import.Store.Transactions.Values.Select(t => $"{t.Row.ExternalId} {t.Row.Kind} {t.Row.AmountMinor} {t.Row.Currency}").Order(StringComparer.Ordinal));
        var charge = import.Store.Transactions["1:PAY0001"].Row;
        Assert.Equal((181L, "INV-7", "BUYER1", "wallet", "paypal"), (charge.FeeMinor, charge.OrderRef, charge.CustomerRef, charge.Method, charge.Gateway));
        Assert.Equal(new DateTime(2026, 1, 6, 8, 0, 30), charge.OccurredAt);
        var refund = import.Store.Transactions["1:REF0001"].Row;
        Assert.Equal(("PAY0001", -35L), (refund.OriginalRef, refund.FeeMinor));
        Assert.Equal("PAY0002", import.Store.Transactions["1:FXC0001:T0200:CR:USD"].Row.OriginalRef);
    }

    /// <summary>33.00 taken at noon and given back in the evening, with a fee of 20.00 on a row of its own.</summary>
    [Fact]
    public async Task Map_ChargebackAndItsFee_AreOneDispute()
    {
        using var import = new ImportFixture();

        await import.ImportAsync("stl.csv", Head + Columns + Body + Foot);

        var row = Assert.Single(import.Store.Chargebacks.Values).Row;
        Assert.Equal(("PAY0000#chargeback", "PAY0000", "won", true), (row.ExternalId, row.TransactionRef, row.State, row.IsDispute));
        Assert.Equal((3300L, 2000L, 3300L, "USD"), (row.AmountMinor, row.FeeMinor, row.RecoveredMinor, row.Currency));
        Assert.Equal((new DateTime(2026, 1, 6, 20, 0, 0), new DateTime(2026, 1, 7, 2, 0, 0)), (row.OpenedAt, row.DecidedAt));
        Assert.Equal(["needs_response", "won"], import.Store.ChargebackEvents.Values.OrderBy(e => e.OccurredAt).Select(e => e.State));
    }

    /// <summary>The fee's row alone: rejected and run again, or in a report before or after the chargeback's. Its dispute has it either way; until that is told of, the fee counts as none.</summary>
    [Fact]
    public async Task Import_ChargebackFeeApartFromItsChargeback_GoesToTheStoredDispute()
    {
        const string fee = "\"SB\",\"CBF0001\",\"\",\"PAY0000\",\"TXN\",\"T0106\",2026/01/06 12:00:00 -0800,2026/01/06 12:00:00 -0800,\"DR\",2000,\"USD\",\"\",,\"\",\"\",\"\",\"\",\"\"\n";
        string rest = Body.Replace(fee, "", StringComparison.Ordinal);
        Assert.NotEqual(Body, rest);
        await using var early = await SourceStore.CreateAsync();
        await early.ImportAsync("fee.csv", Columns + fee);
        var alone = Assert.Single(await early.ChargebacksAsync()).Value;
        Assert.Equal((0L, 2000L, "withdrawn", false), (alone.AmountMinor, alone.FeeMinor, alone.State, alone.IsDispute));
        await early.ImportAsync("day.csv", Columns + rest);
        await AssertDisputeAsync(early);

        await using var later = await SourceStore.CreateAsync();
        await later.ImportAsync("day.csv", Columns + rest);
        Assert.Equal(0, (await later.ChargebacksAsync())["PAY0000#chargeback"].FeeMinor);
        await later.ImportAsync("fee.csv", Columns + fee);
        await AssertDisputeAsync(later);
        Assert.Equal(await early.FactsAsync(), await later.FactsAsync());

        await using var replayed = await SourceStore.CreateAsync();
        var file = await replayed.ImportAsync("day.csv", Columns + rest + fee.Replace("2000", "20.00", StringComparison.Ordinal));
        Assert.Equal((10L, 1L), (file.Inserted, file.Rejected));
        Directory.CreateDirectory(Path.Combine(replayed.DataDirectory, "sources"));
        await File.WriteAllTextAsync(Path.Combine(replayed.DataDirectory, "sources", "paypal.json"), """{ "amounts": "major" }""");
        Assert.Equal((1L, 1L), await Ran(replayed.Get<IRejectsReplay>().ReplayAsync(file.FileId!.Value)));
        await AssertDisputeAsync(replayed);

        static async Task AssertDisputeAsync(SourceStore store)
        {
            var dispute = Assert.Single(await store.ChargebacksAsync()).Value;
            Assert.Equal((3300L, 2000L, "USD", "won"), (dispute.AmountMinor, dispute.FeeMinor, dispute.Currency, dispute.State));
            Assert.Equal(2000, (await store.TransactionsAsync())["CBF0001:T0106:DR"].AmountMinor);
        }

        static async Task<(long Rows, long Inserted)> Ran(Task<ReplayResult> replay) => ((await replay).Rows, (await replay).Inserted);
    }

    /// <summary>A fee in another currency than the dispute's is not added to it.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Import_ChargebackFeeInAnotherCurrency_StaysARowOfItsOwn(bool feeFirst)
    {
        const string dispute = "\"SB\",\"CBK0001\",\"\",\"PAY0000\",\"TXN\",\"T1201\",2026/01/06 12:00:00 -0800,2026/01/06 12:00:00 -0800,\"DR\",3300,\"USD\",\"\",,\"\",\"\",\"\",\"\",\"\"\n";
        await using var store = await SourceStore.CreateAsync();
        string fee = dispute.Replace("CBK0001", "CBF0001", StringComparison.Ordinal).Replace("T1201", "T0106", StringComparison.Ordinal).Replace("USD", "EUR", StringComparison.Ordinal);
        foreach (string rows in (string[])(feeFirst ? [fee, dispute] : [dispute, fee]))
            await store.ImportAsync(rows == fee ? "fee.csv" : "day.csv", Columns + rows);

        Assert.Equal((0L, "USD"), ((await store.ChargebacksAsync())["PAY0000#chargeback"].FeeMinor, (await store.ChargebacksAsync())["PAY0000#chargeback"].Currency));
    }

    [Theory]
    [InlineData("\"FF\",11", "\"FF\",12", "FF")]
    [InlineData("\"SC\",11", "\"SC\",10", "SC")]
    [InlineData("\"SF\",\"USD\",13500", "\"SF\",\"USD\",13400", "USD")]
    public async Task Import_FooterThatDoesNotFit_RefusesTheFile(string right, string wrong, string named)
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("stl.csv", Head + Columns + Body + Foot.Replace(right, wrong, StringComparison.Ordinal));

        Assert.Equal("failed", file.State);
        Assert.Contains(named, file.Error, StringComparison.Ordinal);
        Assert.Empty(import.Store.Transactions);
    }

    /// <summary>Debits before credits, as other versions of the report have it; a count of all records in the file's footer.</summary>
    [Fact]
    public async Task Import_FootersOfOtherVersions_FitToo()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("stl.csv", Head + Columns + Body + "\"SF\",\"USD\",12500,13500,181,35\n\"SC\",11\n\"RC\",11\n\"FF\",18\n");

        Assert.Equal(("done", 11L), (file.State, file.Inserted));
    }

    /// <summary>A file that begins as PayPal's do and ends without its own count was cut off: what is here is stored, and told.</summary>
    [Fact]
    public async Task Import_WithoutTheFilesOwnCount_SaysThatItWasCut()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("stl.csv", Head + Columns + Body);

        Assert.Equal(("done", 11L), (file.State, file.Inserted));
        Assert.Contains(file.FirstProblems, p => p.Rule == "file-footer-missing");
    }

    /// <summary>A section an account, each with its own columns' record and count.</summary>
    [Fact]
    public async Task Import_SectionsOfSeveralAccounts_AreCountedApart()
    {
        const string second = "\"SH\",2026/01/06 00:00:00 -0800,2026/01/06 23:59:59 -0800,\"OTHERACCOUNT\",\"\"\n";
        const string row = "\"SB\",\"PAY0009\",\"\",\"\",\"\",\"T0006\",2026/01/06 00:00:30 -0800,2026/01/06 00:00:30 -0800,\"CR\",900,\"USD\",\"\",,\"\",\"\",\"\",\"\",\"\"\n";
        using var import = new ImportFixture();

        var file = await import.ImportAsync("stl.csv", Head + Columns + Body + "\"SC\",11\n" + second + Columns + row + "\"SF\",\"USD\",900,0,0,0\n\"SC\",1\n\"RC\",12\n\"FF\",12\n");

        Assert.Equal(("done", 12L, 12L, 0L), (file.State, file.Rows, file.Inserted, file.Rejected));
    }

    /// <summary>A later part has no report header, and the report's closing counts speak of all parts.</summary>
    [Fact]
    public async Task Import_LaterPartOfASplitReport_ChecksItsOwnCountOnly()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("stl.csv", "\"FH\",2\n\"SH\",2026/01/06 00:00:00 -0800,2026/01/06 23:59:59 -0800,\"SELLERACCOUNT\",\"\"\n" + Columns + Body + "\"SC\",100011\n\"RC\",100011\n\"FF\",11\n");

        Assert.Equal(("done", 11L), (file.State, file.Inserted));
        Assert.Contains("part-of-report", file.FirstProblems.Select(p => p.Rule));
    }

    /// <summary>Rows narrower and wider than the header, tabs between cells, a code nobody has listed, a yen row, a billing agreement as reference.</summary>
    [Fact]
    public async Task Map_WhatRealFilesBring_IsRead()
    {
        const string rows = "\"SB\",\"P1\",\"\",\"B-12345\",\"PAP\",\"T0003\",2026/01/06 00:00:30 -0800,2026/01/06 00:00:30 -0800,\"CR\",100,\"USD\",\"DR\",5,\"USD\"\n"
            + "\"SB\",\"P2\",\"\",\"\",\"\",\"T0099\",2026/01/06 00:00:31 -0800,2026/01/06 00:00:31 -0800,\"CR\",200,\"USD\",\"DR\",5,\"USD\",\"\",\"\",\"\",\"\",\"beyond\"\n"
            + "\"SB\",\"P3\",\"\",\"\",\"\",\"T0006\",2026/01/06 00:00:32 -0800,2026/01/06 00:00:32 -0800,\"CR\",120000,\"JPY\",\"\",,\"\",\"\",\"\",\"\",\"\"\n"
            + "\"SB\",\"P4\",\"\",\"\",\"\",\"T0006\",2026/01/06 00:00:32 -0800,2026/01/06 00:00:32 -0800,\"CR\",12.00,\"USD\",\"\",,\"\",\"\",\"\",\"\",\"\"\n";
        using var import = new ImportFixture();

        var file = await import.ImportAsync("stl.tab", (Columns + rows).Replace(',', '\t'));

        Assert.Equal((4L, 3L, 1L), (file.Rows, file.Inserted, file.Rejected));
        Assert.Equal(["P1 100 ", "P2 200 ", "P3 1200 "], import.Store.Transactions.Values.Select(t => $"{t.Row.ExternalId} {t.Row.AmountMinor} {t.Row.OriginalRef}"));
        Assert.Equal(["cells-missing", "cells-beyond-header", "event-code-unknown", "zero-decimal-currency", "amount-not-minor"], file.FirstProblems.Select(p => p.Rule));
    }

    /// <summary>The second file of a split report as PayPal writes it: rows and footers, no header at all. Its closing counts speak of both files.</summary>
    [Theory]
    [InlineData(15, "")]
    [InlineData(18, "\"SF\",\"USD\",99900,0,0,0\n\"SC\",100011\n\"RF\",\"USD\",99900,0,0,0\n\"RC\",100011\n\"FF\",100011\n")]
    [InlineData(22, "\"FF\",11\n")]
    public async Task Import_LaterPartWithoutHeader_IsReadByTheColumnsOfItsWidth(int width, string foot)
    {
        string rows = string.Concat(Body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(row => width == 15 ? string.Join(',', row.Split(',').Take(15)) + "\n" : row + string.Concat(Enumerable.Repeat(",\"\"", width - 18)) + "\n"));
        await using var whole = await SourceStore.CreateAsync();
        await whole.ImportAsync("stl.csv", Head + Columns + Body + Foot);
        await using var part = await SourceStore.CreateAsync();

        var file = await part.ImportAsync("STL-20260106.02.009.CSV", rows + foot);

        Assert.Equal(("paypal-stl-csv", "done", 11L, 11L), (file.Format, file.State, file.Rows, file.Inserted));
        Assert.Contains("later-part", file.FirstProblems.Select(p => p.Rule));
        if (width > 15)
            Assert.Equal(await whole.FactsAsync(), await part.FactsAsync());
    }

    /// <summary>The 55 columns of the detail report and three that were added since.</summary>
    [Fact]
    public async Task Import_LaterPartOfTransactionDetails_IsKnownByItsWidth()
    {
        string row = "SB,P1,I1,,,T0006,2026/01/06 00:00:30 +0100,2026/01/06 00:00:30 +0100,CR,100,EUR,DR,5,EUR,S,,,,,,a@example.com" + new string(',', 37) + "\n";
        using var import = new ImportFixture();

        var file = await import.ImportAsync("TRR.csv", row + row.Replace("P1", "P2", StringComparison.Ordinal) + "FF,2\n");

        Assert.Equal(("paypal-trr-csv", "done", 2L), (file.Format, file.State, file.Inserted));
        Assert.Equal("a@example.com", import.Store.Transactions["1:P1"].Row.CustomerRef);
    }

    [Fact]
    public async Task Map_TransactionDetails_AddStatusAndPayer()
    {
        const string header = "\"CH\",\"Transaction ID\",\"Invoice ID\",\"PayPal Reference ID\",\"PayPal Reference ID Type\",\"Transaction Event Code\",\"Transaction Initiation Date\",\"Transaction Completion Date\",\"Transaction Debit or Credit\",\"Gross Transaction Amount\",\"Gross Transaction Currency\",\"Fee Debit or Credit\",\"Fee Amount\",\"Fee Currency\",\"Transactional Status\",\"Payer's Account ID\",\"Item Name\",\"Shipping Address Country\",\"Card Type\"\n";
        using var import = new ImportFixture();

        var file = await import.ImportAsync("TRR.csv", "\"RH\",2026/01/07 03:10:00 +0100,\"A\",\"X\",9\n\"FH\",1\n\"SH\",,,\"X\",\"\"\n" + header
            + "\"SB\",\"P1\",\"I1\",\"\",\"\",\"T0006\",2026/01/06 00:00:30 +0100,,\"CR\",100,\"EUR\",\"DR\",5,\"EUR\",\"S\",\"a@example.com\",\"Lamp\",\"DE\",\"\"\n"
            + "\"SB\",\"P2\",\"I2\",\"\",\"\",\"T0005\",2026/01/06 00:00:31 +0100,,\"CR\",200,\"EUR\",\"\",,\"\",\"D\",\"b@example.com\",\"\",\"\",\"Visa\"\n"
            + "\"SB\",\"P3\",\"I3\",\"\",\"\",\"T0006\",2026/01/06 00:00:32 +0100,,\"CR\",300,\"EUR\",\"\",,\"\",\"P\",\"\",\"\",\"\",\"\"\n"
            + "\"SB\",\"A1\",\"I3\",\"\",\"\",\"T1300\",2026/01/06 00:00:33 +0100,,\"CR\",300,\"EUR\",\"\",,\"\",\"S\",\"\",\"\",\"\",\"\"\n"
            + "\"SF\",4\n\"SC\",4\n\"RF\",4\n\"RC\",4\n\"FF\",4\n");

        Assert.Equal(("paypal-trr-csv", "done", 4L, 3L, 1L), (file.Format, file.State, file.Rows, file.Inserted, file.Skipped));
        Assert.Equal(["P1 succeeded wallet a@example.com Lamp DE", "P2 failed card b@example.com  ", "P3 pending wallet   "], import.Store.Transactions.Values.Select(t => $"{t.Row.ExternalId} {t.Row.Status} {t.Row.Method} {t.Row.CustomerRef} {t.Row.Product} {t.Row.CustomerCountry}"));
        Assert.Equal("visa", import.Store.Transactions["1:P2"].Row.Brand);
    }

    [Fact]
    public async Task Map_SubscriptionAgreements_AreNoPayments()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("SAR.csv", "\"CH\",\"Subscription ID\",\"Subscription Action Type\",\"Subscription Currency\",\"Period 1 Amount\"\n\"SB\",\"I-1\",\"S0100\",\"USD\",500\n\"FF\",1\n");

        Assert.Equal(("paypal-sar-csv", 1L, 1L), (file.Format, file.Rows, file.Skipped));
    }

    /// <summary>The same payment by three reports, in different orders: one charge that knows payer, fee and settlement.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Import_ActivityAndSettlement_AreTheSamePayments(bool activityFirst)
    {
        const string activity = "\"Date\",\"Time\",\"TimeZone\",\"Name\",\"Type\",\"Status\",\"Currency\",\"Gross\",\"Fee\",\"Net\",\"From Email Address\",\"Transaction ID\",\"Reference Txn ID\"\n"
            + "\"01/06/2026\",\"00:00:30\",\"PST\",\"Ada Example\",\"Express Checkout Payment\",\"Completed\",\"USD\",\"52.00\",\"-1.81\",\"50.19\",\"ada@example.com\",\"PAY0001\",\"\"\n"
            + "\"01/23/2026\",\"00:00:30\",\"PST\",\"Bo Example\",\"Express Checkout Payment\",\"Completed\",\"USD\",\"9.00\",\"-0.50\",\"8.50\",\"bo@example.com\",\"PAY0009\",\"\"\n";
        await using var import = await SqliteImport.CreateAsync();

        if (activityFirst)
            await import.ImportAsync("a.csv", activity);
        await import.ImportAsync("s.csv", Head + Columns + Body + Foot);
        if (!activityFirst)
            await import.ImportAsync("a.csv", activity);

        var rows = await import.TransactionsAsync();
        Assert.Equal(3, rows.Count(row => row.Kind == "charge"));
        var charge = Assert.Single(rows, row => row.ExternalId == "PAY0001");
        Assert.Equal((5200L, 181L, "ada@example.com", "INV-7"), (charge.AmountMinor, charge.FeeMinor, charge.CustomerRef, charge.OrderRef));
        Assert.Equal((new DateTime(2026, 1, 6, 8, 0, 30), new DateTime(2026, 1, 6, 8, 0, 30)), (charge.OccurredAt, charge.SettledAt));
    }
}
