using Insights.Analytics.Metrics;
using Insights.Analytics.Queries;
using Insights.Analytics.Tests.Rollups;
using Insights.Import.Store;
using Insights.Tests.Shared.Stores;
using NodaTime;
using Xunit;

namespace Insights.Analytics.Tests.Queries;

/// <summary>The law of the pages: under any filter and scope a number, its series, its breakdown and the rows behind it are the same count.</summary>
public sealed class NumberEqualsRowsTests
{
    private static readonly Dictionary<string, string[]> s_values = new()
    {
        ["vendor"] = ["acme", "birch", "nobody", ReportFilter.Unknown],
        ["channel"] = ["email", "chat"],
        ["priority"] = ["urgent", "normal", ReportFilter.Unknown],
        ["team"] = ["EMEA, payments", ReportFilter.Unknown],
        ["gateway"] = ["north", "south", ReportFilter.Unknown],
        ["method"] = ["card", "wallet"],
        ["brand"] = ["visa", ReportFilter.Unknown],
        ["network"] = ["mastercard", "visa"],
        ["country"] = ["DE", ReportFilter.Unknown],
        ["customer_country"] = ["FR", ReportFilter.Unknown],
        ["currency"] = ["EUR", "JPY"],
        ["cause"] = ["gateway_error", ReportFilter.Unknown],
        ["reason"] = ["fraudulent", ReportFilter.Unknown],
        ["issue"] = ["refund", "failed_payment", "unclear"],
        ["issue_cause"] = ["late", ReportFilter.Unknown],
        ["state"] = ["won", "open", "solved", "lost"],
    };

