using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Tests.Rollups;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.Tests.Shared.Stores;
using Xunit;

namespace Insights.Analytics.Tests.Queries.Chargebacks;

/// <summary>The numbers of the ledger, each worked out by hand, and the queue of deadlines.</summary>
public sealed class LedgerQueriesTests
{
    private const string March = "from=2026-03-01&to=2026-03-31";

    private static readonly DateTime s_charged = new(2026, 2, 20, 10, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime s_opened = new(2026, 3, 5, 9, 0, 0, DateTimeKind.Utc);

    [StoreFact]
    public async Task Numbers_OfAHandWorkedMonth(StoreProvider provider)
    {
        await using var world = await WorldAsync(provider);

        // d1 and d2 asked and were not refunded, d3 never asked, d4 charged twice and after a notice, d5 refunded and lost, d6 expired.
        Assert.Equal(6, (await world.ValueAsync("disputes", March)).Numerator);
        Assert.Equal((2L, 6L), Share(await world.ValueAsync("contacted_first_share", March)));
        Assert.Equal(10000, (await world.ValueAsync("deflectable_value", March)).ByCurrency[0].Minor);
        Assert.Equal(3000, (await world.ValueAsync("deflectable_fees", March)).ByCurrency[0].Minor);
        Assert.Equal(4, (await world.ValueAsync("never_contacted", March)).Numerator);
        Assert.Equal(1, (await world.ValueAsync("duplicate_disputes", March)).Numerator);
        Assert.Equal(1, (await world.ValueAsync("noticed_disputes", March)).Numerator);
        Assert.Equal(1, (await world.ValueAsync("refunded_disputes", March)).Numerator);
        // EUR 50 refunded of a payment whose EUR 80 were disputed and lost.
        Assert.Equal(5000, (await world.ValueAsync("double_loss", March)).ByCurrency[0].Minor);
        Assert.Equal((1L, 6L), Share(await world.ValueAsync("undefended_share", March)));
        Assert.Equal((2L, 6L), Share(await world.ValueAsync("challenge_rate", March)));
        // Answered after 2 days and after 14: the second is four days late; the expired one is late, too.
        Assert.Equal(8 * 86_400, (await world.ValueAsync("dispute_response_time", March)).Seconds);
        Assert.Equal(2, (await world.ValueAsync("late_responses", March)).Numerator);
        Assert.Equal(4000, (await world.ValueAsync("revenue_recovered", March)).ByCurrency[0].Minor);
        // One of six was won: EUR 40 of EUR 240 came back.
        Assert.Equal((1L, 6L), Share(await world.ValueAsync("recovery_share", March)));
        Assert.Equal(new Ratio(4_000, 24_000), (await world.ValueAsync("recovery_share_value", March)).Amounts);
        Assert.True((await world.ValueAsync("recovery_share", March)).Incomplete);
        // Five of 5 March on charges of 20 February, and one fifteen days later: 13 days, five times of six.
        Assert.Equal(13 * 86_400, (await world.ValueAsync("days_to_dispute", March)).Seconds);
        Assert.Equal((0L, 6L), Share(await world.ValueAsync("deflection_rate", March)));
    }

    [StoreFact]
    public async Task Ratios_ByValue_AreAmountsOverAmounts(StoreProvider provider)
    {
        await using var world = await WorldAsync(provider);
        await world.WriteAsync(chunk =>
        {
            // EUR 1,000 of sales in March; a fraud report of EUR 25 and a dispute of EUR 10 that was prevented.
            foreach (var (id, brand) in new[] { ("m1", "visa"), ("m2", "visa") })
            {
                var sale = Paid(id, "c9", 50_000, s_opened.AddDays(2));
                sale.Brand = brand;
                chunk.Transactions.Add(new(sale, "acme"));
            }
            var notice = Dispute("f1", 2_500, "fraud_notice");
            var prevented = Dispute("p1", 1_000, "prevented", decided: s_opened.AddDays(3));
            (notice.IsDispute, prevented.IsDispute) = (false, false);
            chunk.Chargebacks.Add(new(notice, "acme"));
            chunk.Chargebacks.Add(new(prevented, "acme"));
        });
        await world.RefreshAsync();
        var activity = await world.ValueAsync("dispute_activity_value", March);

        // 60 + 40 + 30 + 20 + 80 + 10 disputed, 1,000 sold; the counts are those of the rows.
        Assert.Equal(new Ratio(24_000, 100_000), activity.Amounts);
        Assert.Equal((6L, 2L), Share(activity));
        Assert.Equal(new Insights.Analytics.Reports.Cell.Share(24_000, 100_000), activity.ToCell());
        // By charge date: all of them on payments of February, of which one was charged twice.
        Assert.Equal(new Ratio(24_000, 26_000), (await world.ValueAsync("dispute_rate_value", "from=2026-02-01&to=2026-02-28")).Amounts);
        Assert.Equal(new Ratio(2_500, 100_000), (await world.ValueAsync("fraud_rate", March)).Amounts);
        Assert.Equal(new Ratio(26_500, 100_000), (await world.ValueAsync("vamp_value_ratio", March)).Amounts);
        Assert.Equal((1L, 7L), Share(await world.ValueAsync("deflection_rate", March)));
        Assert.Contains("nothing to divide by", (await world.ValueAsync("mastercard_value_ratio", March)).Missing);
    }

    [StoreFact]
    public async Task Provisional_UntilTheDataSpeaksOfALaterDay(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        await world.WriteAsync(chunk =>
        {
            var won = Dispute("w1", 4_000, "won", answered: s_opened.AddDays(2), decided: s_opened.AddDays(20));
            won.OutcomeIsProvisional = true;
            chunk.Chargebacks.Add(new(won, "acme"));
            chunk.Chargebacks.Add(new(Dispute("w2", 4_000, "won", answered: s_opened.AddDays(2), decided: s_opened.AddDays(20)), "acme"));
        });
        await world.RefreshAsync();

        Assert.Equal(2, (await world.ValueAsync("win_rate", March)).Numerator);
        Assert.Equal(1, (await world.ValueAsync("provisional_outcomes", March)).Numerator);
        Assert.Equal(1, await world.Rows.CountAsync(RowSets.DisputesProvisional, world.Filter(March), DataScope.Staff));
    }

    [StoreFact]
    public async Task Deadlines_AreTheReadersOwn_TheNextFirst(StoreProvider provider)
    {
        await using var world = await WorldAsync(provider);
        var deadlines = new DeadlineQueries(world.Store, world.Cache, world.Clock);

        var all = await deadlines.ReadAsync(world.Filter("period=today"), DataScope.Staff);
        Assert.Equal(["d1", "d4", "d3", "other"], all.Disputes.Select(dispute => dispute.DisputeRef));
        Assert.Equal([true, false, false, false], all.Disputes.Select(dispute => dispute.IsOverdue(all.At)));
        // d3's file gave no date: Visa's usual 30 days do not apply to a merchant's answer, 18 days do.
        Assert.Equal([false, false, true, false], all.Disputes.Select(dispute => dispute.DueIsEstimated));
        Assert.Equal(
            (3L, 1L),
            (await world.Rows.CountAsync(RowSets.NowEvidence, world.Filter("period=today"), DataScope.Staff), await world.Rows.CountAsync(RowSets.NowEvidenceOverdue, world.Filter("period=today"), DataScope.Staff)));

        var birch = await deadlines.ReadAsync(world.Filter("period=today"), DataScope.Vendor(await world.VendorAsync("birch")));
        Assert.Equal(["other"], birch.Disputes.Select(dispute => dispute.DisputeRef));
        Assert.Empty((await deadlines.ReadAsync(world.Filter("period=today"), DataScope.Nothing)).Disputes);
        Assert.Equal(["channel"], (await deadlines.ReadAsync(world.Filter("period=today&channel=chat"), DataScope.Staff)).Lacking);
        Assert.Equal(["d4"], (await deadlines.ReadAsync(world.Filter("period=today&vendor=acme&reason=duplicate"), DataScope.Staff)).Disputes.Select(dispute => dispute.DisputeRef));
    }

    [StoreFact]
    public async Task Detail_HoldsTimelineMoneyAndEvidence(StoreProvider provider)
    {
        await using var world = await WorldAsync(provider);
        var details = new RowDetailQueries(world.Store);

        var lost = (await details.FindAsync(RowKind.Disputes, null, "d5", DataScope.Staff))!;
        var money = lost.Parts.Single(part => part.Id == "money").Table;
        // EUR 80 lost + 15 fee.
        Assert.Equal(9500, ((Insights.Analytics.Reports.Cell.Money)money.Totals![1]!).Minor);
        Assert.Equal(9500, money.Rows.Select(row => row[1]).OfType<Insights.Analytics.Reports.Cell.Money>().Sum(cell => cell.Minor));
        Assert.Contains(lost.Parts, part => part is { Id: "evidence", Table.Rows.Count: > 0 });
        Assert.Contains(lost.Events!.Rows, row => row[1] is Insights.Analytics.Reports.Cell.Text { Value: "Refunded" });

        var asked = (await details.FindAsync(RowKind.Disputes, null, "d1", DataScope.Vendor(await world.VendorAsync("acme"))))!;
        Assert.Contains(asked.Events!.Rows, row => row[1] is Insights.Analytics.Reports.Cell.Text { Value: "Ticket opened by the customer" });
        Assert.Null(await details.FindAsync(RowKind.Disputes, null, "d1", DataScope.Vendor(await world.VendorAsync("birch"))));
    }

    [Theory]
    [InlineData("visa", "10.4", true)]
    [InlineData("visa", "13.1", false)]
    [InlineData("mastercard", "4837", false)]
    public async Task Detail_EarlierPayments_SpeakOfCompellingEvidenceOnlyWhereVisaTakesIt(string network, string code, bool speaks)
    {
        await using var world = await AnalyticsWorld.CreateAsync(StoreProvider.Sqlite);
        await world.WriteAsync(chunk =>
        {
            chunk.Transactions.Add(new(Paid("before", "c1", 6000, s_charged.AddDays(-200)), "acme"));
            chunk.Transactions.Add(new(Paid("p1", "c1", 6000, s_charged), "acme"));
            var dispute = Dispute("d1", 6000);
            (dispute.Network, dispute.ReasonCode) = (network, code);
            chunk.Chargebacks.Add(new(dispute, "acme"));
        });
        await world.RefreshAsync();

        var detail = (await new RowDetailQueries(world.Store).FindAsync(RowKind.Disputes, null, "d1", DataScope.Staff))!;

        var earlier = detail.Parts.Single(part => part.Id == "earlier");
        Assert.Single(earlier.Table.Rows);
        Assert.Equal(speaks ? 4 : 3, earlier.Table.Rows[0].Count);
        Assert.Equal(speaks, earlier.Table.Columns.Any(column => column.Key == "counts"));
    }

    /// <summary>It is Wednesday 1 April 2026, 12:00 UTC.</summary>
    private static async Task<AnalyticsWorld> WorldAsync(StoreProvider provider)
    {
        var world = await AnalyticsWorld.CreateAsync(provider);
        await world.WriteAsync(chunk =>
        {
            foreach (var (customer, amount) in new[] { ("c1", 6000), ("c2", 4000), ("c3", 3000), ("c4", 2000), ("c5", 8000), ("c6", 1000) })
                chunk.Transactions.Add(new(Paid("p" + customer[1..], customer, amount, s_charged), "acme"));
            chunk.Transactions.Add(new(Paid("p4b", "c4", 2000, s_charged.AddSeconds(9)), "acme"));
            var refund = Paid("r5", "c5", 5000, s_charged.AddDays(4));
            (refund.Kind, refund.OriginalRef) = ("refund", "p5");
            chunk.Transactions.Add(new(refund, "acme"));
            chunk.Chargebacks.Add(new(Dispute("d1", 6000, due: s_opened.AddDays(18)), "acme"));
            chunk.Chargebacks.Add(new(Dispute("d2", 4000, "won", due: s_opened.AddDays(10), answered: s_opened.AddDays(14), decided: s_opened.AddDays(20), recovered: 4000), "acme"));
            chunk.Chargebacks.Add(new(Dispute("d3", 3000, opened: s_opened.AddDays(15)), "acme"));
            var twice = Dispute("d4", 2000, due: s_opened.AddDays(30));
            twice.ReasonCategory = "duplicate";
            chunk.Chargebacks.Add(new(twice, "acme"));
            chunk.Chargebacks.Add(new(Dispute("d5", 8000, "lost", due: s_opened.AddDays(10), answered: s_opened.AddDays(2), decided: s_opened.AddDays(15)), "acme"));
            chunk.Chargebacks.Add(new(Dispute("d6", 1000, "expired", due: s_opened.AddDays(10), decided: s_opened.AddDays(10)), "acme"));
            chunk.ChargebackEvents.Add(new() { ChargebackRef = "d4", EventId = "n", State = "fraud_notice", OccurredAt = s_opened.AddDays(-3), Line = 2 });
            chunk.ChargebackEvents.Add(new() { ChargebackRef = "d4", EventId = "o", State = "needs_response", OccurredAt = s_opened, Line = 2 });
            var other = Dispute("other", 500, due: s_opened.AddDays(40));
            (other.TransactionRef, other.CustomerRef, other.OpenedAt) = (null, null, new(2026, 4, 1, 8, 0, 0, DateTimeKind.Utc));
            chunk.Chargebacks.Add(new(other, "birch"));
            chunk.Tickets.Add(new(Asked("t1", "c1"), "acme"));
            chunk.Tickets.Add(new(Asked("t2", "c2"), "acme"));
            chunk.TicketEvents.Add(AnalyticsWorld.Event("t1", "1", s_charged.AddDays(1), "created", "new", "customer"));
            chunk.TicketEvents.Add(AnalyticsWorld.Event("t2", "1", s_charged.AddDays(1), "created", "new", "customer"));
            chunk.TicketEvents.Add(AnalyticsWorld.Event("t2", "2", s_charged.AddDays(2), "status", "solved"));
        });
        await world.RefreshAsync();
        return world;
    }

    private static (long?, long?) Share(MetricResult result) => (result.Numerator, result.Denominator);

    private static Transaction Paid(string id, string customer, long amount, DateTime at)
    {
        var sale = AnalyticsWorld.Sale(id, at, amount);
        sale.CustomerRef = customer;
        return sale;
    }

    private static Ticket Asked(string id, string customer)
    {
        var ticket = AnalyticsWorld.Case(id, s_charged.AddDays(1), id == "t2" ? "solved" : "open");
        ticket.CustomerRef = customer;
        return ticket;
    }

    private static Chargeback Dispute(
        string id, long amount, string state = "needs_response", DateTime? due = null, DateTime? answered = null, DateTime? decided = null, long recovered = 0, DateTime? opened = null)
    {
        var dispute = AnalyticsWorld.Dispute(id, opened ?? s_opened, state, amount, decided: decided);
        (dispute.TransactionRef, dispute.CustomerRef, dispute.FeeMinor, dispute.RecoveredMinor) = ("p" + id[1..], "c" + id[1..], 1500, recovered);
        (dispute.EvidenceDueAt, dispute.EvidenceSubmittedAt) = (due, answered);
        return dispute;
    }
}
