using Insights.Import.Tests.Pipeline;
using Xunit;

namespace Insights.Import.Tests.Sources.Stripe;

public sealed class StripeLedgerTests
{
    private const string Utc = "balance_transaction_id,created_utc,available_on_utc,currency,gross,fee,net,reporting_category,source_id,charge_id,dispute_reason,card_brand,customer_id\n";

    /// <summary>
    /// A charge of 30.00 with a fee of 1.17, refunded by 5.00 and disputed: −30.00 with a fee of 15.00, later returned with the fee. A fee row of
    /// −2.00 and a payout of −11.83. Eight rows: one payment, one refund, two movements of a dispute, one dispute.
    /// </summary>
    private const string Month = Utc
        + "txn_1,2026-03-02 09:00:00,2026-03-04 00:00:00,eur,30.00,1.17,28.83,charge,ch_1,ch_1,,visa,cus_1\n"
        + "txn_2,2026-03-05 09:00:00,2026-03-05 09:00:00,eur,-5.00,0.00,-5.00,refund,re_1,ch_1,,,\n"
        + "txn_3,2026-03-09 10:30:00,2026-03-09 10:30:00,eur,-30.00,15.00,-45.00,dispute,du_1,ch_1,fraudulent,visa,\n"
        + "txn_4,2026-05-02 11:00:00,2026-05-02 11:00:00,eur,30.00,-15.00,45.00,dispute_reversal,du_1,ch_1,fraudulent,visa,\n"
        + "txn_5,2026-03-06 00:00:00,2026-03-06 00:00:00,eur,-2.00,0.00,-2.00,fee,,,,,\n"
        + "txn_6,2026-03-07 00:00:00,2026-03-07 00:00:00,eur,0.00,0.31,-0.31,network_cost,,ch_1,,,\n"
        + "txn_7,2026-03-08 00:00:00,2026-03-08 00:00:00,eur,-11.83,0.00,-11.83,payout,po_1,,,,\n"
        + "txn_8,2026-03-08 01:00:00,2026-03-08 01:00:00,eur,1.00,0.00,1.00,moon_dust,,,,,\n";

    [Fact]
    public async Task Map_ItemisedBalance_TellsPaymentsRefundsDisputesAndFees()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("balance.csv", Month);

