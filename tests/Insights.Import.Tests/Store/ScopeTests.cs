using System.Reflection;
using System.Text.Json;
using Insights.Import.Store;
using Insights.Import.Store.Dimensions;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Ledger;
using Insights.Tests.Shared.Stores;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Insights.Import.Tests.Store.WritingStore;

namespace Insights.Import.Tests.Store;

/// <summary>Finds the sets by reflection: a set added later is tested without anyone remembering, and must be seeded here to pass.</summary>
public sealed class ScopeTests
{
    [StoreFact]
    public async Task EverySet_InStaffScope_ReadsTheSeededRows(StoreProvider provider)
    {
        await using var store = await SeededAsync(provider);
        foreach (var (name, rows) in Read(store, DataScope.Staff))
            Assert.True(rows.Count > 0, name + " has no row here, so the tests below could not fail for it: seed one that names beta.");
    }

    [StoreFact]
    public async Task EverySet_InNothingScope_ReadsNoRows(StoreProvider provider)
    {
        await using var store = await SeededAsync(provider);
        foreach (var (name, rows) in Read(store, DataScope.Nothing))
            Assert.True(rows.Count == 0, name + " shows rows to a person without a membership: " + string.Join(", ", rows));
    }

    [StoreFact]
    public async Task EverySet_InVendorScope_ReadsNothingOfAnotherVendor(StoreProvider provider)
    {
        await using var store = await SeededAsync(provider);
        var alpha = (await store.AllAsync<Vendor>()).Single(vendor => vendor.Code == "alpha").Id;
        var read = Read(store, DataScope.Vendor(alpha)).ToDictionary(set => set.Name, set => set.Rows);
        foreach (var (name, rows) in read)
            Assert.DoesNotContain(rows, row => row.Contains("beta", StringComparison.OrdinalIgnoreCase) || row.Contains("nobody", StringComparison.Ordinal) ? Report(name, row) : false);

        // Its own rows it does read: a filter that closes everything would pass above.
        foreach (var name in new[] { "Transactions", "Tickets", "Chargebacks", "TicketEvents", "ChargebackEvents", "Vendors" })
            Assert.Contains(read[name], row => row.Contains("alpha", StringComparison.Ordinal));
        Assert.Single(read["FxRates"]);
    }

    [StoreFact]
    public async Task Windows_InVendorScope_ReadOwnRowsOnly(StoreProvider provider)
    {
        await using var store = await SeededAsync(provider);
        var alpha = (await store.AllAsync<Vendor>()).Single(vendor => vendor.Code == "alpha").Id;
        await using var own = store.Test.Store.Open(DataScope.Vendor(alpha));
        Assert.Equal("alpha_ch", own.Transactions.During(DateTime.UnixEpoch, Noon.AddYears(1)).Single().ExternalId);
        Assert.Equal("alpha_t", own.Tickets.During(DateTime.UnixEpoch, Noon.AddYears(1)).Single().ExternalId);
        Assert.Equal("alpha_dp", own.Chargebacks.During(DateTime.UnixEpoch, Noon.AddYears(1)).Single().ExternalId);
        Assert.Empty(own.Transactions.ByRef(store.Shop, "beta_ch"));
        Assert.Single(own.Transactions.ByRef(store.Shop, "alpha_ch"));
        Assert.Empty(own.TicketEvents.Of(store.Shop, "beta_t"));
        Assert.Single(own.TicketEvents.Of(store.Shop, "alpha_t"));
        Assert.Empty(own.ChargebackEvents.Of(store.Shop, "beta_dp"));
        await using var nothing = store.Test.Store.Open(DataScope.Nothing);
        Assert.Empty(nothing.Transactions.During(DateTime.UnixEpoch, Noon.AddYears(1)));
        Assert.Empty(nothing.Transactions.ByRef(store.Shop, "alpha_ch"));
    }

