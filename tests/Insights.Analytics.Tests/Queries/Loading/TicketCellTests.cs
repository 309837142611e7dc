using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Evaluation;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Queries.Support;
using Insights.Analytics.Rollups.Cells;
using Insights.Analytics.Tests.Rollups;
using Insights.Import.Store;
using Insights.Tests.Shared.Stores;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Xunit;

namespace Insights.Analytics.Tests.Queries.Loading;

/// <summary>The law of the cells for tickets: under any filter and scope, by whatever they are split, their sums are those of the rows, however the rows came to be.</summary>
public sealed class TicketCellTests
{
    private const string Zone = "Europe/Berlin";

    private static readonly Dictionary<string, string[]> s_values = new()
    {
        ["vendor"] = ["acme", "birch", ReportFilter.Unknown],
        ["channel"] = ["email", "chat"],
        ["priority"] = ["urgent", "normal", ReportFilter.Unknown],
        ["team"] = ["EMEA, payments", ReportFilter.Unknown],
        ["tier"] = ["tier 1", ReportFilter.Unknown],
        ["state"] = ["open", "solved", "closed"],
        ["category"] = ["refund", "something else", ReportFilter.Unknown],
        ["issue"] = ["refund", "failed_payment", "unclear"],
        ["issue_cause"] = ["late", ReportFilter.Unknown],
    };

    private static readonly string[] s_sets =
    [
        RowSets.TicketsCreated, RowSets.TicketsSolved, RowSets.TicketsClassified, RowSets.TicketsWordsKnown, RowSets.TicketsWordsAgree, RowSets.TicketsReopened, RowSets.TicketsSolvedKnown,
        RowSets.TicketsFirstContact, RowSets.TicketsAsked, RowSets.TicketsRated, RowSets.TicketsRatedBad, RowSets.TicketsRatedGood, RowSets.TicketsSolvedPassed, RowSets.TicketsPassed,
    ];

    /// <summary>Names every hour of the week, which leaves all tickets and is carried by no cell: the same question to the rows.</summary>
    private static readonly string[] s_everyHour = [.. WeekHours.Keys];

