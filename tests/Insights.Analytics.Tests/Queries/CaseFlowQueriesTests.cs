using Insights.Analytics.Queries;
using Insights.Analytics.Tests.Rollups;
using Insights.Import.Store;
using Insights.Tests.Shared.Stores;
using Xunit;
using static Insights.Analytics.Tests.Rollups.AnalyticsWorld;

namespace Insights.Analytics.Tests.Queries;

/// <summary>Cases that are passed on, solved at once, come back and are rated: all created and solved in March 2026, UTC, no policy.</summary>
public sealed class CaseFlowQueriesTests
{
    private static readonly DateTime s_start = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);
    private const string March = "from=2026-03-01&to=2026-03-31";

    [StoreFact]
    public async Task Rates_AreTheHandWorkedOnes(StoreProvider provider)
    {
        await using var world = await FilledAsync(provider);

        // Solved: once, passed, back, rated and the three of the chain. One reply and no reopen: once, rated; the rest have none, two, or came back.
        foreach (var (metric, numerator, denominator) in new (string, long, long?)[]
        {
            ("first_contact_resolution", 2, 7), ("reopen_rate", 1, 7), ("recontact_rate", 1, 7), ("follow_ups", 2, null), ("closed_case_replies", 1, null), ("escalation_rate", 1, 7),
            ("tier_passes", 2, null), ("several_issues_share", 1, 7), ("satisfaction", 1, 2), ("satisfaction_response_rate", 2, 3), ("replies", 4, null),
        })
        {
            var value = await world.ValueAsync(metric, March);
            Assert.Equal((metric, numerator, denominator), (metric, value.Numerator ?? -1, value.Denominator));
        }
    }

    [StoreFact]
    public async Task TierPaths_SayWhoPassedToWhomAfterHowLong(StoreProvider provider)
    {
        await using var world = await FilledAsync(provider);

        var paths = await world.Flow.TierPathsAsync(world.Filter(March), DataScope.Staff);

        Assert.Equal(
            [("tier 1", "tier 2", 1L, 3600L), ("tier 2", "tier 3", 1, 7200), ("tier 3", null, 1, 10_800)],
            paths.Select(path => (path.From, path.To, path.Stays, path.WallClock.Median!.Value)));
        foreach (var path in paths.Where(path => path.To is not null))
            Assert.Equal(path.Stays, await world.Rows.CountAsync(RowSets.ClocksPassed, world.Filter(March).With("party", path.Key), DataScope.Staff));
    }

    [StoreFact]
    public async Task Chains_AreFollowedToTheirFirstTicket_WithinTheScope(StoreProvider provider)
    {
        await using var world = await FilledAsync(provider);

        var chains = await world.Flow.ChainsAsync(world.Filter("from=2026-03-25&to=2026-03-31"), DataScope.Staff);

        Assert.Equal([(3, 1L)], chains.ByLength);
        Assert.Equal(["c1", "c2", "c3"], Assert.Single(chains.Longest).Tickets.Select(ticket => ticket.TicketRef));
        Assert.Empty((await world.Flow.ChainsAsync(world.Filter(March), DataScope.Vendor(await world.VendorAsync("birch")))).Longest);
    }

    private static async Task<AnalyticsWorld> FilledAsync(StoreProvider provider)
    {
        var world = await CreateAsync(provider);
        await world.WriteAsync(chunk =>
        {
            void Ticket(string id, DateTime at, Action<Insights.Import.Store.Facts.Ticket>? change, params (int Hours, string Kind, string? Value, string Actor)[] events)
            {
                var ticket = Case(id, at, "solved");
                ticket.Category = "refund";
                change?.Invoke(ticket);
                chunk.Tickets.Add(new(ticket, "acme"));
                chunk.TicketEvents.Add(Event(id, "0", at, "created", "new", "customer"));
                for (var i = 0; i < events.Length; i++)
                    chunk.TicketEvents.Add(Event(id, (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), at.AddHours(events[i].Hours), events[i].Kind, events[i].Value, events[i].Actor));
            }

            Ticket("once", s_start, null, (1, "comment", null, "agent"), (2, "status", "solved", "agent"));
            // Nobody waits when the second comment is written: two comments, one reply.
            Ticket("passed", s_start, ticket => ticket.Tags = "vip chargeback",
                (0, "tier", "tier 1", "system"), (1, "tier", "tier 2", "agent"), (3, "tier", "tier 3", "agent"), (4, "comment", null, "agent"), (5, "comment", null, "agent"), (6, "status", "solved", "agent"));
            Ticket("back", s_start, ticket => ticket.Satisfaction = "bad",
                (1, "comment", null, "agent"), (2, "status", "solved", "agent"), (30, "status", "open", "customer"), (31, "status", "solved", "agent"));
            Ticket("rated", s_start, ticket => ticket.Satisfaction = "good", (1, "comment", null, "agent"), (2, "status", "solved", "agent"));
            // Closed and written to; a follow-up after 10 days, and one to that after 15: past the 14 days.
            Ticket("c1", s_start, ticket => (ticket.Status, ticket.Satisfaction) = ("closed", "offered"), (1, "status", "solved", "agent"), (2, "status", "closed", "system"), (48, "comment", null, "customer"), (49, "comment", null, "customer"));
            Ticket("c2", s_start.AddDays(10), ticket => ticket.FollowUpOf = "c1", (1, "status", "solved", "agent"));
            Ticket("c3", s_start.AddDays(25), ticket => ticket.FollowUpOf = "c2", (1, "status", "solved", "agent"));
        });
        await world.WriteAsync(chunk => chunk.Transactions.Add(new(Sale("b1", s_start), "birch")));
        await world.RefreshAsync();
        return world;
    }
}
