using Insights.Analytics.Metrics.Chargebacks.Watch;
using Insights.Analytics.Metrics.Statistics;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries.Evaluation;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Passes;
using Insights.Import.Store;

namespace Insights.Analytics.Queries.Chargebacks;

/// <inheritdoc cref="IDisputeWatchQueries"/>
internal sealed class DisputeWatchQueries(AnalyticsStore store, ResultCache cache, TimeProvider clock) : IDisputeWatchQueries
{
    public async Task<IReadOnlyList<VendorWatch>> OfAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        if (scope.Kind == ScopeKind.Nothing)
            return [];
        // Payments carry no reason and no state: a course narrowed on one side only would be no ratio.
        filter = filter.Values.Keys.Where(dimension => dimension is not ("vendor" or "network" or "brand")).ToList().Aggregate(filter, (left, dimension) => left.With(dimension));
        var context = await QueryContext.OpenAsync(store, cache, clock, filter, scope);
        var whole = (context.AsOf is { } at && at < context.Now ? at : context.Now).InZone(context.Zone).Date.PlusDays(-1);
        var last = filter.Range.To < whole ? filter.Range.To : whole;
        return await cache.GetAsync($"dispute-watch|{last}|{context.Filter.Key}", async () =>
        {
            var range = new DateRange(last.PlusDays(1 - (7 * DisputeWatch.Weeks)), last);
            var paid = await context.DaysAsync(MetricPlan.RowsOf(RowSets.PaymentsSucceeded) with { ByDay = true }, range, "vendor");
            var disputed = await context.DaysAsync(MetricPlan.RowsOf(RowSets.DisputesOpened) with { ByDay = true }, range, "vendor");
            var payments = Weeks(paid, range, PaymentColumns.Succeeded);
            var disputes = Weeks(disputed, range, DisputeColumns.Disputes);
            var watches = payments.Where(vendor => vendor.Key != ReportFilter.Unknown)
                .Select(vendor => (Code: vendor.Key, Watch: DisputeWatch.Of(last, disputes.GetValueOrDefault(vendor.Key) ?? new long[DisputeWatch.Weeks], vendor.Value))).ToList();
            var judged = watches.Where(one => one.Watch.State != WatchState.Unknown).ToList();
            var q = FalseDiscovery.QValuesUnderAnyDependence([.. judged.Select(one => one.Watch.P)]);
            var byCode = judged.Select((one, i) => (one.Code, Q: q[i])).ToDictionary(one => one.Code, one => one.Q, StringComparer.Ordinal);
            IReadOnlyList<VendorWatch> result =
            [
                .. watches.Select(one => new VendorWatch(one.Code, context.Vendors.Label(one.Code), one.Watch, byCode.GetValueOrDefault(one.Code, 1)))
                    .OrderByDescending(one => one.Watch.State).ThenBy(one => one.Watch.P).ThenBy(one => one.VendorCode, StringComparer.Ordinal),
            ];
            return result;
        });
    }

    private static Dictionary<string, long[]> Weeks(DayRows rows, DateRange range, int column)
    {
        var first = UnixTime.ToDays(range.From.ToDateOnly());
        var weeks = new Dictionary<string, long[]>(StringComparer.Ordinal);
        foreach (var row in rows.During(first, UnixTime.ToDays(range.To.ToDateOnly())))
        {
            if (!weeks.TryGetValue(row.Member, out var counts))
                weeks[row.Member] = counts = new long[DisputeWatch.Weeks];
            counts[(row.Day - first) / 7] += row.Sums[column];
        }
        return weeks;
    }
}
