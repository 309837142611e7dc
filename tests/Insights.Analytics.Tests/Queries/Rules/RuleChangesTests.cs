using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Analytics.Rollups;
using Insights.Analytics.Tests.Rollups;
using Insights.Import.Store;
using Insights.Import.Store.Dimensions;
using Insights.Tests.Shared.Stores;
using Xunit;
using static Insights.Analytics.Tests.Rollups.AnalyticsWorld;

namespace Insights.Analytics.Tests.Queries.Rules;

/// <summary>Ticket t was asked an hour and a half before now, and answered after an hour: kept within two hours, missed within half an hour.</summary>
public sealed class RuleChangesTests
{
    private static SlaPolicy Policy(int version, int seconds) => new()
    {
        Code = "all",
        Version = version,
        Name = "All",
        Position = 1,
        DefinitionJson = $$"""{"code":"all","hours":"calendar","targets":{"first_reply_time":{{seconds}} } }""",
    };

    private static async Task<AnalyticsWorld> AnsweredAsync(StoreProvider provider)
    {
        var world = await CreateAsync(provider);
        await world.WriteAsync(chunk =>
        {
            chunk.Policies.Add(Policy(1, 7_200));
            chunk.Tickets.Add(new(Case("t", Now.AddMinutes(-90)), "acme"));
            chunk.TicketEvents.Add(Event("t", "1", Now.AddMinutes(-90), "created", "new", "customer"));
            chunk.TicketEvents.Add(Event("t", "2", Now.AddMinutes(-30), "comment", null, "agent"));
        });
        await world.RefreshAsync();
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        return world;
    }

    private static async Task<(long Met, long Breached)> RateAsync(AnalyticsWorld world)
    {
        var line = Assert.Single(await world.ServiceLevels.AttainmentAsync(world.Filter("period=today"), DataScope.Staff));
        return (line.Met, line.Breached);
    }

    [StoreFact]
    public async Task NewVersion_ThatReachesBack_ChangesNothingBeforeItIsApproved(StoreProvider provider)
    {
        await using var world = await AnsweredAsync(provider);
        var changes = new RuleChanges(world.Store, world.Clock);
        Assert.False(await changes.AskAsync("Ana"));

        await world.WriteAsync(chunk => chunk.Policies.Add(Policy(2, 1_800)));
        await world.RefreshAsync();
        Assert.Equal((1L, 0L), await RateAsync(world));
        await world.RebuildAsync();
        Assert.Equal((1L, 0L), await RateAsync(world));
        var waiting = Assert.Single((await changes.ViewAsync()).Undecided);
        Assert.Equal(("policy", "all", 2), (waiting.Kind, waiting.Code, waiting.Version));

        Assert.True(await changes.AskAsync("Ana"));
        var asked = await new RuleComparison(world.Store, world.Clock).RunAsync(null, CancellationToken.None);
        Assert.Equal((1L, 1L), (asked!.Tickets, asked.Clocks));
        var view = (await changes.ViewAsync()).Latest!;
        Assert.Equal(("ready", false, "policy all version 2"), (view.State, view.IsStale, view.Versions));
        // By month: met 1 → 0, breached 0 → 1.
        Assert.Equal([1L, 0L, 0L, 1L], Assert.Single(view.Months!.Rows).Skip(2).Select(cell => ((Cell.Count)cell).Value));
        var effect = Assert.Single((await changes.EffectsAsync(view.Id, 0, 10)).Rows.Rows);
        Assert.Equal(("t", "Met", "Breached", "policy all version 2 instead of policy all version 1; target 0:30:00 h instead of 2:00:00 h"),
            (((Cell.Text)effect[0]).Value, ((Cell.Text)effect[2]).Value, ((Cell.Text)effect[4]).Value, ((Cell.Text)effect[6]).Value));
        await world.RefreshAsync();
        Assert.Equal((1L, 0L), await RateAsync(world));

        Assert.Null(await changes.ApproveAsync(view.Id, "Lea"));
        await world.RefreshAsync();
        Assert.Equal((0L, 1L), await RateAsync(world));
        Assert.Empty((await changes.ViewAsync()).Undecided);
        Assert.NotNull(await changes.ApproveAsync(view.Id, "Lea"));
        var approved = await world.DumpAsync();
        await world.RebuildAsync();
        Assert.Equal(approved, await world.DumpAsync());
    }

    [StoreFact]
    public async Task NewVersion_Discarded_CountsForWhatStartsLaterOnly(StoreProvider provider)
    {
        await using var world = await AnsweredAsync(provider);
        var changes = new RuleChanges(world.Store, world.Clock);
        await world.WriteAsync(chunk => chunk.Policies.Add(Policy(2, 1_800)));
        await world.RefreshAsync();

        Assert.True(await changes.DiscardAsync("Lea"));
        Assert.False(await changes.DiscardAsync("Lea"));
        await world.RefreshAsync();
        Assert.Empty((await changes.ViewAsync()).Undecided);
        Assert.Equal((1L, 0L), await RateAsync(world));

        // A ticket of later starts under the new version: an hour is too long now.
        var later = world.Clock.GetUtcNow().UtcDateTime.AddMinutes(1);
        await world.WriteAsync(chunk =>
        {
            chunk.Tickets.Add(new(Case("u", later), "acme"));
            chunk.TicketEvents.Add(Event("u", "1", later, "created", "new", "customer"));
            chunk.TicketEvents.Add(Event("u", "2", later.AddHours(1), "comment", null, "agent"));
        });
        await world.RefreshAsync();
        Assert.Equal((1L, 1L), await RateAsync(world));
    }

    [StoreFact]
    public async Task Approval_OfAListThatIsOutOfDate_IsRefused(StoreProvider provider)
    {
        await using var world = await AnsweredAsync(provider);
        var changes = new RuleChanges(world.Store, world.Clock);
        await world.WriteAsync(chunk => chunk.Policies.Add(Policy(2, 1_800)));
        await world.RefreshAsync();
        await changes.AskAsync("Ana");
        var asked = await new RuleComparison(world.Store, world.Clock).RunAsync(null, CancellationToken.None);

        await world.WriteAsync(chunk => chunk.Policies.Add(Policy(3, 600)));
        await world.RefreshAsync();

        Assert.True((await changes.ViewAsync()).Latest!.IsStale);
        Assert.Contains("Ask again", await changes.ApproveAsync(asked!.Id, "Lea"), StringComparison.Ordinal);
        Assert.Equal((1L, 0L), await RateAsync(world));
    }
}
