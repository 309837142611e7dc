using Xunit;

namespace Insights.Import.Tests.Sources.Adyen;

public sealed class AdyenAccountingTests
{
    private const string Header37 = "Company Account,Merchant Account,Psp Reference,Merchant Reference,Payment Method,Payment Method Variant,Booking Date,TimeZone,Record Type,Modification Psp Reference,Main Currency,Main Amount,Payment Currency,Received (PC),Exchange Rate,Authorised (PC),Captured (PC),Settlement Currency,Payable (SC),Commission (SC),Markup (SC),Scheme Fees (SC),Interchange (SC),Processing Fee Currency,Processing Fee (FC),Modification Merchant Reference,Original Amount,Merchant Order Reference,Shopper Reference,Reserved3,Reserved4,Reserved5,Reserved6,Reserved7,Reserved8,Reserved9,Reserved10\n";

    /// <summary>The rows of a payment come in any order, also within one second: the last stage counts, and the first instant.</summary>
    [Fact]
    public async Task Map_LifecycleInAnyOrder_IsOnePaymentInItsLastState()
    {
        string[] rows =
        [
            Row("PSP1", "Settled", "2026-07-02 09:00:00", "MOD1", fees: ".50,,.10,"),
            Row("PSP1", "Authorised", "2026-07-01 10:00:00"),
            Row("PSP1", "SentForSettle", "2026-07-01 10:00:00", "MOD1"),
            Row("PSP1", "Received", "2026-07-01 10:00:00"),
        ];
        foreach (int[] order in (int[][])[[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]])
        {
            await using var store = await SourceStore.CreateAsync(chunkRows: 2);
            var file = await store.ImportAsync("a.csv", Header37 + string.Concat(order.Select(i => rows[i])));

            Assert.Equal(("adyen-payments-accounting-csv", 4L, 0L), (file.Format, file.Rows, file.Rejected));
            var row = Assert.Single(await store.TransactionsAsync()).Value;
            Assert.Equal(("PSP1", "charge", "succeeded", 4990L, "EUR", 60L), (row.ExternalId, row.Kind, row.Status, row.AmountMinor, row.Currency, row.FeeMinor));
            Assert.Equal((new DateTime(2026, 7, 1, 8, 0, 0), new DateTime(2026, 7, 2, 7, 0, 0)), (row.OccurredAt, row.SettledAt));
        }
    }

    [Theory]
    [InlineData("Received", "pending", null)]
    [InlineData("Authorised", "pending", null)]
    [InlineData("SentForSettle", "succeeded", null)]
    [InlineData("Refused", "failed", "unknown")]
    [InlineData("Error", "failed", "gateway_error")]
    [InlineData("CaptureFailed", "failed", "unknown")]
    [InlineData("Cancelled", "canceled", null)]
    [InlineData("Expired", "canceled", null)]
    [InlineData("Reversed", "canceled", null)]
    [InlineData("settledbulk", "succeeded", null)]
    public async Task Map_RecordType_IsTheStatus(string type, string status, string? cause)
    {
        await using var store = await SourceStore.CreateAsync();

        await store.ImportAsync("a.csv", Header37 + Row("PSP1", type, "2026-07-01 10:00:00"));

        var row = Assert.Single(await store.TransactionsAsync()).Value;
        Assert.Equal((status, cause), (row.Status, row.FailureCause));
    }

    [Theory]
    [InlineData("Not enough balance", "51 : Insufficient funds", "insufficient_funds")]
    [InlineData("", "05 : Do not honor", "issuer_declined")]
    [InlineData("Expired Card", "", "expired_method")]
    [InlineData("FRAUD-CANCELLED", "", "suspected_fraud")]
    [InlineData("A new word", "", "unknown")]
    public async Task Map_RefusalReason_IsTheCause(string reason, string raw, string cause)
    {
        await using var store = await SourceStore.CreateAsync();

        await store.ImportAsync("a.csv", Header37.TrimEnd() + ",Refusal Reason,Raw Acquirer Response\n" + Row("PSP1", "Refused", "2026-07-01 10:00:00").TrimEnd() + $",{reason},{raw}\n");

        var row = Assert.Single(await store.TransactionsAsync()).Value;
        Assert.Equal(("failed", cause, raw.Length > 0 ? raw : reason), (row.Status, row.FailureCause, row.FailureCode));
    }

    /// <summary>Refused, retried with another acquirer, authorised and settled: no failure is left.</summary>
    [Fact]
    public async Task Map_RetriedPayment_IsNoFailure()
    {
        await using var store = await SourceStore.CreateAsync();

        await store.ImportAsync("a.csv", Header37 + Row("PSP1", "Received", "2026-07-01 10:00:00") + Row("PSP1", "Refused", "2026-07-01 10:00:01"));
        Assert.Equal("failed", (await store.TransactionsAsync())["PSP1"].Status);
        await store.ImportAsync("b.csv", Header37 + Row("PSP1", "Authorised", "2026-07-01 10:00:05") + Row("PSP1", "Retried", "2026-07-01 10:00:03"));
        Assert.Equal(("pending", null), ((await store.TransactionsAsync())["PSP1"].Status, (await store.TransactionsAsync())["PSP1"].FailureCause));
        await store.ImportAsync("c.csv", Header37 + Row("PSP1", "Settled", "2026-07-03 10:00:05", "MOD1"));

        var row = Assert.Single(await store.TransactionsAsync()).Value;
        Assert.Equal(("succeeded", null, new DateTime(2026, 7, 1, 8, 0, 0)), (row.Status, row.FailureCause, row.OccurredAt));
    }

