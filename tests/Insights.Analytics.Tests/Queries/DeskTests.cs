using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Analytics.Tests.Rollups;
using Insights.Import.Store;
using Insights.Import.Store.Dimensions;
using Insights.Import.Store.Facts;
using Insights.Tests.Shared.Stores;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Xunit;
using static Insights.Analytics.Tests.Rollups.AnalyticsWorld;

namespace Insights.Analytics.Tests.Queries;

/// <summary>The desk as it is now, with cases made by hand around each boundary; it is Wed 1 April 2026 12:00:00 UTC.</summary>
public sealed class DeskTests
{
    private static readonly string[] s_queues =
        [RowSets.QueueNew, RowSets.QueueOpen, RowSets.QueueWaiting, RowSets.QueueExpired1, RowSets.QueueExpired2, RowSets.QueueClosed];

    [StoreFact]
    public async Task Queues_AtThirtyDaysAndTheSecondAfter(StoreProvider provider)
    {
        await using var world = await CreateAsync(provider);
        var edge = Now.AddDays(-30);
        await world.WriteAsync(chunk =>
        {
            Add(chunk, "n1", edge, "new");
            Add(chunk, "n2", edge.AddSeconds(-1), "new");
            Add(chunk, "o1", edge.AddDays(-9), "open", replied: edge);
            Add(chunk, "o2", edge.AddDays(-9), "open", replied: edge.AddSeconds(-1));
            Add(chunk, "p1", edge.AddDays(-9), "pending", replied: edge);
            Add(chunk, "p2", edge.AddDays(-9), "pending", replied: edge.AddSeconds(-1));
            Add(chunk, "p3", edge.AddDays(-9), "pending", replied: edge.AddSeconds(-1), answered: Now.AddDays(-1));
            Add(chunk, "h1", edge.AddDays(-9), "on_hold", replied: edge.AddSeconds(-1));
            Add(chunk, "s1", edge.AddDays(-9), "solved", changed: edge);
            Add(chunk, "s2", edge.AddDays(-9), "solved", changed: edge.AddSeconds(-1));
            Add(chunk, "c1", edge.AddDays(-9), "closed", changed: edge);
            chunk.Tickets.Add(new(new Ticket { ExternalId = "m1", CreatedAt = edge, Status = "open", MergedInto = "n1", Line = 2 }, "acme"));
            chunk.Tickets.Add(new(new Ticket { ExternalId = "u1", CreatedAt = edge, RawStatus = "Parked", Line = 2 }, "acme"));
        });
        await world.RefreshAsync();

        Assert.Equal(["n1", "o1", "p1 s1", "h1 n2 o2 p3", "p2 s2", "c1 m1"], await QueuesAsync(world));
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        // Nothing ran and nothing happened: time alone moved them.
        Assert.Equal(["", "", "", "h1 n1 n2 o1 o2 p3", "p1 p2 s1 s2", "c1 m1"], await QueuesAsync(world));
        Assert.Equal(13, await CountAsync(world, RowSets.QueueAll));
        Assert.Equal("p3", await IdsAsync(world, RowSets.NowUnheard));
    }

    [StoreFact]
    public async Task Waiting_IsCountedByWhomACaseWaitsOn(StoreProvider provider)
    {
        await using var world = await CreateAsync(provider);
        await world.WriteAsync(chunk =>
        {
            Add(chunk, "a", Now.AddDays(-2), "new", agent: "Kim");
            Add(chunk, "b", Now.AddDays(-2), "open", agent: "Kim");
            Add(chunk, "c", Now.AddDays(-2), "pending", replied: Now.AddDays(-1), agent: "Ada");
            Add(chunk, "d", Now.AddDays(-2), "on_hold", reason: "vendor");
            Add(chunk, "e", Now.AddDays(-2), "on_hold", reason: "acquirer");
            Add(chunk, "f", Now.AddDays(-2), "solved", changed: Now.AddDays(-1));
        });
        await world.RefreshAsync();

        var now = await world.Desk.NowAsync(world.Filter("period=today"), DataScope.Staff);

        Assert.Equal(new(2, 1, 1, 1), now.Waits);
        Assert.Equal([new("Ada", 1, 0, 0), new("Kim", 2, 0, 0), new("unknown", 2, 0, 0)], now.ByAgent);
        Assert.Equal(5, await CountAsync(world, RowSets.NowUnsolved));
        Assert.Equal("a b", await IdsAsync(world, RowSets.NowUnsolved, "period=today&agent=Kim"));
        Assert.Equal("e", await IdsAsync(world, RowSets.NowWaitsOnProvider));
    }

