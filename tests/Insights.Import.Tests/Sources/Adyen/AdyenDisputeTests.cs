using System.Text;
using Insights.Import.Tests.Pipeline;
using Xunit;

namespace Insights.Import.Tests.Sources.Adyen;

public sealed class AdyenDisputeTests
{
    private const string Header = "Company Account,Merchant Account,Psp Reference,Merchant Reference,Payment Method,Record Date,Record Date TimeZone,Dispute Currency,Dispute Amount,Record Type,Dispute PSP Reference,Dispute Reason,RFI Scheme Code,RFI Reason Code,CB Scheme Code,CB Reason Code,NoF Scheme Code,NoF Reason Code,Payment Date,Payment Date TimeZone,Payment Currency,Payment Amount,Dispute Date,Dispute Date TimeZone,Dispute ARN,User Name,Risk Scoring,Shopper Interaction,Shopper Name,Shopper Email,Shopper Reference,Shopper PAN,Iban,Bic,Shopper IP,Shopper Country,Issuer Country,Issuer Id,3D Directory Response,3D Authentication Response,CVC2 Response,AVS Response,Dispute Auto Defended,Dispute End Date,Dispute End Date TimeZone\n";

    /// <summary>
    /// 4853 covers many reasons, so it is general; the code comes with a leading blank. Every entry has a zone of its own: 09:00 PST is 17:00,
    /// 10:00 CET is 09:00.
    /// </summary>
    [Fact]
    public async Task Report_EntriesInAnyOrder_AreOneDisputeWithItsHistory()
    {
        string[] rows =
        [
            Row("DSP1", "NotificationOfChargeback", "2026-02-01 10:00:00", cb: " 4853"),
            Row("DSP1", "Chargeback", "2026-02-03 10:00:00", cb: " 4853"),
            Row("DSP1", "InformationSupplied", "2026-02-10 10:00:00", cb: " 4853"),
            Row("DSP1", "ChargebackReversed", "2026-02-10 10:00:00", cb: " 4853"),
        ];
        foreach (int[] order in (int[][])[[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]])
        {
            await using var store = await SourceStore.CreateAsync(chunkRows: 2);

            var file = await store.ImportAsync("d.csv", Header + string.Concat(order.Select(i => rows[i])));

            Assert.Equal(("adyen-dispute-transaction-details-csv", 4L, 4L), (file.Format, file.Rows, file.Inserted));
            var dispute = Assert.Single(await store.ChargebacksAsync()).Value;
            Assert.Equal(("DSP1", "PSP1", "won", true, true), (dispute.ExternalId, dispute.TransactionRef, dispute.State, dispute.OutcomeIsProvisional, dispute.IsDispute));
            Assert.Equal(("mastercard", "4853", "consumer_dispute", "general", 2500L, "USD"), (dispute.Network, dispute.ReasonCode, dispute.ReasonGroup, dispute.ReasonCategory, dispute.AmountMinor, dispute.Currency));
            Assert.Equal((new DateTime(2026, 1, 31, 8, 0, 0), new DateTime(2026, 1, 5, 17, 0, 0), new DateTime(2026, 2, 10, 9, 0, 0), new DateTime(2026, 2, 10, 9, 0, 0), new DateTime(2026, 2, 28, 22, 59, 59)),
                (dispute.OpenedAt, dispute.ChargedAt, dispute.EvidenceSubmittedAt, dispute.DecidedAt, dispute.EvidenceDueAt));
            Assert.Equal((3000L, "EUR", 2500L, "DE"), (dispute.TransactionAmountMinor, dispute.TransactionCurrency, dispute.RecoveredMinor, dispute.Country));
            Assert.Equal(["challenged 2026-02-10 09:00:00", "needs_response 2026-02-01 09:00:00", "needs_response 2026-02-03 09:00:00", "won 2026-02-10 09:00:00"], (await store.HistoryAsync("DSP1")).Order());
        }
    }

