using Insights.Analytics.Metrics;
using Insights.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.Definitions;

/// <summary>The catalogue of metrics.</summary>
[Authorize(Policies.Everyone)]
internal sealed class DefinitionsModel : PageModel
{
    public IReadOnlyList<DefinitionArea> Areas { get; } =
    [
        .. MetricCatalog.All.Concat(MetricCatalog.Now).GroupBy(metric => metric.Area).Select(group => new DefinitionArea(
            group.Key.ToString().ToLowerInvariant(), AreaTitle(group.Key), [.. group])),
    ];

    public IReadOnlyList<GlossaryTerm> Words => Glossary.All;

    public void OnGet() => ViewData["Title"] = "Definitions";

    public static string AreaTitle(MetricArea area) => area switch { MetricArea.ServiceLevels => "Service levels", MetricArea.Now => "Today and queues", _ => area.ToString() };
}

internal sealed record DefinitionArea(string Id, string Title, IReadOnlyList<MetricDefinition> Metrics);
