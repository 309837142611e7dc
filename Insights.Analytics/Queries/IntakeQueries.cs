using Insights.Analytics.Metrics.ServiceLevels;
using Insights.Analytics.Metrics.Statistics;
using Insights.Analytics.Metrics.Support;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries.Evaluation;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Rollups;
using Insights.Import.Store;

namespace Insights.Analytics.Queries;

internal sealed class IntakeQueries(AnalyticsStore store, ResultCache cache, TimeProvider clock) : IIntakeQueries
{
    public async Task<IReadOnlyList<IntakeLine>> CompletenessAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        if (Carried.Lacking(FactKind.Outcomes, filter).Count > 0)
            return [];
        var context = await QueryContext.OpenAsync(store, cache, clock, filter, scope);
        return await cache.GetAsync($"intake|{filter.Range}|{context.Filter.Key}", async () =>
        {
            await using var analytics = store.Open(scope);
            // One population on both sides: tickets created in the range; their times are known once they are solved.
            var tickets = TicketRows.Of(analytics, RowSets.TicketsIntakeKnown, RowPeriod.Of(filter.Range, context.Zone), context.Filter);
            var points = new List<(int Intake, long? Seconds)>();
            foreach (var row in tickets.Select(ticket => new
            {
                ticket.Intake,
                Seconds = analytics.StoredClocks.Where(clock => clock.TicketKey == ticket.TicketKey && clock.Metric == ClockMetric.FullResolutionTime && clock.Instance == 1 && clock.EntersPercentiles)
                    .Select(clock => clock.BusinessSeconds).FirstOrDefault(),
            }))
            {
                points.Add((row.Intake!.Value, row.Seconds));
            }
            return (IReadOnlyList<IntakeLine>)[.. IntakeParts.Keys.Select(key => Line(key, IntakeParts.Label(key), IntakeParts.Bit(key)!.Value, points)), Line(IntakeParts.All, IntakeParts.Label(IntakeParts.All), IntakeParts.Complete, points)];
        });
    }

    private static IntakeLine Line(string key, string label, int bits, List<(int Intake, long? Seconds)> points)
    {
        long[] Seconds(bool given) => [.. points.Where(point => (point.Intake & bits) == bits == given && point.Seconds is not null).Select(point => point.Seconds!.Value)];
        var (with, without) = (Seconds(true), Seconds(false));
        return new(key, label, points.Count(point => (point.Intake & bits) == bits), points.Count, with.Length, Percentile.MedianSeconds(with), without.Length, Percentile.MedianSeconds(without))
        {
            Difference = MedianDifference.Of(without, with),
        };
    }
}
