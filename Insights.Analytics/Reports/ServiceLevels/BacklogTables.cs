using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;
using NodaTime.Text;

namespace Insights.Analytics.Reports.ServiceLevels;

/// <summary>The backlog at true snapshots, by how old it was.</summary>
internal static class BacklogTables
{
    public static async Task<(ChartSpec Chart, Table Table)> ByAgeAsync(ReportSources sources, ReportSetting setting, Bucket bucket, CancellationToken cancel = default)
    {
        var snapshots = await sources.Backlog.SnapshotsAsync(setting.Filter, setting.Scope, bucket, cancel);
        var incomplete = snapshots.ToList().FindIndex(snapshot => snapshot.Incomplete);
        var (first, last) = (snapshots[0], snapshots[^1]);
        SeriesRole[] roles = [SeriesRole.Good, SeriesRole.Second, SeriesRole.Third, SeriesRole.Fourth, SeriesRole.Primary, SeriesRole.Bad];
        var chart = new ChartSpec
        {
            Id = "backlog-by-age",
            Title = $"Unsolved tickets at the end of each {Periods.BucketName(bucket)}, by age",
            Kind = ChartKind.StackedColumns,
            Categories = [.. snapshots.Select(snapshot => Periods.Label(snapshot.Days, bucket))],
            CategoryKeys = [.. snapshots.Select(snapshot => LocalDatePattern.Iso.Format(snapshot.Days.From))],
            CategoryLinks = [.. snapshots.Select(snapshot => RowLinks.To(RowSets.TicketsBacklog, setting.Filter.Over(snapshot.Days)))],
            CategoryTitle = Words.Sentence(Periods.BucketName(bucket)),
            Series = [.. AgeBand.All.Select((band, i) => new ChartSeries(band.Label, roles[i], [.. snapshots.Select(snapshot => new Cell.Count(snapshot.ByAge[i]) { Link = RowLinks.To(RowSets.TicketsBacklog, setting.Filter.Over(snapshot.Days).With("age", band.Key)) })]))],
            ValueKind = ColumnKind.Count,
            ValueTitle = "unsolved tickets",
            IncompleteFrom = incomplete < 0 ? null : incomplete,
            AltText = FormattableString.Invariant($"{last.Total:N0} tickets were unsolved at the end, {first.Total:N0} at the end of the first {Periods.BucketName(bucket)}; {last.ByAge[^1]:N0} of the last are older than 30 days."),
        };
        List<Cell> Row(string label, ReportFilter filter, Func<int, long> count) =>
        [
            new Cell.Text(label),
            new Cell.Count(AgeBand.All.Select((_, i) => count(i)).Sum()) { Link = RowLinks.To(RowSets.TicketsBacklog, filter) },
            .. AgeBand.All.Select((band, i) => new Cell.Count(count(i)) { Link = RowLinks.To(RowSets.TicketsBacklog, filter.With("age", band.Key)) }),
        ];
        return (chart, new Table
        {
            Id = "backlog-snapshots",
            Title = $"Backlog at the end of each {Periods.BucketName(bucket)}",
            Columns = [new("until", "Until", ColumnKind.Text), new("backlog", "Unsolved", ColumnKind.Count), .. AgeBand.All.Select(band => new Column(band.Key, band.Label, ColumnKind.Count))],
            Rows = [.. snapshots.Select(snapshot => Row(Words.Value(new Cell.Date(snapshot.Days.To)) + (snapshot.Incomplete ? " (not over)" : ""), setting.Filter.Over(snapshot.Days), i => snapshot.ByAge[i]))],
        });
    }
}
