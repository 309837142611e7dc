using System.Text;
using Insights.Import.Reading;
using Insights.Import.Sources;
using Insights.Import.Store;

namespace Insights.Import.Pipeline;

/// <summary>Looks at one file as the import would, up to the first rows: inspection, plan and reading are the import's own; only the store is left out.</summary>
internal sealed class FilePreviewing(ImportRequest request, string dataDirectory, ImportLimits limits, Func<string, ValueMeanings> meanings)
{
    private const int ShownRows = 20;
    private const int SampledRows = 200;
    private const int Samples = 5;

    public FilePreview Of(string path, CancellationToken cancel)
    {
        string name = Protect.Clean(Path.GetFileName(path));
        if (!FormatChoice.TryFor(request, dataDirectory, out var choice, out string? refused))
            return new FilePreview { File = name, Error = refused };
        try
        {
            // Of an archive or workbook the first table that is known stands for the file; the others lie beside it.
            var parts = FileInspection.AllOf(path, name, choice.WantedFor, choice.All, choice.Text, request.Open, cancel).SelectMany(f => Tables(f, cancel)).Select(f => Of(f, choice, cancel)).ToList();
            var first = parts.Find(p => p.Format is not null) ?? parts[0];
            parts.Remove(first);
            return first with { Parts = parts };
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new FilePreview { File = name, Error = $"The file cannot be read: {Protect.Clean(problem.Message)}" };
        }
    }

    /// <summary>A file and the tables below its first one, as the import comes to them.</summary>
    private static IEnumerable<FileInspection> Tables(FileInspection file, CancellationToken cancel)
    {
        for (var table = file; table is not null; table = table.Next)
        {
            yield return table;
            table.FindNext(cancel);
        }
    }

    private FilePreview Of(FileInspection file, FormatChoice choice, CancellationToken cancel)
    {
        var profile = file.Recognition.Profile;
        var fit = RecognitionFit.Of(file.Recognition, choice.All);
        var preview = new FilePreview
        {
            File = file.Name,
            Format = profile?.Id,
            FormatTitle = profile?.Title ?? "",
            Confidence = fit.Confidence,
            Reasons = [.. fit.Reasons, .. file.Remarks, .. choice.Problems],
            Others = fit.Others,
            Source = FilePlan.SourceOf(request.For(file.Name), profile),
            Bytes = file.Survey.Bytes,
            IsFurtherDown = file.FirstLine > 1,
            Encoding = file.Survey.Encoding.Name,
            EncodingIsGuess = file.Survey.Encoding.IsGuess,
            Dialect = IsDelimited(file, profile) ? file.Dialect.ToString() : "",
            HeaderRow = IsDelimited(file, profile) ? file.Recognition.HeaderRecord + 1 : 0,
            Columns = Columns(file, profile, IsDelimited(file, profile)),
            Error = profile is null ? file.Recognition.Problem : null,
        };
        if (profile is null)
        {
            // A file that is no table (a picture, an old workbook) can be mapped to nothing.
            return preview.Columns.Count < 2 ? preview : preview with
            {
                Questions = [new PreviewQuestion("format", "Which kind of rows does this table hold? Map its columns once; it is recognised from then on.", [.. Sources.Canonical.CanonicalKinds.All.Keys])],
            };
        }

        FilePlan plan;
        try
        {
            plan = FilePlan.Of(file, profile, request.For(file.Name), dataDirectory);
        }
        catch (ImportRefusedException problem)
        {
            return preview with { Error = problem.Message };
        }

        return preview with
        {
            Settings = PlanText.Of(plan, file),
            Questions = [.. plan.Questions.Select(q => new PreviewQuestion(q.Setting, q.Text, q.Setting == "dates" ? ["day-first", "month-first"] : []))],
            Rows = Rows(file, plan.Profile with { Meanings = meanings(plan.Source) }, cancel),
        };
    }

    private static bool IsDelimited(FileInspection file, FormatProfile? profile) => profile is null ? file.Survey.Kind != FileKind.Json : profile.Shape == RecordShape.Delimited;

