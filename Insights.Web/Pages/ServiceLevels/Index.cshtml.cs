using Insights.Web.Access;
using Insights.Web.Components;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.ServiceLevels;

/// <summary>Are we meeting our targets, where not, and why.</summary>
[Authorize(Policies.Staff)]
internal sealed class ServiceLevelsModel(DocumentScreen screen) : PageModel
{
    public DocumentScreen Screen { get; } = screen;

    public Task<IActionResult> OnGetAsync() => Screen.ShowAsync(this, "service-levels", "vendor", "channel", "category", "priority", "team", "tier");
}
