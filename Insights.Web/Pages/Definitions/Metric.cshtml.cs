using Insights.Analytics.Metrics;
using Insights.Analytics.Queries;
using Insights.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.Definitions;

/// <summary>All that is said about one metric.</summary>
[Authorize(Policies.Everyone)]
internal sealed class MetricModel : PageModel
{
    public MetricDefinition Metric { get; private set; } = null!;

    public string Area => DefinitionsModel.AreaTitle(Metric.Area);

    public string Unit => Metric.Unit switch
    {
        MetricUnit.Count => "a count; changes in %",
        MetricUnit.PerThousand => "a rate for every 1,000; changes in %",
        MetricUnit.Percent => "a share in %; changes in percentage points",
        MetricUnit.Duration => "a duration; changes in time",
        _ => "money in its currency; changes in %",
    };

    public string Better => Metric.Polarity switch
    {
        Polarity.HigherIsBetter => "higher",
        Polarity.LowerIsBetter => "lower",
        _ => "neither: it is a volume and never judged",
    };

    public string RowsTitle => RowSets.Find(Metric.Rows)?.Title ?? Metric.Rows;

    public string? DenominatorTitle => Metric.DenominatorRows is { } id ? RowSets.Find(id)?.Title ?? id : null;

    public IActionResult OnGet(string metricId)
    {
        if (MetricCatalog.Defined(metricId) is not { } metric)
            return NotFound();
        Metric = metric;
        ViewData["Title"] = Metric.Name;
        return Page();
    }
}
