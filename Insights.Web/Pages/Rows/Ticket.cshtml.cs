using Insights.Analytics.Queries;
using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.Rows;

/// <summary>One ticket with its history and where it came from; people of the house may take it out of judgement.</summary>
[Authorize(Policies.Everyone)]
internal sealed class TicketModel(RowDetailScreen screen, IExemptionDesk exemptions, IRuleQueries rules, PageFrame frame, AuditLog audit) : PageModel
{
    private const int LongestReason = 300;

    public RowDetailView View { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync([FromQuery] int? source, [FromQuery] string? id, CancellationToken cancel) => ShowAsync(source, id, null, cancel);

    public async Task<IActionResult> OnPostExemptAsync([FromQuery] int source, [FromQuery] string? id, [FromForm] string? metric, [FromForm] string? reason, CancellationToken cancel)
    {
        if (!Policies.Allows(Policies.Operators, User.Role()))
            return Forbid();
        if (await screen.ViewAsync(RowKind.Tickets, source, id, cancel) is null)
            return NotFound();
        metric = string.IsNullOrEmpty(metric) ? null : metric;
        reason = reason?.Trim() ?? "";
        var problem = reason.Length is 0 or > LongestReason ? "An exemption needs a reason of up to 300 characters: it is shown wherever the ticket is left out."
            : metric is not null && rules.Metrics.All(known => known.Id != metric) ? "Choose the metric from the list."
            : null;
        if (problem is null && !await exemptions.ExemptAsync(source, id!, metric, reason, User.Identity!.Name!, cancel))
            problem = "That is exempt already. Take the earlier exemption back first.";
        if (problem is not null)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return await ShowAsync(source, id, problem, cancel);
        }

        await audit.RecordAsync(HttpContext, AuditActions.TicketExempted, $"ticket {id}, {metric ?? "all metrics"}: {reason}");
        return Redirect(Here(source, id!));
    }

    public async Task<IActionResult> OnPostWithdrawAsync([FromQuery] int source, [FromQuery] string? id, [FromForm] int exemption, CancellationToken cancel)
    {
        if (!Policies.Allows(Policies.Operators, User.Role()))
            return Forbid();
        if (id is null)
            return NotFound();
        if (await exemptions.WithdrawAsync(source, id, exemption, User.Identity!.Name!, cancel))
            await audit.RecordAsync(HttpContext, AuditActions.ExemptionWithdrawn, FormattableString.Invariant($"ticket {id}, exemption {exemption}"));
        return Redirect(Here(source, id));
    }

    private static string Here(int source, string id) => RowDetailLinks.To(RowKind.Tickets, source, id) + "#exemptions";

    private async Task<IActionResult> ShowAsync(int? source, string? id, string? problem, CancellationToken cancel)
    {
        if (await screen.ViewAsync(RowKind.Tickets, source, id, cancel) is not { } view)
            return NotFound();
        // Who exempted what is the house's; a vendor reads the reason in the clock it concerns.
        View = Roles.IsStaff(User.Role())
            ? view with
            {
                Exemptions = ExemptionsView.Of(
                    view.SourceId, view.Id, Policies.Allows(Policies.Operators, User.Role()), await exemptions.OfAsync(view.SourceId, view.Id, cancel), rules.Metrics, (await frame.WorkspaceAsync()).Zone, problem),
            }
            : view;
        ViewData["Title"] = view.Title;
        return Page();
    }
}
