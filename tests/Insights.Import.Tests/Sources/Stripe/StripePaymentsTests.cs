using Insights.Import.Tests.Pipeline;
using Xunit;

namespace Insights.Import.Tests.Sources.Stripe;

public sealed class StripePaymentsTests
{
    /// <summary>The first columns of the 51-column generation, and what a user adds.</summary>
    private const string Header51 = "id,Description,Seller Message,Created (UTC),Amount,Amount Refunded,Currency,Converted Amount,Converted Amount Refunded,Fee,Tax,Converted Currency,Mode,Status,Statement Descriptor,Customer ID,Customer Email,Captured,Card Last4,Card Brand,Card Issue Country,Card Fingerprint,Card CVC Status,Card AVS Zip Status,vendor (metadata)\n";

    [Fact]
    public async Task Map_PaidPayment_IsACharge()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("s.csv", Header51 + "ch_1,Order 7,Payment complete.,2024-06-07 02:38:54,49.90,0.00,eur,49.90,0.00,1.69,0,eur,Live,Paid,BIRCHWOOD,cus_1,a@example.com,true,4242,Visa,DE,fp1,pass,unavailable,birchwood\n");

        Assert.Equal(("stripe-payments-csv", "stripe", 1L, 0L), (file.Format, file.Source, file.Inserted, file.Warnings));
        var (row, vendor) = Assert.Single(import.Store.Transactions.Values);
        Assert.Equal(("birchwood", "charge", "succeeded", 4990L, "EUR", 169L), (vendor, row.Kind, row.Status, row.AmountMinor, row.Currency, row.FeeMinor));
        Assert.Equal((new DateTime(2024, 6, 7, 2, 38, 54, DateTimeKind.Utc), "cus_1", "visa", "DE", "4242", "card", "stripe", "BIRCHWOOD"),
            (row.OccurredAt, row.CustomerRef, row.Brand, row.Country, row.Last4, row.Method, row.Gateway, row.Descriptor));
    }

    /// <summary>The billing address before the delivery address; what somebody typed there in words is no fault of the file, and no country.</summary>
    [Theory]
    [InlineData("at", "CH", "AT")]
    [InlineData("", "CH", "CH")]
    [InlineData("Austria", "CH", "CH")]
    [InlineData("Austria", "", null)]
    public async Task Map_CustomersCountry_StandsBesideTheIssuers(string billing, string delivery, string? expected)
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("s.csv", $"""
            id,Created date (UTC),Amount,Amount Refunded,Currency,Mode,Status,Refunded date (UTC),Card Issue Country,Card Address Country,Shipping Address Country
            ch_1,2024-06-07 02:38:54,10.00,2.00,eur,Live,Partially Refunded,2024-06-20 08:00:00,DE,{billing},{delivery}

            """);

        Assert.Equal(0L, file.Warnings);
        Assert.All(import.Store.Transactions.Values, movement => Assert.Equal(("DE", expected), (movement.Row.Country, movement.Row.CustomerCountry)));
    }

    /// <summary>4.00 of 10.00 refunded is partial; 10 of 10 is full. One record, so one outcome.</summary>
    [Fact]
    public async Task Map_AmountRefunded_GivesARefundMovement()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("s.csv", """
            id,Created date (UTC),Amount,Amount Refunded,Currency,Mode,Status,Refunded date (UTC)
            ch_1,2024-06-07 02:38:54,10.00,4.00,usd,Live,Partially Refunded,2024-06-20 08:00:00
            ch_2,2024-06-08 02:38:54,10.00,10.00,usd,Live,Refunded,

            """);

        Assert.Equal((2L, 2L), (file.Rows, file.Inserted));
        var partial = import.Store.Transactions["1:ch_1#refund"].Row;
        Assert.Equal(("refund", 400L, "partial", "ch_1", new DateTime(2024, 6, 20, 8, 0, 0)), (partial.Kind, partial.AmountMinor, partial.RefundExtent, partial.OriginalRef, partial.OccurredAt));
        var full = import.Store.Transactions["1:ch_2#refund"].Row;
        Assert.Equal(("full", new DateTime(2024, 6, 8, 2, 38, 54)), (full.RefundExtent, full.OccurredAt));
        Assert.Equal("refund-date-missing", Assert.Single(file.FirstProblems).Rule);
        Assert.Equal(1000, import.Store.Transactions["1:ch_1"].Row.AmountMinor);
    }

    /// <summary>Nothing refunded is written 0.00, and by some who edit the file as nothing.</summary>
    [Fact]
    public async Task Map_EmptyAmountRefunded_IsACharge_WithoutARefund()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("s.csv", """
            id,Created date (UTC),Amount,Amount Refunded,Currency,Mode,Status
            ch_1,2024-06-07 02:38:54,10.00,,usd,Live,Paid

            """);

        Assert.Equal((1L, 1L, 0L), (file.Rows, file.Inserted, file.Warnings));
        Assert.Equal("1:ch_1", Assert.Single(import.Store.Transactions.Keys));
    }

    [Theory]
    [InlineData("The bank returned the decline code `insufficient_funds`.", "insufficient_funds", "insufficient_funds")]
    [InlineData("The bank returned the decline code `do_not_honor`.", "do_not_honor", "issuer_declined")]
    [InlineData("The bank did not return any further details with this decline.", "generic_decline", "issuer_declined")]
    [InlineData("Stripe blocked this payment as too risky.", "highest_risk_level", "suspected_fraud")]
    [InlineData("The bank returned the decline code `brand_new_code`.", "brand_new_code", "unknown")]
    [InlineData("", null, "unknown")]
    public async Task Map_FailedPayment_TellsTheCause(string message, string? code, string cause)
    {
        using var import = new ImportFixture();

        await import.ImportAsync("s.csv", $"id,Created (UTC),Amount,Amount Refunded,Currency,Mode,Status,Seller Message\nch_1,2024-06-07 02:38,10.00,0,usd,Live,Failed,{message}\n");

        var row = Assert.Single(import.Store.Transactions.Values).Row;
        Assert.Equal(("failed", code, cause), (row.Status, row.FailureCode, row.FailureCause));
    }

    /// <summary>Zero decimals: 1000 yen are 1000. Three decimals: 1.5 dinar are 1500. 900 ariary have no decimals at Stripe and two in ISO 4217, as stored.</summary>
    [Fact]
    public async Task Map_CurrenciesWithOtherDecimals_FollowStripesLists()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("s.csv", """
            id,Created,Amount,Amount Refunded,Currency,Mode,Status,Fee,Converted Currency
            ch_1,2024-06-07 02:38:54,1000,0,jpy,Live,Paid,0.30,usd
            ch_2,2024-06-07 02:38:54,1.5,0,kwd,Live,Paid,0.030,kwd
            ch_3,2024-06-07 02:38:54,900,0,mga,Live,Paid,,
            ch_4,2024-06-07 02:38:54,25.00,0,xau,Live,Paid,,

            """);

        Assert.Equal([1000L, 1500, 90000], import.Store.Transactions.Values.Select(t => t.Row.AmountMinor));
        Assert.Equal([0L, 30, 0], import.Store.Transactions.Values.Select(t => t.Row.FeeMinor));
        Assert.Equal(["fee-in-other-currency", "currency-unknown"], file.FirstProblems.Select(p => p.Rule));
    }

    [Fact]
    public async Task Map_TestModeAndUncaptured_AreNoSales()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("s.csv", """
            id,Created (UTC),Amount,Amount Refunded,Currency,Mode,Status,Captured
            ch_1,2024-06-07 02:38:54,5.00,5.00,usd,Test,Refunded,true
            ch_2,2024-06-07 02:38:54,5.00,0,usd,Live,Paid,false
            ch_3,2024-06-07 02:38:54,5.00,0,usd,Live,Canceled,false

            """);

        Assert.Equal((3L, 1L, 2L), (file.Rows, file.Skipped, file.Inserted));
        Assert.Equal(["pending", "canceled"], import.Store.Transactions.Values.Select(t => t.Row.Status));
    }

    [Fact]
    public async Task Map_LaterExport_UpdatesTheSamePayment()
    {
        const string header = "id,Created (UTC),Amount,Amount Refunded,Currency,Mode,Status\n";
        using var import = new ImportFixture();
        await import.ImportAsync("june.csv", header + "ch_1,2024-06-07 02:38:54,5.00,0,usd,Live,Paid\nch_2,2024-06-07 02:38:54,5.00,0,usd,Live,Paid\n");

        var later = await import.ImportAsync("july.csv", header + "ch_1,2024-06-07 02:38:54,5.00,5.00,usd,Live,Refunded\nch_2,2024-06-07 02:38:54,5.00,0,usd,Live,Paid\n");

        Assert.Equal((0L, 2L), (later.Inserted, later.Unchanged + later.Updated));
        Assert.Equal(3, import.Store.Transactions.Count);
    }

    /// <summary>The user picks the columns: without Mode nobody can tell test payments, which is said.</summary>
    [Fact]
    public async Task Import_WithoutMode_IsRecognisedAndSaysWhatThatMeans()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("payments.csv", "id,Created (UTC),Amount,Amount Refunded,Currency,Status,Customer Email\nch_1,2026-09-01 10:00:00,100.00,30.00,usd,Paid,a@example.com\nch_2,2026-09-01 11:00:00,5.00,0.00,usd,Failed,\n");

        Assert.Equal(("stripe-payments-csv", 2L, 2L), (file.Format, file.Rows, file.Inserted));
        Assert.Equal(["mode-missing", "refund-date-missing"], file.FirstProblems.Select(p => p.Rule));
        Assert.Equal(("failed", 10000L, 3000L), (import.Store.Transactions["1:ch_2"].Row.Status, import.Store.Transactions["1:ch_1"].Row.AmountMinor, import.Store.Transactions["1:ch_1#refund"].Row.AmountMinor));
    }
}

