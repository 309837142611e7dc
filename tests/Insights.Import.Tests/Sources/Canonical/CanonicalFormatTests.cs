using Insights.Import.Store.Dimensions;
using Insights.Import.Tests.Pipeline;
using Xunit;

namespace Insights.Import.Tests.Sources.Canonical;

public sealed class CanonicalFormatTests
{
    [Fact]
    public async Task Tickets_AllColumns_AreRead()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("t.csv", """
            ticket_id,vendor,customer,subject,channel,category,priority,status,team,tier,agent,created_at,updated_at,solved_at,transaction_id,merged_into,follow_up_of,satisfaction,tags,brand,hold_reason
            7,oak,cus_1,"Refund, please",Email,refund,Urgent,on-hold,EMEA,2,ada,2026-03-01T08:00:00Z,2026-03-02T08:00:00+02:00,2026-03-01T07:00:00Z,tx_1,,6,good,a b,Outlet,acquirer
            8,,,,,,,strange,,,,2026-03-01T08:00:00Z,2026-03-01T08:00:00Z,,,8,,,,,

            """);

        var (row, vendor) = import.Store.Tickets["1:7"];
        Assert.Equal(("oak", "cus_1", "Refund, please", "email", "refund", "urgent", "on_hold"), (vendor, row.CustomerRef, row.Subject, row.Channel, row.Category, row.Priority, row.Status));
        Assert.Equal(("EMEA", "2", "ada", "tx_1", "6", "good", "a b"), (row.Team, row.Tier, row.Agent, row.TransactionRef, row.FollowUpOf, row.Satisfaction, row.Tags));
        Assert.Equal(("Outlet", "acquirer"), (row.Brand, row.HoldReason));
        Assert.Equal((new DateTime(2026, 3, 2, 6, 0, 0), null), (row.VersionAt, row.SolvedAt));
        Assert.Equal((null, "strange"), (import.Store.Tickets["1:8"].Row.Status, import.Store.Tickets["1:8"].Row.RawStatus));
        Assert.Equal(["solved-before-created", "status-unmapped", "merged-into-itself"], file.FirstProblems.Select(p => p.Rule));
    }

    [Fact]
    public async Task TicketEvents_CountAsRowsAndReadTheSixStates()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("e.csv", """
            ticket_id,event_id,occurred_at,kind,actor_kind,actor,public,value,reason
            7,1,2026-03-01T08:00:00Z,created,customer,cus_1,,new,
            7,2,2026-03-01T08:10:00Z,comment,agent,ada,TRUE,,
            7,3,2026-03-01T08:20:00Z,status,agent,ada,,Hold,acquirer
            7,4,2026-03-01T08:20:00Z,status,agent,ada,,,

            """);

        Assert.Equal(("canonical-ticket-events", 4L, 3L, 1L), (file.Format, file.Rows, file.Inserted, file.Rejected));
        Assert.True(import.Store.TicketEvents["7/2"].IsPublic);
        Assert.Equal(("on_hold", "acquirer"), (import.Store.TicketEvents["7/3"].Value, import.Store.TicketEvents["7/3"].Reason));
    }

    [Fact]
    public async Task Transactions_RefundsFailuresAndCards_AreRead()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("t.csv", """
            transaction_id,vendor,kind,status,occurred_at,amount,currency,fee,original_transaction_id,refund_extent,refund_mode,brand,country,bin,last4,failure_code,failure_cause,three_ds,method,settled_at,customer_country
            r1,oak,refund,succeeded,2026-03-01T08:00:00Z,10.00,EUR,,t1,partial,manual,American Express,de,37828,5,,,not used,card,2026-03-03T00:00:00Z,fr
            t2,oak,charge,failed,2026-03-01T08:00:00Z,10.00,eur,0.35,,,,MasterCard,US,512106,0044,51,insufficient-funds,,card,,
            t3,oak,charge,failed,2026-03-01T08:00:00Z,10.00,EUR,,,,,,Atlantis,,123456,,,,,,
            t4,oak,charge,succeeded,2026-03-01T08:00:00Z,10.00,EUR,-1,,full,,,,,,,unknown,,cash,2026-02-01T00:00:00Z,

            """);

        var refund = import.Store.Transactions["1:r1"].Row;
        Assert.Equal(("refund", "t1", "partial", "manual", "amex", "DE", "FR", "037828", "0005", "not_used"), (refund.Kind, refund.OriginalRef, refund.RefundExtent, refund.RefundMode, refund.Brand, refund.Country, refund.CustomerCountry, refund.Bin6, refund.Last4, refund.ThreeDs));
        var failed = import.Store.Transactions["1:t2"].Row;
        Assert.Equal(("mastercard", 35L, "51", "insufficient_funds", "EUR"), (failed.Brand, failed.FeeMinor, failed.FailureCode, failed.FailureCause, failed.Currency));
        Assert.Equal("unknown", import.Store.Transactions["1:t3"].Row.FailureCause);
        Assert.Equal(
            ["country-unknown", "digits-expected", "amount-negative", "word-unknown", "refund-field-without-refund", "settled-before-payment", "failure-without-failure"],
            file.FirstProblems.Select(p => p.Rule));
        Assert.Equal(4, file.Inserted);
    }

    [Fact]
    public async Task Chargebacks_ReasonAndState_AreClassified()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("c.csv", """
            chargeback_id,transaction_id,vendor,network,reason_code,sub_reason,status,opened_at,charged_at,updated_at,amount,currency,transaction_amount,evidence_due_at,decided_at,fee,recovered
            c1,t1,,Visa,13.1,,won,2026-03-10T08:00:00Z,2026-03-01T08:00:00Z,2026-05-01T08:00:00Z,10.00,EUR,12.00,2026-03-28T00:00:00Z,2026-05-01T08:00:00Z,15.00,10.00
            c2,t2,oak,visa,30,,inquiry_open,2026-03-10T08:00:00Z,2026-04-01T08:00:00Z,,10.00,EUR,,,2026-01-01T08:00:00Z,,

            """);

        var (won, vendor) = import.Store.Chargebacks["1:c1"];
        Assert.Equal((null, "consumer_dispute", "product_not_received", "won", true, 1000L, 1200L, "EUR", 1500L, 1000L), (vendor, won.ReasonGroup, won.ReasonCategory, won.State, won.IsDispute, won.AmountMinor, won.TransactionAmountMinor, won.TransactionCurrency, won.FeeMinor, won.RecoveredMinor));
        var (inquiry, its) = import.Store.Chargebacks["1:c2"];
        Assert.Equal(("oak", "inquiry", false, null, null), (its, inquiry.ReasonGroup, inquiry.IsDispute, inquiry.ChargedAt, inquiry.DecidedAt));
        Assert.Equal(["charged-after-dispute", "decided-before-opened"], file.FirstProblems.Select(p => p.Rule));
    }

    [Fact]
    public async Task ChargebackEvents_VendorsAgentsAndRates_AreRead()
    {
        using var import = new ImportFixture();

        Assert.Equal(1, (await import.ImportAsync("ce.csv", "chargeback_id,event_id,occurred_at,state,amount,currency\nc1,1,2026-03-10T08:00:00Z,needs_response,10.00,EUR\n")).Inserted);
        Assert.Equal(1, (await import.ImportAsync("v.csv", "vendor,name,country\noak,Oak & Sons,gb\n")).Inserted);
        Assert.Equal(1, (await import.ImportAsync("a.csv", "agent,team,tier\nada,EMEA,2\n")).Inserted);
        var rates = await import.ImportAsync("fx.csv", "Date,USD,JPY,\n2026-10-30,1.0831,162.55,\n2026-10-29,N/A,161.9,\n2026-10-28,N/A,,\n2026-13-01,1,1,\n");

        Assert.Equal(("fx-rates", "ecb", 4L, 2L, 1L, 1L), (rates.Format, rates.Source, rates.Rows, rates.Inserted, rates.Skipped, rates.Rejected));
        Assert.Equal("USD=1083100 JPY=162550000", import.Store.Dimensions["fx 2026-10-30"]);
        Assert.Equal(("Oak & Sons", "GB"), (((Vendor)import.Store.Dimensions["vendor oak"]).Name, ((Vendor)import.Store.Dimensions["vendor oak"]).Country));
        Assert.Equal(1000L, import.Store.ChargebackEvents["c1/1"].AmountMinor);
    }

    [Fact]
    public async Task VendorsFormat_NeedsItsOwnColumnsOnly_SoThatNoOtherTableIsTakenForIt()
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("x.csv", "vendor,sales\noak,5\n");

        Assert.Equal("failed", file.State);
        Assert.Contains("its columns are those of no known format", file.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"code":"a","version":1,"targets":{"first_reply_time":3600},"hours":"calendar"}""", null)]
    [InlineData("""{"code":"a","version":1,"targets":{"first_reply_time":3600},"hours":"business","calendar":"emea","match":{"priority":["urgent"]}}""", null)]
    [InlineData("""{"code":"a","version":0,"targets":{"first_reply_time":3600}}""", "version-not-a-number")]
    [InlineData("""{"code":"a","version":1,"targets":{}}""", "targets-missing")]
    [InlineData("""{"code":"a","version":1,"targets":{"first_reply_time":-5}}""", "target-out-of-range")]
    [InlineData("""{"code":"a","version":1,"targets":{"happiness":5}}""", "target-unknown")]
    [InlineData("""{"code":"a","version":1,"targets":{"first_reply_time":5},"hours":"business"}""", "calendar-missing")]
    [InlineData("""{"code":"a","version":1,"targets":{"first_reply_time":5},"match":{"mood":["bad"]}}""", "match-key-unknown")]
    [InlineData("""{"code":"a","version":1,"targets":{"first_reply_time":5},"match":{"priority":["asap"]}}""", "word-unknown")]
    public async Task SlaPolicies_Nonsense_IsRefused(string json, string? rule)
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("p.json", $"[{json}]");

        Assert.Equal("canonical-sla-policies", file.Format);
        Assert.Equal(rule, file.FirstProblems.SingleOrDefault()?.Rule);
        Assert.Equal(rule is null ? 1 : 0, file.Inserted);
    }

    [Theory]
    [InlineData("\"hours\":{\"mon\":[[\"09:00\",\"17:00\"],[\"22:00\",\"06:00\"]]}", null)]
    [InlineData("\"always_open\":true", null)]
    [InlineData("\"hours\":{\"moonday\":[[\"09:00\",\"17:00\"]]},\"always_open\":true", "weekday-unknown")]
    [InlineData("\"hours\":{\"mon\":[[\"09:00\",\"09:00\"]]},\"always_open\":true", "interval-empty")]
    [InlineData("\"hours\":{\"mon\":[[\"9\",\"17\"]]},\"always_open\":true", "interval-not-recognised")]
    [InlineData("\"holidays\":[\"2026-02-30\"],\"always_open\":true", "day-impossible")]
    [InlineData("\"yearly_holidays\":[\"02-29\"],\"always_open\":true", null)]
    [InlineData("\"breaks\":{\"2026-06-01\":{\"13:00\":\"12:00\"}},\"always_open\":true", "break-not-recognised")]
    public async Task Calendars_Nonsense_IsRefused(string definition, string? rule)
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("c.json", $"[{{\"code\":\"a\",\"version\":1,\"timezone\":\"Europe/Berlin\",{definition}}}]");

        Assert.Equal(rule, file.FirstProblems.SingleOrDefault()?.Rule);
        Assert.Equal(rule is null ? 1 : 0, file.Inserted);
    }

    /// <summary>The bank's file of all days has columns of currencies that are no more and ends with an empty one; its file of the last day writes the month as a word.</summary>
    [Theory]
    [InlineData("Date,USD,JPY,CYP,LTL,HRK,\n2026-07-03,1.0823,170.1,N/A,N/A,N/A,\n")]
    [InlineData("Date, USD, JPY, \n03 July 2026, 1.0823, 170.1, \n")]
    public async Task Rates_OfTheBanksOwnFiles_AreRead(string csv)
    {
        using var import = new ImportFixture();

        var file = await import.ImportAsync("eurofxref.csv", csv);

        Assert.Equal((null, "fx-rates", 1L, 1L), (file.Error, file.Format, file.Rows, file.Inserted));
        Assert.Equal("USD=1082300 JPY=170100000", import.Store.Dimensions["fx 2026-07-03"]);
    }
}
