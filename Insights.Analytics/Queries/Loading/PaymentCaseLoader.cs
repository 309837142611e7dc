using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Passes;
using Insights.Analytics.Rollups.Payments;
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

    public async Task<DayRows> LoadAsync(string rowSet, DateRange range, string? by, bool withAmounts)
    {
        await using var context = store.Open(filter.Scope);
        var sums = new DaySums();
        // A breakdown asks for the whole period only: whole months are read as months. A series needs its days.
        var pieces = by is null ? [(PaymentFacetRow.OfDay, range.From.ToDateOnly(), range.To.ToDateOnly())] : PaymentFacets.Pieces(range);
        var others = filter.Values.Where(pair => pair.Key != "currency").ToList();
        var kind = PaymentCaseRows.KindOf(rowSet);
        if (PaymentCaseRows.IsSummed(rowSet) && others.Count == 0 && by is (null or "vendor" or "currency"))
        {
            foreach (var (grain, from, to) in pieces)
                await AddAsync(sums, Kept(context, rowSet, grain, from, to, by == "vendor"), by);
        }
        else if (kind == FactKind.FailedOrders && !withAmounts && filter.Values.Count == 0 && by is not null && IsKeptBy(by))
        {
            foreach (var (grain, from, to) in pieces)
                await AddAsync(sums, KeptBy(context, rowSet, grain, from, to, by, null), by);
        }
        else if (kind == FactKind.FailedOrders && !withAmounts && filter.Values.Count == 1 && others.Count == 1 && by is null && IsKeptBy(others[0].Key))
        {
            await AddAsync(sums, KeptBy(context, rowSet, PaymentFacetRow.OfDay, range.From.ToDateOnly(), range.To.ToDateOnly(), others[0].Key, others[0].Value), null);
        }
        else
        {
            await AddAsync(sums, Grouped(context, rowSet, range.From.ToDateOnly(), range.To.ToDateOnly(), by), by);
        }
        return sums.ToRows();
    }

    private static bool IsKeptBy(string dimension) => dimension is not ("vendor" or "currency") && FailureChains.KeptBy.Contains(Carried.Property(FactKind.FailedOrders, dimension));

    private IQueryable<PaymentFacetRow> Facets(AnalyticsDbContext context, PaymentFacet facet, int grain, DateOnly from, DateOnly to, bool byVendor)
    {
        var ids = filter.VendorIds ?? (filter.Scope.Kind == ScopeKind.Vendor ? [filter.Scope.VendorId] : byVendor ? [0, .. vendors.All.Select(vendor => vendor.Id)] : [RollupVendor.All]);
        return context.PaymentFacets.AsNoTracking().Where(row => row.Facet == facet && row.Grain == grain && row.Day >= from && row.Day <= to).WhereVendor(ids.ToArray());
    }

    private IQueryable<Counted> Kept(AnalyticsDbContext context, string rowSet, int grain, DateOnly from, DateOnly to, bool byVendor)
    {
        var rows = Facets(context, PaymentFacet.Case, grain, from, to, byVendor).Where(row => row.Member == rowSet);
        if (filter.Values.FirstOrDefault(pair => pair.Key == "currency").Value is { } currencies)
            rows = rows.Where(row => currencies.Contains(row.Currency));
        return rows.Select(row => new Counted(row.Day, null, row.VendorId, row.Currency, row.Count, row.Minor));
    }

    /// <param name="values">Only these members; null = all, each by itself.</param>
    private IQueryable<Counted> KeptBy(AnalyticsDbContext context, string rowSet, int grain, DateOnly from, DateOnly to, string dimension, IReadOnlyList<string>? values)
    {
        var start = Carried.Property(FactKind.FailedOrders, dimension) + "|";
        var rows = Facets(context, PaymentFacet.CaseBy, grain, from, to, byVendor: false);
        if (values is not null)
        {
            string[] members = [.. values.Select(value => start + value)];
            rows = rows.Where(row => members.Contains(row.Member));
        }
        else
        {
            // Between the name with its stroke and the name with the sign after it: the key's order, so that no other dimension is read.
            var end = start[..^1] + "}";
#pragma warning disable CA1309 // Asked of the store, which orders this column by its bytes; the ordinal call has no translation.
            rows = rows.Where(row => string.Compare(row.Member, start) >= 0 && string.Compare(row.Member, end) < 0);
#pragma warning restore CA1309
        }
        var whole = values is null;
        return rowSet switch
        {
            RowSets.OrdersFailed => rows.Select(row => new Counted(row.Day, whole ? row.Member.Substring(start.Length) : null, row.VendorId, null, row.Count, 0)),
            RowSets.OrdersRecovered => rows.Where(row => row.Base > 0).Select(row => new Counted(row.Day, whole ? row.Member.Substring(start.Length) : null, row.VendorId, null, row.Base, 0)),
            _ => rows.Where(row => row.Count > row.Base).Select(row => new Counted(row.Day, whole ? row.Member.Substring(start.Length) : null, row.VendorId, null, row.Count - row.Base, 0)),
        };
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
