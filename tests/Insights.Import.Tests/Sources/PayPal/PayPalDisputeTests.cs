using Insights.Import.Tests.Pipeline;
using Xunit;

namespace Insights.Import.Tests.Sources.PayPal;

public sealed class PayPalDisputeTests
{
    private const string Cases = "\"CH\",\"Case type\",\"Case ID\",\"Original transaction ID\",\"Transaction date\",\"Transaction invoice ID\",\"Card Type\",\"Case reason\",\"Claimant name\",\"Claimant email address\",\"Case filing date\",\"Case status\",\"Response due date\",\"Disputed amount\",\"Disputed currency\",\"Disputed transaction ID\",\"Money movement\",\"Settlement type\",\"Seller protection\",\"Seller protection payout amount\",\"Seller protection currency\",\"Payment Tracking ID\",\"Buyer comments\",\"Store ID\",\"Chargeback Reason Code\",\"Outcome\"\n";

    private static string Head(int day) => $"\"RH\",2026/02/{day:00} 04:00:00 -0800,\"A\",\"SELLER\",8\n\"FH\",1\n\"SH\",2026/02/{day - 1:00} 00:00:00 -0800,2026/02/{day - 1:00} 23:59:59 -0800,\"SELLER\",\"\"\n";

    private static string Case(string type, string id, string reason, string status, string movement = "", string outcome = "", string code = "", string payment = "PAY0000", string payout = "") =>
        $"\"SB\",\"{type}\",\"{id}\",\"{payment}\",\"2026/01/06 12:00:00 -0800\",\"INV-1\",\"{(type == "Chargeback" ? "Visa" : "")}\",\"{reason}\",\"Bo Example\",\"bo@example.com\",\"2026/02/01 08:00:00 -0800\",\"{status}\",\"2026/02/15 08:00:00 -0800\",3300,\"USD\",\"\",\"{movement}\",\"\",\"\",{payout},\"\",\"\",\"said, \"\"no\"\"\",\"\",\"{code}\",\"{outcome}\"\n";

    [Theory]
    [InlineData("Dispute", "Waiting for your response", "", "", "inquiry_open", false)]
    [InlineData("Dispute", "Waiting for buyer's response", "", "", "inquiry_answered", false)]
    [InlineData("Dispute", "Closed", "Debit", "Refunded", "inquiry_closed", false)]
    [InlineData("Claim", "Open", "On temporary hold", "", "needs_response", true)]
    [InlineData("Claim", "Under review", "On temporary hold", "", "challenged", true)]
    [InlineData("Claim", "Closed", "Debit", "", "lost", true)]
    [InlineData("Claim", "Closed", "", "", "won", true)]
    [InlineData("Claim", "Closed", "Credit", "Resolved in your favor", "won", true)]
    [InlineData("Claim", "Resolved", "Debit", "Resolved in buyer's favor", "lost", true)]
    [InlineData("Claim", "Closed", "", "Cancelled by buyer", "withdrawn", true)]
    [InlineData("Chargeback", "Disputing on your behalf", "Debit", "", "challenged", true)]
    public async Task Map_Case_HasTheStateOfItsStage(string type, string status, string movement, string outcome, string state, bool counts)
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("DDR.csv", Head(10) + Cases + Case(type, "PP-1", "Item not received", status, movement, outcome) + "\"SF\",1\n\"SC\",1\n\"RF\",1\n\"RC\",1\n\"FF\",1\n");

