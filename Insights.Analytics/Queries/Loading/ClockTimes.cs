using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries.Evaluation;
using Insights.Analytics.Rollups;
using Insights.Analytics.Rollups.Tables;

namespace Insights.Analytics.Queries.Loading;

/// <summary>Raw seconds of ended clocks → percentiles. Nothing is rounded or averaged before.</summary>
internal sealed class ClockTimes(AnalyticsStore store, QueryContext context)
{
    /// <param name="by">What the lines are; "metric" for one line a kind of clock.</param>
    public async Task<IReadOnlyList<TimesLine>> LoadAsync(RowPeriod period, string? metricId, string by, Func<string, string> label)
    {
        await using var analytics = store.Open(context.Filter.Scope);
        var rows = ClockRows.Of(analytics, RowSets.ClocksMeasured, period, ClockColumns.All);
        if (metricId is not null)
            rows = rows.Where(row => row.Metric == metricId);
        rows = rows.WhereFilter(FactKind.Clocks, context.Filter);
        var lines = new Dictionary<string, Samples>(StringComparer.Ordinal);
        if (by == "metric")
        {
            // The columns of the index and of the verdict alone: a year of clocks is many rows.
            foreach (var row in rows.Select(row => new { row.Metric, row.BusinessSeconds, row.WallSeconds, row.TargetSeconds, row.Verdict, row.JudgedByBusinessTime }))
                Of(lines, row.Metric).Add(row.BusinessSeconds ?? 0, row.WallSeconds ?? 0, row.TargetSeconds, row.Verdict, row.JudgedByBusinessTime);
        }
        else
        {
            foreach (var row in rows)
                Of(lines, TicketMember.Of(row, by, context.Vendors)).Add(row.BusinessSeconds ?? 0, row.WallSeconds ?? 0, row.TargetSeconds, row.Verdict, row.JudgedByBusinessTime);
        }
        return by == "metric"
            ? [.. ClockColumns.All.Where(lines.ContainsKey).Select(metric => lines[metric].ToLine(metric, label(metric)))]
            : [.. lines.OrderBy(line => line.Key, StringComparer.Ordinal).Select(line => line.Value.ToLine(line.Key, label(line.Key)))];
    }

    private static Samples Of(Dictionary<string, Samples> lines, string key)
    {
        if (!lines.TryGetValue(key, out var samples))
            lines[key] = samples = new();
        return samples;
    }

    private sealed class Samples
    {
        private readonly List<long> _business = [];
        private readonly List<long> _wall = [];
        private readonly List<long> _over = [];
        private long _judged;
        private long _within;

        public void Add(long business, long wall, long? target, string verdict, bool judgedByBusinessTime)
        {
            _business.Add(business);
            _wall.Add(wall);
            if (target is not { } promised || verdict is not (TicketClock.Met or TicketClock.Breached))
                return;
            _judged++;
            if (verdict == TicketClock.Met)
                _within++;
            else
                _over.Add(Math.Max(0, (judgedByBusinessTime ? business : wall) - promised));
        }

        public TimesLine ToLine(string key, string label) => new(key, label, _business.Count, Spread(_business), Spread(_wall), _judged, _within, _over.Count, Spread(_over));

        private static TimeSpread Spread(List<long> seconds)
        {
            var values = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(seconds);
            return new(Percentile.MedianSeconds(values), Percentile.OfSeconds(values, 0.9), Percentile.OfSeconds(values, 0.95));
        }
    }
}
