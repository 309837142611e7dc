using Insights.Analytics.Reports;
using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.Alerts;

/// <summary>One alert: when, how far from the usual, where it comes from, and who drives it.</summary>
[Authorize(Policies.Everyone)]
internal sealed class AlertModel(DocumentScreen screen, IAlertDocuments alerts, PageFrame frame) : PageModel
{
    public DocumentScreen Screen { get; } = screen;

    public async Task<IActionResult> OnGetAsync(int id, CancellationToken cancel) =>
        await alerts.FindAsync(id, await frame.ScopeAsync(), cancel) is { } found
            ? await Screen.ShowOneAsync(this, found, FormattableString.Invariant($"alerts/{id}"))
            : NotFound();
}
