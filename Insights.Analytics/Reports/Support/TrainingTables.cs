using Insights.Analytics.Metrics.Statistics;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Support;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;

namespace Insights.Analytics.Reports.Support;

/// <summary>A team and issue whose cases end worse than the other teams' cases of that issue.</summary>
/// <param name="What">"cases are reopened more often".</param>
internal sealed record TrainingNeed(QualityLine Line, string What, string RowSet, Ratio Own, Ratio Others, double P);

/// <summary>How cases end by team and issue.</summary>
internal static class TrainingTables
{
    private const double FalseDiscoveries = 0.05;

    private static readonly (string What, string RowSet, bool HighIsWorse, Func<QualityLine, (long Count, long Of)> Share)[] s_measures =
    [
        ("cases are reopened more often", RowSets.TicketsReopened, true, line => (line.Reopened, line.Solved)),
        ("cases are settled by the first reply less often", RowSets.TicketsFirstContact, false, line => (line.FirstContact, line.Known)),
        ("cases are rated bad more often", RowSets.TicketsRatedBad, true, line => (line.RatedBad, line.Rated)),
        ("cases are passed on more often", RowSets.TicketsSolvedPassed, true, line => (line.Passed, line.Solved)),
    ];

    /// <summary>What chance does not explain, the surest first.</summary>
    public static IReadOnlyList<TrainingNeed> Needs(IReadOnlyList<QualityLine> lines)
    {
        var asked = new List<TrainingNeed>();
        foreach (var issue in lines.GroupBy(line => line.Issue, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            foreach (var line in issue.OrderBy(line => line.Team, StringComparer.Ordinal))
            {
                foreach (var (what, rowSet, highIsWorse, share) in s_measures)
                {
                    var (count, of) = share(line);
                    var (allCount, allOf) = issue.Select(share).Aggregate((0L, 0L), (sum, one) => (sum.Item1 + one.Count, sum.Item2 + one.Of));
                    var (own, others) = (new Ratio(count, of), new Ratio(allCount - count, allOf - of));
                    if (of < ProportionInterval.SmallSample || others.Denominator < ProportionInterval.SmallSample)
                        continue;
                    var p = FisherExact.TwoSided(own.Numerator, own.Denominator, others.Numerator, others.Denominator);
                    // What is better takes part in the count of comparisons and is not told.
                    asked.Add(new(line, own.Value > others.Value == highIsWorse && own.Value != others.Value ? what : "", rowSet, own, others, p));
                }
            }
        }
        var q = FalseDiscovery.QValues(asked.ConvertAll(need => need.P));
        return [.. asked.Where((need, i) => need.What.Length > 0 && q[i] <= FalseDiscoveries).OrderBy(need => need.P)];
    }

    public static Block Told(ReportSetting setting, IReadOnlyList<TrainingNeed> needs) => needs.Count == 0
        ? new Block.Paragraph($"No team's cases of an issue end worse than the other teams' beyond what chance explains {setting.InPeriod}.")
        : new Block.Bullets([.. needs.Take(10).Select(need => new Sentence(
            $"{need.Line.Team}, {Words.Label(need.Line.Issue).ToLowerInvariant()}: {need.What} than by the other teams, {Percent(need.Own)} of {need.Own.Denominator:N0} against {Percent(need.Others)} of {need.Others.Denominator:N0}.",
            RowLinks.To(need.RowSet, Of(setting, need.Line))))]);

    public static Table List(ReportSetting setting, IReadOnlyList<QualityLine> lines)
    {
        var sorted = lines.OrderBy(line => line.Solved < ProportionInterval.SmallSample).ThenBy(line => line.Issue, StringComparer.Ordinal).ThenBy(line => line.Team, StringComparer.Ordinal).ToList();
        return new Table
        {
            Id = "training",
            Title = "How cases end, by issue and team",
            Columns =
            [
                new("issue", "Issue", ColumnKind.Text), new("team", "Team", ColumnKind.Text), new("solved", "Solved", ColumnKind.Count),
                new("first_contact", "One reply", ColumnKind.Share), new("first_contact_interval", "95 %", ColumnKind.Text), new("reopened", "Reopened", ColumnKind.Share), new("reopened_interval", "95 %", ColumnKind.Text),
                new("rated", "Rated", ColumnKind.Count), new("bad", "Rated bad", ColumnKind.Share), new("bad_interval", "95 %", ColumnKind.Text), new("passed", "Passed on", ColumnKind.Share),
            ],
            Rows = [.. sorted.Select(line =>
            {
                var filter = Of(setting, line);
                return (IReadOnlyList<Cell>)
                [
                    new Cell.Text(Words.Label(line.Issue)), new Cell.Text(line.Team), new Cell.Count(line.Solved) { Link = RowLinks.To(RowSets.TicketsSolved, filter) },
                    Share(line.FirstContact, line.Known, RowSets.TicketsFirstContact, filter), Interval(line.FirstContact, line.Known),
                    Share(line.Reopened, line.Solved, RowSets.TicketsReopened, filter), Interval(line.Reopened, line.Solved),
                    new Cell.Count(line.Rated) { Link = RowLinks.To(RowSets.TicketsRated, filter) }, Share(line.RatedBad, line.Rated, RowSets.TicketsRatedBad, filter), Interval(line.RatedBad, line.Rated),
                    Share(line.Passed, line.Solved, RowSets.TicketsSolvedPassed, filter),
                ];
            })],
            SmallFrom = sorted.FindIndex(line => line.Solved < ProportionInterval.SmallSample) is >= 0 and var at ? at : null,
        };
    }

    private static ReportFilter Of(ReportSetting setting, QualityLine line) => setting.Filter.With("team", line.Team).With("issue", line.Issue);

    private static Cell Share(long count, long of, string rowSet, ReportFilter filter) => of == 0 ? new Cell.None("none") : new Cell.Share(count, of) { Link = RowLinks.To(rowSet, filter) };

    private static Cell Interval(long count, long of) => ProportionInterval.Wilson(new Ratio(count, of)) is { } interval
        ? new Cell.Text($"{Words.Percent(interval.Lower, 0)} to {Words.Percent(interval.Upper, 0)}") : new Cell.None("none");

    private static string Percent(Ratio share) => Words.Percent(share.Value ?? 0);
}
