using Insights.Import.Store;
using Insights.Import.Store.Dimensions;
using Insights.Import.Store.Facts;
using Insights.Tests.Shared.Stores;
using Xunit;
using static Insights.Import.Tests.Store.WritingStore;

namespace Insights.Import.Tests.Store;

public sealed class EventUpsertTests
{
    [StoreFact]
    public async Task Events_AgainInAnotherOrder_AreUnchanged(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        Assert.Equal(new ChunkOutcome(3, 0, 0, 1, 0), await store.WriteAsync(chunk =>
        {
            chunk.TicketEvents.Add(Event("t1", "b", Noon.AddHours(1)));
            chunk.TicketEvents.Add(Event("t1", "a", Noon));
            chunk.TicketEvents.Add(Event("t1", "a", Noon));
            chunk.ChargebackEvents.Add(Stage("d1", "won"));
        }));
        Assert.Equal(new ChunkOutcome(1, 0, 3, 0, 0), await store.WriteAsync(chunk =>
        {
            chunk.TicketEvents.Add(Event("t1", "a", Noon));
            chunk.TicketEvents.Add(Event("t1", "b", Noon.AddHours(1)));
            chunk.TicketEvents.Add(Event("t2", "a", Noon));
            chunk.ChargebackEvents.Add(Stage("d1", "won"));
        }));
        await using var context = store.Read();
        Assert.Equal(["a", "b"], context.TicketEvents.Of(store.Shop, "t1").Select(row => row.EventId).ToList());
    }

    [StoreFact]
    public async Task Event_WithAnotherInstantOrContent_ReplacesItself(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        await store.WriteAsync(chunk => chunk.TicketEvents.Add(Event("t1", "a", Noon)));
        Assert.Equal(1, (await store.WriteAsync(chunk => chunk.TicketEvents.Add(Event("t1", "a", Noon.AddHours(1))))).Updated);
        Assert.Equal(1, (await store.WriteAsync(chunk => chunk.TicketEvents.Add(Event("t1", "a", Noon.AddHours(1), kind: "status")))).Updated);
        var stored = await store.OnlyAsync<TicketEvent>();
        Assert.Equal((Noon.AddHours(1), "status", "agent", true), (stored.OccurredAt, stored.Kind, stored.ActorKind, stored.IsPublic));
    }

    [StoreFact]
    public async Task EventsReadOffATicketsRecord_CountNoRows(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        var chunk = new FactChunk { FileId = store.FileId, SourceId = store.Shop, EventsCountAsRows = false };
        chunk.Tickets.Add(new(Case("t1"), "acme"));
        chunk.TicketEvents.Add(Event("t1", "a"));
        Assert.Equal(new ChunkOutcome(1, 0, 0, 0, 0), await store.Writer.WriteAsync(chunk, CancellationToken.None));
        Assert.Single(await store.AllAsync<TicketEvent>());
    }

    [StoreFact]
    public async Task Dimensions_AreInsertedUpdatedAndCounted(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        Assert.Equal(new ChunkOutcome(5, 0, 0, 0, 0), await store.WriteAsync(chunk => Fill(chunk, "Acme Ltd", 1_080_000)));
        Assert.Equal(new ChunkOutcome(0, 0, 5, 0, 0), await store.WriteAsync(chunk => Fill(chunk, "Acme Ltd", 1_080_000)));
        Assert.Equal(new ChunkOutcome(0, 2, 3, 0, 0), await store.WriteAsync(chunk => Fill(chunk, "Acme SE", 1_090_000)));
        Assert.Equal("Acme SE", (await store.OnlyAsync<Vendor>()).Name);
        Assert.Equal(1_090_000, (await store.AllAsync<FxRate>()).Single(rate => rate.Currency == "USD").PerEuroMillionths);
        Assert.Equal("tier 2", (await store.OnlyAsync<Agent>()).Tier);

        static void Fill(FactChunk chunk, string name, long rate)
        {
            chunk.Vendors.Add(new Vendor { Code = "acme", Name = name, Country = "DE" });
            chunk.Agents.Add(new Agent { Code = "ana", Tier = "tier 2" });
            chunk.Calendars.Add(new BusinessCalendar { Code = "emea", Version = 1, Name = "EMEA" });
            chunk.Policies.Add(new SlaPolicy { Code = "urgent", Version = 1, Name = "Urgent" });
            chunk.FxRates.Add(new FxRate { Day = new DateOnly(2026, 3, 10), Currency = "USD", PerEuroMillionths = rate });
            chunk.FxRates.Add(new FxRate { Day = new DateOnly(2026, 3, 10), Currency = "GBP", PerEuroMillionths = 860_000 });
        }
    }
}
