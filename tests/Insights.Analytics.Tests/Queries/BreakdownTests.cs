using Insights.Analytics.Queries;
using Insights.Analytics.Tests.Rollups;
using Insights.Import.Store;
using Insights.Import.Store.Dimensions;
using Insights.Tests.Shared.Stores;
using Xunit;
using static Insights.Analytics.Tests.Rollups.AnalyticsWorld;

namespace Insights.Analytics.Tests.Queries;

/// <summary>
/// What the service-level pages show beside the rate. First reply is promised within 100 minutes round the clock; the tickets are asked on Tuesday 10 March 2026 at 08:00 UTC,
/// 09:00 in Berlin, where the reporting zone is.
/// </summary>
public sealed class BreakdownTests
{
    private static readonly DateTime s_asked = new(2026, 3, 10, 8, 0, 0, DateTimeKind.Utc);
    private const string TheDay = "from=2026-03-10&to=2026-03-10";

    [StoreFact]
    public async Task Attainment_CountsNearMissesMergedAndHours(StoreProvider provider)
    {
        await using var world = await FilledAsync(provider);
        var filter = world.Filter(TheDay);

        var line = Assert.Single(await world.ServiceLevels.AttainmentAsync(filter, DataScope.Staff));
        var hours = await world.ServiceLevels.AttainmentAsync(filter, DataScope.Staff, "hour");
        var agents = await world.ServiceLevels.AttainmentAsync(filter, DataScope.Staff, "agent");

        // m10 and m81 met, the second with 81 of 100 minutes used; m80 met, and 80 is not over 80; m250 breached.
        Assert.Equal((3L, 1L, 1L), (line.Met, line.Breached, line.NearMisses));
        Assert.Equal((1L, 1L, 0L), (line.Excluded, line.Merged, line.Exempt));
        Assert.Equal(["tue-09"], hours.Select(each => each.Key));
        Assert.Equal(line.Total, hours[0].Total);
        // The interval of 3 of 4 by Wilson's formula.
        Assert.Equal(0.3006, line.Interval!.Value.Lower, 4);
        Assert.Equal(0.9544, line.Interval.Value.Upper, 4);
        Assert.True(line.SmallSample);
        Assert.Equal([("Ada", 2L), ("Ben", 2L)], agents.Where(each => each.Decided > 0).Select(each => (each.Key, each.Decided)));
    }

    [StoreFact]
    public async Task Numbers_UnderEveryNewFilter_AreTheirRows(StoreProvider provider)
    {
        await using var world = await FilledAsync(provider);

        foreach (var (set, filter, rows) in new[]
        {
            (RowSets.ClocksDecided, "hour=tue-09", 4L), (RowSets.ClocksDecided, "hour=tue-10", 0), (RowSets.ClocksDecided, "used=0-25", 1), (RowSets.ClocksDecided, "used=75-100", 2),
            (RowSets.ClocksDecided, "used=200-400", 1), (RowSets.ClocksDecided, "used=75-100&used=200-400", 3), (RowSets.ClocksDecided, "policy=all", 4), (RowSets.ClocksDecided, "agent=Ada", 2),
            (RowSets.ClocksDecided, "metric=first_reply_time", 4), (RowSets.ClocksDecided, "metric=next_reply_time", 0), (RowSets.ClocksNearMisses, "", 1), (RowSets.ClocksBreached, "cause=agent", 1),
            (RowSets.ClocksMerged, "", 1), (RowSets.ClocksExempt, "", 0), (RowSets.ClocksNoPolicy, "", 1), (RowSets.ClocksUnmeasured, "", 0), (RowSets.ClocksOpenInTime, "", 0),
            (RowSets.ClocksReplies, "replied=tue-10", 2), (RowSets.ClocksLate, "metric=first_reply_time", 1), (RowSets.ClocksWithinTarget, "metric=first_reply_time", 3),
            (RowSets.TicketsCreated, "hour=tue-09", 5), (RowSets.TicketsBacklog, "age=under-1d", 5), (RowSets.TicketsBacklog, "age=1-3d", 0), (RowSets.TicketsCreated, "agent=Ben", 2),
        })
        {
            Assert.Equal((set, filter, rows), (set, filter, await world.Rows.CountAsync(set, world.Filter(TheDay + (filter.Length > 0 ? "&" + filter : "")), DataScope.Staff)));
        }
        // A day later the same tickets are older, and the filter counts their age there.
        Assert.Equal(5, await world.Rows.CountAsync(RowSets.TicketsBacklog, world.Filter("from=2026-03-11&to=2026-03-11&age=1-3d"), DataScope.Staff));
        Assert.Equal(3, (await world.ValueAsync("sla_attainment", TheDay + "&policy=all")).Numerator);
        Assert.Equal(2, (await world.ValueAsync("tickets_created", TheDay + "&agent=Ben")).Numerator);
        Assert.Equal("tickets carry no agent", (await world.ValueAsync("backlog", TheDay + "&agent=Ben")).Missing);
    }

