using Insights.Web.Access;
using Insights.Web.Components;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.Programmes;

/// <summary>One vendor's programmes by month, with the lines drawn and their sources.</summary>
[Authorize(Policies.Everyone)]
internal sealed class ProgrammeDetailModel(DocumentScreen screen) : PageModel
{
    public DocumentScreen Screen { get; } = screen;

    public Task<IActionResult> OnGetAsync() => Screen.ShowAsync(this, "programmes-detail", "vendor", "network");
}
