using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.DataQuality;
using Insights.Analytics.Reports.Wording;
using Insights.Import.Store;

namespace Insights.Analytics.Reports.Builders;

/// <summary>Whether the numbers of a period can be trusted: what arrived, what was refused and why, what nobody has explained yet.</summary>
internal sealed class DataQualityBuilder(ReportSources sources, IImportQualityQueries quality) : IReportBuilder
{
    /// <summary>More refused than one row in a hundred changes a rate; fewer are told in the table alone.</summary>
    private const double Worrying = 0.01;

    public string Id => "data-quality";
    public string Title => "Import & data-quality report";
    public string Audience => "Operators and whoever signs the numbers: did everything arrive, what was refused and why, and can the month be trusted?";
    public bool ForVendors => false;

    public async Task<ReportDocument> BuildAsync(ReportFilter filter, DataScope scope, CancellationToken cancel = default)
    {
        // Files are the house's, not a vendor's or a gateway's: of a filter only the days count.
        var setting = await sources.OpenAsync(new ReportFilter { Range = filter.Range, Compare = filter.Compare }, scope, cancel);
        var found = await quality.ReadAsync(filter.Range, scope, cancel);
        if (!scope.IsStaff || found.Files.Count == 0)
            return Frame.Nothing(this, setting, []);
        var lines = SourceLine.Of(found.Files, setting.Freshness);
        var before = setting.Compared is { } compared ? await quality.ReadAsync(compared, scope, cancel) : null;
        var advice = Advice(setting, lines, found);

        List<Section> sections =
        [
            new() { Id = "now", Title = "Can the numbers be trusted?", Blocks = [new Block.Paragraph(InOneParagraph(setting, lines, found)), Tiles(setting, found, before)] },
            new() { Id = "advice", Title = "What should be done?", Blocks = [advice.Count > 0 ? new Block.Bullets(advice) : new Block.Paragraph("Nothing: everything arrived, and every row of it could be used.")] },
            new() { Id = "sources", Title = "What arrived?", Wide = true, Blocks = [new Block.Chart(Outcomes(lines)), new Block.DataTable(QualityTables.Sources(lines, filter.Range))] },
            new() { Id = "problems", Title = "What was wrong?", Wide = true, Blocks = [new Block.DataTable(QualityTables.Problems(found.Problems)), new Block.DataTable(QualityTables.Unmapped(found.Unmapped)), new Block.DataTable(QualityTables.MissingRates(found.MissingRates, setting.Workspace.ReportingCurrency))] },
            new() { Id = "files", Title = "The files", Wide = true, Blocks = [new Block.DataTable(QualityTables.Files(found.Files))] },
        ];
        return Frame.Document(this, setting, Headline(lines, found), sections, [],
        [
            "A file belongs to the period when it was imported in it, or when it holds rows of it.",
            "Rows = new + changed + as before + twice in the file + skipped + refused, of every file. The counts of a file that was undone say what its import had done.",
            "Days covered: days of the period between a file's first and last row; a day between them on which nothing happened counts as covered.",
            "Refused rows can be downloaded from the file's page, corrected and imported again.",
        ]);
    }

    private static string Headline(IReadOnlyList<SourceLine> lines, ImportQuality found)
    {
        var counts = SourceLine.Add(found.Files);
        var late = lines.Count(line => line.Freshness?.Late > 0);
        return $"{Words.Count(counts.Rejected, "row", "rows")} of {Words.Value(new Cell.Count(counts.Rows))} refused; "
            + (late == 0 ? "every source is on time" : late == 1 ? lines.First(line => line.Freshness?.Late > 0).Source + " is late" : $"{late} of {lines.Count} sources are late");
    }

    private static string InOneParagraph(ReportSetting setting, IReadOnlyList<SourceLine> lines, ImportQuality found)
    {
        var counts = SourceLine.Add(found.Files);
        var failed = found.Files.Count(file => file.File.State is "failed" or "interrupted" or "cancelled");
        return $"{Words.Sentence(Words.Count(found.Files.Count, "file", "files"))} of {Words.Count(lines.Count(line => line.Files.Count > 0), "source", "sources")} speak of {setting.Period} or were imported then. "
            + $"They hold {Words.Count(counts.Rows, "row", "rows")}: {Words.Value(new Cell.Count(counts.Inserted))} were new, {Words.Value(new Cell.Count(counts.Updated))} changed what was known, {Words.Value(new Cell.Count(counts.Unchanged + counts.Duplicate))} repeated it, "
            + $"{Words.Value(new Cell.Count(counts.Skipped))} were skipped on purpose and {Words.Value(new Cell.Count(counts.Rejected))} were refused."
            + (failed > 0 ? $" {Words.Sentence(Words.Count(failed, "file", "files"))} did not come to an end." : "");
    }

