using Insights.Analytics.Metrics;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Wording;
using NodaTime.Text;

namespace Insights.Analytics.Reports.Building;

/// <summary>Answers as charts: the same cells as the tiles and tables, every bucket and bar linked to its rows.</summary>
internal static class ChartMaker
{
    /// <summary>One metric over time as one series of a chart.</summary>
    public sealed record Trace(string Name, SeriesRole Role, MetricDefinition Metric, MetricSeries Series);

    /// <summary>Metrics over time. All traces share the buckets of the first.</summary>
    /// <param name="previous">The first metric over the compared days: drawn thin and grey, bucket by bucket beside the present ones.</param>
    public static ChartSpec OverTime(string id, string title, ChartKind kind, string valueTitle, ReportSetting setting, IReadOnlyList<Trace> traces, MetricSeries? previous = null, IReadOnlyList<ChartLine>? lines = null, int? immatureFrom = null)
    {
        var points = traces[0].Series.Points;
        var bucket = traces[0].Series.Bucket;
        var incomplete = new[] { immatureFrom, traces.Select(trace => trace.Series.IncompleteFrom).Min() }.Min();
        var series = traces.Select(trace => new ChartSeries(trace.Name, trace.Role, [.. trace.Series.Points.Select(point => Deltas.Shown(trace.Metric, point.Value))])).ToList();
        if (previous is not null && setting.Compared is { } compared)
        {
            series.Add(new(Periods.Short(compared), SeriesRole.Previous, [.. points.Select((_, i) =>
                i < previous.Points.Count ? Deltas.Shown(traces[0].Metric, previous.Points[i].Value) : new Cell.None("the compared period is shorter"))]));
        }
        return new ChartSpec
        {
            Id = id,
            Title = title,
            Kind = kind,
            Categories = [.. points.Select(point => Periods.Label(point.Days, bucket))],
            CategoryKeys = [.. points.Select(point => LocalDatePattern.Iso.Format(point.Days.From))],
            CategoryLinks = [.. points.Select(point => RowLinks.To(traces[0].Metric.Rows, setting.Filter.Over(point.Days)))],
            CategoryTitle = char.ToUpperInvariant(Periods.BucketName(bucket)[0]) + Periods.BucketName(bucket)[1..],
            Series = series,
            ValueKind = Kind(traces[0].Metric.Unit),
            ValueTitle = valueTitle,
            Lines = lines ?? [],
            IncompleteFrom = incomplete is { } from && from < points.Count ? from : null,
            AltText = Describe(traces, points, bucket, incomplete),
        };
    }

    /// <summary>Who contributes: the members of one dimension, largest first, the rest as one bar.</summary>
    public static ChartSpec Contributors(string id, string title, string valueTitle, ReportSetting setting, MetricDefinition metric, MetricBreakdown breakdown, Func<string, string>? label = null)
    {
        var members = breakdown.Members.Where(member => member.Value.HasValue).ToList();
        var names = members.Select(member => label?.Invoke(member.Label) ?? member.Label).ToList();
        var values = members.Select(member => Deltas.Shown(metric, member.Value)).ToList();
        var links = members.Select(member => RowLinks.To(metric.Rows, setting.Filter.With(breakdown.Dimension, member.Key))).ToList();
        if (breakdown.Other is { HasValue: true } other)
        {
            names.Add(Words.Count(breakdown.MemberCount - breakdown.Members.Count, "other", "others"));
            values.Add(Deltas.Shown(metric, other));
            // The others have no filter that names them all; the chart's rows are the nearest.
            links.Add(RowLinks.To(metric.Rows, setting.Filter));
        }
        var top = names.Zip(values).Take(3).Select(pair => $"{pair.First} {Words.Value(pair.Second)}").ToList();
        return new ChartSpec
        {
            Id = id,
            Title = title,
            Kind = ChartKind.Bars,
            Categories = names,
            CategoryLinks = links,
            CategoryTitle = Words.Label(breakdown.Dimension),
            Series = [new(metric.Name, SeriesRole.Primary, values)],
            ValueKind = Kind(metric.Unit),
            ValueTitle = valueTitle,
            AltText = names.Count == 0 ? $"{metric.Name}: nothing {setting.InPeriod}." : $"{metric.Name} by {breakdown.Dimension} {setting.InPeriod}: {Words.Join(top)}{(names.Count > 3 ? FormattableString.Invariant($" lead, of {breakdown.MemberCount}") : "")}.",
        };
    }

    public static ColumnKind Kind(MetricUnit unit) => unit switch
    {
        MetricUnit.Count => ColumnKind.Count,
        MetricUnit.Percent or MetricUnit.PerThousand => ColumnKind.Share,
        MetricUnit.Duration => ColumnKind.Duration,
        _ => ColumnKind.Money,
    };

    private static string Describe(IReadOnlyList<Trace> traces, IReadOnlyList<MetricPoint> points, Bucket bucket, int? incomplete)
    {
        var text = string.Join(" ", traces.Select(trace =>
        {
            var known = trace.Series.Points.Take(incomplete ?? points.Count).Where(point => point.Value.HasValue).ToList();
            if (known.Count == 0)
                return $"{trace.Name}: no values.";
            string At(MetricPoint point) => $"{Words.Value(Deltas.Shown(trace.Metric, point.Value))} {Periods.InBucket(point.Days, bucket)}";
            if (known.Count == 1)
                return $"{trace.Name}: {At(known[0])}.";
            var high = known.MaxBy(point => point.Value.ToNumber())!;
            var low = known.MinBy(point => point.Value.ToNumber())!;
            return $"{trace.Name}: from {At(known[0])} to {At(known[^1])}; highest {At(high)}, lowest {At(low)}.";
        }));
        return incomplete is { } from && from < points.Count ? $"{text} From {Periods.Label(points[from].Days, bucket)} on the values are not complete." : text;
    }
}
