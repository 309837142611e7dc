using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Building;
using Insights.Import.Store;

namespace Insights.Analytics.Reports.Chargebacks;

/// <summary>
/// The other vendors together, as one number without a name. Shown only where enough vendors are in it that nobody can work out a single one's.
/// </summary>
/// <param name="Vendors">How many others took payments in these days.</param>
internal sealed record PeerComparison(Ratio Activity, int Vendors)
{
    public const string Note = "The other vendors are shown as one number for all of them together; no vendor sees another's.";

    /// <summary>With fewer others, a vendor that knows one of them could subtract.</summary>
    public const int FewestVendors = 5;

    /// <summary>One large vendor would make the others' number its own.</summary>
    public const double LargestShare = 0.6;

    /// <summary>Null where too few vendors took part, or one of them is most of the others.</summary>
    public static async Task<PeerComparison?> OfAsync(ReportSources sources, ReportSetting setting, CancellationToken cancel)
    {
        var own = await sources.Metrics.ValueAsync(Numbers.DisputeActivity.Id, setting.Filter, setting.Scope, cancel);
        // The one place where a vendor's document looks beyond the vendor: at a sum, never at a row or a name.
        var all = await sources.Metrics.BreakdownAsync(Numbers.DisputeActivity.Id, "vendor", setting.Filter.With("vendor"), DataScope.Staff, int.MaxValue, cancel);
        var paid = all.Members.Where(member => member.Key != ReportFilter.Unknown).Select(member => member.Value).Where(value => value.Denominator > 0).ToList();
        return Of(new(own.Numerator ?? 0, own.Denominator ?? 0), [.. paid.Select(value => new Ratio(value.Numerator ?? 0, value.Denominator ?? 0))]);
    }

    /// <param name="all">Every vendor's ratio, the vendor's own among them.</param>
    public static PeerComparison? Of(Ratio own, IReadOnlyList<Ratio> all)
    {
        var others = own.Denominator > 0 ? all.Count - 1 : all.Count;
        var rest = new Ratio(all.Sum(one => one.Numerator) - own.Numerator, all.Sum(one => one.Denominator) - own.Denominator);
        var left = all.ToList();
        left.Remove(own);
        if (others < FewestVendors || rest.Denominator <= 0 || left.Max(one => one.Denominator) > LargestShare * rest.Denominator)
            return null;
        return new(rest, others);
    }
}
