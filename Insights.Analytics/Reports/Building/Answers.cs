using Insights.Analytics.Metrics;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using NodaTime;

namespace Insights.Analytics.Reports.Building;

/// <summary>The answers a document is made of, asked together: now, before, over time, over the time before.</summary>
internal sealed class Answers(ReportSetting setting, Bucket bucket, IReadOnlyDictionary<string, MetricResult> now, IReadOnlyDictionary<string, MetricResult>? before, IReadOnlyDictionary<string, MetricSeries> series, IReadOnlyDictionary<string, MetricSeries>? previous, IReadOnlyDictionary<string, MetricResult> stamped)
{
    public ReportSetting Setting => setting;
    public Bucket Bucket => bucket;
    public IReadOnlyDictionary<string, MetricResult> All => now;

    public MetricResult Now(MetricDefinition metric) => now[metric.Id];

    /// <summary>What was stamped when the month was closed; null when it is not closed, or the figure not stamped.</summary>
    public MetricResult? Stamped(MetricDefinition metric) => stamped.GetValueOrDefault(metric.Id);

    public MetricResult? Before(MetricDefinition metric) => before?.GetValueOrDefault(metric.Id);

    public MetricSeries Series(MetricDefinition metric) => series[metric.Id];

    public MetricSeries? Previous(MetricDefinition metric) => previous?.GetValueOrDefault(metric.Id);

    public IReadOnlyList<Finding> Findings(params IReadOnlyList<MetricDefinition> metrics) => Finding.Among(setting, metrics, now, before);

    public Block.Tiles Tiles(params IReadOnlyList<MetricDefinition> metrics) => new([.. metrics.Select(Tile)]);

    public Tile Tile(MetricDefinition metric) => TileMaker.Make(metric, setting, Now(metric), Before(metric), series.GetValueOrDefault(metric.Id), metric.Area == MetricArea.ServiceLevels && metric.Unit == MetricUnit.Percent ? ServiceLevelGoal.Cell : null, Stamped(metric),
        metric.Id == Numbers.WinRate.Id ? Chargebacks.MetricLines.WinRateNote(Now(metric), now.GetValueOrDefault(Numbers.ProvisionalOutcomes.Id)) : null);

    /// <summary>No row under any of these numbers.</summary>
    public bool Nothing => now.Values.All(result => !result.HasValue || (result.N == 0 && (result.Numerator ?? 0) == 0));

    /// <param name="drawn">Those that are shown over time; null = all.</param>
    /// <param name="over">Days of the series where they differ from the filter's (a month's report shows the year before it).</param>
    public static async Task<Answers> AskAsync(ReportSources sources, ReportSetting setting, IReadOnlyList<MetricDefinition> metrics, Bucket bucket, CancellationToken cancel, DateRange? over = null, IReadOnlyList<MetricDefinition>? drawn = null)
    {
        var inTime = (drawn ?? metrics).Select(metric => metric.Id).ToList();
        var ids = metrics.Select(metric => metric.Id).ToList();
        var filter = over is null ? setting.Filter : setting.Filter.Over(over);
        // The longest first: what is read for it answers the rest.
        var series = await sources.Metrics.SeriesAsync(inTime, filter, setting.Scope, bucket, cancel);
        var now = await sources.Metrics.ValuesAsync(ids, setting.Filter, setting.Scope, cancel);
        var stamped = await sources.History.StampedAsync(setting.Filter, setting.Scope, cancel);
        if (setting.Filter.Compared() is not { } compared)
            return new(setting, bucket, now, null, series, null, stamped);
        var before = await sources.Metrics.ValuesAsync(ids, compared, setting.Scope, cancel);
        var previous = over is null ? await sources.Metrics.SeriesAsync(inTime, compared, setting.Scope, bucket, cancel) : null;
        return new(setting, bucket, now, before, series, previous, stamped);
    }

    /// <summary>The month of the range's last day and the twelve before it.</summary>
    public static DateRange ThirteenMonths(DateRange range) => new(range.To.With(DateAdjusters.StartOfMonth).PlusMonths(-12), range.To);
}
