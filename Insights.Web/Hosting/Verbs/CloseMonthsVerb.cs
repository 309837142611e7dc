using System.Globalization;
using System.Text.Json.Nodes;
using Insights.Analytics.Jobs;
using Insights.Analytics.Rollups.History;
using Insights.Web.Hosting.FirstStart;
using NodaTime;
using NodaTime.Text;

namespace Insights.Web.Hosting.Verbs;

/// <summary>Stamps months: those whose days of grace are over, or one that is over.</summary>
internal sealed class CloseMonthsVerb : IVerb
{
    private static readonly YearMonthPattern s_month = YearMonthPattern.CreateWithInvariantCulture("uuuu-MM");

    public string Name => "close-months";

    public string Usage => "[--month 2026-10] [--json]";

    public string Summary => "Closes months: those that are due (default), or one that is over. Its verdicts and figures are stamped.";

    public IReadOnlyCollection<string> Options => ["--month"];

    public IReadOnlyCollection<string> Switches => [];

    public async Task<int> RunAsync(VerbArguments arguments, VerbContext context, CancellationToken cancel)
    {
        if (arguments.Positional.Count > 0)
            throw new UsageException($"'{arguments.Positional[0]}' is too much.");
        YearMonth? month = arguments.Value("--month") is not { } text ? null
            : s_month.Parse(text) is { Success: true } parsed ? parsed.Value
            : throw new UsageException($"--month is a month such as 2026-10, not '{text}'.");

        await context.Get<StartUp>().PrepareAsync(cancel);
        if (month is null)
        {
            var run = await context.Get<IJobRunner>().RunAsync(JobIds.CloseMonths, "cli", cancel);
            if (context.Json)
                context.WriteJson(new JsonObject { ["run"] = run.RunId, ["state"] = run.State, ["months"] = run.Items, ["summary"] = run.Summary, ["seconds"] = Math.Round(run.Duration.TotalSeconds, 3) });
            else
                context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{run.Summary} ({run.Duration.TotalSeconds:0.0} s)"));
            return run.State == "succeeded" ? ExitCode.Done : ExitCode.Failed;
        }

        var closing = context.Get<IMonthClosing>();
        if (!(await closing.OverAsync(cancel)).Contains(month.Value))
            throw new UsageException($"{s_month.Format(month.Value)} is not over, has no verdicts, or is closed already.");
        var clocks = await closing.CloseAsync(month.Value, "cli", cancel);
        if (context.Json)
            context.WriteJson(new JsonObject { ["month"] = s_month.Format(month.Value), ["clocks"] = clocks });
        else
            context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{s_month.Format(month.Value)} is closed: {clocks:N0} verdicts stamped."));
        return ExitCode.Done;
    }
}
