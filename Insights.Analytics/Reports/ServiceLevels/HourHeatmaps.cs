using Insights.Analytics.Metrics.Statistics;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;

namespace Insights.Analytics.Reports.ServiceLevels;

/// <summary>Weekdays against hours, in the reporting zone.</summary>
internal static class HourHeatmaps
{
    /// <summary>Counts; each cell leads to its rows by the filter's dimension for that hour.</summary>
    public static ChartSpec Counts(string id, string title, string what, ReportSetting setting, long[][] hours, string rowSet, string dimension)
    {
        var (day, hour) = Enumerable.Range(0, WeekHours.Count).Select(i => (Day: i / 24, Hour: i % 24)).MaxBy(at => hours[at.Day][at.Hour]);
        var total = hours.Sum(each => each.Sum());
        return new ChartSpec
        {
            Id = id,
            Title = title,
            Kind = ChartKind.Heatmap,
            Categories = [.. Enumerable.Range(0, 24).Select(h => FormattableString.Invariant($"{h:00}"))],
            CategoryTitle = $"Hour ({setting.Workspace.ReportingZone.Id})",
            Series = [.. WeekHours.Days.Select((name, i) => new ChartSeries(name, SeriesRole.Primary,
                [.. hours[i].Select((count, h) => new Cell.Count(count) { Link = RowLinks.To(rowSet, setting.Filter.With(dimension, WeekHours.Key((i * 24) + h))) })]))],
            ValueKind = ColumnKind.Count,
            ValueTitle = what,
            AltText = total == 0
                ? $"No {what} {setting.InPeriod}."
                : FormattableString.Invariant($"Most {what} fall on {WeekHours.Days[day]} between {hour:00}:00 and {hour + 1:00}:00: {hours[day][hour]:N0} {setting.InPeriod}, of {total:N0}."),
        };
    }

    /// <summary>
    /// The rate by when the ticket was created. Single hours where most of them hold enough clocks, else stretches of four; cells under 30 stay empty and say so.
    /// </summary>
    public static async Task<ChartSpec> AttainmentAsync(ReportSources sources, ReportSetting setting, string? metricId, CancellationToken cancel)
    {
        var filter = metricId is null ? setting.Filter : setting.Filter.With("metric", metricId);
        var lines = (await sources.ServiceLevels.AttainmentAsync(setting.Filter, setting.Scope, "hour", metricId, cancel)).ToDictionary(line => WeekHours.Parse(line.Key)!.Value);
        var step = lines.Values.Count(line => !line.SmallSample) >= 84 ? 1 : 4;
        var cells = Enumerable.Range(0, 7).Select(day => Enumerable.Range(0, 24 / step).Select(block =>
        {
            var hours = Enumerable.Range((day * 24) + (block * step), step).ToList();
            var (met, decided) = (hours.Sum(hour => lines.GetValueOrDefault(hour)?.Met ?? 0), hours.Sum(hour => lines.GetValueOrDefault(hour)?.Decided ?? 0));
            return ProportionInterval.IsSmall(decided)
                ? (Cell)new Cell.None(decided == 0 ? "nothing decided" : FormattableString.Invariant($"n = {decided}: too few for a rate"))
                : new Cell.Share(met, decided, 0) { Link = RowLinks.To(RowSets.ClocksDecided, filter.With("hour", [.. hours.Select(WeekHours.Key)])) };
        }).ToList()).ToList();
        var known = cells.SelectMany((row, day) => row.Select((cell, block) => (cell, day, block))).Where(each => each.cell is Cell.Share).ToList();
        var worst = known.Count == 0 ? default : known.MinBy(each => CellText.Number(each.cell));
        return new ChartSpec
        {
            Id = "attainment-by-hour" + (metricId is null ? "" : "-" + metricId),
            Title = (metricId is null ? "Targets met" : "First reply targets met") + ", by when the ticket was created",
            Kind = ChartKind.Heatmap,
            Categories = [.. Enumerable.Range(0, 24 / step).Select(block => Hours(block, step))],
            CategoryTitle = $"Hour of creation ({setting.Workspace.ReportingZone.Id})",
            Series = [.. WeekHours.Days.Select((name, day) => new ChartSeries(name, SeriesRole.Primary, cells[day]))],
            ValueKind = ColumnKind.Share,
            ValueTitle = "share of targets met; – where fewer than 30 were decided",
            AltText = known.Count == 0 ? "Too few clocks for a rate by hour." : $"Least is met for tickets created on {WeekHours.Days[worst.day]} {Hours(worst.block, step)}: {Words.Value(worst.cell)}.",
        };
    }

    private static string Hours(int block, int step) =>
        step == 1 ? FormattableString.Invariant($"{block:00}") : FormattableString.Invariant($"{block * step:00}–{(block + 1) * step:00}");
}