        Assert.Equal(("stripe-itemized-balance-csv-utc", "stripe", 8L, 8L), (file.Format, file.Source, file.Rows, file.Inserted));
        Assert.Equal(["category-unknown"], file.FirstProblems.Select(p => p.Rule));
        var charge = import.Store.Transactions["1:ch_1"].Row;
        Assert.Equal(("charge", 3000L, 117L, "EUR", "visa", "cus_1"), (charge.Kind, charge.AmountMinor, charge.FeeMinor, charge.Currency, charge.Brand, charge.CustomerRef));
        Assert.Equal((new DateTime(2026, 3, 2, 9, 0, 0), new DateTime(2026, 3, 4)), (charge.OccurredAt, charge.SettledAt));
        var refund = import.Store.Transactions["1:re_1"].Row;
        Assert.Equal(("refund", 500L, "ch_1"), (refund.Kind, refund.AmountMinor, refund.OriginalRef));
        Assert.Equal(("fee", 200L), (import.Store.Transactions["1:txn_5"].Row.Kind, import.Store.Transactions["1:txn_5"].Row.AmountMinor));
        Assert.Equal(("fee", 31L, "ch_1"), (import.Store.Transactions["1:txn_6"].Row.Kind, import.Store.Transactions["1:txn_6"].Row.AmountMinor, import.Store.Transactions["1:txn_6"].Row.OriginalRef));
        Assert.Equal(("payout", 1183L), (import.Store.Transactions["1:po_1"].Row.Kind, import.Store.Transactions["1:po_1"].Row.AmountMinor));
        Assert.Equal(("adjustment", 3000L, 1500L), (import.Store.Transactions["1:txn_3"].Row.Kind, import.Store.Transactions["1:txn_3"].Row.AmountMinor, import.Store.Transactions["1:txn_3"].Row.FeeMinor));
        Assert.Equal(["needs_response", "won"], import.Store.ChargebackEvents.Values.OrderBy(e => e.OccurredAt).Select(e => e.State));
    }

    [Fact]
    public async Task Map_DisputeAndItsReversal_AreOneDisputeWonOnTheDayOfTheReversal()
    {
        await using var import = await SqliteImport.CreateAsync();

        await import.ImportAsync("balance.csv", Month);

        var dispute = Assert.Single(await import.ChargebacksAsync());
        Assert.Equal(("du_1", "ch_1", "won", true, "fraud"), (dispute.ExternalId, dispute.TransactionRef, dispute.State, dispute.IsDispute, dispute.ReasonGroup));
        Assert.Equal((3000L, 1500L, 1500L, 3000L), (dispute.AmountMinor, dispute.FeeMinor, dispute.FeeReturnedMinor, dispute.RecoveredMinor));
        Assert.Equal((new DateTime(2026, 3, 9, 10, 30, 0), new DateTime(2026, 5, 2, 11, 0, 0)), (dispute.OpenedAt, dispute.DecidedAt));
    }

    /// <summary>Two hours before the payments export's midnight: the file alone cannot tell its zone.</summary>
    [Fact]
    public async Task Map_ReportOfAnUnknownZone_SaysSoUntilTheSourceHasOne()
    {
        const string text = "balance_transaction_id,created,available_on,currency,gross,fee,net,reporting_category,description\ntxn_1,2026-07-02 01:00:00,2026-07-04 00:00:00,usd,10.00,0.59,9.41,charge,Order 7\n";
        await using var import = await SqliteImport.CreateAsync();

        await using var unsettled = await SqliteImport.CreateAsync();
        var assumed = await unsettled.ImportAsync("b.csv", text);
        import.Settle("stripe", """{ "zone": "America/New_York" }""");
        var taken = await import.ImportAsync("b.csv", text);

        // A new workspace stands in UTC.
        Assert.Equal(("done", "zone-assumed"), (assumed.State, assumed.FirstProblems[0].Rule));
        Assert.Equal(new DateTime(2026, 7, 2, 1, 0, 0), Assert.Single(await unsettled.TransactionsAsync()).OccurredAt);
        Assert.DoesNotContain("zone-assumed", taken.FirstProblems.Select(p => p.Rule));
        Assert.Equal(("done", 1L), (taken.State, taken.Inserted));
        var row = Assert.Single(await import.TransactionsAsync());
        Assert.Equal(("txn_1", new DateTime(2026, 7, 2, 5, 0, 0), 59L), (row.ExternalId, row.OccurredAt, row.FeeMinor));
        Assert.Contains("source-id-missing", taken.FirstProblems.Select(p => p.Rule));
    }

    /// <summary>The customer paid 100.00 USD; the balance got 92.00 EUR.</summary>
    [Fact]
    public async Task Map_PaymentInAnotherCurrency_KeepsTheCustomers()
    {
        using var import = new ImportFixture();

        await import.ImportAsync("b.csv", "balance_transaction_id,created_utc,currency,gross,fee,net,reporting_category,charge_id,customer_facing_amount,customer_facing_currency\ntxn_1,2026-03-02 09:00:00,eur,92.00,3.00,89.00,charge,ch_1,100.00,usd\n");

        var row = Assert.Single(import.Store.Transactions.Values).Row;
        Assert.Equal((10000L, "USD", 0L), (row.AmountMinor, row.Currency, row.FeeMinor));
    }

    /// <summary>Minutes without seconds, as the report writes them and as a spreadsheet shows them after saving: the same instants.</summary>
    [Theory]
    [InlineData("2026-06-13 10:07", "2026-06-15 00:00")]
    [InlineData("6/13/2026 10:07", "6/15/2026 0:00")]
    [InlineData("13.06.2026 10:07", "15.06.2026 00:00")]
    public async Task Map_AllActivity_TimesToTheMinute_AreInstants(string created, string available)
    {
        await using var import = await SqliteImport.CreateAsync();

        var file = await import.ImportAsync("all.csv", $"\"ID\",\"Type\",\"Source\",\"Amount\",\"Fee\",\"Net\",\"Currency\",\"Created (UTC)\",\"Available On (UTC)\"\n\"txn_1\",\"charge\",\"ch_1\",\"50.00\",\"1.50\",\"48.50\",\"eur\",\"{created}\",\"{available}\"\n");

        Assert.Equal((1L, 0L), (file.Inserted, file.Rejected));
        var row = Assert.Single(await import.TransactionsAsync());
        Assert.Equal((new DateTime(2026, 6, 13, 10, 7, 0), new DateTime(2026, 6, 15)), (row.OccurredAt, row.SettledAt));
    }

    /// <summary>A dispute that the report does not name may be in the list of disputes as well: that is said, also where its charge is named.</summary>
    [Fact]
    public async Task Map_DisputeWithoutItsId_SaysThatItMayCountTwice()
    {
        await using var import = await SqliteImport.CreateAsync();

        var file = await import.ImportAsync("b.csv", "balance_transaction_id,created_utc,available_on_utc,currency,gross,fee,net,reporting_category,description,charge_id\ntxn_2,2026-07-02 01:00:00,2026-07-04 00:00:00,eur,-30.00,15.00,-45.00,dispute,x,ch_1\n");

        Assert.Contains("source-id-missing", file.FirstProblems.Select(p => p.Rule));
        Assert.Equal((3000L, 1500L, "ch_1"), ((await import.ChargebacksAsync())[0].AmountMinor, (await import.ChargebacksAsync())[0].FeeMinor, (await import.ChargebacksAsync())[0].TransactionRef));
    }

    [Fact]
    public async Task Map_AllActivity_ReadsTheTypes()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("a.csv", "\"id\",\"Type\",\"Source\",\"Amount\",\"Fee\",\"Net\",\"Currency\",\"Created (UTC)\",\"Available On (UTC)\"\n"
            + "\"txn_1\",\"charge\",\"ch_1\",\"20.00\",\"0.88\",\"19.12\",\"usd\",\"2026-04-01 08:00\",\"2026-04-03 00:00\"\n"
            + "\"txn_2\",\"payment\",\"py_1\",\"9.00\",\"0.10\",\"8.90\",\"usd\",\"2026-04-01 08:01\",\"2026-04-03 00:00\"\n"
            + "\"txn_3\",\"adjustment\",\"du_1\",\"-20.00\",\"15.00\",\"-35.00\",\"usd\",\"2026-04-09 08:00\",\"2026-04-09 00:00\"\n"
            + "\"txn_4\",\"payment_refund\",\"pyr_1\",\"-9.00\",\"0.00\",\"-9.00\",\"usd\",\"2026-04-10 08:00\",\"2026-04-10 00:00\"\n"
            + "\"txn_5\",\"stripe_fee\",\"\",\"-1.20\",\"0.00\",\"-1.20\",\"usd\",\"2026-04-10 09:00\",\"2026-04-10 00:00\"\n");

        Assert.Equal(("stripe-all-activity-csv", 5L), (file.Format, file.Inserted));
        Assert.Equal(["ch_1 charge 2000", "py_1 charge 900", "txn_3 adjustment 2000", "pyr_1 refund 900", "txn_5 fee 120"], import.Store.Transactions.Values.Select(t => $"{t.Row.ExternalId} {t.Row.Kind} {t.Row.AmountMinor}"));
        Assert.Equal(("du_1", 1500L), (Assert.Single(import.Store.Chargebacks.Values).Row.ExternalId, Assert.Single(import.Store.Chargebacks.Values).Row.FeeMinor));
    }

    [Fact]
    public async Task Map_ItemisedPayouts_HaveTheirOutcome()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("p.csv", "payout_id,payout_status,effective_at_utc,payout_expected_arrival_date,balance_transaction_id,currency,gross,fee,net,reporting_category,description\n"
            + "po_1,paid,2026-03-08 00:00:00,2026-03-10 00:00:00,txn_1,eur,-11.83,0.00,-11.83,payout,STRIPE PAYOUT\npo_2,failed,2026-03-09 00:00:00,,txn_2,jpy,-500,0,-500,payout,\n");

        Assert.Equal(("stripe-itemized-payouts-csv-utc", 2L), (file.Format, file.Inserted));
        Assert.Equal(["po_1 payout succeeded 1183 EUR", "po_2 payout failed 500 JPY"], import.Store.Transactions.Values.Select(t => $"{t.Row.ExternalId} {t.Row.Kind} {t.Row.Status} {t.Row.AmountMinor} {t.Row.Currency}"));
    }

    /// <summary>Both tell of the same payment; the refund is told once as a sum and once by itself, and counts once, in either order.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Import_PaymentsAndBalance_AreTheSamePayments(bool paymentsFirst)
    {
        const string payments = "id,Created date (UTC),Amount,Amount Refunded,Currency,Mode,Status,Fee,Converted Currency,Card Brand,Customer Email,vendor (metadata)\nch_1,2026-03-02 08:59:58,30.00,5.00,eur,Live,Partially Refunded,1.17,eur,Visa,a@example.com,oak\n";
        await using var import = await SqliteImport.CreateAsync();

        if (paymentsFirst)
            await import.ImportAsync("p.csv", payments);
        await import.ImportAsync("b.csv", Month);
        await import.ImportAsync("p2.csv", payments + "\n");

        var rows = await import.TransactionsAsync();
        var charge = Assert.Single(rows, row => row.Kind == "charge");
        Assert.Equal((3000L, "EUR", 117L, "visa", new DateTime(2026, 3, 4)), (charge.AmountMinor, charge.Currency, charge.FeeMinor, charge.Brand, charge.SettledAt));
        Assert.Equal(new DateTime(2026, 3, 2, 8, 59, 58), charge.OccurredAt);
        var refund = Assert.Single(rows, row => row is { Kind: "refund", Status: "succeeded" });
        Assert.Equal(("re_1", 500L, charge.VendorId), (refund.ExternalId, refund.AmountMinor, refund.VendorId));
        Assert.NotEqual(0, charge.VendorId);
    }

    /// <summary>The list says won and not when; the balance says when the money came back.</summary>
    [Fact]
    public async Task Import_DisputesAndBalance_DateTheDecision()
    {
        const string disputes = "id,Dispute Created (UTC),Dispute Amount,Dispute Currency,Charge ID,Reason,Status,Due By (UTC)\ndu_1,2026-03-09 10:30,30.00,eur,ch_1,product_not_received,won,2026-03-24 23:59\n";
        await using var import = await SqliteImport.CreateAsync();

        var listed = await import.ImportAsync("d.csv", disputes);
        await import.ImportAsync("b.csv", Month);
        await import.ImportAsync("d2.csv", disputes + "\n");

        Assert.Contains("decision-date-unknown", listed.FirstProblems.Select(p => p.Rule));
        var row = Assert.Single(await import.ChargebacksAsync());
        Assert.Equal(("won", "won", new DateTime(2026, 5, 2, 11, 0, 0), "product_not_received", 1500L), (row.State, row.RawStatus, row.DecidedAt, row.ProviderReason, row.FeeMinor));
    }

    [Fact]
    public async Task Import_BookingThatReturnsWithAnotherAmount_IsAConflict()
    {
        await using var import = await SqliteImport.CreateAsync();
        await import.ImportAsync("b.csv", Month);

        var later = await import.ImportAsync("b2.csv", Utc + "txn_1,2026-03-02 09:00:00,2026-03-04 00:00:00,eur,31.00,1.17,29.83,charge,ch_1,ch_1,,visa,cus_1\ntxn_5,2026-03-06 00:00:00,2026-03-06 00:00:00,eur,-3.00,0.00,-3.00,fee,,,,,\ntxn_7,2026-03-08 00:00:00,2026-03-08 00:00:00,eur,-11.83,0.00,-11.83,payout,po_1,,,,\n");

        Assert.Equal((3L, 2L, 1L), (later.Rows, later.Skipped, later.Unchanged));
        Assert.Equal((3000L, 200L), ((await import.TransactionsAsync()).Single(t => t.ExternalId == "ch_1").AmountMinor, (await import.TransactionsAsync()).Single(t => t.ExternalId == "txn_5").AmountMinor));
    }
}
