using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Passes;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Queries.Loading;

/// <summary>Counts and amounts of payment cases by day and member: from sums that are kept where a period holds many rows, else from the rows themselves.</summary>
internal sealed class PaymentCaseLoader(AnalyticsStore store, VendorNames vendors, AppliedFilter filter, CancellationToken cancel)
{
    public const int Rows = 0;
    public const int AmountMinor = 1;

    private sealed record Counted(DateOnly Day, string? Text, int VendorId, string? Currency, long Count, long Minor);

    public async Task<DayRows> LoadAsync(string rowSet, DateOnly from, DateOnly to, string? by)
    {
        await using var context = store.Open(filter.Scope);
        var sums = new DaySums();
        if (PaymentCaseRows.IsSummed(rowSet) && by is (null or "vendor" or "currency") && filter.Values.All(pair => pair.Key == "currency"))
            await AddAsync(sums, Kept(context, rowSet, from, to, by == "vendor"), by);
        else
            await AddAsync(sums, Grouped(context, rowSet, from, to, by), by);
        return sums.ToRows();
    }

    private IQueryable<Counted> Kept(AnalyticsDbContext context, string rowSet, DateOnly from, DateOnly to, bool byVendor)
    {
        var rows = context.PaymentFacets.AsNoTracking().Where(row => row.Facet == PaymentFacet.Case && row.Grain == PaymentFacetRow.OfDay && row.Day >= from && row.Day <= to && row.Member == rowSet);
        var ids = filter.VendorIds ?? (filter.Scope.Kind == ScopeKind.Vendor ? [filter.Scope.VendorId] : byVendor ? [0, .. vendors.All.Select(vendor => vendor.Id)] : [RollupVendor.All]);
        rows = rows.WhereVendor(ids.ToArray());
        if (filter.Values.FirstOrDefault(pair => pair.Key == "currency").Value is { } currencies)
            rows = rows.Where(row => currencies.Contains(row.Currency));
        return rows.Select(row => new Counted(row.Day, null, row.VendorId, row.Currency, row.Count, row.Minor));
    }

    private IQueryable<Counted> Grouped(AnalyticsDbContext context, string rowSet, DateOnly from, DateOnly to, string? by) => rowSet switch
    {
        RowSets.OrdersRecovered => Of(PaymentCaseRows.Orders(context, rowSet, from, to), FactKind.FailedOrders, by, "RecoveredMinor", "Currency"),
        RowSets.OrdersFailed or RowSets.OrdersLost => Of(PaymentCaseRows.Orders(context, rowSet, from, to), FactKind.FailedOrders, by, "AmountMinor", "Currency"),
        RowSets.PaymentsPending => Of(PaymentCaseRows.Open(context, from, to), FactKind.PaymentCases, by, "AmountMinor", "Currency"),
        RowSets.BillingCandidates or RowSets.BillingDuplicates => Of(PaymentCaseRows.Findings(context, rowSet, from, to), FactKind.PaymentCases, by, "AmountMinor", "Currency"),
        RowSets.FraudSignals or RowSets.FraudTesting => Of(PaymentCaseRows.Signals(context, rowSet, from, to), FactKind.FraudSignals, by, null, null),
        RowSets.BlockCandidates => Of(PaymentCaseRows.Candidates(context, from, to), FactKind.FraudSignals, by, null, null),
        _ => Of(PaymentCaseRows.Refunds(context, rowSet, from, to), FactKind.PaymentCases, by, "AmountMinor", "Currency"),
    };

    private IQueryable<Counted> Of<T>(IQueryable<T> rows, FactKind kind, string? by, string? amount, string? currency)
        where T : class
    {
        rows = rows.WhereFilter(kind, filter);
        if (amount is null || currency is null)
        {
            return rows.GroupBy(row => new { Day = EF.Property<DateOnly>(row, "Day"), VendorId = EF.Property<int>(row, "VendorId") })
                .Select(group => new Counted(group.Key.Day, null, group.Key.VendorId, null, group.LongCount(), 0));
        }
        if (by is null or "vendor" or "currency")
        {
            return rows.GroupBy(row => new { Day = EF.Property<DateOnly>(row, "Day"), VendorId = EF.Property<int>(row, "VendorId"), Currency = EF.Property<string>(row, currency) })
                .Select(group => new Counted(group.Key.Day, null, group.Key.VendorId, group.Key.Currency, group.LongCount(), group.Sum(row => EF.Property<long>(row, amount))));
        }
        var property = Carried.Property(kind, by);
        return rows.GroupBy(row => new { Day = EF.Property<DateOnly>(row, "Day"), Member = EF.Property<string?>(row, property), Currency = EF.Property<string>(row, currency) })
            .Select(group => new Counted(group.Key.Day, group.Key.Member, 0, group.Key.Currency, group.LongCount(), group.Sum(row => EF.Property<long>(row, amount))));
    }

    private async Task AddAsync(DaySums sums, IQueryable<Counted> rows, string? by)
    {
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancel))
        {
            Sums add = default;
            add[Rows] = row.Count;
            add[AmountMinor] = row.Minor;
            var member = by switch
            {
                null => "",
                "vendor" => vendors.Code(row.VendorId),
                "currency" => row.Currency ?? "",
                _ => MemberConditions.Member(row.Text),
            };
            sums.Add(UnixTime.ToDays(row.Day), member, row.Currency ?? "", add);
        }
    }
}
