using Insights.Analytics.Metrics.Statistics;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;

namespace Insights.Analytics.Reports.Chargebacks;

/// <summary>Why disputes come, each reason with its share, the interval of that share, and what to do about it.</summary>
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
                new("share", "Share", ColumnKind.Share), new("interval", "95 % interval", ColumnKind.Text), new("action", "Action", ColumnKind.Text),
            ],
            Rows = [.. reasons.Members.Select(member => (IReadOnlyList<Cell>)
            [
                new Cell.Text(Words.Label(member.Label)),
                new Cell.Count(member.Value.Numerator ?? 0) { Link = RowLinks.To(RowSets.DisputesOpened, setting.Filter.With("reason", member.Key)) },
                .. earlier is null ? Array.Empty<Cell>() : [new Cell.Count(earlier.GetValueOrDefault(member.Key))],
                new Cell.Share(member.Value.Numerator ?? 0, total),
                new Cell.Text(Interval(new(member.Value.Numerator ?? 0, total))),
                new Cell.Text(RecommendedActions.For(member.Key)?.Id ?? "–"),
            ])],
            Totals = total == 0 ? null :
            [
                new Cell.Text("Total"), new Cell.Count(total) { Link = RowLinks.To(RowSets.DisputesOpened, setting.Filter) },
                .. earlier is null ? Array.Empty<Cell?>() : [new Cell.Count(before!.Total.Numerator ?? 0)],
                new Cell.Share(total, total), null, null,
            ],
            EmptyText = total == 0 ? $"No disputes were received {setting.InPeriod}." : null,
        };
    }

    /// <summary>The leading reasons with their recommended action; only reasons an action exists for, and never one resting on a single dispute.</summary>
    public static IReadOnlyList<Sentence> Advice(ReportSetting setting, MetricBreakdown reasons, int most)
    {
        var total = reasons.Total.Numerator ?? 0;
        var sentences = new List<Sentence>();
        foreach (var member in reasons.Members)
        {
            var count = member.Value.Numerator ?? 0;
            if (count < 2 || RecommendedActions.For(member.Key) is not { } action || sentences.Count == most)
                continue;
            var small = ProportionInterval.IsSmall(total) ? ", a small sample" : "";
            sentences.Add(new(
                FormattableString.Invariant($"{Words.Label(member.Label)}: {count:N0} of {Words.Count(total, "dispute", "disputes")} ({Words.Percent((double)count / total, 0)}, 95 % interval {Interval(new(count, total))}{small}). {action.Text} [{action.Id}]"),
                RowLinks.To(RowSets.DisputesOpened, setting.Filter.With("reason", member.Key))));
        }
        return sentences;
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
