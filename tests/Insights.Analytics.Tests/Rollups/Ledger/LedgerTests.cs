using Insights.Analytics.Rollups.Ledger;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.Tests.Shared.Stores;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Insights.Analytics.Tests.Rollups.Ledger;

/// <summary>A hand-worked ledger: each row that lies around a dispute, and what changes when it comes or goes.</summary>
public sealed class LedgerTests
{
    private static readonly DateTime s_charged = new(2026, 2, 10, 10, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime s_opened = new(2026, 3, 20, 8, 0, 0, DateTimeKind.Utc);

    [StoreFact]
    public async Task Row_HoldsWhatLiesAroundTheDispute(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        await world.WriteAsync(chunk =>
        {
            chunk.Transactions.Add(new(Sale("old", s_charged.AddDays(-100)), "acme"));
            chunk.Transactions.Add(new(Sale("older", s_charged.AddDays(-200)), "acme"));
            chunk.Transactions.Add(new(Sale("ancient", s_charged.AddDays(-400)), "acme"));
            chunk.Transactions.Add(new(Sale("elsewhere", s_charged.AddDays(-150)), "birch"));
            chunk.Transactions.Add(new(Sale("pay", s_charged), "acme"));
            chunk.Transactions.Add(new(Sale("twice", s_charged.AddSeconds(30)), "acme"));
            chunk.Transactions.Add(new(Refund("back", "pay", s_charged.AddDays(20), 400), "acme"));
            chunk.Chargebacks.Add(new(Dispute("dp", s_opened), "acme"));
            chunk.Tickets.Add(new(Contact("t1", s_charged.AddDays(5)), "acme"));
            chunk.Tickets.Add(new(Contact("t2", s_charged.AddDays(9)), "acme"));
            chunk.TicketEvents.Add(AnalyticsWorld.Event("t1", "e1", s_charged.AddDays(5), "created", "new", "customer"));
            chunk.TicketEvents.Add(AnalyticsWorld.Event("t1", "e2", s_charged.AddDays(7), "comment"));
            chunk.ChargebackEvents.Add(Stage("dp", "fraud_notice", s_opened.AddDays(-2)));
            chunk.ChargebackEvents.Add(Stage("dp", "needs_response", s_opened));
        });
        await world.RefreshAsync();

        var row = Assert.Single(await RowsAsync(world));

        Assert.Equal(("needs_response", 2, true, 38), (row.State, row.Stage, row.IsDispute, row.DaysToDispute));
        Assert.Equal((s_charged, "north", "authenticated", 1000L), (row.ChargedAt, row.Gateway, row.ThreeDs, row.PaymentMinor));
        // "ancient" is older than a year, "elsewhere" another vendor's, "twice" the same purchase.
        Assert.Equal((2, s_charged.AddDays(-200)), (row.EarlierPayments, row.CustomerSince));
        // 138 and 238 days before the dispute, on the same card.
        Assert.Equal(2, row.EvidencePayments);
        Assert.Equal(("partial", s_charged.AddDays(20), 400L), (row.RefundState, row.RefundedAt, row.RefundedMinor));
        Assert.Equal(("twice", s_charged.AddSeconds(30)), (row.DuplicateRef, row.DuplicateAt));
        Assert.Equal(s_opened.AddDays(-2), row.NoticeAt);
        Assert.Equal(("t1", s_charged.AddDays(5), s_charged.AddDays(7)), (row.ContactRef, row.ContactAt, row.ContactRepliedAt));
        Assert.Null(row.ContactSolvedAt);
    }

    /// <summary>What the days' lists lead to is what a walk over everything finds, also after a day was touched.</summary>
    [StoreFact]
    public async Task PayerDays_FindWhatAWalkFinds(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        await world.WriteAsync(chunk =>
        {
            for (var i = 0; i < 200; i++)
            {
                var sale = Sale($"p{i}", s_charged.AddDays(-i).AddMinutes(i));
                sale.CustomerRef = $"c{i % 7}";
                chunk.Transactions.Add(new(sale, i % 3 == 0 ? "birch" : "acme"));
                if (i % 5 == 0)
                    chunk.Transactions.Add(new(Refund($"r{i}", $"p{i}", s_charged.AddDays(10 - i), 100), i % 3 == 0 ? "birch" : "acme"));
                if (i % 9 == 0)
                    chunk.Tickets.Add(new(Contact($"t{i}", s_charged.AddDays(-i)), "acme"));
            }
            chunk.Chargebacks.Add(new(Dispute("dp", s_opened), "acme"));
        });
        await world.RefreshAsync();
        await world.WriteAsync(chunk => chunk.Transactions.Add(new(Sale("late", s_charged.AddDays(-50).AddHours(1)), "acme")));
        await world.RefreshAsync();

        await using var transaction = await world.Store.Reporting.BeginWritingAsync(CancellationToken.None);
        await using var analytics = world.Store.Join(transaction);
        var acme = await world.VendorAsync("acme");
        var payers = new[] { "ann", "c1", "c2", "c6" }.Select(customer => Payer.HashOf(acme, customer, null)!.Value).ToHashSet();
        var payments = await analytics.DisputeLedger.Select(row => row.PaymentHash!.Value).ToListAsync();
        payments.AddRange(new[] { "p5", "p10", "p100" }.Select(id => TimeWindows.HashOf(transaction.Reporting.Sources.Single().Id, id)));
        var lists = new PayerDays(transaction.Facts, analytics, new((await world.Store.Reporting.WorkspaceAsync()).ReportingZone));
        var byList = await new LedgerReader(transaction.Facts, analytics, lists).MovementsAsync(payers, payments.ToHashSet(), s_charged.AddYears(-1), CancellationToken.None);
        var byWalk = await new LedgerReader(transaction.Facts, analytics, lists, worthAWalk: 0).MovementsAsync(payers, payments.ToHashSet(), s_charged.AddYears(-1), CancellationToken.None);

        Assert.Equal(Told(byWalk.Charges), Told(byList.Charges));
        Assert.Equal(Told(byWalk.Refunds), Told(byList.Refunds));
        Assert.True(byWalk.Charges.Count == 4 && byWalk.Refunds.Count == 3 && byWalk.Charges.Values.Any(list => list.Exists(each => each.Name.TicketRef == "late")));

        static List<string> Told(Dictionary<long, List<MovementFact>> lists) =>
            [.. lists.SelectMany(list => list.Value.Select(each => $"{list.Key} {each}")).Order(StringComparer.Ordinal)];
    }

    [StoreFact]
    public async Task Refresh_AfterEachNeighbourChanged_FollowsIt(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        await world.WriteAsync(chunk =>
        {
            chunk.Transactions.Add(new(Sale("old", s_charged.AddDays(-200)), "acme"));
            chunk.Chargebacks.Add(new(Dispute("dp", s_opened), "acme"));
        });
        await world.RefreshAsync();
        Assert.Null((await RowAsync(world, "dp")).PaymentKey);

        await world.WriteAsync(chunk => chunk.Transactions.Add(new(Sale("pay", s_charged), "acme")));
        await world.RefreshAsync();
        Assert.Equal((s_charged, 1, 1), await Of(world, row => (row.ChargedAt, row.EarlierPayments, row.EvidencePayments)));

        var refund = await world.ImportAsync("refund.csv", "ada", chunk => chunk.Transactions.Add(new(Refund("back", "pay", s_charged.AddDays(20), 1000), "acme")));
        await world.RefreshAsync();
        Assert.Equal("full", await Of(world, row => row.RefundState));
        await world.UndoAsync(refund, "ada");
        await world.RefreshAsync();
        Assert.Equal(("none", 0L), await Of(world, row => (row.RefundState, row.RefundedMinor)));

        await world.WriteAsync(chunk => chunk.Tickets.Add(new(Contact("t1", s_charged.AddDays(5)), "acme")));
        await world.RefreshAsync();
        Assert.Equal("t1", await Of(world, row => row.ContactRef));
        // The help desk finds out that it was another customer's.
        await world.WriteAsync(chunk =>
        {
            var moved = Contact("t1", s_charged.AddDays(5));
            moved.CustomerRef = "bob";
            chunk.Tickets.Add(new(moved, "acme"));
        });
        await world.RefreshAsync();
        Assert.Null(await Of(world, row => row.ContactRef));

        // The earlier payment is disputed, too: no evidence any more.
        await world.WriteAsync(chunk =>
        {
            var other = Dispute("dp2", s_opened.AddDays(1));
            other.TransactionRef = "old";
            chunk.Chargebacks.Add(new(other, "acme"));
        });
        await world.RefreshAsync();
        Assert.Equal((1, 0), await Of(world, row => (row.EarlierPayments, row.EvidencePayments)));

        // A second dispute of the same payment.
        await world.WriteAsync(chunk => chunk.Chargebacks.Add(new(Dispute("dp3", s_opened.AddDays(3)), "acme")));
        await world.RefreshAsync();
        Assert.Equal((1, 2), await Of(world, row => (row.DisputeNumber, row.DisputesOfPayment)));

        await world.WriteAsync(chunk => chunk.ChargebackEvents.Add(Stage("dp", "lost", s_opened.AddDays(5))));
        await world.RefreshAsync();
        Assert.Equal(("lost", s_opened.AddDays(5), 2500L), await Of(world, row => (row.State, row.DecidedAt, row.NetLossMinor)));

        var refreshed = await world.DumpAsync();
        await world.RebuildAsync();
        Assert.Equal(refreshed, await world.DumpAsync());
    }

    [StoreFact]
    public async Task Row_PaymentOfAnotherVendor_IsNotRead(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        await world.WriteAsync(chunk =>
        {
            chunk.Transactions.Add(new(Sale("pay", s_charged), "birch"));
            chunk.Chargebacks.Add(new(Dispute("dp", s_opened), "acme"));
            chunk.Tickets.Add(new(Contact("t1", s_charged.AddDays(5)), "birch"));
        });
        await world.RefreshAsync();

        var acme = await world.VendorAsync("acme");
        var row = Assert.Single(await world.DerivedAsync(context => context.DisputeLedger.ToListAsync(), DataScope.Vendor(acme)));
        Assert.Equal((null, null, null, null), (row.PaymentKey, row.ThreeDs, row.ContactRef, row.Gateway));
        Assert.Empty(await world.DerivedAsync(context => context.DisputeLinks.ToListAsync(), DataScope.Vendor(acme)));
        // Lists of everybody's payments are the house's.
        Assert.NotEmpty(await world.DerivedAsync(context => context.PayerDays.ToListAsync(), DataScope.Staff));
        Assert.Empty(await world.DerivedAsync(context => context.PayerDays.ToListAsync(), DataScope.Vendor(acme)));
        Assert.Empty(await world.DerivedAsync(context => context.DisputeLedger.ToListAsync(), DataScope.Vendor(await world.VendorAsync("birch"))));
    }

    private static async Task<T> Of<T>(AnalyticsWorld world, Func<DisputeLedger, T> read) => read(await RowAsync(world, "dp"));

    private static async Task<DisputeLedger> RowAsync(AnalyticsWorld world, string id) => (await RowsAsync(world)).Single(row => row.DisputeRef == id);

    private static Task<List<DisputeLedger>> RowsAsync(AnalyticsWorld world) => world.DerivedAsync(context => context.DisputeLedger.AsNoTracking().ToListAsync());

    private static Transaction Sale(string id, DateTime at)
    {
        var sale = AnalyticsWorld.Sale(id, at);
        (sale.CustomerRef, sale.CardFingerprint, sale.ThreeDs, sale.OrderRef) = ("ann", "fp", "authenticated", id is "pay" or "twice" ? "o1" : id);
        return sale;
    }

    private static Transaction Refund(string id, string of, DateTime at, long amount)
    {
        var refund = AnalyticsWorld.Sale(id, at, amount);
        (refund.Kind, refund.OriginalRef, refund.CustomerRef) = ("refund", of, "ann");
        return refund;
    }

    private static Chargeback Dispute(string id, DateTime at)
    {
        var dispute = AnalyticsWorld.Dispute(id, at);
        (dispute.TransactionRef, dispute.CustomerRef, dispute.FeeMinor) = ("pay", "ann", 1500);
        return dispute;
    }

    private static Ticket Contact(string id, DateTime at)
    {
        var ticket = AnalyticsWorld.Case(id, at);
        ticket.CustomerRef = "ann";
        return ticket;
    }

    private static ChargebackEvent Stage(string dispute, string state, DateTime at) => new() { ChargebackRef = dispute, EventId = state, State = state, OccurredAt = at, Line = 2 };
}
