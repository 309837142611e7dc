using Insights.Web.Access;
using Insights.Web.Components;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.Chargebacks;

/// <summary>Disputes, ratios and what they cost; a vendor sees its own only.</summary>
[Authorize(Policies.Everyone)]
internal sealed class ChargebacksModel(DocumentScreen screen) : PageModel
{
    public DocumentScreen Screen { get; } = screen;

    public Task<IActionResult> OnGetAsync() => Screen.ShowAsync(this, "chargebacks", "vendor", "network", "reason", "state", "country", "currency");
}
