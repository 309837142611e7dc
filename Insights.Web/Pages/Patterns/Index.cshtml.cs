using Insights.Web.Access;
using Insights.Web.Components;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.Patterns;

/// <summary>What stands out among payments and disputes; a vendor sees what stands out in its own.</summary>
[Authorize(Policies.Everyone)]
internal sealed class PatternsModel(DocumentScreen screen) : PageModel
{
    public DocumentScreen Screen { get; } = screen;

    public Task<IActionResult> OnGetAsync() => Screen.ShowAsync(this, "patterns", "vendor", "reason");
}
