using Insights.Web.Access;
using Insights.Web.Components;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.Alerts;

/// <summary>What is out of the ordinary in the daily numbers; a vendor sees what is in its own.</summary>
[Authorize(Policies.Everyone)]
internal sealed class AlertsModel(DocumentScreen screen) : PageModel
{
    public DocumentScreen Screen { get; } = screen;

    public Task<IActionResult> OnGetAsync() => Screen.ShowAsync(this, "alerts", "vendor");
}
