using Insights.Web.Access;
using Insights.Web.Pages.DataHealth;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.Guide;

/// <summary>What to do with an empty portal.</summary>
[Authorize(Policies.Operators)]
internal sealed class GuideModel(PageFrame frame, IImportGuide imports) : PageModel
{
    public string Zone { get; private set; } = "";

    public string Currency { get; private set; } = "";

    /// <summary>The canonical files, column by column, each with a template to start from.</summary>
    public IReadOnlyList<KindView> Kinds { get; } = [.. imports.Kinds.Where(kind => kind.Template is not null)];

    public bool IsAdministrator => User.Role() == Roles.Administrator;

    public async Task OnGetAsync()
    {
        ViewData["Title"] = "How to begin";
        var workspace = await frame.WorkspaceAsync();
        (Zone, Currency) = (workspace.Zone.Id, workspace.Currency);
    }
}