        Assert.Equal(("paypal-case-report-csv", "done", 1L, 1L), (file.Format, file.State, file.Rows, file.Inserted));
        var row = import.Store.Chargebacks["1:PP-1"].Row;
        Assert.Equal((state, counts, "product_not_received"), (row.State, row.IsDispute, row.ReasonCategory));
        Assert.Equal(("PAY0000", "bo@example.com", 3300L, "USD"), (row.TransactionRef, row.CustomerRef, row.AmountMinor, row.Currency));
        Assert.Equal((new DateTime(2026, 2, 1, 16, 0, 0), new DateTime(2026, 1, 6, 20, 0, 0), new DateTime(2026, 2, 15, 16, 0, 0)), (row.OpenedAt, row.ChargedAt, row.EvidenceDueAt));
        Assert.Equal(state is "won" or "lost" or "withdrawn" or "inquiry_closed" ? new DateTime(2026, 2, 10, 12, 0, 0) : null, row.DecidedAt);
    }

    [Fact]
    public async Task Map_ChargebackWithTheNetworksCode_IsClassifiedByIt()
    {
        using var import = new ImportFixture();

        await import.ImportAsync("DDR.csv", Head(10) + Cases + Case("Chargeback", "PP-1", "Unauthorized", "Open", "Debit", code: "10.4") + Case("Claim", "PP-2", "Zero gravity", "In orbit", payment: "PAY2"));

        var row = import.Store.Chargebacks["1:PP-1"].Row;
        Assert.Equal(("visa", "10.4", "fraud", "fraudulent", "Unauthorized"), (row.Network, row.ReasonCode, row.ReasonGroup, row.ReasonCategory, row.ProviderReason));
        Assert.Equal(["status-unknown", "reason-unmapped"], import.Store.Problems.Where(p => p.Value != null).Select(p => p.Rule).Distinct());
    }

    /// <summary>Sent again every day while it is open: the newest report wins, an older one never overwrites.</summary>
    [Fact]
    public async Task Import_OlderReportAfterNewer_DoesNotOverwrite()
    {
        await using var import = await SqliteImport.CreateAsync();
        await import.ImportAsync("b.csv", Head(12) + Cases + Case("Claim", "PP-1", "Not as described", "Closed", "Debit"));

        await import.ImportAsync("a.csv", Head(10) + Cases + Case("Claim", "PP-1", "Not as described", "Open", "On temporary hold"));

        var row = Assert.Single(await import.ChargebacksAsync());
        Assert.Equal(("lost", new DateTime(2026, 2, 12, 12, 0, 0)), (row.State, row.DecidedAt));
    }

    /// <summary>The account's movements tell of a chargeback, the case report of the same: it counts once, in either order.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Import_SettlementAndCase_AreOneDispute(bool settlementFirst)
    {
        const string settlement = "\"CH\",\"Transaction ID\",\"Invoice ID\",\"PayPal Reference ID\",\"PayPal Reference ID Type\",\"Transaction Event Code\",\"Transaction Initiation Date\",\"Transaction Completion Date\",\"Transaction Debit or Credit\",\"Gross Transaction Amount\",\"Gross Transaction Currency\"\n\"SB\",\"CBK0001\",\"\",\"PAY0000\",\"TXN\",\"T1201\",2026/02/01 09:00:00 -0800,2026/02/01 09:00:00 -0800,\"DR\",3300,\"USD\"\n";
        string report = Head(10) + Cases + Case("Chargeback", "PP-1", "Unauthorized", "Open", "Debit");
        await using var import = await SqliteImport.CreateAsync();

        if (settlementFirst)
            await import.ImportAsync("s.csv", settlement);
        await import.ImportAsync("c.csv", report);
        await import.ImportAsync("s2.csv", settlement + "\n");

        var counted = Assert.Single(await import.ChargebacksAsync(), row => row.IsDispute);
        Assert.Equal("PP-1", counted.ExternalId);
    }

    /// <summary>What a chargeback cost stands in the settlement, with or without the money's own row, and is the case's in any order of the files, also where they come again.</summary>
    [Theory]
    [InlineData("settlement", "case")]
    [InlineData("case", "settlement")]
    [InlineData("case", "settlement", "case", "settlement")]
    [InlineData("fee", "case")]
    [InlineData("case", "fee")]
    [InlineData("fee", "case", "money")]
    [InlineData("money", "case", "fee")]
    [InlineData("case", "money", "fee")]
    public async Task Import_FeeOfACase_GoesToTheCase(params string[] order)
    {
        const string header = "\"CH\",\"Transaction ID\",\"Invoice ID\",\"PayPal Reference ID\",\"PayPal Reference ID Type\",\"Transaction Event Code\",\"Transaction Initiation Date\",\"Transaction Completion Date\",\"Transaction Debit or Credit\",\"Gross Transaction Amount\",\"Gross Transaction Currency\"\n";
        const string money = "\"SB\",\"CBK0001\",\"\",\"PAY0000\",\"TXN\",\"T1201\",2026/02/01 09:00:00 -0800,2026/02/01 09:00:00 -0800,\"DR\",3300,\"USD\"\n";
        const string fee = "\"SB\",\"CBF0001\",\"\",\"PAY0000\",\"TXN\",\"T0106\",2026/02/01 09:00:00 -0800,2026/02/01 09:00:00 -0800,\"DR\",2000,\"USD\"\n";
        var texts = new Dictionary<string, string>
        {
            ["settlement"] = header + money + fee,
            ["money"] = header + money,
            ["fee"] = header + fee,
            ["case"] = Head(10) + Cases + Case("Chargeback", "PP-1", "Unauthorized", "Open", "Debit"),
        };
        await using var store = await SourceStore.CreateAsync();

        for (int i = 0; i < order.Length; i++)
            await store.ImportAsync($"{i}.csv", texts[order[i]] + new string('\n', i));

        var disputes = await store.ChargebacksAsync();
        var counted = Assert.Single(disputes.Values, row => row.IsDispute);
        Assert.Equal(("PP-1", "needs_response", 3300L, 2000L, "USD"), (counted.ExternalId, counted.State, counted.AmountMinor, counted.FeeMinor, counted.Currency));
        // When the fee was taken says nothing of when the case was filed.
        Assert.Equal(new DateTime(2026, 2, 1, 16, 0, 0), counted.OpenedAt);
    }

    private const string Dispute = """
        {"dispute_id":"PP-D-27","create_time":"2026-01-12T10:41:35.000Z","update_time":"2026-02-02T11:40:49.000Z","disputed_transactions":[{"seller_transaction_id":"PAY0000","create_time":"2026-01-06T20:00:00.000Z","gross_amount":{"currency_code":"USD","value":"50.00"},"invoice_number":"INV-1","buyer":{"email":"bo@example.com","name":"Bo Example"}}],
        "reason":"MERCHANDISE_OR_SERVICE_NOT_AS_DESCRIBED","status":"RESOLVED","dispute_state":"RESOLVED","dispute_amount":{"currency_code":"USD","value":"45.50"},"dispute_life_cycle_stage":"CHARGEBACK","dispute_channel":"INTERNAL","dispute_outcome":{"outcome_code":"RESOLVED_SELLER_FAVOUR"},
        "messages":[{"posted_by":"BUYER","time_posted":"2026-01-12T10:42:00.000Z","content":"broken"},{"posted_by":"SELLER","time_posted":"2026-01-13T08:00:00.000Z","content":"sorry"}],
        "offer":{"buyer_requested_amount":{"currency_code":"USD","value":"45.50"},"history":[{"offer_time":"2026-01-14T08:00:00.000Z","actor":"SELLER","event_type":"PROPOSED","offer_type":"REFUND"}]},
        "evidences":[{"evidence_type":"PROOF_OF_FULFILLMENT","source":"SUBMITTED_BY_SELLER","date":"2026-01-20T09:00:00.000Z"}],"seller_response_due_date":"2026-01-26T10:41:35.000Z",
        "adjudications":[{"type":"DENY_BUYER","adjudication_time":"2026-02-02T11:40:00.000Z","dispute_life_cycle_stage":"CHARGEBACK"}],
        "money_movements":[{"affected_party":"SELLER","amount":{"currency_code":"USD","value":"45.50"},"type":"DEBIT","reason":"DISPUTE_SETTLEMENT","initiated_time":"2026-01-16T08:00:00.000Z"},{"affected_party":"SELLER","amount":{"currency_code":"USD","value":"45.50"},"type":"CREDIT","reason":"DISPUTE_SETTLEMENT","initiated_time":"2026-02-02T11:40:00.000Z"},{"affected_party":"SELLER","amount":{"currency_code":"USD","value":"15.00"},"type":"DEBIT","reason":"DISPUTE_FEE"}]}
        """;

    [Fact]
    public async Task Map_DisputeOfTheApi_HasItsWholeStory()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("d.json", "{\"items\":[" + Dispute + "],\"links\":[]}");

        Assert.Equal(("paypal-dispute-json", 1L, 1L), (file.Format, file.Rows, file.Inserted));
        var row = import.Store.Chargebacks["1:PP-D-27"].Row;
        Assert.Equal(("won", true, "PAY0000", "bo@example.com", "product_unacceptable"), (row.State, row.IsDispute, row.TransactionRef, row.CustomerRef, row.ReasonCategory));
        Assert.Equal((4550L, 5000L, 1500L, 4550L), (row.AmountMinor, row.TransactionAmountMinor, row.FeeMinor, row.RecoveredMinor));
        Assert.Equal((new DateTime(2026, 1, 20, 9, 0, 0), new DateTime(2026, 1, 26, 10, 41, 35), new DateTime(2026, 2, 2, 11, 40, 0)), (row.EvidenceSubmittedAt, row.EvidenceDueAt, row.DecidedAt));
        Assert.Equal(
            ["opened inquiry_open", "message.1 inquiry_open", "message.2 inquiry_answered", "offer.1 inquiry_answered", "evidence challenged", "adjudication.1 won", "won won"],
            import.Store.ChargebackEvents.Values.OrderBy(e => e.OccurredAt).Select(e => $"{e.EventId} {e.State}"));
    }

    [Theory]
    [InlineData("INQUIRY", "INTERNAL", "WAITING_FOR_SELLER_RESPONSE", "", "inquiry_open", false)]
    [InlineData("INQUIRY", "INTERNAL", "WAITING_FOR_BUYER_RESPONSE", "", "inquiry_answered", false)]
    [InlineData("INQUIRY", "INTERNAL", "RESOLVED", "CANCELED_BY_BUYER", "inquiry_closed", false)]
    [InlineData("CHARGEBACK", "INTERNAL", "OPEN", "", "needs_response", true)]
    [InlineData("CHARGEBACK", "EXTERNAL", "UNDER_REVIEW", "", "challenged", true)]
    [InlineData("CHARGEBACK", "EXTERNAL", "RESOLVED", "RESOLVED_BUYER_FAVOUR", "lost", true)]
    [InlineData("CHARGEBACK", "INTERNAL", "RESOLVED", "RESOLVED_WITH_PAYOUT", "won", true)]
    [InlineData("CHARGEBACK", "INTERNAL", "RESOLVED", "ACCEPTED", "accepted", true)]
    [InlineData("CHARGEBACK", "INTERNAL", "RESOLVED", "CANCELED_BY_BUYER", "withdrawn", true)]
    [InlineData("PRE_ARBITRATION", "EXTERNAL", "UNDER_REVIEW", "", "pre_arbitration", true)]
    [InlineData("ARBITRATION", "EXTERNAL", "OPEN", "", "arbitration", true)]
    [InlineData("CHARGEBACK", "ALERT", "OPEN", "", "alert", false)]
    public async Task Map_StageStatusAndOutcome_GiveTheState(string stage, string channel, string status, string outcome, string state, bool counts)
    {
        using var import = new ImportFixture();

        await import.ImportAsync("d.json", $$"""{"dispute_id":"PP-D-1","create_time":"2026-01-12T10:41:35.000Z","update_time":"2026-01-15T10:41:35.000Z","reason":"UNAUTHORISED","status":"{{status}}","dispute_amount":{"currency_code":"JPY","value":"1200"},"dispute_life_cycle_stage":"{{stage}}","dispute_channel":"{{channel}}","dispute_outcome":{"outcome_code":"{{outcome}}" } }""");

        var row = import.Store.Chargebacks["1:PP-D-1"].Row;
        Assert.Equal((state, counts, 1200L), (row.State, row.IsDispute, row.AmountMinor));
    }

    /// <summary>Webhooks arrive in any order: what PayPal changed last is the state.</summary>
    [Fact]
    public async Task Import_EventsOutOfOrder_LeaveTheNewestState()
    {
        static string Event(int n, string status, string outcome, string updated) => $$"""{"id":"WH-{{n}}","event_version":"1.0","create_time":"{{updated}}","resource_type":"dispute","event_type":"CUSTOMER.DISPUTE.UPDATED","resource":{"dispute_id":"PP-D-1","create_time":"2026-01-12T10:00:00.000Z","update_time":"{{updated}}","reason":"OTHER","status":"{{status}}","dispute_amount":{"currency_code":"EUR","value":"7.00"},"dispute_life_cycle_stage":"CHARGEBACK","dispute_channel":"INTERNAL","dispute_outcome":{"outcome_code":"{{outcome}}" } } }""" + "\n";
        await using var import = await SqliteImport.CreateAsync();

        var file = await import.ImportAsync("hooks.ndjson", Event(1, "RESOLVED", "RESOLVED_BUYER_FAVOUR", "2026-02-01T10:00:00.000Z") + Event(2, "UNDER_REVIEW", "", "2026-01-20T10:00:00.000Z"));

        Assert.Equal(("paypal-dispute-event-json", 2L), (file.Format, file.Rows));
        var row = Assert.Single(await import.ChargebacksAsync());
        Assert.Equal(("lost", new DateTime(2026, 2, 1, 10, 0, 0)), (row.State, row.DecidedAt));
    }
}
