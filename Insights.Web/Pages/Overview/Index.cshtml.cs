using Insights.Web.Access;
using Insights.Web.Components;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.Overview;

/// <summary>How are we doing, what changed: for executives and whoever is surprised by a number.</summary>
[Authorize(Policies.Staff)]
internal sealed class OverviewModel(DocumentScreen screen) : PageModel
{
    public DocumentScreen Screen { get; } = screen;

    public Task<IActionResult> OnGetAsync() => Screen.ShowAsync(this, "overview", "vendor");
}
