using Xunit;

namespace Insights.Import.Tests.Sources.Adyen;

public sealed class AdyenSettlementTests
{
    private const string Header34 = "Company Account,Merchant Account,Psp Reference,Merchant Reference,Payment Method,Creation Date,TimeZone,Type,Modification Reference,Gross Currency,Gross Debit (GC),Gross Credit (GC),Exchange Rate,Net Currency,Net Debit (NC),Net Credit (NC),Commission (NC),Markup (NC),Scheme Fees (NC),Interchange (NC),Payment Method Variant,Modification Merchant Reference,Batch Number,Reserved4,Reserved5,Reserved6,Reserved7,Reserved8,Reserved9,Reserved10,Booking Date,Booking Date TimeZone,Metadata,Merchant Order Reference\n";

    /// <summary>10:00 in summer Amsterdam is 08:00 UTC. 50.00 − 48.80 = 1.20 = 0.40 + 0.10 + 0.70.</summary>
    [Fact]
    public async Task Map_Settled_IsTheChargeOfThePayment()
    {
        await using var store = await SourceStore.CreateAsync();

        var file = await store.ImportAsync("s.csv", Header34 + Row("PSP0000000000001", "Settled", "MOD0000000000001", gross: ",50.00", net: ",48.80", fees: ",.40,.10,.70", booked: "2026-07-03 01:00:00"));

        Assert.Equal(("adyen-settlement-details-csv", "adyen", 1L, 0L), (file.Format, file.Source, file.Inserted, file.Warnings));
        var charge = (await store.TransactionsAsync())["PSP0000000000001"];
        Assert.Equal(("charge", "succeeded", 5000L, "EUR", 120L), (charge.Kind, charge.Status, charge.AmountMinor, charge.Currency, charge.FeeMinor));
        Assert.Equal((new DateTime(2026, 7, 1, 8, 0, 0), new DateTime(2026, 7, 2, 23, 0, 0)), (charge.OccurredAt, charge.SettledAt));
        Assert.Equal(("order-7", "card", "visa", "adyen"), (charge.OrderRef, charge.Method, charge.Brand, charge.Gateway));
    }

    /// <summary>349.99 + 7.50 = 357.49: the mark-up is the dispute's fee. A reversal is a win that a second chargeback may take back.</summary>
    [Fact]
    public async Task Map_ChargebackAndWhatFollows_AreOneDispute()
    {
        await using var store = await SourceStore.CreateAsync();
        await store.ImportAsync("1.csv", Header34 + Row("PSP1", "Settled", "MOD1", ",349.99", ",349.99"));

        await store.ImportAsync("2.csv", Header34 + Row("PSP1", "Chargeback", "DSP1", "349.99,", "357.49,", "7.50,,,", at: "2026-08-01 12:00:00"));
        var open = Assert.Single(await store.ChargebacksAsync()).Value;
        Assert.Equal(("DSP1", "PSP1", "needs_response", 34999L, "EUR", 750L), (open.ExternalId, open.TransactionRef, open.State, open.AmountMinor, open.Currency, open.FeeMinor));
        Assert.Equal((true, "visa", new DateTime(2026, 8, 1, 10, 0, 0), new DateTime(2026, 7, 1, 8, 0, 0)), (open.IsDispute, open.Network, open.OpenedAt, open.ChargedAt));

        await store.ImportAsync("3.csv", Header34 + Row("PSP1", "chargebackReversed", "DSP1", ",349.99", ",349.99", at: "2026-09-01 12:00:00"));
        var won = Assert.Single(await store.ChargebacksAsync()).Value;
        Assert.Equal(("won", true, 34999L, 750L, new DateTime(2026, 8, 1, 10, 0, 0), new DateTime(2026, 9, 1, 10, 0, 0)), (won.State, won.OutcomeIsProvisional, won.RecoveredMinor, won.FeeMinor, won.OpenedAt, won.DecidedAt));

        await store.ImportAsync("4.csv", Header34 + Row("PSP1", "SecondChargeback", "DSP1", "349.99,", "349.99,", at: "2026-10-01 12:00:00"));
        var lost = Assert.Single(await store.ChargebacksAsync()).Value;
        Assert.Equal(("lost", 0L, 750L), (lost.State, lost.RecoveredMinor, lost.FeeMinor));
        Assert.Equal(["needs_response 2026-08-01 10:00:00", "won 2026-09-01 10:00:00", "lost 2026-10-01 10:00:00"], await store.HistoryAsync("DSP1"));
        Assert.Single(await store.TransactionsAsync());
    }

