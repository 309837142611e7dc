using Insights.Import.Tests.Pipeline;
using Xunit;

namespace Insights.Import.Tests.Sources.Stripe;

public sealed class StripeJsonTests
{
    /// <summary>1772442000 is 2026-03-02 09:00:00 UTC.</summary>
    private const string Charge = """
        {"id":"ch_1","object":"charge","amount":3000,"amount_captured":3000,"amount_refunded":500,"balance_transaction":{"id":"txn_1","object":"balance_transaction","amount":3000,"currency":"eur","fee":117,"net":2883,"available_on":1772582400},
        "billing_details":{"address":{"country":"AT"},"email":"a@example.com"},"calculated_statement_descriptor":"OAK SHOP","captured":true,"created":1772442000,"currency":"eur","customer":"cus_1","livemode":true,"metadata":{"order_id":"R-7","vendor":"oak","product":"lamp"},
        "outcome":{"network_status":"approved_by_network","type":"authorized"},"paid":true,"payment_intent":"pi_1","payment_method_details":{"type":"card","card":{"brand":"visa","network":"visa","country":"de","last4":"4242","fingerprint":"fp1","checks":{"cvc_check":"pass","address_postal_code_check":null},"three_d_secure":{"result":"authenticated"}}},
        "refunded":false,"refunds":{"object":"list","has_more":false,"data":[{"id":"re_1","object":"refund","amount":500,"charge":"ch_1","created":1772701200,"currency":"eur","reason":"requested_by_customer","status":"succeeded"}]},"status":"succeeded"}
        """;

    [Fact]
    public async Task Map_ChargeInAList_IsThePaymentAndItsRefunds()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("charges.json", "{\"object\":\"list\",\"url\":\"/v1/charges\",\"has_more\":false,\"data\":[" + Charge + "]}");

