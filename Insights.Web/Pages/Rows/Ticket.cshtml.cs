using Insights.Analytics.Queries;
using Insights.Web.Access;
using Insights.Web.Components;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Insights.Web.Pages.Rows;

/// <summary>One ticket with its history and where it came from.</summary>
[Authorize(Policies.Everyone)]
internal sealed class TicketModel(RowDetailScreen screen) : PageModel
{
    public RowDetailView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync([FromQuery] int? source, [FromQuery] string? id, CancellationToken cancel)
    {
        if (await screen.ViewAsync(RowKind.Tickets, source, id, cancel) is not { } view)
            return NotFound();
        View = view;
        ViewData["Title"] = view.Title;
        return Page();
    }
}