    /// <summary>A first reply promised in 60 minutes, asked 47:59 ago: at risk from 48:00, due at 60:00, missed at 60:01. No job runs meanwhile.</summary>
    [StoreFact]
    public async Task Target_IsAtRiskFromItsShare_AndMissedAtTheFirstSecondOver(StoreProvider provider)
    {
        await using var world = await CreateAsync(provider);
        await world.WriteAsync(chunk => chunk.Policies.Add(Policy("""{"code":"all","hours":"calendar","targets":{"first_reply_time":3600}}""")));
        await world.WriteAsync(chunk => Add(chunk, "t", Now - new TimeSpan(0, 47, 59), "new", agent: "Kim"));
        await world.RefreshAsync();

        Assert.Equal((0, 1, 0), await StandingAsync(world));
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((1, 1, 0), await StandingAsync(world));
        var row = await RowAsync(world, RowSets.NowAtRisk);
        Assert.Equal((new Cell.Duration(720), new Cell.Share(2880, 3600, 0)), (row["left"], row["used"]));
        world.Clock.Advance(TimeSpan.FromMinutes(12));
        Assert.Equal((1, 1, 0), await StandingAsync(world));
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((0, 0, 1), await StandingAsync(world));
        Assert.Equal([new("Kim", 1, 0, 1)], (await world.Desk.NowAsync(world.Filter("period=today"), DataScope.Staff)).ByAgent);
        Assert.Equal(new Cell.Duration(-1), (await RowAsync(world, RowSets.NowBreached))["left"]);
    }

    /// <summary>Two hours of a desk that works 9 to 17, asked on Tuesday at 16:00; looked at on Wednesday at 09:30: 1:30 elapsed, due at 10:00, at risk since 09:36 at the policy's own 80 %, since Tue 17:00 at 50 %.</summary>
    [StoreFact]
    public async Task Target_InBusinessTime_CountsWithItsCalendar_AndWarnsByItsPolicy(StoreProvider provider)
    {
        await using var world = await CreateAsync(provider);
        world.Clock.Set(new DateTimeOffset(2026, 4, 1, 9, 30, 0, TimeSpan.Zero));
        await world.WriteAsync(chunk =>
        {
            chunk.Calendars.Add(new BusinessCalendar
            {
                Code = "office",
                Version = 1,
                Name = "Office",
                DefinitionJson = """{"code":"office","timezone":"Etc/UTC","hours":{"tue":[["09:00","17:00"]],"wed":[["09:00","17:00"]]}}""",
            });
            chunk.Policies.Add(Policy("""{"code":"early","match":{"priority":["urgent"]},"calendar":"office","warn_at":[0.5,0.9],"targets":{"first_reply_time":7200}}"""));
            chunk.Policies.Add(Policy("""{"code":"rest","calendar":"office","targets":{"first_reply_time":7200}}"""));
        });
        await world.WriteAsync(chunk =>
        {
            Add(chunk, "urgent", new(2026, 3, 31, 16, 0, 0, DateTimeKind.Utc), "new", priority: "urgent");
            Add(chunk, "normal", new(2026, 3, 31, 16, 0, 0, DateTimeKind.Utc), "new");
        });
        await world.RefreshAsync();

        Assert.Equal("urgent", await IdsAsync(world, RowSets.NowAtRisk));
        var row = await RowAsync(world, RowSets.NowAtRisk);
        Assert.Equal((new Cell.Duration(5400), new Cell.Duration(1800), new Cell.Moment(Instant.FromUtc(2026, 4, 1, 10, 0))), (row["elapsed"], row["left"], row["date"]));
        world.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal("normal urgent", await IdsAsync(world, RowSets.NowAtRisk));
        var hours = (await world.Desk.NowAsync(world.Filter("period=today"), DataScope.Staff)).Deadlines;
        // 09:36 to 09:36: the hours 9 to 9 of the next day; both are due on the stroke of ten, which ends the hour of nine.
        Assert.Equal((25, 2L), (hours.Count, hours[0].Deadlines + hours[1].Deadlines));
        Assert.Equal(Instant.FromUtc(2026, 4, 1, 9, 0), hours[0].From);
    }

