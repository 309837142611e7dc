using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Evaluation;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Rollups.Cells;
using Insights.Analytics.Rollups.Passes;
using Insights.Analytics.Tests.Rollups;
using Insights.Import.Store;
using Insights.Tests.Shared.Stores;
using NodaTime;
using Xunit;

namespace Insights.Analytics.Tests.Queries.Loading;

/// <summary>The law of the cells: under any filter and scope, by whatever they are split, their daily sums are those of the rows, however the rows came to be.</summary>
public sealed class CellTests
{
    private const string Zone = "Europe/Berlin";

    private static readonly Dictionary<string, string[]> s_values = new()
    {
        ["vendor"] = ["acme", "birch", ReportFilter.Unknown],
        ["gateway"] = ["north", "south", ReportFilter.Unknown],
        ["method"] = ["card", "wallet"],
        ["brand"] = ["visa", ReportFilter.Unknown],
        ["network"] = ["mastercard", "visa"],
        ["country"] = ["DE", ReportFilter.Unknown],
        ["customer_country"] = ["FR", ReportFilter.Unknown],
        ["currency"] = ["EUR", "JPY"],
        ["cause"] = ["gateway_error", ReportFilter.Unknown],
        ["next"] = ["left", "same_method"],
    };

    private static readonly string?[] s_by = [null, "vendor", "currency", "gateway", "method", "brand", "network", "country", "customer_country", "cause", "next"];

    private static readonly string[] s_cases = [RowSets.OrdersFailed, RowSets.OrdersRecovered, RowSets.OrdersLost, RowSets.RefundsTimed, RowSets.RefundsInTime, RowSets.RefundsModeKnown, RowSets.RefundsManual];

