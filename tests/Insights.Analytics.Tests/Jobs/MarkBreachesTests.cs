using Insights.Analytics.Jobs;
using Insights.Analytics.Queries;
using Insights.Analytics.Tests.Rollups;
using Insights.Import.Store;
using Insights.Import.Store.Dimensions;
using Insights.Tests.Shared.Stores;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Xunit;
using static Insights.Analytics.Tests.Rollups.AnalyticsWorld;

namespace Insights.Analytics.Tests.Jobs;

public sealed class MarkBreachesTests
{
    /// <summary>A ticket asked at 11:30 with one hour round the clock for the first reply, and nothing else happening; it is 12:00.</summary>
    [StoreFact]
    public async Task Clock_WithoutAnyNewEvent_IsBreachedOnceItsTargetHasPassed(StoreProvider provider)
    {
        await using var world = await CreateAsync(provider);
        await world.WriteAsync(chunk => chunk.Policies.Add(new SlaPolicy
        {
            Code = "all",
            Version = 1,
            Name = "All",
            Position = 1,
            DefinitionJson = """{"code":"all","hours":"calendar","targets":{"first_reply_time":3600}}""",
        }));
        await world.WriteAsync(chunk =>
        {
            chunk.Tickets.Add(new(Case("t", Now.AddMinutes(-30)), "acme"));
            chunk.TicketEvents.Add(Event("t", "1", Now.AddMinutes(-30), "created", "new", "customer"));
        });
        await world.RefreshAsync();
        var filter = world.Filter("period=today");

        Assert.Equal((0L, 1L), await RateAsync());
        // 12:30:00: exactly on target is no breach.
        world.Clock.Advance(TimeSpan.FromMinutes(30));
        await world.Pass.MarkBreachesAsync(CancellationToken.None);
        Assert.Equal((0L, 1L), await RateAsync());

        world.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await world.Pass.MarkBreachesAsync(CancellationToken.None));

        Assert.Equal((1L, 0L), await RateAsync());
        Assert.Equal(0, await world.Pass.MarkBreachesAsync(CancellationToken.None));
        var clock = Assert.Single(await world.ServiceLevels.AttainmentAsync(filter, DataScope.Staff, "policy"));
        Assert.Equal(("all", 0L, 1L), (clock.Key, clock.Met, clock.Breached));
        var marked = await world.DumpAsync();
        await world.RebuildAsync();
        Assert.Equal(marked, await world.DumpAsync());

        async Task<(long Breached, long OpenInTime)> RateAsync()
        {
            var line = Assert.Single(await world.ServiceLevels.AttainmentAsync(filter, DataScope.Staff));
            return (line.Breached, line.OpenInTime);
        }
    }

    /// <summary>Two tickets asked at 11:30 and 11:45 with one hour each; nothing runs until three days later.</summary>
    [StoreFact]
    public async Task Clock_DueWhileNothingRan_IsBreachedAtItsOwnSecond_AndOnlyDueTicketsAreDerived(StoreProvider provider)
    {
        await using var world = await CreateAsync(provider);
        await world.WriteAsync(chunk => chunk.Policies.Add(new SlaPolicy
        {
            Code = "all",
            Version = 1,
            Name = "All",
            Position = 1,
            DefinitionJson = """{"code":"all","hours":"calendar","targets":{"first_reply_time":3600}}""",
        }));
        await world.WriteAsync(chunk =>
        {
            foreach (var (id, asked) in new[] { ("early", -30), ("late", -15) })
            {
                chunk.Tickets.Add(new(Case(id, Now.AddMinutes(asked)), "acme"));
                chunk.TicketEvents.Add(Event(id, "1", Now.AddMinutes(asked), "created", "new", "customer"));
            }
        });
        await world.RefreshAsync();

        world.Clock.Advance(TimeSpan.FromMinutes(30) + TimeSpan.FromSeconds(1));
        Assert.Equal(1, await world.Pass.MarkBreachesAsync(CancellationToken.None));
        Assert.Equal([Now.AddMinutes(30).AddSeconds(1)], await BreachesAsync());
        world.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(1, await world.Pass.MarkBreachesAsync(CancellationToken.None));

        Assert.Equal([Now.AddMinutes(30).AddSeconds(1), Now.AddMinutes(45).AddSeconds(1)], await BreachesAsync());

        Task<List<DateTime>> BreachesAsync() => world.DerivedAsync(context => context.TicketClocks.Where(row => row.Verdict == "breached").OrderBy(row => row.DecidedAt).Select(row => row.DecidedAt!.Value).ToListAsync());
    }

    [StoreFact]
    public async Task Jobs_OfThisStage_SayWhatTheyDid(StoreProvider provider)
    {
        await using var world = await CreateAsync(provider);
        var runner = world.Runner(new RefreshMetricsJob(world.Pass), new RebuildMetricsJob(world.Pass), new MarkBreachesJob(world.Pass));
        await runner.RunAsync(JobIds.RefreshMetrics, "test");
        await world.WriteAsync(chunk =>
        {
            chunk.Transactions.Add(new(Sale("a", Now.AddDays(-3)), "acme"));
            chunk.Transactions.Add(new(Sale("b", Now.AddDays(-2)), "acme"));
            chunk.Tickets.Add(new(Case("t", Now.AddDays(-1)), "acme"));
        });

        Assert.Equal((3L, "Derived 2 days of payments and disputes and 1 ticket."), Said(await runner.RunAsync(JobIds.RefreshMetrics, "test")));
        Assert.Equal((0L, "Nothing had changed."), Said(await runner.RunAsync(JobIds.RefreshMetrics, "test")));
        Assert.Equal((0L, "No target fell due."), Said(await runner.RunAsync(JobIds.MarkBreaches, "test")));
        await new Insights.Analytics.Rollups.DaysToTouch(world.Test.Store).TouchAsync(new LocalDate(2026, 3, 29), new LocalDate(2026, 3, 31), CancellationToken.None);
        Assert.Equal(13, (await runner.RunAsync(JobIds.RefreshMetrics, "test")).Items);
        Assert.Equal((3L, "Derived 2 days of payments and disputes and 1 ticket."), Said(await runner.RunAsync(JobIds.RebuildMetrics, "test")));
    }

    private static (long Items, string Summary) Said(JobRunSummary run) => (run.Items, run.Summary);
}