    [StoreFact]
    public async Task Paused_StandsStill_AndIsNeitherAtRiskNorDue(StoreProvider provider)
    {
        await using var world = await CreateAsync(provider);
        await world.WriteAsync(chunk => chunk.Policies.Add(Policy("""{"code":"all","hours":"calendar","targets":{"requester_wait_time":3600}}""")));
        await world.WriteAsync(chunk => Add(chunk, "t", Now.AddMinutes(-55), "pending", replied: Now.AddMinutes(-5)));
        await world.RefreshAsync();

        Assert.Equal((0, 0, 0), await StandingAsync(world));
        world.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal((0, 0, 0), await StandingAsync(world));
    }

    [StoreFact]
    public async Task Search_FindsACaseByItsNumberOrHowItBegins(StoreProvider provider)
    {
        await using var world = await CreateAsync(provider);
        await world.WriteAsync(chunk =>
        {
            foreach (var id in new[] { "SUP-1", "SUP-12", "SUP-2", "TUP-1", "sup_1" })
                Add(chunk, id, Now.AddDays(-1), "open");
            Add(chunk, "SUP-13", Now.AddDays(-1), "closed");
        });
        await world.RefreshAsync();

        Assert.Equal("SUP-1 SUP-12 SUP-13", await IdsAsync(world, RowSets.QueueAll, search: "sup-1"));
        Assert.Equal("SUP-12", await IdsAsync(world, RowSets.QueueOpen, search: "#SUP-12"));
        Assert.Equal("SUP-13", await IdsAsync(world, RowSets.QueueClosed, search: "SUP"));
        Assert.Equal("", await IdsAsync(world, RowSets.QueueAll, search: "SUP-%"));
    }

    [StoreFact]
    public async Task Vendor_SeesItsOwnCases_AndNoNameOfTheHouse(StoreProvider provider)
    {
        await using var world = await CreateAsync(provider);
        await world.WriteAsync(chunk => chunk.Policies.Add(Policy("""{"code":"all","hours":"calendar","targets":{"first_reply_time":3600}}""")));
        await world.WriteAsync(chunk =>
        {
            Add(chunk, "mine", Now.AddMinutes(-50), "new", agent: "Kim");
            Add(chunk, "theirs", Now.AddMinutes(-50), "new", agent: "Kim", vendor: "birch");
        });
        await world.RefreshAsync();
        var acme = DataScope.Vendor(await world.VendorAsync("acme"));

        foreach (var set in new[] { RowSets.NowAtRisk, RowSets.QueueNew, RowSets.QueueAll })
        {
            Assert.Equal((set, "mine"), (set, await IdsAsync(world, set, scope: acme)));
            Assert.Equal((set, ""), (set, await IdsAsync(world, set, scope: DataScope.Nothing)));
            Assert.IsType<Cell.None>((await RowAsync(world, set, acme))["agent"]);
        }
        // By whom of the house a case is handled is not told by counting either.
        Assert.Equal(0, await world.Rows.CountAsync(RowSets.NowUnsolved, world.Filter("period=today&agent=Kim"), acme));
        Assert.Equal(1, (await world.Desk.NowAsync(world.Filter("period=today"), acme)).AtRisk);
    }