    [StoreFact]
    [InlineData(1, "Europe/Berlin")]
    [InlineData(2, "America/New_York")]
    public async Task Number_UnderRandomFilters_EqualsRowsSeriesAndBreakdown(StoreProvider provider, int seed, string zone)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider, zone);
        await world.WriteAsync(chunk => RandomFacts.Rules(chunk, 1));
        var facts = new RandomFacts(seed);
        for (var i = 0; i < 8; i++)
            await world.WriteAsync(chunk => facts.Fill(chunk, 40));
        await world.RefreshAsync();
        var acme = DataScope.Vendor(await world.VendorAsync("acme"));
        var random = new Random(seed);
        var nonZero = 0;

        for (var round = 0; round < 40; round++)
        {
            var filter = RandomFilter(random);
            var scope = random.Next(3) == 0 ? acme : DataScope.Staff;
            foreach (var metric in MetricCatalog.All)
            {
                var value = await world.Metrics.ValueAsync(metric.Id, filter, scope);
                var name = $"{metric.Id} {filter.ToQueryString()} {scope.CacheKey}";
                if (value.Missing?.Contains("carry no", StringComparison.Ordinal) == true)
                {
                    Assert.Equal((name, 0L), (name, await world.Rows.CountAsync(metric.Rows, filter, scope)));
                    continue;
                }
                Assert.Equal((name, value.Numerator), (name, await world.Rows.CountAsync(metric.Rows, filter, scope)));
                if (metric.DenominatorRows is { } below && SameDimensions(below, filter))
                    Assert.Equal((name, value.Denominator), (name, await world.Rows.CountAsync(below, filter, scope)));
                nonZero += value.Numerator > 0 ? 1 : 0;

                var series = await world.Metrics.SeriesAsync(metric.Id, filter, scope, (Bucket)random.Next(3));
                Assert.Equal(filter.Range.From, series.Points[0].Days.From);
                Assert.Equal(filter.Range.To, series.Points[^1].Days.To);
                Assert.Equal(filter.Range.Days, series.Points.Sum(point => point.Days.Days));
                if (metric.Id == "backlog")
                    Assert.Equal((name, value.Numerator), (name, series.Points[^1].Value.Numerator));
                else
                    Assert.Equal((name, value.Numerator), (name, series.Points.Sum(point => point.Value.Numerator)));

                var dimension = ReportFilter.Dimensions[random.Next(ReportFilter.Dimensions.Count)];
                var breakdown = await world.Metrics.BreakdownAsync(metric.Id, dimension, filter, scope, top: 1 + random.Next(3));
                if (breakdown.Total.Missing?.Contains("carry no", StringComparison.Ordinal) == true)
                    continue;
                Assert.Equal((name, dimension, value.Numerator), (name, dimension, breakdown.Total.Numerator));
                if (breakdown.Other is not null || breakdown.MemberCount == breakdown.Members.Count)
                {
                    Assert.Equal(
                        (name, dimension, value.Numerator),
                        (name, dimension, breakdown.Members.Sum(member => member.Value.Numerator) + (breakdown.Other?.Numerator ?? 0)));
                }
                // A bar's link narrows the filter to its member and arrives at the bar's own number.
                if (breakdown.Members.Count > 0 && !filter.Values.ContainsKey(dimension))
                    Assert.Equal((name, dimension, breakdown.Members[0].Value.Numerator), (name, dimension, await world.Rows.CountAsync(metric.Rows, filter.With(dimension, breakdown.Members[0].Key), scope)));
            }
        }
        Assert.True(nonZero > 200, $"only {nonZero} numbers were not zero: the test says nothing");
    }

    [StoreFact]
    public async Task Pages_WalkedByTheirCursors_ShowEveryRowOnceInOrder(StoreProvider provider)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider);
        await world.WriteAsync(chunk => RandomFacts.Rules(chunk, 1));
        var facts = new RandomFacts(3);
        for (var i = 0; i < 8; i++)
            await world.WriteAsync(chunk => facts.Fill(chunk, 40));
        await world.RefreshAsync();
        var filter = world.Filter("from=2026-03-01&to=2026-04-30");

        foreach (var set in RowSets.All)
        {
            var first = await world.Rows.PageAsync(new() { RowSet = set.Id, Filter = filter, Size = 500 }, DataScope.Staff);
            foreach (var sort in first.Sortable)
            {
                foreach (var descending in new[] { true, false })
                {
                    var request = new RowRequest { RowSet = set.Id, Filter = filter, Sort = sort, Descending = descending, Size = 500 };
                    var whole = (await world.Rows.PageAsync(request, DataScope.Staff)).Table.Rows.Select(row => string.Join("|", row)).ToList();
                    var walked = new List<string>();
                    string? after = null;
                    do
                    {
                        var page = await world.Rows.PageAsync(request with { Size = 7, After = after }, DataScope.Staff);
                        walked.AddRange(page.Table.Rows.Select(row => string.Join("|", row)));
                        after = page.Next;
                    }
                    while (after is not null);
                    Assert.Equal(whole, walked);
                    Assert.Equal(first.Total, walked.Count);
                }
            }
        }
        Assert.Contains(RowSets.All, set => set.Kind == RowKind.Clocks);
    }

    [Fact]
    public async Task Page_WithACursorOfAnotherList_SaysWhatToDo()
    {
        await using var world = await AnalyticsWorld.CreateAsync(StoreProvider.Sqlite);
        for (var i = 0; i < 3; i++)
            await world.WriteAsync(chunk => chunk.Transactions.Add(new(AnalyticsWorld.Sale("a" + i, AnalyticsWorld.Now.AddDays(-i)), "acme")));
        await world.RefreshAsync();
        var request = new RowRequest { RowSet = RowSets.PaymentsSucceeded, Filter = world.Filter("from=2026-03-01&to=2026-04-30"), Size = 2 };
        var next = (await world.Rows.PageAsync(request, DataScope.Staff)).Next!;

        foreach (var cursor in new[] { next[..^4], "!!", "", Convert.ToBase64String([1, 2, 3]) })
            Assert.Contains("first page", (await Assert.ThrowsAsync<ArgumentException>(() => world.Rows.PageAsync(request with { After = cursor }, DataScope.Staff))).Message, StringComparison.Ordinal);
        Assert.Contains("first page", (await Assert.ThrowsAsync<ArgumentException>(
            () => world.Rows.PageAsync(request with { RowSet = RowSets.Refunds, After = next }, DataScope.Staff))).Message, StringComparison.Ordinal);
    }

    /// <summary>Rows below the line narrow only by what they carry; a list of them says so instead of showing other rows.</summary>
    private static bool SameDimensions(string rowSet, ReportFilter filter) =>
        rowSet is not (RowSets.PaymentsSucceeded or RowSets.PaymentsAttempts or RowSets.PaymentsVisa or RowSets.PaymentsMastercardBefore)
        || !filter.Values.Keys.Any(key => key is "reason" or "state" or "channel" or "priority" or "team" or "issue" or "issue_cause");

    private static ReportFilter RandomFilter(Random random)
    {
        var from = new LocalDate(2026, 3, 1).PlusDays(random.Next(25));
        var filter = new ReportFilter { Range = new(from, from.PlusDays(random.Next(30))) };
        for (var i = random.Next(4); i > 0; i--)
        {
            var dimension = s_values.Keys.ElementAt(random.Next(s_values.Count));
            filter = filter.With(dimension, [.. s_values[dimension].Where(_ => random.Next(2) == 0).DefaultIfEmpty(s_values[dimension][0])]);
        }
        return filter;
    }
}
