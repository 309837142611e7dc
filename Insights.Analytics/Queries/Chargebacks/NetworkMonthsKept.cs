using Insights.Analytics.Metrics.Chargebacks.Ledger;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Passes;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Queries.Chargebacks;

/// <summary>Rows of one vendor, network and month, counted.</summary>
internal sealed record NetworkCount(int VendorId, string Network, DateOnly Month, long Count);

/// <summary>A fraud report whose payment had been authenticated.</summary>
internal sealed record AuthenticatedFraud(int VendorId, string Network, DateOnly Day, Money Amount);

/// <summary>What programmes are judged by, kept in memory for all that a scope may read; a filter picks from it.</summary>
internal static class NetworkMonthsKept
{
    public static Task<KeptMonths<NetworkPayments>> PaymentsAsync(AnalyticsStore store, ResultCache cache, DataScope scope) => KeptMonths<NetworkPayments>.OfAsync(store, cache, scope, "payments", DerivedDay.Payments, async (from, to) =>
    {
        await using var context = store.Open(scope);
        return await context.NetworkPayments.AsNoTracking().Where(row => row.Month >= from && row.Month <= to).ToListAsync();
    }, row => row.Month);

    public static Task<KeptMonths<NetworkDisputes>> DisputesAsync(AnalyticsStore store, ResultCache cache, DataScope scope) => KeptMonths<NetworkDisputes>.OfAsync(store, cache, scope, "disputes", DerivedDay.KindOf(DisputeBasis.Opened), async (from, to) =>
    {
        await using var context = store.Open(scope);
        return await context.NetworkDisputes.AsNoTracking().Where(row => row.Month >= from && row.Month <= to).ToListAsync();
    }, row => row.Month);

    /// <summary>Disputes won back, by the month of the decision.</summary>
    /// <param name="vendors">All of the scope: each is a piece of the key.</param>
    public static Task<KeptMonths<NetworkCount>> ReversalsAsync(AnalyticsStore store, ResultCache cache, DataScope scope, int[] vendors, string[] networks) =>
        KeptMonths<NetworkCount>.OfAsync(store, cache, scope, "reversals|" + string.Join(',', networks), DerivedDay.KindOf(DisputeBasis.Decided), async (from, to) =>
        {
            await using var context = store.Open(scope);
            return ByMonth(await context.DailyDisputes.AsNoTracking().Where(row => row.Basis == DisputeBasis.Decided && row.Dimension == RollupDimension.Brand && row.Day >= from && row.Day <= to && networks.Contains(row.Member) && row.Won > 0)
                .WhereVendor(vendors).Select(row => new NetworkCount(row.VendorId, row.Member, row.Day, row.Won)).ToListAsync());
        }, row => row.Month);

    /// <summary>Refunds, by their month.</summary>
    /// <inheritdoc cref="ReversalsAsync"/>
    public static Task<KeptMonths<NetworkCount>> CreditsAsync(AnalyticsStore store, ResultCache cache, DataScope scope, int[] vendors, string[] networks) =>
        KeptMonths<NetworkCount>.OfAsync(store, cache, scope, "credits|" + string.Join(',', networks), DerivedDay.Payments, async (from, to) =>
        {
            await using var context = store.Open(scope);
            return ByMonth(await context.DailyPayments.AsNoTracking().Where(row => row.Dimension == RollupDimension.Brand && row.Day >= from && row.Day <= to && networks.Contains(row.Member) && row.Refunds > 0)
                .WhereVendor(vendors).Select(row => new NetworkCount(row.VendorId, row.Member, row.Day, row.Refunds)).ToListAsync());
        }, row => row.Month);

    /// <summary>Fraud reports about payments that had been authenticated, by the day received.</summary>
    public static Task<KeptMonths<AuthenticatedFraud>> FraudWithThreeDsAsync(AnalyticsStore store, ResultCache cache, DataScope scope) => KeptMonths<AuthenticatedFraud>.OfAsync(store, cache, scope, "authenticated-fraud", DerivedDay.Ledger, async (from, to) =>
    {
        await using var context = store.Open(scope);
        var rows = await context.DisputeLedger.AsNoTracking().Where(row => row.State == DisputeState.FraudNotice && row.OpenedDay >= from && row.OpenedDay <= to && !row.IsDispute && row.Network != null)
            .Select(row => new { row.VendorId, row.Network, row.OpenedDay, row.ThreeDs, row.AmountMinor, row.Currency }).ToListAsync();
        return [.. rows.Where(row => PaymentColumns.IsThreeDs(row.ThreeDs)).Select(row => new AuthenticatedFraud(row.VendorId, row.Network!, row.OpenedDay, new(row.AmountMinor, row.Currency)))];
    }, row => row.Day);

    private static List<NetworkCount> ByMonth(List<NetworkCount> days) =>
        [.. days.GroupBy(row => (row.VendorId, row.Network, Month: new DateOnly(row.Month.Year, row.Month.Month, 1))).Select(month => new NetworkCount(month.Key.VendorId, month.Key.Network, month.Key.Month, month.Sum(row => row.Count)))];
}
