using System.Globalization;
using System.Text.Json.Nodes;
using Insights.Analytics.Jobs;
using Insights.Import;
using Insights.Web.Hosting.FirstStart;

namespace Insights.Web.Hosting.Verbs;

/// <summary>Imports files and folders, then refreshes the metrics the import touched.</summary>
internal sealed class ImportVerb : IVerb
{
    public string Name => "import";

    public string Usage => "PATH… [--source NAME] [--format ID] [--profile FILE] [--encoding NAME] [--accept-totals REASON] [--dry-run] [--no-refresh] [--json]";

    public string Summary => "Imports files or folders and says what happened to every row; then refreshes the metrics.";

    public IReadOnlyCollection<string> Options => ["--source", "--format", "--profile", "--encoding", "--accept-totals"];

    public IReadOnlyCollection<string> Switches => ["--dry-run", "--no-refresh"];

    public async Task<int> RunAsync(VerbArguments arguments, VerbContext context, CancellationToken cancel)
    {
        if (arguments.Positional.Count == 0)
            throw new UsageException("Name at least one file or folder.");
        foreach (var path in arguments.Positional.Where(p => !File.Exists(p) && !Directory.Exists(p)))
            throw new UsageException($"There is no file or folder '{path}'.");

        var dryRun = arguments.Has("--dry-run");
        var request = new ImportRequest
        {
            Paths = arguments.Positional,
            Source = arguments.Value("--source"),
            Format = arguments.Value("--format"),
            Encoding = arguments.Value("--encoding"),
            Settings = Profile(arguments.Value("--profile")),
            OverrideTotals = arguments.Value("--accept-totals"),
            DryRun = dryRun,
        };
        if (request.OverrideTotals is { } reason && string.IsNullOrWhiteSpace(reason))
            throw new UsageException("--accept-totals needs the reason, which is kept with the file.");

        await context.Get<StartUp>().PrepareAsync(cancel);
        List<FilePreview> previews = [];
        if (dryRun)
        {
            foreach (var path in FilesOf(arguments.Positional))
            {
                var preview = await context.Get<IImportSetup>().PreviewAsync(request, path, cancel);
                previews.AddRange([preview, .. preview.Parts]);
            }
        }

        ImportResult result;
        using (var line = context.Progress())
        {
            result = await context.Get<IImportRunner>().RunAsync(
                request,
                new Watch(line), cancel);
            if (!dryRun && !arguments.Has("--no-refresh"))
                await MetricsRefresh.RunAsync(context.Services, "import", line, cancel);
        }

        if (context.Json)
            context.WriteJson(new JsonObject { ["batch"] = result.BatchId, ["dry_run"] = dryRun, ["beside"] = result.Beside, ["files"] = new JsonArray([.. result.Files.Select(f => (JsonNode)ToJson(f))]), ["previews"] = new JsonArray([.. previews.Where(p => result.Files.Any(f => f.File == p.File)).Select(p => (JsonNode)PreviewText.ToJson(p))]) });
        else
            Write(result, previews, context.Output, dryRun);
        return result.Files.Count > 0 && result.Files.All(f => f.State is "done" or "already_imported") ? ExitCode.Done : ExitCode.Failed;
    }

    /// <summary>A document of settings, perhaps with a mapping; read before anything starts, so that a mistake in it costs nothing.</summary>
    private static SourceSettings? Profile(string? path)
    {
        if (path is null)
            return null;
        if (!File.Exists(path))
            throw new UsageException($"There is no file '{path}'.");
        try
        {
            return SourceSettings.Read(path);
        }
        catch (InvalidSettingsException problem)
        {
            throw new UsageException($"{Path.GetFileName(path)}: {problem.Message}");
        }
    }

    private static IEnumerable<string> FilesOf(IEnumerable<string> paths) =>
        paths.SelectMany<string, string>(p => Directory.Exists(p) ? Directory.EnumerateFiles(p).Where(f => !Path.GetFileName(f).StartsWith('.')).Order(StringComparer.Ordinal) : [p]);

