using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Queries.Loading;

/// <summary>One day's sum of a facet's member. Equal texts are one and the same string (<see cref="KeptDays.Once"/>).</summary>
internal readonly record struct FacetSum(int Day, int VendorId, string Member, string Currency, long Count, long Base, long Minor);

/// <summary>The daily sums of one facet: of one vendor, of all together, or of each.</summary>
internal sealed class FacetDays : IKeptRows<FacetDays>
{
    private readonly DayBlocks<FacetSum> _blocks;
    private readonly RangeSums<FacetSum, (int VendorId, string Member, string Currency), FacetTotal> _totals;

    private FacetDays(DayBlocks<FacetSum> blocks)
        : this(blocks, new(blocks, FacetTotal.Kind))
    {
    }

    private FacetDays(DayBlocks<FacetSum> blocks, RangeSums<FacetSum, (int VendorId, string Member, string Currency), FacetTotal> totals) => (_blocks, _totals) = (blocks, totals);

    public long Bytes => _blocks.Bytes;

    public ReadOnlySpan<FacetSum[]> During(int from, int to) => _blocks.During(from, to);

    /// <summary>The same of all of these days together, by vendor, member and currency.</summary>
    public IReadOnlyDictionary<(int VendorId, string Member, string Currency), FacetTotal> Over(int from, int to) => _totals.Of(from, to);

    public FacetDays Replaced(int from, int to, FacetDays fresh)
    {
        var blocks = _blocks.Replaced(from, to, fresh._blocks);
        return new(blocks, _totals.Replaced(from, to, blocks));
    }

    /// <summary>What is kept of the facet for the vendors of the filter; those over all vendors where nothing narrows them and no vendor is asked for.</summary>
    public static async Task<IReadOnlyList<FacetDays>> OfAsync(AnalyticsStore store, ResultCache cache, AppliedFilter filter, VendorNames vendors, PaymentFacet facet, bool byVendor)
    {
        var ids = filter.VendorIds?.Select(id => (int?)id) ?? (filter.Scope.Kind == ScopeKind.Vendor ? [filter.Scope.VendorId] : byVendor ? [null] : [RollupVendor.All]);
        var all = new List<FacetDays>();
        foreach (var id in ids)
        {
            all.Add(await cache.Days.ReadAsync(store, cache, FormattableString.Invariant($"{filter.Scope.CacheKey}|facet {facet}|{id}"), DerivedDay.PaymentCases,
                (from, to) => LoadAsync(store, cache.Days, filter.Scope, facet, id is { } one ? [one] : [0, .. vendors.All.Select(vendor => vendor.Id)], from, to)));
        }
        return all;
    }

    private static async Task<FacetDays> LoadAsync(AnalyticsStore store, KeptDays kept, DataScope scope, PaymentFacet facet, int[] vendorIds, DateOnly from, DateOnly to)
    {
        await using var context = store.Open(scope);
        // Each vendor named is a piece of the key.
        var rows = context.PaymentFacets.AsNoTracking().Where(row => row.Facet == facet && row.Grain == PaymentFacetRow.OfDay && row.Day >= from && row.Day <= to).WhereVendor(vendorIds);
        var sums = new List<FacetSum>();
        await foreach (var row in rows.Select(row => new { row.Day, row.VendorId, row.Member, row.Currency, row.Count, row.Base, row.Minor }).AsAsyncEnumerable())
            sums.Add(new(UnixTime.ToDays(row.Day), row.VendorId, kept.Once(row.Member), kept.Once(row.Currency), row.Count, row.Base, row.Minor));
        return new(DayBlocks<FacetSum>.Of([.. sums.OrderBy(row => row.Day)], row => row.Day));
    }
}
