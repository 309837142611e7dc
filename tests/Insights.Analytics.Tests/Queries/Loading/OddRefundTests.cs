using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Evaluation;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Reports;
using Insights.Analytics.Rollups.Tables;
using Insights.Analytics.Tests.Rollups;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Writing;
using Insights.Tests.Shared.Stores;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Xunit;

namespace Insights.Analytics.Tests.Queries.Loading;

/// <summary>The law of the odd refunds: under any filter and scope their counts, waits and list are those of all refunds looked through, however these came to be linked.</summary>
public sealed class OddRefundTests
{
    private const string Zone = "Europe/Berlin";

    private static readonly DateTime s_first = new(2026, 3, 5, 0, 0, 0, DateTimeKind.Utc);

    private static readonly Dictionary<string, string[]> s_values = new()
    {
        ["vendor"] = ["acme", "birch", ReportFilter.Unknown],
        ["gateway"] = ["north", "south", ReportFilter.Unknown],
        ["method"] = ["card", "wallet", ReportFilter.Unknown],
        ["currency"] = ["EUR", "JPY"],
    };

    private static readonly string?[] s_by = [null, "vendor", "currency", "gateway", "method"];

    private static readonly string[] s_sets = [RowSets.RefundsUnpaid, RowSets.RefundsRepeated, RowSets.RefundsMadeGood];

    private readonly Dictionary<string, int> _compared = s_sets.ToDictionary(set => set, _ => 0);

    [StoreFact]
    [InlineData(1)]
    [InlineData(2)]
    public async Task OddRefunds_AreThoseOfAllRefunds_AfterImportsChangesUndoAndRebuild(StoreProvider provider, int seed)
    {
        await using var world = await AnalyticsWorld.CreateAsync(provider, Zone);
        var random = new Random(seed);
        for (var i = 0; i < 3; i++)
            await world.WriteAsync(chunk => Fill(chunk, random, 30));
        await world.RefreshAsync();
        await SameAsync(world, random);

        // Later chunks change refunds, move them to other days and other payments, so that refunds of days nobody touched are linked anew.
        for (var i = 0; i < 3; i++)
        {
            await world.WriteAsync(chunk => Fill(chunk, random, 4));
            await world.RefreshAsync();
            await SameAsync(world, random);
        }

        var batch = await world.ImportAsync("more.csv", "ada", chunk => Fill(chunk, random, 10));
        await world.RefreshAsync();
        await SameAsync(world, random);
        await world.UndoAsync(batch, "ada");
        await world.RefreshAsync();
        await SameAsync(world, random);
        var refreshed = await world.DumpAsync();

        await world.RebuildAsync();
        await SameAsync(world, random);
        Assert.Equal(refreshed, await world.DumpAsync());
        Assert.All(_compared, set => Assert.True(set.Value > 50, $"only {set.Value} rows of {set.Key} were compared: the test says nothing"));
    }

