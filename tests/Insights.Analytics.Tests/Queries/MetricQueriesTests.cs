using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Analytics.Tests.Rollups;
using Insights.Import.Store;
using Insights.Tests.Shared.Stores;
using Xunit;
using static Insights.Analytics.Tests.Rollups.AnalyticsWorld;

namespace Insights.Analytics.Tests.Queries;

public sealed class MetricQueriesTests
{
    private static readonly DateTime s_day = new(2026, 3, 10, 10, 0, 0, DateTimeKind.Utc);

    [StoreFact]
    public async Task Day_BeginsAndEndsInTheReportingZone(StoreProvider provider)
    {
        // Berlin's clocks go forward on 29 March 2026 at 01:00 UTC: that day is 28 March 23:00Z to 29 March 22:00Z, 23 hours.
        await using var world = await CreateAsync(provider, "Europe/Berlin");
        await world.WriteAsync(chunk =>
        {
            chunk.Transactions.Add(new(Sale("before", new(2026, 3, 28, 22, 59, 59, DateTimeKind.Utc)), "acme"));
            chunk.Transactions.Add(new(Sale("first", new(2026, 3, 28, 23, 0, 0, DateTimeKind.Utc)), "acme"));
            chunk.Transactions.Add(new(Sale("last", new(2026, 3, 29, 21, 59, 59, DateTimeKind.Utc)), "acme"));
            chunk.Transactions.Add(new(Sale("after", new(2026, 3, 29, 22, 0, 0, DateTimeKind.Utc)), "acme"));
        });
        await world.RefreshAsync();

        var series = await world.Metrics.SeriesAsync("payments", world.Filter("from=2026-03-28&to=2026-03-30"), DataScope.Staff, Bucket.Day);

        Assert.Equal([1L, 2L, 1L], series.Points.Select(point => point.Value.Numerator!.Value));
        Assert.Equal(2, await world.Rows.CountAsync(RowSets.PaymentsSucceeded, world.Filter("from=2026-03-29&to=2026-03-29"), DataScope.Staff));
    }

    [StoreFact]
    public async Task Money_IsTotalledPerCurrency_ConvertedAtEachDaysRate_AndNamesWhatHasNone(StoreProvider provider)
    {
        await using var world = await CreateAsync(provider);
        await world.WriteAsync(chunk =>
        {
            chunk.FxRates.Add(new() { Day = new(2026, 3, 6), Currency = "USD", PerEuroMillionths = 1_250_000 });
            chunk.FxRates.Add(new() { Day = new(2026, 3, 10), Currency = "USD", PerEuroMillionths = 2_000_000 });
            chunk.FxRates.Add(new() { Day = new(2026, 2, 1), Currency = "GBP", PerEuroMillionths = 800_000 });
            chunk.Transactions.Add(new(Sale("eur", s_day, 10_000), "acme"));
            chunk.Transactions.Add(new(Sale("sunday", s_day.AddDays(-2), 5_000, "USD"), "acme"));
            chunk.Transactions.Add(new(Sale("tuesday", s_day, 5_000, "USD"), "acme"));
            chunk.Transactions.Add(new(Sale("old-rate", s_day, 700, "GBP"), "acme"));
            chunk.Transactions.Add(new(Sale("yen", s_day, 1_000, "JPY"), "acme"));
        });
        await world.RefreshAsync();

        var value = await world.ValueAsync("payment_volume", "from=2026-03-01&to=2026-03-31");

        Assert.Equal([new("EUR", 10_000), new("GBP", 700), new("JPY", 1_000), new("USD", 10_000)], value.ByCurrency.Select(money => (money.Currency, money.Minor)));
        // EUR 100.00 + USD 50.00 ÷ 1.25 (Friday's rate on Sunday) + USD 50.00 ÷ 2.00 = 100 + 40 + 25. GBP's rate is five weeks old, JPY has none.
        Assert.Equal(new Money(16_500, "EUR"), value.Converted!.Total);
        Assert.Equal([new Money(700, "GBP"), new Money(1_000, "JPY")], value.Converted.WithoutRate);
        Assert.Equal(5, value.N);
        var missing = await world.Health.MissingRatesAsync(DataScope.Staff);
        Assert.Equal(["GBP", "JPY"], missing.Select(rate => rate.Currency));
        Assert.All(missing, rate => Assert.Equal((1, rate.First), (rate.Days, rate.Last)));
        Assert.Empty(await world.Health.MissingRatesAsync(DataScope.Vendor(1)));
    }

