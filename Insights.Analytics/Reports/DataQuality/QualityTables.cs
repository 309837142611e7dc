using System.Globalization;
using Insights.Analytics.Metrics.Values;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Wording;

namespace Insights.Analytics.Reports.DataQuality;

/// <summary>What came in and what was wrong with it, as tables whose totals are the tiles.</summary>
internal static class QualityTables
{
    private const int MostFiles = 500;
    private const int MostWords = 100;
    private const int Printed = 25;

    public static Table Sources(IReadOnlyList<SourceLine> lines, DateRange period) => new()
    {
        Id = "sources",
        Title = "What each source brought",
        Columns =
        [
            new("source", "Source", ColumnKind.Text), new("files", "Files", ColumnKind.Count), new("rows", "Rows", ColumnKind.Count), new("new", "New", ColumnKind.Count), new("changed", "Changed", ColumnKind.Count),
            new("unchanged", "As before", ColumnKind.Count), new("duplicate", "Twice in the file", ColumnKind.Count), new("skipped", "Skipped", ColumnKind.Count), new("rejected", "Refused", ColumnKind.Count),
            new("share", "Refused share", ColumnKind.Share), new("days", "Days covered", ColumnKind.Share, "of the period"), new("until", "Data until", ColumnKind.Moment), new("on-time", "On time", ColumnKind.Text),
        ],
        Rows = [.. lines.Select(line => (IReadOnlyList<Cell>)
        [
            new Cell.Text(line.Source), new Cell.Count(line.Files.Count), .. Numbers(line.Counts), Share(line.Counts), new Cell.Share(line.DaysCovered(period), period.Days, 0),
            line.Freshness?.DataUntil is { } until ? new Cell.Moment(until) : new Cell.None("no data yet"), new Cell.Text(OnTime(line.Freshness)),
        ])],
        Totals = lines.Count == 0 ? null : [new Cell.Text("Total"), new Cell.Count(lines.Sum(line => line.Files.Count)), .. Numbers(SourceLine.Add(lines.SelectMany(line => line.Files))), Share(SourceLine.Add(lines.SelectMany(line => line.Files))), null, null, null],
        EmptyText = lines.Count == 0 ? "No source has sent anything yet." : null,
    };

    public static Table Problems(IReadOnlyList<QualityProblem> problems) => new()
    {
        Id = "problems",
        Title = "What was wrong, and what to do",
        Columns =
        [
            new("severity", "What happened", ColumnKind.Text), new("reason", "Why, as the first row of it was told", ColumnKind.Text), new("rule", "Rule", ColumnKind.Text), new("rows", "Rows", ColumnKind.Count), new("files", "Files", ColumnKind.Count),
        ],
        Rows = [.. problems.Select(problem => (IReadOnlyList<Cell>)
        [
            new Cell.Text(problem.Severity switch { "rejected" => "row refused", "skipped" => "row skipped", _ => "field emptied" }), new Cell.Text(problem.Reason), new Cell.Text(problem.Rule),
            // The page of a file counts its own problems; the number of several files has no page of its own.
            new Cell.Count(problem.Rows) { Link = problem.Files == 1 ? FileLink(problem.FirstFileId, problem.Severity) : null }, new Cell.Count(problem.Files),
        ])],
        Totals = problems.Count == 0 ? null : [new Cell.Text("Total"), null, null, new Cell.Count(problems.Sum(problem => problem.Rows)), null],
        PrintRows = Printed,
        EmptyText = problems.Count == 0 ? "Nothing was wrong with any row." : null,
    };