        Assert.Equal(("stripe-charge-json", "stripe", 1L, 1L, 0L), (file.Format, file.Source, file.Rows, file.Inserted, file.Warnings));
        var (row, vendor) = import.Store.Transactions["1:ch_1"];
        Assert.Equal(("oak", "charge", "succeeded", 3000L, "EUR", 117L), (vendor, row.Kind, row.Status, row.AmountMinor, row.Currency, row.FeeMinor));
        Assert.Equal((new DateTime(2026, 3, 2, 9, 0, 0), new DateTime(2026, 3, 4), "cus_1", "R-7", "lamp"), (row.OccurredAt, row.SettledAt, row.CustomerRef, row.OrderRef, row.Product));
        Assert.Equal(("card", "visa", "DE", "AT", "4242", "fp1", "pass", "authenticated", "OAK SHOP"), (row.Method, row.Brand, row.Country, row.CustomerCountry, row.Last4, row.CardFingerprint, row.CvcResult, row.ThreeDs, row.Descriptor));
        var refund = import.Store.Transactions["1:re_1"].Row;
        Assert.Equal(("refund", 500L, "ch_1", "partial", "manual", new DateTime(2026, 3, 5, 9, 0, 0)), (refund.Kind, refund.AmountMinor, refund.OriginalRef, refund.RefundExtent, refund.RefundMode, refund.OccurredAt));
        Assert.Equal("canceled", import.Store.Transactions["1:ch_1#refund"].Row.Status);
    }

    /// <summary>In test mode, not captured, declined, without decimals, with the refunds left out of the answer.</summary>
    [Fact]
    public async Task Map_ChargesOfAllKinds_OneALine()
    {
        static string Of(string id, string rest) => "{\"id\":\"" + id + "\",\"object\":\"charge\",\"created\":1772442000,\"livemode\":true,\"paid\":true,\"captured\":true," + rest + "}\n";
        using var import = new ImportFixture();

        var file = await import.ImportAsync(
            "charges.ndjson",
            Of("ch_1", "\"amount\":900,\"currency\":\"jpy\",\"status\":\"succeeded\",\"amount_refunded\":900")
            + Of("ch_2", "\"amount\":900,\"currency\":\"usd\",\"status\":\"failed\",\"failure_code\":\"card_declined\",\"outcome\":{\"type\":\"issuer_declined\",\"reason\":\"insufficient_funds\"}")
            + Of("ch_3", "\"amount\":900,\"currency\":\"usd\",\"status\":\"succeeded\"").Replace("\"captured\":true", "\"captured\":false", StringComparison.Ordinal)
            + Of("ch_4", "\"amount\":900,\"currency\":\"usd\",\"status\":\"succeeded\"").Replace("\"livemode\":true", "\"livemode\":false", StringComparison.Ordinal)
            + Of("ch_5", "\"amount\":50050,\"currency\":\"isk\",\"status\":\"succeeded\"")
            + Of("ch_6", "\"amount\":50000,\"currency\":\"isk\",\"status\":\"succeeded\""));

        Assert.Equal((6L, 4L, 1L, 1L), (file.Rows, file.Inserted, file.Skipped, file.Rejected));
        Assert.Equal(["ch_1 succeeded 900 JPY ", "ch_1#refund succeeded 900 JPY ", "ch_2 failed 900 USD insufficient_funds", "ch_3 pending 900 USD ", "ch_6 succeeded 500 ISK "], import.Store.Transactions.Values.Select(t => $"{t.Row.ExternalId} {t.Row.Status} {t.Row.AmountMinor} {t.Row.Currency} {t.Row.FailureCause}"));
        Assert.Equal(["refund-date-missing", "test-mode", "amount-too-precise"], file.FirstProblems.Select(p => p.Rule));
    }

    /// <summary>An order to pay with its charge written out, with the old list of charges, with the name of its charge alone, and without any.</summary>
    [Fact]
    public async Task Map_PaymentIntents_AreTheirCharges()
    {
        static string Intent(string id, string more) => "{\"id\":\"" + id + "\",\"object\":\"payment_intent\",\"amount\":900,\"currency\":\"usd\",\"created\":1772701200,\"livemode\":true,\"customer\":\"cus_1\",\"metadata\":{\"vendor\":\"oak\"}," + more + "}";
        static string Charge(string id, string status) => "{\"id\":\"" + id + "\",\"object\":\"charge\",\"amount\":900,\"amount_refunded\":0,\"captured\":true,\"created\":1772701201,\"currency\":\"usd\",\"livemode\":true,\"metadata\":{},\"paid\":true,\"status\":\"" + status + "\",\"payment_method_details\":{\"type\":\"card\",\"card\":{\"brand\":\"visa\"}}}";
        using var import = new ImportFixture();

        var file = await import.ImportAsync("intents.json", "{\"object\":\"list\",\"has_more\":false,\"data\":[" + string.Join(',',
            Intent("pi_1", "\"amount_received\":900,\"status\":\"succeeded\",\"latest_charge\":" + Charge("ch_1", "succeeded")),
            Intent("pi_2", "\"amount_received\":900,\"status\":\"succeeded\",\"charges\":{\"object\":\"list\",\"data\":[" + Charge("ch_2", "succeeded") + "," + Charge("ch_0", "failed") + "]}"),
            Intent("pi_3", "\"amount_received\":850,\"status\":\"succeeded\",\"latest_charge\":\"ch_3\""),
            Intent("pi_4", "\"amount_received\":0,\"status\":\"requires_payment_method\",\"latest_charge\":\"ch_4\",\"last_payment_error\":{\"code\":\"card_declined\",\"decline_code\":\"insufficient_funds\"}"),
            Intent("pi_5", "\"amount_received\":0,\"status\":\"requires_payment_method\",\"latest_charge\":null"),
            Intent("pi_6", "\"amount_received\":0,\"status\":\"canceled\",\"latest_charge\":null")) + "]}");

        Assert.Equal(("stripe-payment-intent-json", "done", 6L, 6L), (file.Format, file.State, file.Rows, file.Inserted));
        Assert.Equal(
            ["ch_0 failed 900 unknown", "ch_1 succeeded 900 ", "ch_2 succeeded 900 ", "ch_3 succeeded 850 ", "ch_4 failed 900 insufficient_funds", "pi_5 pending 900 ", "pi_6 canceled 900 "],
            import.Store.Transactions.Values.Select(t => $"{t.Row.ExternalId} {t.Row.Status} {t.Row.AmountMinor} {t.Row.FailureCause}").Order(StringComparer.Ordinal));
        Assert.Equal(("oak", "cus_1", "pi_3"), (import.Store.Transactions["1:ch_3"].Vendor, import.Store.Transactions["1:ch_3"].Row.CustomerRef, import.Store.Transactions["1:ch_3"].Row.OrderRef));
    }

    [Fact]
    public async Task Map_Refunds_NameTheirCharge()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("refunds.json", "[" + """{"id":"re_1","object":"refund","amount":500,"balance_transaction":"txn_2","charge":"ch_1","created":1772701200,"currency":"eur","metadata":{},"payment_intent":"pi_1","reason":"expired_uncaptured_charge","status":"pending"}""" + "]");

        Assert.Equal(("stripe-refund-json", 1L), (file.Format, file.Inserted));
        var row = import.Store.Transactions["1:re_1"].Row;
        Assert.Equal(("pending", "ch_1", "automatic", 500L), (row.Status, row.OriginalRef, row.RefundMode, row.AmountMinor));
    }

    /// <summary>None, one or two movements: an inquiry, a loss, a win. 1773052200 is 2026-03-09 10:30, 1777719600 is 2026-05-02 11:00.</summary>
    [Theory]
    [InlineData("warning_needs_response", "", "inquiry_open", 0, 0, false, new[] { "inquiry_open" })]
    [InlineData("lost", "{\"id\":\"txn_3\",\"amount\":-3000,\"currency\":\"eur\",\"fee\":1500,\"created\":1773052200}", "lost", 1500, 0, false, new[] { "needs_response", "needs_response" })]
    [InlineData("won", "{\"id\":\"txn_3\",\"amount\":-3000,\"currency\":\"eur\",\"fee\":1500,\"created\":1773052200},{\"id\":\"txn_4\",\"amount\":3000,\"currency\":\"eur\",\"fee\":-1500,\"created\":1777719600}", "won", 1500, 3000, true, new[] { "needs_response", "needs_response", "won" })]
    public async Task Map_Dispute_ReadsItsMovements(string status, string moves, string state, long fee, long recovered, bool dated, string[] events)
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("d.json", "{\"id\":\"du_1\",\"object\":\"dispute\",\"amount\":3000,\"balance_transactions\":[" + moves + "],\"charge\":\"ch_1\",\"created\":1773052200,\"currency\":\"eur\",\"evidence\":{},\"evidence_details\":{\"due_by\":1774396799,\"has_evidence\":false,\"submission_count\":0,\"enhanced_eligibility\":{}},\"livemode\":true,\"metadata\":{},\"payment_method_details\":{\"type\":\"card\",\"card\":{\"brand\":\"visa\",\"case_type\":\"chargeback\",\"network_reason_code\":\"13.1\"}},\"reason\":\"general\",\"status\":\"" + status + "\",\"enhanced_eligibility_types\":[\"visa_compelling_evidence_3\"]}");

        Assert.Equal(("stripe-dispute-json", 1L), (file.Format, file.Inserted));
        var row = import.Store.Chargebacks["1:du_1"].Row;
        Assert.Equal((state, "ch_1", 3000L, "visa", "13.1", "product_not_received"), (row.State, row.TransactionRef, row.AmountMinor, row.Network, row.ReasonCode, row.ReasonCategory));
        Assert.Equal((fee, recovered, new DateTime(2026, 3, 24, 23, 59, 59)), (row.FeeMinor, row.RecoveredMinor, row.EvidenceDueAt));
        Assert.Equal(dated ? new DateTime(2026, 5, 2, 11, 0, 0) : null, row.DecidedAt);
        Assert.Equal(events, import.Store.ChargebackEvents.Values.OrderBy(e => e.OccurredAt).Select(e => e.State));
        Assert.Equal(state == "lost" ? ["decision-date-unknown"] : [], file.FirstProblems.Select(p => p.Rule));
    }

    /// <summary>Newest event wins, not the last line; the closing tells when it was lost.</summary>
    [Fact]
    public async Task Import_EventsInAnyOrder_TellTheStory()
    {
        static string Event(string id, string type, long at, string status) => "{\"id\":\"" + id + "\",\"object\":\"event\",\"api_version\":\"2024-06-20\",\"created\":" + at + ",\"data\":{\"object\":{\"id\":\"du_1\",\"object\":\"dispute\",\"amount\":3000,\"balance_transactions\":[],\"charge\":\"ch_1\",\"created\":1773052200,\"currency\":\"eur\",\"evidence_details\":{\"due_by\":1774396799},\"livemode\":true,\"reason\":\"fraudulent\",\"status\":\"" + status + "\"}},\"livemode\":true,\"type\":\"" + type + "\"}\n";
        await using var import = await SqliteImport.CreateAsync();

        var file = await import.ImportAsync("events.ndjson", Event("evt_3", "charge.dispute.closed", 1777719600, "lost") + Event("evt_1", "charge.dispute.created", 1773052200, "needs_response") + Event("evt_2", "charge.dispute.updated", 1773138600, "under_review")
            + "{\"id\":\"evt_4\",\"object\":\"event\",\"created\":1773052200,\"data\":{\"object\":{\"id\":\"cus_1\",\"object\":\"customer\"}},\"livemode\":true,\"type\":\"customer.created\"}\n");

        Assert.Equal(("stripe-event-json", 4L, 1L), (file.Format, file.Rows, file.Skipped));
        var row = Assert.Single(await import.ChargebacksAsync());
        Assert.Equal(("lost", new DateTime(2026, 5, 2, 11, 0, 0), new DateTime(2026, 3, 10, 10, 30, 0)), (row.State, row.DecidedAt, row.EvidenceSubmittedAt));
    }

    /// <summary>A list of events is newest first: 9.00 refunded in all, of which 4.00 at first.</summary>
    [Fact]
    public async Task Map_RefundEventsNewestFirst_LeaveTheWholeSum()
    {
        static string Event(string id, long at, int refunded) => "{\"id\":\"" + id + "\",\"object\":\"event\",\"created\":" + at + ",\"data\":{\"object\":{\"id\":\"ch_1\",\"object\":\"charge\",\"amount\":900,\"amount_refunded\":" + refunded + ",\"captured\":true,\"paid\":true,\"created\":1772442000,\"currency\":\"usd\",\"livemode\":true,\"status\":\"succeeded\"}},\"livemode\":true,\"type\":\"charge.refunded\"}";
        await using var import = await SqliteImport.CreateAsync();

        var file = await import.ImportAsync("events.json", "{\"object\":\"list\",\"data\":[" + Event("evt_2", 1772701200, 900) + "," + Event("evt_1", 1772528400, 400) + "]}");

        Assert.Equal((2L, 0L), (file.Rows, file.Warnings));
        var refund = Assert.Single(await import.TransactionsAsync(), row => row.Kind == "refund");
        Assert.Equal((900L, "full", new DateTime(2026, 3, 5, 9, 0, 0)), (refund.AmountMinor, refund.RefundExtent, refund.OccurredAt));
    }

    [Fact]
    public async Task Map_BalanceTransactionsAndPayouts_AreMovements()
    {
        using var import = new ImportFixture();

        var balance = await import.ImportAsync("b.json", "{\"object\":\"list\",\"data\":["
            + """{"id":"txn_1","object":"balance_transaction","amount":3000,"available_on":1772582400,"created":1772442000,"currency":"eur","fee":117,"net":2883,"reporting_category":"charge","source":"ch_1","status":"available","type":"charge"},"""
            + """{"id":"txn_9","object":"balance_transaction","amount":-200,"available_on":1772582400,"created":1772442000,"currency":"eur","fee":0,"net":-200,"reporting_category":"fee","source":null,"status":"available","type":"stripe_fee"}"""
            + "],\"has_more\":false}");
        var payouts = await import.ImportAsync("p.json", """[{"id":"po_1","object":"payout","amount":1183,"arrival_date":1772582400,"automatic":true,"created":1772442000,"currency":"eur","livemode":true,"status":"paid","method":"standard"}]""");

        Assert.Equal(("stripe-balance-transaction-json", 2L, "stripe-payout-json", 1L), (balance.Format, balance.Inserted, payouts.Format, payouts.Inserted));
        Assert.Equal(["ch_1 charge 3000 117", "txn_9 fee 200 0", "po_1 payout 1183 0"], import.Store.Transactions.Values.Select(t => $"{t.Row.ExternalId} {t.Row.Kind} {t.Row.AmountMinor} {t.Row.FeeMinor}"));
    }

    [Fact]
    public async Task Import_SumsThatDoNotHold_RefuseTheFile()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("b.json", """[{"id":"txn_1","object":"balance_transaction","amount":3000,"created":1772442000,"currency":"eur","fee":117,"net":2884,"reporting_category":"charge","source":"ch_1","type":"charge"}]""");

        Assert.Equal("failed", file.State);
        Assert.Contains("28.84", file.Error, StringComparison.Ordinal);
    }

    /// <summary>CSV and API tell of the same payment, and each keeps what the other did not know.</summary>
    [Fact]
    public async Task Import_PaymentsAndApi_AreTheSamePayment()
    {
        await using var import = await SqliteImport.CreateAsync();

        await import.ImportAsync("c.json", Charge);
        await import.ImportAsync("p.csv", "id,Created (UTC),Amount,Amount Refunded,Currency,Mode,Status,Card Brand\nch_1,2026-03-02 09:00:00,30.00,5.00,eur,Live,Partially Refunded,Visa\n");

        var rows = await import.TransactionsAsync();
        var charge = Assert.Single(rows, row => row.Kind == "charge");
        Assert.Equal(("authenticated", 117L, "fp1"), (charge.ThreeDs, charge.FeeMinor, charge.CardFingerprint));
        Assert.Equal("re_1", Assert.Single(rows, row => row is { Kind: "refund", Status: "succeeded" }).ExternalId);
    }
}
