using Insights.Import.Tests.Pipeline;
using Xunit;

namespace Insights.Import.Tests.Sources.Braintree;

public sealed class BraintreeTransactionTests
{
    private const string GraphQl = """
        {"id":"dHJhbnNhY3Rpb25fYWJjMQ","legacyId":"abc1","orderId":"order-7","createdAt":"2026-03-01T10:00:00.123456Z","merchantAccountId":"oak_eur","status":"SETTLED",
         "amount":{"value":"5.35","currencyCode":"EUR"},"customer":{"id":"Y3VzdA","legacyId":"cust1","email":"c@example.org"},
         "paymentMethodSnapshot":{"__typename":"CreditCardDetails","brandCode":"VISA","bin":"411111","last4":"1111"},"customFields":[{"name":"shop","value":"a"}],
         "statusHistory":[{"timestamp":"2026-03-03T04:00:00.000000Z","status":"SETTLED","amount":{"value":"5.35","currencyCode":"EUR"},"settlementBatchId":"b1"},{"timestamp":"2026-03-01T10:00:01.000000Z","status":"AUTHORIZED"}],
         "refunds":[{"id":"cmVmdW5k","legacyId":"ref1","createdAt":"2026-03-05T08:00:00Z","status":"SETTLED","amount":{"value":"2.00","currencyCode":"EUR"}}],
         "disputes":[],"disbursementDetails":{"date":"2026-03-04","amount":{"value":"5.35","currencyCode":"EUR"},"exchangeRate":"1","fundsHeld":false}}
        """;

    [Fact]
    public async Task Map_GraphQlTransaction_IsAChargeWithItsRefund()
    {
        await using var store = await SourceStore.CreateAsync();

        var file = await store.ImportAsync("b.json", "[" + GraphQl + "]");

        Assert.Equal(("braintree-transaction-json", "braintree", 1L, 1L, 0L), (file.Format, file.Source, file.Rows, file.Inserted, file.Warnings));
        var rows = await store.TransactionsAsync();
        var charge = rows["abc1"];
        Assert.Equal(("charge", "succeeded", 535L, "EUR", "order-7", "cust1"), (charge.Kind, charge.Status, charge.AmountMinor, charge.Currency, charge.OrderRef, charge.CustomerRef));
        Assert.Equal((new DateTime(2026, 3, 1, 10, 0, 0), new DateTime(2026, 3, 3, 4, 0, 0), "card", "visa", "411111", "1111"), (charge.OccurredAt, charge.SettledAt, charge.Method, charge.Brand, charge.Bin6, charge.Last4));
        var refund = rows["ref1"];
        Assert.Equal(("refund", "succeeded", 200L, "abc1", "partial", new DateTime(2026, 3, 5, 8, 0, 0)), (refund.Kind, refund.Status, refund.AmountMinor, refund.OriginalRef, refund.RefundExtent, refund.OccurredAt));
    }

    /// <summary>Ruby, Python and PHP write underscores, .NET capitals; amounts are text with the currency beside them.</summary>
    [Theory]
    [InlineData("{\"id\":\"t1\",\"type\":\"sale\",\"status\":\"processor_declined\",\"amount\":\"10.00\",\"currency_iso_code\":\"USD\",\"created_at\":\"2026-03-01T10:00:00Z\",\"merchant_account_id\":\"oak\",\"processor_response_code\":\"2001\",\"status_history\":[],\"payment_instrument_type\":\"credit_card\",\"credit_card_details\":{\"card_type\":\"MasterCard\",\"bin\":\"555555\",\"last_4\":\"4444\"}}")]
    [InlineData("{\"Id\":\"t1\",\"Type\":\"sale\",\"Status\":\"PROCESSOR_DECLINED\",\"Amount\":\"10.00\",\"CurrencyIsoCode\":\"USD\",\"CreatedAt\":\"2026-03-01T10:00:00\",\"MerchantAccountId\":\"oak\",\"ProcessorResponseCode\":\"2001\",\"StatusHistory\":[],\"PaymentInstrumentType\":\"credit_card\",\"CreditCard\":{\"CardType\":\"MasterCard\",\"Bin\":\"555555\",\"LastFour\":\"4444\"}}")]
    [InlineData("{\"id\":\"t1\",\"status\":\"processor_declined\",\"amount\":\"10.00\",\"currencyIsoCode\":\"USD\",\"createdAt\":\"2026-03-01T10:00:00Z\",\"processorResponseCode\":\"2001\",\"paymentInstrumentType\":\"credit_card\",\"creditCard\":{\"cardType\":\"MasterCard\",\"bin\":\"555555\",\"last4\":\"4444\"}}")]
    public async Task Map_EverySpelling_IsRead(string record)
    {
        await using var store = await SourceStore.CreateAsync();

        var file = await store.ImportAsync("b.json", record + "\n");

        Assert.Equal("braintree-transaction-json", file.Format);
        var row = Assert.Single(await store.TransactionsAsync()).Value;
        Assert.Equal(("t1", "failed", "2001", "insufficient_funds", 1000L, "USD", "mastercard", "card"), (row.ExternalId, row.Status, row.FailureCode, row.FailureCause, row.AmountMinor, row.Currency, row.Brand, row.Method));
    }

