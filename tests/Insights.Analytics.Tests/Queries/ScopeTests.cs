using Insights.Analytics.Metrics;
using Insights.Analytics.Queries;
using Insights.Analytics.Tests.Rollups;
using Insights.Import.Store;
using Insights.Tests.Shared.Stores;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Insights.Analytics.Tests.Rollups.AnalyticsWorld;

namespace Insights.Analytics.Tests.Queries;

/// <summary>Isolation of vendors in the derived tables and in everything that reads them, warm caches included.</summary>
public sealed class ScopeTests
{
    private static readonly DateTime s_day = new(2026, 3, 10, 10, 0, 0, DateTimeKind.Utc);

    [StoreFact]
    public async Task DerivedTables_InAVendorsScope_HoldOnlyItsRows(StoreProvider provider)
    {
        await using var world = await FilledAsync(provider);
        var acme = await world.VendorAsync("acme");

        Assert.Equal([acme], await world.DerivedAsync(context => context.DailyPayments.Select(row => row.VendorId).Distinct().ToListAsync(), DataScope.Vendor(acme)));
        Assert.Equal([acme], await world.DerivedAsync(context => context.DailyDisputes.Select(row => row.VendorId).Distinct().ToListAsync(), DataScope.Vendor(acme)));
        Assert.Equal([acme], await world.DerivedAsync(context => context.DailyTickets.Select(row => row.VendorId).Distinct().ToListAsync(), DataScope.Vendor(acme)));
        Assert.Equal([acme], await world.DerivedAsync(context => context.TicketOutcomes.Select(row => row.VendorId).Distinct().ToListAsync(), DataScope.Vendor(acme)));
        Assert.Equal([acme], await world.DerivedAsync(context => context.TicketSpans.Select(row => row.VendorId).Distinct().ToListAsync(), DataScope.Vendor(acme)));
        Assert.Equal([acme], await world.DerivedAsync(context => context.TicketClocks.Select(row => row.VendorId).Distinct().ToListAsync(), DataScope.Vendor(acme)));
        Assert.Equal(0, await world.DerivedAsync(context => context.RollupStates.CountAsync(), DataScope.Vendor(acme)));
    }

    [StoreFact]
    public async Task EmptyScope_ReadsNothingAnywhere(StoreProvider provider)
    {
        await using var world = await FilledAsync(provider);
        var filter = world.Filter("from=2026-03-01&to=2026-03-31");

        foreach (var value in (await world.Metrics.ValuesAsync([.. MetricCatalog.All.Select(metric => metric.Id)], filter, DataScope.Nothing)).Values)
            Assert.Equal((value.MetricId, 0L, 0L), (value.MetricId, value.Numerator ?? 0, value.Denominator ?? 0));
        foreach (var set in RowSets.All)
            Assert.Equal((set.Id, 0L), (set.Id, await world.Rows.CountAsync(set.Id, filter, DataScope.Nothing)));
        foreach (var dimension in ReportFilter.Dimensions)
            Assert.Empty(await world.Options.OptionsAsync(dimension, DataScope.Nothing));
        Assert.Empty(await world.Health.BatchesAsync(DataScope.Nothing));
        Assert.Empty(await world.Health.FreshnessAsync(DataScope.Nothing));
        Assert.False(await world.Health.HasDataAsync(DataScope.Nothing));
    }

