using Insights.Analytics.Metrics.Statistics;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;

namespace Insights.Analytics.Reports.Chargebacks;

/// <summary>Why disputes come, each reason with its share and the interval of that share, and which reasons changed.</summary>
internal static class ReasonFindings
{
    public static Table ToTable(ReportSetting setting, MetricBreakdown reasons, MetricBreakdown? before)
    {
        var total = reasons.Total.Numerator ?? 0;
        var earlier = before?.Members.ToDictionary(member => member.Key, member => member.Value.Numerator ?? 0, StringComparer.Ordinal);
        return new Table
        {
            Id = "reasons",
            Title = $"Reasons of the disputes received {setting.InPeriod}",
            Columns =
            [
                new("reason", "Reason", ColumnKind.Text), new("disputes", "Disputes", ColumnKind.Count),
                .. earlier is null ? Array.Empty<Column>() : [new Column("before", Periods.Short(setting.Compared!), ColumnKind.Count)],
                new("share", "Share", ColumnKind.Share), new("interval", "95 % interval", ColumnKind.Text),
            ],
            Rows = [.. reasons.Members.Select(member => (IReadOnlyList<Cell>)
            [
                new Cell.Text(Words.Label(member.Label)),
                new Cell.Count(member.Value.Numerator ?? 0) { Link = RowLinks.To(RowSets.DisputesOpened, setting.Filter.With("reason", member.Key)) },
                .. earlier is null ? Array.Empty<Cell>() : [new Cell.Count(earlier.GetValueOrDefault(member.Key))],
                new Cell.Share(member.Value.Numerator ?? 0, total),
                new Cell.Text(Interval(new(member.Value.Numerator ?? 0, total))),
            ])],
            Totals = total == 0 ? null :
            [
                new Cell.Text("Total"), new Cell.Count(total) { Link = RowLinks.To(RowSets.DisputesOpened, setting.Filter) },
                .. earlier is null ? Array.Empty<Cell?>() : [new Cell.Count(before!.Total.Numerator ?? 0)],
                new Cell.Share(total, total), null,
            ],
            EmptyText = total == 0 ? $"No disputes were received {setting.InPeriod}." : null,
        };
    }

    /// <summary>Reasons whose number changed beyond chance.</summary>
    public static IReadOnlyList<Sentence> Changes(ReportSetting setting, MetricBreakdown reasons, MetricBreakdown before)
    {
        var compared = setting.Compared!;
        var earlier = before.Members.ToDictionary(member => member.Key, member => member.Value.Numerator ?? 0, StringComparer.Ordinal);
        var labels = before.Members.Concat(reasons.Members).DistinctBy(member => member.Key).ToDictionary(member => member.Key, member => member.Label, StringComparer.Ordinal);
        var now = reasons.Members.ToDictionary(member => member.Key, member => member.Value.Numerator ?? 0, StringComparer.Ordinal);
        return [.. labels
            .Select(label => (label.Key, label.Value, Now: now.GetValueOrDefault(label.Key), Before: earlier.GetValueOrDefault(label.Key)))
            .Where(reason => Significance.Counts(reason.Now, setting.Range.Days, reason.Before, compared.Days))
            .OrderByDescending(reason => Math.Abs(reason.Now - reason.Before))
            .Select(reason => new Sentence(
                $"{Words.Label(reason.Value)} {(reason.Now > reason.Before ? "rose" : "fell")} from {Words.Count(reason.Before, "dispute", "disputes")} {Periods.In(compared)} to {Words.Count(reason.Now, "dispute", "disputes")} {setting.InPeriod}.",
                RowLinks.To(RowSets.DisputesOpened, setting.Filter.With("reason", reason.Key))))];
    }

    public static string Interval(Ratio share) =>
        ProportionInterval.Wilson(share) is { } interval ? $"{Words.Percent(interval.Lower, 0)} to {Words.Percent(interval.Upper, 0)}" : CellText.Missing;
}