    /// <summary>As GraphQL answers a search, as a list under its own name, and as edges one a line.</summary>
    [Theory]
    [InlineData("{\"data\":{\"search\":{\"transactions\":{\"edges\":[{\"cursor\":\"c\",\"node\":@}],\"pageInfo\":{\"hasNextPage\":false}}}}}")]
    [InlineData("{\"transactions\":[@]}")]
    [InlineData("{\"node\":@}\n")]
    public async Task Map_WrappedTransaction_IsFound(string wrapper)
    {
        await using var store = await SourceStore.CreateAsync();

        var file = await store.ImportAsync("b.json", wrapper.Replace("@", GraphQl.Replace("\n", " ", StringComparison.Ordinal), StringComparison.Ordinal));

        Assert.Equal(("braintree-transaction-json", 1L, 1L), (file.Format, file.Rows, file.Inserted));
        Assert.Equal(["abc1", "ref1"], (await store.TransactionsAsync()).Keys.Order());
    }

    [Theory]
    [InlineData("SUBMITTED_FOR_SETTLEMENT", "succeeded")]
    [InlineData("SETTLING", "succeeded")]
    [InlineData("AUTHORIZED", "pending")]
    [InlineData("VOIDED", "canceled")]
    [InlineData("AUTHORIZATION_EXPIRED", "canceled")]
    [InlineData("GATEWAY_REJECTED", "failed")]
    public async Task Map_Status_IsOurs(string raw, string status)
    {
        await using var store = await SourceStore.CreateAsync();

        await store.ImportAsync("b.json", GraphQl.Replace("\"status\":\"SETTLED\",\n", $"\"status\":\"{raw}\",\n", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal));

        Assert.Equal(status, (await store.TransactionsAsync())["abc1"].Status);
    }

    /// <summary>A newer snapshot replaces, an older one does not come back.</summary>
    [Fact]
    public async Task Map_OlderSnapshot_DoesNotOverwrite()
    {
        await using var store = await SourceStore.CreateAsync();
        await store.ImportAsync("new.json", "[" + GraphQl + "]");

        string old = GraphQl.Replace("\"status\":\"SETTLED\",\n", "\"status\":\"AUTHORIZED\",\n", StringComparison.Ordinal).Replace("{\"timestamp\":\"2026-03-03T04:00:00.000000Z\",\"status\":\"SETTLED\",\"amount\":{\"value\":\"5.35\",\"currencyCode\":\"EUR\"},\"settlementBatchId\":\"b1\"},", "", StringComparison.Ordinal);
        var file = await store.ImportAsync("old.json", "[" + old + "]");

        Assert.Equal(1L, file.Skipped);
        Assert.Equal("succeeded", (await store.TransactionsAsync())["abc1"].Status);
    }