public sealed class SourceRulesTests
{
    private const string Payments = "id,Created (UTC),Amount,Amount Refunded,Currency,Mode,Status,vendor (metadata),Seller (metadata)\nch_1,2024-06-07 02:38:54,5.00,1.00,usd,Live,Paid,wrong,oak\n";

    [Theory]
    [InlineData("{\"vendor\":{\"column\":\"seller (metadata)\"}}", "oak")]
    [InlineData("{\"vendor\":{\"constant\":\"birch\"}}", "birch")]
    [InlineData("{}", "wrong")]
    public async Task Apply_RuleOfTheSource_SaysWhoseItsRowsAre(string rules, string expected)
    {
        using var import = new ImportFixture();
        Write(import, "stripe", rules);
        Write(import, "other", "{\"vendor\":{\"constant\":\"nobody\"}}");

        await import.ImportAsync("s.csv", Payments);

        Assert.Equal([expected, expected], import.Store.Transactions.Values.Select(t => t.Vendor));
    }

    [Theory]
    [InlineData("{\"vendor\":\"oak\"}")]
    [InlineData("{")]
    public async Task Apply_RuleThatCannotBeUnderstood_RefusesTheFile(string rules)
    {
        using var import = new ImportFixture();
        Write(import, "stripe", rules);

        var file = await import.ImportAsync("s.csv", Payments);

        Assert.Equal("failed", file.State);
        Assert.Contains("sources/stripe.json", file.Error, StringComparison.Ordinal);
        Assert.Empty(import.Store.Transactions);
    }

