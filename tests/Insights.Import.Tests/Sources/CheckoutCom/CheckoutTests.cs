using Xunit;

namespace Insights.Import.Tests.Sources.CheckoutCom;

public sealed class CheckoutReportTests
{
    private const string Header = "Client Entity ID,Client Entity Name,Processing Channel ID,Processing Channel Name,Type,Payment ID,Reference,Processed On,Available On,Holding Currency,Payout ID,Gross In Holding Currency,Deduction In Holding Currency,Net In Holding Currency,Processing Fee In Holding Currency,Scheme Fee In Holding Currency,Interchange In Holding Currency,Tax In Holding Currency,Reserve In Holding Currency,Processing Currency,Gross In Processing Currency,FX Rate Applied,Payment Method\n";

    /// <summary>100 − 1.2345 is 98.7655; rounded 100.00, 1.23, 98.77: the rounded net is a cent off, which is no fault.</summary>
    /// <summary>Messages of today's API date themselves by created_on, those of the one before by timestamp.</summary>
    [Theory]
    [InlineData("created_on")]
    [InlineData("timestamp")]
    public async Task Import_DisputeMessage_IsRecognisedByEitherName(string dated)
    {
        await using var store = await SourceStore.CreateAsync();

        var file = await store.ImportAsync("m.json", $$$"""{"id":"evt_1","type":"dispute_received","{{{dated}}}":"2026-07-01T10:00:00Z","data":{"id":"dsp_77","payment_id":"pay_9","amount":1000,"currency":"EUR","category":"fraudulent","reason_code":"10.4","date":"2026-07-01T09:00:00Z","evidence_required_by":"2026-07-10T00:00:00Z"}}""");

        Assert.Equal(("checkoutcom-dispute-json", 1L), (file.Format, file.Inserted));
        Assert.Equal((1000L, "fraud"), ((await store.ChargebacksAsync())["dsp_77"].AmountMinor, (await store.ChargebacksAsync())["dsp_77"].ReasonGroup));
    }

    /// <summary>Days without a time: the dispute opens with its day, and evidence may be sent until the end of the last one.</summary>
    [Fact]
    public async Task Import_DisputesWithDaysAlone_AreRead()
    {
        await using var store = await SourceStore.CreateAsync();

        var file = await store.ImportAsync("d.csv", "Dispute ID,Dispute Issue Date UTC,Dispute Created Date UTC,Client Name,Dispute Indicator,Payment ID,Reason Code,Dispute Amount,Dispute Currency,Payment Method,Evidence Required By\n"
            + "dsp_9,2026-06-01,2026-06-02,c,ADJM,pay_b,13.1,20.5,GBP,Visa,2026-06-15\n");

        Assert.Equal((1L, 1L), (file.Rows, file.Inserted));
        Assert.Equal(new DateTime(2026, 6, 1), (await store.ChargebacksAsync())["dsp_9"].OpenedAt);
    }

    [Fact]
    public async Task Breakdown_Movements_BecomeFacts()
    {
        await using var store = await SourceStore.CreateAsync();

        var file = await store.ImportAsync("b.csv", Header
            + Row("Charge", "pay_1", gross: "100", deduction: "-1.2345", net: "98.7655")
            + Row("Refund", "pay_1", at: "2026-07-02T10:00:00.000", gross: "-20.5", deduction: "-0.1", net: "-20.6")
            + Row("Chargeback", "pay_1", at: "2026-07-03T10:00:00.000", gross: "-100", deduction: "0", net: "-100")
            + Row("Network Token Provisioning", "pay_1", gross: "0", deduction: "-0.02", net: "-0.02")
            + Row("Void", "pay_2", gross: "0", deduction: "0", net: "0")
            + Row("Merchant Payout", "", gross: "-77", deduction: "-0.5", net: "-77.5"));

        Assert.Equal(("checkoutcom-settlement-breakdown-csv", "checkoutcom", 6L, 5L, 1L), (file.Format, file.Source, file.Rows, file.Inserted, file.Skipped));
        Assert.Equal(["zone-assumed", "no-movement"], file.FirstProblems.Select(p => p.Rule));
        var rows = await store.TransactionsAsync();
        Assert.Equal(("charge", "succeeded", 10000L, "GBP", 123L, "visa"), (rows["pay_1"].Kind, rows["pay_1"].Status, rows["pay_1"].AmountMinor, rows["pay_1"].Currency, rows["pay_1"].FeeMinor, rows["pay_1"].Brand));
        Assert.Equal((new DateTime(2026, 7, 1, 10, 0, 0), new DateTime(2026, 7, 4)), (rows["pay_1"].OccurredAt, rows["pay_1"].SettledAt));
        var refund = Assert.Single(rows.Values, r => r.Kind == "refund");
        Assert.Equal(("pay_1", 2050L, 10L), (refund.OriginalRef, refund.AmountMinor, refund.FeeMinor));
        Assert.Equal(("pay_1", 10000L, "Chargeback (debit)"), (rows.Values.Single(r => r.Kind == "adjustment").OriginalRef, rows.Values.Single(r => r.Kind == "adjustment").AmountMinor, rows.Values.Single(r => r.Kind == "adjustment").Descriptor));
        Assert.Equal(2L, rows.Values.Single(r => r.Kind == "fee").AmountMinor);
        Assert.Equal(("payout", 7750L), (rows["PO1"].Kind, rows["PO1"].AmountMinor));
    }

