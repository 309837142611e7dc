using Insights.Analytics.Rollups.Tables;
using Insights.Import;
using Insights.Import.Store;
using Insights.Import.Store.Dimensions;
using Insights.Tests.Shared.Stores;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Insights.Analytics.Tests.Rollups.AnalyticsWorld;

namespace Insights.Analytics.Tests.Rollups;

/// <summary>Ticket t missed its hour; somebody exempts it, and takes that back.</summary>
public sealed class ExemptionTests
{
    [StoreFact]
    public async Task Exemption_LeavesTheRate_IsCountedApart_SurvivesARebuild_AndCanBeTakenBack(StoreProvider provider)
    {
        await using var world = await CreateAsync(provider);
        await world.WriteAsync(chunk =>
        {
            chunk.Policies.Add(new SlaPolicy { Code = "all", Version = 1, Name = "All", Position = 1, DefinitionJson = """{"code":"all","hours":"calendar","targets":{"first_reply_time":3600}}""" });
            chunk.Tickets.Add(new(Case("t", Now.AddHours(-3)), "acme"));
            chunk.TicketEvents.Add(Event("t", "1", Now.AddHours(-3), "created", "new", "customer"));
            chunk.TicketEvents.Add(Event("t", "2", Now.AddHours(-1), "comment", null, "agent"));
        });
        await world.RefreshAsync();
        var exemptions = new Exemptions(world.Test.Store, world.Clock);
        Assert.Equal((TicketClock.Breached, null), await FirstReplyAsync());

        Assert.True(await exemptions.ExemptAsync(world.SourceId, "t", "first_reply_time", " bank was down ", "lead"));
        Assert.False(await exemptions.ExemptAsync(world.SourceId, "t", "first_reply_time", "again", "lead"));
        await world.RefreshAsync();
        Assert.Equal((TicketClock.Excluded, "bank was down"), await FirstReplyAsync());
        var line = Assert.Single(await world.ServiceLevels.AttainmentAsync(world.Filter("period=today"), DataScope.Staff));
        Assert.Equal((0L, 0L), (line.Met, line.Breached));
        var exempt = await world.DumpAsync();
        await world.RebuildAsync();
        Assert.Equal(exempt, await world.DumpAsync());

        var known = Assert.Single(await exemptions.OfAsync(world.SourceId, "t"));
        Assert.False(await exemptions.WithdrawAsync(world.SourceId, "another", known.Id, "lead"));
        Assert.True(await exemptions.WithdrawAsync(world.SourceId, "t", known.Id, "lead"));
        Assert.False(await exemptions.WithdrawAsync(world.SourceId, "t", known.Id, "lead"));
        await world.RefreshAsync();
        Assert.Equal((TicketClock.Breached, null), await FirstReplyAsync());
        Assert.Equal("lead", Assert.Single(await exemptions.OfAsync(world.SourceId, "t")).WithdrawnBy);

        await using var asVendor = world.Test.Store.Open(DataScope.Vendor(await world.VendorAsync("acme")));
        Assert.Empty(await asVendor.TicketExemptions.ToListAsync());

        async Task<(string Verdict, string? Why)> FirstReplyAsync()
        {
            await using var context = world.Store.Open(DataScope.Staff);
            var clock = await context.TicketClocks.SingleAsync(row => row.Metric == "first_reply_time");
            return (clock.Verdict, clock.ExcludedBecause);
        }
    }
}
