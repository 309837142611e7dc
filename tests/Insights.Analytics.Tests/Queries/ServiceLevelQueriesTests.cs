using Insights.Analytics.Queries;
using Insights.Analytics.Tests.Rollups;
using Insights.Import.Store;
using Insights.Import.Store.Dimensions;
using Insights.Tests.Shared.Stores;
using Xunit;
using static Insights.Analytics.Tests.Rollups.AnalyticsWorld;

namespace Insights.Analytics.Tests.Queries;

/// <summary>Six tickets on 10 March under one policy: first reply within 100 minutes round the clock, for every priority but low.</summary>
public sealed class ServiceLevelQueriesTests
{
    private static readonly DateTime s_asked = new(2026, 3, 10, 8, 0, 0, DateTimeKind.Utc);

    [StoreFact]
    public async Task Attainment_ReconcilesEveryClockOfThePeriod(StoreProvider provider)
    {
        await using var world = await FilledAsync(provider);

        var line = Assert.Single(await world.ServiceLevels.AttainmentAsync(world.Filter("from=2026-03-10&to=2026-03-10"), DataScope.Staff));

        // quick and exact met; slow and silent breached (silent while open, at 09:40:01); merged excluded; low has no policy; bare has no history.
        Assert.Equal((2L, 2L, 0L, 1L, 1L, 1L), (line.Met, line.Breached, line.OpenInTime, line.Excluded, line.NoPolicy, line.Unmeasured));
        Assert.Equal(7, line.Total);
        Assert.Equal(0.5, line.Attainment.Value);
    }

    [StoreFact]
    public async Task Attainment_OfAPastInstant_CountsAsOpenWhatWasDecidedLater(StoreProvider provider)
    {
        await using var world = await FilledAsync(provider);
        await world.WriteAsync(chunk =>
        {
            // Asked ten minutes before midnight, answered ten minutes after.
            chunk.Tickets.Add(new(Case("late", s_asked.Date.AddDays(1).AddMinutes(-10)), "acme"));
            chunk.TicketEvents.Add(Event("late", "1", s_asked.Date.AddDays(1).AddMinutes(-10), "created", "new", "customer"));
            chunk.TicketEvents.Add(Event("late", "2", s_asked.Date.AddDays(1).AddMinutes(10), "comment"));
        });
        await world.RefreshAsync();

        Assert.Equal(1, Assert.Single(await world.ServiceLevels.AttainmentAsync(world.Filter("from=2026-03-10&to=2026-03-10"), DataScope.Staff)).OpenInTime);
        Assert.Equal(1, Assert.Single(await world.ServiceLevels.AttainmentAsync(world.Filter("from=2026-03-11&to=2026-03-11"), DataScope.Staff)).Met);
    }

    [StoreFact]
    public async Task Attainment_SplitByPriorityMetricAndPolicy_AddsUpToTheWhole(StoreProvider provider)
    {
        await using var world = await FilledAsync(provider);
        var filter = world.Filter("from=2026-03-10&to=2026-03-10");
        var whole = Assert.Single(await world.ServiceLevels.AttainmentAsync(filter, DataScope.Staff));

        foreach (var by in new[] { "priority", "metric", "policy", "vendor", "channel" })
            Assert.Equal((by, whole.Total, whole.Met), (by, (await world.ServiceLevels.AttainmentAsync(filter, DataScope.Staff, by)).Sum(line => line.Total), (await world.ServiceLevels.AttainmentAsync(filter, DataScope.Staff, by)).Sum(line => line.Met)));
        Assert.Equal(["all", "none"], (await world.ServiceLevels.AttainmentAsync(filter, DataScope.Staff, "policy")).Select(line => line.Key));
        await Assert.ThrowsAsync<ArgumentException>(() => world.ServiceLevels.AttainmentAsync(filter, DataScope.Staff, "gateway"));
    }

    [StoreFact]
    public async Task Distribution_PutsExactlyOnTargetIntoTheLastBinThatIsInTime(StoreProvider provider)
    {
        await using var world = await FilledAsync(provider);

        var bins = await world.ServiceLevels.DistributionAsync("first_reply_time", world.Filter("from=2026-03-10&to=2026-03-10"), DataScope.Staff);

        // quick: 10 of 100 minutes; exact: 100; slow: 300; silent has no end yet.
        Assert.Equal([(0, 1L), (0.75, 1L), (2, 1L)], bins.Where(bin => bin.Count > 0).Select(bin => (bin.From, bin.Count)));
        Assert.Equal((4.0, null), (bins[^1].From, bins[^1].To));
    }

    private static async Task<AnalyticsWorld> FilledAsync(StoreProvider provider)
    {
        var world = await CreateAsync(provider);
        await world.WriteAsync(chunk => chunk.Policies.Add(new SlaPolicy
        {
            Code = "all",
            Version = 1,
            Name = "All",
            Position = 1,
            DefinitionJson = """{"code":"all","match":{"priority":["urgent","normal"]},"hours":"calendar","targets":{"first_reply_time":6000}}""",
        }));
        await world.WriteAsync(chunk =>
        {
            foreach (var (id, minutes, priority) in new[] { ("quick", 10, "urgent"), ("exact", 100, "normal"), ("slow", 300, "normal"), ("silent", -1, "normal"), ("low", 5, "low") })
            {
                chunk.Tickets.Add(new(Case(id, s_asked, priority: priority), "acme"));
                chunk.TicketEvents.Add(Event(id, "1", s_asked, "created", "open", "customer"));
                if (minutes > 0)
                    chunk.TicketEvents.Add(Event(id, "2", s_asked.AddMinutes(minutes), "comment"));
            }
            var merged = Case("merged", s_asked);
            merged.MergedInto = "quick";
            chunk.Tickets.Add(new(merged, "acme"));
            chunk.TicketEvents.Add(Event("merged", "1", s_asked, "created", "open", "customer"));
            chunk.TicketEvents.Add(Event("merged", "2", s_asked.AddMinutes(3), "merged", "quick"));
            chunk.Tickets.Add(new(Case("bare", s_asked), "acme"));
        });
        await world.RefreshAsync();
        return world;
    }
}
