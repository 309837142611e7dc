using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Queries;

internal sealed class OptionQueries(AnalyticsStore store, ResultCache cache) : IOptionQueries
{
    public Task<IReadOnlyList<FilterOption>> OptionsAsync(string dimension, DataScope scope, CancellationToken cancel = default)
    {
        if (!ReportFilter.Dimensions.Contains(dimension))
            throw new ArgumentException($"'{dimension}' is no dimension. Known: {string.Join(", ", ReportFilter.Dimensions)}.", nameof(dimension));
        return cache.GetAsync($"options|{dimension}|{scope.CacheKey}", () => dimension == "vendor" ? VendorsAsync(scope) : MembersAsync(dimension, scope));
    }

    private async Task<IReadOnlyList<FilterOption>> VendorsAsync(DataScope scope)
    {
        await using var context = store.Reporting.Open(scope);
        var vendors = await context.Vendors.AsNoTracking().Select(vendor => new { vendor.Code, vendor.Name }).ToListAsync();
        return [.. vendors.Select(vendor => new FilterOption(vendor.Code, vendor.Name.Length > 0 ? vendor.Name : vendor.Code)).OrderBy(option => option.Label, StringComparer.OrdinalIgnoreCase)];
    }

    private async Task<IReadOnlyList<FilterOption>> MembersAsync(string dimension, DataScope scope)
    {
        await using var context = store.Open(scope);
        // Staff reads the rows over all vendors, a vendor its own: both are one piece of the key.
        var vendor = scope.IsStaff ? RollupVendor.All : scope.VendorId;
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        if (dimension == "currency")
        {
            Add(await context.DailyPayments.Where(row => row.Dimension == RollupDimension.None && row.VendorId == vendor)
                .GroupBy(row => row.Currency).Select(group => new Counted(group.Key, group.Sum(row => row.Succeeded + row.Failed + row.Pending + row.Refunds))).ToListAsync());
            Add(await context.DailyDisputes.Where(row => row.Basis == DisputeBasis.Opened && row.Dimension == RollupDimension.None && row.VendorId == vendor)
                .GroupBy(row => row.Currency).Select(group => new Counted(group.Key, group.Sum(row => row.Disputes))).ToListAsync());
        }
        if (dimension != "currency" && Carried.Has(FactKind.Payments, dimension))
        {
            var rollup = Carried.Rollup(FactKind.Payments, dimension);
            Add(await context.DailyPayments.Where(row => row.Dimension == rollup && row.VendorId == vendor)
                .GroupBy(row => row.Member).Select(group => new Counted(group.Key, group.Sum(row => row.Succeeded + row.Failed + row.Pending + row.Refunds))).ToListAsync());
        }
        if (dimension != "currency" && Carried.Has(FactKind.Disputes, dimension))
        {
            var rollup = Carried.Rollup(FactKind.Disputes, dimension);
            Add(await context.DailyDisputes.Where(row => row.Basis == DisputeBasis.Opened && row.Dimension == rollup && row.VendorId == vendor)
                .GroupBy(row => row.Member).Select(group => new Counted(group.Key, group.Sum(row => row.Disputes))).ToListAsync());
        }
        if (Carried.Has(FactKind.Tickets, dimension))
        {
            var rollup = Carried.Rollup(FactKind.Tickets, dimension);
            Add(await context.DailyTickets.Where(row => row.Dimension == rollup && row.VendorId == vendor)
                .GroupBy(row => row.Member).Select(group => new Counted(group.Key, group.Sum(row => row.Created + row.UnsolvedBegan))).ToListAsync());
        }
        return [.. counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new FilterOption(pair.Key, pair.Key))];

        void Add(List<Counted> rows)
        {
            foreach (var row in rows)
                counts[row.Member] = counts.GetValueOrDefault(row.Member) + row.Count;
        }
    }

    private sealed record Counted(string Member, long Count);
}
