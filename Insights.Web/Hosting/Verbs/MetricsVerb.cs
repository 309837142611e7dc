using System.Text.Json.Nodes;
using Insights.Analytics.Metrics;

namespace Insights.Web.Hosting.Verbs;

/// <summary>Prints the catalogue.</summary>
internal sealed class MetricsVerb : IVerb
{
    public string Name => "metrics";

    public string Usage => "[--json]";

    public string Summary => "Lists every metric: id, name, unit, which date it counts by, definition.";

    public IReadOnlyCollection<string> Options => [];

    public IReadOnlyCollection<string> Switches => [];

    public Task<int> RunAsync(VerbArguments arguments, VerbContext context, CancellationToken cancel)
    {
        if (context.Json)
        {
            context.WriteJson(new JsonArray([.. MetricCatalog.All.Select(m => (JsonNode)new JsonObject
            {
                ["id"] = m.Id,
                ["name"] = m.Name,
                ["area"] = m.Area.ToString(),
                ["unit"] = m.Unit.ToString().ToLowerInvariant(),
                ["polarity"] = m.Polarity.ToString(),
                ["date_basis"] = m.DateBasis,
                ["time_basis"] = m.TimeBasis,
                ["definition"] = m.Definition,
                ["formula"] = m.Formula,
                ["exclusions"] = new JsonArray([.. m.Exclusions.Select(e => (JsonNode)JsonValue.Create(e))]),
                ["example"] = m.Example,
                ["source"] = m.Source,
            })]));
            return Task.FromResult(ExitCode.Done);
        }
        foreach (var metric in MetricCatalog.All)
            context.Output.WriteLine($"{metric.Id,-36} {metric.Name} [{metric.Unit.ToString().ToLowerInvariant()}, by {metric.DateBasis}]\n{"",-36} {metric.Definition}");
        return Task.FromResult(ExitCode.Done);
    }
}