    [Theory]
    [InlineData("RequestForInformation", "inquiry_open", false)]
    [InlineData("NotificationOfFraud", "fraud_notice", false)]
    [InlineData("NotificationOfChargeback", "needs_response", true)]
    [InlineData("Chargeback", "needs_response", true)]
    [InlineData("chargeback externally", "needs_response", true)]
    [InlineData("ChargebackReversed", "won", true)]
    [InlineData("SecondChargeback", "lost", true)]
    [InlineData("PrearbitrationWon", "won", true)]
    [InlineData("PrearbitrationLost", "lost", true)]
    [InlineData("InformationSupplied", "challenged", true)]
    public async Task Report_RecordType_IsTheState(string type, string state, bool isDispute)
    {
        await using var store = await SourceStore.CreateAsync();

        await store.ImportAsync("d.csv", Header + Row("DSP1", type, "2026-02-01 10:00:00", cb: "4853"));

        var dispute = Assert.Single(await store.ChargebacksAsync()).Value;
        Assert.Equal((state, isDispute), (dispute.State, dispute.IsDispute));
    }

    /// <summary>What is supplied to an inquiry answers the inquiry.</summary>
    [Fact]
    public async Task Report_InformationForAnInquiry_AnswersIt()
    {
        await using var store = await SourceStore.CreateAsync();

        await store.ImportAsync("d.csv", Header + Row("DSP1", "RequestForInformation", "2026-02-01 10:00:00", rfi: "6305") + Row("DSP1", "InformationSupplied", "2026-02-02 10:00:00", rfi: "6305"));

        var dispute = Assert.Single(await store.ChargebacksAsync()).Value;
        Assert.Equal(("inquiry_answered", false), (dispute.State, dispute.IsDispute));
    }

    [Fact]
    public async Task Report_FraudNoticeBehindTheChargeback_ChangesNoState()
    {
        await using var store = await SourceStore.CreateAsync();

        await store.ImportAsync("d.csv", Header + Row("DSP1", "NotificationOfFraud", "2026-02-09 10:00:00") + Row("DSP1", "Chargeback", "2026-02-03 10:00:00", cb: "4837"));

        var dispute = Assert.Single(await store.ChargebacksAsync()).Value;
        Assert.Equal(("needs_response", true, "4837"), (dispute.State, dispute.IsDispute, dispute.ReasonCode));
    }

