using Insights.Analytics.Metrics.Trends;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries.Evaluation;
using Insights.Analytics.Queries.Loading;
using Insights.Analytics.Rollups;
using Insights.Import.Store;
using NodaTime;

namespace Insights.Analytics.Queries.Support;

/// <inheritdoc cref="IForecastQueries"/>
internal sealed class ForecastQueries(AnalyticsStore store, ResultCache cache, IMetricQueries metrics, TimeProvider clock) : IForecastQueries
{
    /// <summary>Half a year: what lies before it says little about next week.</summary>
    private const int DaysBack = 182;

    public async Task<MetricForecast?> OfAsync(string metricId, ReportFilter filter, DataScope scope, int ahead, CancellationToken cancel = default)
    {
        var context = await QueryContext.OpenAsync(store, cache, clock, filter, scope);
        // Of the day the data speaks of only a part has come.
        var until = context.AsOf is { } asOf ? asOf.InZone(context.Zone).Date : context.Today;
        var last = (until < context.Today ? until : context.Today).PlusDays(-1);
        return await cache.GetAsync(FormattableString.Invariant($"forecast|{metricId}|{last}|{ahead}|{context.Filter.Key}"), async () =>
        {
            var range = new DateRange(last.PlusDays(1 - DaysBack), last);
            var series = await metrics.SeriesAsync(metricId, filter.Over(range), scope, Bucket.Day, CancellationToken.None);
            if (series.Points.Any(point => !point.Value.HasValue))
                return null;
            // Before its first case a series has not begun; an empty day in it is a day with nothing.
            var counts = series.Points.SkipWhile(point => point.Value.Numerator == 0).Select(point => (double)(point.Value.Numerator ?? 0)).ToArray();
            if (Forecaster.Of(counts, ahead) is not { } forecast)
                return null;
            var trend = Stl.Of(counts, new(Forecaster.Week, RobustRounds: 6) { TrendSpan = 4 * Forecaster.Week | 1 }).Trend;
            var first = last.PlusDays(1 - counts.Length);
            return (MetricForecast?)new MetricForecast
            {
                MetricId = metricId,
                Past = [.. counts.Select((count, i) => new PastDay(first.PlusDays(i), (long)count, Math.Max(0, trend[i])))],
                Days = [.. forecast.Days.Select((day, i) => new ForecastDay(last.PlusDays(1 + i), day.Value, day.Lower, day.Upper))],
                IsNaive = forecast.Method == ForecastMethod.SeasonalNaive,
                Error = forecast.Error,
                NaiveError = forecast.NaiveError,
                Backtests = forecast.Backtests,
            };
        });
    }
}