    [StoreFact]
    public async Task EventsThatArriveBeforeTheirTicket_AreReadOnceTheVendorIsKnown(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        await store.WriteAsync(chunk => chunk.TicketEvents.Add(Event("t", "e")));
        await store.WriteAsync(chunk => chunk.Tickets.Add(new(Case("t", "ch"), null)));
        await store.WriteAsync(Sale("ch"), "acme");
        await using var own = store.Test.Store.Open(DataScope.Vendor((await store.OnlyAsync<Vendor>()).Id));
        Assert.Single(own.TicketEvents.Of(store.Shop, "t"));
    }

    [StoreFact]
    public async Task SaveChanges_OutsideStaffScope_IsRefused(StoreProvider provider)
    {
        await using var store = await CreateAsync(provider);
        await using var own = store.Test.Store.Open(DataScope.Vendor(1));
        own.Vendors.Add(new Vendor { Code = "x", Name = "x" });
        await Assert.ThrowsAsync<InvalidOperationException>(() => own.SaveChangesAsync());
        Assert.Throws<InvalidOperationException>(() => own.SaveChanges());
    }

    private static bool Report(string set, string row) => throw new Xunit.Sdk.XunitException($"{set} shows another vendor's row: {row}");

    private static List<(string Name, List<string> Rows)> Read(WritingStore store, DataScope scope)
    {
        using var context = store.Test.Store.Open(scope);
        var sets = typeof(ReportingDbContext).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(DbSet<>)).ToList();
        Assert.True(sets.Count >= 17);
        return [.. sets.Select(set => (set.Name, ((IEnumerable<object>)set.GetValue(context)!).Select(row => JsonSerializer.Serialize(row)).ToList()))];
    }

    private static async Task<WritingStore> SeededAsync(StoreProvider provider)
    {
        var store = await CreateAsync(provider);
        await store.WriteAsync(chunk =>
        {
            foreach (var vendor in new[] { "alpha", "beta" })
            {
                chunk.Transactions.Add(new(Sale(vendor + "_ch"), vendor));
                chunk.Tickets.Add(new(Case(vendor + "_t"), vendor));
                chunk.Chargebacks.Add(new(Dispute(vendor + "_dp", vendor + "_ch"), null));
                chunk.TicketEvents.Add(Event(vendor + "_t", "e1"));
                chunk.ChargebackEvents.Add(Stage(vendor + "_dp", "needs_response"));
            }

            chunk.Transactions.Add(new(Sale("nobody_ch"), null));
            chunk.TicketEvents.Add(Event("nobody_t", "e1"));
            chunk.Agents.Add(new Agent { Code = "agent of beta" });
            chunk.FxRates.Add(new FxRate { Day = new DateOnly(2026, 3, 10), Currency = "USD", PerEuroMillionths = 1_080_000 });
            chunk.Calendars.Add(new BusinessCalendar { Code = "beta", Version = 1, Name = "hours of beta" });
            chunk.Policies.Add(new SlaPolicy { Code = "beta", Version = 1, Name = "policy of beta" });
            chunk.Problems.Add(new RejectedRow { Line = 1, Rule = "x", Reason = "about beta" });
        });
        await using var context = store.Read();
        context.Sources.Add(new Source { Name = "account of beta" });
        context.ImportBatches.Add(new ImportBatch { StartedAt = Noon, StartedBy = "beta's admin" });
        context.WorkspaceSettings.Add(new WorkspaceSetting { Name = "name", Value = "beta" });
        context.ImportedFiles.Single().Name = "beta.csv";
        context.MappedValues.Add(new MappedValue { Kind = "vendor", Value = "beta", FirstSeen = Noon, LastSeen = Noon });
        context.UnmappedRows.Add(new UnmappedRow { Kind = "vendor", Value = "beta", Fact = "tickets", ExternalId = "beta_t" });
        context.TicketExemptions.Add(new TicketExemption { SourceId = store.Shop, TicketRef = "beta_t", Reason = "asked for by beta", By = "ada", At = Noon });
        await context.SaveChangesAsync();
        return store;
    }
}
