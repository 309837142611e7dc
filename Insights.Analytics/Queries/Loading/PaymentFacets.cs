using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries.Payments;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;

namespace Insights.Analytics.Queries.Loading;

/// <summary>Sums of one facet over a range of days.</summary>
internal sealed class PaymentFacets(AnalyticsStore store, ResultCache cache, VendorNames vendors, AppliedFilter filter)
{
    private readonly record struct Summed(int VendorId, string Member, string Currency, long Count, long Base, long Minor);

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
        var (from, to) = (UnixTime.ToDays(range.From.ToDateOnly()), UnixTime.ToDays(range.To.ToDateOnly()));
        var sums = new Dictionary<(int, string, string), Summed>(SameTexts.Instance);
        foreach (var days in await FacetDays.OfAsync(store, cache, filter, vendors, facet, byVendor))
        {
            foreach (var ((vendor, member, currency), total) in days.Over(from, to))
            {
                ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, (byVendor ? vendor : 0, member, currency), out _);
                sum = new(vendor, member, currency, sum.Count + total.Count, sum.Base + total.Base, sum.Minor + total.Minor);
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

    /// <summary>Kept texts are one and the same string where they are equal.</summary>
    private sealed class SameTexts : IEqualityComparer<(int Vendor, string Member, string Currency)>
    {
        public static SameTexts Instance { get; } = new();

        public bool Equals((int Vendor, string Member, string Currency) one, (int Vendor, string Member, string Currency) other) =>
            ReferenceEquals(one.Member, other.Member) && ReferenceEquals(one.Currency, other.Currency) && one.Vendor == other.Vendor;

        public int GetHashCode((int Vendor, string Member, string Currency) key) =>
            HashCode.Combine(key.Vendor, RuntimeHelpers.GetHashCode(key.Member), RuntimeHelpers.GetHashCode(key.Currency));
    }
}