    [StoreFact]
    public async Task Filter_OnADimensionTheRowsDoNotCarry_GivesNoNumberAndSaysWhy(StoreProvider provider)
    {
        await using var world = await CreateAsync(provider);
        await world.WriteAsync(chunk => chunk.Tickets.Add(new(Case("t1", s_day), "acme")));
        await world.RefreshAsync();

        var value = await world.ValueAsync("tickets_created", "from=2026-03-01&to=2026-03-31&gateway=north");
        var page = await world.Rows.PageAsync(new() { RowSet = RowSets.TicketsCreated, Filter = world.Filter("from=2026-03-01&to=2026-03-31&gateway=north") }, DataScope.Staff);

        Assert.Equal("tickets carry no gateway", value.Missing);
        Assert.Equal(new Cell.None("tickets carry no gateway"), value.ToCell());
        Assert.Equal(0, page.Total);
        Assert.Equal(["gateway"], page.NotCarried);
    }

    [StoreFact]
    public async Task Ratio_WithNothingBelowTheLine_IsUndefined(StoreProvider provider)
    {
        await using var world = await CreateAsync(provider);
        await world.WriteAsync(chunk => chunk.Chargebacks.Add(new(Dispute("d1", s_day), "acme")));
        await world.RefreshAsync();

        var value = await world.ValueAsync("dispute_activity", "from=2026-03-01&to=2026-03-31");

        Assert.Equal((1L, 0L), (value.Numerator, value.Denominator));
        Assert.False(value.HasValue);
        Assert.IsType<Cell.None>(value.ToCell());
    }

    [StoreFact]
    public async Task DisputeRatios_CountByTheirOwnDates(StoreProvider provider)
    {
        // Stripe's example in small: 4 payments in March; 2 disputes received in March, one of them on a March payment, the other on one of January.
        await using var world = await CreateAsync(provider);
        await world.WriteAsync(chunk =>
        {
            for (var i = 0; i < 4; i++)
                chunk.Transactions.Add(new(Sale("p" + i, s_day.AddHours(i)), "acme"));
            chunk.Chargebacks.Add(new(Dispute("d1", s_day.AddDays(5), charged: s_day), "acme"));
            chunk.Chargebacks.Add(new(Dispute("d2", s_day.AddDays(5), charged: s_day.AddMonths(-2)), "acme"));
        });
        await world.RefreshAsync();

        var values = await world.Metrics.ValuesAsync(["dispute_activity", "dispute_rate"], world.Filter("from=2026-03-01&to=2026-03-31"), DataScope.Staff);

        Assert.Equal((2L, 4L), (values["dispute_activity"].Numerator, values["dispute_activity"].Denominator));
        Assert.Equal((1L, 4L), (values["dispute_rate"].Numerator, values["dispute_rate"].Denominator));
        // March's payments may still be disputed until July: the rate can only rise.
        Assert.True(values["dispute_rate"].Incomplete);
        Assert.False(values["dispute_activity"].Incomplete);
    }

    [StoreFact]
    public async Task Backlog_IsTheLevelAtTheEndOfThePeriod_WithReopensAndWhatWasThereBefore(StoreProvider provider)
    {
        await using var world = await CreateAsync(provider);
        await world.WriteAsync(chunk =>
        {
            // a: open since February. b: solved on the 5th, reopened on the 20th. c: created and solved in March. m: merged, counts nowhere.
            chunk.Tickets.Add(new(Case("a", new(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc)), "acme"));
            chunk.TicketEvents.Add(Event("a", "1", new(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc), "created", "new", "customer"));
            chunk.Tickets.Add(new(Case("b", new(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc)), "acme"));
            chunk.TicketEvents.Add(Event("b", "1", new(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc), "created", "new", "customer"));
            chunk.TicketEvents.Add(Event("b", "2", new(2026, 3, 5, 12, 0, 0, DateTimeKind.Utc), "status", "solved"));
            chunk.TicketEvents.Add(Event("b", "3", new(2026, 3, 20, 12, 0, 0, DateTimeKind.Utc), "status", "open", "customer"));
            chunk.Tickets.Add(new(Case("c", new(2026, 3, 2, 0, 0, 0, DateTimeKind.Utc), "solved"), "acme"));
            chunk.TicketEvents.Add(Event("c", "1", new(2026, 3, 2, 0, 0, 0, DateTimeKind.Utc), "created", "new", "customer"));
            chunk.TicketEvents.Add(Event("c", "2", new(2026, 3, 4, 0, 0, 0, DateTimeKind.Utc), "status", "solved"));
            var merged = Case("m", new(2026, 3, 2, 0, 0, 0, DateTimeKind.Utc));
            merged.MergedInto = "a";
            chunk.Tickets.Add(new(merged, "acme"));
        });
        await world.RefreshAsync();

        Assert.Equal(1, (await world.ValueAsync("backlog", "from=2026-02-01&to=2026-02-28")).Numerator);
        Assert.Equal(3, (await world.ValueAsync("backlog", "from=2026-03-03&to=2026-03-03")).Numerator);
        Assert.Equal(1, (await world.ValueAsync("backlog", "from=2026-03-01&to=2026-03-10")).Numerator);
        Assert.Equal(2, (await world.ValueAsync("backlog", "from=2026-03-01&to=2026-03-31")).Numerator);
        Assert.Equal(2, (await world.ValueAsync("tickets_created", "from=2026-03-01&to=2026-03-31")).Numerator);
        // b is open again, so only c is solved.
        Assert.Equal(1, (await world.ValueAsync("tickets_solved", "from=2026-03-01&to=2026-03-31")).Numerator);
    }

