using Insights.Web.Access;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.Guide;

/// <summary>What to do with an empty portal.</summary>
[Authorize(Policies.Operators)]
internal sealed class GuideModel(PageFrame frame) : PageModel
{
    public string Zone { get; private set; } = "";

    public string Currency { get; private set; } = "";

    public bool IsAdministrator => User.Role() == Roles.Administrator;

    public async Task OnGetAsync()
    {
        ViewData["Title"] = "How to begin";
        var workspace = await frame.WorkspaceAsync();
        (Zone, Currency) = (workspace.Zone.Id, workspace.Currency);
    }
}
