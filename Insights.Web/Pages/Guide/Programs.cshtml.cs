using Insights.Analytics.Queries;
using Insights.Web.Access;
using Insights.Web.Api;
using Insights.Web.Api.Reading;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.Guide;

/// <summary>How a program reads numbers and reports, for whoever writes it: a vendor's programmer with the vendor's token too.</summary>
[Authorize(Policies.Everyone)]
internal sealed class ProgramsModel(IConfiguration settings) : PageModel
{
    public string Address { get; private set; } = "";

    public int PerMinute { get; } = ApiLimits.PerMinute(settings);

    public bool IsAdministrator => User.Role() == Roles.Administrator;

    /// <summary>The words of the OpenAPI document, told by who takes them.</summary>
    public IReadOnlyList<WordLine> Words { get; } =
    [
        .. ReadingEndpoints.Filter.Select(word => new WordLine(word.Name, word.Means, "one metric, one report")),
        new(ReadingEndpoints.By.Name, ReadingEndpoints.By.Means, "one metric"),
        .. ReadingEndpoints.Paging.Select(word => new WordLine(word.Name, word.Means, "lists, parts of a metric")),
    ];

    public string Dimensions { get; } = string.Join(", ", ReportFilter.Dimensions);

    public string Periods { get; } = string.Join(", ", RelativePeriods.All.Select(period => period.Name));

    public void OnGet()
    {
        ViewData["Title"] = "For programs";
        Address = Request.Scheme + "://" + Request.Host;
    }
}

/// <param name="TakenBy">Which addresses take it.</param>
internal sealed record WordLine(string Name, string Means, string TakenBy);