    /// <summary>The newer layout says the instant in UTC, and else the zone: noon in Los Angeles is 19:00 UTC in July.</summary>
    [Fact]
    public async Task Breakdown_TimesInUtcOrZone_AreTaken()
    {
        await using var store = await SourceStore.CreateAsync();
        string header = Header.TrimEnd() + ",Action ID,Processed On UTC,Available On UTC,Timezone\n";

        var file = await store.ImportAsync("b.csv", header
            + Row("Charge", "pay_1", at: "2026-07-01T12:00:00.000").TrimEnd() + ",act_1,2026-07-01T19:00:00.000,2026-07-04T07:00:00.000,America/Los_Angeles\n"
            + Row("Charge", "pay_2", at: "2026-07-01T12:00:00.000").TrimEnd() + ",act_2,,,America/Los_Angeles\n"
            + Row("Charge", "pay_2", at: "2026-07-01T13:00:00.000").TrimEnd() + ",act_3,,,America/Los_Angeles\n");

        Assert.Equal((3L, 0L), (file.Inserted, file.Warnings));
        var rows = await store.TransactionsAsync();
        Assert.Equal([new DateTime(2026, 7, 1, 19, 0, 0), new DateTime(2026, 7, 1, 19, 0, 0), new DateTime(2026, 7, 1, 20, 0, 0)], [rows["pay_1"].OccurredAt, rows["pay_2"].OccurredAt, rows["pay_2#act_3"].OccurredAt]);
    }

    /// <summary>The customer paid yen; the fee is in the holding currency and cannot be added to them.</summary>
    [Fact]
    public async Task Breakdown_OtherProcessingCurrency_IsThePayments()
    {
        await using var store = await SourceStore.CreateAsync();

        var file = await store.ImportAsync("b.csv", Header + Row("Charge", "pay_1", gross: "6.1", deduction: "-0.2", net: "5.9", processing: "JPY", grossProcessing: "1200"));

        Assert.Contains("fee-in-other-currency", file.FirstProblems.Select(p => p.Rule));
        var row = Assert.Single(await store.TransactionsAsync()).Value;
        Assert.Equal((1200L, "JPY", 0L), (row.AmountMinor, row.Currency, row.FeeMinor));
    }

    [Fact]
    public async Task Breakdown_AgainAndContradicting_IsToldApart()
    {
        await using var store = await SourceStore.CreateAsync();
        string fee = Row("Account Updater", "", gross: "0", deduction: "-0.02", net: "-0.02");
        await store.ImportAsync("1.csv", Header + fee + fee);

        var again = await store.ImportAsync("2.csv", Header + fee + fee + "\n");
        var wrong = await store.ImportAsync("3.csv", Header + Row("Charge", "pay_1", gross: "10", deduction: "-1", net: "8.5") + Row("Charge", ""));

        Assert.Equal((0L, 2L), (again.Inserted, again.Unchanged));
        Assert.Equal(["zone-assumed", "net-differs-from-gross", "required-value-missing"], wrong.FirstProblems.Select(p => p.Rule));
        Assert.Equal((1L, 1L), (wrong.Inserted, wrong.Rejected));
    }

