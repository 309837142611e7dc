using System.Globalization;
using System.Text.Json.Nodes;
using Insights.Analytics.Jobs;
using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Web.Hosting.FirstStart;
using NodaTime;
using NodaTime.Text;

namespace Insights.Web.Hosting.Verbs;

/// <summary>New versions of policies and calendars that reach into the past: what would change, and the decision on it.</summary>
internal sealed class RulesVerb : IVerb
{
    private const string Who = "cli";

    public string Name => "rules";

    public string Usage => "[compare | approve --proposal N | discard] [--json]";

    public string Summary => "Says which versions of policies and calendars wait for a decision about the past; compares, approves or discards them.";

    public IReadOnlyCollection<string> Options => ["--proposal"];

    public IReadOnlyCollection<string> Switches => [];

    public async Task<int> RunAsync(VerbArguments arguments, VerbContext context, CancellationToken cancel)
    {
        var action = arguments.Positional switch
        {
            [] => "show",
            [("compare" or "approve" or "discard") and var word] => word,
            _ => throw new UsageException("Say compare, approve or discard, or nothing to see what waits."),
        };
        // A list is approved by its number, so that nobody approves another one than was looked at.
        var proposal = action == "approve" ? Number(arguments.Required("--proposal"))
            : arguments.Has("--proposal") ? throw new UsageException("--proposal belongs to approve.")
            : 0;
        await context.Get<StartUp>().PrepareAsync(cancel);
        var changes = context.Get<IRuleChanges>();
        switch (action)
        {
            case "compare":
                if (!await changes.AskAsync(Who, cancel))
                    return Say(context, "Nothing waits for a decision about the past.");
                using (var line = context.Progress())
                {
                    line.Report("comparing …");
                    if (await context.Get<IJobRunner>().RunAsync(JobIds.CompareRules, Who, cancel) is { State: not "succeeded" } failed)
                        return Refuse(context, failed.Summary);
                }
                break;
            case "approve":
                if (await changes.ApproveAsync(proposal, Who, cancel) is { } refusal)
                    return Refuse(context, refusal);
                using (var line = context.Progress())
                {
                    line.Report("recomputing …");
                    if (await context.Get<IJobRunner>().RunAsync(JobIds.RefreshMetrics, Who, cancel) is { State: not "succeeded" } failed)
                        return Refuse(context, failed.Summary);
                }
                break;
            case "discard":
                if (!await changes.DiscardAsync(Who, cancel))
                    return Say(context, "Nothing waits for a decision about the past.");
                break;
        }

        var view = await changes.ViewAsync(cancel);
        if (context.Json)
            context.WriteJson(Json(view));
        else
            Tell(context.Output, view);
        return ExitCode.Done;
    }

    private static void Tell(TextWriter output, RuleChangesView view)
    {
        output.WriteLine(view.Undecided.Count == 0 ? "No version waits for a decision about the past." : "These versions count from when they came, and wait for a decision about the time before:");
        foreach (var rule in view.Undecided)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {rule.Kind} {rule.Code} version {rule.Version}: says it holds from {(rule.ValidFrom is { } from ? At(from) : "the beginning")}, counts from {At(rule.CountsFrom)}"));
        }

        if (view.Latest is not { } latest)
            return;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Proposal {latest.Id} ({latest.Versions}): {latest.State}{(latest.IsStale ? ", out of date: compare again" : "")}; {latest.Clocks:N0} clocks of {latest.Tickets:N0} tickets {(latest.State == "approved" ? "are" : "would be")} judged otherwise."));
        if (latest.Months is not { Rows.Count: > 0 } months || latest.State == "discarded")
            return;
        output.WriteLine("  " + string.Join(" | ", months.Columns.Select(column => column.Title)));
        foreach (var row in months.Rows)
            output.WriteLine("  " + string.Join(" | ", row.Select(cell => CellText.Of(cell, DateTimeZone.Utc))));
        if (latest is { State: "ready", IsStale: false })
            output.WriteLine(FormattableString.Invariant($"Each clock is listed on /policies/changes. To let the versions count for the past: rules approve --proposal {latest.Id}; to leave it as it is: rules discard"));
    }

    private static JsonObject Json(RuleChangesView view) => new()
    {
        ["undecided"] = new JsonArray([.. view.Undecided.Select(rule => (JsonNode)new JsonObject
        {
            ["kind"] = rule.Kind, ["code"] = rule.Code, ["version"] = rule.Version, ["valid_from"] = rule.ValidFrom is { } from ? At(from) : null, ["counts_from"] = At(rule.CountsFrom),
        })]),
        ["proposal"] = view.Latest is not { } latest ? null : new JsonObject
        {
            ["id"] = latest.Id,
            ["state"] = latest.State,
            ["out_of_date"] = latest.IsStale,
            ["versions"] = latest.Versions,
            ["tickets"] = latest.Tickets,
            ["clocks"] = latest.Clocks,
            ["months"] = latest.Months is not { } months ? null : new JsonArray([.. months.Rows.Select(row =>
                (JsonNode)new JsonObject(months.Columns.Select((column, i) => KeyValuePair.Create(column.Key, (JsonNode?)(row[i] is Cell.Count count ? JsonValue.Create(count.Value) : JsonValue.Create(CellText.Of(row[i], DateTimeZone.Utc)))))))]),
        },
    };

    private static int Say(VerbContext context, string text)
    {
        if (context.Json)
            context.WriteJson(new JsonObject { ["undecided"] = new JsonArray(), ["proposal"] = null });
        else
            context.Output.WriteLine(text);
        return ExitCode.Done;
    }

    private static int Refuse(VerbContext context, string why)
    {
        context.Error.WriteLine(why);
        return ExitCode.Failed;
    }

    private static string At(Instant instant) => InstantPattern.General.Format(instant);

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new UsageException($"--proposal is the number that compare printed, not '{text}'.");
}
