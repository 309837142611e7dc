using Insights.Web.Access;
using Insights.Web.Components;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.Vendors;

/// <summary>All vendors beside each other: who stands out fairly judged, and a line of numbers for each.</summary>
[Authorize(Policies.Staff)]
internal sealed class VendorsModel(DocumentScreen screen) : PageModel
{
    public DocumentScreen Screen { get; } = screen;

    public Task<IActionResult> OnGetAsync() => Screen.ShowSearchedAsync(this, "vendors", new("scorecards"), "vendor", "country", "currency");
}