    [Fact]
    public async Task Map_Refund_GoesFromSentToRefunded()
    {
        await using var store = await SourceStore.CreateAsync();

        await store.ImportAsync("a.csv", Header37 + Row("PSP1", "SentForRefund", "2026-07-05 10:00:00", "REF1", amount: "-10.00"));
        var sent = Assert.Single(await store.TransactionsAsync()).Value;
        Assert.Equal(("REF1", "refund", "pending", 1000L, "PSP1"), (sent.ExternalId, sent.Kind, sent.Status, sent.AmountMinor, sent.OriginalRef));
        await store.ImportAsync("b.csv", Header37 + Row("PSP1", "Refunded", "2026-07-06 10:00:00", "REF1", amount: "10.00"));

        var done = Assert.Single(await store.TransactionsAsync()).Value;
        Assert.Equal(("succeeded", new DateTime(2026, 7, 5, 8, 0, 0), new DateTime(2026, 7, 6, 8, 0, 0)), (done.Status, done.OccurredAt, done.SettledAt));
    }

    /// <summary>For yen the report's Original Amount is off by a hundred; Main Amount is right. A column name may repeat.</summary>
    [Fact]
    public async Task Map_YenAndRepeatedColumns_AreRead()
    {
        await using var store = await SourceStore.CreateAsync();
        string header = Header37.TrimEnd().Replace("Reserved10", "Original Amount", StringComparison.Ordinal).Replace("Reserved3,", "Merchant Reference,", StringComparison.Ordinal) + "\n";

        var file = await store.ImportAsync("a.csv", header + Row("PSP1", "Settled", "2026-07-01 10:00:00", "MOD1", amount: "1500", currency: "JPY").Replace("shopper-1,", "shopper-1,other", StringComparison.Ordinal));

        Assert.Equal((1L, 0L), (file.Inserted, file.Rejected));
        Assert.Equal("order-7", (await store.TransactionsAsync())["PSP1"].OrderRef);
        Assert.Equal((1500L, "JPY"), ((await store.TransactionsAsync())["PSP1"].AmountMinor, (await store.TransactionsAsync())["PSP1"].Currency));
    }

    /// <summary>Both reports tell of one payment: the accounting knows when it was made, the settlement what it cost.</summary>
    [Fact]
    public async Task Map_AccountingAndSettlement_CompleteOnePayment()
    {
        const string settlement = "Type,Psp Reference,Merchant Account,Batch Number,Modification Reference,TimeZone,Creation Date,Net Credit (NC),Net Debit (NC),Net Currency,Gross Credit (GC),Gross Debit (GC),Gross Currency\n"
            + "Settled,PSP1,OakUK,3,MOD1,CEST,2026-07-01 12:00:00,48.90,,EUR,49.90,,EUR\n";
        string accounting = Header37 + Row("PSP1", "Received", "2026-07-01 10:00:00") + Row("PSP1", "Authorised", "2026-07-01 10:00:01") + Row("PSP1", "Settled", "2026-07-02 12:00:00", "MOD1");
        var results = new List<List<string>>();
        foreach (bool settlementFirst in (bool[])[true, false])
        {
            await using var store = await SourceStore.CreateAsync();
            await store.ImportAsync("1.csv", settlementFirst ? settlement : accounting);
            await store.ImportAsync("2.csv", settlementFirst ? accounting : settlement);
            var row = Assert.Single(await store.TransactionsAsync()).Value;
            Assert.Equal((new DateTime(2026, 7, 1, 8, 0, 0), 100L, "shopper-1", "succeeded"), (row.OccurredAt, row.FeeMinor, row.CustomerRef, row.Status));
            results.Add(await store.FactsAsync());
        }

        Assert.Equal(results[0], results[1]);
    }

    [Fact]
    public async Task Map_OtherRecordTypes_AreSkippedOrWait_AndDisputesAreKept()
    {
        await using var store = await SourceStore.CreateAsync();

        var file = await store.ImportAsync("a.csv", Header37 + Row("PSP1", "SettleScheduled", "2026-07-01 10:00:00") + Row("PSP1", "Teleported", "2026-07-01 10:00:00") + Row("PSP1", "Chargeback", "2026-08-01 10:00:00", "DSP1"));

        Assert.Equal((3L, 1L, 1L, 1L), (file.Rows, file.Skipped, file.Rejected, file.Inserted));
        Assert.Equal(["no-movement", "record-type-unknown"], file.FirstProblems.Select(p => p.Rule));
        Assert.Equal("needs_response", (await store.ChargebacksAsync())["DSP1"].State);
    }

    private static string Row(string psp, string type, string booked, string modification = "", string amount = "49.90", string currency = "EUR", string fees = ",,,") =>
        $"OakGroup,OakUK,{psp},order-7,mc,mcpremium,{booked},CEST,{type},{modification},{currency},{amount},{currency},,,,,{currency},,{fees},,,,{amount}99,,shopper-1,,,,,,,,\n";
}