    [StoreFact]
    public async Task Times_AreExactPercentilesOfBothClocks_AndSayHowFarOver(StoreProvider provider)
    {
        await using var world = await FilledAsync(provider);

        var line = Assert.Single(await world.ServiceLevels.TimesAsync(world.Filter(TheDay), DataScope.Staff), each => each.Key == "first_reply_time");

        // 10, 80, 81 and 250 minutes and, with no policy, 5: the median is 80, p90 lies 0.6 of the way from 81 to 250.
        Assert.Equal((5L, 80 * 60L), (line.N, line.WallClock.Median));
        Assert.Equal((81 * 60L) + 6_084, line.WallClock.P90);
        Assert.Equal((4L, 3L, 1L, 150 * 60L), (line.Judged, line.WithinTarget, line.Late, line.OverTarget.Median));
        Assert.Equal(["Ada", "Ben", "unknown"], (await world.ServiceLevels.TimesAsync(world.Filter(TheDay), DataScope.Staff, "first_reply_time", "agent")).Select(each => each.Key));
    }

    [StoreFact]
    public async Task Causes_AndWaiting_SayWhoseTimeItWas(StoreProvider provider)
    {
        await using var world = await FilledAsync(provider);
        var filter = world.Filter(TheDay);

        var cause = Assert.Single(await world.ServiceLevels.CausesAsync(filter, DataScope.Staff));
        var waiting = await world.ServiceLevels.WaitingAsync(filter, DataScope.Staff);

        Assert.Equal((1L, 1L), (cause.Agent, cause.Total));
        // Met: 10 + 80 + 81 minutes of ours; breached: 250.
        Assert.Equal([("met", 3L, 171 * 60L), ("breached", 1L, 250 * 60L)], waiting.Select(each => (each.Verdict, each.Clocks, each.Total)));
    }

    [StoreFact]
    public async Task Snapshots_CountWhoWasUnsolvedAtTheInstant_ByAge(StoreProvider provider)
    {
        await using var world = await FilledAsync(provider);
        await world.WriteAsync(chunk =>
        {
            // Open on the 8th, solved on the 11th, reopened on the 12th.
            chunk.Tickets.Add(new(Case("moved", s_asked.AddDays(-2)), "acme"));
            chunk.TicketEvents.Add(Event("moved", "1", s_asked.AddDays(-2), "created", "open", "customer"));
            chunk.TicketEvents.Add(Event("moved", "2", s_asked.AddDays(1), "status", "solved"));
            chunk.TicketEvents.Add(Event("moved", "3", s_asked.AddDays(2), "status", "open"));
        });
        await world.RefreshAsync();

        var days = await world.Backlog.SnapshotsAsync(world.Filter("from=2026-03-09&to=2026-03-12"), DataScope.Staff, Bucket.Day);

        // 9th: moved (1 day 15 h old). 10th: moved and the five. 11th: the five. 12th: all six.
        Assert.Equal([1L, 6, 5, 6], days.Select(day => day.Total));
        Assert.Equal([0, 1, 0, 0, 0, 0], days[0].ByAge);
        Assert.Equal([5, 1, 0, 0, 0, 0], days[1].ByAge);
        Assert.Equal([0, 5, 1, 0, 0, 0], days[3].ByAge);
        Assert.All(days, day => Assert.False(day.Incomplete));
        Assert.Equal(days[1].Total, (await world.ValueAsync("backlog", "from=2026-03-10&to=2026-03-10")).Numerator);
    }

    [StoreFact]
    public async Task Coverage_HoldsArrivalsAndRepliesInTheReportingZone(StoreProvider provider)
    {
        await using var world = await FilledAsync(provider);
        var filter = world.Filter(TheDay);

        var hours = await world.Coverage.ByHourAsync(filter, DataScope.Staff);

        Assert.Equal(5, hours.Arrivals[1][9]);
        // Answered at 09:05 (the one without a policy), 09:10, 10:20, 10:21 and 13:10 in Berlin.
        Assert.Equal([(9, 2L), (10, 2L), (13, 1L)], hours.Replies[1].Select((count, hour) => (hour, count)).Where(each => each.count > 0));
        Assert.Equal((await world.ValueAsync("replies", TheDay)).Numerator, hours.Replies.Sum(day => day.Sum()));
    }

    private static async Task<AnalyticsWorld> FilledAsync(StoreProvider provider)
    {
        var world = await CreateAsync(provider, "Europe/Berlin");
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
            foreach (var (id, minutes, priority, agent) in new[] { ("m10", 10, "urgent", "Ada"), ("m80", 80, "normal", "Ada"), ("m81", 81, "normal", "Ben"), ("m250", 250, "normal", "Ben"), ("low", 5, "low", null) })
            {
                var ticket = Case(id, s_asked, priority: priority);
                ticket.Agent = agent;
                chunk.Tickets.Add(new(ticket, "acme"));
                chunk.TicketEvents.Add(Event(id, "1", s_asked, "created", "open", "customer"));
                chunk.TicketEvents.Add(Event(id, "2", s_asked.AddMinutes(minutes), "comment"));
            }
            var merged = Case("merged", s_asked);
            merged.MergedInto = "m10";
            chunk.Tickets.Add(new(merged, "acme"));
            chunk.TicketEvents.Add(Event("merged", "1", s_asked, "created", "open", "customer"));
            chunk.TicketEvents.Add(Event("merged", "2", s_asked.AddMinutes(3), "merged", "m10"));
        });
        await world.RefreshAsync();
        return world;
    }
}
