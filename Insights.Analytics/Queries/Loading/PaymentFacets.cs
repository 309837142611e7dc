using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries.Payments;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Queries.Loading;

/// <summary>Reads sums of one facet: whole months as they are kept, the days at both ends one by one.</summary>
internal sealed class PaymentFacets(AnalyticsStore store, VendorNames vendors, AppliedFilter filter)
{
    private sealed record Summed(int VendorId, string Member, string Currency, long Count, long Base, long Minor);

    /// <summary>The facet and the dimensions of its members, in their order.</summary>
    public static (PaymentFacet Facet, string[] Dimensions) Of(PaymentSplit split) => split switch
    {
        PaymentSplit.Hours => (PaymentFacet.Hour, ["week_hour"]),
        PaymentSplit.GatewayCauses => (PaymentFacet.GatewayCause, ["gateway", "cause"]),
        PaymentSplit.MethodCauses => (PaymentFacet.MethodCause, ["method", "cause"]),
        PaymentSplit.BrandCauses => (PaymentFacet.BrandCause, ["brand", "cause"]),
        PaymentSplit.Bins => (PaymentFacet.Bin, ["bin", "brand"]),
        PaymentSplit.Codes => (PaymentFacet.Code, ["gateway", "code", "cause"]),
        PaymentSplit.Firmness => (PaymentFacet.Firmness, ["firmness", "cause"]),
        PaymentSplit.MethodCountries => (PaymentFacet.MethodCountry, ["method", "customer_country"]),
        PaymentSplit.MethodCases => (PaymentFacet.MethodCases, ["method"]),
        PaymentSplit.Orders => (PaymentFacet.Order, ["cause", "next", "recovered"]),
        PaymentSplit.OrderMethods => (PaymentFacet.OrderMethod, ["method", "next", "recovered"]),
        PaymentSplit.OrderGateways => (PaymentFacet.OrderGateway, ["gateway", "recovered"]),
        PaymentSplit.Settling => (PaymentFacet.Settling, ["gateway", "method", "bucket"]),
        PaymentSplit.RefundTimes => (PaymentFacet.RefundTime, ["method", "mode", "bucket"]),
        PaymentSplit.RefundKinds => (PaymentFacet.RefundKind, ["status", "extent", "mode"]),
        PaymentSplit.RefundAsked => (PaymentFacet.RefundAsked, ["asked"]),
        PaymentSplit.Abandoned => (PaymentFacet.Abandoned, ["cause"]),
        PaymentSplit.Fees => (PaymentFacet.Fee, ["gateway"]),
        PaymentSplit.MethodGateways => (PaymentFacet.MethodGateway, ["method", "gateway"]),
        PaymentSplit.MethodAmounts => (PaymentFacet.MethodAmount, ["method", "amount"]),
        _ => throw new ArgumentOutOfRangeException(nameof(split), split, "No such split."),
    };

    public async Task<IReadOnlyList<FacetLine>> ReadAsync(PaymentFacet facet, string[] dimensions, DateRange range, bool byVendor)
    {
        await using var context = store.Open(filter.Scope);
        var ids = (filter.VendorIds ?? (filter.Scope.Kind == ScopeKind.Vendor ? [filter.Scope.VendorId] : byVendor ? [0, .. vendors.All.Select(vendor => vendor.Id)] : [RollupVendor.All])).ToArray();
        var sums = new Dictionary<(int, string, string), Summed>();
        foreach (var (grain, from, to) in Pieces(range))
        {
            var rows = context.PaymentFacets.AsNoTracking().Where(row => row.Facet == facet && ids.Contains(row.VendorId) && row.Grain == grain && row.Day >= from && row.Day <= to);
            await foreach (var row in rows.GroupBy(row => new { row.VendorId, row.Member, row.Currency })
                .Select(group => new Summed(group.Key.VendorId, group.Key.Member, group.Key.Currency, group.Sum(row => row.Count), group.Sum(row => row.Base), group.Sum(row => row.Minor))).AsAsyncEnumerable())
            {
                var key = (byVendor ? row.VendorId : 0, row.Member, row.Currency);
                sums[key] = sums.TryGetValue(key, out var known) ? known with { Count = known.Count + row.Count, Base = known.Base + row.Base, Minor = known.Minor + row.Minor } : row;
            }
        }
        return
        [
            .. sums.Select(pair => (Key: pair.Key, Row: pair.Value, Members: pair.Value.Member.Split('|')))
                .Where(one => filter.Values.All(chosen => chosen.Value.Contains(one.Members[Array.IndexOf(dimensions, chosen.Key)])))
                .OrderByDescending(one => one.Row.Count).ThenBy(one => one.Row.Member, StringComparer.Ordinal).ThenBy(one => one.Row.Currency, StringComparer.Ordinal)
                .Select(one => new FacetLine(one.Members, one.Row.Currency, one.Row.Count, one.Row.Base, one.Row.Minor, byVendor ? vendors.Code(one.Row.VendorId) : null, byVendor ? vendors.Name(one.Row.VendorId) : null)),
        ];
    }

    /// <summary>Whole months within the range, and the days before and after them.</summary>
    internal static IEnumerable<(int Grain, DateOnly From, DateOnly To)> Pieces(DateRange range)
    {
        var first = range.From.Day == 1 ? range.From : range.From.With(DateAdjusters.StartOfMonth).PlusMonths(1);
        var end = range.To.PlusDays(1).With(DateAdjusters.StartOfMonth).PlusDays(-1);
        if (first > end)
        {
            yield return (PaymentFacetRow.OfDay, range.From.ToDateOnly(), range.To.ToDateOnly());
            yield break;
        }
        if (range.From < first)
            yield return (PaymentFacetRow.OfDay, range.From.ToDateOnly(), first.PlusDays(-1).ToDateOnly());
        yield return (PaymentFacetRow.OfMonth, first.ToDateOnly(), end.ToDateOnly());
        if (end < range.To)
            yield return (PaymentFacetRow.OfDay, end.PlusDays(1).ToDateOnly(), range.To.ToDateOnly());
    }
}
