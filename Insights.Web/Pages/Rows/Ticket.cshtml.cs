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
internal sealed class TicketModel(RowDetailScreen screen, IExemptionDesk exemptions, IIssueDesk issues, IRuleQueries rules, PageFrame frame, AuditLog audit) : PageModel
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

    public async Task<IActionResult> OnPostIssueAsync([FromQuery] int source, [FromQuery] string? id, [FromForm] string? about, [FromForm] string? note, CancellationToken cancel)
    {
        if (!Policies.Allows(Policies.Operators, User.Role()))
            return Forbid();
        if (await screen.ViewAsync(RowKind.Tickets, source, id, cancel) is null)
            return NotFound();
        var said = (about ?? "").Split('/', 2);
        var problem = await issues.CorrectAsync(source, id!, said[0], said.Length > 1 ? said[1] : null, note ?? "", User.Identity!.Name!, cancel);
        if (problem is not null)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return await ShowAsync(source, id, null, cancel, problem);
        }
        await audit.RecordAsync(HttpContext, AuditActions.IssueCorrected, $"ticket {id}: {about}; {note}");
        return Redirect(Here(source, id!, "#issue"));
    }

    public async Task<IActionResult> OnPostIssueBackAsync([FromQuery] int source, [FromQuery] string? id, [FromForm] int correction, CancellationToken cancel)
    {
        if (!Policies.Allows(Policies.Operators, User.Role()))
            return Forbid();
        if (id is null)
            return NotFound();
        if (await issues.WithdrawAsync(source, id, correction, User.Identity!.Name!, cancel))
            await audit.RecordAsync(HttpContext, AuditActions.IssueCorrectionTakenBack, FormattableString.Invariant($"ticket {id}, correction {correction}"));
        return Redirect(Here(source, id, "#issue"));
    }

    private static string Here(int source, string id, string place = "#exemptions") => RowDetailLinks.To(RowKind.Tickets, source, id) + place;

    private async Task<IActionResult> ShowAsync(int? source, string? id, string? problem, CancellationToken cancel, string? issueProblem = null)
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
        if (await issues.OfAsync(view.SourceId, view.Id, await frame.ScopeAsync(), cancel) is { } issue)
        {
            View = View with
            {
                Issue = IssueView.Of(view.SourceId, view.Id, Policies.Allows(Policies.Operators, User.Role()), issue, await issues.WordsAsync(cancel), (await frame.WorkspaceAsync()).Zone, issueProblem),
            };
        }
        ViewData["Title"] = view.Title;
        return Page();
    }
}