    [StoreFact]
    public async Task WarmCache_OfStaffOrAnotherVendor_AnswersNobodyElse(StoreProvider provider)
    {
        await using var world = await FilledAsync(provider);
        var (acme, canary) = (await world.VendorAsync("acme"), await world.VendorAsync("canary"));
        var filter = world.Filter("from=2026-03-01&to=2026-03-31");
        foreach (var scope in new[] { DataScope.Staff, DataScope.Vendor(canary), DataScope.Vendor(acme), DataScope.Nothing })
            await world.Metrics.ValuesAsync(["payments", "tickets_created", "disputes"], filter, scope);

        Assert.Equal(5, (await world.Metrics.ValueAsync("payments", filter, DataScope.Staff)).Numerator);
        Assert.Equal(2, (await world.Metrics.ValueAsync("payments", filter, DataScope.Vendor(acme))).Numerator);
        Assert.Equal(3, (await world.Metrics.ValueAsync("payments", filter, DataScope.Vendor(canary))).Numerator);
        Assert.Equal(0, (await world.Metrics.ValueAsync("payments", filter, DataScope.Nothing)).Numerator);
    }

    [StoreFact]
    public async Task Vendor_WhoNamesAnotherVendorInTheFilter_GetsNothingOfIt(StoreProvider provider)
    {
        await using var world = await FilledAsync(provider);
        var acme = DataScope.Vendor(await world.VendorAsync("acme"));
        var filter = world.Filter("from=2026-03-01&to=2026-03-31&vendor=canary");

        Assert.Equal(0, (await world.Metrics.ValueAsync("payments", filter, acme)).Numerator);
        Assert.Equal(0, (await world.Metrics.ValueAsync("payments", filter.With("gateway", "canary-gateway").With("country", "DE"), acme)).Numerator);
        Assert.Empty((await world.Rows.PageAsync(new() { RowSet = RowSets.PaymentsSucceeded, Filter = filter }, acme)).Table.Rows);
        Assert.Equal(["acme"], (await world.Metrics.BreakdownAsync("payments", "vendor", filter.With("vendor"), acme)).Members.Select(member => member.Key));
    }

    [StoreFact]
    public async Task Options_AreOnlyTheScopesOwn(StoreProvider provider)
    {
        await using var world = await FilledAsync(provider);
        var acme = DataScope.Vendor(await world.VendorAsync("acme"));

        Assert.Equal(["acme"], (await world.Options.OptionsAsync("vendor", acme)).Select(option => option.Value));
        Assert.Equal(["north"], (await world.Options.OptionsAsync("gateway", acme)).Select(option => option.Value));
        Assert.Equal(["canary-gateway", "north"], (await world.Options.OptionsAsync("gateway", DataScope.Staff)).Select(option => option.Value));
        Assert.Equal(["email"], (await world.Options.OptionsAsync("channel", acme)).Select(option => option.Value));
    }

    private static async Task<AnalyticsWorld> FilledAsync(StoreProvider provider)
    {
        var world = await CreateAsync(provider);
        await world.WriteAsync(chunk => RandomFacts.Rules(chunk, 1));
        await world.WriteAsync(chunk =>
        {
            foreach (var (vendor, count) in new[] { ("acme", 2), ("canary", 3) })
            {
                for (var i = 0; i < count; i++)
                {
                    var sale = Sale(vendor + i, s_day.AddMinutes(i));
                    sale.Gateway = vendor == "acme" ? "north" : "canary-gateway";
                    chunk.Transactions.Add(new(sale, vendor));
                    chunk.Chargebacks.Add(new(Dispute(vendor + "-d" + i, s_day.AddDays(3), "lost", charged: s_day, decided: s_day.AddDays(9)), vendor));
                    var ticket = Case(vendor + "-t" + i, s_day);
                    ticket.Channel = vendor == "acme" ? "email" : "canary-channel";
                    chunk.Tickets.Add(new(ticket, vendor));
                    chunk.TicketEvents.Add(Event(ticket.ExternalId, "1", s_day, "created", "new", "customer"));
                    chunk.TicketEvents.Add(Event(ticket.ExternalId, "2", s_day.AddHours(1), "comment"));
                }
            }
            // Nobody's yet: for staff only.
            chunk.Chargebacks.Add(new(Dispute("orphan", s_day), null));
        });
        await world.RefreshAsync();
        // The canary's gateway is the commoner of the two, so that the order of options is known.
        return world;
    }
}