    public static Table Files(IReadOnlyList<QualityFile> files) => new()
    {
        Id = "files",
        Title = "Every file, the newest first",
        Columns =
        [
            new("file", "File", ColumnKind.Text), new("source", "Source", ColumnKind.Text), new("imported", "Imported", ColumnKind.Moment), new("state", "State", ColumnKind.Text), new("rows", "Rows", ColumnKind.Count), new("new", "New", ColumnKind.Count), new("changed", "Changed", ColumnKind.Count),
            new("unchanged", "As before", ColumnKind.Count), new("duplicate", "Twice in the file", ColumnKind.Count), new("skipped", "Skipped", ColumnKind.Count), new("rejected", "Refused", ColumnKind.Count), new("warnings", "Fields emptied", ColumnKind.Count),
        ],
        Rows = [.. files.OrderByDescending(file => file.File.Id).Take(MostFiles).Select(one => one.File).Select(file => (IReadOnlyList<Cell>)
        [
            new Cell.Text(file.Name) { Link = FormattableString.Invariant($"/data-health/files/{file.Id}") }, new Cell.Text(file.Source), new Cell.Moment(file.StartedAt), new Cell.Text(Words.Label(file.State)),
            .. Numbers(file.Counts)[..6], Linked(file.Counts.Rejected, file.Id, "rejected"), Linked(file.Counts.Warnings, file.Id, "warning"),
        ])],
        Totals = files.Count is 0 or > MostFiles ? null : [new Cell.Text("Total"), null, null, null, .. Numbers(SourceLine.Add(files)), new Cell.Count(SourceLine.Add(files).Warnings)],
        Cap = files.Count > MostFiles ? FormattableString.Invariant($"The {MostFiles:N0} newest of {files.Count:N0}.") : null,
        PrintRows = Printed,
        EmptyText = files.Count == 0 ? "No file." : null,
    };

    public static Table Unmapped(IReadOnlyList<UnmappedWord> words) => new()
    {
        Id = "unmapped",
        Title = "Words of sources that nobody has explained",
        Columns = [new("source", "Source", ColumnKind.Text), new("kind", "Stands for", ColumnKind.Text), new("value", "Word", ColumnKind.Text), new("rows", "Rows", ColumnKind.Count), new("rejected", "Of them refused", ColumnKind.Count)],
        Rows = [.. words.Take(MostWords).Select(word => (IReadOnlyList<Cell>)[new Cell.Text(word.Source), new Cell.Text(Words.Label(word.Kind)), new Cell.Text(word.Value) { Link = "/data-health/to-be-mapped" }, new Cell.Count(word.Rows), new Cell.Count(word.RejectedRows)])],
        Cap = words.Count > MostWords ? FormattableString.Invariant($"The {MostWords} most frequent of {words.Count:N0}.") : null,
        PrintRows = Printed,
        EmptyText = words.Count == 0 ? "Every word of every source has a meaning." : null,
    };

    public static Table MissingRates(IReadOnlyList<MissingRate> rates, string currency) => new()
    {
        Id = "rates",
        Title = "Currencies that converted totals leave out",
        Columns = [new("currency", "Currency", ColumnKind.Text), new("days", "Days without a rate", ColumnKind.Count), new("first", "First", ColumnKind.Date), new("last", "Last", ColumnKind.Date)],
        Rows = [.. rates.Select(rate => (IReadOnlyList<Cell>)[new Cell.Text(rate.Currency), new Cell.Count(rate.Days), new Cell.Date(rate.First), new Cell.Date(rate.Last)])],
        EmptyText = rates.Count == 0 ? $"Every amount can be converted into {currency}." : null,
    };

    public static Cell Share(RowCounts counts) => counts.Rows == 0 ? new Cell.None("no rows") : new Cell.Share(counts.Rejected, counts.Rows, 2);

    private static Cell[] Numbers(RowCounts counts) =>
        [new Cell.Count(counts.Rows), new Cell.Count(counts.Inserted), new Cell.Count(counts.Updated), new Cell.Count(counts.Unchanged), new Cell.Count(counts.Duplicate), new Cell.Count(counts.Skipped), new Cell.Count(counts.Rejected)];

    private static Cell.Count Linked(long rows, int file, string severity) => new(rows) { Link = rows > 0 ? FileLink(file, severity) : null };

    private static string FileLink(int file, string severity) => string.Create(CultureInfo.InvariantCulture, $"/data-health/files/{file}?severity={severity}");

    private static string OnTime(SourceFreshness? source) => source switch { null => "never sent", { Late: >= 3 } => "very late", { Late: >= 1 } => "late", _ => "on time" };
}
