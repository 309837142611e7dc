using Insights.Web.Access;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages;

/// <summary>The front door: each role has its own.</summary>
[Authorize(Policies.Everyone)]
internal sealed class IndexModel : PageModel
{
    public IActionResult OnGet() => LocalRedirect(Screens.FrontDoor(User.Role()));
}
