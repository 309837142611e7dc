using System.Globalization;
using System.Text.Json.Nodes;
using Insights.Import;
using Insights.Web.Hosting.FirstStart;

namespace Insights.Web.Hosting.Verbs;

/// <summary>Takes an import batch back, then refreshes the metrics.</summary>
internal sealed class UndoVerb : IVerb
{
    public string Name => "undo";

    public string Usage => "BATCH [--dry-run] [--no-refresh] [--json]";

    public string Summary => "Takes an import batch back: its rows go, what it changed is restored; then refreshes the metrics.";

    public IReadOnlyCollection<string> Options => [];

    public IReadOnlyCollection<string> Switches => ["--dry-run", "--no-refresh"];

    public async Task<int> RunAsync(VerbArguments arguments, VerbContext context, CancellationToken cancel)
    {
        if (arguments.Positional.Count != 1 || !int.TryParse(arguments.Positional[0], NumberStyles.None, CultureInfo.InvariantCulture, out var batch))
            throw new UsageException("Name the number of one batch, as the import said it and the batches list shows it.");
        await context.Get<StartUp>().PrepareAsync(cancel);
        var undo = context.Get<IImportUndo>();
        try
        {
            if (arguments.Has("--dry-run"))
            {
                var preview = await undo.PreviewAsync(batch, cancel);
                if (preview.Refusal is { } refusal)
                    throw new UndoRefusedException(refusal);
                Write(context, new UndoResult(batch, preview.Removed, preview.Restored, preview.Kept, preview.KeptRows, preview.RepeatedIn), "would be undone; nothing written", dryRun: true);
                return ExitCode.Done;
            }

            UndoResult result;
            using (var line = context.Progress())
            {
                result = await undo.UndoAsync(batch, "cli", new Watch(line), cancel);
                if (!arguments.Has("--no-refresh"))
                    await MetricsRefresh.RunAsync(context.Services, "undo", line, cancel);
            }

            Write(context, result, "undone", dryRun: false);
            return ExitCode.Done;
        }
        catch (UndoRefusedException refused)
        {
            if (context.Json)
                context.WriteJson(new JsonObject { ["batch"] = batch, ["state"] = "refused", ["error"] = refused.Message });
            else
                context.Error.WriteLine(refused.Message);
            return ExitCode.Failed;
        }
    }

    private static void Write(VerbContext context, UndoResult result, string what, bool dryRun)
    {
        if (context.Json)
        {
            context.WriteJson(new JsonObject
            {
                ["batch"] = result.BatchId,
                ["state"] = dryRun ? "dry_run" : "undone",
                ["removed"] = result.Removed,
                ["restored"] = result.Restored,
                ["kept"] = result.Kept,
                ["kept_rows"] = new JsonArray([.. result.KeptRows.Select(row => (JsonNode)new JsonObject { ["kind"] = row.Kind, ["name"] = row.Name, ["later_batch"] = row.LaterBatchId, ["later_file"] = row.LaterFile })]),
                ["repeated_in"] = new JsonArray([.. result.RepeatedIn.Select(file => (JsonNode)new JsonObject { ["batch"] = file.BatchId, ["file"] = file.Name, ["unchanged"] = file.Unchanged })]),
            });
            return;
        }

        var output = context.Output;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Batch {result.BatchId} {what}: {result.Removed:N0} rows removed, {result.Restored:N0} given their earlier values back, {result.Kept:N0} left because a later batch changed them."));
        foreach (var row in result.KeptRows)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {row.Kind} {row.Name}: keeps the values of {row.LaterFile} (batch {row.LaterBatchId})"));
        foreach (var file in result.RepeatedIn)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {file.Name} (batch {file.BatchId}) had repeated {file.Unchanged:N0} rows that were stored already. Rows it shares with the undone batch are gone too: import it again to have them back."));
    }

    private sealed class Watch(TerminalProgress line) : IProgress<UndoProgress>
    {
        public void Report(UndoProgress value) => line.Report(string.Create(CultureInfo.InvariantCulture, $"undoing: {value.Done:N0} of {value.Total:N0} rows"));
    }
}
