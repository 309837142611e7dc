using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;

namespace Insights.Analytics.Reports.ServiceLevels;

/// <summary>Percentiles of both clocks side by side, and how clocks spread around their target.</summary>
internal static class TimeTables
{
    /// <summary>For a reader who asks how long it took, not how the clocks differ.</summary>
    public static Table InShort(Table table) => table.Only("n", "business_median", "business_p90", "wall_median", "wall_p90", "within", "late");

    public static async Task<Table> ByMetricAsync(ReportSources sources, ReportSetting setting, CancellationToken cancel = default) =>
        Of("times", "Times by kind of clock", "metric", setting.Filter, setting, await sources.ServiceLevels.TimesAsync(setting.Filter, setting.Scope, cancel: cancel));

    public static async Task<Table> ByAsync(ReportSources sources, ReportSetting setting, string metricId, string by, string title, CancellationToken cancel = default) =>
        Of($"times-{metricId}-by-{by}", title, by, setting.Filter.With("metric", metricId), setting, await sources.ServiceLevels.TimesAsync(setting.Filter, setting.Scope, metricId, by, cancel));

    /// <summary>Clocks of one metric by how much of the target they used. Exactly on target is the last bin in time.</summary>
    public static async Task<ChartSpec?> DistributionAsync(ReportSources sources, ReportSetting setting, string metricId, CancellationToken cancel = default)
    {
        var bins = await sources.ServiceLevels.DistributionAsync(metricId, setting.Filter, setting.Scope, cancel);
        var total = bins.Sum(bin => bin.Count);
        if (total == 0)
            return null;
        var name = OptionQueries.MetricLabel(metricId);
        var late = bins.Where(bin => bin.From >= 1).Sum(bin => bin.Count);
        var filter = setting.Filter.With("metric", metricId);
        return new ChartSpec
        {
            Id = "distribution-" + metricId,
            Title = $"{name}: share of the target used",
            Kind = ChartKind.Columns,
            Categories = [.. bins.Select(Label)],
            CategoryLinks = [.. bins.Select(bin => RowLinks.To(RowSets.ClocksDecided, filter.With("used", bin.Key)))],
            CategoryTitle = "Time used of the target",
            Series = [new("Clocks", SeriesRole.Primary, [.. bins.Select(bin => new Cell.Count(bin.Count) { Link = RowLinks.To(RowSets.ClocksDecided, filter.With("used", bin.Key)) })])],
            ValueKind = ColumnKind.Count,
            ValueTitle = "clocks",
            AltText = $"{Words.Count(late, "clock", "clocks")} of {Words.Value(new Cell.Count(total))} took longer than the target.",
        };
    }

    internal static string Label(TargetBin bin) => bin.To is { } to
        ? FormattableString.Invariant($"{(bin.From >= 1 ? $"{bin.From:0.##}× to {to:0.##}×" : $"up to {to * 100:0} %")}")
        : FormattableString.Invariant($"over {bin.From:0.##}×");

    private static Table Of(string id, string title, string by, ReportFilter filter, ReportSetting setting, IReadOnlyList<TimesLine> lines)
    {
        var ordered = by == "metric" ? lines.ToList() : [.. lines.OrderBy(line => line.N < 30).ThenByDescending(line => line.N < 30 || by == "agent" ? 0 : line.Business.Median).ThenBy(line => line.Label, StringComparer.Ordinal)];
        var small = by == "metric" ? -1 : ordered.FindIndex(line => line.N < 30);
        Cell Seconds(long? seconds, string why = "nothing measured") => seconds is { } value ? new Cell.Duration(value) : new Cell.None(why);
        return new Table
        {
            Id = id,
            Title = title,
            Columns =
            [
                new(by, by == "metric" ? "Clock" : Words.Label(by), ColumnKind.Text), new("n", "n", ColumnKind.Count),
                new("business_median", "Median", ColumnKind.Duration, "business"), new("business_p90", "p90", ColumnKind.Duration, "business"), new("business_p95", "p95", ColumnKind.Duration, "business"),
                new("wall_median", "Median", ColumnKind.Duration, "24/7"), new("wall_p90", "p90", ColumnKind.Duration, "24/7"), new("wall_p95", "p95", ColumnKind.Duration, "24/7"),
                new("within", "Within target", ColumnKind.Share), new("late", "Late", ColumnKind.Count), new("over_median", "Over target, median", ColumnKind.Duration), new("over_p90", "Over target, p90", ColumnKind.Duration),
            ],
            Rows = [.. ordered.Select(line =>
            {
                var own = filter.With(by, line.Key);
                var label = by is "metric" or "vendor" or "team" or "agent" or "policy" ? line.Label : Words.Label(line.Label);
                return (IReadOnlyList<Cell>)
                [
                    new Cell.Text(line.N < 30 ? label + " (n < 30)" : label),
                    new Cell.Count(line.N) { Link = RowLinks.To(RowSets.ClocksMeasured, own) },
                    Seconds(line.Business.Median), Seconds(line.Business.P90), Seconds(line.Business.P95),
                    Seconds(line.WallClock.Median), Seconds(line.WallClock.P90), Seconds(line.WallClock.P95),
                    line.Judged == 0 ? new Cell.None("no target") : new Cell.Share(line.WithinTarget, line.Judged) { Link = RowLinks.To(RowSets.ClocksWithinTarget, own) },
                    line.Judged == 0 ? new Cell.None("no target") : new Cell.Count(line.Late) { Link = RowLinks.To(RowSets.ClocksLate, own) },
                    Seconds(line.OverTarget.Median, "none was late"), Seconds(line.OverTarget.P90, "none was late"),
                ];
            })],
            SmallFrom = small < 0 ? null : small,
            EmptyText = lines.Count == 0 ? $"No clock ended {setting.InPeriod}." : null,
        };
    }
}