    /// <summary>The first rows, each a chunk of its own, so that every fact and problem is known by its row.</summary>
    private List<PreviewRow> Rows(FileInspection file, FormatProfile profile, CancellationToken cancel)
    {
        var rows = new List<PreviewRow>();
        var own = limits with { ChunkRows = 1 };
        var reading = new FileReading(file, profile, new ChunkBuilder(0, 0, profile, own), own);
        try
        {
            reading.Run(
                chunk =>
                {
                    if (chunk.RowsRead > 0)
                        rows.Add(RowOf(chunk));
                    if (rows.Count >= ShownRows)
                        throw new EnoughException();
                },
                cancel);
        }
        catch (EnoughException)
        {
            // The rest of the file is for the import.
        }
        catch (Exception problem) when (problem is ImportRefusedException or IOException)
        {
            rows.Add(new PreviewRow(0, "rejected", [], [new ImportProblem(0, "rejected", null, null, "file", Protect.Clean(problem.Message))]));
        }

        return rows;
    }

    private static PreviewRow RowOf(FactChunk chunk)
    {
        var problems = chunk.Problems.Select(p => new ImportProblem(p.Line, p.Severity, p.Column, p.Value, p.Rule, p.Reason)).ToList();
        var facts = FactText.Of(chunk).ToList();
        int line = FactText.LineOf(chunk) ?? problems.LastOrDefault()?.Line ?? 0;
        return new PreviewRow(line, chunk.Rejected > 0 ? "rejected" : chunk.Skipped > 0 ? "skipped" : "mapped", facts, problems);
    }

    /// <summary>Every column with samples; values pass the step that protects before anyone sees them.</summary>
    private static List<PreviewColumn> Columns(FileInspection file, FormatProfile? profile, bool isDelimited)
    {
        string[] headers = [.. file.Recognition.Headers.Select(h => Protect.Clean(h.Trim().Trim('\uFEFF')))];
        var samples = headers.Select(_ => new List<string>()).ToList();
        if (isDelimited && headers.Length > 0)
            Sample(file, headers, profile is { RowMarks.Count: 0 } ? file.TableStarts(headers) : null, samples);
        var fields = FieldsByOrdinal(profile, headers);
        return [.. headers.Select((h, i) => new PreviewColumn(h, fields.GetValueOrDefault(i)?.Name, fields.GetValueOrDefault(i)?.IsRequired ?? false, samples[i]))];
    }

    private static void Sample(FileInspection file, string[] headers, TableStarts? starts, List<List<string>> samples)
    {
        using var reader = file.OpenRecords();
        for (int i = 0; i <= file.Recognition.HeaderRecord; i++)
        {
            if (!reader.Read())
                return;
        }

        var protect = new Protect(headers);
        for (int i = 0; i < SampledRows && reader.Read(); i++)
        {
            // What stands below another header are no values of these columns.
            if (starts?.Look(reader) is { } start && start != default)
            {
                if (start.IsHeaderAgain)
                    continue;
                return;
            }

            protect.Apply(reader);
            for (int c = 0; c < Math.Min(headers.Length, reader.FieldCount); c++)
            {
                var cell = reader.Field(c);
                if (samples[c].Count >= Samples || cell.IsEmpty)
                    continue;
                string text = Encoding.UTF8.GetString(cell[..Math.Min(cell.Length, 160)]).Trim().TrimEnd('\uFFFD');
                if (text.Length > 80)
                    text = text[..79] + "…";
                if (text.Length > 0 && !samples[c].Contains(text))
                    samples[c].Add(text);
            }
        }
    }

    private static Dictionary<int, FieldRule> FieldsByOrdinal(FormatProfile? profile, string[] headers)
    {
        var fields = new Dictionary<int, FieldRule>();
        if (profile is null)
            return fields;
        var columns = new ColumnMap(profile, headers);
        foreach (var rule in profile.Fields)
        {
            if (columns[rule.Name] is { Exists: true } column)
                fields.TryAdd(column.Ordinal, rule);
        }

        if (columns.Vendor is { Exists: true } vendor)
            fields.TryAdd(vendor.Ordinal, FieldRule.Optional("vendor"));
        return fields;
    }

    private sealed class EnoughException : Exception;
}
