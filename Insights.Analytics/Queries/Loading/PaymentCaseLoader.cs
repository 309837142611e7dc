using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Passes;
using Insights.Analytics.Rollups.Payments;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;

namespace Insights.Analytics.Queries.Loading;

/// <summary>Counts and amounts of payment cases by day and member: from sums that are kept where a period holds many rows, else from the rows themselves.</summary>
internal sealed class PaymentCaseLoader(AnalyticsStore store, ResultCache cache, VendorNames vendors, AppliedFilter filter, CancellationToken cancel)
{
    public const int Rows = 0;
    public const int AmountMinor = 1;

    private sealed record Counted(DateOnly Day, string? Text, int VendorId, string? Currency, long Count, long Minor);

    /// <summary>Whether daily sums answer the question, whatever the days.</summary>
    public bool IsKept(string rowSet, string? by, bool withAmounts) => IsSummed(rowSet, by) || KeptDimension(rowSet, by, withAmounts) is not null;

    /// <summary>From sums that stay in memory. What is split is asked of one period only, so that its days are added up unless they are converted.</summary>
    public async Task<DayRows> KeptAsync(string rowSet, int from, int to, string? by, bool withAmounts)
    {
        var rows = new DaySums();
        var isSummed = IsSummed(rowSet, by);
        var (property, values) = isSummed ? default : KeptDimension(rowSet, by, withAmounts: false)!.Value;
        var currencies = filter.Values.FirstOrDefault(pair => pair.Key == "currency").Value;
        var names = new Dictionary<string, string?>(ReferenceEqualityComparer.Instance);
        foreach (var days in await FacetDays.OfAsync(store, cache, filter, vendors, isSummed ? PaymentFacet.Case : PaymentFacet.CaseBy, by == "vendor"))
        {
            if (by is not null && !withAmounts)
            {
                foreach (var ((vendor, member, currency), total) in days.Over(from, to))
                    Add(from, vendor, member, currency, total.Count, total.Base, total.Minor);
                continue;
            }
            foreach (var block in days.During(from, to))
            {
                foreach (ref readonly var row in block.AsSpan())
                    Add(row.Day, row.VendorId, row.Member, row.Currency, row.Count, row.Base, row.Minor);
            }
        }
        return rows.ToRows();

        void Add(int day, int vendorId, string key, string currency, long all, long part, long minor)
        {
            ref var name = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(names, key, out var isKnown);
            if (!isKnown)
                name = isSummed ? (key == rowSet ? "" : null) : Member(key, property, values);
            if (name is null || currencies?.Contains(currency) == false)
                return;
            var count = isSummed || rowSet == RowSets.OrdersFailed ? all : rowSet == RowSets.OrdersRecovered ? part : all - part;
            if (count == 0 && minor == 0)
                return;
            Sums add = default;
            (add[Rows], add[AmountMinor]) = (count, isSummed ? minor : 0);
            rows.Add(day, by switch { null => "", "vendor" => vendors.Code(vendorId), "currency" => currency, _ => name }, currency, add);
        }
    }

    /// <summary>The member behind "property|member", as answers name it; null where it is another property's, or not one of those wanted.</summary>
    private static string? Member(string text, string property, IReadOnlyList<string>? values) =>
        text.Length <= property.Length || text[property.Length] != '|' || !text.StartsWith(property, StringComparison.Ordinal) ? null
        : text[(property.Length + 1)..] is var member && values is null ? MemberConditions.Member(member) : values!.Contains(member) ? "" : null;

    /// <summary>Refunds that few of all are, from those that stay in memory.</summary>
    public async Task<DayRows> OddAsync(string rowSet, int from, int to, string? by)
    {
        var sums = new DaySums();
        foreach (var row in (await OddRefundDays.OfAsync(store, cache, filter.Scope)).Left(filter, rowSet, from, to))
        {
            Sums add = default;
            (add[Rows], add[AmountMinor]) = (1, row.Minor);
            var member = by switch { null => "", "vendor" => vendors.Code(row.VendorId), "currency" => row.Currency, "gateway" => row.Gateway, "method" => row.Method, _ => throw new ArgumentException($"These rows carry no {by}.", nameof(by)) };
            sums.Add(row.Day, member, row.Currency, add);
        }
        return sums.ToRows();
    }

    /// <summary>From the rows of a period themselves.</summary>
    public async Task<DayRows> CountAsync(string rowSet, DateOnly from, DateOnly to, string? by)
    {
        await using var context = store.Open(filter.Scope);
        var sums = new DaySums();
        await AddAsync(sums, Grouped(context, rowSet, from, to, by), by);
        return sums.ToRows();
    }

    private bool IsSummed(string rowSet, string? by) => PaymentCaseRows.IsSummed(rowSet) && filter.Values.All(pair => pair.Key == "currency") && by is (null or "vendor" or "currency");

    /// <summary>The one dimension that failed orders are split or narrowed by, and the members wanted of it (null = all, each by itself); null where it is another question.</summary>
    private (string Property, IReadOnlyList<string>? Values)? KeptDimension(string rowSet, string? by, bool withAmounts)
    {
        if (PaymentCaseRows.KindOf(rowSet) != FactKind.FailedOrders || withAmounts)
            return null;
        if (by is not null)
            return filter.Values.Count == 0 && IsKeptBy(by) ? (Carried.Property(FactKind.FailedOrders, by), null) : null;
        return filter.Values is [var (dimension, values)] && IsKeptBy(dimension) ? (Carried.Property(FactKind.FailedOrders, dimension), values) : null;
    }

    private static bool IsKeptBy(string dimension) => dimension is not ("vendor" or "currency") && FailureChains.KeptBy.Contains(Carried.Property(FactKind.FailedOrders, dimension));

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