    /// <summary>Days are month first; CST is Chicago's, six hours behind. 03/04/2026 is the fourth of March.</summary>
    [Fact]
    public async Task Search_Csv_GivesTheSamePayments()
    {
        const string header = "Transaction ID,Subscription ID,Transaction Type,Transaction Status,Escrow Status,Created Datetime,Created Timezone,Settlement Date,Disbursement Date,Merchant Account,Currency ISO Code,Amount Authorized,Amount Submitted For Settlement,Service Fee,Tax Amount,Order ID,Refunded Transaction ID,Payment Instrument Type,Card Type,First Six of Credit Card,Last Four of Credit Card,Credit Card Number,Customer ID,Customer Email,Processor Response Code,Processor Response Text,Gateway Rejection Reason\n";
        await using var store = await SourceStore.CreateAsync();

        var file = await store.ImportAsync("s.csv", header
            + "abc1,,sale,settled,,03/04/2026 18:30:00,CST,03/05/2026,03/07/2026,oak_usd,USD,\"1,250.00\",\"1,250.00\",,,order-7,,Credit Card,Visa,411111,1111,411111******1111,cust1,c@example.org,1000,Approved,\n"
            + "abc2,,sale,processor_declined,,07/04/2026 18:30:00,CDT,,,oak_usd,USD,20.00,,,,order-8,,Credit Card,American Express,371449,8431,,cust1,,2014,Fraud suspected,\n"
            + "abc3,,credit,settled,,03/06/2026 09:00:00,UTC,,,oak_usd,USD,50.00,50.00,,,order-7,abc1,PayPal Account,,,,,cust1,,,,\n"
            + "abc4,,sale,gateway_rejected,,03/06/2026 09:00:00,UTC,,,oak_usd,USD,9.00,,,,,,Credit Card,Visa,,,,,,,,cvv\n");

        Assert.Equal(("braintree-transaction-search-csv", 4L, 0L), (file.Format, file.Inserted, file.Rejected));
        var rows = await store.TransactionsAsync();
        Assert.Equal((125000L, new DateTime(2026, 3, 5, 0, 30, 0), new DateTime(2026, 3, 5, 6, 0, 0), "visa"), (rows["abc1"].AmountMinor, rows["abc1"].OccurredAt, rows["abc1"].SettledAt, rows["abc1"].Brand));
        Assert.Equal(("failed", "suspected_fraud", 2000L, "amex", new DateTime(2026, 7, 4, 23, 30, 0)), (rows["abc2"].Status, rows["abc2"].FailureCause, rows["abc2"].AmountMinor, rows["abc2"].Brand, rows["abc2"].OccurredAt));
        Assert.Equal(("refund", "abc1", 5000L, "wallet"), (rows["abc3"].Kind, rows["abc3"].OriginalRef, rows["abc3"].AmountMinor, rows["abc3"].Method));
        Assert.Equal(("failed", "cvv", "wrong_details"), (rows["abc4"].Status, rows["abc4"].FailureCode, rows["abc4"].FailureCause));
    }
}

public sealed class BraintreeDisputeTests
{
    /// <summary>The history is not in order. Due "by" a day is due until its end.</summary>
    [Fact]
    public async Task Map_Dispute_ReadsItsHistoryInOrder()
    {
        await using var store = await SourceStore.CreateAsync();

        var file = await store.ImportAsync("d.json", "[" + Dispute("WON", history: "{\"timestamp\":\"2026-05-20T10:00:00.000000Z\",\"status\":\"WON\",\"disbursementDate\":\"2026-05-22\",\"effectiveDate\":\"2026-05-20\"},{\"timestamp\":\"2026-04-02T08:00:00.000000Z\",\"status\":\"OPEN\"},{\"timestamp\":\"2026-04-10T09:00:00.000000Z\",\"status\":\"DISPUTED\"}") + "]");

        Assert.Equal(("braintree-dispute-json", 1L, 0L), (file.Format, file.Inserted, file.Warnings));
        var dispute = Assert.Single(await store.ChargebacksAsync()).Value;
        Assert.Equal(("dsp1", "abc1", "won", 535L, "EUR", 535L, true), (dispute.ExternalId, dispute.TransactionRef, dispute.State, dispute.AmountMinor, dispute.Currency, dispute.RecoveredMinor, dispute.IsDispute));
        Assert.Equal((new DateTime(2026, 4, 2, 8, 0, 0), new DateTime(2026, 4, 20, 23, 59, 59), new DateTime(2026, 4, 10, 9, 0, 0), new DateTime(2026, 5, 20, 10, 0, 0)),
            (dispute.OpenedAt, dispute.EvidenceDueAt, dispute.EvidenceSubmittedAt, dispute.DecidedAt));
        Assert.Equal((new DateTime(2026, 3, 1, 10, 0, 0), 600L, "fraud", "fraudulent", "FRAUD"), (dispute.ChargedAt, dispute.TransactionAmountMinor, dispute.ReasonGroup, dispute.ReasonCategory, dispute.ProviderReason));
        Assert.Equal(["needs_response 2026-04-02 08:00:00", "challenged 2026-04-10 09:00:00", "won 2026-05-20 10:00:00"], await store.HistoryAsync("dsp1"));
    }

