using Insights.Analytics.Queries;
using Insights.Web.Access;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages;

/// <summary>The front door: each role has its own.</summary>
[Authorize(Policies.Everyone)]
internal sealed class IndexModel(PageFrame frame, IDataHealthQueries health) : PageModel
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        // An empty portal's front door, for those who can fill it, is the guide.
        if (Policies.Allows(Policies.Operators, User.Role()) && !await health.HasDataAsync(await frame.ScopeAsync(), cancel))
            return LocalRedirect("/guide");
        return LocalRedirect(Screens.FrontDoor(User.Role()));
    }
}