    private static Block.Tiles Tiles(ReportSetting setting, ImportQuality found, ImportQuality? before)
    {
        var now = SourceLine.Add(found.Files);
        var then = before is { Files.Count: > 0 } ? SourceLine.Add(before.Files) : null;
        return new(
        [
            Count("import_files", "Files", found.Files.Count, before is { Files.Count: > 0 } ? before.Files.Count : null),
            Count("import_rows", "Rows read", now.Rows, then?.Rows),
            Count("import_new_rows", "New rows", now.Inserted, then?.Inserted),
            new Tile { MetricId = "import_refused_share", Label = "Refused share", Value = QualityTables.Share(now), N = now.Rows, Delta = then is { Rows: > 0 } && now.Rows > 0 ? new Cell.Points((double)now.Rejected / now.Rows - (double)then.Rejected / then.Rows, 2) : null, ComparedTo = then is { Rows: > 0 } ? setting.ComparedTo : null },
            Count("import_refused_rows", "Rows refused", now.Rejected, then?.Rejected),
            Count("import_emptied_fields", "Fields emptied", now.Warnings, then?.Warnings),
        ]);

        Tile Count(string id, string label, long value, long? earlier) => new()
        {
            MetricId = id,
            Label = label,
            Value = new Cell.Count(value),
            Delta = earlier is > 0 ? new Cell.Change((double)(value - earlier.Value) / earlier.Value) : null,
            ComparedTo = earlier is > 0 ? setting.ComparedTo : null,
        };
    }

    private static List<Sentence> Advice(ReportSetting setting, IReadOnlyList<SourceLine> lines, ImportQuality found)
    {
        var advice = new List<Sentence>();
        foreach (var line in lines.Where(line => line.Freshness?.Late > 0))
            advice.Add(new($"{line.Source} is late: its data ends {Words.Value(line.Freshness!.DataUntil is { } until ? new Cell.Date(until.InZone(setting.Workspace.ReportingZone).Date) : null)}, and it is expected every {Words.Count(line.Freshness.CadenceHours, "hour", "hours")}. Ask for the missing files.", "/data-health"));
        foreach (var file in found.Files.Select(one => one.File).Where(file => file.State is "failed" or "interrupted" or "cancelled").Take(5))
            advice.Add(new($"{file.Name} of {file.Source} did not come to an end ({file.State}). Import it again.", FormattableString.Invariant($"/data-health/files/{file.Id}")));
        foreach (var line in lines.Where(line => line.Counts.Rows > 0 && line.Counts.Rejected > Worrying * line.Counts.Rows))
            advice.Add(new($"{line.Source}: {Words.Value(new Cell.Count(line.Counts.Rejected))} of {Words.Count(line.Counts.Rows, "row", "rows")} were refused ({Words.Value(QualityTables.Share(line.Counts))}). Correct the file of refused rows and import it again.", "/data-health"));
        foreach (var line in lines.Where(line => line.Files.Any(file => file.RowsFrom is not null) && setting.Range.To < setting.AsOfDay))
        {
            if (line.DaysCovered(setting.Range) is var covered && covered < setting.Range.Days)
                advice.Add(new($"{line.Source}: no file speaks of {Words.Count(setting.Range.Days - covered, "day", "days")} of {setting.Period}. Check whether a file is missing.", "/data-health"));
        }
        if (found.Unmapped.Count > 0)
            advice.Add(new($"{Words.Sentence(Words.Count(found.Unmapped.Count, "word", "words"))} of sources have no meaning yet; {Words.Count(found.Unmapped.Sum(word => word.Rows), "row", "rows")} used them. Say what they mean.", "/data-health/to-be-mapped"));
        foreach (var rate in found.MissingRates)
            advice.Add(new($"{rate.Currency} has no exchange rate on {Words.Count(rate.Days, "day", "days")} with payments: converted totals leave those out. Import rates.", "/data-health"));
        return advice;
    }

    private static ChartSpec Outcomes(IReadOnlyList<SourceLine> lines)
    {
        var shown = lines.Where(line => line.Counts.Rows > 0).ToList();
        var most = shown.MaxBy(line => line.Counts.Rejected);
        return new()
        {
            Id = "outcomes",
            Title = "Rows of each source: stored, repeated, skipped or refused",
            Kind = ChartKind.StackedColumns,
            Categories = [.. shown.Select(line => line.Source)],
            CategoryTitle = "Source",
            Series =
            [
                new("New or changed", SeriesRole.Primary, [.. shown.Select(line => new Cell.Count(line.Counts.Inserted + line.Counts.Updated))]),
                new("Known already", SeriesRole.Previous, [.. shown.Select(line => new Cell.Count(line.Counts.Unchanged + line.Counts.Duplicate))]),
                new("Skipped", SeriesRole.Third, [.. shown.Select(line => new Cell.Count(line.Counts.Skipped))]),
                new("Refused", SeriesRole.Bad, [.. shown.Select(line => new Cell.Count(line.Counts.Rejected))]),
            ],
            ValueKind = ColumnKind.Count,
            ValueTitle = "rows",
            AltText = most is null || most.Counts.Rejected == 0 ? "No row of any source was refused." : $"Most rows were refused of {most.Source}: {Words.Count(most.Counts.Rejected, "row", "rows")} of {Words.Value(new Cell.Count(most.Counts.Rows))}.",
        };
    }
}