    [StoreFact]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Cells_AreTheRows_AfterImportsChangesUndoAndRebuild(StoreProvider provider, int seed)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider, Zone);
        await world.WriteAsync(chunk => RandomFacts.Rules(chunk, 1));
        var facts = new RandomFacts(seed);
        var random = new Random(seed);
        for (var i = 0; i < 6; i++)
            await world.WriteAsync(chunk => facts.Fill(chunk, 40));
        await world.RefreshAsync();
        var compared = await SameAsync(world, random);

        // Later chunks change earlier tickets, move them to other days and vendors and give them other members.
        for (var i = 0; i < 3; i++)
        {
            await world.WriteAsync(chunk => facts.Fill(chunk, 15));
            await world.RefreshAsync();
            compared += await SameAsync(world, random);
        }

        var batch = await world.ImportAsync("more.csv", "ada", chunk => facts.Fill(chunk, 30));
        await world.RefreshAsync();
        compared += await SameAsync(world, random);
        await world.UndoAsync(batch, "ada");
        await world.RefreshAsync();
        compared += await SameAsync(world, random);

        var refreshed = await world.DumpAsync();
        await world.RebuildAsync();
        Assert.Equal(refreshed, await world.DumpAsync());
        compared += await SameAsync(world, random);
        Assert.True(compared > 300, $"only {compared} sums were compared: the test says nothing");
    }

    private static async Task<int> SameAsync(AnalyticsWorld world, Random random)
    {
        var acme = DataScope.Vendor(await world.VendorAsync("acme"));
        var clusters = await world.DerivedAsync(context => context.SubjectKeys.Where(key => key.Cluster != null).Select(key => key.Cluster!.Value).Distinct().OrderBy(key => key).ToListAsync());
        Assert.NotEmpty(clusters);
        var compared = 0;
        for (var round = 0; round < 6; round++)
        {
            var scope = random.Next(3) == 0 ? acme : DataScope.Staff;
            var vendors = await QueryContext.VendorsAsync(world.Store, world.Cache, scope);
            var (from, to) = (new LocalDate(2026, 2, 20).PlusDays(random.Next(25)), new LocalDate(2026, 3, 16).PlusDays(random.Next(40)));
            var filter = RandomFilter(random, new(from, to), clusters);
            var applied = AppliedFilter.Of(filter, scope, vendors, DateTimeZoneProviders.Tzdb[Zone]);
            var cells = new TicketCellLoader(world.Store, world.Cache, vendors, applied);
            Assert.True(TicketCellLoader.Answers(applied, null));
            var name = $"{filter.ToQueryString()} {scope.CacheKey}";
            string?[] splits = [null, "vendor", .. s_values.Keys.Where(key => key != "vendor")];
            var by = splits[random.Next(splits.Length)];
            var (first, last) = (UnixTime.ToDays(from.ToDateOnly()), UnixTime.ToDays(to.ToDateOnly()));
            var period = RowPeriod.Of(filter.Range, DateTimeZoneProviders.Tzdb[Zone]);
            foreach (var set in s_sets)
            {
                var counted = Lines(await new CountedLoader(world.Store, vendors, applied, CancellationToken.None).LoadAsync(set, period, by), first, last, by is null);
                var kept = Lines((by is null ? await cells.ByDayAsync() : await cells.OverAsync(first, last, by)).Counting(TicketColumns.Of(set)!), first, last, by is null);
                Assert.True(counted.SequenceEqual(kept), $"{set} {name} by {by}: rows only [{string.Join("; ", counted.Except(kept))}], cells only [{string.Join("; ", kept.Except(counted))}]");
                compared += counted.Count;
            }

            var support = new SupportQueries(world.Store, world.Cache, world.Clock);
            var plain = filter.With("hour", s_everyHour);
            var recurring = await support.RecurringAsync(plain, scope, 25);
            Assert.Equal((name, string.Join("\n", recurring)), (name, string.Join("\n", await support.RecurringAsync(filter, scope, 25))));
            compared += recurring.Count;
            var (page, own) = (await support.IssueAsync(plain, scope), await support.IssueAsync(filter, scope));
            Assert.Equal((name, page?.Issue), (name, own?.Issue));
            Assert.Equal(page?.Wordings, own?.Wordings);
            Assert.Equal(page?.Vendors, own?.Vendors);
            Assert.Equal(page?.Examples, own?.Examples);
            Assert.Equal(Sorted(await support.QualityAsync(plain, scope)), Sorted(await support.QualityAsync(filter, scope)));
            var (rows, risk) = (await support.AtRiskAsync(plain, scope, 3), await support.AtRiskAsync(filter, scope, 3));
            Assert.Equal((name, rows.Count), (name, risk.Count));
            Assert.Equal(rows.Listed, risk.Listed);
            await SameBacklogAsync(world, cells, filter, scope, by);
        }
        return compared;
    }

    private static async Task SameBacklogAsync(AnalyticsWorld world, TicketCellLoader cells, ReportFilter filter, DataScope scope, string? by)
    {
        var (last, open) = (UnixTime.ToDays(filter.Range.To.ToDateOnly()), await world.Rows.CountAsync(RowSets.TicketsBacklog, filter, scope));
        Assert.Equal(open, (await cells.ByDayAsync()).Sum(int.MinValue, last, null, sums => sums[TicketColumns.UnsolvedBegan] - sums[TicketColumns.UnsolvedEnded]));
        if (filter.Values.ContainsKey("cluster"))
            return;
        Assert.Equal(open, (await world.Metrics.ValueAsync("backlog", filter, scope)).Numerator);
        if (by is null)
            return;
        foreach (var member in (await world.Metrics.BreakdownAsync("backlog", by, filter, scope, 10)).Members)
            Assert.Equal((filter.ToQueryString(), by, member.Key, await world.Rows.CountAsync(RowSets.TicketsBacklog, filter.With(by, member.Key), scope)), (filter.ToQueryString(), by, member.Key, member.Value.Numerator ?? 0));
    }

    private static List<QualityLine> Sorted(IReadOnlyList<QualityLine> lines) => [.. lines.OrderBy(line => line.Team, StringComparer.Ordinal).ThenBy(line => line.Issue, StringComparer.Ordinal)];

    private static List<string> Lines(DayRows rows, int from, int to, bool byDay) =>
    [
        .. rows.During(from, to).GroupBy(row => (Day: byDay ? row.Day : from, row.Member)).OrderBy(group => group.Key.Day).ThenBy(group => group.Key.Member, StringComparer.Ordinal)
            .Select(group => $"{group.Key}: {group.Sum(row => row.Sums[0])}"),
    ];

    private static ReportFilter RandomFilter(Random random, Insights.Analytics.Metrics.Values.DateRange range, List<long> clusters)
    {
        var filter = new ReportFilter { Range = range };
        for (var i = random.Next(3); i > 0; i--)
        {
            var dimension = s_values.Keys.ElementAt(random.Next(s_values.Count));
            filter = filter.With(dimension, [.. s_values[dimension].Where(_ => random.Next(2) == 0).DefaultIfEmpty(s_values[dimension][0])]);
        }
        return random.Next(5) == 0 ? filter.With("cluster", RecurringIssueId.Of(clusters[random.Next(clusters.Count)])) : filter;
    }
}
