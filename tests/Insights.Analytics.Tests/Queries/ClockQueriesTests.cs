using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Analytics.Tests.Rollups;
using Insights.Import.Store;
using Insights.Import.Store.Dimensions;
using Insights.Tests.Shared.Stores;
using NodaTime;
using Xunit;
using static Insights.Analytics.Tests.Rollups.AnalyticsWorld;

namespace Insights.Analytics.Tests.Queries;

/// <summary>A ticket's clocks in words, to be added up by hand; 10 March 2026 is a Tuesday, and the desk works Monday to Friday, 9 to 17 UTC.</summary>
public sealed class ClockQueriesTests
{
    private static readonly DateTime s_asked = new(2026, 3, 10, 16, 0, 0, DateTimeKind.Utc);

    [StoreFact]
    public async Task Explain_TellsEachStretch_AndTheSumThatLeadsToTheVerdict(StoreProvider provider)
    {
        await using var world = await FilledAsync(provider);

        var stories = await new ClockQueries(world.Test.Store, world.Rules, world.Clock).ExplainAsync(world.SourceId, "t1", DataScope.Staff);

        // Asked Tue 16:00, answered Wed 10:30. Tuesday 16–17 is 1 h, Wednesday 9–10:30 is 1.5 h: 2:30:00 of a promised 2:00:00; over at 10:00:01.
        var reply = Assert.Single(stories, story => story.Title == "First reply time");
        Assert.Equal("breached", reply.Verdict);
        Assert.Equal(
            "Missed at 11 Mar 2026 10:00 UTC: 2:30:00 h of business time, promised 2:00:00 h (policy all, version 1). Most of the promised time was ours.", reply.Summary);
        var row = Assert.Single(reply.Stretches.Rows);
        Assert.Equal(
            ["10 Mar 2026 16:00 UTC", "11 Mar 2026 10:30 UTC", "New", "ran", "Us", "all v1, office v1, target 2:00:00 h", "Tue 10 Mar 16:00:00–17:00:00; Wed 11 Mar 09:00:00–10:30:00", "2:30:00 h", "2:30:00 h"],
            row.Select(cell => CellText.Of(cell, DateTimeZone.Utc)));
        Assert.Equal("2:30:00 h", CellText.Of(reply.Stretches.Totals![7], DateTimeZone.Utc));
    }

    [StoreFact]
    public async Task Explain_AnotherVendorsTicket_IsNotThere(StoreProvider provider)
    {
        await using var world = await FilledAsync(provider);
        var queries = new ClockQueries(world.Test.Store, world.Rules, world.Clock);
        var canary = DataScope.Vendor(await world.VendorAsync("canary"));

        Assert.NotEmpty(await queries.ExplainAsync(world.SourceId, "t1", DataScope.Vendor(await world.VendorAsync("acme"))));
        Assert.Empty(await queries.ExplainAsync(world.SourceId, "t1", canary));
        Assert.Empty(await queries.ExplainAsync(world.SourceId, "t1", DataScope.Nothing));
        Assert.Empty(await queries.ExplainAsync(world.SourceId, "no such ticket", DataScope.Staff));
    }

    private static async Task<AnalyticsWorld> FilledAsync(StoreProvider provider)
    {
        var world = await CreateAsync(provider);
        await world.WriteAsync(chunk =>
        {
            chunk.Calendars.Add(new BusinessCalendar
            {
                Code = "office",
                Version = 1,
                Name = "Office",
                DefinitionJson = """{"code":"office","timezone":"Etc/UTC","hours":{"mon":[["09:00","17:00"]],"tue":[["09:00","17:00"]],"wed":[["09:00","17:00"]],"thu":[["09:00","17:00"]],"fri":[["09:00","17:00"]]}}""",
            });
            chunk.Policies.Add(new SlaPolicy { Code = "all", Version = 1, Name = "All", DefinitionJson = """{"code":"all","calendar":"office","targets":{"first_reply_time":7200}}""" });
            chunk.Tickets.Add(new(Case("t1", s_asked), "acme"));
            chunk.TicketEvents.Add(Event("t1", "1", s_asked, "created", "new", "customer"));
            chunk.TicketEvents.Add(Event("t1", "2", s_asked.AddHours(18.5), "comment"));
            chunk.Tickets.Add(new(Case("t2", s_asked), "canary"));
        });
        await world.RefreshAsync();
        return world;
    }
}
