using Insights.Web.Access;
using Insights.Web.Components;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.Chargebacks;

/// <summary>How far the disputes on each month of sales have come in; a vendor sees its own only.</summary>
[Authorize(Policies.Everyone)]
internal sealed class MaturityModel(DocumentScreen screen) : PageModel
{
    public DocumentScreen Screen { get; } = screen;

    public Task<IActionResult> OnGetAsync() => Screen.ShowAsync(this, "chargebacks-maturity", "vendor", "network");
}
