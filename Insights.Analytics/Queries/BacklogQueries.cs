using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries.Evaluation;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Rollups;
using Insights.Import.Store;
using NodaTime;

namespace Insights.Analytics.Queries;

internal sealed class BacklogQueries(AnalyticsStore store, ResultCache cache, TimeProvider clock) : IBacklogQueries
{
    public async Task<IReadOnlyList<BacklogSnapshot>> SnapshotsAsync(ReportFilter filter, DataScope scope, Bucket bucket, CancellationToken cancel = default)
    {
        var now = Instant.FromDateTimeOffset(clock.GetUtcNow());
        var context = await QueryContext.OpenAsync(store, cache, clock, filter, scope);
        var buckets = Buckets.Of(filter.Range, bucket).Select(days => (Days: days, At: days.In(context.Zone).End.ToDateTimeUtc())).ToArray();
        var counts = Carried.Lacking(FactKind.Outcomes, filter).Count > 0
            ? [.. buckets.Select(_ => new long[AgeBand.All.Count])]
            : await cache.GetAsync($"snapshots|{bucket}|{filter.Range}|{context.Filter.Key}", () => CountAsync(buckets, context.Filter));
        return [.. buckets.Select((each, i) => new BacklogSnapshot(each.Days, Instant.FromDateTimeUtc(each.At), counts[i], Instant.FromDateTimeUtc(each.At) > now))];
    }

    /// <summary>Every stretch around any of the instants is read once; which instants it is around is found here.</summary>
    private async Task<long[][]> CountAsync((DateRange Days, DateTime At)[] buckets, AppliedFilter filter)
    {
        var counts = buckets.Select(_ => new long[AgeBand.All.Count]).ToArray();
        var (first, last) = (buckets[0].At, buckets[^1].At);
        await using var analytics = store.Open(filter.Scope);
        var stretches = analytics.TicketOutcomes.Where(ticket => !ticket.Merged).WhereFilter(FactKind.Outcomes, filter)
            .Join(analytics.TicketSpans.Where(span => span.BeganAt < last && (span.EndedAt == null || span.EndedAt >= first)), ticket => ticket.TicketKey, span => span.TicketKey,
                (ticket, span) => new { ticket.CreatedAt, span.BeganAt, span.EndedAt });
        foreach (var stretch in stretches)
        {
            for (var i = FirstAfter(buckets, stretch.BeganAt); i < buckets.Length && !(stretch.EndedAt < buckets[i].At); i++)
                counts[i][AgeBand.IndexOf((long)(buckets[i].At - stretch.CreatedAt).TotalSeconds)]++;
        }
        return counts;
    }

    private static int FirstAfter((DateRange Days, DateTime At)[] buckets, DateTime began)
    {
        var (low, high) = (0, buckets.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (buckets[middle].At <= began)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
