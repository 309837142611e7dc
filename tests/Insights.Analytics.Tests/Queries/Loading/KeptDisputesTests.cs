using Insights.Analytics.Metrics.Chargebacks;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Evaluation;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Rollups.Cells;
using Insights.Analytics.Rollups.Ledger;
using Insights.Analytics.Rollups.Passes;
using Insights.Analytics.Rollups.Tables;
using Insights.Analytics.Tests.Rollups;
using Insights.Import.Store;
using Insights.Tests.Shared.Stores;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Xunit;

namespace Insights.Analytics.Tests.Queries.Loading;

/// <summary>The law of the disputes that are kept: under any filter and scope, by whatever they are split and by any of their dates, their sums are those of the rows, however the rows came to be.</summary>
public sealed class KeptDisputesTests
{
    private const string Zone = "Europe/Berlin";

    private static readonly DateTime s_asOf = new(2026, 4, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly Dictionary<string, string[]> s_values = new()
    {
        ["vendor"] = ["acme", "birch", ReportFilter.Unknown],
        ["brand"] = ["visa", ReportFilter.Unknown],
        ["network"] = ["mastercard", "visa"],
        ["country"] = ["DE", ReportFilter.Unknown],
        ["currency"] = ["EUR", "JPY"],
        ["reason"] = ["fraudulent", ReportFilter.Unknown],
        ["state"] = ["won", "lost", "needs_response"],
    };

    private static readonly string?[] s_by = [null, .. s_values.Keys];

    [StoreFact]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Disputes_AreTheRows_AfterImportsChangesUndoAndRebuild(StoreProvider provider, int seed)
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
    public void Block_WithAnyNumbers_IsReadAsItWasWritten_WhateverOrderItCameIn()
    {
        var random = new Random(3);
        var disputes = new List<PackedDispute>();
        for (var i = 0; i < 500; i++)
        {
            var one = new PackedDispute { VendorId = random.Next(30) };
            one.Key[CellKey.Column] = random.Next();
            for (var at = 1; at <= 5; at++)
                one.Key[at] = random.Next(40);
            for (var at = 0; at < DisputeNumbers.Length; at++)
                one.Numbers[at] = random.NextInt64() * (random.Next(2) == 0 ? 1 : -1);
            disputes.Add(one);
        }
        var packed = DisputeBlock.Pack(disputes, code => $"wörd {code}");

        var read = new List<PackedDispute>();
        DisputeBlock.Unpack(packed, word => int.Parse(word[5..], System.Globalization.CultureInfo.InvariantCulture), read.Add);

        Assert.Equal(disputes.Select(Line).Order(StringComparer.Ordinal), read.Select(Line).Order(StringComparer.Ordinal));
        disputes.Reverse();
        Assert.Equal(packed, DisputeBlock.Pack(disputes, code => $"wörd {code}"));

        static string Line(PackedDispute one) => $"{one.VendorId} {string.Join(' ', ((ReadOnlySpan<int>)one.Key).ToArray())} {string.Join(' ', ((ReadOnlySpan<long>)one.Numbers).ToArray())}";
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
            var kept = new DisputeSums(world.Store, world.Cache, vendors, applied);
            var name = $"{filter.ToQueryString()} by {by} {scope.CacheKey}";
            foreach (var basis in Enum.GetValues<DisputeBasis>())
            {
                var rows = await RowsAsync(world, applied, vendors, basis, from, to, by);
                Same($"{basis} {name}", rows, await kept.OfAsync(basis, from, to, by, isByDay: true), row => (row.Day, row.Member, row.Currency));
                Same($"{basis} as one {name}", rows, await kept.OfAsync(basis, from, to, by, isByDay: false), row => (0, row.Member, ""));
            }
            var ledger = await kept.LedgerAsync(null, from, to, by, isByDay: true, s_asOf);
            foreach (var set in LedgerSets.All)
            {
                var rows = await LedgerRowsAsync(world, applied, vendors, set, from, to, by);
                Same($"{set.RowSet} {name}", rows, ledger[set.RowSet], row => (row.Day, row.Member, row.Currency));
                Same($"{set.RowSet} as one {name}", rows, (await kept.LedgerAsync(set.RowSet, from, to, by, isByDay: false, s_asOf))[set.RowSet], row => (0, row.Member, ""));
            }
        }
        return compared;

        void Same(string name, DayRows counted, DayRows read, Func<DayRow, (int, string, string)> key)
        {
            var (rows, kept) = (Lines(counted, key), Lines(read, key));
            compared += rows.Count;
            Assert.True(rows.SequenceEqual(kept), $"{name}: rows only [{string.Join("; ", rows.Except(kept))}], kept only [{string.Join("; ", kept.Except(rows))}]");
        }
    }

