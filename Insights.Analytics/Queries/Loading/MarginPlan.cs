using Insights.Analytics.Rollups.Tables;

namespace Insights.Analytics.Queries.Loading;

/// <summary>
/// How a question is answered from margin rows: one dimension, some vendors. A question over two dimensions at once has no margin
/// and goes to the facts themselves (decisions/0001).
/// </summary>
/// <param name="VendorIds">Null = any vendor but the rows over all of them.</param>
/// <param name="Members">Null = all members.</param>
/// <param name="MemberIs">What becomes the member of the answer.</param>
internal sealed record MarginPlan(RollupDimension Dimension, IReadOnlyList<int>? VendorIds, IReadOnlyList<string>? Members, MemberIs MemberIs)
{
    public static MarginPlan? For(FactKind kind, AppliedFilter filter, string? by)
    {
        var chosen = filter.Values.Where(pair => pair.Key != "currency" && Carried.Has(kind, pair.Key)).ToList();
        var split = by is null or "vendor" or "currency" ? null : by;
        var dimensions = chosen.Select(pair => pair.Key).Append(split!).Where(name => name is not null).Distinct().ToList();
        if (dimensions.Count > 1)
            return null;

        var dimension = dimensions.Count == 0 ? RollupDimension.None : Carried.Rollup(kind, dimensions[0]);
        // Kept by no margin: a card BIN, a provider's code.
        if (dimensions.Count > 0 && dimension == RollupDimension.None)
            return null;
        var members = chosen.Count == 0 ? null : chosen[0].Value;
        var memberIs = by switch { null => MemberIs.Nothing, "vendor" => MemberIs.VendorId, "currency" => MemberIs.Currency, _ => MemberIs.Member };
        var one = filter.Scope.IsStaff ? null : (IReadOnlyList<int>)[filter.Scope.VendorId];
        if (filter.VendorIds is not null)
            return new(dimension, filter.VendorIds, members, memberIs);
        if (one is not null)
            return new(dimension, one, members, memberIs);
        if (by != "vendor")
            return new(dimension, [RollupVendor.All], members, memberIs);
        return dimension == RollupDimension.None
            ? new(RollupDimension.Vendor, [RollupVendor.All], null, MemberIs.VendorIdText)
            : new(dimension, null, members, MemberIs.VendorId);
    }
}

internal enum MemberIs { Nothing, Member, Currency, VendorId, VendorIdText }
