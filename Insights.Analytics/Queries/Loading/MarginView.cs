using System.Globalization;
using Insights.Analytics.Queries.Evaluation;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;

namespace Insights.Analytics.Queries.Loading;

/// <summary>What a <see cref="MarginPlan"/> asks of the margins that are kept in memory: the whole history, whatever days are asked for, so that every range is answered from it.</summary>
internal static class MarginView
{
    public static async Task<DayRows> OfAsync(AnalyticsStore store, ResultCache cache, VendorNames vendors, AppliedFilter filter, DaySource source, MarginPlan plan)
    {
        var ids = plan.VendorIds ?? [0, .. vendors.All.Select(vendor => vendor.Id)];
        var pieces = new List<(int VendorId, DayRows Rows)>();
        foreach (var id in ids)
        {
            // The scope reads its own: rows kept for one are given to no other.
            pieces.Add((id, await cache.Days.ReadAsync(store, cache, string.Create(CultureInfo.InvariantCulture, $"{filter.Scope.CacheKey}|{source}|{plan.Dimension}|{id}"), KindOf(source),
                (from, to) => new DayLoader(store, cache.Days, filter.Scope).LoadAsync(source, plan.Dimension, id, from, to))));
        }
        var currencies = filter.Values.FirstOrDefault(pair => pair.Key == "currency").Value;
        // Most questions ask for a piece as it is.
        if (pieces is [var one] && plan.Members is null && currencies is null && (plan.MemberIs == MemberIs.Member || (plan.MemberIs == MemberIs.Nothing && plan.Dimension == RollupDimension.None)))
            return one.Rows;

        return DayRows.Together(pieces.Select(piece => (piece.Rows, (Func<string, string?>)(member => plan.Members is not null && !plan.Members.Contains(member) ? null : plan.MemberIs switch
        {
            MemberIs.Member => member,
            MemberIs.VendorId => vendors.Code(piece.VendorId),
            MemberIs.VendorIdText => vendors.Code(int.Parse(member, CultureInfo.InvariantCulture)),
            _ => "",
        }))), plan.MemberIs == MemberIs.Currency, currencies);
    }

    private static int KindOf(DaySource source) => source switch
    {
        DaySource.Payments => DerivedDay.Payments,
        DaySource.DisputesOpened => DerivedDay.KindOf(DisputeBasis.Opened),
        DaySource.DisputesCharged => DerivedDay.KindOf(DisputeBasis.Charged),
        DaySource.DisputesDecided => DerivedDay.KindOf(DisputeBasis.Decided),
        _ => DerivedDay.Tickets,
    };
}
