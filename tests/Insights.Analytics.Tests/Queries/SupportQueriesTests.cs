using Insights.Analytics.Metrics.Support;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Alerts;
using Insights.Analytics.Queries.Support;
using Insights.Analytics.Tests.Rollups;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.Tests.Shared.Stores;
using NodaTime;
using Xunit;

namespace Insights.Analytics.Tests.Queries;

public sealed class SupportQueriesTests
{
    private static readonly DateTime s_first = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);

    private static Ticket Case(string id, int day, string subject, string? category = null, string? customer = null, string? payment = null, string status = "open", string? satisfaction = null)
    {
        var ticket = AnalyticsWorld.Case(id, s_first.AddDays(day), status);
        (ticket.Subject, ticket.Category, ticket.CustomerRef, ticket.TransactionRef, ticket.Satisfaction) = (subject, category, customer, payment, satisfaction);
        return ticket;
    }

    private static ISupportQueries Support(AnalyticsWorld world) => new SupportQueries(world.Store, world.Cache, world.Clock);

    [StoreFact]
    public async Task Recurring_GathersWordingsAcrossRefreshes_AndNamesVendorAndGateway(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        await world.WriteAsync(chunk =>
        {
            chunk.Transactions.Add(new(AnalyticsWorld.Sale("p1", s_first), "acme"));
            for (var i = 0; i < 3; i++)
                chunk.Tickets.Add(new(Case("a" + i, i, "Payment declined for order A-" + i, payment: "p1"), "acme"));
            chunk.Tickets.Add(new(Case("b0", 0, "A word about the weather"), "birch"));
        });
        await world.RefreshAsync();
        var filter = world.Filter("from=2026-03-01&to=2026-03-31&compare=none");
        var once = Assert.Single(await Support(world).RecurringAsync(filter, DataScope.Staff, 10));

        // The same words in another order, and words of which two of three are the same: both join what is there.
        await world.WriteAsync(chunk =>
        {
            for (var i = 0; i < 3; i++)
                chunk.Tickets.Add(new(Case("c" + i, 5 + i, "Declined payments again, order " + i), "birch"));
            for (var i = 0; i < 4; i++)
                chunk.Tickets.Add(new(Case("d" + i, 9, "Payment declined today"), "birch"));
        });
        await world.RefreshAsync();
        var issue = Assert.Single(await Support(world).RecurringAsync(filter, DataScope.Staff, 10));

        Assert.Equal((once.Id, 3L, 10L), (issue.Id, once.Tickets, issue.Tickets));
        Assert.Equal(("acme", 3L), (once.Vendor!.Value.Code, once.Vendor.Value.Tickets));
        Assert.Equal(("birch", 7L), (issue.Vendor!.Value.Code, issue.Vendor.Value.Tickets));
        Assert.Equal(("north", 3, 3), once.Gateway);
        Assert.Equal(new LocalDate(2026, 3, 2), issue.FirstSeen);
        Assert.Equal(10, await world.Rows.CountAsync(RowSets.TicketsCreated, filter.With("cluster", issue.Id), DataScope.Staff));

        // Its page: the commonest where none is named; who has its tickets, how they put it, and the newest of them.
        var page = (await Support(world).IssueAsync(filter, DataScope.Staff))!;
        Assert.Equal(issue.Id, page.Issue.Id);
        Assert.Equal([("birch", 7L), ("acme", 3L)], page.Vendors.Select(vendor => (vendor.Code, vendor.Tickets)));
        Assert.Equal([6L, 4L], page.Wordings.Select(wording => wording.Tickets));
        Assert.Equal((("north", 3), 3), (page.Gateways.Single(), page.Named));
        Assert.Equal(10, page.Examples.Count);
        Assert.StartsWith("d", page.Examples[0].TicketRef, StringComparison.Ordinal);

        // A vendor sees its own part, its own words and its own first day.
        var birch = DataScope.Vendor(await world.VendorAsync("birch"));
        var own = Assert.Single(await Support(world).RecurringAsync(filter, birch, 10));
        Assert.Equal((7L, new LocalDate(2026, 3, 7), false), (own.Tickets, own.FirstSeen, own.Vendor.HasValue));
        Assert.Equal(7, await world.Rows.CountAsync(RowSets.TicketsCreated, filter.With("cluster", own.Id), birch));
        Assert.Equal("Payment declined today", own.Name);
        var ownPage = (await Support(world).IssueAsync(filter, birch))!;
        Assert.Equal((7, 0, 0), (ownPage.Examples.Count, ownPage.Vendors.Count, ownPage.Named));
        Assert.All(ownPage.Examples, example => Assert.DoesNotContain("a", example.TicketRef, StringComparison.Ordinal));
    }

    [StoreFact]
    public async Task AtRisk_ListsCustomersWithTheirSigns_WithinTheirVendor(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        await world.WriteAsync(chunk =>
        {
            for (var i = 0; i < 3; i++)
                chunk.Tickets.Add(new(Case("a" + i, i, "Where is my refund?", "refund", "ann", satisfaction: i == 0 ? "bad" : null), "acme"));
            // The same name with another vendor is another customer, with nothing against it.
            chunk.Tickets.Add(new(Case("b0", 0, "Hello", "account", "ann"), "birch"));
        });
        await world.RefreshAsync();
        var filter = world.Filter("from=2026-03-01&to=2026-03-31");

        var found = await Support(world).AtRiskAsync(filter, DataScope.Staff, 10);
        var ann = Assert.Single(found.Listed);
        Assert.Equal((1L, "ann", "acme", 3, 3, "refund", 1, 3, 3), (found.Count, ann.Customer, ann.VendorCode, ann.Signs, ann.Repeats, ann.RepeatedIssue, ann.RatedBad, ann.OpenRefunds, ann.Tickets));
        Assert.Equal(3, await world.Rows.CountAsync(RowSets.TicketsCreated, filter.With("vendor", "acme").With("customer", ann.Id), DataScope.Staff));
        Assert.Empty((await Support(world).AtRiskAsync(filter, DataScope.Vendor(await world.VendorAsync("birch")), 10)).Listed);

        // Two of the cases go on as something else: one sign is left of the repeats, and the customer stays for the others.
        await world.WriteAsync(chunk => chunk.Tickets.Add(new(Case("a1", 1, "Where is my refund?", "account", "ann"), "acme")));
        await world.RefreshAsync();
        Assert.Equal((2, 0, 2), ((await Support(world).AtRiskAsync(filter, DataScope.Staff, 10)).Listed is [var now] ? (now.Signs, now.Repeats, now.OpenRefunds) : default));
    }

    [StoreFact]
    public async Task Correction_HoldsOverFieldsAndWords_UntilItIsTakenBack(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        await world.WriteAsync(chunk => chunk.Tickets.Add(new(Case("t1", 0, "Still no refund"), "acme")));
        await world.RefreshAsync();
        IContactIssues issues = new ContactIssues(world.Store, world.Clock);
        async Task<(string, string?, IssueSource)> NowAsync()
        {
            await world.RefreshAsync();
            var now = (await issues.OfAsync(world.SourceId, "t1", DataScope.Staff))!;
            return (now.Issue, now.Cause, now.By);
        }

        Assert.Equal(("refund", "late", IssueSource.Words), await NowAsync());
        Assert.Null(await issues.CorrectAsync(world.SourceId, "t1", "billing_error", "charged_twice", "read it", "lead"));
        Assert.True((await issues.OfAsync(world.SourceId, "t1", DataScope.Staff))!.IsWaiting);
        Assert.Equal(("billing_error", "charged_twice", IssueSource.Person), await NowAsync());
        Assert.Equal(1, (await world.ValueAsync("tickets_created", "from=2026-03-01&to=2026-03-31&issue=billing_error")).Numerator);
        Assert.Equal(0, (await world.ValueAsync("tickets_created", "from=2026-03-01&to=2026-03-31&issue=refund")).Numerator);
        var said = Assert.Single((await issues.OfAsync(world.SourceId, "t1", DataScope.Staff))!.Corrections);
        Assert.Equal(("lead", "read it"), (said.By, said.Note));

        Assert.True(await issues.WithdrawAsync(world.SourceId, "t1", said.Id, "lead"));
        Assert.False(await issues.WithdrawAsync(world.SourceId, "t1", said.Id, "lead"));
        Assert.Equal(("refund", "late", IssueSource.Words), await NowAsync());
        Assert.Contains("no cause of refund", await issues.CorrectAsync(world.SourceId, "t1", "refund", "charged_twice", "", "lead"), StringComparison.Ordinal);
        // Who of the house said what is not a vendor's to read.
        Assert.Empty((await issues.OfAsync(world.SourceId, "t1", DataScope.Vendor(await world.VendorAsync("acme"))))!.Corrections);
    }

    [StoreFact]
    public async Task Words_WhenSaved_TellEveryTicketApartAnew(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        await world.WriteAsync(chunk => chunk.Tickets.Add(new(Case("t1", 0, "A word about the weather"), "acme")));
        await world.RefreshAsync();
        IContactIssues issues = new ContactIssues(world.Store, world.Clock);

        Assert.Contains("Line 1", await issues.SaveWordsAsync("weather 3 rain", "try", "lead"), StringComparison.Ordinal);
        Assert.Null(await issues.SaveWordsAsync("other/weather 3: weather", "try", "lead"));
        await world.RefreshAsync();
        Assert.Equal(("other", "weather"), (await issues.OfAsync(world.SourceId, "t1", DataScope.Staff)) is { } one ? (one.Issue, one.Cause) : default);
        var refreshed = await world.DumpAsync();
        await world.RebuildAsync();
        Assert.Equal(refreshed, await world.DumpAsync());

        Assert.Null(await issues.SaveWordsAsync("", "back", "lead"));
        await world.RefreshAsync();
        Assert.Equal(IssueTypes.Unclear, (await issues.OfAsync(world.SourceId, "t1", DataScope.Staff))!.Issue);
    }

    [StoreFact]
    public async Task Quality_CountsByTeamAndIssue_WhatTheRowsCount(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        await world.WriteAsync(chunk => RandomFacts.Rules(chunk, 1));
        var facts = new RandomFacts(11);
        for (var i = 0; i < 6; i++)
            await world.WriteAsync(chunk => facts.Fill(chunk, 40));
        await world.RefreshAsync();
        var filter = world.Filter("from=2026-03-01&to=2026-04-30");

        var lines = await Support(world).QualityAsync(filter, DataScope.Staff);

        // Ticket by ticket, where a filter asks for it, it is the same.
        Assert.Equal(
            lines.OrderBy(line => line.Team, StringComparer.Ordinal).ThenBy(line => line.Issue, StringComparer.Ordinal),
            (await Support(world).QualityAsync(filter.With("channel", "email", "chat"), DataScope.Staff)).OrderBy(line => line.Team, StringComparer.Ordinal).ThenBy(line => line.Issue, StringComparer.Ordinal));
        Assert.NotEmpty(lines);
        foreach (var line in lines)
        {
            var own = filter.With("team", line.Team).With("issue", line.Issue);
            Assert.Equal(
                (line.Solved, line.Reopened, line.Known, line.FirstContact, line.Rated, line.RatedBad, line.Passed),
                (await CountAsync(RowSets.TicketsSolved), await CountAsync(RowSets.TicketsReopened), await CountAsync(RowSets.TicketsSolvedKnown), await CountAsync(RowSets.TicketsFirstContact),
                    await CountAsync(RowSets.TicketsRated), await CountAsync(RowSets.TicketsRatedBad), await CountAsync(RowSets.TicketsSolvedPassed)));

            Task<long> CountAsync(string set) => world.Rows.CountAsync(set, own, DataScope.Staff);
        }
    }

    [Fact]
    public async Task Forecast_LeavesTheDayOutThatIsNotOver_AndSaysWhenNaiveIsShown()
    {
        await using var world = await AnalyticsWorld.CreateAsync(StoreProvider.Sqlite);
        // 70 days up to the day before the clock's: five on weekdays, two on Sundays, and one ticket on the running day.
        await world.WriteAsync(chunk =>
        {
            for (var back = 1; back <= 70; back++)
            {
                var day = AnalyticsWorld.Now.Date.AddDays(-back);
                for (var i = 0; i < (day.DayOfWeek == DayOfWeek.Sunday ? 2 : 5); i++)
                    chunk.Tickets.Add(new(AnalyticsWorld.Case($"t{back}-{i}", day.AddHours(8)), "acme"));
            }
            chunk.Tickets.Add(new(AnalyticsWorld.Case("today", AnalyticsWorld.Now.AddHours(-1)), "acme"));
        });
        await world.RefreshAsync();
        IForecastQueries forecasts = new ForecastQueries(world.Store, world.Cache, world.Metrics, world.Clock);

        var forecast = (await forecasts.OfAsync("tickets_created", world.Filter("period=last-30-days"), DataScope.Staff, 7))!;

        Assert.Equal((70, new LocalDate(2026, 3, 31), new LocalDate(2026, 4, 1)), (forecast.Past.Count, forecast.Past[^1].Day, forecast.Days[0].Day));
        // The same every week: nothing is better than the week before.
        Assert.True(forecast.IsNaive);
        Assert.Equal(0, forecast.Error);
        Assert.Equal([5, 5, 5, 5, 2, 5, 5], forecast.Days.Select(day => day.Value));
        Assert.Null(await forecasts.OfAsync("tickets_created", world.Filter("gateway=north"), DataScope.Staff, 7));
    }

    [Fact]
    public async Task Limits_TellACrossingOnce_AndItsRecovery()
    {
        await using var world = await AnalyticsWorld.CreateAsync(StoreProvider.Sqlite);
        await world.WriteAsync(chunk =>
        {
            foreach (var (day, count) in ((int, int)[])[(20, 1), (21, 4), (22, 5), (31, 1)])
            {
                for (var i = 0; i < count; i++)
                    chunk.Tickets.Add(new(AnalyticsWorld.Case($"t{day}-{i}", new DateTime(2026, 3, day, 8, 0, 0, DateTimeKind.Utc)), "acme"));
            }
        });
        await world.RefreshAsync();
        IAlertLimits limits = new AlertLimits(world.Store, world.Metrics, world.Clock);

        Assert.Null(await limits.SetAsync("tickets_created", null, isAbove: true, 3, 1, "lead"));
        Assert.NotNull(await limits.SetAsync("tickets_created", null, isAbove: true, 5, 1, "lead"));
        var told = Assert.Single(await limits.ListAsync(DataScope.Staff)).Last;
        Assert.Equal(new LimitCrossing(new(2026, 3, 21), new(2026, 3, 22), new(2026, 3, 23), 5, new(2026, 3, 22)), told);

        // Looking again tells nothing twice.
        var version = world.Test.Store.DataVersion;
        Assert.Equal(0, await limits.WatchAsync());
        Assert.Equal(version, world.Test.Store.DataVersion);
        Assert.Empty(await limits.ListAsync(DataScope.Vendor(await world.VendorAsync("acme"))));
        Assert.True(await limits.WithdrawAsync(Assert.Single(await limits.ListAsync(DataScope.Staff)).Id, "lead"));
        Assert.Empty(await limits.ListAsync(DataScope.Staff));
    }
}
