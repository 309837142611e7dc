using System.Globalization;
using System.Text.Json.Nodes;
using Insights.Import;
using Insights.Web.Hosting.FirstStart;

namespace Insights.Web.Hosting.Verbs;

/// <summary>Runs a file's rejected rows again after its settings have changed, then refreshes the metrics.</summary>
internal sealed class ReplayVerb : IVerb
{
    public string Name => "replay";

    public string Usage => "FILE [--no-refresh] [--json]";

    public string Summary => "Runs the rejected rows of an imported file (its number) again, after its source's settings or mapping have changed.";

    public IReadOnlyCollection<string> Options => [];

    public IReadOnlyCollection<string> Switches => ["--no-refresh"];

    public async Task<int> RunAsync(VerbArguments arguments, VerbContext context, CancellationToken cancel)
    {
        if (arguments.Positional.Count != 1 || !int.TryParse(arguments.Positional[0], NumberStyles.None, CultureInfo.InvariantCulture, out var file))
            throw new UsageException("Name the number of one imported file, as its page shows it.");
        await context.Get<StartUp>().PrepareAsync(cancel);
        ReplayResult result;
        using (var line = context.Progress())
        {
            try
            {
                result = await context.Get<IRejectsReplay>().ReplayAsync(file, null, cancel);
            }
            catch (ReplayRefusedException refused)
            {
                line.Dispose();
                if (context.Json)
                    context.WriteJson(new JsonObject { ["file_id"] = file, ["state"] = "refused", ["error"] = refused.Message });
                else
                    context.Error.WriteLine(refused.Message);
                return ExitCode.Failed;
            }

            if (!arguments.Has("--no-refresh"))
                await MetricsRefresh.RunAsync(context.Services, "replay", line, cancel);
        }

        if (context.Json)
            context.WriteJson(new JsonObject
            {
                ["file_id"] = result.FileId,
                ["file"] = result.File,
                ["state"] = "done",
                ["rows"] = result.Rows,
                ["inserted"] = result.Inserted,
                ["updated"] = result.Updated,
                ["unchanged"] = result.Unchanged,
                ["duplicate"] = result.Duplicate,
                ["skipped"] = result.Skipped,
                ["still_rejected"] = result.StillRejected,
                ["not_run"] = result.NotRun,
                ["rejects_file"] = result.RejectsFile,
            });
        else
            context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.File}: {result.Rows:N0} rejected rows run again: {result.Inserted:N0} inserted, {result.Updated:N0} updated, {result.Unchanged:N0} unchanged, {result.Duplicate:N0} duplicate, {result.Skipped:N0} skipped, {result.StillRejected:N0} still rejected; {result.NotRun:N0} are no whole records."));
        return ExitCode.Done;
    }
}
