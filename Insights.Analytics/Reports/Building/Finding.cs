using Insights.Analytics.Metrics;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Wording;

namespace Insights.Analytics.Reports.Building;

/// <summary>A change that matters, in words, with its rows.</summary>
/// <param name="Title">For the headline: "Dispute activity rose to 1.52 %, +0.41 points vs September 2026".</param>
/// <param name="Size">Relative size of the change, for ranking.</param>
internal sealed record Finding(MetricDefinition Metric, string Title, string Text, string Link, Judgement Judgement, int Direction, double Size)
{
    /// <summary>The sentence with its judgement.</summary>
    public string Judged => Text + (Judgement switch { Judgement.Bad => " This is worse.", Judgement.Good => " This is better.", _ => "" });

    /// <summary>Null when the change is within chance, too small to act on, the period is not over, or the earlier one has had longer for its rows to leave the number.</summary>
    public static Finding? Of(ReportSetting setting, MetricDefinition metric, MetricResult now, MetricResult before)
    {
        if (setting.Compared is not { } compared || metric.AsItStands || now.Incomplete || before.Incomplete || !Significance.Matters(setting, metric, now, before) || Deltas.Of(now, before) is not { } delta)
            return null;
        var direction = Deltas.Direction(delta);
        if (direction == 0)
            return null;
        var verb = direction > 0 ? "rose" : "fell";
        var (value, old) = (Words.Value(Deltas.Shown(metric, now)), Words.Value(Deltas.Shown(metric, before)));
        var change = Words.Change(delta);
        // October has a day more than September: what is a flow is also said by the day.
        var byTheDay = delta is Cell.Change relative && !Significance.IsLevel(metric) && setting.Range.Days != compared.Days
            ? $"; {Words.Value(new Cell.Change(((1 + relative.Value) * compared.Days / setting.Range.Days) - 1))} a day" : "";
        var verdict = Words.Verdict(metric.Polarity, direction);
        return new Finding(
            metric,
            $"{metric.Name} {verb} to {value}, {change} {setting.ComparedTo}",
            $"{metric.Name} {verb} from {old} to {value} ({change}{byTheDay}), {Periods.Short(setting.Range)} against {Periods.Short(compared)}.",
            RowLinks.To(metric.Rows, setting.Filter),
            verdict switch { "better" => Judgement.Good, "worse" => Judgement.Bad, _ => Judgement.None },
            direction,
            Math.Abs(Math.Log(Math.Max(now.ToNumber() ?? 0, 1e-9) / Math.Max(before.ToNumber() ?? 0, 1e-9))));
    }

    /// <summary>What got worse first, then what got better, then the neutral; the largest change first in each.</summary>
    public static IReadOnlyList<Finding> Among(ReportSetting setting, IEnumerable<MetricDefinition> metrics, IReadOnlyDictionary<string, MetricResult> now, IReadOnlyDictionary<string, MetricResult>? before) =>
        before is null
            ? []
            : [.. metrics.Select(metric => Of(setting, metric, now[metric.Id], before[metric.Id])).OfType<Finding>()
                .OrderBy(finding => finding.Judgement switch { Judgement.Bad => 0, Judgement.Good => 1, _ => 2 }).ThenByDescending(finding => finding.Size)];

    /// <summary>The finding as a headline, or what stands in its place when nothing changed, nothing is compared, or there is too little to say.</summary>
    /// <param name="main">The number the reader came for.</param>
    public static string Headline(ReportSetting setting, IReadOnlyList<Finding> findings, MetricDefinition main, MetricResult value)
    {
        if (!value.HasValue)
            return $"{main.Name} {setting.InPeriod}: {value.Missing}";
        var shown = Words.Value(Deltas.Shown(main, value));
        if (value.SmallSample)
            return FormattableString.Invariant($"{main.Name} {shown} {setting.InPeriod}, a small sample (n = {value.N})");
        if (value.Incomplete && setting.Incomplete)
            return $"{main.Name} {shown} so far {setting.InPeriod}";
        if (findings.Count > 0)
            return findings[0].Title;
        return setting.ComparedTo is { } compared && !main.AsItStands ? $"{main.Name} {shown}: no change beyond chance {compared}" : $"{main.Name} {shown} {setting.InPeriod}";
    }

    /// <summary>The list of changes, or one sentence that says there is none and why.</summary>
    /// <param name="partsFollow">A list of parts that did change stands below: "nothing changed" over it would read as a contradiction.</param>
    public static Block Changes(ReportSetting setting, IReadOnlyList<Finding> findings, bool partsFollow = false)
    {
        if (findings.Count > 0)
            return new Block.Bullets([.. findings.Select(finding => new Sentence(finding.Judged, finding.Link))]);
        if (setting.Compared is not { } compared)
            return new Block.Paragraph("Nothing is compared: choose a comparison in the filter to see what changed.");
        return new Block.Paragraph(setting.Incomplete
            ? $"{setting.Period} is not over, so it is not yet compared with {Periods.Name(compared)}."
            : partsFollow ? $"No figure of the whole {(Periods.IsMonth(setting.Range) ? "month" : "period")} changed beyond what chance explains, against {Periods.Name(compared)}; these parts of it did."
            : $"Nothing changed beyond what chance explains, against {Periods.Name(compared)}.");
    }
}
