using Insights.Analytics.Queries.Evaluation;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Rollups;
using Insights.Import.Store;

namespace Insights.Analytics.Queries.Chargebacks;

/// <inheritdoc cref="IHeldTimeQueries"/>
internal sealed class HeldTimeQueries(AnalyticsStore store, ResultCache cache, TimeProvider clock) : IHeldTimeQueries
{
    public async Task<HeldTimes?> OfAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        if (Carried.Lacking(FactKind.Disputes, filter).Count > 0)
            return null;
        var context = await QueryContext.OpenAsync(store, cache, clock, filter, scope);
        var (from, to) = (filter.Range.From.ToDateOnly(), filter.Range.To.ToDateOnly());
        if (context.Filter.Values.All(pair => pair.Key == "currency"))
        {
            var (disputes, vendor, acquirer) = (await context.LedgerDaysAsync(filter.Range, context.Filter)).Held(from, to);
            return new(disputes, vendor, acquirer);
        }
        return await cache.GetAsync($"held|{filter.Range}|{context.Filter.Key}", async () =>
        {
            var (disputes, vendor, acquirer) = await new DisputeSums(store, cache, context.Vendors, context.Filter).HeldAsync(from, to);
            return new HeldTimes(disputes, vendor, acquirer);
        });
    }
}