    /// <summary>Two equal fees of a batch are two fees; the same file again, under another name and with a blank line, adds none.</summary>
    [Fact]
    public async Task Map_IdenticalAccountRows_AreCounted_AndCountedOnce()
    {
        await using var store = await SourceStore.CreateAsync();
        string fee = Row("", "Fee", "Transaction Fees July 2026", ",", "1.25,");
        string text = Header34 + fee + fee + Row("", "MerchantPayout", "TX1 batch 9", ",", "97.50,") + Row("", "Fee", "given back", ",", ",.91") + Row("", "DepositCorrection", "", ",", "10,");

        var first = await store.ImportAsync("a.csv", text);
        var again = await store.ImportAsync("b.csv", text + "\n");

        Assert.Equal((5L, 0L, 5L), (first.Inserted, again.Inserted, again.Unchanged));
        var rows = (await store.TransactionsAsync()).Values;
        Assert.Equal([("adjustment", 91L), ("adjustment", 1000L), ("fee", 125L), ("fee", 125L), ("payout", 9750L)], rows.Select(r => (r.Kind, r.AmountMinor)).Order());
        Assert.Equal(["DepositCorrection (debit)", "Fee (credit)"], rows.Where(r => r.Kind == "adjustment").Select(r => r.Descriptor).Order());
    }

    /// <summary>Several rows carry the payment's reference: two refunds of it are two, and so are two captures.</summary>
    [Fact]
    public async Task Map_RowsOfOnePayment_KeepTheirMoney()
    {
        await using var store = await SourceStore.CreateAsync();

        await store.ImportAsync("s.csv", Header34
            + Row("PSP1", "Settled", "CAP1", ",60.00", ",59.00")
            + Row("PSP1", "SettledBulk", "CAP2", ",40.00", ",39.50")
            + Row("PSP1", "Refunded", "REF1", "10.00,", "10.10,", ".10,,,")
            + Row("PSP1", "REFUNDED", "REF2", "5,", "5.10,", ".10,,,")
            + Row("PSP1", "RefundedReversed", "REF2", ",5", ",5", at: "2026-07-09 10:00:00"));

        var rows = await store.TransactionsAsync();
        Assert.Equal((6000L, 100L, 4000L, 50L), (rows["PSP1"].AmountMinor, rows["PSP1"].FeeMinor, rows["PSP1#CAP2"].AmountMinor, rows["PSP1#CAP2"].FeeMinor));
        Assert.Equal(("refund", "succeeded", 1000L, 10L, "PSP1"), (rows["REF1"].Kind, rows["REF1"].Status, rows["REF1"].AmountMinor, rows["REF1"].FeeMinor, rows["REF1"].OriginalRef));
        Assert.Equal(("failed", 500L), (rows["REF2"].Status, rows["REF2"].AmountMinor));
        Assert.Equal(4, rows.Count);
    }

    /// <summary>Adyen writes pesos and krónur with two decimals and escudos with none; stored are ISO's none, none and two.</summary>
    [Theory]
    [InlineData("CLP", "12000.00", 12000L)]
    [InlineData("ISK", "890.00", 890L)]
    [InlineData("CVE", "700", 70000L)]
    [InlineData("JPY", "1000", 1000L)]
    [InlineData("KWD", "1.500", 1500L)]
    [InlineData("USD", ".91", 91L)]
    public async Task Map_Exponents_AreAdyens(string currency, string written, long stored)
    {
        await using var store = await SourceStore.CreateAsync();

        await store.ImportAsync("s.csv", Header34 + Row("PSP1", "Settled", "MOD1", "," + written, "," + written, currency: currency));

        var row = Assert.Single(await store.TransactionsAsync()).Value;
        Assert.Equal((currency, stored), (row.Currency, row.AmountMinor));
    }

    [Theory]
    [InlineData("PST", "2026-01-15 18:00:00")]
    [InlineData("PDT", "2026-01-15 17:00:00")]
    [InlineData("CET", "2026-01-15 09:00:00")]
    [InlineData("CEST", "2026-01-15 08:00:00")]
    [InlineData("BST", "2026-01-15 09:00:00")]
    [InlineData("GMT", "2026-01-15 10:00:00")]
    [InlineData("AEDT", "2026-01-14 23:00:00")]
    [InlineData("Europe/Amsterdam", "2026-01-15 09:00:00")]
    public async Task Map_TimeZoneColumn_IsRead(string zone, string utc)
    {
        await using var store = await SourceStore.CreateAsync();

        await store.ImportAsync("s.csv", Header34 + Row("PSP1", "Settled", "MOD1", ",1.00", ",1.00", at: "2026-01-15 10:00:00", zone: zone));

        Assert.Equal(utc, Assert.Single(await store.TransactionsAsync()).Value.OccurredAt.ToString("yyyy-MM-dd HH:mm:ss"));
    }