    private static void Write(ImportFixture import, string source, string rules)
    {
        string folder = Directory.CreateDirectory(Path.Combine(import.DataDirectory, "sources")).FullName;
        File.WriteAllText(Path.Combine(folder, source + ".json"), rules);
    }
}

public sealed class StripeDisputesTests
{
    private const string Header = "id,Description,Dispute Created (UTC),Charge Created (UTC),Dispute Amount,Dispute Currency,Charge Amount,Charge Currency,Charge ID,Card Fingerprint,Card Brand,Card Funding,Customer Email,Customer ID,Reason,Status,Due By (UTC),Past Due,Has Evidence,Submission Count,Is Charge Refundable,Amount Refunded,Win Likelihood,Is Visa Rapid Dispute Resolution,Visa Compelling Evidence 3 Status,Visa Compliance Status,Payment Method Type,Payment Intent,Account ID\n";

    [Fact]
    public async Task Map_Dispute_TakesVendorFromItsCharge()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("d.csv", Header + Row("du_1", "fraudulent", "needs_response"));

        Assert.Equal(("stripe-disputes-csv", 1L), (file.Format, file.Inserted));
        var (row, vendor) = Assert.Single(import.Store.Chargebacks.Values);
        Assert.Null(vendor);
        Assert.Equal(("ch_1", 1250L, "USD", 2000L, "EUR"), (row.TransactionRef, row.AmountMinor, row.Currency, row.TransactionAmountMinor, row.TransactionCurrency));
        Assert.Equal(("fraud", "fraudulent", "needs_response", true, "visa"), (row.ReasonGroup, row.ReasonCategory, row.State, row.IsDispute, row.Network));
        Assert.Equal((new DateTime(2024, 7, 1, 9, 30, 0), new DateTime(2024, 6, 7, 2, 38, 0), new DateTime(2024, 7, 16, 23, 59, 0)), (row.OpenedAt, row.ChargedAt, row.EvidenceDueAt));
    }

    [Theory]
    [InlineData("warning_needs_response", "inquiry_open", false)]
    [InlineData("warning_closed", "inquiry_closed", false)]
    [InlineData("needs_response", "needs_response", true)]
    [InlineData("under_review", "challenged", true)]
    [InlineData("won", "won", true)]
    [InlineData("lost", "lost", true)]
    [InlineData("prevented", "prevented", false)]
    [InlineData("charge_refunded", "accepted", true)]
    public async Task Map_Status_DecidesWhatCountsAsADispute(string status, string state, bool isDispute)
    {
        using var import = new ImportFixture();

        await import.ImportAsync("d.csv", Header + Row("du_1", "product_not_received", status));

        var row = Assert.Single(import.Store.Chargebacks.Values).Row;
        Assert.Equal((state, isDispute), (row.State, row.IsDispute));
    }

    [Fact]
    public async Task Map_RapidDisputeResolution_IsPrevented_AndUnknownStatusRejected()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("d.csv", Header + Row("du_1", "fraudulent", "lost", rdr: "true") + Row("du_2", "fraudulent", "in_orbit") + Row("du_3", "cosmic_rays", "won"));

        Assert.Equal("prevented", import.Store.Chargebacks["1:du_1"].Row.State);
        Assert.Equal(["status-unknown", "decision-date-unknown", "reason-unmapped"], file.FirstProblems.Select(p => p.Rule));
        Assert.Equal(("general", "cosmic_rays"), (import.Store.Chargebacks["1:du_3"].Row.ReasonCategory, import.Store.Chargebacks["1:du_3"].Row.ProviderReason));
    }

    private static string Row(string id, string reason, string status, string rdr = "false") =>
        $"{id},,2024-07-01 09:30,2024-06-07 02:38,12.50,usd,20.00,eur,ch_1,fp1,Visa,credit,a@example.com,cus_1,{reason},{status},2024-07-16 23:59,false,false,0,false,0.00,,{rdr},,,card,pi_1,acct_1\n";

    /// <summary>The charge stays as it is and its refund is new: the row says something new, and is not called unchanged.</summary>
    [Fact]
    public async Task Import_PaymentRefundedSinceTheLastExport_IsUpdated()
    {
        const string header = "id,Created date (UTC),Amount,Amount Refunded,Currency,Mode,Status,Refunded date (UTC)\n";
        await using var store = await SourceStore.CreateAsync();
        await store.ImportAsync("1.csv", header + "ch_1,2024-06-07 02:38:54,10.00,0.00,usd,Live,Paid,\nch_2,2024-06-07 02:38:54,10.00,0.00,usd,Live,Paid,\n");

        var second = await store.ImportAsync("2.csv", header + "ch_1,2024-06-07 02:38:54,10.00,4.00,usd,Live,Partially Refunded,2024-06-20 08:00:00\nch_2,2024-06-07 02:38:54,10.00,0.00,usd,Live,Paid,\n");

        Assert.Equal((2L, 0L, 1L, 1L), (second.Rows, second.Inserted, second.Updated, second.Unchanged));
        Assert.Equal(400, (await store.TransactionsAsync())["ch_1#refund"].AmountMinor);
    }
}
