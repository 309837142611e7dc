using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;

namespace Insights.Analytics.Reports.ServiceLevels;

/// <summary>Each kind of target as a bar against the goal, with the compared period beside it.</summary>
internal static class GoalChart
{
    /// <param name="before">The same lines over the compared period; empty when nothing is compared.</param>
    /// <returns>Null when nothing was decided.</returns>
    public static ChartSpec? Of(ReportSetting setting, IReadOnlyList<AttainmentLine> lines, IReadOnlyList<AttainmentLine> before)
    {
        var judged = lines.Where(line => line.Decided > 0).OrderBy(line => line.Attainment.Value).ToList();
        if (judged.Count == 0)
            return null;
        var missing = judged.Count(line => line.Attainment.Value < ServiceLevelGoal.Share);
        List<ChartSeries> series =
        [
            new("Met", SeriesRole.Primary, [.. judged.Select(Share)]),
            new("Goal", SeriesRole.Limit, [.. judged.Select(_ => ServiceLevelGoal.Cell)]),
        ];
        if (setting.Compared is { } compared)
            series.Add(new(Periods.Short(compared), SeriesRole.Previous, [.. judged.Select(line => before.FirstOrDefault(one => one.Key == line.Key) is { } then ? Share(then) : new Cell.None("nothing decided"))]));
        return new ChartSpec
        {
            Id = "goal",
            Title = missing == 0 ? "Every kind of target meets the goal" : missing == judged.Count ? "No kind of target meets the goal" : FormattableString.Invariant($"{missing} of {judged.Count} kinds of target {(missing == 1 ? "misses" : "miss")} the goal"),
            Kind = ChartKind.Bullet,
            Categories = [.. judged.Select(line => Words.Label(line.Label))],
            CategoryLinks = [.. judged.Select(line => RowLinks.To(RowSets.ClocksDecided, setting.Filter.With("metric", line.Key)))],
            CategoryTitle = "Target",
            Series = series,
            ValueKind = ColumnKind.Share,
            ValueTitle = "share of targets met",
            AltText = $"{Words.Sentence(Words.Join([.. judged.Select(line => $"{Words.Label(line.Label).ToLowerInvariant()} met {Words.Value(Share(line))}")]))}; the goal is {Words.Value(ServiceLevelGoal.Cell)}.",
        };
    }

    private static Cell Share(AttainmentLine line) => line.Decided > 0 ? new Cell.Share(line.Met, line.Decided) : new Cell.None("nothing decided");
}
