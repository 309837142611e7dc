using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Payments;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.Tests.Shared.Stores;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Insights.Analytics.Tests.Rollups.Payments;

/// <summary>Chains, doubled charges, refunds and fraud signals worked out by hand, derived by the real passes.</summary>
public sealed class PaymentCaseTests
{
    private static readonly DateTime s_noon = new(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc);

    [StoreFact]
    public async Task FailedOrders_FollowEachOrderForAWeek(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        await world.WriteAsync(chunk =>
        {
            // A: refused twice, paid with another method an hour later.
            Add(chunk, Failed("a1", 0, "A", "ann"), Failed("a2", 10, "A", "ann"), Paid("a3", 60, "A", "ann", method: "wallet"));
            // B: refused, another card of the same method is refused too, paid on the eighth day: too late.
            Add(chunk, Failed("b1", 0, "B", "bob", card: "k1"), Failed("b2", 5, "B", "bob", card: "k2"), Paid("b3", 8 * 1440, "B", "bob"));
            // C: refused, asks; the case is there before the next try.
            Add(chunk, Failed("c1", 0, "C", "cat"), Paid("c2", 300, "C", "cat"));
            // D: nothing more.
            Add(chunk, Failed("d1", 0, "D", "dan"));
            // E: no order, followed by customer and amount; another amount is another purchase.
            Add(chunk, Failed("e1", 0, null, "eve"), Paid("e2", 30, null, "eve", amount: 999), Paid("e3", 40, null, "eve"));
            // F: nothing names it.
            Add(chunk, Failed("f1", 0, null, null));
            // G: seven days and a minute after the last failure a new chain begins, which is paid.
            Add(chunk, Failed("g1", 0, "G", "gus"), Failed("g2", (7 * 1440) + 1, "G", "gus"), Paid("g3", (7 * 1440) + 2, "G", "gus"));
            var asked = AnalyticsWorld.Case("t1", s_noon.AddMinutes(20));
            (asked.TransactionRef, asked.Category, asked.CustomerRef) = ("c1", "failed_payment", "cat");
            chunk.Tickets.Add(new(asked, "acme"));
        });
        await world.RefreshAsync();

        var orders = (await world.DerivedAsync(context => context.FailedOrders.AsNoTracking().ToListAsync())).ToDictionary(row => row.PaymentRef);

        Assert.Equal(["a1", "b1", "c1", "d1", "e1", "f1", "g1", "g2"], orders.Keys.Order(StringComparer.Ordinal));
        Is(orders["a1"], failures: 2, FailedOrder.SameMethod, "a3");
        Is(orders["b1"], failures: 2, FailedOrder.OtherCard, null);
        Is(orders["c1"], failures: 1, FailedOrder.Asked, "c2");
        Assert.Equal("t1", orders["c1"].TicketRef);
        Is(orders["d1"], failures: 1, FailedOrder.Left, null);
        Is(orders["e1"], failures: 1, FailedOrder.SameMethod, "e3");
        Is(orders["f1"], failures: 1, FailedOrder.NotKnown, null);
        Is(orders["g1"], failures: 1, FailedOrder.Left, null);
        Is(orders["g2"], failures: 1, FailedOrder.SameMethod, "g3");
        Assert.Equal(1000, orders["a1"].RecoveredMinor);
        Assert.Equal((4L, 8L), await RatioAsync(world, "order_recovery_rate"));
    }

