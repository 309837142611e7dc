using Insights.Import.Store;
using Insights.Import.Store.Ledger;
using Insights.Tests.Shared.Stores;
using NodaTime;
using Xunit;
using static Insights.Import.Tests.Store.WritingStore;

namespace Insights.Import.Tests.Store;

public sealed class TouchedTests
{
    // Berlin is UTC+1 until 2026-03-29 01:00Z and UTC+2 after: midnight of 11 March is 23:00Z of the 10th, midnight of 1 April is 22:00Z of 31 March.
    [StoreFact]
    public async Task Transactions_TouchTheDayOfTheReportingZone(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        await BerlinAsync(store);
        await store.WriteAsync(chunk =>
        {
            chunk.Transactions.Add(new(Sale("a", new DateTime(2026, 3, 10, 22, 59, 59, DateTimeKind.Utc)), "acme"));
            chunk.Transactions.Add(new(Sale("b", new DateTime(2026, 3, 12, 23, 0, 0, DateTimeKind.Utc)), "acme"));
            chunk.Transactions.Add(new(Sale("c", new DateTime(2026, 3, 31, 21, 59, 59, DateTimeKind.Utc)), "acme"));
            chunk.Transactions.Add(new(Sale("d", new DateTime(2026, 3, 31, 22, 0, 0, DateTimeKind.Utc)), "acme"));
        });
        Assert.Equal(["transactions 2026-03-10", "transactions 2026-03-13", "transactions 2026-03-31", "transactions 2026-04-01"], await store.MarkedDaysAsync());
    }

    [StoreFact]
    public async Task MovedRow_TouchesOldAndNewDay(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        await store.WriteAsync(Sale("a", Noon));
        await store.ForgetMarksAsync();
        await store.WriteAsync(Sale("a", Noon.AddDays(5)));
        Assert.Equal(["transactions 2026-03-10", "transactions 2026-03-15"], await store.MarkedDaysAsync());
    }

    [StoreFact]
    public async Task Disputes_TouchTheirThreeDates_OldAndNew(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        await store.WriteAsync(chunk => chunk.Chargebacks.Add(new(Dispute("d", opened: Noon, charged: Noon.AddDays(-9)), "acme")));
        Assert.Equal(["disputes_charged 2026-03-01", "disputes_opened 2026-03-10"], await store.MarkedDaysAsync());
        await store.ForgetMarksAsync();
        var decided = Dispute("d", opened: Noon, charged: Noon.AddDays(-8));
        decided.DecidedAt = Noon.AddDays(1);
        await store.WriteAsync(chunk => chunk.Chargebacks.Add(new(decided, "acme")));
        Assert.Equal(
            ["disputes_charged 2026-03-01", "disputes_charged 2026-03-02", "disputes_decided 2026-03-11", "disputes_opened 2026-03-10"],
            await store.MarkedDaysAsync());
    }

    [StoreFact]
    public async Task DisputeEvent_TouchesTheDisputesDays(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        await store.WriteAsync(chunk => chunk.Chargebacks.Add(new(Dispute("d", opened: Noon), "acme")));
        await store.ForgetMarksAsync();
        await store.WriteAsync(chunk => chunk.ChargebackEvents.Add(Stage("d", "challenged", Noon.AddDays(3))));
        Assert.Equal(["disputes_opened 2026-03-10"], await store.MarkedDaysAsync());
    }

    [StoreFact]
    public async Task TicketsAndTheirEvents_TouchTheTicket_OnlyWhenSomethingChanged(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        await store.WriteAsync(chunk => chunk.TicketEvents.Add(Event("t", "e1")));
        Assert.Equal("t", (await store.OnlyAsync<TouchedTicket>()).TicketRef);
        var first = (await store.OnlyAsync<TouchedTicket>()).Mark;
        await store.WriteAsync(chunk => chunk.Tickets.Add(new(Case("t"), "acme")));
        var touched = await store.OnlyAsync<TouchedTicket>();
        Assert.True(touched.Mark > first);
        Assert.Equal(TimeWindows.HashOf(store.Shop, "t"), touched.TicketHash);
        await store.ForgetMarksAsync();
        await store.WriteAsync(chunk =>
        {
            chunk.Tickets.Add(new(Case("t"), "acme"));
            chunk.TicketEvents.Add(Event("t", "e1"));
        });
        Assert.Empty(await store.AllAsync<TouchedTicket>());
    }

    [StoreFact]
    public async Task ChangedZone_TouchesEveryDayAndTicket_AndTheVersionGrows(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        await store.WriteAsync(chunk =>
        {
            chunk.Transactions.Add(new(Sale("a", Noon), "acme"));
            chunk.Transactions.Add(new(Sale("b", Noon.AddDays(2)), "acme"));
            chunk.Tickets.Add(new(Case("t"), "acme"));
        });
        await store.ForgetMarksAsync();
        var version = store.Test.Store.DataVersion;
        await BerlinAsync(store);
        Assert.Equal(
            ["transactions 2026-03-09", "transactions 2026-03-10", "transactions 2026-03-11", "transactions 2026-03-12", "transactions 2026-03-13"],
            await store.MarkedDaysAsync());
        Assert.Single(await store.AllAsync<TouchedTicket>());
        Assert.True(store.Test.Store.DataVersion > version);
        var workspace = await store.Test.Store.WorkspaceAsync();
        Assert.Equal(("Market", "Europe/Berlin", "EUR"), (workspace.Name, workspace.ReportingZone.Id, workspace.ReportingCurrency));

        // Another process reads the same version.
        using var other = (IDisposable)ReportingStoreFactory.Create(store.Test.Options);
        Assert.Equal(store.Test.Store.DataVersion, ((IReportingStore)other).DataVersion);
    }

    private static Task BerlinAsync(WritingStore store) =>
        store.Test.Store.SetWorkspaceAsync(new Workspace("Market", DateTimeZoneProviders.Tzdb["Europe/Berlin"], "EUR"));
}
