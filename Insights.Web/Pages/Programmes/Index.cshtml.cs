using Insights.Web.Access;
using Insights.Web.Components;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.Programmes;

/// <summary>Where vendors stand against the card networks' programmes; a vendor sees its own standing only.</summary>
[Authorize(Policies.Everyone)]
internal sealed class ProgrammesModel(DocumentScreen screen) : PageModel
{
    public DocumentScreen Screen { get; } = screen;

    public bool MayEdit => Policies.Allows(Policies.Administrators, User.Role());

    public Task<IActionResult> OnGetAsync() => Screen.ShowAsync(this, "programmes", "vendor", "network");
}