    [StoreFact]
    public async Task BillingFindings_AreDoubledCharges_OtherAmounts_AndChargesAfterARefund(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        await world.WriteAsync(chunk =>
        {
            // Twice within 20 seconds, same order: refunded later, so confirmed.
            Add(chunk, Paid("a1", 0, "A", "ann"), Paid("a2", 0, "A", "ann", seconds: 20), Refund("ra", 2000, "a2", "A", "ann"));
            // Ten minutes and a second apart: two purchases.
            Add(chunk, Paid("b1", 0, "B", "bob"), Paid("b2", 10, "B", "bob", seconds: 1));
            // Within ten minutes for two orders: told, with little confidence.
            Add(chunk, Paid("c1", 0, "C1", "cat"), Paid("c2", 9, "C2", "cat"));
            // Tried with 10.00, charged 12.00.
            Add(chunk, Failed("d1", 0, "D", "dan"), Paid("d2", 5, "D", "dan", amount: 1200));
            // Charged again after it was refunded in full.
            Add(chunk, Paid("e1", 0, "E", "eve"), Refund("re", 60, "e1", "E", "eve"), Paid("e2", 120, "E", "eve"));
            // The same customer and amount at another vendor is none of ours.
            chunk.Transactions.Add(new(Paid("z1", 0, null, "cat"), "birch"));
        });
        await world.RefreshAsync();

        var found = (await world.DerivedAsync(context => context.BillingFindings.AsNoTracking().ToListAsync())).ToDictionary(row => row.PaymentRef);

        Assert.Equal(["a2", "c2", "d2", "e2"], found.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((BillingFinding.Duplicate, "a1", 1, true), (found["a2"].Kind, found["a2"].OtherRef, found["a2"].SameOrder, found["a2"].RefundedAt is not null));
        Assert.Equal((BillingFinding.Duplicate, "c1", 0, false), (found["c2"].Kind, found["c2"].OtherRef, found["c2"].SameOrder, found["c2"].RefundedAt is not null));
        Assert.Equal((BillingFinding.Amount, "d1", 1000L), (found["d2"].Kind, found["d2"].OtherRef, found["d2"].ExpectedMinor));
        Assert.Equal((BillingFinding.AfterRefund, "re"), (found["e2"].Kind, found["e2"].OtherRef));
    }

    [StoreFact]
    public async Task RefundCases_TellWhatWasMadeGood_AndWhatWentBackTwice(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        await world.WriteAsync(chunk => Add(chunk,
            Refund("r1", 0, "p1", "A", "ann", "failed"), Refund("r2", 20 * 1440, "p1", "A", "ann"),
            Refund("r3", 0, "p2", "B", "bob"), Refund("r4", 60, "p2", "B", "bob"),
            Refund("r5", 0, "p3", "C", "cat", extent: "partial"), Refund("r6", 60, "p3", "C", "cat", extent: "partial"),
            Refund("r7", 0, "p4", "D", "dan", "pending")));
        await world.RefreshAsync();

        var refunds = (await world.DerivedAsync(context => context.RefundCases.AsNoTracking().ToListAsync())).ToDictionary(row => row.RefundRef);

        Assert.Equal(s_noon.AddDays(20), refunds["r1"].MadeGoodAt);
        Assert.Equal(s_noon, refunds["r2"].FailedBeforeAt);
        Assert.Equal([("r4", 1)], refunds.Values.Where(row => row.Repeats > 0).Select(row => (row.RefundRef, row.Repeats)));
        Assert.Equal(1, await CountAsync(world, "unpaid_refunds"));
        Assert.Equal(1, await CountAsync(world, "refunds_made_good"));
        Assert.Equal(1, await CountAsync(world, "repeated_refunds"));
    }

    [StoreFact]
    public async Task FraudSignals_TellCardTesting_AndNoOutage(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        await world.WriteAsync(chunk =>
        {
            // 24 cards of one BIN in two hours, one passes: a wave of 24.
            for (var i = 0; i < 24; i++)
                Add(chunk, Tried("w" + i, i * 5, "545301", "k" + i, i == 7 ? null : "issuer_declined"));
            // As many failures of the gateway: an outage.
            for (var i = 0; i < 24; i++)
                Add(chunk, Tried("o" + i, i * 5, "400012", "o" + i, "gateway_error"));
            // One card six times in ten minutes.
            for (var i = 0; i < 6; i++)
                Add(chunk, Tried("v" + i, i * 2, "510321", "fast", "insufficient_funds"));
            // Five times is no signal.
            for (var i = 0; i < 5; i++)
                Add(chunk, Tried("s" + i, i * 2, "510321", "slow", "insufficient_funds"));
        });
        await world.RefreshAsync();

        var signals = await world.DerivedAsync(context => context.FraudSignals.AsNoTracking().OrderBy(row => row.Kind).ToListAsync());

        Assert.Equal([(FraudSignal.Testing, "545301", 24, 23, 24), (FraudSignal.Velocity, "fast", 6, 6, 1)], signals.Select(row => (row.Kind, row.Member, row.Attempts, row.Failed, row.Cards)));
        Assert.Equal(25, await CountAsync(world, "block_candidates"));
    }

    [StoreFact]
    public async Task VendorScope_ReadsItsOwnCasesOnly(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        await world.WriteAsync(chunk =>
        {
            Add(chunk, Failed("a1", 0, "A", "ann"));
            chunk.Transactions.Add(new(Failed("b1", 0, "B", "bob"), "birch"));
        });
        await world.RefreshAsync();
        var acme = DataScope.Vendor(await world.VendorAsync("acme"));

        Assert.Equal(["a1"], await world.DerivedAsync(context => context.FailedOrders.Select(row => row.PaymentRef).ToListAsync(), acme));
        Assert.True(await world.DerivedAsync(context => context.PaymentFacets.AllAsync(row => row.VendorId == acme.VendorId), acme));
        Assert.Equal(1, (await world.ValueAsync("failed_orders", "from=2026-03-01&to=2026-04-10", acme)).Numerator);
    }

    [StoreFact]
    public async Task Candidate_IsPutAsideWithinItsScope_AndTakenBack(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        await world.WriteAsync(chunk =>
        {
            Add(chunk, Paid("a1", 0, "A", "ann"), Paid("a2", 0, "A", "ann", seconds: 20));
            chunk.Transactions.Add(new(Paid("b1", 0, "B", "bob"), "birch"));
        });
        await world.RefreshAsync();
        var (acme, birch) = (DataScope.Vendor(await world.VendorAsync("acme")), DataScope.Vendor(await world.VendorAsync("birch")));
        var desk = new BillingDesk(world.Store, world.Clock);
        Assert.Equal(1, await CountAsync(world, "billing_candidates"));

        Assert.False(await desk.SetAsideAsync(birch, BillingFinding.Duplicate, world.SourceId, "a2", "not ours", "bea"));
        Assert.True(await desk.SetAsideAsync(acme, BillingFinding.Duplicate, world.SourceId, "a2", "two tickets", "ann"));
        Assert.False(await desk.SetAsideAsync(acme, BillingFinding.Duplicate, world.SourceId, "a2", "again", "ann"));
        Assert.Equal(0, await CountAsync(world, "billing_candidates"));
        await world.RebuildAsync();
        Assert.Equal(0, await CountAsync(world, "billing_candidates"));

        var aside = Assert.Single(await desk.PutAsideAsync(acme));
        Assert.Equal(("a2", "two tickets", null, true), (aside.PaymentRef, aside.Reason, aside.By, aside.ByVendor));
        Assert.Equal("ann", Assert.Single(await desk.PutAsideAsync(DataScope.Staff)).By);
        Assert.Empty(await desk.PutAsideAsync(birch));
        Assert.False(await desk.TakeBackAsync(birch, aside.Id, "bea"));
        Assert.True(await desk.TakeBackAsync(acme, aside.Id, "ann"));
        Assert.Equal(1, await CountAsync(world, "billing_candidates"));
        Assert.Empty(await desk.LatestAsync(birch, 10));
    }

    private static void Is(FailedOrder order, int failures, string next, string? paidWith) =>
        Assert.Equal((order.PaymentRef, failures, next, paidWith, paidWith is null ? 0 : 1), (order.PaymentRef, order.Failures, order.Next, order.RecoveredRef, order.Recovered));

    private static async Task<long?> CountAsync(AnalyticsWorld world, string metric) => (await world.ValueAsync(metric, "from=2026-03-01&to=2026-04-10")).Numerator;

    private static async Task<(long?, long?)> RatioAsync(AnalyticsWorld world, string metric)
    {
        var value = await world.ValueAsync(metric, "from=2026-03-01&to=2026-04-10");
        return (value.Numerator, value.Denominator);
    }

    private static void Add(FactChunk chunk, params Transaction[] rows)
    {
        foreach (var row in rows)
            chunk.Transactions.Add(new(row, "acme"));
    }

    [StoreFact]
    public async Task Fees_OutOfLine_AreThoseOverThreeTimesTheMedianOfTwenty_OrMoreThanThePayment(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        await world.WriteAsync(chunk =>
        {
            // Twenty charges of 10.00 with a fee of 0.30 each on one gateway in one week: the median is 0.30, three times it 0.90.
            for (var i = 0; i < 20; i++)
                Add(chunk, Fee("f" + i, i * 60, 30));
            Add(chunk, Fee("edge", 1500, 90), Fee("over", 1501, 91), Fee("all", 1502, 1000));
            // Nineteen payments are too few to say what is usual: only a fee larger than its payment is told.
            for (var i = 0; i < 17; i++)
                Add(chunk, Fee("g" + i, i * 60, 30, "south"));
            Add(chunk, Fee("few", 1500, 600, "south"), Fee("more", 1501, 1001, "south"));
        });
        await world.RefreshAsync();

        var found = (await world.DerivedAsync(context => context.BillingFindings.AsNoTracking().ToListAsync())).ToDictionary(row => row.PaymentRef);

        Assert.Equal(["all", "over"], found.Keys.Where(key => found[key].Gateway == "north").Order(StringComparer.Ordinal));
        Assert.Equal((BillingFinding.Fee, 91L, 30L), (found["over"].Kind, found["over"].FeeMinor, found["over"].ExpectedMinor));
        Assert.Equal(["more"], found.Keys.Where(key => found[key].Gateway == "south"));
        Assert.Null(found["more"].ExpectedMinor);

        static Transaction Fee(string id, int minutes, long fee, string gateway = "north")
        {
            var row = Paid(id, minutes, null, "customer of " + id);
            (row.FeeMinor, row.Gateway) = (fee, gateway);
            return row;
        }
    }

    [StoreFact]
    public async Task ChangedTicket_ReachesPayments_OnlyWhereItSaysSomethingElseOfThem(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        var asked = AnalyticsWorld.Case("t1", s_noon.AddMinutes(20));
        (asked.TransactionRef, asked.Category, asked.CustomerRef) = ("a1", "failed_payment", "ann");
        await world.WriteAsync(chunk =>
        {
            Add(chunk, Failed("a1", 0, "A", "ann"), Failed("b1", 0, "B", "bob"));
            chunk.Tickets.Add(new(asked, "acme"));
        });
        await world.RefreshAsync();
        var orders = await NextAsync();

        // Another status and subject says nothing to a payment; another category of a ticket that names one is still about it; the other payment is another's.
        (asked.Status, asked.Subject) = ("solved", "Another subject");
        await world.WriteAsync(chunk => chunk.Tickets.Add(new(asked, "acme")));
        await world.RefreshAsync();
        var same = await NextAsync();
        (asked.TransactionRef, asked.CustomerRef) = ("b1", "bob");
        await world.WriteAsync(chunk => chunk.Tickets.Add(new(asked, "acme")));
        await world.RefreshAsync();
        var moved = await NextAsync();

        Assert.Equal([("a1", FailedOrder.Asked), ("b1", FailedOrder.Left)], orders);
        Assert.Equal(orders, same);
        Assert.Equal([("a1", FailedOrder.Left), ("b1", FailedOrder.Asked)], moved);

        async Task<List<(string, string)>> NextAsync() =>
            [.. (await world.DerivedAsync(context => context.FailedOrders.AsNoTracking().ToListAsync())).OrderBy(row => row.PaymentRef, StringComparer.Ordinal).Select(row => (row.PaymentRef, row.Next))];
    }

    private static Transaction Failed(string id, int minutes, string? order, string? customer, string? card = null) =>
        Of(AnalyticsWorld.Sale(id, s_noon.AddMinutes(minutes), status: "failed", cause: "insufficient_funds"), order, customer, card);

    private static Transaction Paid(string id, int minutes, string? order, string? customer, long amount = 1000, string method = "card", int seconds = 0)
    {
        var row = Of(AnalyticsWorld.Sale(id, s_noon.AddMinutes(minutes).AddSeconds(seconds), amount), order, customer, null);
        row.Method = method;
        return row;
    }

    private static Transaction Tried(string id, int minutes, string bin, string card, string? cause)
    {
        var row = Of(AnalyticsWorld.Sale(id, s_noon.AddMinutes(minutes), 150, status: cause is null ? "succeeded" : "failed", cause: cause), null, null, card);
        row.Bin6 = bin;
        return row;
    }

    private static Transaction Refund(string id, int minutes, string payment, string order, string customer, string status = "succeeded", string extent = "full")
    {
        var row = Of(AnalyticsWorld.Sale(id, s_noon.AddMinutes(minutes), status: status), order, customer, null);
        (row.Kind, row.OriginalRef, row.RefundExtent) = ("refund", payment, extent);
        return row;
    }

    private static Transaction Of(Transaction row, string? order, string? customer, string? card)
    {
        (row.OrderRef, row.CustomerRef, row.CardFingerprint) = (order, customer, card);
        return row;
    }
}
