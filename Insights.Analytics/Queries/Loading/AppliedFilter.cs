using System.Globalization;
using Insights.Import.Store;
using NodaTime;

namespace Insights.Analytics.Queries.Loading;

/// <summary>A filter with its vendors found: what queries work with.</summary>
/// <param name="VendorIds">Null = no vendor condition beyond the scope's own; empty = none that the scope may read.</param>
/// <param name="Values">Every other chosen dimension.</param>
/// <param name="End">First instant after the filter's last day: what ages are measured at.</param>
internal sealed record AppliedFilter(ReportFilter Filter, DataScope Scope, IReadOnlyList<int>? VendorIds, IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> Values, DateTime End)
{
    /// <summary>Everything but the days: equal keys under one data version mean equal rows.</summary>
    public string Key { get; private init; } = KeyOf(Scope, VendorIds, Values);

    /// <summary>The same of one card network only; rows of others leave nothing, also where the filter names these.</summary>
    public AppliedFilter OfNetwork(string network)
    {
        var named = Values.FirstOrDefault(pair => pair.Key == "network").Value;
        IReadOnlyList<string> left = named is null || named.Contains(network) ? [network] : [];
        return this with { Values = [.. Values.Where(pair => pair.Key != "network"), new("network", left)], Key = Key + "|only " + network };
    }

    /// <summary>The same without what it says of one dimension.</summary>
    public AppliedFilter Without(string dimension)
    {
        if (Values.All(pair => pair.Key != dimension))
            return this;
        KeyValuePair<string, IReadOnlyList<string>>[] left = [.. Values.Where(pair => pair.Key != dimension)];
        return this with { Values = left, Key = KeyOf(Scope, VendorIds, left) };
    }

    public static AppliedFilter Of(ReportFilter filter, DataScope scope, VendorNames vendors, DateTimeZone zone) => new(
        filter,
        scope,
        filter.Values.GetValueOrDefault("vendor") is { Count: > 0 } codes ? vendors.Ids(codes) : null,
        [.. ReportFilter.Dimensions.Where(dimension => dimension != "vendor" && filter.Values.GetValueOrDefault(dimension) is { Count: > 0 })
            .Select(dimension => KeyValuePair.Create(dimension, filter.Values[dimension]))],
        filter.Range.In(zone).End.ToDateTimeUtc());

    private static string KeyOf(DataScope scope, IReadOnlyList<int>? vendorIds, IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> values) =>
        scope.CacheKey + "|" + (vendorIds is null ? "*" : string.Join(',', vendorIds.Select(id => id.ToString(CultureInfo.InvariantCulture)))) + "|"
        + string.Join('&', values.Select(pair => pair.Key + "=" + string.Join(',', pair.Value.Select(Uri.EscapeDataString))));
}

/// <summary>The vendors a scope may read.</summary>
internal sealed class VendorNames(IReadOnlyList<(int Id, string Code, string Name, string? Country)> vendors)
{
    private readonly Dictionary<int, (string Code, string Name)> _byId = vendors.ToDictionary(vendor => vendor.Id, vendor => (vendor.Code, vendor.Name));

    /// <summary>Ids of the codes; codes the scope may not read, or that do not exist, have none. "unknown" names rows that no vendor owns yet.</summary>
    public IReadOnlyList<int> Ids(IReadOnlyList<string> codes) =>
        [.. vendors.Where(vendor => codes.Contains(vendor.Code, StringComparer.OrdinalIgnoreCase)).Select(vendor => vendor.Id)
            .Concat(codes.Contains(ReportFilter.Unknown) ? [0] : Array.Empty<int>()).Distinct().Order()];

    /// <summary>As filters name the vendor.</summary>
    public string Code(int id) => _byId.TryGetValue(id, out var vendor) ? vendor.Code : ReportFilter.Unknown;

    public string Label(string code) =>
        vendors.FirstOrDefault(vendor => string.Equals(vendor.Code, code, StringComparison.OrdinalIgnoreCase)) is { Name.Length: > 0 } found ? found.Name : code;

    public string Name(int id) => _byId.TryGetValue(id, out var vendor) ? (vendor.Name.Length > 0 ? vendor.Name : vendor.Code) : ReportFilter.Unknown;

    public IReadOnlyList<(int Id, string Code, string Name, string? Country)> All => vendors;
}
