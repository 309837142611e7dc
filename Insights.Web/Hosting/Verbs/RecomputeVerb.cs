using System.Globalization;
using System.Text.Json.Nodes;
using Insights.Analytics.Jobs;
using Insights.Web.Hosting.FirstStart;
using NodaTime;
using NodaTime.Text;

namespace Insights.Web.Hosting.Verbs;

/// <summary>Computes metrics again: what imports touched, the days of a range, or everything.</summary>
internal sealed class RecomputeVerb : IVerb
{
    public string Name => "recompute";

    public string Usage => "[--from DATE --to DATE] [--full] [--json]";

    public string Summary => "Recomputes metrics: the touched days (default), a range of days, or everything.";

    public IReadOnlyCollection<string> Options => ["--from", "--to"];

    public IReadOnlyCollection<string> Switches => ["--full"];

    public async Task<int> RunAsync(VerbArguments arguments, VerbContext context, CancellationToken cancel)
    {
        if (arguments.Positional.Count > 0)
            throw new UsageException($"'{arguments.Positional[0]}' is too much.");
        var from = Day(arguments, "--from");
        var to = Day(arguments, "--to");
        if (from is null != to is null)
            throw new UsageException("--from and --to belong together.");
        if (from is not null && arguments.Has("--full"))
            throw new UsageException("--full means all days: leave out --from and --to.");
        if (from > to)
            throw new UsageException("--from is after --to.");

        await context.Get<StartUp>().PrepareAsync(cancel);
        if (from is not null)
            await context.Get<ITouchedDays>().TouchAsync(from.Value, to!.Value, cancel);
        var job = arguments.Has("--full") ? JobIds.RebuildMetrics : JobIds.RefreshMetrics;
        JobRunSummary run;
        using (var line = context.Progress())
        {
            line.Report("recomputing …");
            run = await context.Get<IJobRunner>().RunAsync(job, "cli", cancel);
        }
        if (context.Json)
            context.WriteJson(new JsonObject { ["run"] = run.RunId, ["state"] = run.State, ["items"] = run.Items, ["summary"] = run.Summary, ["seconds"] = Math.Round(run.Duration.TotalSeconds, 3) });
        else
            context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{run.Summary} ({run.Duration.TotalSeconds:0.0} s)"));
        return run.State == "succeeded" ? ExitCode.Done : ExitCode.Failed;
    }

    private static LocalDate? Day(VerbArguments arguments, string name) =>
        arguments.Value(name) is not { } text ? null
        : LocalDatePattern.Iso.Parse(text) is { Success: true } parsed ? parsed.Value
        : throw new UsageException($"{name} is a date such as 2026-10-31, not '{text}'.");
}