    [Fact]
    public async Task Map_RowsThatMeanNothing_AreRejected_AndUnknownTypesKept()
    {
        await using var store = await SourceStore.CreateAsync();

        var file = await store.ImportAsync("s.csv", Header34
            + Row("PSP1", "Settled", "MOD1", ",1.00", ",1.00", zone: "XYZT")
            + Row("", "Settled", "MOD2", ",1.00", ",1.00")
            + Row("PSP3", "Settled", "MOD3", ",", ",")
            + Row("", "MoonPhaseCorrection", "text", ",", ",2.00")
            + Row("PSP5", "Settled", "1.23E+15", ",1.00", ",1.00"));

        Assert.Equal((5L, 4L, 1L), (file.Rows, file.Rejected, file.Inserted));
        Assert.Equal(["zone-unknown", "required-value-missing", "required-value-missing", "row-type-unknown", "damaged-by-spreadsheet"], file.FirstProblems.Select(p => p.Rule));
        var kept = Assert.Single((await store.TransactionsAsync()).Values, t => t.Kind == "adjustment");
        Assert.Equal((200L, "MoonPhaseCorrection (credit)"), (kept.AmountMinor, kept.Descriptor));
    }

    /// <summary>Externally settled money never passed Adyen's account, but the payment was made.</summary>
    [Fact]
    public async Task Map_ExternallySettled_CountsAsPayment()
    {
        await using var store = await SourceStore.CreateAsync();

        await store.ImportAsync("s.csv", Header34
            + Row("PSP1", "SettledExternally", "MOD1", ",80.00", ",", method: "amex")
            + Row("PSP1", "RefundedExternallyWithInfo", "REF1", "20.00,", ",", method: "amex")
            + Row("PSP1", "ChargebackExternally", "DSP1", "60.00,", ",", method: "amex"));

        var rows = await store.TransactionsAsync();
        Assert.Equal(("charge", 8000L, 0L, "amex"), (rows["PSP1"].Kind, rows["PSP1"].AmountMinor, rows["PSP1"].FeeMinor, rows["PSP1"].Brand));
        Assert.Equal(("refund", 2000L), (rows["REF1"].Kind, rows["REF1"].AmountMinor));
        Assert.Equal(6000L, (await store.ChargebacksAsync())["DSP1"].AmountMinor);
    }

    /// <summary>Columns in another order, 25 of them or 49; JSON with doubled quotes in one of them.</summary>
    [Fact]
    public async Task Recognise_AnyWidthAndOrder()
    {
        await using var store = await SourceStore.CreateAsync();
        const string narrow = "Type,Psp Reference,Merchant Account,Batch Number,Modification Reference,TimeZone,Creation Date,Net Credit (NC),Net Debit (NC),Net Currency,Gross Credit (GC),Gross Debit (GC),Gross Currency";
        const string wide = narrow + ",Metadata,Balance Currency,Net Debit (BC),Net Credit (BC),Payment Fees (NC),Funds Destination,Dispute Reference,ARN,Gross Fees (NC)";

        var first = await store.ImportAsync("n.csv", narrow + "\nSettled,PSP1,OakUK,3,MOD1,CET,2026-01-15 10:00:00,9.00,,EUR,10.00,,EUR\n");
        var second = await store.ImportAsync("w.csv", wide + "\nChargeback,PSP1,OakUK,4,MOD2,CET,2026-02-15 10:00:00,,10.00,EUR,,10.00,EUR,\"{\"\"shop\"\":\"\"a,b\"\"}\",EUR,,,,,DSP7,,\n");

        Assert.Equal(["adyen-settlement-details-csv", "adyen-settlement-details-csv"], [first.Format, second.Format]);
        Assert.Equal("PSP1", (await store.ChargebacksAsync())["MOD2"].TransactionRef);
    }

    private static string Row(
        string psp, string type, string modification, string gross, string net, string fees = ",,,", string at = "2026-07-01 10:00:00", string zone = "CEST",
        string currency = "EUR", string method = "visa", string booked = "") =>
        $"OakGroup,OakUK,{psp},{(psp.Length > 0 ? "order-7" : "")},{(psp.Length > 0 ? method : "")},{at},{zone},{type},{modification},{(gross == "," ? "" : currency)},{gross},1,{currency},{net},{fees},{(psp.Length > 0 ? method + "classic" : "")},,9,,,,,,,,{booked},{(booked.Length > 0 ? zone : "")},,\n";
}