    /// <summary>The shopper's name, address and account stay out; of the card number nothing beyond six and four digits survives, wherever it stands.</summary>
    [Fact]
    public async Task Report_PersonalData_IsNotKept()
    {
        await using var store = await SourceStore.CreateAsync();

        var file = await store.ImportAsync("d.csv", Header + Row("DSP1", "Chargeback", "2026-02-01 10:00:00", cb: "4853") + Row("", "Chargeback", "2026-02-01 10:00:00", cb: "4853"));

        Assert.Equal((1L, 1L), (file.Inserted, file.Rejected));
        Assert.Equal(2, file.CardNumbersTruncated);
        string all = Encoding.Latin1.GetString(await store.BytesAsync());
        Assert.DoesNotContain("5555555555554444", all, StringComparison.Ordinal);
        string facts = string.Join('\n', await store.FactsAsync());
        foreach (string personal in (string[])["Fiona", "fiona@example.org", "192.0.2.7", "DE00"])
            Assert.DoesNotContain(personal, facts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_AgainAndOverlapping_ChangesNothing()
    {
        await using var store = await SourceStore.CreateAsync();
        string first = Row("DSP1", "Chargeback", "2026-02-03 10:00:00", cb: "4853");
        string second = Row("DSP1", "SecondChargeback", "2026-03-03 10:00:00", cb: "4853");
        await store.ImportAsync("1.csv", Header + first);

        var overlap = await store.ImportAsync("2.csv", Header + first + second + second);
        var older = await store.ImportAsync("3.csv", Header + first + "\n");

        Assert.Equal((3L, 1L, 1L, 1L), (overlap.Rows, overlap.Inserted, overlap.Unchanged, overlap.Duplicate));
        Assert.Equal(1L, older.Unchanged);
        Assert.Equal("lost", (await store.ChargebacksAsync())["DSP1"].State);
    }

    /// <summary>2500 minor units are 25.00; the deadline has an offset: 23:59 at +02:00 is 21:59.</summary>
    [Fact]
    public async Task Webhook_Notification_OpensADisputeWithItsDeadline()
    {
        await using var store = await SourceStore.CreateAsync();

        var file = await store.ImportAsync("w.json", Message("NOTIFICATION_OF_CHARGEBACK", "2026-06-01T10:00:00+02:00", extra: "\"defensePeriodEndsAt\":\"2026-06-19T23:59:59+02:00\",\"disputeStatus\":\"Undefended\",\"defendable\":\"true\","));

        Assert.Equal(("adyen-dispute-webhook-json", 1L), (file.Format, file.Inserted));
        var dispute = Assert.Single(await store.ChargebacksAsync()).Value;
        Assert.Equal(("DSP1", "PSP1", "needs_response", 2500L, "EUR"), (dispute.ExternalId, dispute.TransactionRef, dispute.State, dispute.AmountMinor, dispute.Currency));
        Assert.Equal((new DateTime(2026, 6, 1, 8, 0, 0), new DateTime(2026, 6, 19, 21, 59, 59)), (dispute.OpenedAt, dispute.EvidenceDueAt));
        Assert.Equal(("visa", "10.4", "fraud", "fraudulent"), (dispute.Network, dispute.ReasonCode, dispute.ReasonGroup, dispute.ReasonCategory));
    }

    [Theory]
    [InlineData("NOTIFICATION_OF_FRAUD", "", "fraud_notice", false)]
    [InlineData("REQUEST_FOR_INFORMATION", "", "inquiry_open", false)]
    [InlineData("INFORMATION_SUPPLIED", "", "challenged", true)]
    [InlineData("CHARGEBACK", "", "needs_response", true)]
    [InlineData("CHARGEBACK", "\"defendable\":\"false\",", "lost", true)]
    [InlineData("CHARGEBACK_REVERSED", "\"disputeStatus\":\"Won\",", "won", true)]
    [InlineData("SECOND_CHARGEBACK", "", "lost", true)]
    [InlineData("ISSUER_RESPONSE_TIMEFRAME_EXPIRED", "", "won", true)]
    [InlineData("DISPUTE_DEFENSE_PERIOD_ENDED", "", "expired", true)]
    [InlineData("DISPUTE_DEFENSE_PERIOD_ENDED", "\"disputeStatus\":\"Accepted\",", "accepted", true)]
    [InlineData("PREARBITRATION_OPEN", "", "pre_arbitration", true)]
    [InlineData("PREARBITRATION_WON", "", "won", true)]
    [InlineData("PREARBITRATION_LOST", "", "lost", true)]
    public async Task Webhook_EventCode_IsTheState(string code, string extra, string state, bool isDispute)
    {
        await using var store = await SourceStore.CreateAsync();

        await store.ImportAsync("w.json", Message(code, "2026-06-01T10:00:00Z", extra: extra));

        var dispute = Assert.Single(await store.ChargebacksAsync()).Value;
        Assert.Equal((state, isDispute), (dispute.State, dispute.IsDispute));
    }

    /// <summary>Messages arrive out of order, twice, from the test system, about other things; several may lie in one array or one message.</summary>
    [Fact]
    public async Task Webhook_LinesOfAllKinds_LeaveTheNewestState()
    {
        await using var store = await SourceStore.CreateAsync();
        string won = Message("CHARGEBACK_REVERSED", "2026-07-01T10:00:00Z");
        string lines = won + "\n" + Message("CHARGEBACK", "2026-06-01T10:00:00Z") + "\n" + won + "\n"
            + Message("AUTHORISATION", "2026-05-01T10:00:00Z") + "\n"
            + Message("CHARGEBACK", "2026-06-02T10:00:00Z", live: "false", id: "TEST") + "\n"
            + Message("CHARGEBACK", "2026-06-02T10:00:00Z", id: "DSP2", second: "DSP3") + "\n";

        var file = await store.ImportAsync("w.ndjson", lines);

        Assert.Equal((7L, 4L, 1L, 2L), (file.Rows, file.Inserted, file.Duplicate, file.Skipped));
        var disputes = await store.ChargebacksAsync();
        Assert.Equal(["DSP1", "DSP2", "DSP3"], disputes.Keys.Order());
        Assert.Equal(("won", true, new DateTime(2026, 6, 1, 10, 0, 0)), (disputes["DSP1"].State, disputes["DSP1"].OutcomeIsProvisional, disputes["DSP1"].OpenedAt));
        Assert.Equal(["needs_response 2026-06-01 10:00:00", "won 2026-07-01 10:00:00"], await store.HistoryAsync("DSP1"));
    }

    /// <summary>Every item of a message is a row with an outcome, also what is about something else.</summary>
    [Fact]
    public async Task Webhook_ItemsAboutOtherThings_AreRowsLeftOut()
    {
        using var import = new ImportFixture();
        string dispute = Item("CHARGEBACK", "2026-06-01T10:00:00Z", "", "DSP1", "EUR"), other = Item("AUTHORISATION", "2026-06-01T10:00:00Z", "", "PAY1", "EUR");

        var file = await import.ImportAsync("w.json", $$"""[{"live":"true","notificationItems":[{{other}},{{dispute}},{{other}}]},{"live":"true","notificationItems":[{{other}},{{other}}]}]""");

        Assert.Equal((5L, 1L, 4L, 0L), (file.Rows, file.Inserted, file.Skipped, file.Rejected));
        Assert.Equal(["no-dispute-event", "no-dispute-event"], file.FirstProblems.Select(p => p.Rule));
    }

    /// <summary>The same dispute in the settlement, the report and a message is one dispute.</summary>
    [Fact]
    public async Task Report_WebhookAndSettlement_AreOneDispute()
    {
        const string settlement = "Type,Psp Reference,Merchant Account,Batch Number,Modification Reference,TimeZone,Creation Date,Net Credit (NC),Net Debit (NC),Net Currency,Gross Credit (GC),Gross Debit (GC),Gross Currency\n"
            + "Chargeback,PSP1,OakUK,3,DSP1,CET,2026-02-03 10:00:00,,40.00,USD,,25.00,USD\n";
        await using var store = await SourceStore.CreateAsync();

        await store.ImportAsync("1.csv", settlement);
        await store.ImportAsync("2.csv", Header + Row("DSP1", "Chargeback", "2026-02-03 10:00:00", cb: "4837"));
        await store.ImportAsync("3.json", Message("SECOND_CHARGEBACK", "2026-03-01T10:00:00Z", currency: "USD"));

        var dispute = Assert.Single(await store.ChargebacksAsync()).Value;
        Assert.Equal(("lost", 1500L, 2500L, "USD"), (dispute.State, dispute.FeeMinor, dispute.AmountMinor, dispute.Currency));
        Assert.Equal(new DateTime(2026, 1, 31, 8, 0, 0), dispute.OpenedAt);
    }

    private static string Row(string dispute, string type, string at, string cb = "", string rfi = "") =>
        $"OakGroup,OakUK,PSP1,order-7,mc,{at},CET,USD,25.00,{type},{dispute},,{(rfi.Length > 0 ? "mc" : "")},{rfi},{(cb.Length > 0 ? "mc" : "")},{cb},,,2026-01-05 09:00:00,PST,EUR,30.00,2026-01-31 09:00:00,CET,74000000000000000000001,,0,Ecommerce,Fiona Fir,fiona@example.org,shopper-1,5555 5555 5555 4444,DE00,BIC,192.0.2.7,FR,DE,Fir Bank,Y,Y,1,4,false,2026-02-28 23:59:59,CET\n";

    private static string Message(string code, string at, string extra = "", string live = "true", string id = "DSP1", string? second = null, string currency = "EUR") =>
        "{\"live\":\"" + live + "\",\"notificationItems\":[" + Item(code, at, extra, id, currency) + (second is null ? "" : "," + Item(code, at, extra, second, currency)) + "]}";

    private static string Item(string code, string at, string extra, string id, string currency) =>
        "{\"NotificationRequestItem\":{\"additionalData\":{" + extra + "\"chargebackReasonCode\":\"10.4\",\"chargebackSchemeCode\":\"visa\",\"grossValue\":\"2500\"},\"amount\":{\"currency\":\"" + currency + "\",\"value\":2500},\"eventCode\":\"" + code
        + "\",\"eventDate\":\"" + at + "\",\"merchantAccountCode\":\"OakUK\",\"merchantReference\":\"order-7\",\"originalReference\":\"PSP1\",\"paymentMethod\":\"visa\",\"pspReference\":\"" + id + "\",\"reason\":\"Other Fraud-Card Absent Environment\",\"success\":\"true\"}}";
}