    [StoreFact]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Cells_AreTheRows_AfterImportsChangesUndoAndRebuild(StoreProvider provider, int seed)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider, Zone);
        var facts = new RandomFacts(seed);
        var random = new Random(seed);
        for (var i = 0; i < 6; i++)
            await world.WriteAsync(chunk => facts.Fill(chunk, 40));
        await world.RefreshAsync();
        var compared = await SameAsync(world, random);

        // Later chunks change earlier rows, move them to other days and give them other members.
        await world.WriteAsync(chunk => facts.Fill(chunk, 15));
        await world.RefreshAsync();
        compared += await SameAsync(world, random);

        var batch = await world.ImportAsync("more.csv", "ada", chunk => facts.Fill(chunk, 30));
        await world.RefreshAsync();
        compared += await SameAsync(world, random);
        await world.UndoAsync(batch, "ada");
        await world.RefreshAsync();
        compared += await SameAsync(world, random);

        await world.RebuildAsync();
        compared += await SameAsync(world, random);
        Assert.True(compared > 1_000, $"only {compared} sums were compared: the test says nothing");
    }

    [Fact]
    public void Block_WithManyWordsAndAnyNumber_IsReadAsItWasWritten()
    {
        var random = new Random(3);
        foreach (var words in new[] { 1, 40, 5_000 })
        {
            var cells = new Dictionary<CellKey, CellSum>();
            for (var i = 0; i < 3_000; i++)
            {
                CellKey key = default;
                key[CellKey.Column] = random.Next(15);
                for (var at = 1; at <= 8; at++)
                    key[at] = random.Next(words);
                cells[key] = new(random.Next(1, int.MaxValue), random.NextInt64() * (random.Next(2) == 0 ? 1 : -1));
            }
            cells[default] = default;
            var packed = CellBlock.Pack(cells, code => $"wörd {code}", 9);
            cells.Remove(default);

            var read = new Reader();
            CellBlock.Unpack(packed, 9, word => int.Parse(word[5..], System.Globalization.CultureInfo.InvariantCulture), ref read);

            Assert.Equal(cells.OrderBy(cell => cell.Value.Minor), read.Cells.OrderBy(cell => cell.Value.Minor));
            // Whatever order they were counted in.
            Assert.Equal(packed, CellBlock.Pack(cells.Reverse().ToDictionary(), code => $"wörd {code}", 9));
        }
    }

    private static async Task<int> SameAsync(AnalyticsWorld world, Random random)
    {
        var acme = DataScope.Vendor(await world.VendorAsync("acme"));
        var compared = 0;
        for (var round = 0; round < 16; round++)
        {
            var scope = random.Next(3) == 0 ? acme : DataScope.Staff;
            var vendors = await QueryContext.VendorsAsync(world.Store, world.Cache, scope);
            var (from, to) = (new DateOnly(2026, 2, 20).AddDays(random.Next(20)), new DateOnly(2026, 3, 20).AddDays(random.Next(40)));
            var filter = RandomFilter(random, from, to);
            var applied = AppliedFilter.Of(filter, scope, vendors, DateTimeZoneProviders.Tzdb[Zone]);
            var by = s_by[random.Next(s_by.Length)];
            var cells = new CellLoader(world.Store, world.Cache, vendors, applied);
            if (CellQuestion.Payments.Answers(applied, by) && by != "next")
                await SameRowsAsync(CellQuestion.Payments, new FactDays(world.Store, new(DateTimeZoneProviders.Tzdb[Zone]), vendors, applied, CancellationToken.None).PaymentsAsync(from, to, by));
            foreach (var rowSet in s_cases)
            {
                var question = CellQuestion.OfCases(rowSet)!;
                if (question.Answers(applied, by) && Carried.Lacking(question.Fact, filter).Count == 0 && (by is null || Carried.Splits(question.Fact, by)))
                    await SameRowsAsync(question, new PaymentCaseLoader(world.Store, world.Cache, vendors, applied, CancellationToken.None).CountAsync(rowSet, from, to, by));
            }

            async Task SameRowsAsync(CellQuestion question, Task<DayRows> counting)
            {
                var name = $"{question.Kind} {question.Column} {filter.ToQueryString()} by {by} {scope.CacheKey}";
                var (first, last) = (UnixTime.ToDays(from), UnixTime.ToDays(to));
                var counted = Lines(await counting, row => (row.Day, row.Member, row.Currency));
                compared += counted.Count;
                var read = Lines(question.Of(await cells.ByDayAsync(question.Whole, first, last, by)), row => (row.Day, row.Member, row.Currency));
                Assert.True(counted.SequenceEqual(read), $"{name}: rows only [{string.Join("; ", counted.Except(read))}], cells only [{string.Join("; ", read.Except(counted))}]");
                var together = Lines(await counting, row => (first, row.Member, ""));
                var over = Lines(question.Of(await cells.OverAsync(question.Whole, first, last, by)), row => (row.Day, row.Member, row.Currency));
                Assert.True(together.SequenceEqual(over), $"{name}: rows only [{string.Join("; ", together.Except(over))}], cells only [{string.Join("; ", over.Except(together))}]");
            }
        }
        return compared;
    }

    private static List<string> Lines(DayRows rows, Func<DayRow, (int, string, string)> key) =>
    [
        .. rows.During(int.MinValue, int.MaxValue).GroupBy(key).OrderBy(group => group.Key)
            .Select(group => $"{group.Key}: {string.Join(' ', Enumerable.Range(0, Sums.Length).Select(column => group.Sum(row => row.Sums[column])))}"),
    ];

    private static ReportFilter RandomFilter(Random random, DateOnly from, DateOnly to)
    {
        var filter = new ReportFilter { Range = new(LocalDate.FromDateOnly(from), LocalDate.FromDateOnly(to)) };
        for (var i = random.Next(4); i > 0; i--)
        {
            var dimension = s_values.Keys.ElementAt(random.Next(s_values.Count));
            filter = filter.With(dimension, [.. s_values[dimension].Where(_ => random.Next(2) == 0).DefaultIfEmpty(s_values[dimension][0])]);
        }
        return filter;
    }

    private readonly struct Reader() : ICellReader
    {
        public Dictionary<CellKey, CellSum> Cells { get; } = [];

        public void Read(CellKey key, long count, long minor) => Cells.Add(key, new(count, minor));
    }
}