    /// <summary>Whatever was imported: numbers equal rows page by page, queues add up, and what a row says will be breached is breached then.</summary>
    [StoreFact]
    [InlineData(1)]
    public async Task Desk_OfRandomFacts_AddsUp_AndForetellsEveryBreach(StoreProvider provider, int seed)
    {
        await using var world = await CreateAsync(provider, "Europe/Berlin");
        await world.WriteAsync(chunk => RandomFacts.Rules(chunk, 1));
        var facts = new RandomFacts(seed);
        for (var i = 0; i < 6; i++)
            await world.WriteAsync(chunk => facts.Fill(chunk, 60));
        await world.RefreshAsync();
        foreach (var filter in new[] { "period=today", "period=today&priority=urgent", "period=today&vendor=acme&state=open&state=pending" })
        {
            var sum = 0L;
            foreach (var set in RowSets.Now.Select(set => set.Id))
            {
                var count = await CountAsync(world, set, filter);
                Assert.Equal((set, filter, count), (set, filter, (await IdsAsync(world, set, filter)).Split(' ', StringSplitOptions.RemoveEmptyEntries).LongLength));
                sum += s_queues.Contains(set) ? count : 0;
            }
            var now = await world.Desk.NowAsync(world.Filter(filter), DataScope.Staff);
            Assert.Equal(
                (now.AtRisk, now.Due, now.Breached, now.Unheard, now.Waits.All),
                (await CountAsync(world, RowSets.NowAtRisk, filter), await CountAsync(world, RowSets.NowDue, filter), await CountAsync(world, RowSets.NowBreached, filter), await CountAsync(world, RowSets.NowUnheard, filter), await CountAsync(world, RowSets.NowUnsolved, filter)));
            Assert.Equal(now.Due, now.Deadlines.Sum(hour => hour.Deadlines));
            Assert.Equal(now.Waits.All, now.ByTier.Sum(line => line.Open));
            Assert.Equal(sum, await CountAsync(world, RowSets.QueueAll, filter));
        }

        var foretold = await world.DerivedAsync(context => context.DeskClocks.Where(row => row.BreachesAt != null).ToListAsync());
        world.Clock.Advance(TimeSpan.FromDays(900));
        await world.RebuildAsync();
        var fallen = (await world.DerivedAsync(context => context.TicketClocks.Where(row => row.Verdict == "breached").ToListAsync())).ToDictionary(row => (row.TicketKey, row.Metric, row.Instance), row => row.DecidedAt);
        Assert.NotEmpty(foretold);
        Assert.All(foretold, row => Assert.Equal(row.BreachesAt, fallen[(row.TicketKey, row.Metric, row.Instance)]));
    }

    [StoreFact]
    public async Task Today_SaysWhatItsRowsSay(StoreProvider provider)
    {
        await using var world = await CreateAsync(provider);
        await world.WriteAsync(chunk => chunk.Policies.Add(Policy("""{"code":"all","hours":"calendar","targets":{"first_reply_time":3600}}""")));
        await world.WriteAsync(chunk =>
        {
            Add(chunk, "risky", Now.AddMinutes(-50), "new", agent: "Kim");
            Add(chunk, "late", Now.AddMinutes(-70), "new", agent: "Kim");
            Add(chunk, "fresh", Now.AddMinutes(-10), "new");
        });
        await world.RefreshAsync();

        var document = await world.TodayAsync(world.Filter("period=today"));

        Assert.Equal("1 target is at risk and 1 overdue; the next deadline is in 10 min", document.Headline);
        Assert.Equal("As of 1 Apr 2026 12:00:00 UTC.", document.Introduction);
        var tiles = Assert.Single(document.Sections[0].Blocks.OfType<Block.Tiles>()).Items;
        Assert.Equal([1L, 2, 1, 0, 3, 0, 0, 0], tiles.Select(tile => ((Cell.Count)tile.Value).Value));
        Assert.All(tiles, tile => Assert.StartsWith("/rows/now.", tile.Link));
        var load = document.Sections.Single(section => section.Id == "load").Blocks.OfType<Block.DataTable>().First().Table;
        Assert.Equal(["Kim | 2 | 1 | 1", "No agent | 1 | 0 | 0"], load.Rows.Select(row => string.Join(" | ", row.Select(cell => CellText.Of(cell, DateTimeZone.Utc)))));
        Assert.Equal("Every line rests on fewer than 30 cases (n < 30).", load.Cap);
        Assert.EndsWith("&agent=Kim", load.Rows[0][1].Link);
    }

