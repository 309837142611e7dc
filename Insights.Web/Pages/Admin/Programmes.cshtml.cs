using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Reports;
using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.Admin;

/// <summary>The networks' monitoring lines as this workspace has them, and the one thing about them that is a choice.</summary>
[Authorize(Policies.Administrators)]
internal sealed class AdminProgrammesModel(IProgrammeTable table, PageFrame frame, AuditLog audit) : PageModel
{
    public bool DisputesIncludeFraud { get; private set; }

    public TableView Setting { get; private set; } = null!;

    public TableView Lines { get; private set; } = null!;

    [TempData]
    public string? Done { get; set; }

    public string? Problem { get; private set; }

    public Task OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    public async Task<IActionResult> OnPostSettingAsync([FromForm] bool included, [FromForm] string? reason, CancellationToken cancel)
    {
        Problem = await table.SetDisputesIncludeFraudAsync(included, User.Identity!.Name!, reason ?? "", cancel);
        if (Problem is not null)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            await ShowAsync(cancel);
            return Page();
        }
        await audit.RecordAsync(HttpContext, AuditActions.ProgrammesChanged, $"VAMP: disputes for fraud {(included ? "count beside their report" : "are left out")}; {reason}");
        Done = "Saved. Standings and ratios follow it from now on, also those of past months.";
        return RedirectToPage();
    }

    private async Task ShowAsync(CancellationToken cancel)
    {
        ViewData["Title"] = "Programme lines";
        var view = await table.ViewAsync(cancel);
        var zone = (await frame.WorkspaceAsync()).Zone;
        DisputesIncludeFraud = view.Settings.DisputesIncludeFraud;
        Setting = TableView.Of(ProgrammeVersionTables.Setting(view.SettingVersions), zone);
        Lines = TableView.Of(ProgrammeVersionTables.Lines(view.Cards), zone);
    }
}