    private static async Task<DayRows> RowsAsync(AnalyticsWorld world, AppliedFilter filter, VendorNames vendors, DisputeBasis basis, DateOnly from, DateOnly to, string? by)
    {
        var days = new ReportingDays(DateTimeZoneProviders.Tzdb[Zone]);
        await using var context = world.Store.Reporting.Open(filter.Scope);
        var sums = new DaySums();
        foreach (var row in await DisputeRows.By(context.Chargebacks, basis, days.Start(from), days.End(to)).WhereFilter(FactKind.Disputes, filter).ToListAsync())
        {
            if (basis == DisputeBasis.Decided && !DisputeOutcome.IsDecided(row.State))
                continue;
            var at = basis switch { DisputeBasis.Charged => row.ChargedAt!.Value, DisputeBasis.Decided => row.DecidedAt!.Value, _ => row.OpenedAt };
            var add = DisputeColumns.Of(row.State, row.EvidenceSubmittedAt is not null, row.AmountMinor, row.RecoveredMinor, row.FeeMinor, row.FeeReturnedMinor, NetworkMonths.IsFraud(row.ReasonGroup));
            sums.Add(days.Of(UnixTime.ToSeconds(at)), Member(by, vendors.Code(row.VendorId), row.Currency, row.Network, row.Country, row.ReasonCategory, row.State), row.Currency, add);
        }
        if (basis == DisputeBasis.Opened)
        {
            foreach (var row in await DisputeRows.Counted(context.Chargebacks, RowSets.FraudNotices, new(), days.Start(from), days.End(to)).WhereFilter(FactKind.Disputes, filter).ToListAsync())
            {
                var add = DisputeColumns.OfNotice(row.AmountMinor);
                sums.Add(days.Of(UnixTime.ToSeconds(row.OpenedAt)), Member(by, vendors.Code(row.VendorId), row.Currency, row.Network, row.Country, row.ReasonCategory, row.State), row.Currency, add);
            }
        }
        return sums.ToRows();
    }

    private static async Task<DayRows> LedgerRowsAsync(AnalyticsWorld world, AppliedFilter filter, VendorNames vendors, LedgerSet set, DateOnly from, DateOnly to, string? by)
    {
        await using var context = world.Store.Open(filter.Scope);
        var sums = new DaySums();
        foreach (var row in await LedgerRows.Of(context, set.RowSet, from, to, s_asOf).WhereFilter(FactKind.Disputes, filter).ToListAsync())
        {
            Sums add = default;
            add[LedgerColumns.Rows] = 1;
            add[LedgerColumns.AmountMinor] = row.AmountMinor;
            add[LedgerColumns.FeesMinor] = row.FeeMinor - row.FeeReturnedMinor;
            add[LedgerColumns.RecoveredMinor] = row.RecoveredMinor;
            add[LedgerColumns.TwiceLostMinor] = Math.Max(0, Math.Min(row.RefundedMinor, row.AmountMinor - row.RecoveredMinor));
            sums.Add(UnixTime.ToDays(set.ByDecision ? row.DecidedDay!.Value : row.OpenedDay), Member(by, vendors.Code(row.VendorId), row.Currency, row.Network, row.Country, row.ReasonCategory, row.State), row.Currency, add);
        }
        return sums.ToRows();
    }

    private static string Member(string? by, string vendor, string currency, string? network, string? country, string? reason, string? state) => by switch
    {
        null => "",
        "vendor" => vendor,
        "currency" => currency,
        "brand" or "network" => MemberConditions.Member(network),
        "country" => MemberConditions.Member(country),
        "reason" => MemberConditions.Member(reason),
        _ => MemberConditions.Member(state),
    };

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
}