    [Fact]
    public async Task Payouts_AreOneFactEach_WhicheverReportTellsOfThem()
    {
        await using var store = await SourceStore.CreateAsync();
        await store.ImportAsync("b.csv", Header + Row("Merchant Payout", "", gross: "-77.5", deduction: "0", net: "-77.5"));

        var file = await store.ImportAsync("p.csv", "Client Entity ID,Client Entity Name,Currency Account ID,Holding Currency,Payout ID,Payout Date,Reporting Start Date,Reporting End Date,Payout Amount,Merchant Payout Fees,Payments,Refunds,Chargebacks,Chargeback Fees\nent_1,Oak Ltd,ca_1,GBP,PO1,2026-07-04T00:00:00.000,2026-07-01,2026-07-03,77.5,-0.5,100,-20,0,0\nent_1,Oak Ltd,ca_2,KWD,PO2,2026-07-04,2026-07-01,2026-07-03,12.345,0,12.345,0,0,0\n");

        Assert.Equal(("checkoutcom-payouts-csv", 1L, 1L), (file.Format, file.Updated, file.Inserted));
        var rows = await store.TransactionsAsync();
        Assert.Equal((7750L, "GBP", 50L), (rows["PO1"].AmountMinor, rows["PO1"].Currency, rows["PO1"].FeeMinor));
        Assert.Equal((12345L, "KWD", "payout"), (rows["PO2"].AmountMinor, rows["PO2"].Currency, rows["PO2"].Kind));
    }

    private static string Row(
        string type, string payment, string at = "2026-07-01T10:00:00.000", string gross = "10", string deduction = "0", string net = "10", string processing = "GBP", string? grossProcessing = null) =>
        $"ent_1,Oak Ltd,pc_1,Oak,{type},{payment},order-7,{at},2026-07-04T00:00:00.000,GBP,PO1,{gross},{deduction},{net},,,,,,{processing},{grossProcessing ?? gross},1,Visa\n";
}

public sealed class CheckoutDisputeTests
{
    [Fact]
    public async Task Messages_AreTheHistoryOfADispute()
    {
        await using var store = await SourceStore.CreateAsync();
        string won = Message("dispute_won", "2026-08-01T10:00:00Z");

        var file = await store.ImportAsync("m.ndjson", won + "\n" + Message("dispute_evidence_required", "2026-06-02T10:00:00.582+00:00", "\"evidence_required_by\":\"2026-06-20T18:00:00+00:00\",") + "\n"
            + Message("dispute_received", "2026-06-01T12:00:00+02:00") + "\n" + Message("dispute_evidence_submitted", "2026-06-10T10:00:00Z") + "\n" + Message("payment_approved", "2026-06-10T10:00:00Z") + "\n");

        Assert.Equal(("checkoutcom-dispute-json", 5L, 1L), (file.Format, file.Rows, file.Skipped));
        var dispute = Assert.Single(await store.ChargebacksAsync()).Value;
        Assert.Equal(("dsp_1", "pay_1", "won", 8150L, "GBP", "visa", "10.4", "fraudulent"), (dispute.ExternalId, dispute.TransactionRef, dispute.State, dispute.AmountMinor, dispute.Currency, dispute.Network, dispute.ReasonCode, dispute.ReasonCategory));
        Assert.Equal((new DateTime(2026, 6, 1, 10, 0, 0), new DateTime(2026, 6, 20, 18, 0, 0), new DateTime(2026, 6, 10, 10, 0, 0), new DateTime(2026, 8, 1, 10, 0, 0)),
            (dispute.OpenedAt, dispute.EvidenceDueAt, dispute.EvidenceSubmittedAt, dispute.DecidedAt));
        Assert.Equal(["needs_response 2026-06-01 10:00:00", "needs_response 2026-06-02 10:00:00", "challenged 2026-06-10 10:00:00", "won 2026-08-01 10:00:00"], await store.HistoryAsync("dsp_1"));
    }

