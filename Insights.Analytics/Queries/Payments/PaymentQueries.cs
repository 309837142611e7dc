using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries.Evaluation;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Reports.Wording;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;
using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Queries.Payments;

/// <inheritdoc cref="IPaymentQueries"/>
internal sealed class PaymentQueries(AnalyticsStore store, ResultCache cache, TimeProvider clock) : IPaymentQueries
{
    public async Task<IReadOnlyList<FacetLine>?> FacetAsync(PaymentSplit split, ReportFilter filter, DataScope scope, bool byVendor = false, CancellationToken cancel = default)
    {
        var context = await QueryContext.OpenAsync(store, cache, clock, filter, scope);
        var (facet, dimensions) = PaymentFacets.Of(split);
        if (context.Filter.Values.Any(pair => !dimensions.Contains(pair.Key)))
            return null;
        return await cache.GetAsync<IReadOnlyList<FacetLine>>(
            FormattableString.Invariant($"facet|{split}|{byVendor}|{filter.Range}|{context.Filter.Key}"),
            () => new PaymentFacets(store, cache, context.Vendors, context.Filter).ReadAsync(facet, dimensions, filter.Range, byVendor));
    }

    public async Task<IReadOnlyList<BillingCandidate>> CandidatesAsync(ReportFilter filter, DataScope scope, int most, CancellationToken cancel = default)
    {
        var context = await QueryContext.OpenAsync(store, cache, clock, filter, scope);
        if (Carried.Lacking(FactKind.PaymentCases, filter).Count > 0)
            return [];
        return await cache.GetAsync<IReadOnlyList<BillingCandidate>>(FormattableString.Invariant($"billing-candidates|{most}|{filter.Range}|{context.Filter.Key}"), async () =>
        {
            await using var analytics = store.Open(scope);
            var rows = await PaymentCaseRows.Findings(analytics, RowSets.BillingCandidates, filter.Range.From.ToDateOnly(), filter.Range.To.ToDateOnly()).WhereFilter(FactKind.PaymentCases, context.Filter)
                .OrderByDescending(row => row.PaidAt).ThenBy(row => row.PaymentRef).Take(most).ToListAsync();
            return
            [
                .. rows.Select(row => new BillingCandidate(
                    row.Kind, row.SourceId, row.PaymentRef, context.Vendors.Name(row.VendorId), At(row.PaidAt), new(row.AmountMinor, row.Currency), PaymentTelling.Kind(row.Kind),
                    PaymentTelling.Confidence(row), PaymentTelling.Evidence(row), row.OtherRef, row.ExpectedMinor is { } expected ? new Money(expected, row.Currency) : null, row.TicketSourceId, row.TicketRef)),
            ];
        });
    }

    public async Task<WaitingPayments> WaitingAsync(ReportFilter filter, DataScope scope, int most, CancellationToken cancel = default)
    {
        var context = await QueryContext.OpenAsync(store, cache, clock, filter, scope);
        var asOf = context.AgesUntil;
        if (Carried.Lacking(FactKind.PaymentCases, filter).Count > 0)
            return new([], [], asOf);
        return await KeptAsync<WaitingPayments>(context, FormattableString.Invariant($"waiting|{most}|{context.Filter.Key}"), async () =>
        {
            await using var analytics = store.Open(scope);
            var rows = analytics.OpenPayments.AsNoTracking().WhereFilter(FactKind.PaymentCases, context.Filter);
            var now = asOf.ToDateTimeUtc();
            var groups = await rows.GroupBy(row => new { row.Gateway, row.Method })
                .Select(group => new { group.Key.Gateway, group.Key.Method, Count = group.LongCount(), Due = group.LongCount(row => row.EscalateAt <= now), Oldest = group.Min(row => row.OccurredAt) }).ToListAsync();
            var longest = await rows.OrderBy(row => row.PaymentKey).Take(most).ToListAsync();
            return new(
                [.. longest.Select(row => new WaitingPayment(row.SourceId, row.PaymentRef, context.Vendors.Name(row.VendorId), new(row.AmountMinor, row.Currency), row.Gateway, row.Method, At(row.OccurredAt), At(row.EscalateAt), Seconds(row.OccurredAt, now)))],
                [.. groups.Select(group => new WaitingGroup(group.Gateway, group.Method, group.Count, group.Due, Seconds(group.Oldest, now))).OrderByDescending(group => group.Due).ThenByDescending(group => group.Count)],
                asOf);
        });
    }

    public async Task<IReadOnlyList<OwedRefund>> OwedAsync(ReportFilter filter, DataScope scope, int most, CancellationToken cancel = default)
    {
        var context = await QueryContext.OpenAsync(store, cache, clock, filter, scope);
        if (Carried.Lacking(FactKind.PaymentCases, filter).Count > 0)
            return [];
        return await KeptAsync<IReadOnlyList<OwedRefund>>(context, FormattableString.Invariant($"owed|{most}|{filter.Range}|{context.Filter.Key}"), async () =>
        {
            var owed = (await OddRefundDays.OfAsync(store, cache, scope)).Left(context.Filter, RowSets.RefundsUnpaid, int.MinValue, UnixTime.ToDays(filter.Range.To.ToDateOnly()));
            // Keys are in the order of time.
            var keys = owed.Select(row => row.Key).Order().Take(most).ToArray();
            var now = context.AgesUntil.ToDateTimeUtc();
            await using var analytics = store.Open(scope);
            var rows = await analytics.RefundCases.AsNoTracking().Where(row => keys.Contains(row.RefundKey)).OrderBy(row => row.RefundKey).ToListAsync();
            return
            [
                .. rows.Select(row => new OwedRefund(
                    row.SourceId, row.RefundRef, context.Vendors.Name(row.VendorId), new(row.AmountMinor, row.Currency), row.Status, row.Method, row.Gateway, At(row.RequestedAt), At(row.PromisedUntil), row.PromisedUntil < now, row.PaymentRef)),
            ];
        });
    }

    public async Task<IReadOnlyList<long>> MadeGoodAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        var context = await QueryContext.OpenAsync(store, cache, clock, filter, scope);
        if (Carried.Lacking(FactKind.PaymentCases, filter).Count > 0)
            return [];
        return await cache.GetAsync<IReadOnlyList<long>>(FormattableString.Invariant($"made-good|{filter.Range}|{context.Filter.Key}"), async () =>
        {
            var (from, to) = (UnixTime.ToDays(filter.Range.From.ToDateOnly()), UnixTime.ToDays(filter.Range.To.ToDateOnly()));
            return (await OddRefundDays.OfAsync(store, cache, scope)).Left(context.Filter, RowSets.RefundsMadeGood, from, to).ConvertAll(row => row.Waited!.Value);
        });
    }

    /// <summary>Until the data changes, where ages are counted to its end; where they are counted to this second, nothing of them can be kept.</summary>
    private Task<T> KeptAsync<T>(QueryContext context, string key, Func<Task<T>> load) => context.AgesUntil < context.Now ? cache.GetAsync(key, load) : load();

    private static long Seconds(DateTime from, DateTime to) => Math.Max(0, (long)(to - from).TotalSeconds);

    private static Instant At(DateTime utc) => Instant.FromDateTimeUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc));
}