    private async Task SameAsync(AnalyticsWorld world, Random random)
    {
        var acme = await world.VendorAsync("acme");
        var all = await world.DerivedAsync(context => context.RefundCases.AsNoTracking().ToListAsync());
        for (var round = 0; round < 12; round++)
        {
            var scope = random.Next(3) == 0 ? DataScope.Vendor(acme) : DataScope.Staff;
            var vendors = await QueryContext.VendorsAsync(world.Store, world.Cache, scope);
            var (from, to) = (new DateOnly(2026, 3, 1).AddDays(random.Next(20)), new DateOnly(2026, 3, 20).AddDays(random.Next(30)));
            var filter = RandomFilter(random, from, to);
            var applied = AppliedFilter.Of(filter, scope, vendors, DateTimeZoneProviders.Tzdb[Zone]);
            var by = s_by[random.Next(s_by.Length)];
            var name = $"{filter.ToQueryString()} by {by} {scope.CacheKey}";
            var left = all.Where(row => (scope.IsStaff || row.VendorId == acme) && IsLeft(row, filter, vendors)).ToList();
            foreach (var set in s_sets)
            {
                var rows = left.Where(row => IsOf(row, set)).ToList();
                var during = rows.Where(row => row.Day >= from && row.Day <= to).ToList();
                var expected = during.GroupBy(row => (Day: UnixTime.ToDays(row.Day), Member: Member(row, by, vendors), row.Currency)).OrderBy(group => group.Key)
                    .Select(group => $"{group.Key}: {group.Count()} {group.Sum(row => row.AmountMinor)}");
                var read = (await new PaymentCaseLoader(world.Store, world.Cache, vendors, applied, CancellationToken.None).OddAsync(set, UnixTime.ToDays(from), UnixTime.ToDays(to), by)).During(int.MinValue, int.MaxValue);
                Assert.True(expected.SequenceEqual(read.OrderBy(row => (row.Day, row.Member, row.Currency)).Select(row => $"{(row.Day, row.Member, row.Currency)}: {row.Sums[PaymentCaseLoader.Rows]} {row.Sums[PaymentCaseLoader.AmountMinor]}")), $"{set} {name}");
                var listed = (await world.Rows.PageAsync(new RowRequest { RowSet = set, Filter = filter, Size = 200 }, scope)).Table.Rows;
                Assert.True(during.Select(row => row.RefundRef).Order().SequenceEqual(listed.Select(row => ((Cell.Text)row[0]!).Value).Order()), $"list of {set} {name}");
                _compared[set] += during.Count;
                if (set == RowSets.RefundsMadeGood)
                    Assert.Equal(during.Select(row => Math.Max(0, (long)((row.SettledAt ?? row.RequestedAt) - row.FailedBeforeAt!.Value).TotalSeconds)).Order(), (await world.Payments.MadeGoodAsync(filter, scope)).Order());
                if (set == RowSets.RefundsUnpaid)
                    Assert.Equal(rows.Where(row => row.Day <= to).OrderBy(row => row.RefundKey).Take(5).Select(row => row.RefundRef), (await world.Payments.OwedAsync(filter, scope, 5)).Select(row => row.RefundRef));
            }
        }
    }

    /// <summary>As the catalogue defines the sets, asked of every refund.</summary>
    private static bool IsOf(RefundCase row, string set) => set switch
    {
        RowSets.RefundsUnpaid => row.Status != "succeeded" && row.MadeGoodAt is null,
        RowSets.RefundsRepeated => row.Repeats > 0,
        _ => row.FailedBeforeAt is not null,
    };

    private static bool IsLeft(RefundCase row, ReportFilter filter, VendorNames vendors) =>
        filter.Values.All(pair => pair.Value.Contains(Member(row, pair.Key, vendors)));

    private static string Member(RefundCase row, string? by, VendorNames vendors) => by switch
    {
        null => "",
        "vendor" => vendors.Code(row.VendorId),
        "currency" => row.Currency,
        "gateway" => MemberConditions.Member(row.Gateway),
        _ => MemberConditions.Member(row.Method),
    };

    /// <summary>Refunds of few payments, so that most of them have others beside them.</summary>
    private static void Fill(FactChunk chunk, Random random, int size)
    {
        for (var i = 0; i < size; i++)
        {
            var refund = AnalyticsWorld.Sale("r" + random.Next(60), s_first.AddMinutes(random.Next(30 * 24 * 60)), random.Next(1, 5_000), Pick(["EUR", "USD", "JPY"])!, Pick(["succeeded", "succeeded", "failed", "pending"])!);
            (refund.Kind, refund.OriginalRef, refund.RefundExtent) = ("refund", Pick(["p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", null]), Pick(["full", "partial", null]));
            (refund.Gateway, refund.Method) = (Pick(["north", "south", null, "unknown"]), Pick(["card", "wallet", null]));
            refund.SettledAt = random.Next(2) == 0 ? null : refund.OccurredAt.AddHours(random.Next(200));
            chunk.Transactions.RemoveAll(row => row.Row.ExternalId == refund.ExternalId);
            chunk.Transactions.Add(new(refund, Pick(["acme", "birch", null])));
        }

        string? Pick(string?[] values) => values[random.Next(values.Length)];
    }

    private static ReportFilter RandomFilter(Random random, DateOnly from, DateOnly to)
    {
        var filter = new ReportFilter { Range = new(LocalDate.FromDateOnly(from), LocalDate.FromDateOnly(to)) };
        for (var i = random.Next(3); i > 0; i--)
        {
            var dimension = s_values.Keys.ElementAt(random.Next(s_values.Count));
            filter = filter.With(dimension, [.. s_values[dimension].Where(_ => random.Next(2) == 0).DefaultIfEmpty(s_values[dimension][0])]);
        }
        return filter;
    }
}