    private static void Write(ImportResult result, List<FilePreview> previews, TextWriter output, bool dryRun)
    {
        if (result.Beside is not null)
            output.WriteLine(result.Beside);
        foreach (var file in result.Files)
        {
            if (previews.Find(p => p.File == file.File) is { } preview)
                PreviewText.Write(preview, output);
            Write(file, output, dryRun);
        }
    }

    private static JsonObject ToJson(FileResult file) => new()
    {
        ["file"] = file.File,
        ["format"] = file.Format,
        ["source"] = file.Source,
        ["state"] = file.State,
        ["error"] = file.Error,
        ["earlier_batch"] = file.Earlier?.BatchId,
        ["earlier_file"] = file.Earlier?.FileId,
        ["settings_differ"] = new JsonArray([.. file.SettingsDiffer.Select(d => (JsonNode)new JsonObject { ["setting"] = d.Setting, ["then"] = d.Then, ["now"] = d.Now })]),
        ["encoding"] = file.Encoding,
        ["rows"] = file.Rows,
        ["inserted"] = file.Inserted,
        ["updated"] = file.Updated,
        ["unchanged"] = file.Unchanged,
        ["duplicate"] = file.Duplicate,
        ["rejected"] = file.Rejected,
        ["skipped"] = file.Skipped,
        ["warnings"] = file.Warnings,
        ["card_numbers_truncated"] = file.CardNumbersTruncated,
        ["rejects_file"] = file.RejectsFile,
        ["seconds"] = Math.Round(file.Duration.TotalSeconds, 3),
        ["problems"] = new JsonArray([.. file.FirstProblems.Select(p => (JsonNode)new JsonObject
        {
            ["line"] = p.Line,
            ["severity"] = p.Severity,
            ["column"] = p.Column,
            ["value"] = p.Value,
            ["rule"] = p.Rule,
            ["reason"] = p.Reason,
            ["alike"] = p.Alike,
        })]),
    };

    private static void Write(FileResult file, TextWriter output, bool dryRun)
    {
        output.WriteLine($"{file.File}: {(dryRun && file.State == "done" ? "dry run, nothing written" : file.State.Replace('_', ' '))}{(file.Format.Length == 0 ? "" : $" · {file.Format}")}{(file.Source.Length == 0 ? "" : $" · source {file.Source}")}");
        if (file.Error is not null)
            output.WriteLine("  " + file.Error);
        if (file.State != "already_imported" && file.Error is null)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {file.Rows:N0} rows: {file.Inserted:N0} inserted, {file.Updated:N0} updated, {file.Unchanged:N0} unchanged, {file.Duplicate:N0} duplicate, {file.Rejected:N0} rejected, {file.Skipped:N0} skipped ({file.Duration.TotalSeconds:0.0} s)"));
        if (file.CardNumbersTruncated > 0)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {file.CardNumbersTruncated:N0} card numbers truncated before anything was written"));
        foreach (var problem in file.FirstProblems)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {(problem.Line > 0 ? $"line {problem.Line}{(problem.Column is null ? "" : $", {problem.Column}")}: " : "")}{problem.Severity}: {problem.Reason}{(problem.Value is null ? "" : $" (value: {problem.Value})")}{(problem.Alike > 1 ? $" ({problem.Alike:N0} of this kind)" : "")}"));
        if (file.RejectsFile is not null)
            output.WriteLine($"  rejected rows with their reasons: {file.RejectsFile}");
    }

    private sealed class Watch(TerminalProgress line) : IProgress<ImportProgress>
    {
        // Whoever works beside is told with the result.
        public void Report(ImportProgress value) => line.Report(
            value.Beside ?? string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(value.File)}: {value.Rows:N0} rows, {(value.BytesTotal > 0 ? 100.0 * value.BytesRead / value.BytesTotal : 100):0} %"));
    }
}