    [Theory]
    [InlineData("dispute_received", "needs_response")]
    [InlineData("dispute_evidence_acknowledged_by_scheme", "challenged")]
    [InlineData("dispute_lost", "lost")]
    [InlineData("dispute_accepted", "accepted")]
    [InlineData("dispute_expired", "expired")]
    [InlineData("dispute_canceled", "withdrawn")]
    [InlineData("dispute_resolved", "won")]
    [InlineData("dispute_arbitration_sent_to_scheme", "arbitration")]
    [InlineData("dispute_arbitration_won", "won")]
    [InlineData("dispute_arbitration_lost", "lost")]
    public async Task Message_Type_IsTheState(string type, string state)
    {
        await using var store = await SourceStore.CreateAsync();

        await store.ImportAsync("m.json", Message(type, "2026-06-01T10:00:00Z"));

        Assert.Equal(state, Assert.Single(await store.ChargebacksAsync()).Value.State);
    }

    [Fact]
    public async Task Object_FromTheApi_CompletesTheDispute()
    {
        await using var store = await SourceStore.CreateAsync();
        await store.ImportAsync("m.json", Message("dispute_received", "2026-06-01T10:00:00Z"));

        var file = await store.ImportAsync("o.json", "{\"total_count\":1,\"data\":[{\"id\":\"dsp_1\",\"category\":\"fraudulent\",\"status\":\"evidence_under_review\",\"amount\":8150,\"currency\":\"GBP\",\"reason_code\":\"10.4\",\"evidence_required_by\":\"2026-06-20T18:00:00Z\",\"received_on\":\"2026-06-01T09:00:00Z\",\"last_update\":\"2026-06-11T00:00:00Z\",\"payment\":{\"id\":\"pay_1\",\"amount\":9000,\"currency\":\"GBP\",\"method\":\"VISA\",\"processed_on\":\"2026-05-01T08:00:00Z\"}}]}");

        Assert.Equal(("checkoutcom-dispute-json", 1L), (file.Format, file.Updated));
        var dispute = Assert.Single(await store.ChargebacksAsync()).Value;
        Assert.Equal(("challenged", 9000L, new DateTime(2026, 5, 1, 8, 0, 0), new DateTime(2026, 6, 1, 9, 0, 0)), (dispute.State, dispute.TransactionAmountMinor, dispute.ChargedAt, dispute.OpenedAt));
    }

    [Fact]
    public async Task Report_Csv_TellsHowFarEachCaseIs()
    {
        const string header = "Dispute ID,Dispute Issue Date UTC,Dispute Created Date UTC,Client Name,Client Entity Name,Sub Entity Name,Processing Channel Name,Merchant Category Code,Dispute Indicator,Payment ID,Reason Code,Dispute Amount,Dispute Currency,Payment Method\n";
        await using var store = await SourceStore.CreateAsync();
        string Row(string id, string indicator, string currency = "GBP") => $"{id},2026-06-01T10:00:00,2026-06-02T10:00:00,Oak,Oak Ltd,,Oak,5411,{indicator},pay_1,13.1,81.5,{currency},Visa\n";

        var file = await store.ImportAsync("d.csv", header + Row("dsp_1", "ADJM") + Row("dsp_2", "RPDL") + Row("dsp_3", "RPDW") + Row("dsp_4", "CBRV") + Row("dsp_5", "ARBR") + Row("dsp_6", "QQQQ") + Row("dsp_7", "ADJM", ""));

        Assert.Equal(("checkoutcom-disputes-csv", 5L, 2L), (file.Format, file.Inserted, file.Rejected));
        var disputes = await store.ChargebacksAsync();
        Assert.Equal(["needs_response", "lost", "won", "withdrawn", "arbitration"], disputes.OrderBy(d => d.Key).Select(d => d.Value.State));
        Assert.Equal(("pay_1", 8150L, "product_not_received", new DateTime(2026, 6, 1, 10, 0, 0)), (disputes["dsp_1"].TransactionRef, disputes["dsp_1"].AmountMinor, disputes["dsp_1"].ReasonCategory, disputes["dsp_1"].OpenedAt));
    }

    private static string Message(string type, string at, string extra = "") =>
        "{\"id\":\"evt_" + type + "\",\"type\":\"" + type + "\",\"timestamp\":\"" + at + "\",\"version\":\"1.0.6\",\"data\":{\"id\":\"dsp_1\",\"date\":\"" + at + "\",\"category\":\"fraudulent\",\"amount\":8150,\"currency\":\"GBP\",\"reason_code\":\"10.4\",\"payment_id\":\"pay_1\"," + extra
        + "\"payment_method\":\"VISA\",\"processing_channel_id\":\"pc_1\",\"entity_id\":\"ent_1\"},\"_links\":{}}";
}