    [StoreFact]
    public async Task Breakdown_SumsWhatLiesBeyondTheTop(StoreProvider provider)
    {
        await using var world = await CreateAsync(provider);
        await world.WriteAsync(chunk =>
        {
            foreach (var (vendor, count) in new[] { ("acme", 5), ("birch", 3), ("cedar", 2), ("dune", 1) })
            {
                for (var i = 0; i < count; i++)
                    chunk.Transactions.Add(new(Sale(vendor + i, s_day.AddMinutes(i)), vendor));
            }
        });
        await world.RefreshAsync();

        var breakdown = await world.Metrics.BreakdownAsync("payments", "vendor", world.Filter("from=2026-03-01&to=2026-03-31"), DataScope.Staff, top: 2);

        Assert.Equal([("acme", 5L), ("birch", 3L)], breakdown.Members.Select(member => (member.Key, member.Value.Numerator!.Value)));
        Assert.Equal((3L, 11L, 4), (breakdown.Other!.Numerator, breakdown.Total.Numerator, breakdown.MemberCount));
    }

    [StoreFact]
    public async Task Series_MarksDaysThatAreNotOver(StoreProvider provider)
    {
        await using var world = await CreateAsync(provider);

        var series = await world.Metrics.SeriesAsync("payments", world.Filter("from=2026-03-30&to=2026-04-02"), DataScope.Staff, Bucket.Day);

        Assert.Equal(4, series.Points.Count);
        // Today is 1 April.
        Assert.Equal(2, series.IncompleteFrom);
    }

    [StoreFact]
    public async Task Value_AfterAnotherImport_IsNotTheCachedOne(StoreProvider provider)
    {
        await using var world = await CreateAsync(provider);
        await world.WriteAsync(chunk => chunk.Transactions.Add(new(Sale("one", s_day), "acme")));
        await world.RefreshAsync();
        Assert.Equal(1, (await world.ValueAsync("payments", "from=2026-03-01&to=2026-03-31")).Numerator);
        var warm = world.Cache.Count;

        Assert.Equal(1, (await world.ValueAsync("payments", "from=2026-03-01&to=2026-03-31")).Numerator);
        Assert.Equal(warm, world.Cache.Count);
        await world.WriteAsync(chunk => chunk.Transactions.Add(new(Sale("two", s_day), "acme")));
        await world.RefreshAsync();

        Assert.Equal(2, (await world.ValueAsync("payments", "from=2026-03-01&to=2026-03-31")).Numerator);
    }

    [Fact]
    public async Task UnknownNames_AreRefusedWithWhatIsKnown()
    {
        await using var world = await CreateAsync(StoreProvider.Sqlite);
        var filter = world.Filter("period=last-month");

        await Assert.ThrowsAsync<ArgumentException>(() => world.Metrics.ValueAsync("disputs", filter, DataScope.Staff));
        Assert.Contains("vendor", (await Assert.ThrowsAsync<ArgumentException>(() => world.Metrics.BreakdownAsync("disputes", "moon", filter, DataScope.Staff))).Message, StringComparison.Ordinal);
        Assert.Contains("payments.succeeded", (await Assert.ThrowsAsync<ArgumentException>(() => world.Rows.CountAsync("moon", filter, DataScope.Staff))).Message, StringComparison.Ordinal);
        Assert.Contains("amount", (await Assert.ThrowsAsync<ArgumentException>(
            () => world.Rows.PageAsync(new() { RowSet = RowSets.Refunds, Filter = filter, Sort = "moon" }, DataScope.Staff))).Message, StringComparison.Ordinal);
    }
}
