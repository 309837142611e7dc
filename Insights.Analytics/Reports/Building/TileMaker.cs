using Insights.Analytics.Metrics;
using Insights.Analytics.Metrics.Statistics;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Wording;

namespace Insights.Analytics.Reports.Building;

/// <summary>A metric's answer as a tile: value, change against the compared period, judgement by the metric's polarity, small-sample mark, link to its rows.</summary>
internal static class TileMaker
{
    public static Tile Make(MetricDefinition metric, ReportSetting setting, MetricResult now, MetricResult? before, MetricSeries? series = null, Cell? target = null, MetricResult? stamped = null, string? told = null)
    {
        var change = before is null || metric.AsItStands ? null : Deltas.Of(now, before);
        var link = RowLinks.To(metric.Rows, setting.Filter);
        return new Tile
        {
            MetricId = metric.Id,
            Label = metric.Name,
            Value = Deltas.Shown(metric, now) with { Link = link },
            Delta = change,
            ComparedTo = change is null ? null : setting.ComparedTo,
            // Red and green only for what chance does not explain; small samples are never judged.
            Judgement = change is null || now.Incomplete || !Significance.Matters(setting, metric, now, before!) ? Judgement.None : Judge(metric.Polarity, Deltas.Direction(change)),
            N = now.HasValue ? now.N : null,
            Target = target,
            Sparkline = series is null ? [] : [.. series.Points.Select(point => Deltas.Shown(metric, point.Value))],
            Note = Note(metric, now, before, setting, Stamps.Note(metric, now, stamped), told),
            Link = link,
        };
    }

    private static Judgement Judge(Polarity polarity, int direction) => Words.Verdict(polarity, direction) switch
    {
        "better" => Judgement.Good,
        "worse" => Judgement.Bad,
        _ => Judgement.None,
    };

    private static string? Note(MetricDefinition metric, MetricResult now, MetricResult? before, ReportSetting setting, string? stamped, string? told)
    {
        if (now.Missing is { } missing)
            return stamped is null ? missing : $"{missing}; {stamped}";
        var notes = new List<string>();
        if (stamped is not null)
            notes.Add(stamped);
        if (ProportionInterval.IsSmall(now.N))
            notes.Add("small sample");
        if (now.Incomplete)
            notes.Add(setting.Incomplete ? "period not over" : "may still rise");
        if (told is not null)
            notes.Add(told);
        if (metric.AsItStands && before is not null)
            notes.Add("as it stands; not compared");
        else if (before is { HasValue: false } && setting.Compared is { } compared)
            notes.Add($"nothing to compare with {Periods.In(compared)}");
        if (now.Unit == MetricUnit.Money && now.ByCurrency.Count > 1)
            notes.Add(now.Converted is { WithoutRate.Count: > 0 } part ? "without " + Words.Join([.. part.WithoutRate.Select(money => Words.Value(new Cell.Money(money.Minor, money.Currency)))]) + ": no exchange rate" : $"{now.ByCurrency.Count} currencies at each day's rate");
        return notes.Count == 0 ? null : string.Join("; ", notes);
    }
}