    [Theory]
    [InlineData("CHARGEBACK", "OPEN", "needs_response", true)]
    [InlineData("CHARGEBACK", "DISPUTED", "challenged", true)]
    [InlineData("CHARGEBACK", "UNDER_REVIEW", "challenged", true)]
    [InlineData("CHARGEBACK", "ACCEPTED", "accepted", true)]
    [InlineData("CHARGEBACK", "AUTO_ACCEPTED", "accepted", true)]
    [InlineData("CHARGEBACK", "EXPIRED", "expired", true)]
    [InlineData("CHARGEBACK", "LOST", "lost", true)]
    [InlineData("PRE_ARBITRATION", "OPEN", "pre_arbitration", true)]
    [InlineData("PRE_ARBITRATION", "LOST", "lost", true)]
    [InlineData("RETRIEVAL", "OPEN", "inquiry_open", false)]
    [InlineData("RETRIEVAL", "DISPUTED", "inquiry_answered", false)]
    [InlineData("RETRIEVAL", "EXPIRED", "inquiry_closed", false)]
    public async Task Map_KindAndStatus_AreTheState(string kind, string status, string state, bool isDispute)
    {
        await using var store = await SourceStore.CreateAsync();

        await store.ImportAsync("d.json", Dispute(status, kind));

        var dispute = Assert.Single(await store.ChargebacksAsync()).Value;
        Assert.Equal((state, isDispute), (dispute.State, dispute.IsDispute));
    }

    /// <summary>The libraries' objects have the short id only, underscores, and the currency beside the amount; Visa's rapid resolution prevented the dispute.</summary>
    [Fact]
    public async Task Map_SnakeCaseObject_IsTheSameDispute()
    {
        await using var store = await SourceStore.CreateAsync();
        await store.ImportAsync("graphql.json", Dispute("OPEN"));

        await store.ImportAsync("ruby.ndjson",
            "{\"id\":\"dsp1\",\"kind\":\"chargeback\",\"status\":\"lost\",\"amount_disputed\":\"5.35\",\"amount_won\":\"0.00\",\"currency_iso_code\":\"EUR\",\"case_number\":\"CB1\",\"created_at\":\"2026-04-02T08:00:00Z\",\"updated_at\":\"2026-06-01T00:00:00Z\",\"received_date\":\"2026-04-01\",\"reply_by_date\":\"2026-04-20\",\"reason\":\"fraud\",\"reason_code\":\"83\",\"transaction\":{\"id\":\"abc1\",\"amount\":\"6.00\",\"created_at\":\"2026-03-01T10:00:00Z\",\"payment_instrument_subtype\":\"Visa\"},\"status_history\":[{\"status\":\"lost\",\"timestamp\":\"2026-06-01T00:00:00Z\"}]}\n"
            + "{\"id\":\"dsp2\",\"kind\":\"chargeback\",\"status\":\"accepted\",\"pre_dispute_program\":\"visa_rdr\",\"amount_disputed\":\"1.00\",\"currency_iso_code\":\"EUR\",\"received_date\":\"2026-04-01\",\"reason\":\"fraud\",\"transaction\":{\"id\":\"abc2\"},\"status_history\":[]}\n");

        var disputes = await store.ChargebacksAsync();
        Assert.Equal(["dsp1", "dsp2"], disputes.Keys.Order());
        Assert.Equal(("lost", "visa", "83", 600L, "EUR", 0L), (disputes["dsp1"].State, disputes["dsp1"].Network, disputes["dsp1"].ReasonCode, disputes["dsp1"].TransactionAmountMinor, disputes["dsp1"].TransactionCurrency, disputes["dsp1"].RecoveredMinor));
        Assert.Equal(("prevented", false, new DateTime(2026, 4, 1)), (disputes["dsp2"].State, disputes["dsp2"].IsDispute, disputes["dsp2"].OpenedAt));
    }