    private static void Add(
        FactChunk chunk, string id, DateTime created, string status, DateTime? replied = null, DateTime? answered = null, DateTime? changed = null,
        string? reason = null, string? agent = null, string vendor = "acme", string priority = "normal")
    {
        var ticket = Case(id, created, status, priority);
        ticket.Agent = agent;
        chunk.Tickets.Add(new(ticket, vendor));
        chunk.TicketEvents.Add(Event(id, "1", created, "created", "new", "customer"));
        if (replied is { } at)
            chunk.TicketEvents.Add(Event(id, "2", at, "comment"));
        if (status != "new")
        {
            var change = Event(id, "3", changed ?? replied ?? created.AddMinutes(1), "status", status);
            change.Reason = reason;
            chunk.TicketEvents.Add(change);
        }
        if (answered is { } then)
            chunk.TicketEvents.Add(Event(id, "4", then, "comment", actor: "customer"));
    }

    private static SlaPolicy Policy(string json)
    {
        var code = json.Split('"')[3];
        return new() { Code = code, Version = 1, Name = code, Position = code == "rest" ? 2 : 1, DefinitionJson = json };
    }

    private static async Task<(long AtRisk, long Due, long Breached)> StandingAsync(AnalyticsWorld world)
    {
        var now = await world.Desk.NowAsync(world.Filter("period=today"), DataScope.Staff);
        Assert.Equal((now.AtRisk, now.Due, now.Breached), (await CountAsync(world, RowSets.NowAtRisk), await CountAsync(world, RowSets.NowDue), await CountAsync(world, RowSets.NowBreached)));
        return (now.AtRisk, now.Due, now.Breached);
    }

    private static async Task<string[]> QueuesAsync(AnalyticsWorld world)
    {
        var queues = new List<string>();
        foreach (var queue in s_queues)
            queues.Add(await IdsAsync(world, queue));
        return [.. queues];
    }

    private static Task<long> CountAsync(AnalyticsWorld world, string set, string filter = "period=today") => world.Rows.CountAsync(set, world.Filter(filter), DataScope.Staff);

    /// <summary>Ids of all rows in the order of the alphabet, read three at a time.</summary>
    private static async Task<string> IdsAsync(AnalyticsWorld world, string set, string filter = "period=today", string? search = null, DataScope? scope = null)
    {
        var (ids, total, after) = (new List<string>(), 0L, (string?)null);
        do
        {
            var page = await world.Rows.PageAsync(new() { RowSet = set, Filter = world.Filter(filter), Size = 3, After = after, Search = search }, scope ?? DataScope.Staff);
            ids.AddRange(page.Table.Rows.Select(row => ((Cell.Text)row[0]).Value));
            (total, after) = (page.Total, page.Next);
        }
        while (after is not null);
        Assert.Equal(total, ids.Count);
        return string.Join(' ', ids.Order(StringComparer.Ordinal));
    }

    private static async Task<Dictionary<string, Cell>> RowAsync(AnalyticsWorld world, string set, DataScope? scope = null)
    {
        var page = await world.Rows.PageAsync(new() { RowSet = set, Filter = world.Filter("period=today") }, scope ?? DataScope.Staff);
        return page.Table.Columns.Select((column, at) => (column.Key, Cell: page.Table.Rows[0][at])).ToDictionary(pair => pair.Key, pair => pair.Cell);
    }
}