    [Fact]
    public async Task Map_WhatCannotBeRead_IsRejectedWithItsReason()
    {
        await using var store = await SourceStore.CreateAsync();

        var file = await store.ImportAsync("d.ndjson", Dispute("IN_ORBIT") + "\n" + Dispute("OPEN").Replace("\"currencyCode\":\"EUR\"", "\"currencyCode\":\"ZZZ\"", StringComparison.Ordinal) + "\n" + Dispute("OPEN").Replace("\"5.35\"", "\"five\"", StringComparison.Ordinal) + "\n");

        Assert.Equal((3L, 3L), (file.Rows, file.Rejected));
        Assert.Contains("status-unknown", file.FirstProblems.Select(p => p.Rule));
        Assert.Contains("currency-unknown", file.FirstProblems.Select(p => p.Rule));
        Assert.Contains("amount-not-a-number", file.FirstProblems.Select(p => p.Rule));
    }

    [Fact]
    public async Task Report_Csv_CompletesTheDispute()
    {
        await using var store = await SourceStore.CreateAsync();
        await store.ImportAsync("api.json", Dispute("OPEN"));

        var file = await store.ImportAsync("r.csv", "Dispute ID,Transaction ID,Transaction Date,Amount Disputed,Currency ISO Code,Kind,Status,Reason,Reason Code,Received Date,Reply By Date,Case Number\ndsp1,abc1,03/01/2026,5.35,EUR,Chargeback,Lost,Fraud,10.4,04/01/2026,04/20/2026,CB1\ndsp9,abc9,03/02/2026,7.00,EUR,Pre Arbitration,Open,Product Not Received,,05/01/2026,,CB9\n");

        Assert.Equal(("braintree-dispute-csv", 1L, 1L), (file.Format, file.Updated, file.Inserted));
        var disputes = await store.ChargebacksAsync();
        Assert.Equal(("lost", "fraudulent", new DateTime(2026, 4, 20, 23, 59, 59)), (disputes["dsp1"].State, disputes["dsp1"].ReasonCategory, disputes["dsp1"].EvidenceDueAt));
        Assert.Equal(("pre_arbitration", "product_not_received"), (disputes["dsp9"].State, disputes["dsp9"].ReasonCategory));
    }

    /// <summary>The libraries before amountDisputed, and what was stored by them, call it amount.</summary>
    [Fact]
    public async Task Dispute_OfAnOlderLibrary_HasItsAmount()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("old.ndjson", """{"id":"dsp7","kind":"chargeback","status":"open","amount":"10.50","currency_iso_code":"USD","received_date":"2026-04-01","reply_by_date":"2026-04-20","reason":"not_received","transaction":{"id":"abc7","amount":"12.00"}}""");

        Assert.Equal((1L, 1L), (file.Rows, file.Inserted));
        var dispute = Assert.Single(import.Store.Chargebacks.Values).Row;
        Assert.Equal((1050L, "USD", "abc7", 1200L), (dispute.AmountMinor, dispute.Currency, dispute.TransactionRef, dispute.TransactionAmountMinor));
    }

    private static string Dispute(string status, string kind = "CHARGEBACK", string history = "") =>
        "{\"id\":\"ZGlzcHV0ZV8x\",\"legacyId\":\"dsp1\",\"type\":\"" + kind + "\",\"caseNumber\":\"CB1\",\"createdAt\":\"2026-04-02T08:00:00.000000Z\",\"referenceNumber\":\"R1\",\"receivedDate\":\"2026-04-01\",\"status\":\"" + status
        + "\",\"replyByDate\":\"2026-04-20\",\"reason\":\"FRAUD\",\"transaction\":{\"id\":\"dHJhbnNhY3Rpb25fYWJjMQ\",\"legacyId\":\"abc1\",\"status\":\"SETTLED\",\"orderId\":\"order-7\",\"createdAt\":\"2026-03-01T10:00:00.000000Z\",\"amount\":{\"value\":\"6.00\",\"currencyCode\":\"EUR\"}},"
        + "\"amountDisputed\":{\"value\":\"5.35\",\"currencyCode\":\"EUR\"},\"amountWon\":{\"value\":\"" + (status == "WON" ? "5.35" : "0.00") + "\",\"currencyCode\":\"EUR\"},\"statusHistory\":[" + history + "]}";
}
